"""Read a TEI letter or diary as labelled blocks, for the training of the labels of lines.

A block has the label that teikit should give it, its text with "\\n" where the source breaks the line, and the group it
belongs to (opener, body, closer …). Editions encode the same thing in several ways; the tables below name them.
"""

import re
from dataclasses import dataclass

from lxml import etree

CONTAINERS = {
    "text",
    "front",
    "body",
    "back",
    "div",
    "opener",
    "closer",
    "postscript",
    "list",
    "table",
    "sp",
    "argument",
}
SKIPPED = {"listPerson", "listPlace", "listBibl", "listOrg", "figure", "metamark", "postmark", "graphic", "teiHeader"}
EMPTY = {"space", "anchor", "ptr"}
OPENER = {"dateline": "dateline", "date": "dateline", "placeName": "dateline", "salute": "salute",
          "address": "inside_address", "addrLine": "inside_address", "title": "heading", "p": "",
          "stamp": "formula"}  # fmt: skip
CLOSER = {"dateline": "dateline", "salute": "valediction", "signed": "signed", "address": "inside_address",
          "addrLine": "inside_address", "stamp": "formula", "p": "valediction"}  # fmt: skip
BLOCKS = {"p": "paragraph", "ab": "paragraph", "head": "heading", "item": "list_item", "row": "table_row",
          "lg": "paragraph", "l": "paragraph", "speaker": "speaker", "dateline": "dateline", "salute": "salute",
          "signed": "signed", "address": "inside_address", "trailer": "formula", "stamp": "formula"}  # fmt: skip
INSIDE = {"closer": CLOSER, "ending": CLOSER, "opener": OPENER, "beginning": OPENER}
LOOSE = {"opener": "dateline", "closer": "valediction", "postscript": "postscript"}
# Divisions that some editions use instead of opener and closer: their group and what their paragraphs are.
DIVISIONS = {"dateline": ("opener", "dateline"), "opener": ("opener", "salute"), "closer": ("closer", "valediction"),
             "signature": ("closer", "signed"), "postscript": ("postscript", "postscript")}  # fmt: skip
APPARATUS = {"footnotes", "annotation", "notes", "translation", "description", "physDesc", "envelope", "comment"}
PAGE_TYPES = {"foliation", "pageNum", "catch"}


@dataclass
class Block:
    label: str
    text: str
    group: str


@dataclass(frozen=True)
class Marks:
    """How a document is typed, as far as it changes the words: brackets, note marks, page marks, cells."""

    brackets: bool = False
    note: str = ""  # a format with {n}
    page: str = ""  # a format with {n}
    cells: str = "\t"
    line_breaks: bool = False


