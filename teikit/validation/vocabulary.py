"""What a RELAX NG grammar says of each element: its attributes, its children, its content.

Read from the grammar's XML, each element when a document first has it. Understood is what TEI-like grammars use:
elements by name, attributes that do not depend on each other or on the content, and in one content only one kind of
element of each name. Anything else raises UnsupportedError, and the caller uses another engine.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from teikit.validation.content import EMPTY, NOTHING, TEXT, Pattern, Patterns

RNG = "{http://relaxng.org/ns/structure/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
_GROUPS = ("group", "interleave", "choice", "mixed", "optional", "zeroOrMore", "oneOrMore")
_MAYBE = ("optional", "zeroOrMore")
_BARE = ("empty", "text", "notAllowed", "data", "value", "list")


class UnsupportedError(Exception):
    """The grammar says something in a way that this engine does not read."""


@dataclass(frozen=True)
class Attribute:
    """One attribute of an element: whether it must be there, the values it may have (none listed: see `types`)."""

    name: str
    required: bool
    values: tuple[str, ...]
    types: tuple[str, ...]
    pattern: etree._Element = field(repr=False, compare=False)


@dataclass(frozen=True)
class Inside:
    """The patterns inside a pattern: attributes, each with whether it is required, and elements."""

    attributes: dict[etree._Element, bool]
    elements: dict[etree._Element, None]

    def add(self, other: "Inside") -> None:
        """Takes in what another pattern has."""
        self.attributes.update(other.attributes)
        self.elements.update(other.elements)


@dataclass(eq=False)
class Declaration:
    """One element pattern of a grammar."""

    vocabulary: "Vocabulary" = field(repr=False)
    pattern: etree._Element = field(repr=False)

    @property
    def name(self) -> str:
        """The element's local name."""
        return self.pattern.get("name") or ""

    @cached_property
    def namespace(self) -> str | None:
        """The element's namespace."""
        around = (e.get("ns") for e in (self.pattern, *self.pattern.iterancestors()))
        return next((space for space in around if space is not None), None) or None

    @cached_property
    def inside(self) -> "Inside":
        """The patterns in it. Raises UnsupportedError."""
        return self.vocabulary.inside(self.pattern)

    @cached_property
    def attributes(self) -> dict[str, Attribute]:
        """The attributes by their written name (`xml:id`). Raises UnsupportedError."""
        found = [self.vocabulary.attribute(e, required) for e, required in self.inside.attributes.items()]
        return {a.name: a for a in found}

    @cached_property
    def children(self) -> dict[str, "Declaration"]:
        """The elements that may stand in this one, somewhere, by name. Raises UnsupportedError."""
        found: dict[str, Declaration] = {}
        for element in self.inside.elements:
            declared = self.vocabulary.declaration(element)
            if not declared.name or ":" in declared.name or found.setdefault(declared.name, declared) is not declared:
                raise UnsupportedError(f"<{self.name}> may hold two kinds of <{declared.name}>")
        return found

    @cached_property
    def content(self) -> Pattern:
        """The content model, without attributes. Raises UnsupportedError."""
        return self.vocabulary.content(self.pattern)


