"""The state of interpreting one document: facts, decisions, diagnostics, notes."""

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.core import Diagnostic, Source, Span, shorten, span_diagnostic
from teikit.interpretation.hands import Hands
from teikit.interpretation.model import Decision, NoteReading
from teikit.interpretation.nodes import Link
from teikit.interpretation.override import Override
from teikit.interpretation.text_kind import names_speakers
from teikit.recognizers import Usage, compiled, date_order, document_date, probably_julian_until
from teikit.transcript import NO_OPINIONS, Block, Document, Footnote, Metadata, Opinions, is_stated

# The highest number of diagnostics of one code that are listed for a file.
MAX_FINDINGS = 500
# A short bracket, which may say that words are missing.
_SHORT_NOTE = re.compile(r"\[[^\[\]]{1,80}+\]")


class Facts(NamedTuple):
    """Facts about a whole document, known before its text is interpreted.

    `year` and `month` complete dates; `order` is that of day and month in digits; `damaged`: some words are unreadable;
    `responsible` is the value of @resp for brackets of the translation; `translation`: header, page or text say that
    the text is one; `spoken`: it names its speakers; `calendar` is the one that its dates are declared to be in, empty
    if none is; `julian` is the ISO date up to which its dates are probably Julian, empty if none are.
    """

    year: int | None = None
    damaged: bool = False
    responsible: str = ""
    order: str = ""
    translation: bool = False
    spoken: bool = False
    calendar: str = ""
    julian: str = ""
    month: int | None = None


def facts_of(document: Document, data: Metadata) -> Facts:
    """The facts of a document, from its words and its metadata."""
    words, convention = document.source.cut(document.body), document.convention
    either = rf"(?<!\w)(?:{convention.either('missing', 'lost')}|{convention.either('damage')})(?!\w)"
    lost = compiled(either)
    damaged = any(lost.search(note[0]) for note in _SHORT_NOTE.finditer(words))
    translator = any(r.role == "translator" for r in data.responsibilities)
    translation = data.text_type == "translation"
    transcribed = document.front is not None and not is_stated(document.front) and not translation
    by = "#translator" if translator and not transcribed else ""
    order, calendar = date_order(words), data.calendar or convention.calendar
    year, month = document_date(words, convention) if data.year is None else (data.year, None)
    julian = "" if calendar else _probably_julian(convention, words, year)
    spoken = names_speakers(words)
    return Facts(year, damaged or transcribed, by, order, translation, spoken, calendar, julian, month)


def _probably_julian(convention: Convention, words: str, year: int | None) -> str:
    """The date up to which dates are probably Julian, by its language, the letters and the year of the document."""
    until = probably_julian_until((vocabulary.language for vocabulary in convention.vocabularies[:1]), words)
    return until if year is None or f"{year:04}" <= until[:4] else ""


class Announced(NamedTuple):
    """The first half of an addition that continues elsewhere."""

    reading: NoteReading
    link: Link
    hand: str
    span: Span


@dataclass
class State:
    """The state of interpreting one document.

    `opinions` is what the labels take its lines for;
    `doubtful` counts the decisions that a person should look at; `overrides` are those a person has taken, by the
    offset of the bracket; `announced` are additions whose other half was not met yet; `in_signature` says that a
    signature is interpreted, `in_dateline` a dateline; `page` is the number of the last page that a bracket named.
    """

    source: Source
    convention: Convention
    facts: Facts
    overrides: Mapping[int, Override]
    opinions: Opinions = NO_OPINIONS
    hands: Hands = field(default_factory=Hands)
    decisions: list[Decision] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    doubtful: int = 0
    announced: list[Announced] = field(default_factory=list)
    additions: int = 0
    in_signature: bool = False
    in_dateline: bool = False
    page: str = ""
    notes: dict[int, Footnote] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)
    _marks: list[int] = field(default_factory=list)

    @cached_property
    def usage(self) -> Usage:
        """The lower-case words that the document uses outside brackets."""
        return Usage(self.source.text)

    def words(self, span: Span) -> str:
        """The words of a span for a message: on one line, shortened."""
        return shorten(" ".join(self.source.cut(span).split()))

    # ------------------------------------------------------------ decisions and diagnostics
    def decide(self, decision: Decision, message: str = "", doubt: bool = False) -> Decision:
        """Records a decision, and reports it with `message` if it has a code."""
        self.decisions.append(decision)
        if decision.code:
            self.report(decision.span, decision.code, message, doubt)
        return decision

    def report(self, span: Span, code: str, message: str, doubt: bool = False) -> None:
        """Records a diagnostic about a span of the raw file."""
        self.doubtful += doubt
        self._counts[code] += 1
        if self._counts[code] <= MAX_FINDINGS:
            self.diagnostics.append(span_diagnostic(self.source, span, code, message))
        elif self._counts[code] == MAX_FINDINGS + 1:
            more = f"there are more than {MAX_FINDINGS} diagnostics {code}; the others are not listed"
            self.diagnostics.append(span_diagnostic(self.source, span, "mark-too-many", more))

    def next_addition(self) -> str:
        """A fresh id for one half of a divided addition."""
        self.additions += 1
        return f"add-{self.additions}"

    # ------------------------------------------------------------ footnotes
    def add_notes(self, blocks: Iterable[Block]) -> None:
        """Adds the notes of blocks. To call before the blocks are interpreted."""
        for note in (note for block in blocks for note in block.footnotes):
            if note.mark.start not in self.notes:
                insort(self._marks, note.mark.start)
            self.notes[note.mark.start] = note

    def notes_in(self, span: Span) -> list[Footnote]:
        """The notes whose marks are in a span, in order."""
        if not self._marks:
            return []
        inside = slice(bisect_left(self._marks, span.start), bisect_left(self._marks, span.end))
        return [self.notes[start] for start in self._marks[inside]]
