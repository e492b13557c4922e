"""An edition as its lists see it: its documents by time, by correspondence, by archive and place."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import quote

from teikit.core import message
from teikit.model import ORGANISATION, PERSON, Document, EditionModel, natural
from teikit.site.lists.dates import Years, years_of
from teikit.site.lists.facets import Facet, facets_of
from teikit.site.lists.parties import Parties, Party, parties_of
from teikit.site.lists.periods import Periods, by_period
from teikit.site.lists.slugs import distinct_slugs

ONE_LIST = 300
"""Documents: a larger edition has several lists."""

_FEWEST_LETTERS = 3  # that a correspondence has a list of its own for: of two each page names the other


class Group(NamedTuple):
    """Documents with something in common: a file name for their list, what to call them."""

    slug: str
    name: str
    documents: list[Document]


@dataclass(frozen=True)
class Catalogue:
    """An edition for its lists; `title` is that of the edition, `interface` the language of the pages' own words."""

    model: EditionModel
    title: str = ""
    interface: str = "en"

    def words(self, key: str, /, **arguments: str | int) -> str:
        """A message of the interface."""
        return message(self.interface, f"list.{key}", **arguments)

    def of_years(self, document: Document) -> Years | None:
        """The years of a document's date; None where it has no date with bounds."""
        return self.years[document.name]

    def month(self, month: int, year: str) -> str:
        """A month with its year."""
        return message(self.interface, "date.month", month=message(self.interface, f"month.{month}"), year=year)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents, in the order of the edition."""
        return self.model.documents

    @property
    def is_large(self) -> bool:
        """Whether the edition has several lists."""
        return len(self.documents) > ONE_LIST

    @cached_property
    def is_by_date(self) -> bool:
        """Whether the order of the edition is that of the dates."""
        orders = [document.record.order[:2] for document in self.documents]
        return all(before <= after for before, after in pairwise(orders))

    @cached_property
    def years(self) -> Mapping[str, Years | None]:
        """The years of each document's date, by the name of its page."""
        return {document.name: years_of(document) for document in self.documents}

    @cached_property
    def rows(self) -> dict[tuple[str, str, bool], str]:
        """The rows that were made: a document of a large edition is in several lists."""
        return {}

    @cached_property
    def periods(self) -> Periods:
        """The documents by time."""
        return by_period(self.documents, self.years)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of each entity by its key."""
        return {entity.record.key: entity.name for entity in self.model.entities if entity.record.key}

    @cached_property
    def entity_keys(self) -> frozenset[str]:
        """The keys of persons and organisations that have a page."""
        entities = (entity for kind in (PERSON, ORGANISATION) for entity in self.model.of_kind(kind))
        return frozenset(entity.record.key for entity in entities if entity.record.key)

    def entity_link(self, key: str) -> str:
        """The draft of a link to the page of a person or an organisation; empty without a page."""
        return f"entity:{quote(key, safe='')}" if key in self.entity_keys else ""

    @cached_property
    def parties(self) -> Mapping[str, Parties]:
        """Senders and addressees by the name of the document's page."""
        return {document.name: parties_of(document, self.names) for document in self.documents}

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """What the lists can be filtered by."""
        return facets_of(self.documents, self.names)

    @cached_property
    def has_kinds(self) -> bool:
        """Whether documents differ in their kind: then lists show it."""
        return len({document.record.kind for document in self.documents}) > 1

    @cached_property
    def titles(self) -> Counter[str]:
        """How many documents have a title."""
        return Counter(document.record.title for document in self.documents)

    @cached_property
    def people(self) -> Mapping[str, Party]:
        """Everyone who writes or receives a document, by identity."""
        parties = (party for of in self.parties.values() for party in (*of.senders, *of.addressees))
        return {party.ident: party for party in parties}

    @cached_property
    def correspondences(self) -> Mapping[frozenset[str], Group]:
        """The documents between the same persons, in either direction, by who they are, in the order of the edition."""
        letters: dict[frozenset[str], list[Document]] = {}
        for document in self.documents:
            if idents := self.parties[document.name].idents:
                letters.setdefault(idents, []).append(document)
        many = {who: documents for who, documents in letters.items() if len(documents) >= _FEWEST_LETTERS}
        names = {who: sorted((self.people[ident].name for ident in who), key=natural) for who in letters}
        keys = {" ".join(sorted(who)): who for who in many}
        slugs = distinct_slugs((key, "-".join(names[keys[key]])) for key in sorted(keys))
        slug_of = {keys[key]: name for key, name in slugs.items()}
        return {
            who: Group(slug_of.get(who, ""), self.enumerate(names[who]), documents)
            for who, documents in letters.items()
        }

    def enumerate(self, names: list[str]) -> str:
        """Names in one phrase; those with commas in them are separated by semicolons."""
        if len(names) == 2:
            return self.words("two", first=names[0], second=names[1])
        return ("; " if any("," in name for name in names) else ", ").join(names)

    @cached_property
    def correspondents(self) -> tuple[Group, ...]:
        """Everyone who writes or receives documents, by name, with these documents."""

        def idents(document: Document) -> list[tuple[str, str]]:
            parties = self.parties[document.name]
            return [(party.ident, self.people[party.ident].name) for party in (*parties.senders, *parties.addressees)]

        return self._grouped(idents)

    @cached_property
    def archives(self) -> tuple[Group, ...]:
        """The archives by name, with their documents."""
        return self._grouped(lambda document: [(document.record.archive, document.record.archive)])

    @cached_property
    def places(self) -> tuple[Group, ...]:
        """The places where documents were written, by name."""
        return self._grouped(lambda document: [(document.record.place, document.record.place)])

    def _grouped(self, of: Callable[[Document], list[tuple[str, str]]]) -> tuple[Group, ...]:
        groups: dict[str, tuple[str, list[Document]]] = {}
        for document in self.documents:
            for key, name in dict(of(document)).items():
                if key:
                    groups.setdefault(key, (name, []))[1].append(document)
        ordered = sorted(groups.items(), key=lambda item: (natural(item[1][0]), item[0]))
        slugs = distinct_slugs((key, name) for key, (name, _) in ordered)
        return tuple(Group(slugs[key], name, documents) for key, (name, documents) in ordered)
