"""What does not fit: words that are wider than their line, blocks that are higher than a page."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from teikit.publication.print.flow import Block, Flow, Node
from teikit.publication.print.rows import Rows
from teikit.publication.print.tables import bare
from teikit.publication.print.wordlist import words_of

_FEWEST = 20  # letters of a word that could be wider than its line
_PART_FOR_ROW = 0.85  # of the height of a page, for a row of a table
_LONG = re.compile(rf"[^ \t\r\n]{{{_FEWEST},}}")


class Candidate(NamedTuple):
    """A long word of a block: the piece that is measured, its letters."""

    block: Block
    piece: int
    text: str


class Extent(NamedTuple):
    """What is too wide or too high: its block or the name of its note, and what is wrong with which words."""

    block: Block | None
    name: str
    what: str
    words: str = ""


def long_words(flow: Flow) -> list[Candidate]:
    """Have the longest words of the text measured."""
    return [
        candidate for document in flow.documents for block in document.blocks for candidate in _of_block(flow, block)
    ]


def _of_block(flow: Flow, block: Block) -> Iterator[Candidate]:
    if block.kind not in ("par", "head") or not _LONG.search(letters_of(block.content)):
        return
    for content in _apart(bare(block.content)):
        for word, _ in words_of(content):
            text = letters_of(word)
            if len(text) >= _FEWEST:
                yield Candidate(block, flow.piece("text", [{"s": list(block.styles), "c": word}]), text)


def _apart(nodes: list[Node]) -> list[list[Node]]:
    """The text of a block without its hung labels, and each label: it is a box of its own beside the text."""
    labels = [node for node in nodes if isinstance(node, dict) and "hung" in node]
    return [*([label] for label in labels), [node for node in nodes if node not in labels]]


def letters_of(nodes: list[Node]) -> str:
    """The text of nodes, with a blank where a line may be broken."""
    return "".join(
        node if isinstance(node, str) else letters_of(node["c"]) if "c" in node else " " * ("w" in node or "lb" in node)
        for node in nodes
    )


def too_wide(flow: Flow, candidates: Iterable[Candidate], widths: list[float]) -> Iterator[Extent]:
    """The words that are wider than their line, in the text and at the foot."""
    line = flow.measures.text_width
    for block, piece, text in candidates:
        if widths[piece] * block.size > line - max(block.first, block.hang):
            yield Extent(block, "", "a word is wider than the page", text)
    for note in flow.notes:
        if any(widths[piece] > line for piece, _ in note.words):
            yield Extent(None, note.names[0], "a word of the note is wider than the page")
    for table in flow.tables:
        if table.divided:
            block = next(b for d in flow.documents for b in d.blocks if b.number == table.rows[0])
            what = f"a table of {len(table.longest)} columns is too wide for the page: words are divided"
            yield Extent(block, "", what, table.divided)


def too_high(flow: Flow, rows: Rows) -> Iterator[Extent]:
    """The blocks that no page can divide, and that are higher than one; a table needs space for its head rows too."""
    height = flow.measures.text_height
    for document in rows.of:
        for block, lines in groupby(document, key=lambda row: row.block):
            held = list(lines)
            most = height * (_PART_FOR_ROW if block.kind == "row" else 1.0)
            if block.whole and held[-1].bottom - held[0].top > most:
                yield Extent(block, "", "is higher than the page, and its end is not on it")


def tables_too_high(flow: Flow, rows: Rows) -> frozenset[str]:
    """The names of tables with a row that is higher than a page: they are set as paragraphs."""
    blocks = (extent.block for extent in too_high(flow, rows))
    return frozenset(flow.tables[block.table].name for block in blocks if block and block.kind == "row")
