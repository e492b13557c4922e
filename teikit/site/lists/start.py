"""The start of the lists of a large edition: its years, correspondents, archives and places, with their counts."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from teikit.model import natural
from teikit.pages import SitePage
from teikit.site.lists.bars import year_bars
from teikit.site.lists.catalogue import Catalogue, Group
from teikit.site.lists.common import FOLDER, apart, back, lead, name_of, page, path_of
from teikit.site.lists.filters import filters
from teikit.site.lists.markup import element
from teikit.site.lists.parts import LONGEST
from teikit.site.lists.rows import href
from teikit.site.lists.shards import shard_count

_SHOWN = 12  # the commonest of each kind


class _Way(NamedTuple):
    """A kind of groups: the prefix of their lists, the file of all groups and the key of their number, other keys."""

    prefix: str
    name: str
    heading: str
    every: str


_WAYS = (
    _Way("from", "correspondents", "by-correspondent", "all-correspondents"),
    _Way("archive", "archives", "by-archive", "all-archives"),
    _Way("place", "places", "by-place", "all-places"),
)


def start_content(catalogue: Catalogue) -> str:
    """The content of documents.html of a large edition."""
    bars = year_bars(catalogue, lambda period: f"{FOLDER}/{period.slug}.html")
    ways = "".join(_way(catalogue, way) for way in _WAYS)
    choices = filters(catalogue, shard_count(catalogue))
    return "".join([lead(catalogue), apart(catalogue), bars, _others(catalogue), choices, element("ways", ways)])


def way_pages(catalogue: Catalogue) -> Iterator[SitePage]:
    """The pages with all correspondents, archives and places, at most 200 on a page."""
    for prefix, name, heading, _ in _WAYS:
        groups = _groups(catalogue, name)
        if len(groups) <= _SHOWN:
            continue
        parts = [groups[start : start + LONGEST] for start in range(0, len(groups), LONGEST)]
        for position, part in enumerate(parts):
            items = "".join(_item(catalogue, prefix, group, "../") for group in part)
            text = catalogue.words(name, count=len(groups))
            content = [
                back(catalogue),
                element("lead", text=text),
                element("groups", items),
                _links(parts, name, position),
            ]
            yield page(catalogue, path_of(name, position), catalogue.words(heading), "".join(content))


def _groups(catalogue: Catalogue, name: str) -> Sequence[Group]:
    groups: Sequence[Group] = getattr(catalogue, name)
    return groups


def _way(catalogue: Catalogue, way: _Way) -> str:
    """The commonest groups of a kind, with a link to all; nothing where there are fewer than two."""
    groups = _groups(catalogue, way.name)
    if len(groups) < 2:
        return ""
    ranked = sorted(groups, key=lambda group: (-len(group.documents), natural(group.name)))
    items = "".join(_item(catalogue, way.prefix, group, "") for group in islice(ranked, _SHOWN))
    every = len(groups) > _SHOWN
    return element(
        "way",
        items,
        heading=catalogue.words(way.heading),
        href=path_of(way.name, 0) if every else "",
        text=catalogue.words(way.every, count=len(groups)) if every else "",
    )


def _item(catalogue: Catalogue, prefix: str, group: Group, root: str) -> str:
    """A group with the link to its list, or to its only document."""
    several = len(group.documents) > 1
    address = root + path_of(f"{prefix}-{group.slug}", 0) if several else href(group.documents[0], root)
    return element("group", href=address, name=group.name, count=len(group.documents))


def _links(parts: Sequence[Sequence[Group]], name: str, position: int) -> str:
    """Links to the parts of a long list of groups, by their first names."""
    if len(parts) == 1:
        return ""
    return element(
        "parts",
        (
            element("part", href=name_of(name, n), text=part[0].name, current="yes" if n == position else None)
            for n, part in enumerate(parts)
        ),
    )


def _others(catalogue: Catalogue) -> str:
    """Links to the lists of documents that are in no year, and to the order of the edition where it is another one."""
    order = [] if catalogue.is_by_date else catalogue.documents
    lists = (
        ("order", "in-order", order),
        ("undated", "undated", catalogue.periods.undated),
    )
    return "".join(
        element("other", href=path_of(slug, 0), text=catalogue.words(key), count=len(documents))
        for slug, key, documents in lists
        if documents
    )
