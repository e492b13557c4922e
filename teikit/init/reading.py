"""Reads the transcripts of a folder as teikit would convert them: their convention, languages, brackets, headers."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from teikit.conventions import NEUTRAL, load_convention
from teikit.conversion import interpret_source
from teikit.core import Diagnostic, Severity, Source
from teikit.edition import Job
from teikit.init.signs import Example, SignCount, SignCounter, example_at
from teikit.interpretation import Interpretation, Subject
from teikit.readers import Extract, read_all
from teikit.transcript import RECEIVED, SENT, SETTING, find_convention

# So many characters, and so many documents, are interpreted; the signs of all others are counted only.
CHARACTERS = 3_000_000
DOCUMENTS = 500
_EXAMPLES = 2
# The share of documents whose language must be known, for that of all.
_SHARE = 0.8


@dataclass
class Taken:
    """What brackets are taken for: how many, how many of them in doubt, and examples."""

    number: int = 0
    doubtful: int = 0
    examples: list[Example] = field(default_factory=list)


class Row(NamedTuple):
    """A document: its file, with the record in a file of several, and its language."""

    file: str
    language: str = ""


@dataclass
class Readings:
    """What the transcripts of a folder show."""

    rows: list[Row] = field(default_factory=list)
    conventions: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    header: Counter[str] = field(default_factory=Counter)
    brackets: dict[str, Taken] = field(default_factory=dict)
    signs: list[SignCount] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    interpreted: int = 0

    @property
    def convention(self) -> str:
        """The convention of all documents; empty if they follow different ones."""
        return next(iter(self.conventions), NEUTRAL) if len(self.conventions) < 2 else ""

    @property
    def main_convention(self) -> str:
        """The convention of most documents."""
        return self.conventions.most_common(1)[0][0] if self.conventions else NEUTRAL

    @property
    def main_language(self) -> str:
        """The language of most documents: menus and headings are in it. Empty where no language has so many."""
        code, number = max(self.languages.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        return code if number * 2 > self.languages.total() else ""

    @property
    def language(self) -> str:
        """The language of all documents; empty if they are in different ones, or it is open for more than a few."""
        known = {code: number for code, number in self.languages.items() if code}
        enough = sum(known.values()) >= _SHARE * self.interpreted
        return next(iter(known)) if len(known) == 1 and enough else ""


def read_transcripts(paths: Sequence[Path], show: Callable[[str], None] = lambda name: None) -> Readings:
    """What the transcripts at `paths` show; `show` is called with the name of each. Raises ConventionError."""
    readings, signs, left = Readings(), SignCounter(), CHARACTERS
    for path in paths:
        documents, diagnostics = read_all(path, path.name)
        readings.problems += [d for d in diagnostics if d.severity is not Severity.INFO]
        for source in documents:
            signs.add(source)
            left -= len(source.text)
            readings.rows.append(_row(source, path, readings, left > 0 and readings.interpreted < DOCUMENTS))
        show(path.name)
    readings.signs = signs.unknown_to(load_convention(readings.main_convention))
    return readings


def _row(source: Source, path: Path, readings: Readings, whole: bool) -> Row:
    """The row of a document, and what it shows; without `whole` it is not interpreted."""
    anchor = source.anchor if isinstance(source, Extract) else ""
    file = f"{path.name}#{anchor}" if anchor else path.name
    readings.conventions[find_convention(source)[0]] += 1
    if not whole:
        return Row(file)
    readings.interpreted += 1
    interpretation = interpret_source(source, Job(path, source.name, path, "", anchor=anchor)).interpretation
    _count_brackets(source, interpretation, readings.brackets)
    language = interpretation.metadata.text_language
    readings.languages[language] += 1
    readings.header.update(_values(interpretation))
    return Row(file, language)


def _count_brackets(source: Source, interpretation: Interpretation, brackets: dict[str, Taken]) -> None:
    for decision in interpretation.decisions:
        if decision.subject is Subject.BRACKET:
            taken = brackets.setdefault(decision.kind, Taken())
            taken.number += 1
            taken.doubtful += bool(decision.cert)
            if len(taken.examples) < _EXAMPLES:
                taken.examples.append(example_at(source, decision.span))


def _values(interpretation: Interpretation) -> list[str]:
    """The columns of the table of documents for which the text or the page around it has a value."""
    metadata = interpretation.metadata
    given = {
        "date": metadata.date,
        "sender": metadata.party(SENT),
        "addressee": metadata.party(RECEIVED),
        "place": metadata.place(SENT) or metadata.place(SETTING),
    }
    return [column for column, value in given.items() if value]


def in_order(brackets: Mapping[str, Taken]) -> Iterable[tuple[str, Taken]]:
    """The kinds of brackets, the most frequent first."""
    return sorted(brackets.items(), key=lambda item: (-item[1].number, item[0]))
