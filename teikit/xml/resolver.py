"""The gate to files beside the one that is checked: none outside the folder, each read once, and who asked is known."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

MOST = 64 * 1024 * 1024


class FileResolver:
    """Reads files inside one folder; `used` holds what the checked file's findings depend on."""

    def __init__(self, root: Path, display_path: Callable[[Path], str]) -> None:
        self.root = root.resolve()
        self.display_path = display_path
        self.dependencies: dict[str, str] = {}

    def inside(self, path: Path) -> bool:
        """Whether a path lies in the folder, links followed."""
        try:
            return path.resolve().is_relative_to(self.root)
        except (OSError, ValueError, RuntimeError):
            return False

    def exists(self, path: Path) -> bool:
        """Whether there is such a file or folder inside; a question that is noted."""
        try:
            there = self.inside(path) and path.exists()
        except (OSError, ValueError):
            there = False
        self.dependencies.setdefault(str(path), "there" if there else "absent")
        return there

    def read(self, path: Path) -> bytes | None:
        """The bytes of a file inside the folder, None where it cannot be read, or is beyond all measure."""
        try:
            readable = self.inside(path) and path.is_file() and path.stat().st_size <= MOST
            data = path.read_bytes() if readable else None
        except (OSError, ValueError):
            data = None
        self.dependencies[str(path)] = "absent" if data is None else sha256(data).hexdigest()
        return data


def resolve_base(path: Path, base: str) -> Path:
    """The file that relative addresses are relative to: `path`, or where an xml:base leads from there."""
    if not base:
        return path
    folder = base[: base.rfind("/") + 1]
    return path.parent / folder / (base[len(folder) :] or path.name)


def file_state(path: Path, known: str) -> str:
    """What `used` would say of a path today, where it said `known` before."""
    try:
        if known in ("there", "absent"):
            return "there" if path.exists() else "absent"
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else "absent"
    except (OSError, ValueError):
        return "absent"
