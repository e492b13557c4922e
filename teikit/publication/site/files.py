"""The files of a site: written through one place, so that those that a later build no longer has are removed."""

from collections.abc import Iterable
from pathlib import Path

from teikit.core import TeikitError, write_whole
from teikit.edition import SITE_RECORD


class FolderError(TeikitError):
    """The folder to publish to has files that must not be overwritten; the message names it."""


class SiteFiles:
    """The folder of a site and the files of this build, by their paths from the folder.

    The file SITE_RECORD marks the folder as that of a site and lists the files of the last build: only these are
    removed, nobody else's.
    """

    def __init__(self, folder: Path) -> None:
        """Raises FolderError for a folder with files that teikit has not written."""
        self.folder = folder
        self._record = folder / SITE_RECORD
        self.paths: dict[str, None] = {}
        if not self._record.is_file():
            if folder.is_dir() and any(folder.iterdir()):
                raise FolderError(
                    f"{folder} has files that teikit has not written; publish to another folder with --output"
                )
            write_whole(self._record, b"")

    def write(self, path: str, content: bytes) -> None:
        """Write a file; one whose bytes would not change is left alone. Raises OSError."""
        write_whole(self.folder / path, content)
        self.add([path])

    def add(self, paths: Iterable[str]) -> None:
        """Count files that were written otherwise as files of this build."""
        self.paths |= dict.fromkeys(paths)

    def remove_stale(self) -> None:
        """Remove the files of the last build that this one does not have, and record those that it has."""
        before = self._record.read_text(encoding="utf-8").splitlines()
        stale = {path for line in before if line not in self.paths for path in _files_of(line)} - self.paths.keys()
        for path in sorted(stale):
            file = self.folder / path
            if file.is_file() and file.resolve().is_relative_to(self.folder.resolve()):
                file.unlink()
                _remove_empty(file.parent, self.folder)
        write_whole(self._record, "".join(f"{path}\n" for path in sorted(self.paths)).encode())


def _files_of(line: str) -> tuple[str, ...]:
    """The files that a line of the record means. Sites of earlier versions have the names of pages."""
    return (line, f"{line}.html", f"tei/{line}.xml") if line else ()


def _remove_empty(folder: Path, root: Path) -> None:
    """Remove a folder that has no files any more, and the folders above it below `root`."""
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
