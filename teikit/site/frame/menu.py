"""The menu of a site: at most five of its pages, and only those that it has."""

from typing import NamedTuple

from teikit.edition import SITE_LINKS, Edition
from teikit.site.frame.contents import Contents

USUAL = ("introduction", "documents", "persons", "places", "timeline", "principles", "about")
"""The pages of a menu that the edition does not choose itself, in their order; the first five that there are."""


class Entry(NamedTuple):
    """An entry of the menu: the name of its page or, for another site, its address; its label."""

    page: str
    label: str
    address: str = ""

    def href(self, root: str) -> str:
        """The address from a page with this way to the folder of the site."""
        return self.address or f"{root}{self.page}.html"


def menu(edition: Edition, contents: Contents) -> list[Entry]:
    """The entries of the menu: those that the edition chooses, or the usual ones, as far as they are there."""
    if not edition.site.menu:
        there = [page for page in USUAL if contents.has(page)]
        return [Entry(page, contents.label(page)) for page in there[:SITE_LINKS]]
    entries = (Entry(e.page, e.label or contents.label(e.page), e.address) for e in edition.site.menu)
    return [entry for entry in entries if entry.address or contents.has(entry.page)]


def current(entry: Entry, path: str, name: str) -> str:
    """What aria-current says of an entry on a page: `page`, `true` for the part of the site it belongs to, or nothing.

    `name` is that of the document on the page, if it is one.
    """
    if not entry.page:
        return ""
    if path == f"{entry.page}.html":
        return "page"
    return "true" if path.startswith(f"{entry.page}/") or (name and entry.page == "documents") else ""
