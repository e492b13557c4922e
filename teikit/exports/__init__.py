"""Exports of an edition: citations, tables, exchange formats, plain text, EPUB."""

from teikit.exports.citations import Citation, citations
from teikit.exports.epub import BookPage, epub
from teikit.exports.feeds import sitemaps
from teikit.exports.files import EXPORTS, NEED_ADDRESS, Source, document_files, export
from teikit.exports.fragments import citing, downloads
from teikit.exports.head import coins, head_metadata, json_ld
from teikit.exports.items import Item, Items

__all__ = [
    "EXPORTS",
    "NEED_ADDRESS",
    "BookPage",
    "Citation",
    "Item",
    "Items",
    "Source",
    "citations",
    "citing",
    "coins",
    "document_files",
    "downloads",
    "epub",
    "export",
    "head_metadata",
    "json_ld",
    "sitemaps",
]