class Reader:
    """Reads the blocks of one TEI document."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.blocks: list[Block] = []
        self.notes: list[str] = []
        self.page = 0

    def read(self, element: etree._Element, group: str = "body", label: str = "") -> None:
        """Add the blocks of a container; `label` is what its paragraphs are."""
        loose = [element.text or ""]
        for child in element:
            if not self.take(child, loose, group, label):
                loose.append(self.inline(child))
            loose.append(child.tail or "")
        self.add("", loose, group, label)

    def take(self, child: etree._Element, loose: list[str], group: str, label: str) -> bool:
        """Read a child that is no inline markup; whether it was."""
        name, kind = local(child), child.get("type", "")
        if not name:
            return False
        if name in SKIPPED or (name == "div" and kind in APPARATUS):
            return True
        if name == "note" and kind not in PAGE_TYPES:
            return self.take_note(child, loose)
        if name == "address" and child.find("{*}addrLine") is None and group == "body":
            return False
        if name not in CONTAINERS and name not in BLOCKS and name not in {"pb", "fw", "note", *INSIDE.get(group, ())}:
            return False
        self.add("", loose, group, label)
        if name == "pb":
            self.add_page(child)
        elif name in ("fw", "note"):
            self.add("formula" if kind == "letterhead" else "page_line", [self.inline(child)], group, "")
        elif name == "div" and kind in DIVISIONS:
            self.read(child, *DIVISIONS[kind])
        elif name in CONTAINERS:
            self.read(child, name if name in LOOSE else group, label)
        else:
            self.take_block(child, name, group, label)
        return True

    def take_note(self, note: etree._Element, loose: list[str]) -> bool:
        """Join a note between blocks to the block before; whether there is one."""
        between = bool(self.blocks) and not "".join(loose).strip()
        if between:
            self.blocks[-1].text += self.note(note)
        return between

    def take_block(self, child: etree._Element, name: str, group: str, label: str) -> None:
        """Add a block; a greeting or signature that runs on in a paragraph is typed on a line of its own."""
        address = child.find("{*}address") if name == "p" else None
        if address is not None and len(words(child)) == len(words(address)):
            self.add("inside_address", [self.inline(child)], group, "")
        elif name == "p" and address is None and any(local(inner) in ("salute", "signed") for inner in child):
            first = next(inner for inner in child if local(inner) not in ("pb", "lb", "space"))
            begins = local(first) == "salute" and not (child.text or "").strip()
            self.read(child, "beginning" if begins else "ending", "")
        else:
            inside = INSIDE.get(group, {}).get(name)
            by_group = "postscript" if group == "postscript" else BLOCKS.get(name, "")
            self.add(label or inside or by_group, [self.inline(child)], group, "")

    def add(self, kind: str, pieces: list[str], group: str, label: str) -> None:
        """Add a block; without a kind it is loose text, which is what the group makes of it."""
        text = tidy("".join(pieces))
        pieces.clear()
        if not re.search(r"\w", text):
            return
        kind = kind or label or LOOSE.get(group, "paragraph")
        before = self.blocks[-1] if self.blocks else None
        if not before or kind not in ("inside_address", "dateline") or (before.label, before.group) != (kind, group):
            self.blocks.append(Block(kind, text, group))
        elif kind == "inside_address":
            before.text += "\n" + text
        else:
            before.text += (" " if before.text.endswith((",", ".")) else ", ") + text

    def add_page(self, page: etree._Element) -> None:
        self.page += 1
        if self.marks.page and self.page > 1:
            self.blocks.append(Block("page_line", self.marks.page.format(n=page.get("n") or self.page), "body"))

    def inline(self, element: etree._Element) -> str:
        """The text of an element and its inline markup, with line breaks as "\\n"."""
        name = local(element)
        if name in ("", "pb", "fw", "lb", "gap", "note", "choice") or name in SKIPPED or name in EMPTY:
            return self.sign(element, name)
        text = (element.text or "") + "".join(self.inline(child) + (child.tail or "") for child in element)
        if name in ("addrLine", "lg", "l", "item", "row"):
            return "\n" + text + "\n"
        if name == "cell":
            return text.strip() + self.marks.cells
        if not self.marks.brackets or name not in ("del", "supplied", "unclear"):
            return "" if name == "del" else text
        return {"del": f"[crossed out: {tidy(text)}]", "supplied": f"[{text}]", "unclear": f"{text}[?]"}[name]

    def sign(self, element: etree._Element, name: str) -> str:
        """What is typed for an element that has no text of its own in the line."""
        if name == "lb":
            return "" if element.get("break") == "no" and not self.marks.line_breaks else "\n"
        if name == "gap":
            return "[...]" if self.marks.brackets else "..."
        if name == "note":
            return self.note(element)
        if name == "choice":
            kept = [child for child in element if local(child) in ("orig", "sic", "abbr", "unclear")] or list(element)
            return self.inline(kept[0]) if kept else ""
        return " " if name in ("space", "pb") else ""

    def note(self, element: etree._Element) -> str:
        first = element.find("{*}p")
        text = tidy(" ".join("".join((element if first is None else first).itertext()).split()))
        if not self.marks.note or not text or len(text) > 600:
            return ""
        self.notes.append(text)
        return self.marks.note.format(n=len(self.notes))


def local(element: etree._Element) -> str:
    """The local name of an element; empty for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def words(element: etree._Element) -> list[str]:
    return "".join(element.itertext()).split()


def tidy(text: str) -> str:
    """Collapse blanks, keep line breaks, drop empty lines."""
    lines = (" ".join(line.split()) for line in re.sub(r"[ \r\t\u00a0]*\n[ \r\t\u00a0]*", "\n", text).split("\n"))
    return "\n".join(line for line in lines if line)


# ---------------------------------------------------------------- editions with habits of their own
def read_diary(text: etree._Element, reader: Reader) -> None:
    """The date that begins an entry comes on a line of its own."""
    for paragraph in text.iter("{*}p"):
        date = paragraph.find("{*}date")
        if date is not None and not (paragraph.text or "").strip():
            reader.add("date_head", [reader.inline(date)], "opener", "")
            rest = [reader.inline(inner) + (inner.tail or "") for inner in date.itersiblings()]
            reader.add("paragraph", [date.tail or "", *rest], "body", "")
        else:
            reader.add("paragraph", [reader.inline(paragraph)], "body", "")


def split_last_paragraph(blocks: list[Block]) -> None:
    """Cut "Yours affectionately | A. Gray" from the end of the last paragraph; "|" is a line end of the source."""
    for index in range(len(blocks) - 1, max(-1, len(blocks) - 4), -1):
        pieces = [piece.strip() for piece in blocks[index].text.split("|") if piece.strip()]
        if blocks[index].label == "paragraph" and len(pieces) > 1:
            if len(pieces[-1]) <= 60:
                blocks[index : index + 1] = cut_closer(pieces)
            break
    for block in blocks:
        block.text = tidy(re.sub(r"\s*\|\s*", "\n", block.text))


def cut_closer(pieces: list[str]) -> list[Block]:
    head = re.match(r"(?s)(.*[.!?—–-])\s+(\S.{0,90})$", pieces[0])
    before = [Block("paragraph", head[1], "body")] if head and len(head[1]) > 40 else []
    valediction = " ".join([head[2] if head and before else pieces[0], *pieces[1:-1]])
    return [*before, Block("valediction", valediction, "closer"), Block("signed", pieces[-1], "closer")]


def name_valedictions(blocks: list[Block]) -> None:
    """Where both lines of "Votre dévoué, / d'E" are `signed`, the one without a name is a valediction."""
    for block in blocks:
        following = block.text.split()[1:]
        if block.label == "signed" and following and not any(word[:1].isupper() for word in following):
            block.label = "valediction"
