"""Reading print XML (schemas/print.rng): what all formats that are made from it ask of its nodes."""

import re
from collections.abc import Iterator
from copy import copy
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

Element = ElementTree.Element
Node = str | Element
"""Text, or an element of print XML."""

PRINT = "{urn:teikit:print}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_RUNNING = frozenset(("span", "sign", "link", "lb", "pb", "margin", "foot", "entry", "s", "e", "o", "image"))
_ANCHORS = ("s", "e", "o")
_MOST_HEADINGS = 4  # a text with fewer has no chapters in the contents

_LONGEST_ADDRESS = 2000  # Word opens no file with a longer one
_SAFE = "!#$&'()*+,/:;=?@[]~%"
# Separators are blanks. Controls of writing direction would make a page say something else than its text.
_CONTROLS = {
    **dict.fromkeys((n for n in range(0x7F, 0xA0)), "\ufffd"),
    **dict.fromkeys((0x85, 0x2028, 0x2029), " "),
    **dict.fromkeys([0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], ""),
}


# Where lines of a source are on the page, by the group they are in.
LINE_SIDES = {
    "opener": {"dateline": "right", "stamp": "center"},
    "closer": {"signed": "right"},
    "": {"furniture": "center", "signed": "right"},
}

# Facts about the edition of a document, which are behind its text.
_BEHIND = frozenset((
    "citation", "url", "record", "publisher", "transcript", "convention", "responsibility", "licence",
    "change", "other",
))  # fmt: skip


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


def stated_facts(document: Element) -> list[Element]:
    """The facts about a document, without a title that repeats its own."""
    title = document.get("title")
    return [fact for fact in children(document, "fact") if fact.get("name") != "title" or plain(fact) != title]


def without(element: Element, name: str) -> Element:
    """An element without its children of a name."""
    rest = Element(element.tag, element.attrib)
    rest.text = element.text
    for child in element:
        if name_of(child) != name:
            rest.append(copy(child))
        elif len(rest):
            rest[-1].tail = (rest[-1].tail or "") + (child.tail or "")
        else:
            rest.text = (rest.text or "") + (child.tail or "")
    return rest


def has_own_numbers(witness: Element) -> bool:
    """Whether lines of a text have numbers, and no textual note counts the lines of the page."""
    elements = list(witness.iter())
    own = any(name_of(each) in ("verseline", "lb") and each.get("n") for each in elements)
    return own and not any(name_of(each) == "entry" and not each.get("at") for each in elements)


def is_behind(fact: Element) -> bool:
    """Whether a fact is behind the text: those about the edition are."""
    return fact.get("name") in _BEHIND


def specimens_of(edition: Element) -> list[Element]:
    """The signs and styles that the texts of an edition have, each once."""
    specimens = [specimen for document in children(edition, "document") for specimen in children(document, "specimen")]
    return [*{(each.get("kind"), each.get("label"), plain(each)): each for each in reversed(specimens)}.values()][::-1]


def letters(number: int) -> str:
    """The mark of the textual note with a number from 1: a … z, aa, ab …"""
    mark = ""
    while number:
        number, rest = divmod(number - 1, 26)
        mark = chr(ord("a") + rest) + mark
    return mark


def address_of(target: str) -> str:
    """The address of a hyperlink, as a word processor takes it; empty for other than those of the web and of mail."""
    target = re.sub(r"^doi:\s*", "https://doi.org/", target.strip(), flags=re.IGNORECASE)
    address = quote(target, safe=_SAFE)
    address = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", address)
    try:
        parts = urlsplit(address)
        web = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return ""
    named = re.fullmatch(r"[A-Za-z0-9._~%-]+", parts.hostname or "") and "[" not in address and "\\" not in address
    mail = parts.scheme == "mailto" and re.fullmatch(r"[^@/]+@[A-Za-z0-9.-]+", parts.path)
    return address if len(address) <= _LONGEST_ADDRESS and ((web and named) or mail) else ""
