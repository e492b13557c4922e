"""What an ODD or TEI P5 specifies, as plain values (TEI Guidelines, chapter TD).

The table of TEI P5 and the ODD of a project are read into the same values. A change keeps what is None in it.
`node` is the element of the ODD that says it, None for the table.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml import etree

Node = etree._Element
UNBOUNDED = -1
GROUPS = ("sequence", "alternate", "interleave")


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of a content model.

    `kind` is sequence, alternate or interleave (of `parts`); element, class, macro or data (a reference to the
    specification `name`); type (a datatype of XML Schema); values (`include` lists them); text, empty or any; rng
    (`node` is RELAX NG). `expand`, `include` and `exclude` belong to references to classes and to any;
    `facets` restrict a datatype.
    """

    kind: str
    name: str = ""
    parts: tuple["Content", ...] = ()
    low: int = 1
    high: int = 1
    expand: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    node: Node | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Item:
    """A value of a value list; documents write `name` (the altIdent, else the ident)."""

    ident: str
    name: str
    mode: str = "add"
    documentation: str = ""
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class Values:
    """A value list: closed, semi (other values are possible) or open (a suggestion)."""

    kind: str
    items: tuple[Item, ...] = ()
    mode: str = "add"


@dataclass(frozen=True, slots=True)
class Rule:
    """A constraint: its id, and what makes the Schematron elements in it."""

    ident: str
    mode: str = "add"
    nodes_of: Callable[[], list[Node]] = list
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class Attribute:
    """The definition of an attribute, or a change of it; `occurs` is the number of words that a value has."""

    ident: str
    mode: str = "add"
    usage: str | None = None
    datatype: Content | None = None
    occurs: tuple[int, int] = (1, 1)
    values: Values | None = None
    name: str = ""
    namespace: str | None = None
    documentation: str = ""
    rules: tuple[Rule, ...] = ()
    node: Node | None = None


class AttributeReference(NamedTuple):
    """A reference to one attribute of a class, or to all of them (`name` is empty)."""

    owner: str
    name: str
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class AttributeList:
    """A list of attributes, of which a document has all (`choice` is false) or one."""

    choice: bool = False
    parts: tuple["Attribute | AttributeList", ...] = ()
    references: tuple[AttributeReference, ...] = ()

    def attributes(self) -> Iterator[Attribute]:
        """Every definition, at any depth."""
        for part in self.parts:
            if isinstance(part, Attribute):
                yield part
            else:
                yield from part.attributes()

    def all_references(self) -> Iterator[AttributeReference]:
        """Every reference, at any depth."""
        yield from self.references
        for part in self.parts:
            if isinstance(part, AttributeList):
                yield from part.all_references()


class Membership(NamedTuple):
    """One memberOf."""

    key: str
    mode: str = "add"
    node: Node | None = None


@dataclass(slots=True)
class Spec:
    """A specification of an element, a class, a macro or a datatype (`kind`).

    `content_of` makes the content model when it is first needed.
    """

    kind: str
    ident: str
    module: str = ""
    mode: str = "add"
    type: str = ""
    name: str = ""
    namespace: str | None = None
    classes: tuple[Membership, ...] | None = None
    classes_mode: str = "replace"
    content_of: Callable[[], Content] | None = None
    values: Values | None = None
    attributes: AttributeList | None = None
    documentation: str = ""
    rules: tuple[Rule, ...] = ()
    node: Node | None = None
    _content: Content | None = None

    @property
    def content(self) -> Content | None:
        """The content model."""
        if self._content is None and self.content_of is not None:
            self._content = self.content_of()
        return self._content

    @property
    def keys(self) -> list[str]:
        """The classes that it is a member of."""
        return [membership.key for membership in self.classes or () if membership.mode != "delete"]

    def copy(self, **changes: object) -> "Spec":
        """A copy with some values changed."""
        copied = replace(self, **changes)  # type: ignore[arg-type]
        if "content_of" in changes:
            copied._content = None
        return copied


class Problem(NamedTuple):
    """Something wrong with an ODD, at its node; `severity` is error, warning or info."""

    node: Node | None
    severity: str
    message: str
