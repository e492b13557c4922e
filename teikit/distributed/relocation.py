"""Values that name files, on their way between machines: a path in a folder here is one in another folder there."""

import io
import os
import pickle
from pathlib import Path, PurePath
from typing import Any

_TEXT, _PATH = "text", "path"


def dump(value: Any, folder: Path) -> bytes:
    """A value as bytes, in which a mark replaces `folder`."""
    file = io.BytesIO()
    _Pickler(file, folder).dump(value)
    return file.getvalue()


def load(data: bytes, folder: Path) -> Any:
    """The value, where paths in its folder are in `folder`."""
    return _Unpickler(io.BytesIO(data), folder).load()


class _Pickler(pickle.Pickler):
    """Takes the folder out of paths, and out of texts that name it."""

    def __init__(self, file: io.BytesIO, folder: Path) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._folder = os.fspath(folder)

    def persistent_id(self, value: Any) -> Any:
        """The mark and the rest of a path or a text that has the folder; None for other values."""
        if isinstance(value, PurePath):
            kind, words = _PATH, os.fspath(value)
        elif type(value) is str:
            kind, words = _TEXT, value
        else:
            return None
        return (kind, words.split(self._folder)) if self._folder in words else None


class _Unpickler(pickle.Unpickler):
    """Puts another folder in."""

    def __init__(self, file: io.BytesIO, folder: Path) -> None:
        super().__init__(file)
        self._folder = os.fspath(folder)

    def persistent_load(self, marked: Any) -> Any:
        """The path or the text."""
        kind, parts = marked
        words = self._folder.join(parts)
        return Path(words) if kind == _PATH else words
