"""Loads vocabularies: teikit's own when their words are needed, those of a project at once, so that errors are found.

A vocabulary may extend another: it then has the words of both, its own first.
"""

import re
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from teikit.conventions.files import compiled_for, is_bundled, only, read_tables
from teikit.conventions.model import ConventionError, Entries, Formula, Vocabulary, WordList
from teikit.core import kept, resource

_LISTS = {"formula", "address", "greeting"}
# In this section and entry the twelve strings have the names of one month each.
_DATES, _MONTHS = "dates", "months"
_FORM = 1  # of what is kept
_Parts = tuple[dict[str, Any], tuple[Any, ...], tuple[str, ...], tuple[str, ...], str]


def vocabulary_of(language: str, path: Path) -> Vocabulary:
    """The vocabulary of a language for the convention `path`. Raises ConventionError.

    A file `vocabulary/LANGUAGE.toml` beside the convention is used in place of the bundled one, which it may extend.
    """
    beside = path.parent / "vocabulary" / f"{language}.toml"
    file = beside if beside.is_file() else _bundled(language, f"{path}: ", f"; write {beside}")
    if is_bundled(file):
        return Vocabulary(language, partial(_entries, file))
    entries = _entries(file)
    return Vocabulary(str(read_tables(file)["language"]), lambda: entries)


def _bundled(language: str, where: str, advice: str = "") -> Path:
    try:
        return resource("conventions", "vocabulary", f"{language}.toml")
    except FileNotFoundError:
        raise ConventionError(f"{where}there is no vocabulary “{language}”{advice}") from None


def _entries(file: Path) -> Entries:
    """All that a vocabulary file holds, with the words of the vocabulary that it extends. Raises ConventionError."""
    words, formulas, addresses, greetings, base = _kept(file) if is_bundled(file) else _read(file)
    own = Entries(words, tuple(Formula(*formula) for formula in formulas), addresses, greetings)
    return _extended(_entries(_bundled(base, f"{file}: ")), own) if base else own


def _kept(file: Path) -> _Parts:
    """What is read from a file of teikit's own, kept from one start to the next."""
    digest = sha256(file.read_bytes()).hexdigest()
    parts: _Parts = kept(f"vocabulary {_FORM} {digest}", lambda: _read(file))
    return parts


def _read(file: Path) -> _Parts:
    """The words of a file by section and meaning, its formulas, addresses and greetings, and what it extends."""
    data = read_tables(file)
    if "language" not in data:
        raise ConventionError(f"{file}: 'language' is missing")
    sections = {name: dict(_words(name, table, file)) for name, table in data.items() if isinstance(table, dict)}
    only({name: None for name in data if name not in sections}, {"language", "extends", *_LISTS}, str(file))
    addresses, greetings = (_patterns(data, name, file) for name in ("address", "greeting"))
    formulas = tuple(tuple(formula) for formula in _formulas(data, file))
    return sections, formulas, addresses, greetings, str(data.get("extends") or "")


def _words(name: str, table: dict[str, Any], file: Path) -> WordList:
    if not all(isinstance(words, list) for words in table.values()):
        raise ConventionError(f"{file}: [{name}] has lists of words, such as {next(iter(table))} = ['…']")
    words = {key: tuple(map(str, entries)) for key, entries in table.items()}
    for each in () if is_bundled(file) else words.values():
        for pattern in each:
            compiled_for(f"{file}: [{name}]", pattern, re.IGNORECASE | re.DOTALL)
    return words


def _formulas(data: dict[str, Any], file: Path) -> tuple[Formula, ...]:
    try:
        return tuple(Formula(str(row["type"]), _whole(row["pattern"], file)) for row in data.get("formula", []))
    except KeyError as error:
        raise ConventionError(f"{file}: {error} is missing in a [[formula]]") from error


def _patterns(data: dict[str, Any], table: str, file: Path) -> tuple[str, ...]:
    try:
        return tuple(_whole(str(row["pattern"]), file) for row in data.get(table, []))
    except KeyError as error:
        raise ConventionError(f"{file}: {error} is missing in a [[{table}]]") from error


def _whole(pattern: str, file: Path) -> str:
    if not is_bundled(file):
        compiled_for(str(file), pattern, re.IGNORECASE | re.DOTALL)
    return pattern


def _extended(base: Entries, own: Entries) -> Entries:
    """The entries of both, the own ones first."""
    words = {
        name: _joined(name, own.words.get(name, {}), base.words.get(name, {}))
        for name in dict.fromkeys((*own.words, *base.words))
    }
    return Entries(words, own.formulas + base.formulas, own.addresses + base.addresses, own.greetings + base.greetings)


def _joined(section: str, own: WordList, base: WordList) -> WordList:
    joined = {key: own.get(key, ()) + base.get(key, ()) for key in dict.fromkeys((*own, *base))}
    if section == _DATES and own.get(_MONTHS) and base.get(_MONTHS):
        joined[_MONTHS] = tuple(map(" ".join, zip(own[_MONTHS], base[_MONTHS], strict=False)))
    return joined
