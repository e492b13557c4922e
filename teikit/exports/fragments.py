"""What the page of a document says of citing and of its files, as HTML."""

from html import escape
from urllib.parse import quote

from teikit.core import message
from teikit.exports.citations import citations
from teikit.exports.head import coins
from teikit.exports.items import Item
from teikit.model import Document


def citing(item: Item, document: Document, language: str, citation: str = "") -> str:
    """The section of a page that says how to cite it; `citation` is what the TEI itself says."""
    given = f'<p class="citation" id="page:citation">{escape(citation)}</p>' if citation else ""
    styles = "".join(
        f'<div><dt>{escape(style)}</dt><dd class="citation" id="page:citation-{number}">{_italic(pieces)}</dd></div>'
        for number, (style, pieces) in enumerate(((c.style, c.pieces) for c in citations(item, language)), 1)
    )
    heading = escape(message(language, "cite.heading"))
    return (
        f'<section class="back cite" aria-labelledby="page:cite"><h2 id="page:cite">{heading}</h2>{given}'
        f'<dl class="citations">{styles}</dl>{_tools(document, language)}{coins(item)}</section>'
    )


def _italic(pieces: list[tuple[bool, str]]) -> str:
    return "".join(f"<i>{escape(text)}</i>" if italic else escape(text) for italic, text in pieces)


def _tools(document: Document, language: str) -> str:
    """Buttons that copy a citation, shown by the script, and the files for reference managers."""
    copy = escape(message(language, "cite.copy"))
    buttons = f'<button type="button" data-copy="page:citation-1" hidden>{copy}</button>'
    name = quote(document.name)
    files = (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "csl.json"))
    links = " ".join(f'<a href="cite/{name}.{suffix}" download>{label}</a>' for label, suffix in files)
    return f'<p class="cite-tools">{buttons} {links} <span role="status"></span></p>'


def downloads(document: Document, text: bool, manifest: bool) -> str:
    """The links to the files of a document: TEI, PDF, plain text of both views, IIIF."""
    name = quote(document.name)
    files = [
        ("TEI", document.tei),
        ("PDF", document.pdf),
        ("TXT", f"text/{name}-reading.txt" if text else ""),
        ("IIIF", f"iiif/{name}/manifest.json" if manifest and document.images else ""),
    ]
    return " · ".join(f'<a href="{escape(address)}">{label}</a>' for label, address in files if address)
