"""The languages of a document's texts: as the archive's page names them, else determined by their words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from teikit.core import Diagnostic, Source, Span, span_diagnostic
from teikit.recognizers import UNDECIDED, FoundLanguage, is_written_in, language_name, language_of, script_of
from teikit.transcript import Division


class Languages(NamedTuple):
    """The languages of a document: of the whole, of each text and part by its span, and those recognised by words.

    `recognized` maps a language code to a certainty, empty if it is sure.
    """

    whole: str
    of_text: Mapping[Span, str]
    recognized: Mapping[str, str]


def languages_of(source: Source, divisions: Sequence[Division], stated: str) -> tuple[Languages, list[Diagnostic]]:
    """The languages of the texts in a file, and diagnostics of how they were determined.

    `stated` is the language that the page names, or empty. It is used for each text that is in a script of this
    language.
    """
    of_text: dict[Span, str] = {}
    by_words: dict[str, str] = {}
    letters: dict[str, int] = {}
    diagnostics = []
    for text in _texts(divisions):
        own = _own_words(source, text)
        around = of_text.get(text.outer, stated) if text.outer else stated
        recognized = _recognized(source, text, own, stated)
        code = (recognized.code if recognized and recognized.code != UNDECIDED else "") or around or UNDECIDED
        of_text.setdefault(text.span, code)
        letters[code] = letters.get(code, 0) + len(own)
        if recognized and (text.outer is None or code != around):
            diagnostics.append(_diagnostic(source, text.span, recognized))
            by_words |= {code: recognized.cert} if code == recognized.code != UNDECIDED else {}
    whole = stated if stated in letters else max(letters, key=letters.__getitem__, default=stated or UNDECIDED)
    return Languages(whole, of_text, by_words), diagnostics


class _Text(NamedTuple):
    """The span of a text, of the text around it, and of the texts inside it."""

    span: Span
    outer: Span | None
    parts: tuple[Span, ...]


def _texts(divisions: Sequence[Division], outer: Span | None = None) -> Iterator[_Text]:
    for division in divisions:
        span = division.span
        yield _Text(span, outer, tuple(part.span for part in division.parts))
        yield from _texts(division.parts, span)


def _recognized(source: Source, text: _Text, own: str, stated: str) -> FoundLanguage | None:
    """The language of a text by its own words, else by all texts inside it, else by the longest of them."""
    first = _by_words(own, stated)
    if (first and first.code != UNDECIDED) or not text.parts:
        return first
    pieces = (text.span, *sorted(text.parts, key=lambda part: -len(part)))
    others = (_by_words(source.cut(piece), stated) for piece in pieces)
    return next((recognized for recognized in others if recognized and recognized.code != UNDECIDED), first)


def _own_words(source: Source, text: _Text) -> str:
    """The words of a text without those of the texts inside it."""
    start, pieces = text.span.start, []
    for part in text.parts:
        pieces.append(source.text[start : max(start, part.start)])
        start = max(start, part.end)
    return " ".join([*pieces, source.text[start : text.span.end]])


def _by_words(words: str, stated: str) -> FoundLanguage | None:
    """The language determined by words; None if the page states one and the script does not contradict it."""
    if stated:
        script = script_of(words)
        return language_of(words) if script and not is_written_in(stated, script) else None
    return language_of(words)


def _diagnostic(source: Source, span: Span, recognized: FoundLanguage) -> Diagnostic:
    first = Span(span.start, min(span.end, span.start + 60))
    if recognized.code == UNDECIDED:
        return span_diagnostic(
            source, first, "language-undecided", f"the language of the text that begins here is open: {recognized.why}"
        )
    doubt = ", with some doubt" if recognized.cert else ""
    language = f"{language_name(recognized.code)} ({recognized.code})"
    message = f"the text that begins here is taken for {language}{doubt}: {recognized.why}"
    return span_diagnostic(source, first, "language-by-words", message)
