"""The pages with lists of documents: documents.html and, of a large edition, the lists in documents/."""

from collections.abc import Iterable, Iterator, Sequence

from teikit.pages import SitePage, root_of
from teikit.site.lists.bars import year_bars
from teikit.site.lists.catalogue import Catalogue
from teikit.site.lists.common import START, apart, back, lead, name_of, page, path_of
from teikit.site.lists.filters import filters
from teikit.site.lists.listings import Listing, listings
from teikit.site.lists.markup import element
from teikit.site.lists.parts import Part, Section, cut, label
from teikit.site.lists.periods import Period
from teikit.site.lists.rows import row
from teikit.site.lists.sections import one_list
from teikit.site.lists.start import start_content, way_pages


def list_pages(catalogue: Catalogue) -> Iterator[SitePage]:
    """The pages with lists of documents."""
    if catalogue.is_large:
        yield page(catalogue, START, catalogue.words("title"), start_content(catalogue))
        yield from way_pages(catalogue)
    else:
        yield page(catalogue, START, catalogue.words("title"), _only_list(catalogue))
    for listing in listings(catalogue):
        yield from _listing_pages(catalogue, listing)


def _only_list(catalogue: Catalogue) -> str:
    sections = one_list(catalogue)
    bars = year_bars(catalogue, lambda period: f"#y{period.slug}") if catalogue.is_by_date else ""
    rows = _sections(catalogue, sections, "", True, True)
    return "".join([lead(catalogue), apart(catalogue), bars, filters(catalogue), rows])


def _listing_pages(catalogue: Catalogue, listing: Listing) -> Iterator[SitePage]:
    parts = cut(listing.sections)
    above = back(catalogue)
    bars = _bars(catalogue, listing.period) if listing.period else ""
    count = sum(len(section.documents) for section in listing.sections)
    for position, part in enumerate(parts):
        path = path_of(listing.slug, position)
        text = _part_words(catalogue, count, parts, position)
        rows = _sections(catalogue, part, root_of(path), listing.named, False)
        content = [above, element("lead", text=text), bars, rows, _part_links(catalogue, listing, parts, position)]
        yield page(catalogue, path, listing.heading, "".join(content))


def _bars(catalogue: Catalogue, current: Period) -> str:
    return year_bars(catalogue, lambda period: f"{period.slug}.html", current)


def _part_words(catalogue: Catalogue, count: int, parts: Sequence[Part], position: int) -> str:
    """How many documents there are in how many lists, and which of them this list has."""
    documents = catalogue.words("documents", count=count)
    if len(parts) == 1:
        return documents
    here = catalogue.words("documents", count=sum(len(section.documents) for section in parts[position]))
    lists = catalogue.words("in-lists", documents=documents, count=len(parts))
    part = catalogue.words("this-list", part=label(parts[position]), documents=here)
    return f"{lists} {part}"


def _part_links(catalogue: Catalogue, listing: Listing, parts: Sequence[Part], position: int) -> str:
    if len(parts) == 1:
        return ""
    links = [
        element("part", href=name_of(listing.slug, n), text=text, current="yes" if n == position else None)
        for n, text in enumerate(_labels(parts))
    ]
    return element("parts", links, label=listing.heading)


def _labels(parts: Sequence[Part]) -> Iterator[str]:
    """The labels of parts; several with the same label have numbers."""
    labels = [label(part) for part in parts]
    for position, text in enumerate(labels):
        same = labels[: position + 1].count(text)
        yield f"{text} ({same})" if labels.count(text) > 1 else text


def _sections(catalogue: Catalogue, sections: Iterable[Section], root: str, named: bool, filtered: bool) -> str:
    return "".join(
        element(
            "section",
            (row(catalogue, document, root, section.short, named, filtered) for document in section.documents),
            id=section.ident,
            heading=section.heading,
            count=catalogue.words("documents", count=len(section.documents)),
        )
        for section in sections
    )
