"""The header and the footer of a page of a site, and the links to the files of a document."""

from collections.abc import Mapping
from html import escape
from typing import NamedTuple

from teikit.core import message
from teikit.pages import Draft, Fragment

_START = "index.html"


class Links(NamedTuple):
    """Where a document's other files are, as seen from the folder of the site; empty for a file that does not exist."""

    tei: str = ""
    pdf: str = ""
    raw: str = ""


def plain_fragments(title: str, interface: str, links: Mapping[str, Links]) -> dict[str, Fragment]:
    """The fragments of an edition by its title; `links` has the files of each document by its name."""

    def header(draft: Draft) -> str:
        if draft.path == _START:
            return ""
        label = escape(message(interface, "page.edition"))
        text = escape(title or message(interface, "page.all-documents"))
        return f'<nav class="trail column" aria-label="{label}"><a href="{draft.root}{_START}">{text}</a></nav>'

    def downloads(draft: Draft) -> str:
        files = links.get(draft.name, Links())._asdict().items()
        items = [_item(draft.root + to, message(interface, f"page.{name}")) for name, to in files if to]
        return f"<ul>{''.join(items)}</ul>" if items else ""

    def footer(draft: Draft) -> str:
        home = "" if draft.path == _START or not title else f'<a href="{draft.root}{_START}">{escape(title)}</a> · '
        text = escape(message(interface, "page.made-with"))
        return f'<footer class="column colophon"><p>{home}{text}</p></footer>'

    return {"header": header, "downloads": downloads, "footer": footer}


def _item(href: str, text: str) -> str:
    return f'<li><a href="{escape(href)}">{escape(text)}</a></li>'
