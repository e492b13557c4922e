"""Where the entities of an edition are in its registers, and the links to them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote, unquote

from teikit.model import ENTITY_KINDS, ORGANISATION, PERSON, PLACE, WORK, EditionModel, Entity, natural
from teikit.recognizers import script_of_letter
from teikit.site.lists import distinct_slugs

REGISTERS = {PERSON: "persons", PLACE: "places", ORGANISATION: "organisations", WORK: "works"}
"""The name of the register of each kind: its page, and the folder of the pages of its entries."""
LONGEST = 200
"""The most entries of a page."""

_FEW = 5  # documents: an entity without a key has no page of its own, where it is in so few
_LINK = re.compile(r'href="entity:([^"]*)"')


class Part(NamedTuple):
    """A page of a register: its path, its letter (empty where the register is one page), and its entries."""

    path: str
    letter: str
    entities: Sequence[Entity]


class Registers:
    """The registers of an edition: the entities that its documents name, and all entries of its registers."""

    def __init__(self, model: EditionModel) -> None:
        """The registers of a model."""
        self._of_kind = {kind: model.of_kind(kind) for kind in ENTITY_KINDS}

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of entities that have a register."""
        return tuple(kind for kind in ENTITY_KINDS if self._of_kind[kind])

    def of_kind(self, kind: str) -> Sequence[Entity]:
        """The entries of a register, by name."""
        return self._of_kind[kind]

    @cached_property
    def names_of_persons(self) -> Mapping[str, str]:
        """The name of each person, by its token."""
        return {token(person): person.name for person in self._of_kind[PERSON]}

    @cached_property
    def parts(self) -> Mapping[str, Sequence[Part]]:
        """The pages of each register."""
        return {kind: list(_parts(REGISTERS[kind], self._of_kind[kind])) for kind in self.kinds}

    @cached_property
    def slugs(self) -> Mapping[str, str]:
        """The name of the page or place of each entity, by its token."""
        slugs: dict[str, str] = {}
        for kind in self.kinds:
            in_order = sorted(self._of_kind[kind], key=token)
            slugs |= distinct_slugs((token(entity), entity.name) for entity in in_order)
        return slugs

    @cached_property
    def addresses(self) -> Mapping[str, str]:
        """The address of each entity from the folder of the site, by its token."""
        return {
            token(entity): self._address(entity, part)
            for parts in self.parts.values()
            for part in parts
            for entity in part.entities
        }

    def _address(self, entity: Entity, part: Part) -> str:
        name = quote(self.slugs[token(entity)])
        return f"{REGISTERS[entity.record.kind]}/{name}.html" if has_page(entity) else f"{quote(part.path)}#{name}"


def token(entity: Entity) -> str:
    """What a page calls an entity in its links until it is finished: its key, or without a key `?KIND:NAME`."""
    return entity.record.key if entity.identified else f"?{entity.record.kind}:{entity.name}"


def has_page(entity: Entity) -> bool:
    """Whether an entity has a page of its own: not an entry of a register that no document names."""
    return bool(entity.occurrences) and (entity.identified or len(entity.documents) > _FEW)


def link_entities(page: str, root: str, addresses: Mapping[str, str]) -> str:
    """A page with the addresses of entities in its links; what is in no register is no link."""

    def link(match: re.Match[str]) -> str:
        address = addresses.get(unquote(match[1].replace("&amp;", "&")))
        return f'href="{root}{address}"' if address else ""

    return _LINK.sub(link, page)


def letter(name: str) -> str:
    """The letter that a name is listed under."""
    first = str(natural(name)[0] or next(iter(natural(name)[1:]), ""))[:1].upper()
    return first if first.isalpha() else "#"


def scripts(entities: Iterable[Entity]) -> Mapping[str, str]:
    """The scripts of letters that are not in the script of the first name: letters of two scripts look alike."""
    letters = dict.fromkeys(letter(entity.name) for entity in entities)
    of = {each: name for each in letters if (name := script_of_letter(each))}
    first = next(iter(of.values()), "")
    return {each: name for each, name in of.items() if name != first}


def _parts(name: str, entities: Sequence[Entity]) -> Iterator[Part]:
    if len(entities) <= LONGEST:
        yield Part(f"{name}.html", "", entities)
        return
    for first, group in groupby(entities, key=lambda entity: letter(entity.name)):
        members = list(group)
        for number, start in enumerate(range(0, len(members), LONGEST), 1):
            # no slug of a name has two hyphens
            ending = f"-{number}" if number > 1 else ""
            path = f"{name}/letter--{first.lower() if first != '#' else 'other'}{ending}.html"
            yield Part(path, first, members[start : start + LONGEST])
