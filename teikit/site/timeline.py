"""The documents in time, as a drawing of links and as a table with the same data; below it who writes to whom."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from teikit.model import Date, Document
from teikit.pages import SitePage, site_page
from teikit.site.lists import Catalogue, Gap, Period, element, href, html_date, year_links
from teikit.site.network import more_pairs, network

_PATH = "timeline.html"
_MOST_DOTS = 60  # documents that are drawn one by one; more are counted
_WIDTH, _EDGE = 880, 20
_LANE, _FIRST_LANE = 18, 14
_RADIUS = 7
_HIGHEST = 120
_LABEL = 46  # the least width of the label of a period


class _Span(NamedTuple):
    """The time of a document, in years and parts of a year."""

    document: Document
    start: float
    end: float
    is_day: bool


def timeline_pages(catalogue: Catalogue) -> Iterator[SitePage]:
    """The page with timeline and network, and further parts of its table; none without dates and correspondents."""
    content = _timeline(catalogue) + network(catalogue)
    if not content:
        return
    yield _page(catalogue, _PATH, content)
    for path, table in more_pairs(catalogue):
        yield _page(catalogue, path, table)


def _page(catalogue: Catalogue, path: str, content: str) -> SitePage:
    heading = catalogue.words("timeline" if "<timeline" in content else "network")
    data = element("chart", content, heading=heading)
    return site_page("timeline.xsl", data, path, heading, catalogue.interface, {"edition": catalogue.title})


def _timeline(catalogue: Catalogue) -> str:
    spans = [span for document in catalogue.documents if (span := _span(document))]
    if not spans:
        return ""
    return _dots(catalogue, spans) if len(spans) <= _MOST_DOTS else _bars(catalogue)


# ---- documents one by one
def _dots(catalogue: Catalogue, spans: Sequence[_Span]) -> str:
    """A circle for each document of one day, a line for each with a longer time, in lanes: none covers another."""
    first, last = int(min(s.start for s in spans) // 1), int(max(s.end for s in spans) // 1) + 1
    scale = (_WIDTH - 2 * _EDGE) / (last - first)
    lanes: list[float] = []
    marks = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        left = _EDGE + (span.start - first) * scale
        right = max(left, _EDGE + (span.end - first) * scale)
        lane = next((n for n, end in enumerate(lanes) if end < left - 2 * _RADIUS - 2), len(lanes))
        lanes[lane : lane + 1] = [right]
        marks.append(_mark(catalogue, span, left, right, lane))
    height = _FIRST_LANE + len(lanes) * _LANE
    return element("timeline", [*_ticks(first, last, scale, height), *marks], height=height + 26, width=_WIDTH)


def _mark(catalogue: Catalogue, span: _Span, left: float, right: float, lane: int) -> str:
    document = span.document
    date = document.record.date or Date("")
    label = catalogue.words("on-day", date=date.text, documents=document.record.title)
    return element(
        "mark",
        href=href(document),
        label=label,
        when=date.text,
        datetime=html_date(date),
        title=document.record.title,
        x=round(left),
        x2=None if span.is_day else round(right),
        y=_FIRST_LANE + lane * _LANE,
        r=_RADIUS,
    )


def _ticks(first: int, last: int, scale: float, height: int) -> Iterator[str]:
    step = next((n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if n * scale >= _LABEL), 2000)
    for year in range(-(-first // step) * step, last, step):
        yield element("tick", x=round(_EDGE + (year - first) * scale), y=height, label=str(year))


def _span(document: Document) -> _Span | None:
    date = document.record.date
    order = date.order if date else ()
    if not date or not order:
        return None
    start, end = _moment(order[:3], at_end=False), _moment(order[3:], at_end=True)
    is_day = date.earliest == date.latest and html_date(date).count("-") == 2
    return _Span(document, start, max(start, end), is_day)


def _moment(date: tuple[int, ...], at_end: bool) -> float:
    """A date as a year and its part; an unknown month or day is the first, or the last where a time ends."""
    year, month, day = date
    months = 11 if at_end and not 1 <= month <= 12 else max(month - 1, 0)
    days = 30 if at_end and not 1 <= day <= 31 else max(day - 1, 0)
    return year + (months + days / 31) / 12


# ---- documents counted
def _bars(catalogue: Catalogue) -> str:
    """A bar for each period, with the link to its list."""
    links, counts = year_links(catalogue), catalogue.periods.of
    shown = catalogue.periods.with_gaps()
    width = (_WIDTH - 2 * _EDGE) / max(len(shown), 1)
    highest = max(map(len, counts.values()), default=1)
    every = max(1, round(_LABEL / width + 0.49))
    bars = []
    for position, period in enumerate(shown):
        left = _EDGE + position * width
        if isinstance(period, Gap):
            bars.append(element("tick", x=round(left), y=_HIGHEST + _FIRST_LANE, label="…"))
            continue
        bars += _bar(catalogue, period, links, left, width, highest, labelled=position % every == 0)
    height = _HIGHEST + _FIRST_LANE
    return element("timeline", bars, height=height + 26, width=_WIDTH, bars="yes", base=height)


def _bar(
    catalogue: Catalogue,
    period: Period,
    links: dict[str, tuple[int, str]],
    left: float,
    width: float,
    highest: int,
    labelled: bool,
) -> Iterator[str]:
    words, base = period.words(catalogue.interface), _HIGHEST + _FIRST_LANE
    if labelled:
        yield element("tick", x=round(left), y=base, label=str(period.first))
    if words not in links:
        return
    count, address = links[words]
    high = max(2, round(_HIGHEST * count / highest))
    text = catalogue.words("documents", count=count)
    yield element(
        "bar",
        href=address,
        label=catalogue.words("on-day", date=words, documents=text),
        when=words,
        count=count,
        x=f"{left + width * 0.1:.1f}",
        y=base - high,
        width=f"{max(width * 0.8, 1):.1f}",
        height=high,
    )
