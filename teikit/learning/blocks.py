"""The blocks of a TEI document in the order of its text, each with the label of the line that begins it.

The elements are those that teikit writes; what a person adds by hand is read by the same table. A note is moved behind
the text, since a transcript has notes below it.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from teikit.xml import TEI

_LABELS = {
    "dateline": "dateline", "salute": "salute", "address": "inside_address", "signed": "signed", "head": "heading",
    "p": "paragraph", "ab": "paragraph", "lg": "paragraph", "item": "list_item", "row": "table_row", "fw": "page_line",
    "speaker": "speaker", "seg": "formula", "stamp": "formula", "trailer": "formula", "byline": "paragraph",
}  # fmt: skip
# What an element is inside another one, if it is another thing there.
_INSIDE = {("closer", "salute"): "valediction", ("postscript", "p"): "postscript", ("entry", "head"): "date_head"}
_ONLY_IN = {"seg": ("opener", "closer"), "stamp": ("opener", "closer", "ab")}
_NOT_READ = {"teiHeader", "facsimile", "standOff", "figDesc"}


class TeiBlock(NamedTuple):
    """A block: its label and its words."""

    label: str
    words: tuple[str, ...]


def blocks_of(root: Any) -> list[TeiBlock]:
    """The blocks of the text of a TEI document (an lxml element), notes last."""
    notes: list[TeiBlock] = []
    blocks: list[TeiBlock] = []
    for body in root.iter(f"{{{TEI}}}text"):
        blocks += _read(body, "", notes)
        break
    return [block for block in [*blocks, *notes] if block.words]


def _read(element: Any, parent: str, notes: list[TeiBlock]) -> Iterator[TeiBlock]:
    """The blocks in an element that is no block itself."""
    for child in element:
        name = _name(child)
        label = _label(child, name, parent)
        if name in _NOT_READ or not name:
            continue
        if name == "note":
            notes.append(TeiBlock("note", tuple(_text(child, []).split())))
        elif label:
            yield TeiBlock(label, tuple(_text(child, notes).split()))
            yield from _office(child, name)
        else:
            yield from _read(child, child.get("type", name) if name == "div" else name, notes)


def _label(element: Any, name: str, parent: str) -> str:
    """The label of an element in its parent; empty where it is no block."""
    if name in _ONLY_IN and parent not in _ONLY_IN[name]:
        return ""
    if name == "ab" and any(_name(child) == "stamp" for child in element):
        return "formula"
    return _INSIDE.get((parent, name), _LABELS.get(name, ""))


def _office(element: Any, name: str) -> Iterator[TeiBlock]:
    """The office on a line of its own under the name of who signs."""
    roles = [child for child in element if _name(child) == "roleName"] if name == "signed" else []
    if roles and roles[-1].getprevious() is not None and _name(roles[-1].getprevious()) == "lb":
        yield TeiBlock("office", tuple(_text(roles[-1], []).split()))


def _text(element: Any, notes: list[TeiBlock]) -> str:
    """The text of an element; its notes are blocks of their own."""
    parts = [element.text or ""]
    for child in element:
        name = _name(child)
        if name == "note":
            notes.append(TeiBlock("note", tuple(_text(child, []).split())))
        elif name not in _NOT_READ and name:
            blank = " " if name in ("lb", "pb", "cell", "addrLine", "l") and child.get("break") != "no" else ""
            parts.append(blank + _text(child, notes))
        parts.append(child.tail or "")
    return "".join(parts)


def _name(element: Any) -> str:
    """The local name of an element of TEI; empty for comments, instructions and other namespaces."""
    tag = element.tag
    return tag.removeprefix(f"{{{TEI}}}") if isinstance(tag, str) and tag.startswith(f"{{{TEI}}}") else ""
