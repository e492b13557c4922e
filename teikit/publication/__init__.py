"""Publishes TEI: the reading document, the HTML site, the PDF."""

from teikit.publication.publish import print_files, publish, publish_print, uncovered
from teikit.publication.self_contained import self_contained
from teikit.publication.single import document_page, document_pdf

__all__ = ["document_page", "document_pdf", "print_files", "publish", "publish_print", "self_contained", "uncovered"]
