"""Conventions: how a house writes its transcripts, read from TOML files.

A convention names its marks, the layout of the archive's page and the languages of its editorial notes; the words of
each language are a `Vocabulary` of its own, shared by the conventions. Nothing here is code of one edition.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from teikit.resources import resource


class ConventionError(Exception):
    """A convention file is missing, is no TOML, or says something it may not; the message names file and entry."""


class MarkKind(StrEnum):
    """The kinds of marks: see `conventions/wilson.toml` for what each is."""

    PAIR = "pair"
    SIGN = "sign"
    LINE = "line"
    NOTE = "note"


@dataclass(frozen=True, eq=False)
class Mark:
    """One sign of a convention and the TEI it stands for (`tei`, a snippet with places to fill)."""

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
    example: Mapping[str, str] | None = None


class Formula(NamedTuple):
    """A formula that fills a block of an opener or closer, with the seg/@type it gets."""

    type: str
    pattern: re.Pattern[str]


WordList = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of editorial notes, formulas and dates in one language; lists of regular expressions, by meaning."""

    language: str
    words: Mapping[str, WordList]
    formulas: tuple[Formula, ...] = ()
    addresses: tuple[re.Pattern[str], ...] = ()
    greetings: tuple[re.Pattern[str], ...] = ()

    def section(self, name: str) -> WordList:
        """One section of the vocabulary, such as `places`; empty where the language lacks it."""
        return self.words.get(name, {})


@dataclass(frozen=True, eq=False)
class Layout:
    """How the archive lays out the page around the text; see the `[[layout]]` tables of a convention."""

    name: str
    needs: tuple[str, ...]
    fields: Mapping[str, str]
    data: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Convention:
    """A convention with its vocabularies, ready to use."""

    name: str
    version: str
    title: str
    description: str
    marks: tuple[Mark, ...]
    layouts: tuple[Layout, ...]
    vocabularies: tuple[Vocabulary, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Mark]:
        """The marks by name."""
        return {mark.name: mark for mark in self.marks}

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

    @cached_property
    def _alternations(self) -> dict[tuple[str, str], str]:
        return {}

    def either(self, section: str, key: str | None = None) -> str:
        """A regular expression for the words of a section (or one key of it) in any language, longest spelling first.

        Gives a pattern that matches nothing where the vocabularies have no such words.
        """
        known = self._alternations.get((section, key or ""))
        if known is None:
            entries = self.words.get(section, {})
            words = [w for k, ws in entries.items() if key in (None, k) for w in ws]
            known = "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")" if words else r"(?!)"
            self._alternations[section, key or ""] = known
        return known


def conventions() -> dict[str, Path]:
    """The bundled conventions: name to file."""
    return {path.stem: path for path in sorted(resource("conventions").glob("*.toml"))}


def load_convention(name_or_file: str | Path) -> Convention:
    """The convention of that name, or of that file. Raises ConventionError with a sentence a user can act on."""
    path = Path(name_or_file)
    if path.suffix != ".toml":
        known = conventions()
        if str(name_or_file) not in known:
            raise ConventionError(
                f"there is no convention “{name_or_file}”; known are {', '.join(known)}, or give a .toml file"
            )
        path = known[str(name_or_file)]
    return _load(path)


@cache
def _load(path: Path) -> Convention:
    data = _toml(path)
    try:
        about = data["convention"]
        return Convention(
            name=about["name"],
            version=str(about["version"]),
            title=about.get("title", about["name"]),
            description=about.get("description", ""),
            marks=tuple(_mark(entry, path) for entry in data.get("mark", [])),
            layouts=tuple(_layout(entry) for entry in data.get("layout", [])),
            vocabularies=tuple(_vocabulary(language, path) for language in about.get("languages", [])),
        )
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise ConventionError(f"{path}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConventionError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConventionError(f"{path}: is not valid TOML: {error}") from error


def _mark(entry: dict[str, Any], path: Path) -> Mark:
    unknown = set(entry) - set(Mark.__dataclass_fields__)
    if unknown:
        raise ConventionError(f"{path}: mark “{entry.get('name', '?')}” has unknown keys: {', '.join(sorted(unknown))}")
    mark = Mark(**{**entry, "kind": MarkKind(entry["kind"])})
    paired = mark.kind in (MarkKind.PAIR, MarkKind.NOTE)
    if paired != bool(mark.open and mark.close) or paired == bool(mark.pattern):
        needs = "open and close" if paired else "a pattern"
        raise ConventionError(f"{path}: mark “{mark.name}” is a {mark.kind} and needs {needs}")
    re.compile(mark.within)
    pattern = re.compile(mark.pattern)
    if pattern.groups > len(pattern.groupindex):
        raise ConventionError(f"{path}: mark “{mark.name}”: write (?:…) for groups that have no name")
    return mark


def _layout(entry: dict[str, Any]) -> Layout:
    return Layout(entry["name"], tuple(entry["needs"]), entry["fields"], entry)


def _vocabulary(language: str, path: Path) -> Vocabulary:
    beside = path.parent / "vocabulary" / f"{language}.toml"
    data = _toml(beside if beside.exists() else resource("conventions", "vocabulary", f"{language}.toml"))
    sections = {
        name: {key: tuple(words) for key, words in entries.items()}
        for name, entries in data.items()
        if isinstance(entries, dict)
    }
    return Vocabulary(
        language=data["language"],
        words=sections,
        formulas=tuple(Formula(f["type"], _whole(f["pattern"])) for f in data.get("formula", [])),
        addresses=tuple(_whole(f["pattern"]) for f in data.get("address", [])),
        greetings=tuple(_whole(f["pattern"]) for f in data.get("greeting", [])),
    )


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)
