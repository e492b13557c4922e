"""Texts of the editors, written in Markdown and given as XHTML, as blocks of print XML."""

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from teikit.core import as_xml

_SPANS = {"em": "emphasis", "strong": "headword", "code": "typed"}
_SAFE = ("http://", "https://", "mailto:", "doi:")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def blocks_of_xhtml(content: str, images: Mapping[str, str]) -> str:
    """The blocks of a text. `images` has the file names of its images by their addresses.

    Raises xml.etree.ElementTree.ParseError for what is not XML.
    """
    return "".join(map(_Blocks(images), ElementTree.fromstring(f"<text>{content}</text>")))


class _Blocks:
    """Makes blocks of elements."""

    def __init__(self, images: Mapping[str, str]) -> None:
        self.images = images
        self._of: dict[str, Callable[[Element], str]] = {
            "ul": lambda e: self._list(e, "plain"),
            "ol": lambda e: self._list(e, "numbered"),
            "blockquote": lambda e: f'<group kind="quotation">{self._blocks(e)}</group>',
            "table": self._table,
            "figure": self._figure,
            "hr": lambda _: '<line kind="other"><sign>* * *</sign></line>',
            "pre": lambda e: "".join(f'<line kind="other">{as_xml(line)}</line>' for line in _lines(e)),
        }

    def __call__(self, element: Element) -> str:
        if element.tag in _HEADINGS:
            level = int(element.tag[1])
            return f'<head level="{level}" depth="{level}">{self._running(element)}</head>'
        if element.tag in self._of:
            return self._of[element.tag](element)
        return f"<p>{self._running(element)}</p>"

    def _blocks(self, element: Element) -> str:
        return "".join(map(self, element))

    def _list(self, element: Element, kind: str) -> str:
        start = int(element.get("start", "1"))
        items = []
        for n, item in enumerate(element, start):
            label = f"<label>{n}.</label>" if kind == "numbered" else "<label>–</label>"
            whole = any(child.tag in ("p", *self._of) for child in item)
            items.append(f"<item>{label}{self._blocks_in(item) if whole else f'<p>{self._running(item)}</p>'}</item>")
        return f'<list kind="{kind}">{"".join(items)}</list>'

    def _blocks_in(self, item: Element) -> str:
        """The blocks of an item whose own words come before a list in it."""
        own = Element("p")
        own.text = item.text
        blocks = []
        for child in item:
            if child.tag in ("p", *self._of):
                blocks.append(self(child))
            else:
                own.append(child)
        words = self._running(own)
        return f"<p>{words}</p>" * bool(words.strip()) + "".join(blocks)

    def _table(self, element: Element) -> str:
        rows = []
        for row in element.iter("tr"):
            cells = []
            for n, cell in enumerate(row, 1):
                heads = ' heads="column"' if cell.tag == "th" else ""
                side = ' style="right"' if cell.get("class") == "number" else ""
                cells.append(f'<cell column="{n}"{heads}{side}>{self._running(cell)}</cell>')
            rows.append(f"<row>{''.join(cells)}</row>")
        return f"<table>{''.join(rows)}</table>"

    def _figure(self, element: Element) -> str:
        captions = [f"<caption>{self._running(each)}</caption>" for each in element.iter("figcaption")]
        images = [self._image(each) for each in element.iter("img")]
        return f"<figure>{''.join(images)}{''.join(captions)}</figure>"

    # ---------------------------------------------------------------- running text
    def _running(self, element: Element) -> str:
        return as_xml(element.text or "").replace("\n", " ") + "".join(self._inline(element))

    def _inline(self, element: Element) -> Iterator[str]:
        for child in element:
            yield self._node(child) + as_xml(child.tail or "").replace("\n", " ")

    def _node(self, child: Element) -> str:
        inner = self._running(child)
        if child.tag == "a" and child.get("href", "").startswith(_SAFE):
            return f'<link target="{as_xml(child.get("href", ""))}">{inner}</link>'
        if child.tag == "img":
            return self._image(child)
        if child.tag == "br":
            return "<lb/>"
        kind = _SPANS.get(child.tag)
        return f'<span kind="{kind}">{inner}</span>' if kind else inner

    def _image(self, child: Element) -> str:
        name, words = self.images.get(unquote(child.get("src", ""))), as_xml(child.get("alt", ""))
        return f'<image file="{as_xml(name)}" alt="{words}"/>' if name else words


def _lines(element: Element) -> list[str]:
    return "".join(element.itertext()).rstrip("\n").split("\n")
