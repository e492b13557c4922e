"""What the writers of running text share: the builder, the convention, the hands, and what was found doubtful."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.core import Diagnostic, Source, Span, span_diagnostic
from teikit.interpretation import ANSWERED, Hands, NoteReading, Override
from teikit.recognizers import Usage
from teikit.tei.builder import Builder, Element
from teikit.transcript import Break, BreakKind, Footnote, Group, Node, Text, clip

# `long- range`: a word divided at an old line end, which running text keeps as `lb`.
_DIVIDED = re.compile(r"[^\W\d_]- [^\W\d_]")
# More findings of one code than this in one file tell a reader nothing new.
MAX_FINDINGS = 500


class Facts(NamedTuple):
    """What is known of the document as a whole while its text is written.

    `year` completes dates, `order` says whether days or months come first in their digits, `damaged` says that words of
    it were unreadable, `responsible` points to who answers for the translation's brackets; `original` says that the
    text is in the language of the source, so that nothing in it is there for a translation.
    """

    year: int | None = None
    damaged: bool = False
    responsible: str = ""
    order: str = ""
    original: bool = False


@dataclass
class Pen:
    """The state of writing one document.

    `doubtful` counts the decisions that a person should look at; `overrides` are those a person has taken, by the
    offset of the bracket.
    """

    builder: Builder
    convention: Convention
    facts: Facts
    hands: Hands = field(default_factory=Hands)
    findings: list[Diagnostic] = field(default_factory=list)
    doubtful: int = 0
    waiting: list[tuple[Element, NoteReading, Span]] = field(default_factory=list)
    additions: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    footnotes: dict[int, Footnote] = field(default_factory=dict)
    overrides: Mapping[int, Override] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)

    def footnotes_in(self, span: Span) -> list[Footnote]:
        """The notes that have their marks in a span, in order."""
        if not self.footnotes:
            return []
        starts = self._starts
        if len(starts) != len(self.footnotes):
            starts[:] = sorted(self.footnotes)
        inside = slice(bisect_left(starts, span.start), bisect_left(starts, span.end))
        return [self.footnotes[start] for start in starts[inside]]

    @cached_property
    def usage(self) -> Usage:
        """The words in small letters that the document uses outside brackets."""
        return Usage(self.source.text)

    @property
    def source(self) -> Source:
        """The source that is written."""
        return self.builder.source

    def words(self, span: Span) -> str:
        """The words of a span for a message: on one line, cut short."""
        flat = " ".join(self.source.cut(span).split())
        return flat if len(flat) <= 60 else flat[:57] + "…"

    def report(self, span: Span, code: str, message: str, doubt: bool = False) -> None:
        """Notes a finding about a span of the raw file, unless a person has answered it."""
        if code in ANSWERED and span.start in self.overrides:
            return
        self.doubtful += doubt
        self.counts[code] += 1
        if self.counts[code] <= MAX_FINDINGS:
            self.findings.append(span_diagnostic(self.source, span, code, message))
        elif self.counts[code] == MAX_FINDINGS + 1:
            said = f"there are more than {MAX_FINDINGS} findings {code}; the rest is not listed"
            self.findings.append(span_diagnostic(self.source, span, "mark-too-many", said))

    def next_addition(self) -> str:
        """A fresh xml:id for one half of a divided addition."""
        self.additions += 1
        return f"add-{self.additions}"


Write = Callable[[Sequence[Node]], None]


class Bracket(NamedTuple):
    """A bracket in the hand of the row that writes it.

    `before` is text left for it, between the last thing written and the bracket; `after` is where the plain text behind
    it ends; `write` writes nodes as running text that keeps its line ends.
    """

    pen: Pen
    group: Group
    reading: NoteReading
    before: Span
    after: int
    write: Write

    @property
    def builder(self) -> Builder:
        """The builder of the document."""
        return self.pen.builder

    @property
    def end(self) -> int:
        """Where the text goes on behind the bracket."""
        return self.group.span.end

    def hand(self) -> dict[str, str]:
        """The attributes of something written by hand."""
        reading = self.reading
        return {
            "hand": self.pen.hands.pointer(reading.medium, reading.scribe),
            "place": reading.place or "unspecified",
            "cert": reading.cert,
        }

    def element(self, name: str, attributes: Mapping[str, str] | None = None) -> Element:
        """An element that holds what the bracket transcribes."""
        with self.builder.within(name, attributes, self.group.span) as made:
            self.content()
        return made

    def content(self) -> None:
        """Writes what the bracket transcribes; its other words became the element around it."""
        group, reading, builder = self.group, self.reading, self.builder
        builder.mark(Span(reading.described.end if reading.described else group.span.start, reading.content.start))
        nodes = flat(clip(group.children, reading.content))
        if reading.doubtful:
            with builder.within("unclear", {"cert": "low"}, reading.content):
                self.write(nodes)
        else:
            self.write(nodes)
        builder.mark(Span(reading.content.end, group.span.end))

    def bare_element(self, name: str) -> None:
        """An element that may hold few others, such as `desc`: brackets and divided words in it stay text."""
        inside, group = self.reading.content, self.group.span
        plain = all(isinstance(node, Text) for node in self.group.children)
        if plain and not _DIVIDED.search(self.pen.source.text, *inside):
            self.element(name)
            return
        with self.builder.within(name, span=group):
            described = self.reading.described
            self.builder.mark(Span(described.end if described else group.start, inside.start))
            self.builder.text(inside)
            self.builder.mark(Span(inside.end, group.end))

    def described(self, words: Span) -> None:
        """Words of the note that describe rather than transcribe stay, as the editor's."""
        self.builder.mark(Span(self.group.span.start, words.start))
        with self.builder.within("note", {"type": "editorial"}, words):
            self.builder.text(words)


def flat(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """The nodes with paragraph breaks made line ends, for a phrase."""
    return tuple(Break(n.span, BreakKind.LINE) if isinstance(n, Break) else n for n in nodes)


def paragraphs_of(nodes: Sequence[Node]) -> list[tuple[Node, ...]]:
    """The nodes between paragraph breaks."""
    parts: list[list[Node]] = [[]]
    for node in nodes:
        if isinstance(node, Break) and node.kind is BreakKind.PARAGRAPH:
            parts.append([])
        else:
            parts[-1].append(node)
    return [tuple(part) for part in parts if part]
