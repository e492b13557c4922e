"""Finds page furniture: page numbers, running heads, and page numbers run together with the text.

A number joined to a word or an item counts as a page number only with other evidence: the numbers of the pages before
and after, or the numbers of the items around it.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence

from teikit.conventions import Convention
from teikit.core import Diagnostic, LazyPattern, Source, Span, span_diagnostic
from teikit.recognizers import compiled
from teikit.transcript.model import Page

# Matched at the beginnings of lines only.
_GLUED = re.compile(r"(?P<n>\d{2,4})(?=[^\W\d_]{3,})")
_BEFORE_ITEM = tuple(re.compile(rf"(?P<n>\d{{2,3}})(?P<item>\d{{{digits}}})(?=[.)][ \t]+\S)") for digits in (1, 2))
_ITEM = re.compile(r"[ \t]*+(?P<n>\d{1,2})[.)][ \t]++\S")
_ALONE = re.compile(r"[ \t]*+(?P<n>\d{1,4})[ \t]*+$", re.MULTILINE)
_BRACKETED = re.compile(r"[ \t]*+\[(?P<n>\d{1,4})\][ \t]*+$", re.MULTILINE)
_BEFORE_NUMBER = re.compile(r"\n(?=[ \t]*+\d)")
_BEFORE_BRACKET = re.compile(r"\n(?=[ \t]*+\[\d)")
_BEFORE_LINE = re.compile(r"[\n\r\f]")


def find_pages(source: Source, span: Span, convention: Convention) -> tuple[list[Page], list[Diagnostic]]:
    """The page furniture in the order of the text, and a diagnostic for each number run together with the text."""
    text = source.text[: span.end]
    headed = list(_headed(text, span, convention))
    numbers = {page.n for page in headed if page.number}
    numbered = list(_starts(text, span, _BEFORE_NUMBER))
    glued = [*_before_words(text, numbered, numbers), *_before_items(text, numbered, numbers)]
    alone = [] if headed else [*_alone(text, numbered), *_in_brackets(text, span)]
    pages: list[Page] = []
    for page in sorted([*headed, *glued, *alone], key=lambda p: (p.span.start, -p.span.end)):
        if not pages or page.span.start >= pages[-1].span.end:
            pages.append(page)
    kept = set(pages)
    return pages, [_glued_number(source, page) for page in glued if page in kept]


def _glued_number(source: Source, page: Page) -> Diagnostic:
    words = " ".join(source.text[page.span.start : page.span.end + 12].split())
    return span_diagnostic(
        source, page.span, "block-glued-words", f"“{words}…”: a page number run together with the text after it"
    )


def _starts(text: str, span: Span, before: re.Pattern[str]) -> Iterator[int]:
    """The starts of lines in a span; `before` is a pattern for the text before the wanted lines."""
    if span.start == 0:
        yield 0
    yield from (match.end() for match in before.finditer(text, max(0, span.start - 1), span.end))


def _matches(pattern: LazyPattern | re.Pattern[str], text: str, starts: Iterable[int]) -> list[re.Match[str]]:
    return [match for start in starts if (match := pattern.match(text, start))]


def _headed(text: str, span: Span, convention: Convention) -> Iterator[Page]:
    """Lines with a running head, with or without the number of the page above; heads glued to the end of a line."""
    heads = rf"(?P<head>\[?{convention.either('running_heads')}\]?)[ \t]*(?=\n|\r|\f|\Z)"
    line = compiled(rf"[ \t]*+(?:(?P<n>\d{{1,4}})[ \t]*+)?{heads}")
    starts = list(_starts(text, span, _BEFORE_LINE))
    for match in _matches(line, text, starts) if line.may_match(text) else ():
        number = Span(*match.span("n")) if match["n"] else None
        yield Page(_bare(match), number, int(match["n"] or 0), Span(*match.span("head")))
    label = rf"\[{convention.either('page_labels')}\s*(?P<n>\d{{1,4}})\]"
    labelled = compiled(rf"[ \t]*+{label}(?=[ \t]*(?:[\n\r\f]|\Z))")
    for match in _matches(labelled, text, starts) if "[" in text else ():
        start = match.end() - len(match[0].lstrip())
        yield Page(Span(start, match.end()), Span(*match.span("n")), int(match["n"]), None)
    for match in compiled(rf"[\"”’.!?)\]]{heads}").finditer(text, max(0, span.start - 1), span.end):
        yield Page(Span(*match.span("head")), None, 0, Span(*match.span("head")))


def _in_brackets(text: str, span: Span) -> Iterator[Page]:
    """`[246]` on lines of their own, with rising numbers that no mark of a note elsewhere has."""
    matches = _matches(_BRACKETED, text, _starts(text, span, _BEFORE_BRACKET)) if "[" in text else []
    numbers = [int(match["n"]) for match in matches]
    if numbers != sorted(set(numbers)) or any(text.count(f"[{n}]", span.start) > 1 for n in numbers):
        return
    for match, n in zip(matches, numbers, strict=True):
        counted = n - 1 in numbers or n + 1 in numbers
        start = match.end() - len(match[0].lstrip())
        whole = Span(start, start + len(match[0].strip()))
        yield Page(whole, None, n, None, cert="" if counted else "medium")


def _bare(match: re.Match[str]) -> Span:
    return Span(match.start("n") if match["n"] else match.start("head"), match.end("head"))


def _before_words(text: str, starts: Sequence[int], numbers: set[int]) -> Iterator[Page]:
    """`208electronic`: a number joined to a word, one more or one less than another page number."""
    matches = _matches(_GLUED, text, starts)
    known = numbers | {int(match["n"]) for match in matches}
    for match in matches:
        n = int(match["n"])
        if n - 1 in known or n + 1 in known:
            yield Page(Span(*match.span("n")), Span(*match.span("n")), n, None)


def _before_items(text: str, starts: Sequence[int], numbers: set[int]) -> Iterator[Page]:
    """`2246. Purpose`: a page number joined to the number of an item, which counts between the items around it."""
    items = [(match.start(), int(match["n"])) for match in _matches(_ITEM, text, starts)]
    for match in (number_match for shape in _BEFORE_ITEM for number_match in _matches(shape, text, starts)):
        place = bisect(items, (match.start(), 0))
        before, after = [n for _, n in items[max(0, place - 1) : place]], [n for _, n in items[place : place + 1]]
        item, n = int(match["item"]), int(match["n"])
        if before == [item - 1] and after in ([item + 1], []):
            sure = n - 1 in numbers or n + 1 in numbers or bool(after)
            yield Page(Span(*match.span("n")), Span(*match.span("n")), n, None, cert="" if sure else "medium")


def _alone(text: str, starts: Sequence[int]) -> Iterator[Page]:
    """Lines that contain only a number, if the numbers are consecutive."""
    matches = _matches(_ALONE, text, starts)
    known = {int(match["n"]) for match in matches}
    rising = [int(match["n"]) for match in matches]
    if len(matches) < 2 or rising != sorted(set(rising)):
        return
    for match in matches:
        n = int(match["n"])
        if n - 1 in known or n + 1 in known:
            head = text[: match.start()].rstrip(" \t\n").endswith("\f")
            number = Span(*match.span("n"))
            yield Page(number, number, n, None, foot=not head, cert="medium")
