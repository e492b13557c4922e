"""Calendars other than the Gregorian: conversion of dates, and where a date is probably Julian.

Values are dates of ISO 8601. Julian dates are converted by their day number (E. G. Richards, in: Explanatory Supplement
to the Astronomical Almanac, 3rd edition, 15.11), republican ones by the years of six extra days.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from teikit.core import LazyPattern, bundled_toml, lazy_pattern

JULIAN, REPUBLICAN = "julian", "republican"
CALENDARS = (JULIAN, REPUBLICAN)

# The day number of the day before 1 January of the year 1, Gregorian, from which Python counts days.
_FIRST_DAY = 1721425
# The day before 1 Vendémiaire of the year I (22 September 1792).
_REPUBLICAN_START = date(1792, 9, 21).toordinal()
_WHOLE = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?")


def iso_date(year: int | None, month: int | None, day: int | None) -> str:
    """The date in ISO 8601, without a year as `--MM-DD`; empty if there is no such date."""
    if month is None or not 1 <= month <= 12:
        return ""
    if year is None:
        return f"--{month:02}-{day:02}" if day and 1 <= day <= monthrange(2000, month)[1] else ""
    if year < 1:
        return ""
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= monthrange(year, month)[1] else ""


def gregorian(when: str, calendar: str) -> str:
    """The Gregorian date of a day (`YYYY-MM-DD`) of a calendar; empty if there is no such day, or it is not a day."""
    if not _WHOLE.fullmatch(when):
        return ""
    year, month, day = (int(part) for part in when.split("-"))
    number = _republican_day(year, month, day) if calendar == REPUBLICAN else _julian_day(year, month, day)
    return date.fromordinal(number).isoformat() if number and 1 <= number <= date.max.toordinal() else ""


def _julian_day(year: int, month: int, day: int) -> int:
    """The day of a Julian date, as Python counts days; 0 if there is no such day."""
    leap = 2000 if year % 4 == 0 else 2001
    if not (year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(leap, month)[1]):
        return 0
    before = (14 - month) // 12
    years, months = year + 4800 - before, month + 12 * before - 3
    return day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083 - _FIRST_DAY


def _republican_day(year: int, month: int, day: int) -> int:
    leap = republican_leap_years()
    if not (1 <= year <= max(leap) + 3 and 1 <= month <= 12 and 1 <= day <= 30):
        return 0
    return _REPUBLICAN_START + 365 * (year - 1) + sum(1 for added in leap if added < year) + 30 * (month - 1) + day


def gregorian_bounds(when: str, calendar: str) -> tuple[str, str]:
    """The first and the last Gregorian day of a Julian day, month or year; empty for anything else."""
    if day := gregorian(when, calendar):
        return day, day
    match = _MONTH.fullmatch(when) if calendar == JULIAN else None
    if match is None:
        return "", ""
    first, last = (int(match[2]), int(match[2])) if match[2] else (1, 12)
    ends = gregorian(f"{match[1]}-{first:02}-01", calendar), _last_of_month(match[1], last)
    return ends if all(ends) else ("", "")


def _last_of_month(year: str, month: int) -> str:
    days = (gregorian(f"{year}-{month:02}-{day:02}", JULIAN) for day in (31, 30, 29, 28))
    return next((day for day in days if day), "")


def attributes_in(calendar: str, attributes: Mapping[str, str]) -> Mapping[str, str]:
    """The attributes of a date that was read as Gregorian, for the calendar that it is in.

    `when` becomes Gregorian, `when-custom` keeps the date as it is written; a month becomes its first and last day. A
    value that cannot be converted, such as a day without its year, is left out.
    """
    values = {name: value for name, value in attributes.items() if name not in _ENDS}
    dates = {name: gregorian_bounds(value, calendar) for name, value in attributes.items() if name in _ENDS}
    for name, (first, last) in dates.items():
        if name == "when" and first != last:
            values |= {"notBefore": first, "notAfter": last}
        elif first:
            values[name] = last if name in ("notAfter", "to") else first
    custom = {"when-custom": attributes["when"]} if "when" in attributes else {}
    return {**values, **custom, "calendar": f"#{calendar}"}


_ENDS = ("when", "notBefore", "notAfter", "from", "to")


# ---------------------------------------------------------------- data
@cache
def _data() -> Mapping[str, Any]:
    return bundled_toml("conventions", "languages", "calendars.toml")


def republican_leap_years() -> tuple[int, ...]:
    """The years of the republican calendar that have a sixth extra day."""
    return tuple(_data()["republican"]["leap"])


@cache
def republican_date() -> LazyPattern:
    """A pattern for a date of the republican calendar: groups `day`, `month`, `year` (a number or Roman)."""
    names = "|".join(sorted(map(re.escape, republican_months()), key=len, reverse=True))
    th, year = (_data()["republican"][key] for key in ("ordinals", "year"))
    return LazyPattern(
        rf"(?P<day>\d(?<!\w\d)\d?){th}\s+(?P<month>{names})\.?,?\s+{year}\s+(?P<year>\d{{1,2}}|[IVX]{{1,5}})(?!\w)",
        re.IGNORECASE,
    )


@cache
def republican_months() -> Mapping[str, int]:
    """The number of each month of the republican calendar by its names, in lower case."""
    months = enumerate(_data()["republican"]["months"], 1)
    return {name: number for number, names in months for name in names.split()}


@cache
def _style(kind: str) -> LazyPattern:
    return LazyPattern(rf"[,;]?\s?[(\[]?(?:{'|'.join(_data()['style'][kind])})(?!\w)", re.IGNORECASE)


def style_behind(text: str, offset: int) -> str:
    """By which calendar the words behind a date, at `offset`, say that it is: `julian`, `gregorian`, or empty."""
    for kind, calendar in (("old", JULIAN), ("new", "gregorian")):
        if _style(kind).match(text, offset):
            return calendar
    return ""


def probably_julian_until(languages: Iterable[str], text: str) -> str:
    """The last day of which a date in a text in one of these languages is probably Julian; empty without one."""
    known = set(languages)
    rules = [rule for rule in _data()["julian"] if rule["language"] in known]
    shown = [rule["until"] for rule in rules if "shown" not in rule or lazy_pattern(rule["shown"]).search(text)]
    return max(shown, default="")
