"""The model of blocks: the block, page furniture, notes joined to their marks."""

from typing import NamedTuple

from teikit.core import Span
from teikit.transcript.syntax import Node


class Row(NamedTuple):
    """A row of a table: the spans of its cells, and whether it heads the columns."""

    cells: tuple[Span, ...]
    label: bool = False


class Page(NamedTuple):
    """The page furniture of a page: the printed number (`n` is the value), whether at the foot, and running head.

    A number without `number` is that of a transcriber's bracket.
    """

    span: Span
    number: Span | None
    n: int
    head: Span | None
    foot: bool = True
    cert: str = ""


class Change(NamedTuple):
    """What a textual note says happened at its mark: `old` was deleted, `new` written; `span` is in the text.

    `old` and `new` are spans of words in the note; `present` names the one that `span` repeats.
    """

    old: Span | None
    new: Span | None
    span: Span
    present: str


class Footnote(NamedTuple):
    """A note with its mark: `mark` in the text, `label` the mark before the note, `nodes` what it says."""

    mark: Span
    n: str
    label: Span
    content: Span
    nodes: tuple[Node, ...]
    place: str
    change: Change | None = None


class Block(NamedTuple):
    """A run of text between blank lines, and what it may be.

    `kind`: paragraph, formula, salute, greeting, dateline, certification, stamp, item, note (a bracket by itself),
    line (a line mark), sign (a sign by itself), caps (a short line in capitals), name (a short line that may sign),
    signature, attachment (a line that opens one), page (what a page prints), footnote (a note without its mark),
    table (with its `rows`).
    `type` is the seg/@type of a formula, `form` that of the words of a printed form above an opener;
    `label` the printed number of an item or mark of a note, `n` its value;
    `part` says that a page divides the paragraph (I its beginning, F its end); `footnotes` have their marks in it.
    In a letter read by labels of its lines, `zone` is the part of the letter (opener, body, closer, behind, leaf),
    `rend` says that the words are run in with those before them, `parts` are the blocks of a dateline, and `other` is
    what a doubtful block may be instead.
    """

    kind: str
    span: Span
    nodes: tuple[Node, ...]
    type: str = ""
    n: str = ""
    label: Span | None = None
    cert: str = ""
    glued: bool = False
    part: str = ""
    page: Page | None = None
    footnotes: tuple[Footnote, ...] = ()
    rows: tuple[Row, ...] = ()
    zone: str = ""
    rend: str = ""
    parts: tuple["Block", ...] = ()
    other: str = ""


def span_of(nodes: tuple[Node, ...]) -> Span:
    """From the beginning of the first node to the end of the last."""
    return Span(nodes[0].span.start, nodes[-1].span.end)
