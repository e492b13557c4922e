"""What a file has that links are about: its ids, its pointers, its private URI schemes; one expat pass."""

from dataclasses import dataclass, field
from typing import NamedTuple

from teikit.core import Diagnostic
from teikit.validation.links.attributes import is_pointer
from teikit.xml import CurrentOffset, MappedText, walk_elements

TEI = "http://www.tei-c.org/ns/1.0"
_XML = "http://www.w3.org/XML/1998/namespace}"
_BASE, _ID = f"{_XML}base", f"{_XML}id"


class Pointer(NamedTuple):
    """An attribute that holds pointers: where its element begins, and the xml:base that holds there."""

    element: str
    attribute: str
    value: str
    offset: int
    base: str


class Target(NamedTuple):
    """An element that has an xml:id: its name, where it begins."""

    element: str
    offset: int


class Prefix(NamedTuple):
    """A private URI scheme (TEI P5, prefixDef)."""

    match: str
    replacement: str


@dataclass
class Facts:
    """The ids, pointers and private schemes of a file; `repeated` are ids that an earlier element has.

    `root_id` is the xml:id of its root, `parts` are the names of the TEI elements in the root.
    """

    ids: dict[str, Target] = field(default_factory=dict)
    repeated: list[tuple[str, Target]] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)
    prefixes: dict[str, list[Prefix]] = field(default_factory=dict)
    root_id: str = ""
    parts: set[str] = field(default_factory=set)


class _Reader:
    def __init__(self) -> None:
        self.facts = Facts()
        self._bases = [""]

    def start(self, name: str, attributes: dict[str, str], here: CurrentOffset) -> None:
        base = self._bases[-1]
        if len(self._bases) == 2 and name.startswith(f"{TEI}}}"):
            self.facts.parts.add(name.rpartition("}")[2])
        if attributes:
            space, _, local = name.rpartition("}")
            if _BASE in attributes:
                base = _joined(base, attributes[_BASE])
            if _ID in attributes:
                self._id(attributes[_ID].strip(), Target(local, here()))
                self.facts.root_id = self.facts.root_id or (attributes[_ID] if len(self._bases) == 1 else "")
            if space == TEI:
                self._pointers(local, attributes, here, base)
        self._bases.append(base)

    def end(self, here: CurrentOffset) -> None:
        self._bases.pop()

    def _id(self, name: str, target: Target) -> None:
        if name in self.facts.ids:
            self.facts.repeated.append((name, target))
        else:
            self.facts.ids[name] = target

    def _pointers(self, element: str, attributes: dict[str, str], here: CurrentOffset, base: str) -> None:
        for name, value in attributes.items():
            if is_pointer(element, name):
                self.facts.pointers.append(Pointer(element, name, value, here(), base))
        if element == "prefixDef" and (ident := attributes.get("ident")):
            prefix = Prefix(attributes.get("matchPattern", ""), attributes.get("replacementPattern", ""))
            self.facts.prefixes.setdefault(ident, []).append(prefix)


def _joined(base: str, given: str) -> str:
    """The base that holds inside an element with an xml:base: a folder's path, or an address."""
    if not given:
        return base
    if "://" in given or given.startswith("/") or not base:
        return given
    return f"{base[: base.rfind('/') + 1]}{given}"


def facts_of(text: MappedText) -> tuple[Facts, Diagnostic | None]:
    """The facts of a text, and what is not well-formed in it."""
    reader = _Reader()
    broken = walk_elements(text, reader.start, reader.end)
    return reader.facts, broken
