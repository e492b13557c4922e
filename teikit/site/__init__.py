"""The pages of a site around its documents: frame, lists, registers, texts of its own."""

from teikit.site.calendar import calendar_pages
from teikit.site.frame import Frame, SitePages, assets, reserved_names, site_pages
from teikit.site.lists import Catalogue, Positions, list_files, list_pages, year_links
from teikit.site.timeline import timeline_pages

__all__ = [
    "Catalogue",
    "Frame",
    "Positions",
    "SitePages",
    "assets",
    "calendar_pages",
    "list_files",
    "list_pages",
    "reserved_names",
    "site_pages",
    "timeline_pages",
    "year_links",
]
