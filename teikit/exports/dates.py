"""Dates in the forms that exchange formats want: one day, month or year, or a range (ISO 8601)."""

from teikit.model import Date


def bounds(date: Date | None) -> tuple[str, str]:
    """The first and the last day, month or year of a date; equal for a single one, empty where none is known."""
    if date is None:
        return "", ""
    first, last = date.earliest or date.latest, date.latest or date.earliest
    return first, last


def iso(date: Date | None) -> str:
    """A date as ISO 8601 writes it: a single one, or a range with a slash."""
    first, last = bounds(date)
    return first if first == last else f"{first}/{last}"


def numbers_in(value: str) -> list[int]:
    """Year, month and day of a value, as many as it has. A year before the common era is negative."""
    sign = -1 if value.startswith("-") else 1
    year, *rest = value.removeprefix("-").split("-")
    return [sign * int(year), *map(int, rest)]
