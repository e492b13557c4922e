"""The drafts of a site while its documents are read, and what makes pages of them when all are.

A page is written once; it is left alone where an earlier run wrote it, made of the same, and where its bytes would not
change.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from hashlib import sha256

from teikit.pages import Draft, Fragment, fill
from teikit.publication.site.outputs import Entry, Outputs
from teikit.publication.texts import Texts

Correction = Callable[[Draft, str], str]
"""Takes a draft and its HTML, and returns the HTML with other links."""


class Drafts:
    """The drafts of a site, in the order in which they were added."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    @property
    def paths(self) -> list[str]:
        """The files of the pages, from the folder of the site."""
        return [entry.path for entry in self._entries]

    def add(self, drafts: Iterable[Draft], read: Callable[[], Texts] | None = None) -> None:
        """Add the drafts of a document, whose HTML is in its texts, or in themselves."""
        for draft in drafts:
            html = partial(_html, read, draft.path) if read else partial(_own_html, draft)
            self._entries.append(Entry(draft.path, draft.title, draft.name, draft.digest, html))

    def add_entries(self, entries: Iterable[Entry]) -> None:
        """Add other pages."""
        self._entries += entries

    def write(self, outputs: Outputs, filled: str, fragments: Mapping[str, Fragment], correct: Correction) -> None:
        """Write every page, with fragments in place of its placeholders; `filled` tells these from others.

        Raises OSError.
        """
        for entry in self._entries:
            key = sha256(f"{entry.digest} {filled}".encode()).hexdigest()
            if not outputs.has(entry.path, key):
                draft = entry.draft()
                outputs.write(entry.path, key, correct(draft, fill(draft, fragments)).encode())


def _own_html(draft: Draft) -> str:
    return draft.html


def _html(read: Callable[[], Texts], path: str) -> str:
    return read().pages[path]
