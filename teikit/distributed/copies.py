"""The files of a folder in a store, for machines that do not see the folder.

The command puts them there, each once, under the digest of its content. A worker has them in a folder of its own, and
puts there what it has written.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from teikit.core import files_in, write_whole
from teikit.distributed.store import Store

Files = Mapping[str, str]
"""The digest of each file, by its path from the folder."""

Changes = Mapping[str, str | None]
"""The digest of each file that was written, by its path from the folder; None for one that was removed."""

_RENAME, _REMOVE = "os.rename", "os.remove"


class Originals:
    """The files in the folder of the command, as they are in the store."""

    def __init__(self, store: Store, folder: Path, record: str) -> None:
        """`record` is the name of a file that marks a folder as an output: its files are not sent."""
        self._store = store
        self._folder = folder
        self._record = record
        self._known: dict[str, tuple[tuple[int, int], str]] = {}
        self._sent: set[str] = set()

    def send(self) -> Files:
        """The files as they are now; those that are not in the store yet are put there. Raises OSError."""
        paths = files_in(self._folder)
        outputs = tuple(path.removesuffix(self._record) for path in paths if os.path.basename(path) == self._record)  # noqa: PTH119
        digests = {}
        for path in paths:
            if outputs and path.startswith(outputs):
                continue
            if digest := self._digest(path):
                digests[os.path.relpath(path, self._folder)] = digest
        return digests

    def _digest(self, name: str) -> str:
        """The digest of a file, which is in the store then; empty for one that cannot be read or is no file."""
        path = Path(name)
        if not path.is_file() or (path.is_symlink() and not path.resolve().is_relative_to(self._folder.resolve())):
            return ""
        status = path.stat()
        state = status.st_mtime_ns, status.st_size
        known = self._known.get(name)
        if known is None or known[0] != state:
            try:
                known = state, self._put(path.read_bytes())
            except PermissionError:
                return ""
            self._known[name] = known
        return known[1]

    def _put(self, content: bytes) -> str:
        digest = sha256(content).hexdigest()
        if digest not in self._sent:
            self._store.put(digest, content)
            self._sent.add(digest)
        return digest

    def take(self, changes: Changes) -> None:
        """Write what a worker has written, and remove what it has removed. Raises OSError."""
        for name, digest in changes.items():
            path = self._folder / name
            if digest is None:
                path.unlink(missing_ok=True)
            else:
                write_whole(path, self._store.get(digest))
                self._sent.add(digest)


class Copies:
    """The files in the folder of a worker."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._has: dict[str, str] = {}
        self._touched: set[str] | None = None
        sys.addaudithook(self._note)

    def update(self, store: Store, files: Files) -> None:
        """Make the folder hold these files, and no others. Raises OSError."""
        for name in self._has.keys() - files.keys():
            (self.folder / name).unlink(missing_ok=True)
            del self._has[name]
        for name, digest in files.items():
            if self._has.get(name) != digest:
                write_whole(self.folder / name, store.get(digest))
                self._has[name] = digest

    @contextmanager
    def noting(self, store: Store, changes: dict[str, str | None]) -> Iterator[None]:
        """Put what is written inside into the store, and add it to the changes. Raises OSError."""
        self._touched = set()
        try:
            yield
        finally:
            touched, self._touched = self._touched, None
        for name in sorted(os.path.relpath(path, self.folder) for path in touched):
            path = self.folder / name
            if path.is_file():
                content = path.read_bytes()
                changes[name] = self._has[name] = sha256(content).hexdigest()
                store.put(self._has[name], content)
            elif self._has.pop(name, None):
                changes[name] = None

    def _note(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note a file that is renamed or removed: what teikit writes, it writes under another name first."""
        if self._touched is None or event not in (_RENAME, _REMOVE):
            return
        for path in arguments[: 2 if event == _RENAME else 1]:
            words = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - also of a file that is no more
            if words.startswith(f"{self.folder}{os.sep}"):
                self._touched.add(words)
