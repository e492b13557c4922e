"""Reading print XML (schemas/print.rng): what all formats that are made from it ask of its nodes."""

from collections.abc import Iterator
from xml.etree import ElementTree

Element = ElementTree.Element
Node = str | Element
"""Text, or an element of print XML."""

PRINT = "{urn:teikit:print}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_RUNNING = frozenset(("span", "sign", "link", "lb", "pb", "margin", "foot", "entry", "s", "e", "o", "image"))
_ANCHORS = ("s", "e", "o")
_MOST_HEADINGS = 4  # a text with fewer has no chapters in the contents

# Separators are blanks. Controls of writing direction would make a page say something else than its text.
_CONTROLS = {
    **dict.fromkeys((n for n in range(0x7F, 0xA0)), "\ufffd"),
    **dict.fromkeys((0x85, 0x2028, 0x2029), " "),
    **dict.fromkeys([0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], ""),
}


def name_of(node: Node) -> str:
    """The local name of an element, empty for text."""
    return "" if isinstance(node, str) else node.tag.removeprefix(PRINT)


def nodes_of(element: Element) -> Iterator[Node]:
    """The children of an element, text among them."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def stretches(element: Element) -> Iterator[Node]:
    """The children of an element without anchors: text between two other elements is one piece."""
    held = ""
    for node in nodes_of(element):
        if isinstance(node, str):
            held += node
        elif name_of(node) not in _ANCHORS:
            yield from ([held] if held else [])
            yield node
            held = ""
    yield from ([held] if held else [])


def children(element: Element, *names: str) -> list[Element]:
    """The children of an element that have one of the names; all without a name."""
    return [child for child in element if not names or name_of(child) in names]


def language_of(element: Element) -> str:
    """The language (BCP 47) that an element states, or nothing."""
    return element.get(_LANGUAGE, "")


def plain(element: Element) -> str:
    """All text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def visible(text: str) -> str:
    """The text without control characters."""
    return text.translate(_CONTROLS)


def is_running(node: Node) -> bool:
    """Whether a node is running text, and not a block."""
    return isinstance(node, str) or name_of(node) in _RUNNING


def title_of(element: Element) -> str:
    """The words of a heading, without notes and page numbers."""

    def words(node: Node) -> Iterator[str]:
        if isinstance(node, str):
            yield node
        elif name_of(node) not in ("foot", "margin", "entry", "pb"):
            yield " " if name_of(node) == "lb" else ""
            for child in nodes_of(node):
                yield from words(child)

    return " ".join("".join(words(element)).split())


def chapters_of(document: Element) -> list[Element]:
    """The headings of a document that contents name: those of a text with several, of its two highest levels."""
    heads = [head for witness in children(document, "witness") for head in witness.iter(f"{PRINT}head")]
    heads = [head for head in heads if head.get("depth")]
    if len(heads) < _MOST_HEADINGS:
        return []
    top = min(int(head.get("depth", "1")) for head in heads)
    return [head for head in heads if int(head.get("depth", "1")) <= top + 1]


def letters(number: int) -> str:
    """The mark of the textual note with a number from 1: a … z, aa, ab …"""
    mark = ""
    while number:
        number, rest = divmod(number - 1, 26)
        mark = chr(ord("a") + rest) + mark
    return mark
