"""The lists of documents of an edition, and the place of each document in them."""

from teikit.site.lists.bars import start_bars, year_links
from teikit.site.lists.catalogue import ONE_LIST, Catalogue, Group
from teikit.site.lists.common import START, page, path_of
from teikit.site.lists.dates import Day, Years, day_of, html_date, month_of, year_in_words, years_of
from teikit.site.lists.markup import element, text_element
from teikit.site.lists.pages import list_pages
from teikit.site.lists.parts import LONGEST
from teikit.site.lists.periods import Gap, Period
from teikit.site.lists.positions import Positions
from teikit.site.lists.rows import href
from teikit.site.lists.shards import list_files
from teikit.site.lists.slugs import distinct_slugs

__all__ = [
    "LONGEST",
    "ONE_LIST",
    "START",
    "Catalogue",
    "Day",
    "Gap",
    "Group",
    "Period",
    "Positions",
    "Years",
    "day_of",
    "distinct_slugs",
    "element",
    "href",
    "html_date",
    "list_files",
    "list_pages",
    "month_of",
    "page",
    "path_of",
    "start_bars",
    "text_element",
    "year_in_words",
    "year_links",
    "years_of",
]
