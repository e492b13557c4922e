"""Drafts of pages: whole HTML with placeholders for what is known only when all documents of an edition are read.

A placeholder is a comment, which no text of a document can be: the stylesheets escape every `<` of a text.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

PLACEHOLDERS = ("head", "header", "trail", "downloads", "cite", "neighbours", "footer")
"""What is filled in later: metadata in the head, the header of the site, the place of a document in the edition, its
files, ways to cite it, the documents before and after it, the footer."""

_PLACEHOLDER = re.compile(rf"<!--teikit:({'|'.join(PLACEHOLDERS)})-->")


class Page(Protocol):
    """A page before it is finished.

    `path` is its file, from the folder of the site. `title` is that of the page. `name` is that of its document (the
    page of which is NAME.html), empty for a page of the site itself. `root` is the way from the page to the folder of
    the site: empty, or one `../` for each folder.
    """

    @property
    def path(self) -> str:
        """Its file."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def name(self) -> str:
        """The name of its document."""

    @property
    def root(self) -> str:
        """The way from it to the folder of the site."""


class Draft(NamedTuple):
    """A `Page` with its HTML, or with the digest of its HTML, where that is kept elsewhere."""

    path: str
    html: str
    title: str = ""
    name: str = ""
    digest: str = ""

    @property
    def root(self) -> str:
        """The way from the page to the folder of the site: empty, or one `../` for each folder."""
        return root_of(self.path)


Fragment = Callable[[Page], str]
"""Makes the HTML that replaces a placeholder of a page."""


def placeholder(name: str) -> str:
    """The comment that marks the place of one of PLACEHOLDERS."""
    return f"<!--teikit:{name}-->"


def root_of(path: str) -> str:
    """The way from a page to the folder of the site, by the path of the page."""
    return "../" * path.count("/")


def fill(draft: Draft, fragments: Mapping[str, Fragment]) -> str:
    """The page with a fragment in place of each placeholder, and nothing for a placeholder without one."""

    def fragment(match: re.Match[str]) -> str:
        make = fragments.get(match[1])
        return make(draft) if make else ""

    return _PLACEHOLDER.sub(fragment, draft.html)
