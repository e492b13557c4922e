"""Reads the files beside an XML file: none outside the project, and every question about a file is recorded."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

MAX_SIZE = 64 * 1024 * 1024


class Elements(NamedTuple):
    """Elements of a file: the states of the files that it consists of, and what was found by id."""

    states: dict[str, str]
    values: dict[str, str]


class FileResolver:
    """Reads files inside one folder, the project.

    `display_path` says how messages name a file. `dependencies` holds what was asked about each file and the answer:
    "there", "absent" or the digest of its bytes. `elements` holds by path which elements with an id were found.
    `texts` are read in place of files (by their paths without links): drafts that an editor has not saved.
    """

    def __init__(
        self, root: Path, display_path: Callable[[Path], str], texts: Mapping[Path, bytes] | None = None
    ) -> None:
        self.root = root.resolve()
        self.texts = texts or {}
        self.display_path = display_path
        self.dependencies: dict[str, str] = {}
        self.elements: dict[str, Elements] = {}

    def is_inside(self, path: Path) -> bool:
        """Whether a path is in the folder; symbolic links are followed."""
        try:
            return path.resolve().is_relative_to(self.root)
        except (OSError, ValueError, RuntimeError):
            return False

    @property
    def all_dependencies(self) -> dict[str, str]:
        """The dependencies, with all files in which elements were found."""
        states = {path: state for elements in self.elements.values() for path, state in elements.states.items()}
        return {**self.dependencies, **states}

    def found(self, path: Path, states: Mapping[str, str], ident: str, what: str) -> None:
        """Note that an element with an id was found in a file, which consists of files in these states."""
        elements = self.elements.setdefault(str(path), Elements(dict(states), {}))
        elements.values[ident] = what

    def exists(self, path: Path) -> bool:
        """Whether there is such a file or folder inside."""
        try:
            exists = self.is_inside(path) and path.exists()
        except (OSError, ValueError):
            exists = False
        self.dependencies.setdefault(str(path), "there" if exists else "absent")
        return exists

    def read(self, path: Path) -> bytes | None:
        """The bytes of a file inside the folder; None where it cannot be read or is too large."""
        try:
            readable = self.is_inside(path) and path.is_file() and path.stat().st_size <= MAX_SIZE
            data = (self.texts.get(path.resolve()) or path.read_bytes()) if readable else None
        except (OSError, ValueError):
            data = None
        self.dependencies[str(path)] = "absent" if data is None else sha256(data).hexdigest()
        return data


def project_root(paths: Sequence[Path], edition: Path | None = None) -> Path:
    """The folder that bounds which files are read beside `paths`.

    It is the folder of their edition, else that of the version control around them, else the current folder, else the
    deepest folder that holds all of them.
    """
    if edition is not None:
        return edition.resolve()
    folders = [path.resolve() if path.is_dir() else path.resolve().parent for path in paths] or [Path.cwd()]
    for folder in (folders[0], *folders[0].parents):
        if (folder / ".git").exists() and all(other.is_relative_to(folder) for other in folders):
            return folder
    current = Path.cwd().resolve()
    if all(folder.is_relative_to(current) for folder in folders):
        return current
    around = (folders[0], *folders[0].parents)
    return next((folder for folder in around if all(other.is_relative_to(folder) for other in folders)), folders[0])


def resolve_base(path: Path, base: str) -> Path:
    """The file that relative addresses are relative to: `path`, or the one that an xml:base names from there."""
    if not base:
        return path
    folder = base[: base.rfind("/") + 1]
    return path.parent / folder / (base[len(folder) :] or path.name)


def file_state(path: Path, known: str) -> str:
    """What `FileResolver.dependencies` would hold about a path today, where it held `known` before."""
    try:
        if known in ("there", "absent"):
            return "there" if path.exists() else "absent"
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else "absent"
    except (OSError, ValueError):
        return "absent"
