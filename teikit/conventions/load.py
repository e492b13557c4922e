"""Reads conventions and vocabularies from TOML files, and refuses what they may not say in one sentence.

A file is refused as a whole: a misspelt key that is passed over would read a thousand transcripts wrongly.
"""

import re
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from teikit.conventions.model import Convention, ConventionError, Formula, Layout, Mark, MarkKind, Vocabulary
from teikit.core import expand_properties, read_toml, resource

_TABLES = {"convention", "mark", "layout"}
_ABOUT = {"name", "version", "title", "description", "languages"}
_LAYOUT = {"name", "needs"}
_PLACE = re.compile(r"\{(\w+)\}")
# What a snippet may hold as text, by the kind of its mark.
_PLACES = {
    MarkKind.PAIR: {"content"},
    MarkKind.SIGN: {"text", "closed"},
    MarkKind.LINE: {"text", "closed"},
    MarkKind.NOTE: set(),
}


def conventions() -> dict[str, Path]:
    """The bundled conventions: name to file."""
    return {path.stem: path for path in sorted(resource("conventions").glob("*.toml"))}


def load_convention(name_or_file: str | Path) -> Convention:
    """The convention of that name, or of that file. Raises ConventionError with a sentence a user can act on."""
    path = Path(name_or_file)
    if path.suffix != ".toml":
        known = conventions()
        if str(name_or_file) not in known:
            names = ", ".join(known)
            raise ConventionError(f"there is no convention “{name_or_file}”; known are {names}, or give a .toml file")
        path = known[str(name_or_file)]
    return _load(path)


@cache
def _load(path: Path) -> Convention:
    data = _expanded(read_toml(path, ConventionError), path)
    about = data.get("convention")
    if not isinstance(about, dict) or "name" not in about:
        raise ConventionError(f"{path}: a convention begins with a table [convention] that has a name")
    _only(data, _TABLES, f"{path}: the file")
    _only(about, _ABOUT, f"{path}: [convention]")
    languages = about.get("languages", [])
    if not isinstance(languages, list):
        raise ConventionError(f'{path}: [convention] languages is a list, such as ["en"]')
    marks = tuple(_mark(entry, path) for entry in data.get("mark", []))
    _distinct(marks, path)
    return Convention(
        name=str(about["name"]),
        version=str(about.get("version", "1")),
        title=str(about.get("title", about["name"])),
        description=str(about.get("description", "")),
        marks=marks,
        layouts=tuple(_layout(entry, path) for entry in data.get("layout", [])),
        vocabularies=tuple(_vocabulary(str(language), path) for language in languages),
        origin=(_load, (path,)),
    )


def _expanded(value: Any, path: Path) -> Any:
    """What a file holds, with classes of letters written out in its patterns. Raises ConventionError."""
    if isinstance(value, dict):
        return {key: _expanded(inner, path) for key, inner in value.items()}
    if isinstance(value, list):
        return [_expanded(inner, path) for inner in value]
    try:
        return expand_properties(value) if isinstance(value, str) else value
    except KeyError as error:
        raise ConventionError(f"{path}: there is no property {error} of letters; known are Lu and Ll") from error


def _only(table: Mapping[str, Any], known: Collection[str], where: str) -> None:
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise ConventionError(f"{where} has “{unknown[0]}”; known are {', '.join(sorted(known))}")


# ---------------------------------------------------------------- marks
def _mark(entry: dict[str, Any], path: Path) -> Mark:
    where = f"{path}: mark “{entry.get('name', '?')}”"
    _only(entry, Mark.__dataclass_fields__, where)
    if "name" not in entry or entry.get("kind") not in list(MarkKind):
        raise ConventionError(f"{where} needs a name and a kind: {', '.join(MarkKind)}")
    mark = Mark(**{**entry, "kind": MarkKind(entry["kind"])})
    paired = mark.kind in (MarkKind.PAIR, MarkKind.NOTE)
    if paired != bool(mark.open and mark.close) or paired == bool(mark.pattern):
        needs = "open and close" if paired else "a pattern"
        raise ConventionError(f"{where} is a {mark.kind} and needs {needs}")
    if not _is_bundled(path):
        _check_patterns(mark, where)
    return mark


