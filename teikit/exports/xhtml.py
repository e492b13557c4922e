"""The text of a page of the site as XHTML for a book: one view, without controls, scripts and hidden explanations."""

import re
from collections.abc import Callable, Container, Mapping
from html import unescape
from typing import NamedTuple

from lxml import etree

from teikit.core import as_xml

# Controls and what only a page of a site has.
_LEFT_OUT = frozenset(("script", "style", "form", "input", "button", "template", "dialog", "noscript", "link"))
_LEFT_OUT_CLASSES = frozenset(("says", "switches", "neighbours", "trail", "steps", "cite-tools", "jumps"))
_KEPT = frozenset(
    ("id", "lang", "href", "src", "class", "dir", "alt", "title", "datetime", "start", "value", "type", "colspan",
     "rowspan", "scope", "headers", "width", "height", "cite", "reversed")
)  # fmt: skip
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HREF = re.compile(r' href="([^"]*)"')
_NOT_NAME = re.compile(r"[^\w.-]")


class Chapter(NamedTuple):
    """The `main` element of a page as XHTML whose links are still those of the site, and the ids in it."""

    text: str
    ids: frozenset[str]


def chapter(page: str, view: str, image: Callable[[str], str]) -> Chapter:
    """The text of a page for a book; empty for a page without `main`.

    `view` is the view to keep, diplomatic or reading. `image` gives the file of the book for the address of an image,
    empty for one that is not in the book: its description takes its place.
    """
    main = etree.fromstring(page, etree.HTMLParser()).find(".//main")
    if main is None:
        return Chapter("", frozenset())
    classes = _LEFT_OUT_CLASSES | {"only-reading" if view == "diplomatic" else "only-diplomatic"}
    main.tag, main.tail = "section", None
    for element in list(main.iter()):
        if not isinstance(element.tag, str) or _is_left_out(element, classes):
            _remove(element)
    ids = {_prepare(element, image) for element in main.iter()}
    return Chapter(etree.tostring(main, encoding="unicode"), frozenset(filter(None, ids)))


def _is_left_out(element: etree._Element, classes: frozenset[str]) -> bool:
    if element.tag in _LEFT_OUT or element.get("hidden") is not None:
        return True
    names = element.get("class")
    return names is not None and not classes.isdisjoint(names.split())


def _remove(element: etree._Element) -> None:
    """Remove an element, and keep the words behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _prepare(element: etree._Element, image: Callable[[str], str]) -> str:
    """Leave an element the attributes that a book can have; its id, if it has one."""
    names = element.keys()
    if not names and element.tag != "img":
        return ""
    for name in names:
        if name not in _KEPT:
            del element.attrib[name]
    if language := element.get("lang"):
        element.set(_LANG, language)
    if element.tag == "img":
        file = image(element.get("src", ""))
        if file:
            element.set("src", file)
        else:
            words = element.get("alt", "")
            element.attrib.clear()
            element.tag, element.text = "span", words
    ident = element.get("id", "")
    if ident:
        element.set("id", xml_id(ident))
    return element.get("id", "")


def linked(text: str, file: str, names: Mapping[str, str], ids: Mapping[str, Container[str]]) -> str:
    """The text of a chapter with the links of a book: to its own chapters, or to the web; others are no links.

    `file` is that of the page, `names` the chapters by the files of their pages, `ids` the ids in each of them. A link
    to an id that is not in the book leads to the chapter.
    """

    def link(match: re.Match[str]) -> str:
        address = _address(unescape(match[1]), file, names, ids)
        return f' href="{as_xml(address)}"' if address else ""

    return _HREF.sub(link, text)


def _address(value: str, file: str, names: Mapping[str, str], ids: Mapping[str, Container[str]]) -> str:
    target, mark, ident = value.partition("#")
    name = names.get(target or file, "")
    if name and mark and xml_id(ident) in ids.get(target or file, ()):
        return f"{name if target else ''}#{xml_id(ident)}"
    if name and target:
        return name
    return value if value.startswith(("https://", "http://", "mailto:")) else ""


def xml_id(ident: str) -> str:
    """An id of HTML as a name of XML: other characters become hyphens, and a letter is first."""
    name = _NOT_NAME.sub("-", ident)
    return name if name[:1].isalpha() or name[:1] == "_" else f"id{name}"
