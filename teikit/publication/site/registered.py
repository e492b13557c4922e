"""Adds the registers of an edition to its site, and the links from names to them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from teikit.core import resource
from teikit.model import Document, EditionModel, Entity, as_changed, as_shown, view
from teikit.pages import SitePage
from teikit.publication.site.keys import Keys
from teikit.publication.site.outputs import Entry, Outputs
from teikit.site import (
    Passage,
    Passages,
    Registers,
    archive_pages,
    entity_pages,
    has_page,
    intervention_pages,
    link_entities,
    register_lists,
    token,
)
from teikit.xml import PEOPLE

_STYLE = "registers.css"
_PEOPLE = Path(PEOPLE).stem
_PERSON = re.compile(rf'href="{_PEOPLE}\.html#([^"]+)"')


class Site(NamedTuple):
    """What registers are made from.

    The model, the passages of each document, the pages of ids, title and language, the keys of outputs.
    """

    model: EditionModel
    passages: Callable[[Document], Sequence[Passage]]
    places: Mapping[str, Mapping[str, str]]
    title: str
    interface: str
    keys: Keys


def register_pages(site: Site, registers: Registers, outputs: Outputs) -> Iterator[Entry]:
    """The pages of all registers."""
    words, keys, passages = (site.title, site.interface), site.keys, Passages(site.passages)
    yield from outputs.pages("registers", keys.named, lambda: register_lists(registers, *words))
    for entity in filter(has_page, site.model.entities):

        def pages(entity: Entity = entity) -> Iterator[SitePage]:
            return entity_pages(entity, registers, passages, *words)

        yield from outputs.pages(f"entity {token(entity)}", keys.entity(entity), pages)
    model = view(site.model, as_shown)
    yield from outputs.pages("archives", keys.shown, lambda: archive_pages(model, *words))
    yield from _intervention_pages(site, outputs)


def _intervention_pages(site: Site, outputs: Outputs) -> Iterator[Entry]:
    model = view(site.model, as_changed)

    def page_of(document: Document, ident: str) -> str:
        return site.places.get(document.name, {}).get(ident, document.name)

    key = site.keys.of(site.keys.changed, sorted((name, sorted(of.items())) for name, of in site.places.items()))
    return iter(
        outputs.pages("interventions", key, lambda: intervention_pages(model, page_of, site.title, site.interface))
    )


def register_files() -> Iterator[tuple[str, bytes]]:
    """The style of registers."""
    yield f"assets/{_STYLE}", resource("xslt", "site", _STYLE).read_bytes()


def link_names(page: str, root: str, registers: Registers) -> str:
    """A page in which names lead to registers, also those that the TEI links to the list of persons."""

    def person(match: re.Match[str]) -> str:
        address = registers.addresses.get(f"{_PEOPLE}#{match[1]}")
        return f'href="{root}{address}"' if address else ""

    return _PERSON.sub(person, link_entities(page, root, registers.addresses))
