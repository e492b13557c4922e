"""The text of the archive's web page: date, title and text first, summary and labelled facts behind the text."""

import re

from teikit.convention import Convention, Layout
from teikit.source import Source, Span
from teikit.transcript.front import Front, is_date, lines_of, paragraphs_of, trimmed

# The date stands among so many lines at the head of the page.
_HEAD_LINES = 30


def read_web_page(source: Source, layout: Layout, convention: Convention) -> Front | None:
    """The page by a layout of this kind; None unless its date and the labels it needs are there."""
    text, data = source.text, layout.data
    lines = list(lines_of(text, source.whole))
    labels = _labels(text, lines, layout)
    dated = next(
        (n for n, line in enumerate(lines[:_HEAD_LINES]) if is_date(line.cut(text), convention, data["date_words"])),
        None,
    )
    if labels is None or dated is None or dated + 1 >= len(lines):
        return None
    title = next(paragraphs_of(text, Span(lines[dated + 1].start, min(s.start for s in labels.values()))), None)
    if title is None:
        return None
    support = _support(text, title.end, str(data["credits"]["lead"]))
    body, summary = _summary(text, Span(support.end if support else title.end, min(labels.values()).start))
    fields = {**_values(text, labels), **({"summary": (summary,)} if summary else {})}
    if support:
        fields["credits"] = (support,)
    return Front(layout, (body,), fields, tuple(labels.values()), (title,), (lines[dated],), tuple(lines[:dated]))


def _labels(text: str, lines: list[Span], layout: Layout) -> dict[str, Span] | None:
    """The lines that are labels, by field; those behind the text are the last of their wording."""
    last = {line.cut(text).casefold(): line for line in lines}
    if not all(words.casefold() in last for words in layout.needs):
        return None
    return {name: last[words.casefold()] for name, words in layout.fields.items() if words.casefold() in last}


def _values(text: str, labels: dict[str, Span]) -> dict[str, tuple[Span, ...]]:
    ordered = sorted(labels.items(), key=lambda entry: entry[1])
    ends = [span.start for _, span in ordered[1:]] + [len(text)]
    values = {name: trimmed(text, Span(span.end, end)) for (name, span), end in zip(ordered, ends, strict=True)}
    return {name: (span,) for name, span in values.items() if span}


def _support(text: str, start: int, lead: str) -> Span | None:
    paragraph = next(paragraphs_of(text, Span(start, len(text))), None)
    return paragraph if paragraph and re.match(lead, paragraph.cut(text)) else None


def _summary(text: str, span: Span) -> tuple[Span, Span | None]:
    """The text, and the paragraph behind it that sums it up: it stands without a label before the first one."""
    paragraphs = list(paragraphs_of(text, span))
    if len(paragraphs) < 2:
        return span, None
    return Span(span.start, paragraphs[-2].end), paragraphs[-1]
