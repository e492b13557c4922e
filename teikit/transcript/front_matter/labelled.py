"""Layouts with labels before fields: at line starts, in columns, or inside the line if all line ends are lost.

The text begins after the last label and its value.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from teikit.conventions import Convention, Layout
from teikit.core import LazyPattern, Source, Span, lazy_pattern
from teikit.recognizers import find_dates, language_code
from teikit.transcript.front_matter.model import Front, is_date, lines_of, paragraphs_of, trimmed

# Patterns for what comes before and after a label, by the `labels` of a layout.
_BEFORE = {"line": r"^[ \t\f]*", "column": r"(?:^[ \t\f]*|(?<=[ \t]{3}))", "inline": r"(?<!\S)"}


class Preamble(NamedTuple):
    """The lines before the first label: the date, the title, the site's own, who paid for it."""

    date: tuple[Span, ...]
    title: tuple[Span, ...]
    site: tuple[Span, ...]
    credits: tuple[Span, ...] = ()


Contents = tuple[tuple[Span, Mapping[str, str]], ...]


def read_labelled(source: Source, layout: Layout, convention: Convention) -> Front | None:
    """The page by a layout of labels; None unless all the labels it needs are there, in order."""
    labels = find_labels(source.text, layout)
    if labels is None:
        return None
    text, data = source.text, layout.data
    first, last = min(labels.values()).start, str(data["body_after"])
    fields = {name: spans for name, spans in _values(text, labels, data) if name != last}
    contents, begin = _behind(source, labels[last].end, data, convention)
    if data.get("last_field_first_paragraph"):
        fields[last], begin = _own_paragraph(text, labels[last].end)
    above = preamble(source, Span(0, first), data, convention)
    if "title" in labels:
        # A page that labels its title has nothing but the site's own words before it.
        above = Preamble(fields.pop("date", ()), fields.pop("title"), tuple(sorted(sum(above, ()))))
    if above.credits:
        fields["credits"] = (*above.credits, *fields.get("credits", ()))
    text_begins = Span(begin, len(text))
    return Front(layout, (text_begins,), fields, tuple(labels.values()), above.title, above.date, above.site, contents)


# ---------------------------------------------------------------- labels
@cache
def _label(words: str, where: str) -> LazyPattern:
    wording = r"\s+".join(re.escape(word) for word in words.split())
    behind = r"(?=[ \t]*$)" if where == "whole" else r"(?!\S)"
    return LazyPattern(rf"{_BEFORE.get(where, _BEFORE['line'])}{wording}{behind}", re.MULTILINE | re.IGNORECASE)


def find_labels(text: str, layout: Layout, start: int = 0) -> dict[str, Span] | None:
    """The places of the layout's labels, in order; None unless all required ones are there.

    A label that may be missing is looked for before the next one that may not, so that words of the text are not taken
    for it.
    """
    where = str(layout.data.get("labels", "line"))
    labels: dict[str, Span] = {}
    waiting: list[tuple[str, str]] = []
    for name, words in layout.fields.items():
        waiting.append((name, words))
        if words in layout.needs:
            match = _label(words, where).search(text, start)
            if match is None:
                return None
            labels |= _optional(text, waiting[:-1], Span(start, match.start()), where)
            labels[name] = _words_of(match)
            start, waiting = match.end(), []
    return labels | _optional(text, waiting, Span(start, len(text)), where)


def _optional(text: str, waiting: list[tuple[str, str]], span: Span, where: str) -> dict[str, Span]:
    labels: dict[str, Span] = {}
    start = span.start
    for name, words in waiting:
        match = _label(words, where).search(text, start, span.end)
        if match:
            labels[name] = _words_of(match)
            start = match.end()
    return labels


def _words_of(match: re.Match[str]) -> Span:
    return Span(match.start() + len(match[0]) - len(match[0].lstrip()), match.end())


