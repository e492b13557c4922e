"""Reads conventions and vocabularies from TOML files, and refuses what they may not say in one sentence.

A file is refused as a whole: a misspelt key that is passed over would read a thousand transcripts wrongly.
"""

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

from teikit.conventions.files import compiled_for, is_bundled, only, read_tables
from teikit.conventions.model import JOIN, KEEP, Convention, ConventionError, Layout, Mark, MarkKind
from teikit.conventions.vocabulary import vocabulary_of
from teikit.core import resource

NEUTRAL = "general"
"""The name of the convention that has no sign of one archive or project."""

_TABLES = {"convention", "mark", "layout"}
_ABOUT = {
    "name", "version", "title", "description", "descriptions", "languages", "extends", "evidence", "typed", "calendar",
    "lines", "measures",
}  # fmt: skip
_LISTS = ("languages", "evidence")
_LAYOUT = {"name", "needs"}
_PLACE = re.compile(r"\{(\w+)\}")
# What a snippet may hold as text, by the kind of its mark.
_PLACES = {
    MarkKind.PAIR: {"content"},
    MarkKind.SIGN: {"text", "closed"},
    MarkKind.LINE: {"text", "closed"},
    MarkKind.NOTE: set(),
}


@cache
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
    data = read_tables(path)
    about = data.get("convention")
    if not isinstance(about, dict) or "name" not in about:
        raise ConventionError(f"{path}: a convention begins with a table [convention] that has a name")
    only(data, _TABLES, f"{path}: the file")
    only(about, _ABOUT, f"{path}: [convention]")
    for key in _LISTS:
        if not isinstance(about.get(key, []), list):
            raise ConventionError(f'{path}: [convention] {key} is a list, such as ["en"]')
    base = _base(about, path)
    marks = tuple(_mark(entry, path) for entry in data.get("mark", []))
    _distinct(marks, path)
    languages = about.get("languages", [vocabulary.language for vocabulary in base.vocabularies] if base else [])
    return Convention(
        name=str(about["name"]),
        version=str(about.get("version", "1")),
        title=str(about.get("title", about["name"])),
        description=str(about.get("description", "")),
        marks=(*marks, *_inherited(marks, base)),
        layouts=(*(_layout(entry, path) for entry in data.get("layout", [])), *(base.layouts if base else ())),
        vocabularies=tuple(vocabulary_of(str(language), path) for language in languages),
        evidence=tuple(_evidence(str(pattern), path) for pattern in about.get("evidence", [])),
        measures=bool(about.get("measures", base.measures if base else False)),
        lines=_lines(about, base, path),
        calendar=str(about.get("calendar", base.calendar if base else "")),
        typed=bool(about.get("typed", base.typed if base else False)),
        descriptions=_descriptions(about, path),
        origin=(_load, (path,)),
    )


def _descriptions(about: dict[str, Any], path: Path) -> dict[str, str]:
    """The description in other languages: a table of texts by the code of the language."""
    table = about.get("descriptions", {})
    if not isinstance(table, dict) or not all(isinstance(words, str) for words in table.values()):
        raise ConventionError(f'{path}: [convention.descriptions] has a text for each language, such as de = "…"')
    return table


def _base(about: dict[str, Any], path: Path) -> Convention | None:
    """The bundled convention that a convention extends."""
    name = about.get("extends")
    if name is None:
        return None
    known = conventions()
    if name not in known or known[name] == path:
        names = ", ".join(other for other, file in known.items() if file != path)
        raise ConventionError(f"{path}: [convention] extends must be one of {names}, not “{name}”")
    return _load(known[name])


def _inherited(own: tuple[Mark, ...], base: Convention | None) -> tuple[Mark, ...]:
    """The marks of the extended convention, without those whose name or opening sign an own mark has."""
    names, opening = {mark.name for mark in own}, {mark.open for mark in own if mark.open}
    marks = base.marks if base else ()
    return tuple(mark for mark in marks if mark.name not in names and mark.open not in opening)


def _lines(about: dict[str, Any], base: Convention | None, path: Path) -> str:
    """What becomes of line ends in prose: they are kept, or joined to paragraphs."""
    value = str(about.get("lines", base.lines if base else JOIN))
    if value not in (KEEP, JOIN):
        raise ConventionError(f"{path}: [convention] lines must be “{KEEP}” or “{JOIN}”, not “{value}”")
    return value


def _evidence(pattern: str, path: Path) -> str:
    if not is_bundled(path):
        compiled_for(f"{path}: [convention] evidence", pattern)
    return pattern


# ---------------------------------------------------------------- marks
def _mark(entry: dict[str, Any], path: Path) -> Mark:
    where = f"{path}: mark “{entry.get('name', '?')}”"
    only(entry, Mark.__dataclass_fields__, where)
    if "name" not in entry or entry.get("kind") not in list(MarkKind):
        raise ConventionError(f"{where} needs a name and a kind: {', '.join(MarkKind)}")
    mark = Mark(**{**entry, "kind": MarkKind(entry["kind"])})
    paired = mark.kind in (MarkKind.PAIR, MarkKind.NOTE)
    if paired != bool(mark.open and mark.close) or paired == bool(mark.pattern):
        needs = "open and close, and has no pattern" if paired else "a pattern, and has no open or close"
        raise ConventionError(f"{where} is of the kind {mark.kind}: it needs {needs}")
    if not is_bundled(path):
        _check_patterns(mark, where)
    return mark


def _check_patterns(mark: Mark, where: str) -> None:
    compiled_for(where, mark.within)
    pattern = compiled_for(where, mark.pattern)
    if pattern.groups > len(pattern.groupindex):
        raise ConventionError(f"{where}: write (?:…) for groups that have no name")
    _check_snippet(mark, pattern.groupindex, where)


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


# ---------------------------------------------------------------- layouts
def _layout(entry: dict[str, Any], path: Path) -> Layout:
    missing = sorted(_LAYOUT - set(entry))
    if missing:
        raise ConventionError(f"{path}: layout “{entry.get('name', '?')}” needs {', '.join(missing)}")
    return Layout(entry["name"], tuple(entry["needs"]), entry.get("fields", {}), entry)
