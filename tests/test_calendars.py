"""Dates of other calendars: conversion, dates written twice, and dates that are probably Julian."""

from datetime import date, timedelta

import pytest
from converting import convert
from hypothesis import given
from hypothesis import strategies as st

from teikit.conventions.load import load_convention
from teikit.recognizers import attributes_in, find_dates, style_behind
from teikit.recognizers.calendars import gregorian, gregorian_bounds
from teikit.validation.validate import validate
from teikit.xml.names import tei

GENERAL = load_convention("general")
# Days by both calendars, from the tables of the American Ephemeris (Explanatory Supplement, chapter 15).
JULIAN = {
    "1582-10-05": "1582-10-15",
    "1700-02-29": "1700-03-11",
    "1752-09-02": "1752-09-13",
    "1871-07-17": "1871-07-29",
    "1900-02-29": "1900-03-13",
    "1917-10-25": "1917-11-07",
}
REPUBLICAN = {
    "0001-01-01": "1792-09-22",
    "0002-11-09": "1794-07-27",
    "0004-01-01": "1795-09-23",
    "0008-02-18": "1799-11-09",
    "0014-04-10": "1805-12-31",
}


@pytest.mark.parametrize(("written", "when"), JULIAN.items())
def test_julian_days(written: str, when: str) -> None:
    assert gregorian(written, "julian") == when


@pytest.mark.parametrize(("written", "when"), REPUBLICAN.items())
def test_republican_days(written: str, when: str) -> None:
    assert gregorian(written, "republican") == when


@pytest.mark.parametrize("written", ["1871-02-29", "1871-13-01", "1871-07", "--07-17", "17 July", "9999-12-31"])
def test_no_day_has_no_gregorian_date(written: str) -> None:
    assert gregorian(written, "julian") == ""


@given(st.dates(min_value=date(1582, 10, 15), max_value=date(2100, 2, 28)))
def test_following_days_follow_each_other(day: date) -> None:
    """Each Gregorian day has one Julian date: ten to thirteen days earlier."""
    earlier = [(day - timedelta(days=gap)).isoformat() for gap in (10, 11, 12, 13)]
    same = [written for written in earlier if gregorian(written, "julian") == day.isoformat()]
    leap_day = day.month == 3 and 10 <= day.day <= 13 and day.year % 100 == 0
    assert len(same) == 1 or leap_day


def test_a_month_becomes_its_first_and_last_day() -> None:
    assert gregorian_bounds("1871-07", "julian") == ("1871-07-13", "1871-08-12")
    assert attributes_in("julian", {"when": "1871-07"}) == {
        "notBefore": "1871-07-13",
        "notAfter": "1871-08-12",
        "when-custom": "1871-07",
        "calendar": "#julian",
    }


def test_a_day_without_its_year_cannot_be_converted() -> None:
    assert attributes_in("julian", {"when": "--07-17"}) == {"when-custom": "--07-17", "calendar": "#julian"}


TWICE = [
    ("on 10/22 May 1871 we", "10/22 May 1871", "1871-05-22", "1871-05-10"),
    ("10 (22) мая 1871 г. и", "10 (22) мая 1871 г.", "1871-05-22", "1871-05-10"),
    ("29 апреля (11 мая) 1871 г.", "29 апреля (11 мая) 1871 г.", "1871-05-11", "1871-04-29"),
    ("May 10/22, 1871 and", "May 10/22, 1871", "1871-05-22", "1871-05-10"),
    ("24 Dec. 1870/5 Jan. 1871", "24 Dec. 1870/5 Jan. 1871", "1871-01-05", "1870-12-24"),
    ("the 14 Feb. 1686/7.", "14 Feb. 1686/7", "1687-02-24", "1687-02-14"),
    ("14 Feb. 1699/1700", "14 Feb. 1699/1700", "1700-02-24", "1700-02-14"),
]


@pytest.mark.parametrize(("text", "words", "when", "custom"), TWICE)
def test_a_date_that_is_written_twice(text: str, words: str, when: str, custom: str) -> None:
    (found,) = find_dates(text, GENERAL)
    assert found.span.cut(text) == words
    assert found.attributes == {"when": when, "when-custom": custom, "calendar": "#julian"}


@pytest.mark.parametrize("text", ["12/13 May 1950", "3 March 1686/9", "3 June 1686/7", "10/22 May"])
def test_other_dates_with_a_stroke_are_read_as_before(text: str) -> None:
    assert [found.calendar for found in find_dates(text, GENERAL)] == [""]


def test_a_republican_date() -> None:
    (found,) = find_dates("le 18 brumaire an VIII,", GENERAL)
    assert found.attributes == {"when": "1799-11-09", "when-custom": "0008-02-18", "calendar": "#republican"}


@pytest.mark.parametrize(
    ("behind", "calendar"), [(" (O.S.)", "julian"), (", ст. ст.", "julian"), (" N. S.", "gregorian"), (" of us", "")]
)
def test_words_behind_a_date_name_its_calendar(behind: str, calendar: str) -> None:
    assert style_behind("4 June 1720" + behind, len("4 June 1720")) == calendar


def dates_of(text: str) -> list[dict[str, str]]:
    made = convert(text, "letter.txt", GENERAL)
    assert [str(d) for d in validate(made.data, "letter.xml") if d.severity == "error"] == []
    assert made.data.count(b"<calendar ") == (b"calendar=" in made.data)
    return [{str(key): str(value) for key, value in element.attrib.items()} for element in made.body.iter(tei("date"))]


ENGLISH = "I had your letter of {} and was heartily glad of it, for we had not heard from you this month past."


def test_a_date_whose_calendar_the_text_names() -> None:
    expected = {"when": "1720-06-15", "when-custom": "1720-06-04", "calendar": "#julian"}
    assert dates_of(ENGLISH.format("4 June 1720 (O.S.)")) == [expected]
    assert dates_of(ENGLISH.format("4 June 1720 N.S.")) == [{"when": "1720-06-04"}]


def test_dates_that_are_probably_julian_are_in_doubt_and_reported_once() -> None:
    made = convert(ENGLISH.format("4 June 1720 and of 5 June 1720"), "letter.txt", GENERAL)
    assert [code for code in made.codes if code.startswith("date-")] == ["date-calendar"]
    assert dates_of(ENGLISH.format("4 June 1720")) == [{"when": "1720-06-04", "cert": "medium"}]
    assert dates_of(ENGLISH.format("4 June 1760")) == [{"when": "1760-06-04"}]


def test_old_spelling_shows_that_russian_dates_are_probably_julian() -> None:
    letter = "Любезный другъ, 17 июля 1871 г. мы пріѣхали въ деревню и были всѣ здоровы, и тебѣ того желаемъ."
    assert dates_of(letter) == [{"when": "1871-07-17", "cert": "medium"}]
    assert dates_of("Он уже говорил, что 17 июля 1871 г. они были в деревне и не хотели ехать.") == [
        {"when": "1871-07-17"}
    ]
