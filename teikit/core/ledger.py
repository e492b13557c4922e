"""What outputs were made from, and what was made: kept from one run to the next, in one SQLite file.

What is kept is used only where everything that it was made from is the same. A file that is damaged, of another
version, or that others can write, is not used, and neither is one that another run has locked: everything is made then.
"""

import json
import os
import pickle
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

from teikit.core.file_states import States

_FORMAT = 1  # of the file: another one is not used
_SECONDS = 1.0  # after which what was kept is written
_MODE, _WRITABLE_BY_OTHERS = 0o600, 0o022
_TABLES = (
    "CREATE TABLE IF NOT EXISTS kept (kind TEXT, name TEXT, about BLOB, value BLOB, digest BLOB, "
    "PRIMARY KEY (kind, name))",
    "CREATE TABLE IF NOT EXISTS states (path TEXT PRIMARY KEY, stat TEXT, digest TEXT)",
)


class Reason(NamedTuple):
    """Why something was made again: what, and what has changed; empty where nothing was kept of it."""

    name: str
    changed: tuple[str, ...]


class Ledger:
    """The kept values of an edition, by kind and name. `reasons` say why something was not used."""

    def __init__(self, path: Path | None = None, fresh: bool = False) -> None:
        """`path` is the file, None for a ledger that keeps nothing. A `fresh` one uses nothing that was kept."""
        self._fresh = fresh
        self._base = None if path is None else _opened(path)
        self._written = monotonic()
        self.reasons: list[Reason] = []
        self.states = States(_rows(self._base, "SELECT path, stat, digest FROM states"))

    @property
    def keeps(self) -> bool:
        """Whether it keeps anything."""
        return self._base is not None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept that could be used."""
        return self._fresh or not _rows(self._base, "SELECT 1 FROM kept LIMIT 1")

    def is_current(
        self, kind: str, name: str, made_of: Mapping[str, str], state: Callable[[str, str], str] | None = None
    ) -> bool:  # fmt: skip
        """Whether a value is kept that was made of the same, and what it uses has not changed; else a reason is noted.

        `state` gives for something that it uses, and for what was known of it, what is known now: by default the state
        of a file.
        """
        if self._base is None:
            return False
        changed: tuple[str, ...] = ()
        about = None if self._fresh else self._about(kind, name)
        if about:
            changed = _changed(about[0], made_of, about[1], state or self.states.like)
            if not changed:
                return True
        self.reasons.append(Reason(name, changed))
        return False

    def _about(self, kind: str, name: str) -> tuple[dict[str, str], dict[str, str]] | None:
        """What a value was made of, and what it uses; None where nothing is kept."""
        for (about,) in _rows(self._base, "SELECT about FROM kept WHERE kind = ? AND name = ?", kind, name):
            with suppress(ValueError, TypeError):
                before, uses = json.loads(about)
                return before, uses
        return None

    def uses(self, kind: str, name: str) -> dict[str, str]:
        """The state of what a value uses, as it was kept."""
        about = self._about(kind, name)
        return about[1] if about else {}

    def value(self, kind: str, name: str) -> Any:
        """The value that is kept; None where nothing is kept, or the file is damaged."""
        query = "SELECT about, value, digest FROM kept WHERE kind = ? AND name = ?"
        for about, data, digest in _rows(self._base, query, kind, name):
            with suppress(Exception):  # whatever the bytes of a damaged file do
                if sha256(about + data).digest() == digest:
                    return unpacked(data)
        return None

    def has(self, kind: str, name: str) -> bool:
        """Whether something is kept."""
        return bool(_rows(self._base, "SELECT 1 FROM kept WHERE kind = ? AND name = ?", kind, name))

    def recall(self, kind: str, name: str, made_of: Mapping[str, str]) -> Any:
        """The value that is kept, where it was made of the same, whatever it uses. It notes no reason."""
        about = None if self._fresh else self._about(kind, name)
        return self.value(kind, name) if about and about[0] == dict(made_of) else None

    def find(
        self, kind: str, name: str, made_of: Mapping[str, str], state: Callable[[str, str], str] | None = None
    ) -> Any:  # fmt: skip
        """The value that is kept, where it `is_current`; None otherwise."""
        return self.value(kind, name) if self.is_current(kind, name, made_of, state) else None

    def keep(self, kind: str, name: str, made_of: Mapping[str, str], uses: Mapping[str, str], value: Any) -> None:
        """Keep a value, which is not None, with what it was made of, and the state of what it uses."""
        if self._base is not None:
            self.keep_packed(kind, name, made_of, uses, packed(value))

    def keep_packed(
        self, kind: str, name: str, made_of: Mapping[str, str], uses: Mapping[str, str], data: bytes
    ) -> None:  # fmt: skip
        """As `keep`, of a value that is packed already."""
        if self._base is None:
            return
        about = json.dumps([dict(made_of), dict(uses)], ensure_ascii=False).encode("utf-8", "surrogatepass")
        row = (kind, _sayable(name), about, data, sha256(about + data).digest())
        with suppress(sqlite3.Error):
            self._base.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", row)
            self._write_at_times()

    def _write_at_times(self) -> None:
        """Write what was kept once a second, so that a run that is killed does not lose it."""
        if self._base is not None and monotonic() > self._written + _SECONDS:
            self._base.commit()
            self._base.execute("BEGIN")
            self._written = monotonic()

    def names(self, kind: str) -> list[str]:
        """The names of all that is kept of a kind."""
        return [name for (name,) in _rows(self._base, "SELECT name FROM kept WHERE kind = ? ORDER BY name", kind)]

    def forget(self, kind: str, names: Iterable[str]) -> None:
        """Keep these no longer."""
        if self._base is None:
            return
        with suppress(sqlite3.Error):
            self._base.executemany("DELETE FROM kept WHERE kind = ? AND name = ?", [(kind, _sayable(n)) for n in names])

    def close(self) -> None:
        """Write what was kept."""
        if self._base is None:
            return
        with suppress(sqlite3.Error):
            self._base.execute("DELETE FROM states")
            rows = [tuple(map(_sayable, row)) for row in self.states.rows()]
            self._base.executemany("INSERT OR REPLACE INTO states VALUES (?, ?, ?)", rows)
            self._base.commit()
        with suppress(sqlite3.Error):
            self._base.close()
        self._base = None


def packed(value: Any) -> bytes:
    """A value as it is kept."""
    return zlib.compress(pickle.dumps(value), 1)


def unpacked(data: bytes) -> Any:
    """What was packed by this program. What others can write is never unpacked: it would be executed."""
    return pickle.loads(zlib.decompress(data))


def _changed(
    before: Mapping[str, str], now: Mapping[str, str], uses: Mapping[str, str], state: Callable[[str, str], str]
) -> tuple[str, ...]:
    """What has changed of what a value was made of; else what has changed of what it uses."""
    differing = tuple(what for what in {**before, **now} if before.get(what) != now.get(what))
    return differing or tuple(what for what, known in uses.items() if state(what, known) != known)


def _sayable(name: str) -> str:
    """The name in UTF-8, which a file system may not have."""
    return name.encode("utf-8", "backslashreplace").decode()


def _rows(base: sqlite3.Connection | None, query: str, *values: str) -> list[tuple[Any, ...]]:
    try:
        return base.execute(query, tuple(map(_sayable, values))).fetchall() if base else []
    except sqlite3.Error:
        return []


def _opened(path: Path) -> sqlite3.Connection | None:
    """The file, made again where it cannot be used; None where there can be none."""
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and not _is_own(path):
                return None
            base = sqlite3.connect(path, timeout=1)
            path.chmod(_MODE)
            if base.execute("PRAGMA user_version").fetchone()[0] not in (0, _FORMAT):
                raise sqlite3.DatabaseError("another version")
            base.execute(f"PRAGMA user_version = {_FORMAT}")
            base.execute("PRAGMA synchronous = OFF")
            base.execute("PRAGMA locking_mode = EXCLUSIVE")  # no other run between two writes of this one
            for table in _TABLES:
                base.execute(table)
            base.execute("BEGIN IMMEDIATE")
            return base
        except sqlite3.OperationalError:  # locked, or in a folder that cannot be written
            return None
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
        except OSError:
            return None
    return None


def _is_own(path: Path) -> bool:
    """Whether nobody but its owner can write a file: what is in it is executed."""
    state = path.stat()
    return not hasattr(os, "getuid") or (state.st_uid == os.getuid() and not state.st_mode & _WRITABLE_BY_OTHERS)