# ---------------------------------------------------------------- values
def _values(text: str, labels: Mapping[str, Span], data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Each label's value: up to the next label, or in its column where the next label is on the same line."""
    ordered = sorted(labels.items(), key=lambda entry: entry[1])
    reaches = [(name, Span(span.end, following.start)) for (name, span), (_, following) in pairwise(ordered)]
    columns = data.get("labels") == "column"
    at = 0
    while at < len(reaches):
        name, span = reaches[at]
        beside = columns and at + 1 < len(reaches) and "\n" not in span.cut(text)
        if beside:
            other, rest = reaches[at + 1]
            left, right = _columns(text, rest, labels[other].start)
            yield name, _filled(text, (span, *left))
            yield other, _filled(text, right)
        else:
            yield name, _filled(text, (span,))
        at += 2 if beside else 1


def _filled(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(span for span in (trimmed(text, span) for span in spans) if span)


def _columns(text: str, span: Span, start: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The lines of two columns: what begins left of the second, and the rest. `start` is the position of its label."""
    column = start - (text.rfind("\n", 0, start) + 1)
    left, right = [], []
    for number, match in enumerate(re.finditer(r"[^\r\n\f]+", span.cut(text))):
        line = Span(span.start + match.start(), span.start + match.end())
        indent = len(match[0]) - len(match[0].lstrip())
        gap = re.search(r"(?<=\S)\s{3,}(?=\S)", match[0])
        if number == 0 or indent > column - 3:
            right.append(line)
        elif gap and gap.end() > column - 3:
            left.append(Span(line.start, line.start + gap.start()))
            right.append(Span(line.start + gap.end(), line.end))
        else:
            (left if not gap and match.end() - match.start() < column else right).append(line)
    return tuple(left), tuple(right)


def _own_paragraph(text: str, start: int) -> tuple[tuple[Span, ...], int]:
    """The value that begins on the label's own line, if any, and where the text begins after it."""
    line_end = text.find("\n", start)
    if not text[start : line_end if line_end >= 0 else len(text)].strip():
        return (), start
    paragraph = next(paragraphs_of(text, Span(start, len(text))))
    return (paragraph,), paragraph.end


# ---------------------------------------------------------------- what follows the last label
def meaning_of(words: str, data: Mapping[str, Any], convention: Convention) -> Mapping[str, str] | None:
    """What a line says of the text that follows: its type and its language; None where it says nothing of the kind."""
    for entry in data.get("contents", []):
        match = lazy_pattern(entry["pattern"], re.IGNORECASE).fullmatch(words)
        named = match.groupdict().get("language") if match else None
        if match and (named is None or language_code(named, convention)):
            language = {"language": language_code(named, convention)} if named else {}
            return {"type": entry["type"], **language}
    return None


def _behind(source: Source, start: int, data: Mapping[str, Any], convention: Convention) -> tuple[Contents, int]:
    """The lines that describe the text, and where the text begins after them."""
    if data.get("labels") == "inline":
        return _behind_in_line(source.text, start, data, convention)
    contents: list[tuple[Span, Mapping[str, str]]] = []
    for line in lines_of(source.text, Span(start, len(source.text))):
        meaning = meaning_of(line.cut(source.text), data, convention)
        if meaning is None or (contents and _is_heading(source.text, contents[-1][0], line)):
            return tuple(contents), line.start if contents else start
        contents.append((line, meaning))
    return tuple(contents), len(source.text)


def _is_heading(text: str, label: Span, line: Span) -> bool:
    """Whether a line behind a label heads the text: one word behind a blank line, or capitals where the label has none.

    `TRANSCRIPT` or `Transcript` may be either.
    """
    words = line.cut(text)
    separated = "\n" in text[label.end : line.start].replace("\n", "", 1)
    return (words.isupper() and not label.cut(text).isupper()) or (separated and " " not in words)


def _behind_in_line(text: str, start: int, data: Mapping[str, Any], convention: Convention) -> tuple[Contents, int]:
    contents: list[tuple[Span, Mapping[str, str]]] = []
    while True:
        words = list(re.finditer(r"\S+", text[start : start + 80]))[:5]
        reaches = [Span(start + words[0].start(), start + word.end()) for word in reversed(words)]
        known = ((span, meaning_of(span.cut(text), data, convention)) for span in reaches)
        span, meaning = next(((s, m) for s, m in known if m is not None), (None, None))
        if span is None or meaning is None:
            return tuple(contents), start
        contents.append((span, meaning))
        start = span.end


# ---------------------------------------------------------------- what comes before the first label
def preamble(source: Source, span: Span, data: Mapping[str, Any], convention: Convention) -> Preamble:
    """Takes the lines before the first label apart."""
    if data.get("labels") == "inline":
        return _preamble_in_line(source.text, span, data, convention)
    site_lines = lazy_pattern("|".join(data.get("site", [])) or r"(?!)")
    date: tuple[Span, ...] = ()
    title: list[Span] = []
    site: list[Span] = []
    support: list[Span] = []
    lead = lazy_pattern(data.get("credits", {}).get("lead", r"(?!)"))
    for line in lines_of(source.text, span):
        words = line.cut(source.text)
        if site_lines.fullmatch(words):
            site.append(line)
        elif lead.match(words):
            support.append(line)
        elif not date and not title and is_date(words, convention, str(data.get("date_words", ""))):
            date = (line,)
        else:
            title.append(line)
    return Preamble(date, tuple(title), tuple(site), tuple(support))


def _preamble_in_line(text: str, span: Span, data: Mapping[str, Any], convention: Convention) -> Preamble:
    """The same without line ends: the site's words, then the first date, then the title."""
    site: list[Span] = []
    rest = trimmed(text, span)
    words = lazy_pattern("|".join(data.get("site", [])) or r"(?!)")
    while (match := words.match(text, rest.start, rest.end)) and match.end() > match.start():
        site.append(Span(*match.span()))
        rest = trimmed(text, Span(match.end(), rest.end))
    date = next(find_dates(rest.cut(text)[:40], convention, offset=rest.start), None)
    if date is None or date.span.start > rest.start:
        return Preamble((), (rest,) if rest else (), tuple(site))
    title = trimmed(text, Span(date.span.end, rest.end))
    return Preamble((date.span,), (title,) if title else (), tuple(site))
