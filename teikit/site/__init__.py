"""The pages of a site around its documents: frame, lists, registers, texts of its own."""

from teikit.site.calendar import calendar_pages
from teikit.site.frame import Frame, SitePages, assets, site_pages
from teikit.site.lists import Catalogue, Positions, list_files, list_pages, year_links
from teikit.site.registers import (
    Passage,
    Passages,
    Registers,
    archive_pages,
    entity_pages,
    has_page,
    intervention_pages,
    link_entities,
    passages_of,
    register_lists,
    token,
)
from teikit.site.texts import Targets, Text, read_text
from teikit.site.timeline import timeline_pages

__all__ = [
    "Catalogue",
    "Frame",
    "Passage",
    "Passages",
    "Positions",
    "Registers",
    "SitePages",
    "Targets",
    "Text",
    "archive_pages",
    "assets",
    "calendar_pages",
    "entity_pages",
    "has_page",
    "intervention_pages",
    "link_entities",
    "list_files",
    "list_pages",
    "passages_of",
    "read_text",
    "register_lists",
    "site_pages",
    "timeline_pages",
    "token",
    "year_links",
]
