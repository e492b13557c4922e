"""Adds the registers of an edition to its site, and the links from names to them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from teikit.core import resource
from teikit.model import Block, Document, EditionModel
from teikit.pages import Draft
from teikit.site import Passages, Registers, archive_pages, entity_pages, intervention_pages, link_entities
from teikit.xml import PEOPLE

_STYLE = "registers.css"
_PEOPLE = Path(PEOPLE).stem
_PERSON = re.compile(rf'href="{_PEOPLE}\.html#([^"]+)"')


class Site(NamedTuple):
    """What registers are made from: the model, the blocks of each document, the pages of ids, title and language."""

    model: EditionModel
    blocks: Callable[[Document], Sequence[Block]]
    places: Mapping[str, Mapping[str, str]]
    title: str
    interface: str


def register_pages(site: Site, registers: Registers) -> Iterator[Draft]:
    """The pages of all registers. Raises OSError."""

    def page_of(document: Document, ident: str) -> str:
        return site.places.get(document.name, {}).get(ident, document.name)

    yield from entity_pages(registers, Passages(site.model, site.blocks), site.title, site.interface)
    yield from archive_pages(site.model, site.title, site.interface)
    yield from intervention_pages(site.model, page_of, site.title, site.interface)


def register_files() -> Iterator[tuple[str, bytes]]:
    """The style of registers."""
    yield f"assets/{_STYLE}", resource("xslt", "site", _STYLE).read_bytes()


def link_names(page: str, root: str, registers: Registers) -> str:
    """A page in which names lead to registers, also those that the TEI links to the list of persons."""

    def person(match: re.Match[str]) -> str:
        address = registers.addresses.get(f"{_PEOPLE}#{match[1]}")
        return f'href="{root}{address}"' if address else ""

    return _PERSON.sub(person, link_entities(page, root, registers.addresses))
