"""Recognises the archive's page around the text and takes it apart into labelled fields.

What the fields say is read later; here they are spans of the source, and together with the text they tile it.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from teikit.convention import Convention, Layout
from teikit.diagnostics import Diagnostic, at
from teikit.source import Source, Span
from teikit.transcript.dates import find_dates

_LINE = re.compile(r"[^\r\n\f]+")


class Front(NamedTuple):
    """The archive's page before the text. `fields` are the values by name, stripped of blanks; `site` the site's lines.

    `contents` are the labels of what the page offers, each with what the convention says of it; `body` is the text.
    """

    layout: Layout
    span: Span
    body: Span
    fields: Mapping[str, Span]
    title: tuple[Span, ...] = ()
    date: Span | None = None
    site: tuple[Span, ...] = ()
    contents: tuple[tuple[Span, Mapping[str, str]], ...] = ()


def find_front(source: Source, convention: Convention) -> tuple[Front | None, list[Diagnostic]]:
    """The archive's page at the head of a source by the first layout that fits; None where none does."""
    for layout in convention.layouts:
        labels = _labels(source.text, layout)
        if labels is not None:
            front = _front(source, layout, labels, convention)
            return front, _doubts(source, front)
    return None, [at(source, 0, "no-layout", "no header of a known layout was found; all is taken for text")]


@cache
def _label(words: str) -> re.Pattern[str]:
    return re.compile(rf"^[ \t\f]*{re.escape(words)}(?!\S)", re.MULTILINE | re.IGNORECASE)


def _labels(text: str, layout: Layout) -> dict[str, Span] | None:
    """Where the layout's labels stand, in order; None unless all it needs are there."""
    found: dict[str, Span] = {}
    start = 0
    for name, words in layout.fields.items():
        match = _label(words).search(text, start)
        if match:
            found[name] = Span(*match.span())
            start = match.end()
        elif words in layout.needs:
            return None
    return found


def _front(source: Source, layout: Layout, labels: dict[str, Span], convention: Convention) -> Front:
    last = str(layout.data["body_after"])
    first = min(span.start for span in labels.values())
    starts = sorted(span.start for span in labels.values())
    fields = {
        name: trimmed(source.text, Span(span.end, next((s for s in starts if s > span.start), span.end)))
        for name, span in labels.items()
        if name != last
    }
    contents, body = _contents(source, labels[last].end, layout.data.get("contents", {}))
    date, title, site = _preamble(source, Span(0, first), layout.data, convention)
    return Front(layout, Span(0, body), Span(body, len(source.text)), fields, title, date, site, contents)


def _contents(
    source: Source, start: int, known: Mapping[str, Mapping[str, str]]
) -> tuple[tuple[tuple[Span, Mapping[str, str]], ...], int]:
    """The labels of what the page offers, and where the text begins behind them."""
    meanings = {label.casefold(): meaning for label, meaning in known.items()}
    found: list[tuple[Span, Mapping[str, str]]] = []
    for line in _lines(source.text, Span(start, len(source.text))):
        meaning = meanings.get(line.cut(source.text).casefold())
        if meaning is None:
            return tuple(found), line.start if found else start
        found.append((line, meaning))
    return tuple(found), len(source.text)


def _preamble(
    source: Source, span: Span, data: Mapping[str, Any], convention: Convention
) -> tuple[Span | None, tuple[Span, ...], tuple[Span, ...]]:
    """The lines before the first label: the site's own, the date, the title."""
    site_lines = re.compile("|".join(data.get("site", [])) or r"(?!)")
    date: Span | None = None
    title: list[Span] = []
    site: list[Span] = []
    for line in _lines(source.text, span):
        words = line.cut(source.text)
        if site_lines.fullmatch(words):
            site.append(line)
        elif date is None and not title and _is_date(words, convention):
            date = line
        else:
            title.append(line)
    return date, tuple(title), tuple(site)


def _is_date(words: str, convention: Convention) -> bool:
    return re.fullmatch(r"\d{4}", words) is not None or any(
        len(found.span) == len(words) for found in find_dates(words, convention)
    )


def _lines(text: str, span: Span) -> Iterator[Span]:
    """The lines of a span that hold anything, without the blanks around them."""
    for match in _LINE.finditer(text, span.start, span.end):
        line = trimmed(text, Span(*match.span()))
        if line:
            yield line


def trimmed(text: str, span: Span) -> Span:
    """The span without the white space at its ends."""
    piece = span.cut(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.end - len(piece) + len(piece.rstrip())))


def _doubts(source: Source, front: Front) -> list[Diagnostic]:
    found = []
    if front.date is None:
        found.append(at(source, 0, "no-date", "the archive's page gives no date that can be read"))
    if not front.title:
        found.append(at(source, 0, "no-title", "the archive's page gives no title"))
    if not front.contents:
        found.append(
            at(source, front.body.start, "unknown-contents", "it is not said what kind of text follows “Contents:”")
        )
    return found
