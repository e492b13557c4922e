"""The page of a documentary edition: number, title, a line with the number in the files and the date, text, legend.

The legend is below the text and says where the document lies and what it looks like.
"""

import re
from collections.abc import Sequence

from teikit.conventions import Convention, Layout
from teikit.core import CAPITAL, SMALL, Source, Span, lazy_pattern
from teikit.transcript.front_matter.model import Front, is_date, lines_of, paragraphs_of

# A title has at most so many lines; what has more is no title.
_TITLE_LINES = 12
# What parts a number from the date behind it.
_PARTING = re.compile(r"(?:\s{3,}|\t)(?=\S+(?:\s{1,2}\S+)*$)")
# The mark of a note glued to a date: a raised number, letters, stars, a number glued to the year.
_MARK = rf"(?:[⁰¹²³⁴-⁹]+|\*+|[{SMALL}]|(?<=\d{{4}})\d{{1,3}})?"


def read_numbered(source: Source, layout: Layout, convention: Convention) -> Front | None:
    """The page by a layout of this kind; None unless number and legend are there."""
    text, data = source.text, layout.data
    lines = list(lines_of(text, Span(0, min(len(text), 6000))))[: 2 * _TITLE_LINES]
    number = next((n for n, line in enumerate(lines) if lazy_pattern(data["number"]).fullmatch(line.cut(text))), None)
    if number is None or not _only_site(text, lines[:number], data.get("site", [])):
        return None
    legend = _legend(source, Span(lines[number].end, len(text)), str(data["legend"]))
    if legend is None:
        return None
    above = [line for line in lines[number + 1 :] if line.end <= legend.start]
    title, registered, date, begin = _heading(
        source, above, convention, str(data.get("date_words", "")), lines[number].end
    )
    pieces = [*([registered] if registered else []), Span(begin, legend.start)]
    if text[legend.end :].strip():
        pieces.append(Span(legend.end, len(text)))
    fields = {"number": (lines[number],), "citation": (legend,)}
    return Front(layout, tuple(pieces), fields, (), title, date, tuple(lines[:number]))


def _only_site(text: str, lines: Sequence[Span], site: Sequence[str]) -> bool:
    return all(lazy_pattern("|".join(site) or r"(?!)").fullmatch(line.cut(text)) for line in lines)


def _heading(
    source: Source, lines: list[Span], convention: Convention, date_words: str, start: int
) -> tuple[tuple[Span, ...], Span | None, tuple[Span, ...], int]:
    """The lines of the title, the number in the files (part of the text), the date, and where the text begins.

    `start` is where it begins if there is nothing of these.
    """
    if not lines:
        return (), None, (), start
    for count, line in enumerate(lines[:_TITLE_LINES]):
        registered, date = _date_line(source.text, line, convention, date_words)
        if date:
            return tuple(lines[:count]), registered, (date,), date.end
    first = lines[0]
    paragraph = next(paragraphs_of(source.text, Span(first.start, len(source.text))), first)
    title = [line for line in lines if paragraph.covers(line)]
    return tuple(title), None, (), title[-1].end if title else first.start


def _date_line(text: str, line: Span, convention: Convention, date_words: str) -> tuple[Span | None, Span | None]:
    """`No. 7/S      May 5, 1950`, or the date alone: the spans of both; no date in another line."""
    words = line.cut(text)
    sign = rf"{convention.either('numbering', 'sign')}\s?[\w/-]+\s+"
    parting = _PARTING.search(words) or lazy_pattern(sign).match(words)
    for start in (0, parting.end()) if parting else (0,):
        date = words[start:]
        spellings = (date, re.sub(rf"{_MARK}$", "", date))
        if any(is_date(spelling, convention, date_words) for spelling in spellings):
            number = words[: parting.start() or parting.end()].rstrip() if start and parting else ""
            registered = Span(line.start, line.start + len(number)) if number else None
            return registered, Span(line.start + start, line.end)
    return None, None


def _legend(source: Source, span: Span, pattern: str) -> Span | None:
    """The last paragraph that begins as a legend; a line that begins a page of the edition ends it."""
    legend = None
    for paragraph in paragraphs_of(source.text, span):
        match = lazy_pattern(pattern).match(paragraph.cut(source.text))
        if match:
            legend = Span(paragraph.start, paragraph.start + _legend_length(paragraph.cut(source.text)))
    return legend


def _legend_length(words: str) -> int:
    page = lazy_pattern(rf"\n(?=\d{{1,4}}\s?\[?[{CAPITAL}]|\[|[*⁰¹²³⁴-⁹]|[{SMALL}]\s)").search(words)
    return len(words[: page.start()].rstrip()) if page else len(words)
