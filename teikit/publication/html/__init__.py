"""Reading documents to pages: rendered by one stylesheet, or by an edition's own in front of it."""

from teikit.publication.html.pages import corrected_links
from teikit.publication.html.rendering import Edition, read_document, self_contained_page, write_assets
from teikit.publication.html.specimens import specimens

__all__ = [
    "Edition",
    "corrected_links",
    "read_document",
    "self_contained_page",
    "specimens",
    "write_assets",
]
