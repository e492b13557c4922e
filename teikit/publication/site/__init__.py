"""The site around the pages of documents: frame, registers, search, exports, made again only where they changed."""

from teikit.publication.site.collected import Collected
from teikit.publication.site.exported import BOOK, EPUB, Exports
from teikit.publication.site.site import Published, Site

__all__ = [
    "BOOK",
    "EPUB",
    "Collected",
    "Exports",
    "Published",
    "Site",
]
