"""The pages of a site around its documents: frame, lists, registers, texts of its own."""

from teikit.site.calendar import calendar_pages
from teikit.site.frame import Frame, SitePages, assets, site_pages
from teikit.site.lists import Catalogue, Positions, list_files, list_pages, year_links
from teikit.site.registers import (
    Passages,
    Registers,
    archive_pages,
    entity_pages,
    intervention_pages,
    link_entities,
)
from teikit.site.timeline import timeline_pages

__all__ = [
    "Catalogue",
    "Frame",
    "Passages",
    "Positions",
    "Registers",
    "SitePages",
    "archive_pages",
    "assets",
    "calendar_pages",
    "entity_pages",
    "intervention_pages",
    "link_entities",
    "list_files",
    "list_pages",
    "site_pages",
    "timeline_pages",
    "year_links",
]
