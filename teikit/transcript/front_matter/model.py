"""What a layout recogniser finds: the page around the text, as spans of the source.

What the spans say is read in `metadata`. Text, fields, labels and the site's lines together tile the source; what is in
none of them is white space, or the proof of completeness reports it as lost.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from teikit.conventions import Convention, Layout
from teikit.core import Source, Span, lazy_pattern
from teikit.recognizers import find_dates, may_hold_date

_LINE = re.compile(r"[^\r\n\f]+")
_PARAGRAPH = re.compile(r"\S(?:[^\r\n\f]++|\r?\n(?!\s*\n))*")
_YEAR = re.compile(r"1\d{3}|20\d\d")


class Front(NamedTuple):
    """The page around a text, by the layout that fits it.

    `pieces` are the pieces of the text in order: one, or several where something of the page is among them.
    `fields` are the values by name, each in one span or, where columns or page breaks part it, in several; `labels` the
    words that announce them. `contents` are the lines that say what the page offers, each with its kind of text and its
    language; `site` the site's own lines.
    """

    layout: Layout
    pieces: tuple[Span, ...]
    fields: Mapping[str, tuple[Span, ...]]
    labels: tuple[Span, ...] = ()
    title: tuple[Span, ...] = ()
    date: tuple[Span, ...] = ()
    site: tuple[Span, ...] = ()
    contents: tuple[tuple[Span, Mapping[str, str]], ...] = ()

    @property
    def body(self) -> Span:
        """From the first character of the text to its last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)

    @property
    def values(self) -> tuple[Span, ...]:
        """All spans that the header takes over, in order."""
        fields = [span for spans in self.fields.values() for span in spans]
        return tuple(sorted([*fields, *self.title, *self.date, *self.site]))

    @property
    def marks(self) -> tuple[Span, ...]:
        """All spans that become elements of the header, or choose them, in order."""
        return tuple(sorted([*self.labels, *(span for span, _ in self.contents)]))

    def words(self, source: Source, name: str) -> str:
        """The value of a field, its white space made single blanks; empty where the page has none."""
        return flat(" ".join(source.cut(span) for span in self.fields.get(name, ())))


def words_for(data: Mapping[str, Any], key: str) -> str:
    """A pattern for the words that a layout has for a meaning; one that matches nothing where it has none."""
    return f"(?:{data[key]})" if key in data else r"(?!)"


def flat(words: str) -> str:
    """The words with single blanks between them."""
    return " ".join(words.split())


def trimmed(text: str, span: Span) -> Span:
    """The span without the white space at its ends."""
    piece = span.cut(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.end - len(piece) + len(piece.rstrip())))


def lines_of(text: str, span: Span) -> Iterator[Span]:
    """The lines of a span that hold anything, without the blanks around them."""
    for match in _LINE.finditer(text, span.start, span.end):
        line = trimmed(text, Span(*match.span()))
        if line:
            yield line


def paragraphs_of(text: str, span: Span) -> Iterator[Span]:
    """The runs of lines between blank lines."""
    for match in _PARAGRAPH.finditer(span.cut(text)):
        yield trimmed(text, Span(span.start + match.start(), span.start + match.end()))


def is_date(words: str, convention: Convention, around: str = "") -> bool:
    """Whether words are a date and nothing else; `around` is a pattern of words that may stand before it."""
    if not may_hold_date(words, Span(0, len(words))):
        return False
    bare = lazy_pattern(rf"^(?:{around})\s*", re.IGNORECASE).sub("", words.strip("[]. ")) if around else words
    return _YEAR.fullmatch(bare) is not None or any(
        len(date.span) == len(bare) and not date.time for date in find_dates(bare, convention)
    )
