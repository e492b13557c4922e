"""Which files a run checks: those that were asked for, without those that are checked as part of another, and of the
rest those that a change concerns.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from teikit.checking.git import changed_since
from teikit.xml import FileResolver, included_files

_XINCLUDE = (b"include", "include".encode("utf-16-le"))
_SCHEMAS = (".rng", ".rnc", ".sch", ".odd", ".toml")


def without_included(
    files: Sequence[Path], asked: Iterable[Path], root: Path, display_path: Callable[[Path], str]
) -> tuple[list[Path], dict[Path, set[Path]]]:
    """The files that are not checked as a part of another one, and for each that includes others, which, through others
    too. What was asked for by its own name stays.
    """
    gate = FileResolver(root, display_path)
    places = {file: file.resolve() for file in files}
    direct = {place: _includes(file, place, gate) for file, place in places.items()}
    parts = {part for included in direct.values() for part in included}
    if not parts:
        return list(files), {}
    named = {path.resolve() for path in asked if path.is_file()}
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


def _includes(file: Path, place: Path, gate: FileResolver) -> set[Path]:
    """The files that a file includes whole; `place` is its path without links."""
    try:
        data = file.read_bytes()
    except OSError:
        return set()
    return included_files(data, file, gate) - {place} if any(word in data for word in _XINCLUDE) else set()


def concerned(files: Sequence[Path], hosts: dict[Path, set[Path]], revision: str, root: Path) -> list[Path]:
    """The files that a change since `revision` concerns: changed themselves, including or naming a changed one; all,
    where a schema or edition.toml has changed. Raises GitError.
    """
    changed, gone = changed_since(revision, root)
    touched = changed | gone
    if any(path.suffix.lower() in _SCHEMAS or path.name.startswith("catalog") for path in touched):
        return list(files)
    alternatives = b"|".join(re.escape(path.name.encode("utf-8", "surrogateescape")) for path in touched) or b"$^"
    names = re.compile(rb"(?<![\w.\-])(?:%s)(?![\w\-]|\.\w)" % alternatives)  # a whole name, not the end of another
    return [
        file for file in files if file.resolve() in changed or hosts.get(file, set()) & touched or _names(file, names)
    ]


def _names(file: Path, names: re.Pattern[bytes]) -> bool:
    try:
        return bool(names.search(file.read_bytes()))
    except OSError:
        return True
