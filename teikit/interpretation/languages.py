"""The languages of a document's texts: as the archive's page names them, else by the words of each."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from teikit.core import Diagnostic, Source, Span, span_diagnostic
from teikit.recognizers import UNDECIDED, FoundLanguage, is_written_in, language_name, language_of, script_of
from teikit.transcript import Division


class Languages(NamedTuple):
    """The languages of a document: of the whole, of each text and part by its span, and those found by words.

    `found` has the certainty by the code, empty where it is sure.
    """

    whole: str
    of_text: Mapping[Span, str]
    found: Mapping[str, str]


def languages_of(source: Source, divisions: Sequence[Division], stated: str) -> tuple[Languages, list[Diagnostic]]:
    """The languages of the texts in a file, and how they were found.

    `stated` is the language that the page names (empty where it names none). It holds for a text unless that is in
    another script than the language has.
    """
    of_text: dict[Span, str] = {}
    found: dict[str, str] = {}
    letters: dict[str, int] = {}
    findings = []
    for division, outer in _all(divisions):
        own = _own_text(source, division)
        before = of_text.get(outer.span, stated) if outer else stated
        told = next((one for one in _tries(source, division, own, stated) if one and one.code != UNDECIDED), None)
        told = told or _found(own, stated)
        code = (told.code if told and told.code != UNDECIDED else "") or before or UNDECIDED
        of_text.setdefault(division.span, code)
        letters[code] = letters.get(code, 0) + len(own)
        if told and (outer is None or code != before):
            findings.append(_said(source, division.span, told))
            found |= {code: told.cert} if code == told.code != UNDECIDED else {}
    whole = stated if stated in letters else max(letters, key=letters.__getitem__, default=stated or UNDECIDED)
    return Languages(whole, of_text, found), findings


def _all(divisions: Sequence[Division], outer: Division | None = None) -> Iterator[tuple[Division, Division | None]]:
    for division in divisions:
        yield division, outer
        yield from _all(division.parts, division)


def _tries(source: Source, division: Division, own: str, stated: str) -> Iterator[FoundLanguage | None]:
    """What shows the language of a text: its own words; those of the texts inside it, together, or the longest."""
    yield _found(own, stated)
    if division.parts:
        yield _found(source.cut(division.span), stated)
        for part in sorted(division.parts, key=lambda part: -len(part.span)):
            yield _found(source.cut(part.span), stated)


def _own_text(source: Source, division: Division) -> str:
    """The words of a text without those of the texts inside it."""
    start, pieces = division.span.start, []
    for part in division.parts:
        pieces.append(source.text[start : max(start, part.span.start)])
        start = max(start, part.span.end)
    return " ".join([*pieces, source.text[start : division.span.end]])


def _found(words: str, stated: str) -> FoundLanguage | None:
    """What the words show; None where the page says it, and nothing speaks against that."""
    if stated:
        script = script_of(words)
        return language_of(words) if script and not is_written_in(stated, script) else None
    return language_of(words)


def _said(source: Source, span: Span, told: FoundLanguage) -> Diagnostic:
    first = Span(span.start, min(span.end, span.start + 60))
    if told.code == UNDECIDED:
        return span_diagnostic(
            source, first, "language-undecided", f"the language of the text that begins here is open: {told.why}"
        )
    doubt = ", with some doubt" if told.cert else ""
    said = f"the text that begins here is taken for {language_name(told.code)} ({told.code}){doubt}: {told.why}"
    return span_diagnostic(source, first, "language-by-words", said)
