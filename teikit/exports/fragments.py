"""What the page of a document says of citing and of its files, as HTML."""

from collections.abc import Collection
from html import escape
from urllib.parse import quote

from teikit.core import message
from teikit.exports.citations import Citation, citations
from teikit.exports.head import coins
from teikit.exports.items import Item
from teikit.model import Document


def citing(item: Item, document: Document, language: str) -> str:
    """The citations of a document in all styles, and its files for reference managers: for the section on citing."""
    styles = "".join(
        f"<div><dt>{escape(citation.style)}</dt>{_citation(citation, number, language)}</div>"
        for number, citation in enumerate(citations(item, language), 1)
    )
    name = quote(document.name)
    files = (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "csl.json"))
    links = " · ".join(f'<a href="cite/{name}.{suffix}" download>{label}</a>' for label, suffix in files)
    return f'<dl class="citations">{styles}</dl><p class="cite-tools">{links}{coins(item)}</p>'


def _citation(citation: Citation, number: int, language: str) -> str:
    """A citation with a button that copies it, which the script shows."""
    ident = f"page:style-{number}"
    copy, done = (escape(message(language, f"page.{key}")) for key in ("copy", "copied"))
    button = f'<button type="button" hidden data-copy="{ident}" data-done="{done}">{copy}</button>'
    words = "".join(f"<i>{escape(text)}</i>" if italic else escape(text) for italic, text in citation.pieces)
    return f'<dd><span class="citation" id="{ident}">{words}</span> {button} <span role="status"></span></dd>'


def downloads(document: Document, exports: Collection[str]) -> str:
    """The links to the files of a document as a list: TEI, PDF, plain text of both views, IIIF.

    `exports` are the names of the exports that the site has.
    """
    name = quote(document.name)
    files = [
        ("TEI", document.tei and quote(document.tei)),
        ("PDF", document.pdf and quote(document.pdf)),
        ("TXT", f"text/{name}-reading.txt" if "txt" in exports and document.kind == "document" else ""),
        ("IIIF", f"iiif/{name}/manifest.json" if "iiif" in exports and document.images else ""),
    ]
    links = (f'<li><a href="{escape(address)}">{label}</a></li>' for label, address in files if address)
    return f"<ul>{''.join(links)}</ul>"
