"""What a date leaves out: years and months, which are those of the document, and the order of day and month."""

import re
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.recognizers.date_patterns import DateSpelling

# Two digits of a year, in a date of digits alone, stand for a year so near to the document's.
_NEAR, _NEAR_WITH_MONTH = 20, 60
# The century of two digits of a year where the document has no other year.
_LAST_CENTURY = 1900
# The doubt of a date whose year is that of the document.
YEAR = "the document's year"


# The pattern begins with a digit, not with what may not come before it: the engine skips to the next digit.
_NUMBERS = re.compile(r"(\d(?<![\w./-]\d)\d?)[/-](\d{1,2})[/-](?:\d{4}|\d\d)(?![\w]|[./-]\d)")


class Known(NamedTuple):
    """Facts about the dates of a document: year, month, and whether days (`dm`) or months (`md`) come first in digits.

    The order is that of its other dates (`stated_order`), or that of its language.
    """

    year: int | None = None
    order: str = ""
    month: int | None = None
    stated_order: bool = True


def date_order(text: str) -> str:
    """The order of day and month in dates such as 10/14/50: `dm`, `md`, or empty if no date shows it."""
    orders = {"dm" if int(a) > 12 else "md" for a, b in _NUMBERS.findall(text) if (int(a) > 12) != (int(b) > 12)}
    return orders.pop() if len(orders) == 1 else ""


def order_of_language(convention: Convention) -> str:
    """The order of day and month in digits that all writers of the text's language use, or empty."""
    first = convention.vocabularies[0].section("dates") if convention.vocabularies else {}
    return next(iter(first.get("order", ())), "")


def year_of(words: DateSpelling, known: Known) -> tuple[int | None, str, str]:
    """The year, its certainty and the doubt. A year of two digits is in the document's century."""
    inferred = ("medium", YEAR)
    if len(words.year) == 4:
        return int(words.year), "", ""
    if words.year:
        return _century(words, known)
    if known.year is None:
        return None, "", ""
    return (known.year - 1 if words.relative == "last" else known.year, *inferred)


def _century(words: DateSpelling, known: Known) -> tuple[int | None, str, str]:
    """The year of two digits that is nearest to the document's; without that, of the last century, with a doubt."""
    if known.year is None:
        return _LAST_CENTURY + int(words.year), "medium", "the last century"
    year = known.year // 100 * 100 + int(words.year)
    year = min((year - 100, year, year + 100), key=lambda each: abs(each - (known.year or 0)))
    near = _NEAR if words.numbers else _NEAR_WITH_MONTH
    return (year, "medium", YEAR) if abs(year - known.year) <= near else (None, "", "")


def with_month(words: DateSpelling, known: Known) -> tuple[DateSpelling, Known]:
    """`12th inst.`, `12th ult.`: with the month of the document, or the month before it."""
    if not words.nearby or known.month is None:
        return words, known
    month, year = known.month - (words.nearby == "before"), known.year
    if month == 0:
        month, year = 12, year and year - 1
    return words._replace(month=month), known._replace(year=year)
