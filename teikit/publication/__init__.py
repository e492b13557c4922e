"""Publishes TEI: the reading document, the HTML site, the PDF."""

from teikit.model import Record
from teikit.publication.documents import BUILD_NEEDS, Run
from teikit.publication.exporting import publish_exports
from teikit.publication.formatted import publish_format
from teikit.publication.preview import Preview
from teikit.publication.publish import publish, publish_print
from teikit.publication.reading import self_contained
from teikit.publication.single import document_page, document_pdf, document_record
from teikit.publication.site import Published
from teikit.publication.uncovered import uncovered

__all__ = [
    "BUILD_NEEDS",
    "Preview",
    "Published",
    "Record",
    "Run",
    "document_page",
    "document_pdf",
    "document_record",
    "publish",
    "publish_exports",
    "publish_format",
    "publish_print",
    "self_contained",
    "uncovered",
]