class Vocabulary:
    """The elements of a grammar."""

    def __init__(self, tree: etree._ElementTree) -> None:
        self.tree = tree
        self.patterns = Patterns()
        self._defines: dict[str, list[etree._Element]] = {}
        for define in tree.iter(f"{RNG}define"):
            self._defines.setdefault(define.get("name", ""), []).append(define)
        self._declarations: dict[etree._Element, Declaration] = {}
        self._contents: dict[str, Pattern] = {}
        self._insides: dict[str, Inside] = {}
        self._attributes: dict[tuple[etree._Element, bool], Attribute] = {}

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
        """The elements a document may begin with. Raises UnsupportedError."""
        found: dict[str, Declaration] = {}
        for start in self.tree.iter(f"{RNG}start"):
            for element in self.inside(start).elements:
                found.setdefault(element.get("name", ""), self.declaration(element))
        return found

    def declaration(self, pattern: etree._Element) -> Declaration:
        """The declaration of an element pattern, made once."""
        return self._declarations.setdefault(pattern, Declaration(self, pattern))

    def defines(self, name: str) -> list[etree._Element]:
        """The definitions of a name: usually one. Raises UnsupportedError where there is none."""
        if name not in self._defines:
            raise UnsupportedError(f"there is no definition of {name}")
        return self._defines[name]

    def inside(self, parent: etree._Element) -> "Inside":
        """The attribute and element patterns inside a pattern, through references. Raises UnsupportedError."""
        found = Inside({}, {})
        for child in patterns(parent):
            found.add(self._inside(child))
        return found

    def _inside(self, pattern: etree._Element) -> "Inside":
        tag = pattern.tag.removeprefix(RNG)
        if tag == "element":
            return Inside({}, {pattern: None})
        if tag == "attribute":
            return Inside({pattern: True}, {})
        if tag == "ref":
            return self._inside_of_name(pattern.get("name", ""))
        if tag in _BARE:
            return Inside({}, {})
        if tag not in _GROUPS:
            raise UnsupportedError(tag)
        found = self.inside(pattern)
        if tag == "choice" and found.attributes:
            raise UnsupportedError("attributes in a choice")
        return Inside(dict.fromkeys(found.attributes, False), found.elements) if tag in _MAYBE else found

    def _inside_of_name(self, name: str) -> "Inside":
        if name not in self._insides:
            found = Inside({}, {})
            for define in self.defines(name):
                found.add(self.inside(define))
            self._insides[name] = found
        return self._insides[name]

    def content(self, parent: etree._Element) -> Pattern:
        """The content model that the patterns inside `parent` make together. Raises UnsupportedError."""
        made = EMPTY
        for child in patterns(parent):
            made = self.patterns.group(made, self._content(child))
        return made

    def _content(self, pattern: etree._Element) -> Pattern:
        tag, make = pattern.tag.removeprefix(RNG), self.patterns
        if tag in ("empty", "attribute"):
            return EMPTY
        if tag == "text":
            return TEXT
        if tag == "notAllowed":
            return NOTHING
        if tag == "element":
            return make.element(self.declaration(pattern))
        if tag == "ref":
            return self._named(pattern.get("name", ""))
        if tag == "choice":
            return make.choice(self._content(child) for child in patterns(pattern))
        if tag == "interleave":
            made = EMPTY
            for child in patterns(pattern):
                made = make.interleave(made, self._content(child))
            return made
        if tag not in _GROUPS:
            raise UnsupportedError(tag)
        return self._repeated(tag, self.content(pattern))

    def _repeated(self, tag: str, inside: Pattern) -> Pattern:
        make = self.patterns
        if tag == "mixed":
            return make.interleave(TEXT, inside)
        if tag == "group":
            return inside
        many = make.more(inside) if tag in ("oneOrMore", "zeroOrMore") else inside
        return many if tag == "oneOrMore" else make.choice((many, EMPTY))

    def _named(self, name: str) -> Pattern:
        if name not in self._contents:
            defines = self.defines(name)
            if len(defines) > 1 and any(d.get("combine") == "interleave" for d in defines):
                raise UnsupportedError("combine=interleave")
            made = [self.content(define) for define in defines]
            self._contents[name] = self.patterns.choice(made)
        return self._contents[name]

    def attribute(self, pattern: etree._Element, required: bool) -> Attribute:
        """What an attribute pattern says. Raises UnsupportedError."""
        key = (pattern, required)
        if key not in self._attributes:
            if not pattern.get("name"):
                raise UnsupportedError("an attribute without a plain name")
            leaves = list(self._leaves(pattern, set()))
            values = tuple(dict.fromkeys(e.text or "" for e in leaves if e.tag == f"{RNG}value"))
            types = tuple(dict.fromkeys(e.get("type", "") for e in leaves if e.tag == f"{RNG}data"))
            self._attributes[key] = Attribute(pattern.get("name", ""), required, values, types, pattern)
        return self._attributes[key]

    def _leaves(self, pattern: etree._Element, done: set[str]) -> Iterator[etree._Element]:
        for child in patterns(pattern):
            if child.tag in (f"{RNG}value", f"{RNG}data"):
                yield child
            elif child.tag == f"{RNG}ref" and (name := child.get("name", "")) not in done:
                done.add(name)
                for define in self.defines(name):
                    yield from self._leaves(define, done)
            else:
                yield from self._leaves(child, done)


def patterns(parent: etree._Element) -> list[etree._Element]:
    """The patterns inside a pattern: its children, without annotations and name classes that stand in an attribute."""
    return [child for child in parent if isinstance(child.tag, str) and child.tag.startswith(RNG)]
