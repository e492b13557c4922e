"""Dates, times and durations of XML Schema part 2 (1.0, second edition, sections 3.2.6 to 3.2.14).

Their lexical forms, and the order of their values, which is partial if a time zone is missing on one side.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

_ZONE = r"(?P<zone>Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
_YEAR = r"(?P<year>-?(?:[1-9]\d{4,}|\d{4}))"
_MONTH = r"(?P<month>0[1-9]|1[0-2])"
_DAY = r"(?P<day>0[1-9]|[12]\d|3[01])"
_TIME = r"(?P<hour>[01]\d|2[0-4]):(?P<minute>[0-5]\d):(?P<second>[0-5]\d(?:\.\d+)?)"
_FORMS = {
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
    "date": f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}",
    "time": f"{_TIME}{_ZONE}",
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}",
    "gYear": f"{_YEAR}{_ZONE}",
    "gMonthDay": f"--{_MONTH}-{_DAY}{_ZONE}",
    "gMonth": f"--{_MONTH}(?:--)?{_ZONE}",
    "gDay": f"---{_DAY}{_ZONE}",
}
_DURATION = re.compile(
    r"(?P<sign>-?)P(?=.)(?:(?P<Y>\d+)Y)?(?:(?P<M>\d+)M)?(?:(?P<D>\d+)D)?"
    r"(?:T(?=.)(?:(?P<h>\d+)H)?(?:(?P<m>\d+)M)?(?:(?P<s>\d+(?:\.\d+)?)S)?)?",
    re.ASCII,
)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY_SECONDS = 86400
_WIDEST_ZONE = 14 * 3600
_REFERENCES = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))  # of section 3.2.6.2: they cover all lengths of months


@dataclass(frozen=True)
class Moment:
    """A point in time, or a recurring one: seconds, in UTC if there is a time zone."""

    seconds: Decimal
    zoned: bool


@dataclass(frozen=True)
class Duration:
    """A length of time in months and seconds, which have no fixed ratio."""

    months: int
    seconds: Decimal


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(_FORMS[form], re.ASCII)


def moment_reader(form: str) -> Callable[[str], Moment]:
    """The reader of a form such as `gYearMonth`. It raises ValueError for other text."""

    def read(text: str) -> Moment:
        match = _pattern(form).fullmatch(text)
        if not match:
            raise ValueError(text)
        return _moment(match.groupdict())

    return read


def _moment(fields: dict[str, str | None]) -> Moment:
    written = int(fields.get("year") or 4)  # without a year: a leap year, so that 29 February is valid
    if written == 0:
        raise ValueError("there is no year 0")
    year = written if written > 0 else written + 1
    month, day = int(fields.get("month") or 1), int(fields.get("day") or 1)
    if day > month_length(year, month):
        raise ValueError("no such day")
    hour, minute, second = (Decimal(fields.get(unit) or 0) for unit in ("hour", "minute", "second"))
    if hour == 24 and (minute or second):
        raise ValueError("no such hour")
    seconds = days_before(year, month, day) * _DAY_SECONDS + hour * 3600 + minute * 60 + second
    zone = fields.get("zone")
    return Moment(seconds - _zone(zone), bool(zone))


def _zone(zone: str | None) -> int:
    if not zone or zone == "Z":
        return 0
    seconds = int(zone[1:3]) * 3600 + int(zone[4:]) * 60
    return -seconds if zone[0] == "-" else seconds


def month_length(year: int, month: int) -> int:
    """The days of a month in the proleptic Gregorian calendar; year 0 is 1 BC."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + leap


def days_before(year: int, month: int, day: int) -> int:
    """The days from the beginning of year 1 to a day."""
    before = year - 1
    days = before * 365 + before // 4 - before // 100 + before // 400
    return days + sum(month_length(year, m) for m in range(1, month)) + day - 1


def compare_moments(first: Moment, second: Moment) -> int | None:
    """-1, 0 or 1 if the first is before, equal to or after the second; None if the order is undetermined."""
    if first.zoned == second.zoned:
        return (first.seconds > second.seconds) - (first.seconds < second.seconds)
    if first.seconds < second.seconds - _WIDEST_ZONE:
        return -1
    return 1 if first.seconds > second.seconds + _WIDEST_ZONE else None


def read_duration(text: str) -> Duration:
    """A duration such as `-P1Y2MT3H`. Raises ValueError."""
    match = _DURATION.fullmatch(text)
    if not match:
        raise ValueError(text)
    count = {unit: Decimal(match[unit] or 0) for unit in "YMDhms"}
    months = int(count["Y"] * 12 + count["M"])
    seconds = count["D"] * _DAY_SECONDS + count["h"] * 3600 + count["m"] * 60 + count["s"]
    return Duration(-months, -seconds) if match["sign"] else Duration(months, seconds)


def compare_durations(first: Duration, second: Duration) -> int | None:
    """-1, 0 or 1 if the first is shorter, equal or longer; None if that depends on the months they begin in."""
    orders = set()
    for year, month in _REFERENCES:
        ends = [_end(year, month, duration) for duration in (first, second)]
        orders.add((ends[0] > ends[1]) - (ends[0] < ends[1]))
    return orders.pop() if len(orders) == 1 else None


def _end(year: int, month: int, duration: Duration) -> Decimal:
    years, months = divmod(month - 1 + duration.months, 12)
    return days_before(year + years, months + 1, 1) * _DAY_SECONDS + duration.seconds
