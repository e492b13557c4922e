"""The registers of an edition: persons, places, organisations, works, archival references, interventions."""

from teikit.site.registers.archives import archive_pages
from teikit.site.registers.entity_pages import entity_pages
from teikit.site.registers.interventions import intervention_pages
from teikit.site.registers.passages import Passages
from teikit.site.registers.places import Registers, link_entities

__all__ = ["Passages", "Registers", "archive_pages", "entity_pages", "intervention_pages", "link_entities"]
