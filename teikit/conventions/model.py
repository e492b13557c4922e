"""Conventions: how the transcripts of a project are written (`load` reads them from TOML).

A convention names its marks, the layout of the archive's page and the languages of its editorial notes; the words of
each language are a `Vocabulary` of its own, shared by the conventions. Nothing here is code of one edition.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from teikit.core import TeikitError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# Line ends in prose: each is an `lb`, or they are joined to paragraphs.
KEEP, JOIN = "keep", "join"


class ConventionError(TeikitError):
    """A convention file is missing, is no TOML, or says something it may not; the message names file and entry."""


class MarkKind(StrEnum):
    """The kinds of marks: see `conventions/wilson.toml` for what each is."""

    PAIR = "pair"
    SIGN = "sign"
    LINE = "line"
    NOTE = "note"


@dataclass(frozen=True, eq=False)
class Mark:
    """One sign of a convention and the TEI that it becomes (`tei`, a snippet with places to fill).

    A mark that is `only_read` is not written where TEI becomes a transcript again.
    """

    name: str
    kind: MarkKind
    tei: str = ""
    open: str = ""
    close: str = ""
    pattern: str = ""
    hug: bool = False
    within: str = ""
    shown: str = ""
    report: str = ""
    language: str = ""
    only_read: bool = False
    example: Mapping[str, str] | None = None

    @cached_property
    def outer(self) -> str:
        """The name of the element that its TEI is; empty where it is several, or not well-formed."""
        elements = _template(self.tei)
        return elements[0].tag if len(elements) == 1 else ""

    @property
    def begins_page(self) -> bool:
        """Whether its TEI begins a page."""
        return "<pb" in self.tei

    @cached_property
    def is_name(self) -> bool:
        """Whether its TEI names a person: what the mark covers is in a `persName` (TEI Guidelines 14.2.1)."""
        if "persName" not in self.tei:
            return False
        return any("".join(name.itertext()) for element in _template(self.tei) for name in element.iter("persName"))


def _template(tei: str) -> "list[Element]":
    """The elements of a template; none where it is not well-formed, which the TEI writer reports."""
    from xml.etree import ElementTree  # few marks need it

    try:
        return list(ElementTree.fromstring(f"<template>{tei}</template>"))
    except ElementTree.ParseError:
        return []


class Formula(NamedTuple):
    """A formula that fills a block of an opener or closer, with the seg/@type it gets."""

    type: str
    pattern: str


WordList = Mapping[str, tuple[str, ...]]


class Entries(NamedTuple):
    """What a vocabulary holds: its sections by name, and the patterns of whole lines."""

    words: Mapping[str, WordList]
    formulas: tuple[Formula, ...] = ()
    addresses: tuple[str, ...] = ()
    greetings: tuple[str, ...] = ()


class Vocabulary:
    """The words of editorial notes, formulas and dates in one language; lists of regular expressions, by meaning.

    `words` are its sections, or a function that loads all its entries when the first of them is needed.
    """

    def __init__(self, language: str, words: Mapping[str, WordList] | Callable[[], Entries]) -> None:
        self.language = language
        self._load = words if callable(words) else lambda: Entries(words)

    @cached_property
    def _entries(self) -> Entries:
        return self._load()

    @property
    def words(self) -> Mapping[str, WordList]:
        """The sections by name."""
        return self._entries.words

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """The formulas that fill a block of an opener or closer."""
        return self._entries.formulas

    @property
    def addresses(self) -> tuple[str, ...]:
        """The patterns of lines that name the addressee."""
        return self._entries.addresses

    @property
    def greetings(self) -> tuple[str, ...]:
        """The patterns of salutations."""
        return self._entries.greetings

    def section(self, name: str) -> WordList:
        """One section of the vocabulary, such as `places`; empty where the language lacks it."""
        return self.words.get(name, {})

    def without(self, sections: Container[str]) -> "Vocabulary":
        """The vocabulary without some of its sections, loaded as late as this one."""

        def load() -> Entries:
            words = {name: section for name, section in self.words.items() if name not in sections}
            return self._entries._replace(words=words)

        return Vocabulary(self.language, load)


@dataclass(frozen=True, eq=False)
class Layout:
    """How the archive lays out the page around the text; see the `[[layout]]` tables of a convention."""

    name: str
    needs: tuple[str, ...]
    fields: Mapping[str, str]
    data: Mapping[str, Any]


Origin = tuple[Callable[..., "Convention"], tuple[Any, ...]]


@dataclass(frozen=True, eq=False)
class Convention:
    """A convention with its vocabularies, ready to use.

    `evidence` are patterns that show that a document follows it. `typed` says that its documents are typescripts,
    so that handwriting in them is by another hand. `calendar` is that of the dates (`julian`, `gregorian`), empty
    if the convention does not say so. `lines` says whether line ends in prose are kept, `measures` whether sums and
    measures are tagged. `descriptions` are the description in other languages. `origin` is the function that gives the
    convention, and its arguments.
    """

    name: str
    version: str
    title: str
    description: str
    marks: tuple[Mark, ...]
    layouts: tuple[Layout, ...]
    vocabularies: tuple[Vocabulary, ...]
    evidence: tuple[str, ...] = ()
    typed: bool = False
    calendar: str = ""
    lines: str = JOIN
    measures: bool = False
    descriptions: Mapping[str, str] = field(default_factory=dict)
    origin: Origin | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """How another process finds the convention again, with all that it keeps for it."""
        return self.origin or (type(self), tuple(getattr(self, field.name) for field in fields(self)))

    def description_in(self, language: str) -> str:
        """The description in a language, if the convention has it, else as it has it."""
        return self.descriptions.get(language, self.description)

    def of_kind(self, *kinds: MarkKind) -> tuple[Mark, ...]:
        """The marks of the given kinds, in the order of the file."""
        return tuple(mark for mark in self.marks if mark.kind in kinds)

    @cached_property
    def words(self) -> Mapping[str, WordList]:
        """The vocabularies of all languages together: the same meaning, the words of each."""
        merged: dict[str, dict[str, tuple[str, ...]]] = {}
        for vocabulary in self.vocabularies:
            for section, entries in vocabulary.words.items():
                into = merged.setdefault(section, {})
                for key, patterns in entries.items():
                    into[key] = into.get(key, ()) + patterns
        return merged

    @cache  # noqa: B019 -- conventions are few, and kept as long as the program runs
    def either(self, section: str, key: str | None = None) -> str:
        """A regular expression for the words of a section (or one key of it) in any language, longest spelling first.

        Gives a pattern that matches nothing where the vocabularies have no such words.
        """
        entries = self.words.get(section, {})
        words = {w for k, ws in entries.items() if key in (None, k) for w in ws}
        return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")" if words else r"(?!)"
