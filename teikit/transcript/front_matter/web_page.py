"""The layout of the archive's web page: date, title and text first, then the summary and labelled fields."""

from teikit.conventions import Convention, Layout
from teikit.core import Source, Span, lazy_pattern
from teikit.transcript.front_matter.model import Front, is_date, lines_of, paragraphs_of, trimmed

# The date is among so many lines at the head of the page.
_HEAD_LINES = 30
# A title has no more lines than this, and a sentence more words than that.
_TITLE_LINES = 4
_SENTENCE = 3


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
    above = [line for line in lines[dated + 1 :] if line.end <= min(span.start for span in labels.values())]
    title = _title(text, above, str(data["credits"]["lead"]))
    if title is None:
        return None
    support = _support(text, above, title.end, str(data["credits"]["lead"]))
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


def _title(text: str, lines: list[Span], lead: str) -> Span | None:
    """The first paragraph, up to the sentence about who paid; what has more lines than a title is tight: its first."""
    if not lines:
        return None
    paragraph = next(paragraphs_of(text, Span(lines[0].start, lines[-1].end)), lines[0])
    inside = [line for line in lines if paragraph.covers(line)]
    supported = next((n for n, line in enumerate(inside) if n and lazy_pattern(lead).match(line.cut(text))), None)
    if supported is None and len(inside) > _TITLE_LINES:
        supported = 1
    return Span(paragraph.start, inside[supported - 1].end) if supported else paragraph


def _support(text: str, lines: list[Span], start: int, lead: str) -> Span | None:
    """The line right behind the title that says who paid, with the rest of its paragraph where a blank line ends it."""
    line = next((line for line in lines if line.start >= start), None)
    if line is None or not lazy_pattern(lead).match(line.cut(text)):
        return None
    paragraph = next(paragraphs_of(text, Span(line.start, lines[-1].end)), line)
    return line if paragraph.cut(text).count("\n") > _TITLE_LINES else paragraph


def _summary(text: str, span: Span) -> tuple[Span, Span | None]:
    """The text, and the paragraph behind it that sums it up: it comes without a label before the first one.

    A page without blank lines has a paragraph on each line; its last is the summary where it is a sentence.
    """
    paragraphs = list(paragraphs_of(text, span))
    if len(paragraphs) > 1:
        return Span(span.start, paragraphs[-2].end), paragraphs[-1]
    lines = list(lines_of(text, paragraphs[0])) if paragraphs else []
    last = lines[-1].cut(text) if len(lines) > 1 else ""
    if len(last.split()) > _SENTENCE and last.endswith((".", ".”", '."')):
        return Span(span.start, lines[-2].end), lines[-1]
    return span, None
