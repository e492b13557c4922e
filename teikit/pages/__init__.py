"""What all pages of a site share: drafts with placeholders, the stylesheets that make them, their words."""

from teikit.pages.draft import PLACEHOLDERS, Draft, Fragment, Page, fill, placeholder, root_of
from teikit.pages.messages import language_names, message_map
from teikit.pages.site_page import Later, SitePage, site_page

__all__ = [
    "PLACEHOLDERS",
    "Draft",
    "Fragment",
    "Later",
    "Page",
    "SitePage",
    "fill",
    "language_names",
    "message_map",
    "placeholder",
    "root_of",
    "site_page",
]
