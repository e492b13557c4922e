"""Exports of an edition: citations, tables, exchange formats, plain text, EPUB."""

from teikit.exports.citations import Citation, citations
from teikit.exports.epub import Book, BookPage, Earlier, epub
from teikit.exports.feeds import sitemaps
from teikit.exports.files import EXPORTS, NEED_ADDRESS, Source, document_files, export, plain_texts
from teikit.exports.fragments import citing, downloads
from teikit.exports.head import coins, head_metadata, json_ld
from teikit.exports.items import Item, Items

__all__ = [
    "EXPORTS",
    "NEED_ADDRESS",
    "Book",
    "BookPage",
    "Citation",
    "Earlier",
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
    "plain_texts",
    "sitemaps",
]
