"""Paths that `edition.toml` names: they are inside the folder of the edition, and there. How messages show paths."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from teikit.core import printable
from teikit.edition.shape import EditionError


def inside(folder: Path, words: str, path: Path) -> Path:
    """A path of the edition. Raises EditionError if it is outside the edition's folder.

    `path` is that of the edition.toml, for the message.
    """
    place = (folder / words).resolve()
    if not place.is_relative_to(folder.resolve()):
        raise EditionError(f"{path}: “{words}” is outside the folder of the edition")
    return place


def file_of(folder: Path, table: Mapping[str, Any], key: str, kinds: Sequence[str], path: Path) -> Path | None:
    """The file that a key of [site] names, if it does; its name ends as one of `kinds`. Raises EditionError."""
    words = table.get(key, "")
    return existing(folder, words, key, kinds, path) if words else None


def files_of(folder: Path, given: Any, key: str, kinds: Sequence[str], path: Path) -> tuple[Path, ...]:
    """The files that a key of [site] lists, or those in the folder that it names. Raises EditionError.

    Without the key they are those in the folder of its name, if there is one.
    """
    if isinstance(given, list):
        return tuple(existing(folder, str(words), key, kinds, path) for words in given)
    place = inside(folder, given or key, path)
    if given and not place.is_dir():
        raise EditionError(f"{path}: [site] {key}: there is no folder “{given}”")
    names = sorted(file.name for file in place.glob("*") if file.is_file() and not file.name.startswith("."))
    wanted = (name for name in names if name.lower().endswith(tuple(kinds)))
    return tuple(inside(folder, f"{given or key}/{name}", path) for name in wanted)


def is_file(path: Path) -> bool:
    """Whether a path is a file, or a link that leads nowhere: that is reported where the file is read."""
    return path.is_file() or (path.is_symlink() and not path.exists())


def existing(folder: Path, words: str, key: str, kinds: Sequence[str], path: Path) -> Path:
    """A file of the edition whose name ends as one of `kinds`. Raises EditionError."""
    place = inside(folder, words, path)
    if not words.lower().endswith(tuple(kinds)):
        raise EditionError(f"{path}: [site] {key} must be a file of the kind {', '.join(kinds)}, not “{words}”")
    if not place.is_file():
        raise EditionError(f"{path}: [site] {key}: there is no file “{words}”")
    return place


def display_path(path: Path) -> str:
    """The path of a file in messages, on one line: relative to the current folder if it is inside."""
    absolute = os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links and hide the name
    try:
        folder = os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118 - asked for each file
    except OSError:
        return printable(str(path))
    return printable(absolute[len(folder) :] if absolute.startswith(folder) else str(path))
