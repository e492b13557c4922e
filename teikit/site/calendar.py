"""The calendar of an edition: a table for each month, its days linked; of a large edition a page for each year."""

from collections.abc import Iterator, Sequence
from functools import partial

from teikit.core import message
from teikit.model import Document
from teikit.pages import SitePage, site_page
from teikit.site.lists import ONE_LIST, START, Catalogue, Day, Positions, day_of, element, href, year_in_words

_PATH = "calendar.html"
_FOLDER = "calendar"
_MOST_MONTHS = 60  # on one page
_MOST_YEARS = 100  # rows of a table
_MOST_OTHERS = ONE_LIST

Year = dict[int, dict[int, list[Document]]]
"""The documents of a year by month and day."""


def calendar_pages(catalogue: Catalogue) -> Iterator[SitePage]:
    """The pages of the calendar; none where no document is of one day."""
    calendar = _Calendar(catalogue)
    if calendar.years:
        yield from calendar.several_pages() if calendar.is_long else [calendar.one_page()]


class _Calendar:
    """Makes the pages of a calendar."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._positions = Positions(catalogue)
        self.years: dict[int, Year] = {}
        self._others: list[Document] = []  # dated, but not of one day
        dated = [(day_of(document), document) for document in catalogue.documents if catalogue.of_years(document)]
        for day, document in sorted(dated, key=lambda item: item[0] or Day(0, 0, 0)):
            if day:
                self.years.setdefault(day.year, {}).setdefault(day.month, {}).setdefault(day.day, []).append(document)
            else:
                self._others.append(document)

    @property
    def is_long(self) -> bool:
        """Whether each year has a page of its own."""
        return self._catalogue.is_large or sum(map(len, self.years.values())) > _MOST_MONTHS

    def one_page(self) -> SitePage:
        """The whole calendar."""
        shown = "".join(self._year(year, "") for year in self.years)
        return self._page(_PATH, shown + self._other_dates(self._others, ""))

    def several_pages(self) -> Iterator[SitePage]:
        """The tables of years and months, at most a hundred years on a page, and a page for each year."""
        listed = list(self.years)
        pages = [listed[start : start + _MOST_YEARS] for start in range(0, len(listed), _MOST_YEARS)]
        for number, years in enumerate(pages):
            folder = "" if number else f"{_FOLDER}/"
            rows = "".join(self._year_row(year, folder) for year in years)
            yield self._page(_name(number), element("years-table", rows) + self._links(pages, number))
        for before, year, after in zip([None, *listed], listed, [*listed[1:], None], strict=False):
            yield self._year_page(before, year, after)

    def _page(self, path: str, content: str, year: str = "") -> SitePage:
        catalogue = self._catalogue
        title = f"{catalogue.words('calendar')} {year}".strip()
        data = element("calendar", content, heading=title)
        return site_page("calendar.xsl", data, path, title, catalogue.interface, {"edition": catalogue.title})

    def _words_of(self, year: int) -> str:
        return year_in_words(year, self._catalogue.interface)

    def _year_page(self, before: int | None, year: int, after: int | None) -> SitePage:
        """The page of a year, with links to the years around it."""
        bounds = ((document, self._catalogue.of_years(document)) for document in self._others)
        others = [document for document, of in bounds if of and of.first <= year <= of.last]
        around = (other for other in (before, after) if other is not None)
        links = (element("part", href=f"{_slug(other)}.html", text=self._words_of(other)) for other in around)
        up = element("back", href=f"../{_PATH}", text=self._catalogue.words("calendar"))
        content = up + self._year(year, "../") + self._other_dates(others, "../") + element("parts", links)
        return self._page(f"{_FOLDER}/{_slug(year)}.html", content, self._words_of(year))

    def _year(self, year: int, root: str) -> str:
        shown = (self._month(Day(year, month, 1), days, root) for month, days in self.years[year].items())
        return element("year", shown, heading=self._words_of(year), id=f"y{_slug(year)}")

    def _month(self, first: Day, days: dict[int, list[Document]], root: str) -> str:
        """A month as weeks of seven days, from Monday; a day outside the month has no number."""
        cells = [*[0] * weekday(first), *range(1, month_length(first.year, first.month) + 1)]
        cells += [0] * (-len(cells) % 7)
        shown = [self._day(first._replace(day=day), days.get(day, []), root) for day in cells]
        weeks = (element("week", shown[start : start + 7]) for start in range(0, len(shown), 7))
        caption = self._catalogue.month(first.month, self._words_of(first.year))
        return element("month", weeks, caption=caption, id=f"m{_slug(first.year)}-{first.month}")

    def _day(self, day: Day, documents: Sequence[Document], root: str) -> str:
        """A day with the link to its document, or to the first of its documents in the list."""
        if not documents:
            return element("day", number=day.day or None)
        catalogue = self._catalogue
        month = message(catalogue.interface, f"month-of.{day.month}")
        date = message(catalogue.interface, "date.day", day=day.day, month=month, year=self._words_of(day.year))
        several = len(documents) > 1
        words = catalogue.words("documents", count=len(documents)) if several else documents[0].record.title
        address = root + self._positions.address(documents[0]) if several else href(documents[0], root)
        label = catalogue.words("on-day", date=date, documents=words)
        return element("day", number=day.day, href=address, count=len(documents) if several else None, words=label)

    def _other_dates(self, documents: Sequence[Document], root: str) -> str:
        """Documents that are not of one day; of a long list the first, and how many more there are."""
        rows = map(partial(_other, root=root), documents[:_MOST_OTHERS])
        more = len(documents) - _MOST_OTHERS
        words = self._catalogue.words("and-more", count=more) if more > 0 else ""
        return element("others", rows, more=words, href=root + START if words else "") if documents else ""

    def _links(self, pages: Sequence[Sequence[int]], current: int) -> str:
        if len(pages) == 1:
            return ""
        root = "../" if current else ""
        return element(
            "parts",
            (
                element(
                    "part",
                    href=root + _name(number),
                    text=" – ".join(map(self._words_of, (years[0], years[-1]))),
                    current="yes" if number == current else None,
                )
                for number, years in enumerate(pages)
            ),
        )

    def _year_row(self, year: int, folder: str) -> str:
        catalogue, page, words = self._catalogue, f"{folder}{_slug(year)}.html", self._words_of(year)
        counts = {month: sum(map(len, days.values())) for month, days in self.years[year].items()}
        cells = []
        for month in range(1, 13):
            count = counts.get(month, 0)
            text = catalogue.words("documents", count=count)
            label = catalogue.words("on-day", date=catalogue.month(month, words), documents=text) if count else ""
            cells.append(element("cell", count=count or None, href=f"{page}#m{_slug(year)}-{month}", words=label))
        return element("year-row", cells, label=words, href=page, total=sum(counts.values()))


def _other(document: Document, root: str) -> str:
    date = document.record.date
    return element("other", href=href(document, root), title=document.record.title, when=date.text if date else "")


def _name(number: int) -> str:
    """The file of a page with the years, from 0."""
    return f"{_FOLDER}/years-{number + 1}.html" if number else _PATH


def _slug(year: int) -> str:
    return str(year) if year >= 0 else f"bc{-year}"


def month_length(year: int, month: int) -> int:
    """The number of days of a month of the Gregorian calendar."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def weekday(day: Day) -> int:
    """The day of the week of a date of the Gregorian calendar, from 0 for Monday, also before the common era.

    By Sakamoto's method: the days of the months before, and a leap day every fourth year but not every hundredth.
    """
    year = day.year - (day.month < 3)
    shift = (0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4)[day.month - 1]
    return (year + year // 4 - year // 100 + year // 400 + shift + day.day - 1) % 7
