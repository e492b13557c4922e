"""The drafts of a site while its documents are read, and what makes pages of them when all are.

The drafts lie in one temporary file; a page is written once, and left alone where its bytes would not change.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from teikit.core import Spool, write_whole
from teikit.pages import Draft, Fragment, fill

Correction = Callable[[Draft, str], str]
"""Takes a draft and its HTML, and returns the HTML with other links."""


class Drafts:
    """The drafts of a site, in the order in which they were added."""

    def __init__(self) -> None:
        self._spool = Spool()
        self._drafts: list[Draft] = []  # without their HTML

    @property
    def paths(self) -> list[str]:
        """The files of the pages, from the folder of the site."""
        return [draft.path for draft in self._drafts]

    def add(self, drafts: Iterable[Draft]) -> None:
        """Keep drafts. Raises OSError."""
        for draft in drafts:
            self._spool.append(draft.html)
            self._drafts.append(draft._replace(html=""))

    def write(self, folder: Path, fragments: Mapping[str, Fragment], correct: Correction) -> None:
        """Write every page into the folder of the site, with fragments in place of its placeholders. Raises OSError."""
        for draft, html in zip(self._drafts, self._spool, strict=True):
            page = fill(draft._replace(html=html), fragments)
            write_whole(folder / draft.path, correct(draft, page).encode())
