"""Dates in every spelling, and what only looks like one."""

import pytest
from converting import WILSON

from teikit.transcript.dates import find_dates


def found(text: str, year: int | None = None) -> list[tuple[str, str]]:
    return [(date.span.cut(text), date.when) for date in find_dates(text, WILSON, year)]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("16 November 1945", "1945-11-16"),
        ("16th of November 1945", "1945-11-16"),
        ("November 16, 1945", "1945-11-16"),
        ("Nov. 16, 1945", "1945-11-16"),
        ("November 1945", "1945-11"),
        ("16.11.1945", "1945-11-16"),
        ("16/XI 1945", "1945-11-16"),
        ("26/IX 1951 г.", "1951-09-26"),
        ("26 сентября 1951 г.", "1951-09-26"),
        ("26 сентября 1951 года", "1951-09-26"),
        ('"26" сентября 1951 г.', "1951-09-26"),
        ("сентябре 1951 г.", "1951-09"),
        ("1 мая 1950 г.", "1950-05-01"),
        ('" " сентября 1951г.', "1951-09"),
        ("29 February 1952", "1952-02-29"),
    ],
)
def test_dates_that_say_their_year(text: str, when: str) -> None:
    assert found(f"On {text}, they") == [(text, when)]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("14 August of this year", "1951-08-14"),
        ("14 August", "1951-08-14"),
        ("20 сентября с.г.", "1951-09-20"),
        ("20 сентября", "1951-09-20"),
        ("14 December of last year", "1950-12-14"),
        ("26/IX", "1951-09-26"),
        ("26/IX-51 г.", "1951-09-26"),
    ],
)
def test_a_missing_year_is_that_of_the_document(text: str, when: str) -> None:
    dates = list(find_dates(f"On {text}, they", WILSON, 1951))
    assert [(date.when, date.cert) for date in dates] == [(when, "medium")]


def test_without_a_year_a_day_of_any_year_is_left() -> None:
    assert found("On 14 August they") == [("14 August", "--08-14")]
    assert found("от 26/IX-51 г.") == []


@pytest.mark.parametrize(
    "text", ["31 February 1951", "32 May 1950", "24.13.1951", "f. 558, op. 11", "1/2", "0 May 1950", "600 млн.рублей"]
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert [when for _, when in found(text, 1951) if len(when) == 10] == []


def test_a_blank_field_is_located() -> None:
    text = 'от "  " сентября 1951г.'
    (date,) = find_dates(text, WILSON)
    assert date.blank and date.blank.cut(text) == "  "


def test_a_time_and_its_day() -> None:
    text = "отп. 17.45 26.9 № 2653"
    assert [date.time for date in find_dates(text, WILSON, 1951)] == [True, False]
    assert found(text, 1951) == [("17.45", "17:45:00"), ("26.9", "1951-09-26")]


def test_places_are_moved_on_by_the_offset() -> None:
    (date,) = find_dates("4 May 1950", WILSON, offset=100)
    assert (date.span.start, date.span.end) == (100, 110)
