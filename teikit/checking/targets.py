"""Which files a run checks: those that were asked for, without those that are checked as part of another, and of the
rest those that a change concerns.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from teikit.checking.foreign import is_foreign
from teikit.checking.git import changed_since
from teikit.checking.registers import is_register
from teikit.xml import FileResolver, as_utf8, included_files

_XINCLUDE = b"include"
_SCHEMAS = (".rng", ".rnc", ".sch", ".odd", ".toml")


class Chosen(NamedTuple):
    """The files that are not checked as a part of another one, those that each of them includes, also through others,
    the registers among them, and those that are not TEI and were not asked for by name.
    """

    files: list[Path]
    hosts: dict[Path, set[Path]]
    registers: tuple[Path, ...]
    foreign: tuple[Path, ...] = ()


def without_included(
    files: Sequence[Path], asked: Iterable[Path], root: Path, display_path: Callable[[Path], str]
) -> Chosen:
    """Looks at each file once. What was asked for by its own name stays although another file includes it."""
    gate = FileResolver(root, display_path)
    places = {file: file.resolve() for file in files}
    direct, registers, foreign = dict[Path, set[Path]](), list[Path](), list[Path]()
    for file, place in places.items():
        data = _utf8_of(file)
        direct[place] = included_files(data, file, gate) - {place} if _XINCLUDE in data else set()
        registers += [file] if is_register(data) else []
        foreign += [file] if is_foreign(data) else []
    named = {path.resolve() for path in asked if path.is_file()}
    kept, hosts = _without_parts(files, places, direct, named)
    hosted = set(kept)
    others = (file for file in foreign if file in hosted and places[file] not in named)
    return Chosen(kept, hosts, tuple(file for file in registers if file in hosted), tuple(others))


def _without_parts(
    files: Sequence[Path], places: dict[Path, Path], direct: dict[Path, set[Path]], named: set[Path]
) -> tuple[list[Path], dict[Path, set[Path]]]:
    parts = {part for included in direct.values() for part in included}
    if not parts:
        return list(files), {}
    kept = [file for file in files if places[file] not in parts or places[file] in named]
    reached = set().union(*(_reached(places[file], direct) for file in kept)) if kept else set()
    # Files that include each other in a ring are reached from nowhere.
    hosting = set(kept)
    kept = [file for file in files if file in hosting or places[file] not in reached]
    hosts = {file: _reached(places[file], direct) for file in kept}
    return kept, {file: parts for file, parts in hosts.items() if parts}


def _reached(file: Path, direct: dict[Path, set[Path]]) -> set[Path]:
    """The files that a file includes, through others too."""
    reached: set[Path] = set()
    waiting = list(direct.get(file, ()))
    while waiting:
        part = waiting.pop()
        if part not in reached:
            reached.add(part)
            waiting += direct.get(part, ())
    return reached - {file}


def _utf8_of(file: Path) -> bytes:
    """The bytes of a file, in UTF-8 where it is in UTF-16; none where it cannot be read."""
    try:
        return as_utf8(file.read_bytes())
    except OSError:
        return b""


def concerned(files: Sequence[Path], hosts: dict[Path, set[Path]], revision: str, root: Path) -> list[Path]:
    """The files that a change since `revision` concerns: changed themselves, including or naming a changed one; all,
    where a schema or edition.toml has changed. Raises GitError.
    """
    changed, gone = changed_since(revision, root)
    touched = changed | gone
    if any(path.suffix.lower() in _SCHEMAS or path.name.startswith("catalog") for path in touched):
        return list(files)
    alternatives = b"|".join(re.escape(path.name.encode("utf-8", "surrogateescape")) for path in touched) or b"$^"
    # The path before a whole name, which is not the end of another.
    names = re.compile(rb"([^\s\"'<>#?:]*)(?<![\w.\-])(%s)(?![\w\-]|\.\w)" % alternatives)
    return [
        file
        for file in files
        if file.resolve() in changed or hosts.get(file, set()) & touched or _names_any(file, names, touched)
    ]


def _names_any(file: Path, names: re.Pattern[bytes], touched: set[Path]) -> bool:
    """Whether a file names one of the touched files, not another one that has the same name in another folder."""
    try:
        paths = {b"".join(match).decode("utf-8", "surrogateescape") for match in names.findall(file.read_bytes())}
    except OSError:
        return True
    places = {(file.parent / unquote(path)).resolve() for path in paths}
    # A place without a file is not what was meant: an xml:base or a private scheme leads elsewhere.
    return any(place in touched or not place.is_file() for place in places)
