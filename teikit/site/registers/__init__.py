"""The registers of an edition: persons, places, organisations, works, archival references, interventions."""

from teikit.site.registers.archives import archive_pages
from teikit.site.registers.entity_pages import entity_pages, register_lists
from teikit.site.registers.interventions import intervention_pages
from teikit.site.registers.passages import Passage, Passages, passages_of
from teikit.site.registers.places import Registers, has_page, link_entities, token

__all__ = [
    "Passage",
    "Passages",
    "Registers",
    "archive_pages",
    "entity_pages",
    "has_page",
    "intervention_pages",
    "link_entities",
    "passages_of",
    "register_lists",
    "token",
]
