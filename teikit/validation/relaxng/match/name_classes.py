"""Names and name classes (RELAX NG specification, sections 4.8 and 5).

A name is one string in expat's form: the namespace, SEPARATOR and the local name, or the local name alone if there is
no namespace. Names from documents are therefore compared without conversion.
"""

from dataclasses import dataclass
from typing import Protocol

SEPARATOR = "\x1f"  # occurs in no namespace: XML does not allow the character
XML = "http://www.w3.org/XML/1998/namespace"
XMLNS = "http://www.w3.org/2000/xmlns"
_OTHER = "\x00"  # represents every namespace or name that no name class mentions


def expanded_name(namespace: str, local: str) -> str:
    """The expanded name of a local name in a namespace (empty: no namespace)."""
    return f"{namespace}{SEPARATOR}{local}" if namespace else local


def split_name(name: str) -> tuple[str, str]:
    """The namespace and the local name of an expanded name."""
    namespace, _, local = name.rpartition(SEPARATOR)
    return namespace, local


class NameClass(Protocol):
    """A set of names."""

    def has(self, name: str) -> bool:
        """Whether the name belongs to the class."""

    def samples(self) -> list[str]:
        """Names that represent the class in comparisons: one from each region it distinguishes."""


@dataclass(frozen=True)
class Name:
    """The class of one name."""

    name: str

    def has(self, name: str) -> bool:
        """Whether it is this name."""
        return name == self.name

    def samples(self) -> list[str]:
        """This name."""
        return [self.name]


@dataclass(frozen=True)
class NsName:
    """Every name of a namespace except for those of a class."""

    namespace: str
    excepted: NameClass | None = None

    def has(self, name: str) -> bool:
        """Whether the name is in the namespace and not excepted."""
        return split_name(name)[0] == self.namespace and not (self.excepted and self.excepted.has(name))

    def samples(self) -> list[str]:
        """A name that no class mentions, and the exceptions."""
        return [expanded_name(self.namespace, _OTHER), *(self.excepted.samples() if self.excepted else ())]


@dataclass(frozen=True)
class AnyName:
    """Every name except for those of a class."""

    excepted: NameClass | None = None

    def has(self, name: str) -> bool:
        """Whether the name is not excepted."""
        return not (self.excepted and self.excepted.has(name))

    def samples(self) -> list[str]:
        """A name that no class mentions, and the exceptions."""
        return [expanded_name(_OTHER, _OTHER), *(self.excepted.samples() if self.excepted else ())]


@dataclass(frozen=True)
class NameChoice:
    """The union of several classes."""

    classes: tuple[NameClass, ...]

    def has(self, name: str) -> bool:
        """Whether one of the classes contains the name."""
        return any(c.has(name) for c in self.classes)

    def samples(self) -> list[str]:
        """The samples of all classes."""
        return [name for c in self.classes for name in c.samples()]


def listed_names(names: NameClass) -> list[str] | None:
    """The names of a class that only lists names; None if it contains a wildcard."""
    if isinstance(names, Name):
        return [names.name]
    if not isinstance(names, NameChoice):
        return None
    inner = [listed_names(c) for c in names.classes]
    return None if None in inner else [name for inner_names in inner for name in inner_names or ()]


def overlap(first: NameClass, second: NameClass) -> bool:
    """Whether two classes have a name in common."""
    if isinstance(first, Name):
        return second.has(first.name)
    if isinstance(second, Name):
        return first.has(second.name)
    return any(first.has(name) and second.has(name) for name in (*first.samples(), *second.samples()))
