"""Writes `facsimile` from the images of a document, and points its page breaks to them (TEI Guidelines 12.1)."""

from lxml import etree

from teikit.tei.builder import Element
from teikit.tei.encode.header.elements import child
from teikit.transcript import PageImage
from teikit.xml import TEI, tei


def write_facsimile(root: Element, images: tuple[PageImage, ...]) -> None:
    """Adds a surface for each image before the text, and @facs to the page breaks in the order of the pages.

    If there is one image more than breaks, the first image is that of the page on which the text begins.
    """
    if not images:
        return
    text = root.find(tei("text"))
    if text is None:
        return
    facsimile = etree.Element(tei("facsimile"))
    text.addprevious(facsimile)
    for number, image in enumerate(images, 1):
        _surface(facsimile, number, image)
    etree.indent(facsimile, level=1)
    facsimile.tail = "\n  "
    _point(text, len(images))


def _surface(facsimile: Element, number: int, image: PageImage) -> None:
    sized = bool(image.width and image.height)
    box = {"ulx": "0", "uly": "0", "lrx": str(image.width), "lry": str(image.height)} if sized else {}
    surface = child(facsimile, "surface", id=f"facs-{number}", **box)
    size = {"width": f"{image.width}px", "height": f"{image.height}px"} if sized else {}
    child(surface, "graphic", url=image.url, **size)


def _point(text: Element, count: int) -> None:
    """Points page breaks without @facs to the surfaces; a first page without a break gets one."""
    breaks = [element for element in text.iter(tei("pb")) if element.get("facs") is None]
    first = 1
    if len(breaks) < count and (not breaks or _has_text_before(breaks[0])):
        division = text.find(f"{tei('body')}/{tei('div')}")
        if division is not None:
            beginning = etree.Element(tei("pb"), facs="#facs-1")
            beginning.tail = division.text
            division.insert(0, beginning)
            first = 2
    for number, element in enumerate(breaks[: count - first + 1], first):
        element.set("facs", f"#facs-{number}")


def _has_text_before(element: Element) -> bool:
    """Whether letters of the text are before an element."""
    words = "boolean(preceding::text()[normalize-space()][ancestor::t:text])"
    return element.xpath(words, namespaces={"t": TEI}) is True
