"""The pages of one document: a long one is split by its divisions (`xslt/html/split.xsl`).

Links between documents lead to the first page of the other document, as its pages are not known before it is read;
`corrected_links` corrects them when all documents are read.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from teikit.core import Parameter, resource, stylesheet

# A document with less text than this part of a page's size is one page, whatever its markup.
_SURELY_SHORT = 4
_LINK = re.compile(r'href="([^"#/:]+)\.html#([^"]+)"')


class Part(NamedTuple):
    """A page of a document: its name, its reading document, and what it needs of the others, as parameters."""

    name: str
    reading: Any
    parameters: Mapping[str, Parameter]


class Split(NamedTuple):
    """The pages of a document, and the page of each id that is not on the first."""

    parts: list[Part]
    places: dict[str, str]


def split(reading: Any, name: str, taken: str, size: int) -> Split:
    """A reading document as its pages: one, or several where it is longer than a page.

    `name` is that of the first page, `taken` are the names of all documents, separated by slashes, `size` is the
    size of a page in thousands of characters. Raises XsltError where the node is no reading document.
    """
    limit = size * 1000
    short = len(reading.string_value) * _SURELY_SHORT < limit
    given: dict[str, Parameter] = {"name": name, "pages": taken, "limit": limit}
    items = [] if short else stylesheet(resource("xslt", "html", "split.xsl")).to_items(reading, given)
    if not items:
        return Split([Part(name, reading, {})], {})
    places, contents, *nodes = items
    names = [node.children[0].get_attribute_value("page") for node in nodes]
    own: dict[str, Parameter] = {"places": [places], "contents": [contents]}
    return Split([Part(page, node, own) for page, node in zip(names, nodes, strict=True)], _elsewhere(places, name))


def _elsewhere(places: Any, first: str) -> dict[str, str]:
    """The page of each id that is not on the first page, from an XDM map."""
    pairs = ((str(key), str(places.get(key))) for key in places)
    return {place: page for place, page in pairs if page != first and ":" not in place and " " not in place}


def corrected_links(page: str, places: Mapping[str, Mapping[str, str]]) -> str:
    """A page of HTML in which links that lead to the first page of a document, and mean a later one, lead to that.

    `places` has for the first page of each document of several pages the page of its ids.
    """

    def corrected(match: re.Match[str]) -> str:
        page = places.get(unquote(match[1]), {}).get(match[2])
        return f'href="{quote(page)}.html#{match[2]}"' if page else match[0]

    return _LINK.sub(corrected, page)
