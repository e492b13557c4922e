"""The years of an edition as bars: links to the documents of each, as high as there are many."""

from collections.abc import Callable

from teikit.site.lists.catalogue import Catalogue
from teikit.site.lists.common import FOLDER, START
from teikit.site.lists.markup import element
from teikit.site.lists.periods import Gap, Period

_HIGHEST = 56
_LOWEST = 2
_DENSE = 12  # bars: more have narrow labels
_MANY = 24  # bars: more have vertical labels


def year_bars(catalogue: Catalogue, address: Callable[[Period], str], current: Period | None = None) -> str:
    """The bars of all periods, with links by `address`; nothing where there is one period or none."""
    periods, language = catalogue.periods, catalogue.interface
    if len(periods.of) < 2:
        return ""
    highest = max(map(len, periods.of.values()))
    bars = []
    for period in periods.with_gaps():
        if isinstance(period, Gap):
            ends = (period.first.words(language), period.last.words(language))
            bars.append(element("gap", words=catalogue.words("no-documents", year=" – ".join(ends))))
        elif documents := periods.of.get(period):
            bars.append(_bar(catalogue, period, len(documents), highest, address(period), period == current))
        else:
            text = period.words(language)
            bars.append(element("empty", label=text, words=catalogue.words("no-documents", year=text)))
    return element(
        "years", bars, dense="yes" if len(bars) > _DENSE else None, many="yes" if len(bars) > _MANY else None
    )


def start_bars(catalogue: Catalogue) -> str:
    """The bars of all periods on the start page."""
    addresses = {
        period: address
        for period, (_, address) in zip(catalogue.periods.of, year_links(catalogue).values(), strict=True)
    }
    return year_bars(catalogue, addresses.__getitem__)


def year_links(catalogue: Catalogue) -> dict[str, tuple[int, str]]:
    """The number of documents of each period, and the address of their list, by the words of the period."""
    prefix, suffix = (f"{FOLDER}/", ".html") if catalogue.is_large else (f"{START}#y", "")
    linked = catalogue.is_by_date or catalogue.is_large
    return {
        period.words(catalogue.interface): (len(documents), f"{prefix}{period.slug}{suffix}" if linked else START)
        for period, documents in catalogue.periods.of.items()
    }


def _bar(catalogue: Catalogue, period: Period, count: int, highest: int, href: str, current: bool) -> str:
    height = max(_LOWEST, round(_HIGHEST * count / highest))
    words = catalogue.words("documents", count=count)
    label = period.words(catalogue.interface)
    return element(
        "year", href=href, label=label, count=count, words=words, height=height, current="yes" if current else None
    )
