"""The line of a text that is a date, with a place beside it, where no block was read as a dateline.

`Moscow, May 26, 1944`, `17 февраля 1895 г. Москва.`, `Houston, TX – 3 August 2015`: a short line (or two, if the date
goes over the end of the first) at the beginning or the end of a text, with one complete date and few other words.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.core import CAPITAL, SMALL, WORD, LazyPattern, Source, Span
from teikit.interpretation.header.heading_words import heading_words
from teikit.recognizers import DateFound, cased, date_order, find_dates
from teikit.transcript import field_data

# So many lines at the beginning and at the end are looked at, each with so many characters.
_TOP, _END, _LONGEST = 14, 4, 110
# A heading is among so many lines; one beside others has so many characters.
_HEADINGS, _SHORT = 5, 70
# Around the date there are at most so many words that begin with a small letter: more are a sentence.
_SMALL = 4
_LINE = re.compile(r"[^\r\n\f]*\S[^\r\n\f]*")
_CAPITALISED = rf"[{CAPITAL}](?:[^\W\d_]|['’.-])*"
_PLACE = rf"(?<![{WORD}]){_CAPITALISED}(?: {_CAPITALISED}){{0,2}}(?:, {_CAPITALISED}(?: {_CAPITALISED})?)?"
_BEFORE = rf"(?P<place>{_PLACE})[\s,–—(-]*$"
_BEHIND = rf"^[\s,.–—-]*(?P<place>{_PLACE})\s*\.?$"
# A line that ends a sentence of several words.
_SENTENCE = re.compile(r"(?:\S+\s+){4}\S.*[.?!…][\"”»’)\]]*$")
_SMALL_WORD = rf"(?<![{WORD}])[{SMALL}]\w+"
_BRACKETED = re.compile(r"\[[^\[\]]*\]")


class DatedLine(NamedTuple):
    """A date with its place in the source, and the words of the place beside it (empty without one)."""

    date: DateFound
    place: str = ""


def dated_line(source: Source, body: Span, convention: Convention) -> DatedLine | None:
    """The first line that is a date at the beginning of a text, else the last one at its end."""
    lines = [Span(*match.span()) for match in _LINE.finditer(source.text, body.start, min(body.end, body.start + 4000))]
    order = date_order(source.cut(body)[:20_000])
    first = next(_dated(source, lines[:_TOP], convention, order), None)
    if first:
        return first
    tail = [Span(*match.span()) for match in _LINE.finditer(source.text, max(body.start, body.end - 600), body.end)]
    return next(_dated(source, tail[-_END:], convention, order), None)


def first_lines(source: Source, body: Span) -> tuple[Span, ...]:
    """The first lines of a text, without the white space around them."""
    lines = _LINE.finditer(source.text, body.start, min(body.end, body.start + 2000))
    return tuple(trimmed(source, Span(*match.span())) for match in islice(lines, _TOP))


def trimmed(source: Source, span: Span) -> Span:
    """The span without the white space around its words."""
    words = source.cut(span)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def heading_lines(source: Source, body: Span) -> list[Span]:
    """The first lines of a text that may be a heading: a paragraph of its own, or among short lines.

    They are no sentence, as no mark ends them, are above the first sentence, and no label with its value.
    """
    text = source.text
    lines = [Span(*match.span()) for match in _LINE.finditer(text, body.start, min(body.end, body.start + 2000))]
    headings = []
    for number, line in enumerate(lines[:_HEADINGS]):
        words = line.cut(text).strip()
        following = text[line.end : lines[number + 1].start].count("\n") if number + 1 < len(lines) else 0
        around = [other for other in lines[number : number + 2] if len(other) > _SHORT]
        apart = following > 1 or not around or words.isupper()
        if not apart or len(line) > _LONGEST or _SENTENCE.search(words):
            break
        if not re.search(r"[.,;:?!]$|[^\W\d_]:\s", words) and len(re.findall(r"[^\W\d_]{3,}", words)) > 1:
            headings.append(line)
    return headings


def place_beside(source: Source, date: Span) -> str:
    """The place in the line of a date, before or behind it; empty without one."""
    start = source.text.rfind("\n", 0, date.start) + 1
    end = source.text.find("\n", date.end)
    line = Span(start, len(source.text) if end < 0 else end)
    if len(line) > _LONGEST:
        return ""
    return _place(source.text[line.start : date.start], source.text[date.end : line.end], separated=False)


def is_place(words: str) -> bool:
    """Whether words that were read as a place are one: not a weekday or another word beside a date."""
    return bool(_beside().sub("", words))


def _dated(source: Source, lines: list[Span], convention: Convention, order: str) -> Iterator[DatedLine]:
    for number, line in enumerate(lines):
        if len(line) > _LONGEST:
            continue
        following = lines[number + 1] if number + 1 < len(lines) and len(lines[number + 1]) <= _LONGEST else line
        window = Span(line.start, following.end)
        for date in find_dates(source.cut(window), convention, None, window.start, order):
            if date.time or not date.stated or not date.when[:4].isdigit() or date.span.start >= line.end:
                continue
            end = line.end if date.span.end <= line.end else following.end
            before = source.text[line.start : date.span.start]
            behind = source.text[date.span.end : end]
            if _is_no_sentence(before + behind):
                yield DatedLine(
                    date, _place(before, behind, separated=True) or _line_above(source, lines, number, before)
                )
            break


def _line_above(source: Source, lines: list[Span], number: int, before: str) -> str:
    """The place on the line above a date, if it ends with a comma: `Worpswede bei Bremen,`."""
    above = source.cut(lines[number - 1]).strip() if number else ""
    is_name = cased(rf"{_CAPITALISED}(?: [{CAPITAL}{SMALL}][\w’'-]*){{0,3}},").fullmatch(above)
    return above.rstrip(",") if is_name and not _beside().sub("", before).strip(" ,") else ""


def _is_no_sentence(around: str) -> bool:
    plain = _BRACKETED.sub("", around)
    return len(cased(_SMALL_WORD).findall(plain)) <= _SMALL and not re.search(r"[?!;]", plain)


@cache
def _beside() -> LazyPattern:
    return LazyPattern(
        rf"(?:^|(?<=[\s,.]))(?:{'|'.join(field_data()['beside_dates']['words'])})[\s,.]*$", re.IGNORECASE
    )


def _may_be_before(words: str, separated: bool) -> bool:
    """Whether words may be before a place: none in small letters, or `Cuartel general en` in a dateline."""
    small = cased(_SMALL_WORD).findall(words)
    return not small or (not separated and heading_words("events", "places").fullmatch(words.split()[-1]) is not None)


def _place(before: str, behind: str, separated: bool) -> str:
    """The place before or behind a date; a weekday or another word beside a date is not one.

    `separated`: before the date, a mark or a word beside dates must follow the place, or it has two names.
    """
    before, behind = _BRACKETED.sub("", before), _BRACKETED.sub("", behind)
    whole = before
    for _ in range(_SMALL):
        before = _beside().sub("", before)
    match = cased(_BEFORE).search(before)
    if match and heading_words("kinds", "first").fullmatch(match["place"]):
        # `Séance du 8 février`
        return ""
    if match and (match["place"].isupper() or _may_be_before(before[: match.start()], separated)):
        follows = whole[match.end("place") :].strip() or "," in match["place"]
        if follows or not separated:
            return match["place"].rstrip(".")
    match = cased(_BEHIND).search(behind)
    return match["place"].rstrip(".") if match else ""
