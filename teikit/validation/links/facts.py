"""Collects what the check of links needs from a file in one pass: ids, pointers and private URI schemes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from teikit.core import Diagnostic
from teikit.validation.links.attributes import is_pointer
from teikit.xml import CurrentOffset, EncodedText, MappedText, walk_elements

TEI = "http://www.tei-c.org/ns/1.0"
_XML = "http://www.w3.org/XML/1998/namespace"


Handlers = tuple[Callable[[str, list[str]], None], Callable[[str], None]]
Judge = Callable[[bytes, Callable[[Any], Handlers]], bool]


class Pointer(NamedTuple):
    """An attribute that holds pointers, with the offset of its element and the xml:base in scope."""

    element: str
    attribute: str
    value: str
    offset: int
    base: str


class Target(NamedTuple):
    """An element with an xml:id: its name and its offset."""

    element: str
    offset: int


class Prefix(NamedTuple):
    """A private URI scheme (TEI P5, prefixDef)."""

    match: str
    replacement: str


@dataclass
class Facts:
    """The ids, pointers and private URI schemes of a file.

    `repeated` are ids that an earlier element already has. `root` is the name of the root, with its namespace
    before a closing brace, `root_id` its xml:id; `parts` are the names of the TEI elements in the root.
    """

    ids: dict[str, Target] = field(default_factory=dict)
    repeated: list[tuple[str, Target]] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)
    prefixes: dict[str, list[Prefix]] = field(default_factory=dict)
    root: str = ""
    root_id: str = ""
    parts: set[str] = field(default_factory=set)


class _Reader:
    """Collects facts; `separator` is what the parser writes between namespace and name."""

    def __init__(self, separator: str = "}") -> None:
        self.facts = Facts()
        self._bases = [""]
        self._separator = separator
        self._base, self._xml_id = f"{_XML}{separator}base", f"{_XML}{separator}id"

    def start(self, name: str, attributes: dict[str, str], offset: CurrentOffset) -> None:
        base = self._bases[-1]
        if len(self._bases) == 1:
            self.facts.root = name.replace(self._separator, "}")
        if len(self._bases) == 2 and name.startswith(f"{TEI}{self._separator}"):
            self.facts.parts.add(name.rpartition(self._separator)[2])
        if attributes:
            namespace, _, local = name.rpartition(self._separator)
            if self._base in attributes:
                base = _resolve(base, attributes[self._base])
            if self._xml_id in attributes:
                self._id(attributes[self._xml_id].strip(), Target(local, offset()))
                self.facts.root_id = self.facts.root_id or (attributes[self._xml_id] if len(self._bases) == 1 else "")
            if namespace == TEI:
                self._pointers(local, attributes, offset, base)
        self._bases.append(base)

    def end(self, offset: CurrentOffset) -> None:
        self._bases.pop()

    def _id(self, name: str, target: Target) -> None:
        if name in self.facts.ids:
            self.facts.repeated.append((name, target))
        else:
            self.facts.ids[name] = target

    def _pointers(self, element: str, attributes: dict[str, str], offset: CurrentOffset, base: str) -> None:
        for name, value in attributes.items():
            if is_pointer(element, name):
                self.facts.pointers.append(Pointer(element, name, value, offset(), base))
        if element == "prefixDef" and (ident := attributes.get("ident")):
            prefix = Prefix(attributes.get("matchPattern", ""), attributes.get("replacementPattern", ""))
            self.facts.prefixes.setdefault(ident, []).append(prefix)


def _resolve(base: str, given: str) -> str:
    """The base URI inside an element with this xml:base: the path of a folder, or an absolute address."""
    if not given:
        return base
    if "://" in given or given.startswith("/") or not base:
        return given
    return f"{base[: base.rfind('/') + 1]}{given}"


def facts_of(text: MappedText) -> tuple[Facts, Diagnostic | None]:
    """The facts of a text, and the diagnostic if it is not well-formed."""
    reader = _Reader()
    broken = walk_elements(text, reader.start, reader.end)
    return reader.facts, broken


def facts_in_pass(text: MappedText, separator: str, judge: Judge) -> tuple[Facts, bool]:
    """The facts of a well-formed text, collected while `judge` reads it for its own purpose, and what that returns.

    `judge` takes the text in UTF-8, and what makes the handlers of tags for its parser. Raises ExpatError.
    """
    reader, encoded = _Reader(separator), EncodedText(text.text)

    def observe(parser: Any) -> Handlers:
        def here() -> int:
            return encoded.offset(parser.CurrentByteIndex)

        def start(name: str, written: list[str]) -> None:
            reader.start(name, dict(zip(written[::2], written[1::2], strict=True)) if written else {}, here)

        def end(name: str) -> None:
            reader.end(here)

        return start, end

    return reader.facts, judge(encoded.data, observe)
