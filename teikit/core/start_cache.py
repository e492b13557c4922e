"""Keeps what every start of teikit would make again: compiled regular expressions and the tables of TOML files.

It is one file in the cache folder, for one version of Python and of teikit. It has a checksum and is used only where
nobody but its owner can write it. Where it cannot be read or written, everything is made again.
"""

import atexit
import marshal
import os
import struct
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from itertools import accumulate
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any
from zlib import crc32

from teikit.core.files import write_whole
from teikit.core.version import VERSION

# Of a larger file only the entries of the last run are kept.
_LIMIT = 12_000_000
_HEAD = struct.Struct("<II")  # the checksum of all that follows it, and the length of the table
_CHECKED = 4
_MAPPED = sys.platform != "win32"  # where a file that is mapped can be replaced
_MODE, _WRITABLE_BY_OTHERS = 0o600, 0o022


def cache_folder() -> Path:
    """Where caches are kept on this system; TEIKIT_CACHE names another folder. Raises RuntimeError without a home."""
    if stated := os.environ.get("TEIKIT_CACHE"):
        return Path(stated)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "teikit" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "teikit"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "teikit"


class StartCache:
    """Values of simple types (text, bytes, numbers, lists, dictionaries) by key, read from a file when first used."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = _KeptFile(path)
        self._used: set[str] = set()
        self._new: dict[str, bytes] = {}
        self._saved = 0

    def get(self, key: str) -> Any:
        """A copy of the value of a key; None where it has no value."""
        value = self._new.get(key) or self._file.get(key)
        if value is None:
            return None
        self._used.add(key)
        return marshal.loads(value)

    def put(self, key: str, value: Any) -> None:
        """Keep a value. One that is not of simple types, such as a date, is not kept."""
        with suppress(ValueError):
            self._new[key] = marshal.dumps(value)
            self._saved = 0

    def save(self) -> None:
        """Write the file if there are new values. Other processes may do so too: the last one wins."""
        if self._saved == len(self._new):
            return
        used = {**self._file.values(self._used), **self._new}
        current = _KeptFile(self._path)
        entries = {**current.values(current.places), **used}
        if sum(map(len, entries.values())) > _LIMIT:
            entries = used
        with suppress(OSError):
            write_whole(self._path, _packed(entries))
            self._path.chmod(_MODE)
            self._saved = len(self._new)


class _KeptFile:
    """The values of a file: a checksum, the length of a table, the table of their places, then the values.

    It has none where the file cannot be relied on. Only what is used is copied from the file.
    """

    def __init__(self, path: Path) -> None:
        self.places: dict[str, tuple[int, int]] = {}
        self._data: mmap | bytes = b""
        self._start = 0
        with suppress(OSError, ValueError, EOFError, TypeError, struct.error), path.open("rb") as file:
            state = os.fstat(file.fileno())
            if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & _WRITABLE_BY_OTHERS):
                return
            self._read(mmap(file.fileno(), 0, access=ACCESS_READ) if _MAPPED else file.read())

    def _read(self, data: "mmap | bytes") -> None:
        """Take the table of a file. Raises ValueError, EOFError, TypeError, struct.error for another one."""
        checksum, length = _HEAD.unpack_from(data)
        with memoryview(data) as view:
            if crc32(view[_CHECKED:]) == checksum:
                self._start = _HEAD.size + length
                self.places = marshal.loads(view[_HEAD.size : self._start])
                self._data = data

    def get(self, key: str) -> bytes | None:
        """The value of a key as it was kept."""
        if key not in self.places:
            return None
        start, length = self.places[key]
        return self._data[self._start + start : self._start + start + length]

    def values(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The values of those keys that have one."""
        return {key: value for key in keys if (value := self.get(key)) is not None}


def _packed(entries: dict[str, bytes]) -> bytes:
    """The content of a file."""
    ends = list(accumulate(map(len, entries.values())))
    places = {key: (end - len(value), len(value)) for (key, value), end in zip(entries.items(), ends, strict=True)}
    table = marshal.dumps(places)
    length = _HEAD.pack(0, len(table))[_CHECKED:]
    checked = b"".join([length, table, *entries.values()])
    return _HEAD.pack(crc32(checked), len(table))[:_CHECKED] + checked


def kept(key: str, make: Callable[[], Any]) -> Any:
    """The value of a key, or the one that is made and kept for it. Nothing but the key may decide what it is."""
    value = kept_value(key)
    if value is None:
        value = make()
        keep(key, value)
    return value


def kept_value(key: str) -> Any:
    """The value of a key; None where it has no value."""
    store = _of_process()
    return store.get(key) if store else None


def keep(key: str, value: Any) -> None:
    """Keep a value for the next start."""
    if store := _of_process():
        store.put(key, value)


@cache
def _of_process() -> StartCache | None:
    """The cache of this process, which is written when the process ends; None without a folder for it."""
    versions = f"{VERSION} {sys.version} {sys.implementation.cache_tag} {sys.flags.optimize}"
    try:
        path = cache_folder() / f"start-{sha256(versions.encode()).hexdigest()[:16]}.cache"
    except RuntimeError:
        return None
    store = StartCache(path)
    atexit.register(store.save)
    return store
