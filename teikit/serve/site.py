"""The site as it is served: the files of the last build, newer pages in memory, and what was found."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from teikit.edition import SITE_RECORD
from teikit.serve.injected import OWN
from teikit.serve.values import Begun, Built, Finding, Pages

_SHARED = ("assets", "images")
_ENDINGS = re.compile(r"\.html$")
_NUMBER = re.compile(r"-\d+$")


@dataclass
class Site:
    """What the server knows. `number` grows with each change of what is served."""

    folder: Path
    building: bool = True
    error: str = ""
    findings: tuple[Finding, ...] = ()
    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    number: int = 0
    _pages: dict[str, bytes] = field(default_factory=dict)
    _broken: set[str] = field(default_factory=set)
    _shared: str = ""

    def take(self, message: Begun | Pages | Built) -> None:
        """Take what the process that builds has sent."""
        self.number += 1
        if isinstance(message, Pages):
            self._take_pages(message)
            return
        self.building = isinstance(message, Begun)
        if isinstance(message, Begun) and not self.files and (message.folder / SITE_RECORD).is_file():
            self.folder = message.folder  # of an earlier run
        if isinstance(message, Built):
            self._pages, self._broken, self.error = {}, set(), message.error
            if message.folder and not message.error:
                self.folder, self.findings = message.folder, message.findings
                self.files |= message.files
                self._shared = _state_of(self.folder)

    def _take_pages(self, message: Pages) -> None:
        self._pages |= message.html
        self._broken -= set(message.html)
        if not message.html:
            self._broken.add(f"{message.page}.html")
        others = (finding for finding in self.findings if finding.file not in message.files)
        self.findings = (*message.findings, *others)

    def page(self, path: str) -> bytes | None:
        """A page of the site; None where the site has no such page."""
        if path in self._pages:
            return self._pages[path]
        file = None if path in self._broken else self.file(path)
        try:
            return file.read_bytes() if file else None
        except OSError:  # it was removed just now
            return None

    def file(self, path: str) -> Path | None:
        """The file at a path of the site; None for one that is hidden, not there, or outside the folder."""
        parts = path.split("/")
        if any(part.startswith(".") or part == "" or set(part) & set("\\:\0") for part in parts):
            return None
        try:
            file = (self.folder / path).resolve()
            return file if file.is_relative_to(self.folder.resolve()) and file.is_file() else None
        except (OSError, ValueError):
            return None

    def version(self, path: str) -> str:
        """What changes where a page, or a file that pages share, changes."""
        page = self.page(path)
        return "" if page is None else sha256(page + self._shared.encode()).hexdigest()[:16]

    def document(self, path: str) -> str:
        """The name of the document that a page is of; empty for a page of the site itself."""
        name = _ENDINGS.sub("", path)
        return next((each for each in (name, _NUMBER.sub("", name)) if each in self.files), "")

    def findings_of(self, path: str) -> list[Finding]:
        """The findings of the document of a page."""
        files = self.files.get(self.document(path), ())
        return [finding for finding in self.findings if finding.file in files]

    def state(self, path: str) -> dict[str, object]:
        """What the script of a page shows, as JSON."""
        name, own = self.document(path), self.findings_of(path)
        address = quote(name, safe="")
        return {
            "number": self.number,
            "version": self.version(path),
            "building": self.building,
            "error": self.error,
            "findings": [finding._asdict() for finding in own],
            "others": len(self.findings) - len(own),
            "worklist": f"{OWN}worklist/{address}",
            "print": f"{OWN}print/{address}",
        }


def _state_of(folder: Path) -> str:
    return sha256("\n".join(_states(folder)).encode()).hexdigest()


def _states(folder: Path) -> Iterator[str]:
    """The files that pages share, with what changes when they do."""
    for name in _SHARED:
        for place, folders, files in os.walk(folder / name):
            folders.sort()
            for file in sorted(files):
                status = Path(place, file).stat()
                yield f"{file} {status.st_size} {status.st_mtime_ns}"
