"""A page of the site itself, such as a list: its data, and the stylesheet of `xslt/site/` that renders it.

A page is rendered only when its HTML is asked for: one that an earlier run rendered from the same need not be.
"""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import NamedTuple

from teikit.core import InstallationError, Parameter, XsltError, own_words, parse, resource, stylesheet
from teikit.pages.draft import root_of
from teikit.pages.messages import message_map


class Later(NamedTuple):
    """Parameters that are made when a page is rendered; `made_of` tells them from others."""

    made_of: str
    make: Callable[[], Mapping[str, Parameter]]


class SitePage(NamedTuple):
    """A page of the site itself before it is finished, as `teikit.pages.Page`.

    `sheet` is the name of its stylesheet, `data` the XML that it renders, `interface` the language of its words.
    """

    path: str
    title: str
    sheet: str
    data: str
    interface: str
    parameters: Mapping[str, str]
    later: Later | None = None
    name: str = ""

    @property
    def root(self) -> str:
        """The way from the page to the folder of the site."""
        return root_of(self.path)

    @property
    def digest(self) -> str:
        """What tells the page from one with another HTML."""
        made_of = (
            self.path, self.title, self.sheet, self.data, self.interface, own_words(self.interface),
            sorted(self.parameters.items()), self.later.made_of if self.later else "",
        )  # fmt: skip
        return sha256(repr(made_of).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def html(self) -> str:
        """The page, rendered. Raises InstallationError: the data is made by teikit, so no document is to blame."""
        root = self.root
        given: dict[str, Parameter] = {"root": root, "assets": f"{root}assets", "title": self.title}
        given |= {"interface": self.interface, "messages": message_map(self.interface), **self.parameters}
        given |= self.later.make() if self.later else {}
        try:
            page = stylesheet(resource("xslt", "site", self.sheet)).to_string(parse(self.data), given)
        except XsltError as error:
            raise InstallationError(f"{self.path} cannot be made, install teikit again: {error}") from error
        return f"{page}\n"


def site_page(
    sheet: str, data: str, path: str, title: str, interface: str = "en",
    parameters: Mapping[str, str] | None = None, later: Later | None = None,
) -> SitePage:  # fmt: skip
    """A page as `xslt/site/SHEET` makes it of `data`, a string of XML.

    `path` is its file from the folder of the site, `interface` the language of its words. The stylesheet includes
    `xslt/site/shell.xsl`, which has the parameters `root`, `title`, `edition`, `interface` and `assets`; `parameters`
    and `later` are others.
    """
    return SitePage(path, title, sheet, data, interface, parameters or {}, later)
