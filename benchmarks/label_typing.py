"""Type labelled blocks as an editor would: one style for each document, chosen by its name, so that a run repeats.

`style_of` is hard on purpose: lines wrapped, blank lines missing, notes and page numbers between. `clean` has a blank
line between all blocks and a line for each paragraph. In training some documents also get parts that letter editions
hardly mark: an office under the signature, an inside address, enclosure lines, a dateline at the foot
(models/training/parts.txt, written for this).
"""

import random
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from label_tei import Block, Marks

RUNNING = {"paragraph", "list_item", "note", "postscript", "speaker", "more"}
INDENTED = ("dateline", "signed", "valediction", "office")
Parts = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Style:
    """How one document is typed."""

    blank: str  # "all", "groups" or "none"
    width: int  # 0: flowing
    notes: str  # "" or a format with {n}
    marks: Marks
    indent: bool
    title: str  # "": the title of the file is not typed above the text; "plain", "capitals"
    items: str  # "": paragraphs stay; or a format with {n} that makes a list of some of them


def style_of(name: str) -> Style:
    """Choose a hard typing style by the name of the document."""
    pick = random.Random(name)
    notes = pick.choice(["", "", "{n} ", "{n}. ", "[{n}] ", "{n}) "])
    blank = pick.choice(["all", "all", "groups", "none"])
    width = pick.choice([0, 0, 0, 60, 66, 72, 78])
    line_breaks, brackets = pick.random() < 0.25, pick.random() < 0.5
    mark = "" if not notes else pick.choice(["[{n}]", "{n}"]) if "[" not in notes else "[{n}]"
    page = pick.choice(["", "", "[{n}]", "[page {n}]", "- {n} -", "{n}", "[S. {n}]", "[fol. {n}]", "/{n}/"])
    indent = pick.random() < 0.2
    marks = Marks(brackets, mark, page, pick.choice(["\t", "    ", " | "]), line_breaks)
    title = pick.choice([*[""] * 6, "plain", "capitals"])
    items = pick.choice([*[""] * 7, "{n}. ", "{n}) ", "({n}) ", "- "])
    return Style(blank, width, notes, marks, indent, title, items)


def clean(name: str) -> Style:
    """A style with a blank line between all blocks, and nothing else between them."""
    hard = style_of(name)
    return replace(hard, blank="all", width=0, notes="", marks=Marks(hard.marks.brackets), title="", items="")


def typed(blocks: list[Block], notes: list[str], style: Style) -> list[list[str]]:
    """The lines of a document, each with its tag; an empty line has the tag ""."""
    below = [Block("note", style.notes.format(n=n) + text, "notes") for n, text in enumerate(notes, 1) if style.notes]
    lines: list[list[str]] = []
    before: Block | None = None
    for block in [*blocks, *below]:
        if before and (style.blank == "all" or (style.blank == "groups" and before.group != block.group)):
            lines.append(["", ""])
        rest = "more" if block.label in RUNNING else "rest"
        lines += [[rest if number else block.label, line] for number, line in enumerate(broken(block, style))]
        before = block
    return lines


def broken(block: Block, style: Style) -> list[str]:
    """The lines of a block."""
    given = block.text.split("\n")
    verse = block.label == "inside_address" or (len(given) > 3 and max(map(len, given)) < 50)
    if not style.marks.line_breaks and not verse:
        given = [" ".join(given)]
        if style.width and block.label != "table_row":
            given = textwrap.wrap(given[0], style.width, break_long_words=False) or given
    pad = " " * 24 if style.indent and block.label in INDENTED else ""
    return [pad + line for line in given]


# ---------------------------------------------------------------- what editions of letters hardly have
def add_title(blocks: list[Block], title: str, style: Style) -> None:
    """Put the title of the file above the letter, as editors do."""
    if style.title and 0 < len(title) < 120:
        blocks.insert(0, Block("heading", title.upper() if style.title == "capitals" else title, "title"))


def add_items(blocks: list[Block], style: Style) -> None:
    """Make a list of the first run of two to six short paragraphs."""
    start = 0
    while style.items and start < len(blocks):
        end = start
        while (
            end < len(blocks) and blocks[end].label == "paragraph" and len(blocks[end].text) < 500 and end - start < 6
        ):
            end += 1
        if end - start > 1:
            for number, block in enumerate(blocks[start:end], 1):
                block.label, block.text = "list_item", style.items.format(n=number) + block.text
            return
        start = max(end, start + 1)


def add_parts(blocks: list[Block], name: str, parts: Parts) -> None:
    """Add an office, an address, lines of an office, or move the dateline to the foot, each in some documents."""
    pick = random.Random("parts" + name)
    places = {block.label: index for index, block in reversed(list(enumerate(blocks)))}
    signed = max((index for index, block in enumerate(blocks) if block.label == "signed"), default=-1)
    if signed < 0:
        return
    if pick.random() < 0.14:
        insert(blocks, signed + 2, "formula", pick.choice(parts["below"]), "closer")
    if pick.random() < 0.2:
        insert(blocks, signed + 1, "office", pick.choice(parts["office"]), "closer")
    date, salute = places.get("dateline", 99), places.get("salute", -1)
    if date < 3 and salute > date and pick.random() < 0.2:
        blocks.insert(signed, replace(blocks.pop(date), group="closer"))
        salute -= 1
    if salute >= 0 and "inside_address" not in places and pick.random() < 0.2:
        insert(blocks, salute, "inside_address", pick.choice(parts["address"]), "address")
    if pick.random() < 0.1:
        insert(blocks, 0, "formula", pick.choice(parts["above"]), "opener")


def insert(blocks: list[Block], index: int, label: str, text: str, group: str) -> None:
    """Put blocks of one label before the block of an index; "//" in a text begins another block, "/" another line."""
    blocks[index:index] = [Block(label, piece.replace(" / ", "\n"), group) for piece in text.split(" // ")]
