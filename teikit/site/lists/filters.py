"""The filters of a list: the choices of each facet, and the words that the script needs."""

from teikit.site.lists.catalogue import Catalogue
from teikit.site.lists.facets import Facet
from teikit.site.lists.markup import element


def filters(catalogue: Catalogue, shards: int = 0) -> str:
    """The filters; `shards` is the number of scripts that hold the data of the rows, 0 where the page has all rows."""
    if len(catalogue.documents) < 2:
        return ""
    years = [years for document in catalogue.documents if (years := catalogue.of_years(document))]
    first = min((bounds.first for bounds in years), default=None)
    last = max((bounds.last for bounds in years), default=None)
    total = len(catalogue.documents)
    return element(
        "filters",
        map(_facet, catalogue.facets),
        first=first if first != last else None,
        last=last if first != last else None,
        shards=shards or None,
        all=catalogue.words("documents", count=total),
        some=catalogue.words("shown", count=total, shown="{shown}"),
        order="date" if catalogue.is_by_date else "edition",
    )


def _facet(facet: Facet) -> str:
    options = (element("option", value=o.value, text=o.name, count=o.number) for o in facet.options)
    return element("facet", options, key=facet.key)
