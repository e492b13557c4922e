"""What the registers share: the links to a document and to the further pages of a long list."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from teikit.model import Document
from teikit.site.lists import element


def document_attributes(document: Document, root: str) -> dict[str, str]:
    """The title, the date and the address of a document, as attributes of an element."""
    date = document.record.date
    return {
        "href": f"{root}{quote(document.name)}.html",
        "title": document.record.title,
        "when": date.text if date else "",
    }


def paths_of(name: str, count: int, size: int) -> list[str]:
    """The pages of a list of `count` items in a folder, `size` on each: NAME.html, NAME--2.html (no slug has --) …"""
    numbers = range(1, max(1, -(-count // size)) + 1)
    return [f"{name}{f'--{number}' if number > 1 else ''}.html" for number in numbers]


def page_links(paths: Sequence[str], path: str) -> Iterator[str]:
    """Links from a page to all pages of its list, where there are several."""
    for other in paths if len(paths) > 1 else ():
        yield element("page", href=f"../{quote(other)}", current="yes" if other == path else "")
