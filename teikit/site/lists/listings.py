"""The lists of an edition that are in a folder of their own."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from teikit.site.lists import sections as of
from teikit.site.lists.catalogue import Catalogue, Group
from teikit.site.lists.parts import Section
from teikit.site.lists.periods import Period


class Listing(NamedTuple):
    """A list of one or several pages: its first page, what is listed, its sections, the period it is about."""

    slug: str
    heading: str
    sections: list[Section]
    period: Period | None = None
    named: bool = False
    """Whether its rows have anchors: those of the list in which a document has its place."""


def listings(catalogue: Catalogue) -> Iterator[Listing]:
    """The lists in their own folder: those of correspondences, and all others of a large edition."""
    if catalogue.is_large:
        yield from chronological(catalogue)
        yield from _grouped(catalogue, "from", "of-correspondent", catalogue.correspondents)
        yield from _grouped(catalogue, "archive", "of-archive", catalogue.archives)
        yield from _grouped(catalogue, "place", "of-place", catalogue.places)
    letters = [group for group in catalogue.correspondences.values() if group.slug]
    yield from _grouped(catalogue, "between", "of-correspondence", letters)


def chronological(catalogue: Catalogue) -> Iterator[Listing]:
    """The lists of a large edition in which each document has its place: by time, or in the order of the edition."""
    by_date = catalogue.is_by_date
    if not by_date:
        every = Section("order", catalogue.words("in-order"), list(catalogue.documents), False)
        yield Listing("order", catalogue.words("in-order"), [every], named=True)
    for period in catalogue.periods.of:
        heading = catalogue.words("of-year", year=period.words(catalogue.interface))
        yield Listing(period.slug, heading, of.of_period(catalogue, period), period, by_date)
    if sections := of.undated(catalogue):
        yield Listing("undated", catalogue.words("undated"), sections, named=by_date)


def _grouped(catalogue: Catalogue, prefix: str, heading: str, groups: Iterable[Group]) -> Iterator[Listing]:
    """A list for each group of several documents: for one document the link leads to its page."""
    for group in groups:
        if len(group.documents) > 1:
            words = catalogue.words(heading, name=group.name)
            yield Listing(f"{prefix}-{group.slug}", words, of.by_year(catalogue, group.documents))
