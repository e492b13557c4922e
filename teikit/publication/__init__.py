"""Publishes TEI: the reading document, the HTML site, the PDF."""

from typing import TYPE_CHECKING

from teikit.core import names_on_use
from teikit.model import Record
from teikit.publication.documents import Run
from teikit.publication.publish import publish, publish_print
from teikit.publication.reading import self_contained
from teikit.publication.site import Published
from teikit.publication.uncovered import uncovered

if TYPE_CHECKING:
    from teikit.publication.exporting import publish_exports
    from teikit.publication.formatted import publish_format
    from teikit.publication.preview import Preview
    from teikit.publication.single import document_page, document_pdf, document_record

__all__ = [
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

# What a build does not need. (A name that is also that of its module cannot be here.)
_NAMES = {
    "exporting": ("publish_exports",),
    "formatted": ("publish_format",),
    "preview": ("Preview",),
    "single": ("document_page", "document_pdf", "document_record"),
}
__getattr__ = names_on_use(__name__, globals(), _NAMES)
