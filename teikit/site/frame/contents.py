"""What a site contains: the paths of its files, the titles of its texts, its words."""

from collections.abc import Mapping
from typing import NamedTuple

from teikit.site.frame.words import Words


class Contents(NamedTuple):
    """What a site contains: the paths of its files, the titles of the edition's texts by their pages, its words."""

    paths: frozenset[str]
    titles: Mapping[str, str]
    words: Words

    def has(self, page: str) -> bool:
        """Whether the site has a page of this name."""
        return f"{page}.html" in self.paths

    def label(self, page: str) -> str:
        """What a menu or footer calls a page."""
        return self.titles.get(page) or self.words.get(f"menu.{page}") or page
