"""The sections of a list: its headings, with the documents below each."""

from collections.abc import Iterable, Iterator

from teikit.model import Document, natural
from teikit.site.lists.catalogue import Catalogue
from teikit.site.lists.dates import month_of, year_in_words
from teikit.site.lists.parts import Section
from teikit.site.lists.periods import Period


def one_list(catalogue: Catalogue) -> list[Section]:
    """The sections of the only list of an edition: years, or the order of the edition where that is another one."""
    if not catalogue.is_by_date:
        return [Section("order", catalogue.words("in-order"), list(catalogue.documents), False)]
    periods = catalogue.periods
    sections = [
        Section(f"y{period.slug}", period.words(catalogue.interface), documents, period.length == 1)
        for period, documents in periods.of.items()
    ]
    return [*sections, *_undated(catalogue, periods.undated)]


def of_period(catalogue: Catalogue, period: Period) -> list[Section]:
    """The sections of the list of a period: the months of a year, or years."""
    documents = catalogue.periods.of[period]
    return list(_by_month(catalogue, period, documents)) if period.length == 1 else by_year(catalogue, documents)


def by_year(catalogue: Catalogue, documents: Iterable[Document]) -> list[Section]:
    """Documents by the year in which their dates begin, then those without a date."""
    years: dict[int, list[Document]] = {}
    undated = []
    for document in documents:
        if bounds := catalogue.of_years(document):
            years.setdefault(bounds.first, []).append(document)
        else:
            undated.append(document)
    sections = [
        Section(f"y{Period(year, 1).slug}", year_in_words(year, catalogue.interface), of)
        for year, of in sorted(years.items())
    ]
    return [*sections, *_undated(catalogue, undated)]


def undated(catalogue: Catalogue) -> list[Section]:
    """Documents without a date, by the first letters of their titles."""
    letters: dict[str, list[Document]] = {}
    for document in sorted(catalogue.periods.undated, key=lambda document: natural(document.record.title)):
        letters.setdefault(_letter(document.record.title), []).append(document)
    return [Section(f"t{number}", letter, of, False) for number, (letter, of) in enumerate(letters.items(), 1)]


def _by_month(catalogue: Catalogue, period: Period, documents: Iterable[Document]) -> Iterator[Section]:
    months: dict[int | None, list[Document]] = {}
    for document in documents:
        months.setdefault(month_of(document), []).append(document)
    year = period.words(catalogue.interface)
    for month, of in sorted(months.items(), key=lambda item: item[0] or 0):
        if month is None:
            yield Section("m0", year, of)
        else:
            yield Section(f"m{month}", catalogue.month(month, year), of)


def _undated(catalogue: Catalogue, documents: list[Document]) -> list[Section]:
    return [Section("undated", catalogue.words("undated"), documents, False)] if documents else []


def _letter(title: str) -> str:
    """The first letter of a title, as it is sorted; all figures are one."""
    first = str(natural(title)[0])[:1].upper()
    return first if first.isalpha() else "0–9"
