"""Reads dates of the table of documents: ISO 8601 and the parts of EDTF that editors use.

`1794`, `1794-02`, `1794-02-14`; `1794?` and `1794~` in doubt; `1794-02/1794-05` from one to the other, open where one
is missing; `[1794-02..1794-05]` on one day between them; also `14.2.1794`, as spreadsheets write it.
"""

import re
from calendar import monthrange
from typing import NamedTuple

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_YEARLESS = re.compile(r"--(\d\d)(?:-(\d\d))?")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_DOUBT = re.compile(r"[?~%]")
_LEAP_YEAR = 2000


class DateStated(NamedTuple):
    """A date: its value, its kind as in `DateFound`, the end of a span, its certainty; what is wrong with it."""

    value: str = ""
    kind: str = "when"
    last: str = ""
    cert: str = ""
    problem: str = ""


def read_date(words: str) -> DateStated:
    """The date that words of the table are; a `problem` and no value if they are not a date."""
    words = words.strip()
    cert = "medium" if _DOUBT.search(words) else ""
    plain = _DOUBT.sub("", words).strip()
    between = re.fullmatch(r"\[\s*(.*?)\s*\.\.\s*(.*?)\s*\]", plain)
    if between:
        return _span(between[1], between[2], "between", cert)
    if "/" in plain and not _SLASHED.fullmatch(plain):
        first, _, last = plain.partition("/")
        return _span(first.strip(), last.strip(), "period", cert)
    value, problem = _day(plain)
    return DateStated(value, cert=cert if value else "", problem=problem)


def _span(first: str, last: str, kind: str, cert: str) -> DateStated:
    ends, problems = [], []
    for words in (first, last):
        value, problem = ("", "") if words in ("", "..") else _day(words)
        ends.append(value)
        problems += [problem] if problem else []
    if problems or not any(ends):
        return DateStated(problem=problems[0] if problems else "a span of dates needs a beginning or an end")
    if all(ends) and ends[0] > ends[1] and not ends[0].startswith(ends[1]):
        return DateStated(problem=f"{ends[0]} is later than {ends[1]}")
    if all(ends):
        return DateStated(ends[0], kind, ends[1], cert)
    names = {"period": ("from", "to"), "between": ("notBefore", "notAfter")}[kind]
    return DateStated(ends[0] or ends[1], names[0] if ends[0] else names[1], "", cert)


def _day(words: str) -> tuple[str, str]:
    """The ISO value of a date, or what is wrong with it."""
    iso, yearless = _ISO.fullmatch(words), _YEARLESS.fullmatch(words)
    if iso or yearless:
        year, month, day = iso.groups() if iso else (None, *yearless.groups())  # type: ignore[union-attr]
        exists = _exists(int(year) if year else _LEAP_YEAR, month, day) and year != "0000"
        return (words, "") if exists else ("", f"there is no day {words}")
    dotted = _DOTTED.fullmatch(words)
    if dotted:
        return _day(f"{dotted[3]}-{int(dotted[2]):02}-{int(dotted[1]):02}")
    slashed = _SLASHED.fullmatch(words)
    if slashed:
        return _slashed(int(slashed[1]), int(slashed[2]), slashed[3])
    return "", "is not a date: write 1794-02-14, 1794-02, 1794, 1794? or 1794-02/1794-05"


def _slashed(first: int, second: int, year: str) -> tuple[str, str]:
    """A date with slashes, if only one order of day and month is possible."""
    if first > 12 or second > 12 or first == second:
        day, month = (first, second) if first > 12 else (second, first)
        return _day(f"{year}-{month:02}-{day:02}")
    return "", f"may be {year}-{first:02}-{second:02} or {year}-{second:02}-{first:02}: write one of them"


def _exists(year: int, month: str | None, day: str | None) -> bool:
    if month is None:
        return True
    if not 1 <= int(month) <= 12:
        return False
    return day is None or 1 <= int(day) <= monthrange(max(year, 1), int(month))[1]