def _is_bundled(path: Path) -> bool:
    """Whether a file is teikit's own: its patterns were checked by the tests, and each is compiled where it is used."""
    return path.is_relative_to(resource("conventions"))


def _check_patterns(mark: Mark, where: str) -> None:
    _compiled(mark.within, where)
    pattern = _compiled(mark.pattern, where)
    if pattern.groups > len(pattern.groupindex):
        raise ConventionError(f"{where}: write (?:…) for groups that have no name")
    _check_snippet(mark, pattern.groupindex, where)


def _compiled(pattern: str, where: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    try:
        return re.compile(pattern, flags)
    except re.error as error:
        raise ConventionError(f"{where}: the pattern {pattern} is wrong: {error}") from error


def _check_snippet(mark: Mark, groups: Collection[str], where: str) -> None:
    """A pair writes its content, once; no place is left that nothing fills."""
    if mark.kind is MarkKind.NOTE:
        return
    if not mark.tei:
        raise ConventionError(f"{where} needs tei, the TEI that it becomes")
    known = {*_PLACES[mark.kind], *groups, "hand", "count"}
    unknown = [name for name in _PLACE.findall(mark.tei) if name not in known]
    if unknown:
        raise ConventionError(f"{where}: nothing fills {{{unknown[0]}}}; known are {', '.join(sorted(known))}")
    if mark.kind is MarkKind.PAIR and mark.tei.count("{content}") != 1:
        raise ConventionError(f"{where} is a pair: its tei must hold {{content}}, once")


def _distinct(marks: tuple[Mark, ...], path: Path) -> None:
    """Two marks with one opening sign can be distinguished only by what they may hold."""
    plain: dict[str, str] = {}
    for mark in marks:
        if mark.open and not mark.within:
            first = plain.setdefault(mark.open, mark.name)
            if first != mark.name:
                raise ConventionError(f"{path}: marks “{first}” and “{mark.name}” both open with {mark.open}")


# ---------------------------------------------------------------- layouts, vocabularies
def _layout(entry: dict[str, Any], path: Path) -> Layout:
    missing = sorted(_LAYOUT - set(entry))
    if missing:
        raise ConventionError(f"{path}: layout “{entry.get('name', '?')}” needs {', '.join(missing)}")
    return Layout(entry["name"], tuple(entry["needs"]), entry.get("fields", {}), entry)


def _vocabulary(language: str, path: Path) -> Vocabulary:
    file = _vocabulary_file(language, path)
    data = _expanded(read_toml(file, ConventionError), file)
    sections = {
        name: {key: tuple(words) for key, words in entries.items()}
        for name, entries in data.items()
        if isinstance(entries, dict)
    }

    def patterns(table: str) -> tuple[str, ...]:
        return tuple(_whole(str(entry["pattern"]), file) for entry in data.get(table, []))

    try:
        formulas = tuple(Formula(str(f["type"]), _whole(f["pattern"], file)) for f in data.get("formula", []))
        return Vocabulary(data["language"], sections, formulas, patterns("address"), patterns("greeting"))
    except KeyError as error:
        raise ConventionError(f"{file}: {error} is missing") from error


def _vocabulary_file(language: str, path: Path) -> Path:
    """A vocabulary in `vocabulary/` beside the convention replaces the bundled one."""
    beside = path.parent / "vocabulary" / f"{language}.toml"
    if beside.is_file():
        return beside
    try:
        return resource("conventions", "vocabulary", f"{language}.toml")
    except FileNotFoundError:
        raise ConventionError(f"{path}: there is no vocabulary “{language}”; write {beside}") from None


def _whole(pattern: str, file: Path) -> str:
    if not _is_bundled(file):
        _compiled(pattern, str(file), re.IGNORECASE | re.DOTALL)
    return pattern
