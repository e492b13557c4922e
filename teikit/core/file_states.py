"""The states of files: digests of their contents, which are made once for each change of a file."""

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from stat import S_ISREG
from time import time_ns

from teikit.core.resources import data_folder
from teikit.core.version import VERSION

ABSENT, THERE = "absent", "there"
_LARGE = 4_000_000  # bytes of a file of which no digest is made
_LARGE_MARK = "large "
_SETTLED = 2_000_000_000  # nanoseconds after which a change of a file changes its time
_DATA = ("conventions", "locales", "models", "schemas", "xslt")
_LIBRARIES = ("saxonche", "lxml", "typst", "markdown_it", "Stemmer", "chardet", "ftfy")
_NO_SOURCES = frozenset((".git", ".hg", ".svn", ".venv", "node_modules", "__pycache__"))


def file_state(path: Path) -> str:
    """What is known of a file: the digest of its content; of a large one its size and times; or that it is absent."""
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):  # a folder, or a pipe, whose reading would never end
            return THERE
        return _large(status) if status.st_size > _LARGE else sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError):
        return ABSENT


def state_of_content(content: bytes) -> str:
    """The state of a file with this content; empty for a large one, whose state its times decide on."""
    return sha256(content).hexdigest() if len(content) <= _LARGE else ""


def _large(status: os.stat_result) -> str:
    return _LARGE_MARK + _stat(status)


def _stat(status: os.stat_result) -> str:
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


class States:
    """The states of files in this run; digests of an earlier one hold where the file has the same size and times.

    A file that changed just before its digest was made may change once more without another time: of such a file the
    digest is not kept.
    """

    def __init__(self, rows: Iterable[tuple[str, str, str]] = ()) -> None:
        self._known = {path: (stat, digest) for path, stat, digest in rows}
        self._used: dict[str, tuple[str, str]] = {}

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """The digests to be kept: those that this run used."""
        return ((path, stat, digest) for path, (stat, digest) in self._used.items())

    def of(self, path: Path | str) -> str:
        """As `file_state`."""
        name = os.fspath(path)
        try:
            status = os.stat(name)  # noqa: PTH116 - of thousands of files
        except (OSError, ValueError):
            return ABSENT
        stat = _stat(status)
        known = self._used.get(name) or self._known.get(name)
        if known is None or known[0] != stat:
            known = stat, file_state(Path(name))
        if max(status.st_mtime_ns, status.st_ctime_ns) + _SETTLED < time_ns():
            self._used[name] = known
        return known[1]

    def like(self, path: str, known: str) -> str:
        """What is known of a file now, in the form in which something was known of it: only whether it is there …"""
        if known == THERE:
            return THERE if os.path.exists(path) else ABSENT  # noqa: PTH110 - of thousands of files
        state = self.of(path)
        if state.startswith(_LARGE_MARK) and not known.startswith(_LARGE_MARK) and known != ABSENT:
            return sha256(Path(path).read_bytes()).hexdigest()
        return state


def files_in(folder: Path, without: Iterable[Path] = ()) -> list[str]:
    """The paths of all files in a folder and its subfolders, but those of version control and of tools, sorted."""
    left = {os.fspath(path) for path in without}
    paths, waiting, seen = list[str](), [os.fspath(folder)], set[tuple[int, int]]()
    while waiting:
        try:
            place = waiting.pop()
            status = os.stat(place)  # noqa: PTH116 - a link may lead to a folder above
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(place) as entries:
                for entry in entries:
                    if entry.is_dir():
                        waiting += [] if entry.name in _NO_SOURCES or entry.path in left else [entry.path]
                    else:
                        paths.append(entry.path)
        except OSError:
            continue
    return sorted(paths)


@cache
def program_state() -> str:
    """What tells this teikit from another: versions, and the sizes and times of its files and of its libraries."""
    package = Path(__file__).resolve().parents[1]
    folders = (package, *(data_folder() / name for name in _DATA))
    paths = [path for folder in folders for path in files_in(folder)]
    specs = (find_spec(name) for name in _LIBRARIES)
    paths += [spec.origin for spec in specs if spec and spec.origin]
    stats = (os.stat(path) for path in paths)  # noqa: PTH116 - of a thousand files
    lines = [f"{VERSION} {sys.version}", *(f"{s.st_size} {s.st_mtime_ns}" for s in stats), *paths]
    return sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
