"""Running text: print XML to nodes of the flow. Every decision on how a span looks is made here."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element

from teikit.publication.print.breaking import USUAL, with_breaks
from teikit.publication.print.flow import Node

P = "{urn:teikit:print}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# The style of each kind of span; one that is not here has none.
_KINDS = {
    "deletion": "strike",
    "underlined": "underline",
    "marked": "dotted",
    "unhandled": "dashed",
    "letterspaced": "spaced",
    "reading": "upright",
    "note": "note",
    "note-mark": "raised",
    "occurrence": "raised",
    "furniture": "note",
    "headword": "strong",
    "speaker": "small-caps",
    "role": "small-caps",
    "stamp": "framed",
} | dict.fromkeys(
    ("emphasis", "said", "foreign", "marginalia", "stage", "example", "gramGrp", "usg", "roleDesc"), "emphasis"
)
# Names of xslt/reading/renderings.xml that words have, and those that draw a line along them.
LOOKS = frozenset(
    [
        "bold",
        "regular",
        "italic",
        "upright",
        "small-caps",
        "capitals",
        "antiqua",
        "typewriter",
        "boxed",
        "spaced",
        "superscript",
        "subscript",
        "larger",
        "smaller",
        "red",
        "blue",
        "green",
        "brown",
        "purple",
        "gold",
        "grey",
    ]
)
LINES = frozenset(("underline", "double-underline", "overline", "line-through"))
_DRAWN = frozenset(("deletion", "underlined", "marked", "unhandled"))

_LONG_STAMP = 40  # letters; one in running text that is longer has a frame that goes from line to line
_LANGUAGE = re.compile(r"[a-z]{2,3}$")

_Part = tuple[Element | None, list[Node]]

Aside = Callable[[Element], list[Node]]
"""What a note, margin note, page beginning, entry or anchor leaves in the text."""


def name_of(element: Element) -> str:
    """The name of an element of print XML."""
    return element.tag.removeprefix(P)


def language(code: str) -> str:
    """The language of a BCP 47 tag as the typesetter names it, empty for none."""
    first = code.partition("-")[0].lower()
    return first if _LANGUAGE.match(first) else ""


def looks(element: Element) -> list[str]:
    """The names of how something looks in the source."""
    return element.get("style", "").split()


class Running:
    """Makes nodes of running text. `aside` gives what elements that are no text leave in it, `cited` a quotation whose
    source is a note; without it sources are in the text."""

    def __init__(self, diplomatic: bool, aside: Aside, cited: Aside | None = None) -> None:
        self.diplomatic, self.aside, self.cited = diplomatic, aside, cited
        self.longest = USUAL  # letters of a word; a longer one may be broken
        self._of: dict[str, Callable[[Element], list[Node]]] = {
            "span": self._span,
            "sign": lambda e: [{"s": ["sign"], "c": self.of(e)}],
            "lb": self._line_break,
            "image": lambda e: [{"image": e.get("file", ""), "alt": e.get("alt", "")}],
            "link": lambda e: [{"link": e.get("target", ""), "c": self.of(e)}],
            "lemma": self.of,
            "statement": lambda e: [{"s": ["emphasis"], "c": self.of(e)}],
        }

    def of(self, element: Element) -> list[Node]:
        """The content of an element. Raises ValueError for an element that print XML does not have."""
        nodes = self._words(element.text)
        for child in element:
            nodes += self.node(child)
            nodes += self._words(child.tail)
        return nodes

    def node(self, element: Element) -> list[Node]:
        """An element. Raises ValueError as `of`."""
        name = name_of(element)
        if name in ("s", "e", "o", "unit", "foot", "margin", "pb", "entry", "mention", "ref"):
            return self.aside(element)
        if name not in self._of:
            raise ValueError(f"the print has no rule for <{name}>")
        return self._of[name](element)

    def _words(self, text: str | None) -> list[Node]:
        return with_breaks(text or "", self.longest)

    def _line_break(self, element: Element) -> list[Node]:
        nodes: list[Node] = [] if element.get("starts") else [{"lb": 1}]
        return nodes + [{"number": element.get("n")}] * bool(element.get("n"))

    def _span(self, element: Element) -> list[Node]:
        if self.cited and element.get("kind") == "quotation" and source_of(element) is not None:
            return directed(element, self.cited(element))
        parts: list[_Part] = [(None, self._words(element.text))]
        for child in element:
            parts += [(child, self.node(child)), (None, self._words(child.tail))]
        nodes = self._styled(element, [part for part in parts if part[1]])
        return directed(element, nodes)

    def _styled(self, element: Element, parts: list[_Part]) -> list[Node]:
        """The parts of a span in the styles of its kind and of its look in the source."""
        kind, names = element.get("kind", ""), looks(element)
        line = next((name for name in names if name in LINES), None)
        whole = [node for _, nodes in parts for node in nodes]
        if kind == "addition" and self.diplomatic:
            whole = inserted(element.get("place", "").split(), whole)
        elif kind == "occurrence":
            whole = [{"s": [_KINDS[kind]], "c": whole}]
        elif kind in _DRAWN and element.get("struck"):
            pass
        elif line and kind not in ("deletion", "stamp") and not element.get("struck"):
            whole = list(_between_signs(element, parts, line))
        elif kind in _KINDS and not ("upright" in names and _KINDS[kind] == "emphasis"):
            long = kind == "stamp" and len(plain(element)) > _LONG_STAMP
            whole = list(_between_signs(element, parts, _KINDS[kind] if not long else "boxed"))
        own = [
            name for name in names if name in LOOKS and not (name == "spaced" and kind == "letterspaced" and not line)
        ]
        return [{"s": own, "c": whole}] if own else whole


def directed(element: Element, nodes: list[Node]) -> list[Node]:
    """Nodes in the language and direction of their element."""
    own = {"lang": language(element.get(LANG, "")), "dir": element.get("dir", "")}
    own = {name: value for name, value in own.items() if value}
    return [{"s": [], "c": nodes, **own}] if own and nodes else nodes


def inserted(places: Iterable[str], nodes: list[Node]) -> list[Node]:
    """An addition is italic; one above or below the line is raised or lowered, after a caret."""
    side = next((place for place in places if place in ("above", "below")), None)
    return ["‸", {"s": [f"{side}-line"], "c": nodes}] if side else [{"s": ["emphasis"], "c": nodes}]


def _draws(element: Element) -> bool:
    """Whether a line is drawn along words. PDF/UA allows one: the inner of two, in a deletion the stroke."""
    return not element.get("struck") and (element.get("kind") in _DRAWN or not LINES.isdisjoint(looks(element)))


def _lined(element: Element) -> bool:
    return any(e.tag == f"{P}span" and _draws(e) for e in element.iter())


def _between_signs(element: Element, parts: list[_Part], style: str) -> Iterator[Node]:
    """Strokes and letterspacing apply to the words, not to the signs around them."""
    draws = _draws(element)
    held: list[Node] = []
    for child, nodes in parts:
        if child is not None and (name_of(child) == "sign" or (draws and _lined(child))):
            if held:
                yield {"s": [style], "c": held}
            yield from nodes
            held = []
        else:
            held = held + nodes
    if held:
        yield {"s": [style], "c": held}


def source_of(quotation: Element) -> Element | None:
    """The source that a quotation states."""
    return next((each for each in quotation if each.get("kind") in ("bibliography", "cited")), None)


def after_first_letter(nodes: list[Node], inserted: Node) -> list[Node]:
    """Nodes with another one behind their first letter: before it, it could be on the line before."""
    for i, node in enumerate(nodes):
        if isinstance(node, str) and node.strip():
            length = len(node) - len(node.lstrip()) + 1
            while length < len(node) and unicodedata.combining(node[length]):
                length += 1
            return [*nodes[:i], node[:length], inserted, node[length:], *nodes[i + 1 :]]
        if isinstance(node, dict) and "c" in node and plain_of(node["c"]):
            return [*nodes[:i], {**node, "c": after_first_letter(node["c"], inserted)}, *nodes[i + 1 :]]
    return [*nodes, inserted]


def plain_of(nodes: list[Node]) -> str:
    """The words of nodes."""
    return "".join(
        node if isinstance(node, str) else plain_of(node["c"]) if "c" in node else " " if "lb" in node else ""
        for node in nodes
    )


def plain(element: Element) -> str:
    """All words of an element."""
    return "".join(element.itertext())


def title_of(element: Element) -> str:
    """The words of a heading, without its notes and page numbers."""
    text = element.text or ""
    for child in element:
        name = name_of(child)
        text += "" if name in ("foot", "margin", "entry", "pb") else " " if name == "lb" else title_of(child)
        text += child.tail or ""
    return text
