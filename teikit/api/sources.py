"""What users may pass as a source: a text, the bytes of a file, or the path of a file."""

from os import PathLike, fspath
from pathlib import Path
from typing import NamedTuple

from teikit.api.errors import ArgumentError, FileError
from teikit.edition import display_path

TextSource = str | bytes | PathLike[str]
"""A text, the bytes of a file, or the path of a file."""

_LONGEST = 255  # characters of a file name, on the file systems in use


class Input(NamedTuple):
    """A source that was read: its text or bytes, how messages call it, and its path if it is a file."""

    data: str | bytes
    name: str
    path: Path | None


def read_input(source: TextSource, name: str, suffixes: tuple[str, ...]) -> Input:
    """The text or bytes of a source; `name` is how messages call one that is no file.

    Raises FileError for a file that cannot be read, ArgumentError for a text that is the name of a file (`suffixes` are
    those of such files), TypeError for a source of another type.
    """
    if isinstance(source, str):
        _refuse_file_name(source, suffixes)
        return Input(source, name, None)
    if isinstance(source, bytes):
        return Input(source, name, None)
    if not isinstance(source, PathLike):
        raise TypeError(f"the source must be str, bytes or a path, not {type(source).__name__}")
    path = Path(fspath(source))
    try:
        return Input(path.read_bytes(), display_path(path), path)
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror or error}") from error


def _refuse_file_name(text: str, suffixes: tuple[str, ...]) -> None:
    """Raise ArgumentError for a text that is surely meant as the name of a file: else the name would be converted."""
    if len(text) > _LONGEST or "\n" in text or "\0" in text:
        return
    is_name = text.lower().endswith(suffixes) and len(text.split()) == 1
    if is_name or _is_file(text):
        raise ArgumentError(f"“{text}” is the name of a file; pass Path({text!r}) to read the file")


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False
