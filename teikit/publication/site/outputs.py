"""The outputs of a site that earlier runs made: one is made again only where what it is made of has changed.

Outputs that are made together are a group: it has a key, which tells what it is made of from anything else. A group is
used only where all its files are as they were written. A page is left alone where its draft is the same, and all that
is filled in.
"""

import os
from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from teikit.core import Ledger, file_state, program_state, state_of_content
from teikit.model import digest
from teikit.pages import Draft, SitePage, root_of
from teikit.publication.site.files import SiteFiles

_SITE, _PAGE = "site", "page of a site"
_TEXTS = 100


class Entry(NamedTuple):
    """A draft whose HTML is read, or rendered, only where it is needed; a `teikit.pages.Page`."""

    path: str
    title: str
    name: str
    digest: str
    html: Callable[[], str]

    @property
    def root(self) -> str:
        """The way from the page to the folder of the site."""
        return root_of(self.path)

    def draft(self) -> Draft:
        """The draft with its HTML. Raises OSError, InstallationError."""
        return Draft(self.path, self.html(), self.title, self.name)


class _Listed(NamedTuple):
    """A page of a group: its path, its title, its digest."""

    path: str
    title: str
    digest: str


class _Group(NamedTuple):
    """Outputs that were made together: their key, the state of each file by path, the pages."""

    key: str
    files: dict[str, str]
    pages: tuple[_Listed, ...] = ()


class _Site(NamedTuple):
    """What is kept of a site: its groups, of each page its key and the state of its file, and texts by digest."""

    groups: dict[str, _Group]
    pages: dict[str, tuple[str, str]]
    texts: dict[str, str]


class Outputs:
    """The outputs of a site in this run and in the last one."""

    def __init__(self, ledger: Ledger, files: SiteFiles) -> None:
        self._ledger = ledger
        self.site_files = files
        self._name = str(files.folder.absolute())
        self._made_of = {"teikit": program_state()} if ledger.keeps else {}
        known = ledger.recall(_SITE, self._name, self._made_of)
        self._known = known if isinstance(known, _Site) else _Site({}, {}, {})
        self._now = _Site({}, {}, {})

    def files(self, name: str, key: str, make: Callable[[], Iterable[tuple[str, bytes]]]) -> dict[str, str]:
        """Write the files that `make` gives, unless they are there, made of the same; their states. Raises OSError."""
        known = self._known.groups.get(name, _Group("", {}))
        if known.key == key and all(self._is(path, state) for path, state in known.files.items()):
            self.site_files.add(known.files)
            self._now.groups[name] = known
            return known.files
        states = {path: self._written(path, content, known.files.get(path, "")) for path, content in make()}
        self._now.groups[name] = _Group(key, states)
        return states

    def _written(self, path: str, content: bytes, known: str) -> str:
        """Write a file, unless its state is known and that of the content; its state."""
        state = state_of_content(content)
        if state and state == known and self._is(path, state):
            self.site_files.add([path])
            return state
        self.site_files.write(path, content)
        return state or file_state(self.site_files.folder / path)

    def pages(self, name: str, key: str, make: Callable[[], Iterable[SitePage]]) -> list[Entry]:
        """The pages that `make` gives; those of the last run where they have the same key, which is not empty."""
        known = self._known.groups.get(name)
        if known and key and known.key == key:
            self._now.groups[name] = known
            return [self._entry(listed, partial(_one, make, listed.path)) for listed in known.pages]
        item = [(_Listed(page.path, page.title, page.digest), page) for page in make()]
        self._now.groups[name] = _Group(key, {}, tuple(listed for listed, _ in item))
        return [self._entry(listed, partial(_same, page)) for listed, page in item]

    def _entry(self, listed: _Listed, page: Callable[[], SitePage]) -> Entry:
        def html() -> str:
            """What an earlier run rendered, or what is rendered now."""
            made_of, name = {**self._made_of, "page": listed.digest}, f"{self._name} {listed.path}"
            known = self._ledger.recall(_PAGE, name, made_of)
            if isinstance(known, str):
                return known
            rendered = page().html
            self._ledger.keep(_PAGE, name, made_of, {}, rendered)
            return rendered

        return Entry(listed.path, listed.title, "", listed.digest, html)

    def text(self, key: str, data: str, make: Callable[[], str]) -> str:
        """A text that is made of data, and of what `key` tells; of an earlier run, where it made it."""
        name = digest(key, data)
        known = self._known.texts.get(name)
        text = make() if known is None else known
        self._now.texts[name] = text
        return text

    def has(self, path: str, key: str) -> bool:
        """Whether a page is written already, made of the same; then it counts as a file of this run."""
        known = self._known.pages.get(path)
        if known is None or known[0] != key or not self._is(path, known[1]):
            return False
        self._now.pages[path] = known
        self.site_files.add([path])
        return True

    def write(self, path: str, key: str, content: bytes) -> None:
        """Write a page. Raises OSError."""
        known = self._known.pages.get(path, ("", ""))
        self._now.pages[path] = key, self._written(path, content, known[1])

    def page_key(self, path: str) -> str:
        """The key of a page that this run has written or left alone."""
        return self._now.pages[path][0]

    def recall(self, kind: str) -> Any:
        """What the last run kept of something that the site has once; None where nothing is kept."""
        return self._ledger.recall(kind, self._name, self._made_of)

    def keep_value(self, kind: str, value: Any) -> None:
        """Keep something that the site has once."""
        self._ledger.keep(kind, self._name, self._made_of, {}, value)

    def keep(self) -> None:
        """Keep what this run has, for the next one."""
        if len(self._now.texts) < _TEXTS:  # those of pages that were left alone may be needed again
            self._now.texts.update(islice(self._known.texts.items(), _TEXTS))
        self._ledger.keep(_SITE, self._name, self._made_of, {}, self._now)
        ours = {f"{self._name} {path}" for path in self._now.pages}
        gone = (name for name in self._ledger.names(_PAGE) if name.startswith(f"{self._name} ") and name not in ours)
        self._ledger.forget(_PAGE, list(gone))

    def _is(self, path: str, state: str) -> bool:
        return self._ledger.states.of(f"{self._name}{os.sep}{path}") == state


def _same(page: SitePage) -> SitePage:
    return page


def _one(make: Callable[[], Iterable[SitePage]], path: str) -> SitePage:
    """The page with a path, made again."""
    return next(page for page in make() if page.path == path)
