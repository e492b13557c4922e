"""The numbers that may be those of notes: before a note at the beginning of its line, and as marks in the text.

`[1]`, `[^1]`, `¹`, `(1)`, `/1/` or a figure against a word in the text; `1`, `1.`, `1)`, `(1)`, `[1]`, `¹`, `/1/`,
`[^1]:` or a number on a line of its own before the note.
"""

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from teikit.core import Source, Span
from teikit.transcript.footnotes.anchors import RAISED_FIGURES
from teikit.transcript.model import Block
from teikit.transcript.syntax import Break, blanked

_NUMBERED = (
    rf"\[\^(?P<caret>\w{{1,12}})\]|\[(?P<bracket>\d{{1,3}})\]|/(?P<slash>\d{{1,3}})/"
    rf"|(?P<raised>[{RAISED_FIGURES}]{{1,3}})"
)
_LABEL = re.compile(
    rf"[ \t]*(?P<label>(?:{_NUMBERED}|\((?P<round>\d{{1,3}})\)|(?P<plain>\d{{1,3}})(?P<stop>[.)]|[ \t][–—])?):?)"
    r"(?P<blank>[ \t]*)(?=[^\s.,:;)\]\d/-])"
)
_BULLET = re.compile(r"[ \t]*(?P<label>(?:[-–•*][ \t]+)?[↑^])[ \t]*(?=[^\s^])")
_ANCHOR = re.compile(rf"{_NUMBERED}|(?<=\S)\((?P<round>\d{{1,3}})\)")
_SIGNS = frozenset(f"[(/{RAISED_FIGURES}")
# A figure against a word, a year, or what closes a word.
_CLOSES = r"[”\"’).,;:!?»“\]]"
_GLUED = re.compile(
    rf"(?<=\w|{_CLOSES})(?:(?<=[^\W\d_]{{2}})|(?<=\b[12]\d{{3}})|(?<=[^\W\d_]{_CLOSES})|(?<=[^\W\d_]{_CLOSES}{_CLOSES}))"
    r"(?P<glued>\d{1,3})(?![\w/%°]|[.,:]\d|-\w)"
)
_FIGURES = re.compile(r"\d+")
# A number of so many figures is no mark.
_LONG = 4
# What a label may begin with, behind blanks.
_BEGINS = frozenset(f"0123456789[(/-–•*↑^{RAISED_FIGURES}")
FORMS = ("caret", "bracket", "raised", "slash", "round", "glued")
STRONG = ("caret", "bracket", "raised", "slash")
"""Forms that are rarely anything but marks of notes."""
NEITHER = {"page", "line", "sign", "table"}
"""Kinds of blocks in which no note begins and no mark is."""


class Label(NamedTuple):
    """The number before a note: its block, the start of its line, its own span, and how it is written.

    `stopped` says that more than a blank divides it from the note. A `bullet` has no number; one that is `apart` is a
    block of its own.
    """

    block: int
    start: int
    span: Span
    n: str
    form: str
    stopped: bool = True


class Anchor(NamedTuple):
    """A number in the text that may be the mark of a note."""

    block: int
    span: Span
    n: str
    form: str


Anchors = dict[tuple[str, str], list[Anchor]]


def labels_in(blocks: Sequence[Block], source: Source) -> Iterator[Label]:
    """The numbers at the beginnings of lines that may be those of notes, in order."""
    for index, block in enumerate(blocks):
        words = source.cut(block.span).strip()
        if words.isdecimal() and len(words) < 4 and index + 1 < len(blocks) and blocks[index + 1].nodes:
            yield Label(index, block.span.start, block.span, str(int(words)), "apart")
        elif block.kind not in NEITHER and block.nodes:
            for start in (block.span.start, *(node.span.end for node in block.nodes if isinstance(node, Break))):
                if source.text[start : start + 1] in _BEGINS or source.text[start : start + 1].isspace():
                    yield from _label(index, start, source.text, block.span.end)


def _label(block: int, start: int, text: str, end: int) -> Iterator[Label]:
    match = _LABEL.match(text, start, end)
    if match:
        form = next(name for name in (*STRONG, "round", "plain") if match[name])
        if form != "plain" or match["stop"] or match["blank"]:
            stopped = form != "plain" or bool(match["stop"])
            yield Label(block, start, Span(*match.span("label")), _number(match[form]), form, stopped)
    elif bullet := _BULLET.match(text, start, end):
        yield Label(block, start, Span(*bullet.span("label")), "", "bullet")


def _number(digits: str) -> str:
    """The number in plain figures: `¹` is 1."""
    plain = unicodedata.normalize("NFKC", digits)
    return str(int(plain)) if plain.isdecimal() else plain


def anchors_in(blocks: Sequence[Block], source: Source, labels: Sequence[Label]) -> Anchors:
    """The numbers that may be marks, by form and number; not labels, and not signs of the convention.

    Numbers that are neither of a label nor before one are left out, unless a label has no number.
    """
    taken, wanted = {label.span.start for label in labels}, {label.n for label in labels}
    every = "" in wanted
    wanted |= {str(int(n) - 1) for n in wanted if n.isdecimal()}
    anchors: Anchors = {}
    for index, block in enumerate(blocks):
        if block.kind in NEITHER or not block.nodes:
            continue
        words = blanked(source.text, block.span, block.nodes)
        if not every and not _may_have(words, wanted):
            continue
        for form, start, end, digits in _numbers_in(words):
            span, n = Span(block.span.start + start, block.span.start + end), _number(digits)
            if (every or n in wanted) and span.start not in taken:
                anchors.setdefault((form, n), []).append(Anchor(index, span, n, form))
    return anchors


def _may_have(text: str, wanted: Container[str]) -> bool:
    """Whether a text may have the mark of a wanted number: a quick test, which excludes most blocks."""
    if not _SIGNS.isdisjoint(text):
        return True
    # A mark joined to a year begins behind its fourth figure.
    figures = (figures for number in _FIGURES.findall(text) for figures in (number, number[4:]))
    return any(_number(each) in wanted for each in figures if 0 < len(each) < _LONG)


def _numbers_in(text: str) -> Iterator[tuple[str, int, int, str]]:
    """The numbers in a text that are written as marks: form, start, end, digits."""
    if not _SIGNS.isdisjoint(text):
        for match in _ANCHOR.finditer(text):
            form = next(name for name in FORMS if match.groupdict().get(name))
            yield form, *match.span(), match[form]
    for figures in _FIGURES.finditer(text):
        # Of a year with a mark, the mark begins behind the fourth figure.
        for start in (figures.start(), figures.start() + 4):
            glued = _GLUED.match(text, start) if start < figures.end() else None
            if glued:
                yield "glued", *glued.span(), glued["glued"]
