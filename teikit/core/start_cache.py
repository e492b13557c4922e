"""Keeps what every start of teikit would make again: compiled regular expressions and the tables of TOML files.

It is one file in the cache folder, for one version of Python and of teikit. It has a digest and is used only where
nobody but its owner can write it. Where it cannot be read or written, everything is made again.
"""

import atexit
import marshal
import os
import sys
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from teikit.core.files import write_whole
from teikit.core.version import VERSION

# Of a larger file only the entries of the last run are kept.
_LIMIT = 6_000_000
_DIGEST = 32
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
        self._known = _entries(path)
        self._used: dict[str, bytes] = {}
        self._new = False

    def get(self, key: str) -> Any:
        """A copy of the value of a key; None where it has no value."""
        value = self._known.get(key)
        if value is None:
            return None
        self._used[key] = value
        return marshal.loads(value)

    def put(self, key: str, value: Any) -> None:
        """Keep a value. One that is not of simple types, such as a date, is not kept."""
        try:
            self._known[key] = self._used[key] = marshal.dumps(value)
        except ValueError:
            return
        self._new = True

    def save(self) -> None:
        """Write the file if there are new values. Other processes may do so too: the last one wins."""
        if not self._new:
            return
        entries = {**_entries(self._path), **self._used}
        if sum(map(len, entries.values())) > _LIMIT:
            entries = self._used
        data = marshal.dumps(entries)
        try:
            write_whole(self._path, sha256(data).digest() + data)
            self._path.chmod(_MODE)
            self._new = False
        except OSError:
            return


def _entries(path: Path) -> dict[str, bytes]:
    """The entries of a file; none where it cannot be relied on."""
    try:
        with path.open("rb") as file:
            state = os.fstat(file.fileno())
            if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & _WRITABLE_BY_OTHERS):
                return {}
            digest, data = file.read(_DIGEST), file.read()
        if sha256(data).digest() != digest:
            return {}
        entries: dict[str, bytes] = marshal.loads(data)
        return entries
    except (OSError, ValueError, EOFError, TypeError):
        return {}


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
    versions = f"{VERSION} {sys.version} {sys.implementation.cache_tag}"
    try:
        path = cache_folder() / f"start-{sha256(versions.encode()).hexdigest()[:16]}.cache"
    except RuntimeError:
        return None
    store = StartCache(path)
    atexit.register(store.save)
    return store
