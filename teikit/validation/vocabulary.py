"""What a RELAX NG grammar says of each element: its attributes and the children it may ever have.

Read from the grammar's XML; only used to explain a fault, never to find one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
_PATTERNS = ("group", "interleave", "choice", "mixed", "optional", "zeroOrMore", "oneOrMore", "list", "div", "define")


@dataclass(frozen=True)
class Attribute:
    """One attribute of an element: whether it must be there, the values it may have (none listed: see `types`)."""

    name: str
    required: bool
    values: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


@dataclass(eq=False)
class Declaration:
    """One element pattern of a grammar."""

    vocabulary: "Vocabulary" = field(repr=False)
    pattern: etree._Element = field(repr=False)

    @property
    def name(self) -> str:
        """The element's local name."""
        return str(self.pattern.get("name"))

    @cached_property
    def attributes(self) -> dict[str, Attribute]:
        """The attributes by their written name (`xml:id`)."""
        found = (self.vocabulary.attribute(*pair) for pair in self.vocabulary.walk(self.pattern, "attribute"))
        return {a.name: a for a in found}

    @cached_property
    def children(self) -> dict[str, "Declaration"]:
        """The elements that may stand in this one, somewhere, by name."""
        inside = self.vocabulary.walk(self.pattern, "element")
        return {e.get("name", ""): self.vocabulary.declaration(e) for e, _ in inside}


class Vocabulary:
    """The elements of a grammar."""

    def __init__(self, tree: etree._ElementTree) -> None:
        self.tree = tree
        self._defines: dict[str, list[etree._Element]] = {}
        for define in tree.iter(f"{RNG}define"):
            self._defines.setdefault(define.get("name", ""), []).append(define)
        self._declarations: dict[etree._Element, Declaration] = {}

    @cached_property
    def names(self) -> list[str]:
        """The names of all elements, sorted."""
        return sorted({e.get("name", "") for e in self.tree.iter(f"{RNG}element")} - {""})

    @property
    def namespace(self) -> str | None:
        """The namespace of the grammar, None where it names none for the whole of it."""
        return self.tree.getroot().get("ns")

    @cached_property
    def roots(self) -> dict[str, Declaration]:
        """The elements a document may begin with."""
        starts = self.tree.iter(f"{RNG}start")
        return {e.get("name", ""): self.declaration(e) for s in starts for e, _ in self.walk(s, "element")}

    def declaration(self, pattern: etree._Element) -> Declaration:
        """The declaration of an element pattern, made once."""
        return self._declarations.setdefault(pattern, Declaration(self, pattern))

    def walk(self, pattern: etree._Element, kind: str) -> Iterator[tuple[etree._Element, bool]]:
        """The `element` or `attribute` patterns inside a pattern, each with whether it is required."""
        yield from self._walk(pattern, kind, True, set())

    def _walk(
        self, pattern: etree._Element, kind: str, required: bool, seen: set[str]
    ) -> Iterator[tuple[etree._Element, bool]]:
        for child in pattern:
            tag = child.tag.removeprefix(RNG) if isinstance(child.tag, str) else ""
            if tag == kind:
                yield child, required
            elif tag in ("ref", "parentRef"):
                name = child.get("name", "")
                if name not in seen:
                    for define in self._defines.get(name, []):
                        yield from self._walk(define, kind, required, _add(seen, name))
            elif tag in _PATTERNS:
                yield from self._walk(child, kind, required and tag not in ("choice", "optional", "zeroOrMore"), seen)

    def attribute(self, pattern: etree._Element, required: bool) -> Attribute:
        """What an attribute pattern says."""
        leaves = list(self._leaves(pattern, set()))
        values = tuple(dict.fromkeys(e.text or "" for e in leaves if e.tag == f"{RNG}value"))
        types = tuple(dict.fromkeys(e.get("type", "") for e in leaves if e.tag == f"{RNG}data"))
        return Attribute(pattern.get("name", ""), required, values, types)

    def _leaves(self, pattern: etree._Element, seen: set[str]) -> Iterator[etree._Element]:
        for child in pattern:
            if child.tag in (f"{RNG}value", f"{RNG}data"):
                yield child
            elif child.tag == f"{RNG}ref" and (name := child.get("name", "")) not in seen:
                for define in self._defines.get(name, []):
                    yield from self._leaves(define, _add(seen, name))
            else:
                yield from self._leaves(child, seen)


def _add(seen: set[str], name: str) -> set[str]:
    seen.add(name)
    return seen
