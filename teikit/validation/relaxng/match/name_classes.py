"""Names and name classes (RELAX NG specification, section 5.1).

A name is one string, as expat gives it: the namespace, SEPARATOR, the local name; or the local name alone where there
is no namespace. So names of documents are compared as they come.
"""

from dataclasses import dataclass
from typing import Protocol

SEPARATOR = "\x1f"  # in no namespace: XML has no such character
XML = "http://www.w3.org/XML/1998/namespace"
XMLNS = "http://www.w3.org/2000/xmlns"
_OTHER = "\x00"  # stands for every namespace, or name, that no name class mentions


def name_of(namespace: str, local: str) -> str:
    """A namespace (empty: none) and a local name as one string."""
    return f"{namespace}{SEPARATOR}{local}" if namespace else local


def parts_of(name: str) -> tuple[str, str]:
    """The namespace and the local name of a name."""
    namespace, _, local = name.rpartition(SEPARATOR)
    return namespace, local


class NameClass(Protocol):
    """A set of names."""

    def has(self, name: str) -> bool:
        """Whether the name belongs to it."""

    def samples(self) -> list[str]:
        """Names by which two classes can be compared: one from each region that this class sets apart."""


@dataclass(frozen=True)
class OneName:
    """One name."""

    name: str

    def has(self, name: str) -> bool:
        """Whether it is that name."""
        return name == self.name

    def samples(self) -> list[str]:
        """That name."""
        return [self.name]


@dataclass(frozen=True)
class NamesOf:
    """Every name of a namespace but those excepted."""

    namespace: str
    excepted: NameClass | None = None

    def has(self, name: str) -> bool:
        """Whether the name is in the namespace and not excepted."""
        return parts_of(name)[0] == self.namespace and not (self.excepted and self.excepted.has(name))

    def samples(self) -> list[str]:
        """A name no one mentions, and the exceptions."""
        return [name_of(self.namespace, _OTHER), *(self.excepted.samples() if self.excepted else ())]


@dataclass(frozen=True)
class AnyName:
    """Every name but those excepted."""

    excepted: NameClass | None = None

    def has(self, name: str) -> bool:
        """Whether the name is not excepted."""
        return not (self.excepted and self.excepted.has(name))

    def samples(self) -> list[str]:
        """A name no one mentions, and the exceptions."""
        return [name_of(_OTHER, _OTHER), *(self.excepted.samples() if self.excepted else ())]


@dataclass(frozen=True)
class NameChoice:
    """The names of several classes."""

    classes: tuple[NameClass, ...]

    def has(self, name: str) -> bool:
        """Whether one of the classes has the name."""
        return any(c.has(name) for c in self.classes)

    def samples(self) -> list[str]:
        """Those of every class."""
        return [name for c in self.classes for name in c.samples()]


def plain_names(names: NameClass) -> list[str] | None:
    """The names of a class that only lists names; None where it is open."""
    if isinstance(names, OneName):
        return [names.name]
    if not isinstance(names, NameChoice):
        return None
    inner = [plain_names(c) for c in names.classes]
    return None if None in inner else [name for names_ in inner for name in names_ or ()]


def overlap(first: NameClass, second: NameClass) -> bool:
    """Whether some name is in both classes."""
    if isinstance(first, OneName):
        return second.has(first.name)
    if isinstance(second, OneName):
        return first.has(second.name)
    return any(first.has(name) and second.has(name) for name in (*first.samples(), *second.samples()))
