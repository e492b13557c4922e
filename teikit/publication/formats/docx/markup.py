"""WordprocessingML as text: elements in the order that the schema wants (ISO/IEC 29500-1, 17).

Every text and attribute value is escaped here; nothing else in the package writes a character of a document.
"""

from collections.abc import Iterable, Mapping

from teikit.core import as_xml
from teikit.publication.formats.tree import visible

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
NAMESPACES = {
    "xmlns:w": _MAIN,
    "xmlns:r": f"{OFFICE}/relationships",
    "xmlns:wp": f"{_DRAWING}/wordprocessingDrawing",
    "xmlns:a": f"{_DRAWING}/main",
    "xmlns:pic": f"{_DRAWING}/picture",
}
PICTURE = NAMESPACES["xmlns:pic"]
Properties = Mapping[str, str]
"""Properties of a run or paragraph: the name of each element, and the element."""

# The order of properties: of a run (17.3.2.28), of a paragraph (17.3.1.26).
_OF_RUN = [
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "noProof", "color",
    "spacing", "position", "sz", "szCs", "u", "bdr", "shd", "vertAlign", "rtl", "lang",
]  # fmt: skip
_OF_PARAGRAPH = [
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "tabs", "bidi", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr",
]  # fmt: skip


def tag(name: str, attributes: Mapping[str, str], *content: str) -> str:
    """An element with the full names of its attributes; the content is markup."""
    given = "".join(f' {key}="{as_xml(visible(value))}"' for key, value in attributes.items())
    inner = "".join(content)
    return f"<{name}{given}>{inner}</{name}>" if inner else f"<{name}{given}/>"


def w(name: str, /, *content: str, **attributes: str | int) -> str:
    """An element of WordprocessingML, whose attributes are of its namespace."""
    return tag(f"w:{name}", {f"w:{key}": str(value) for key, value in attributes.items()}, *content)


def root(name: str, *content: str) -> str:
    """A part with its root element."""
    return HEAD + tag(f"w:{name}", NAMESPACES, *content)


def run_properties(properties: Properties) -> str:
    """The properties of a run, in their order; empty without properties."""
    return _ordered("rPr", properties, _OF_RUN)


def paragraph_properties(properties: Properties) -> str:
    """The properties of a paragraph, in their order; empty without properties."""
    return _ordered("pPr", properties, _OF_PARAGRAPH)


def _ordered(name: str, properties: Properties, order: Iterable[str]) -> str:
    return w(name, *(properties[key] for key in order if key in properties)) if properties else ""


def text(words: str, deleted: bool = False) -> str:
    """The text of a run."""
    name = "w:delText" if deleted else "w:t"
    return tag(name, {"xml:space": "preserve"}, as_xml(visible(words)))


def run(properties: Properties, *content: str) -> str:
    """A run of markup."""
    return w("r", run_properties(properties), *content)


def styled(style: str, words: str, properties: Properties | None = None) -> str:
    """A run of text in a character style."""
    return run({**(properties or {}), "rStyle": w("rStyle", val=style)}, text(words))


def paragraph(style: str, *content: str, properties: Properties | None = None) -> str:
    """A paragraph in a style."""
    return w("p", paragraph_properties({"pStyle": w("pStyle", val=style), **(properties or {})}), *content)
