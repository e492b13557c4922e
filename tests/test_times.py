"""Times of day: found in datelines, in nine languages, and nowhere in prose."""

from dataclasses import replace

import pytest
from converting import convert

from teikit.conventions.load import load_convention
from teikit.recognizers import find_times
from teikit.xml.names import tei

GENERAL = load_convention("general")


def found(language: str, text: str) -> list[tuple[str, str]]:
    alone = replace(GENERAL, vocabularies=tuple(v for v in GENERAL.vocabularies if v.language == language))
    return [(time.span.cut(text), time.when) for time in find_times(text, alone)]


@pytest.mark.parametrize(
    ("language", "text", "words", "when"),
    [
        ("en", "Melbourne, 28 June 1942, 9.55 a.m.", "9.55 a.m.", "09:55:00"),
        ("en", "Tabriz, April 14, 1945—8 a.m.", "8 a.m.", "08:00:00"),
        ("en", "April 15—2:45 p.m.", "2:45 p.m.", "14:45:00"),
        ("en", "12.05 a.m.", "12.05 a.m.", "00:05:00"),
        ("en", "12.05 p.m.", "12.05 p.m.", "12:05:00"),
        ("de", "Bremen, 3.5.1921, 8 Uhr früh", "8 Uhr früh", "08:00:00"),
        ("de", "Bremen, 17.45 Uhr", "17.45 Uhr", "17:45:00"),
        ("de", "8 Uhr abends", "8 Uhr abends", "20:00:00"),
        ("fr", "Paris, le 3 mai, à 9 heures du soir", "9 heures du soir", "21:00:00"),
        ("ru", "Баку, 8 час. вечера", "8 час. вечера", "20:00:00"),
        ("it", "Roma, ore 9", "ore 9", "09:00:00"),
        ("es", "Madrid, a las 9 de la noche", "a las 9 de la noche", "21:00:00"),
        ("nl", "Leiden, 9 uur", "9 uur", "09:00:00"),
        ("pl", "Kraków, godz. 9.30", "godz. 9.30", "09:30:00"),
        ("cs", "Praha, 9 hod. večer", "9 hod. večer", "21:00:00"),
    ],
)
def test_a_time(language: str, text: str, words: str, when: str) -> None:
    assert found(language, text) == [(words, when)]


@pytest.mark.parametrize(
    "text", ["at 12 Quay Street, 3 May 1921", "No. 12/3, 14.5.1950", "6.11.20.", "25.10 a.m.", "3 am"]
)
def test_what_is_no_time(text: str) -> None:
    assert found("de", text) == []


def test_only_a_dateline_has_times() -> None:
    letter = "Bath, 28 June 1942, 9.55 a.m.\n\nDear Sir,\n\nWe met at 10.15 p.m. and left.\n\nYours truly,\nR. Ashe\n"
    body = convert(letter, convention=GENERAL).body
    assert [(str(time.getparent().tag), time.get("when")) for time in body.iter(tei("time"))] == [
        (tei("dateline"), "09:55:00")
    ]


def test_a_weekday_alone_is_a_date_without_a_value() -> None:
    letter = "Bath, Thursday evening.\n\nDear Sir,\n\nWe met on Friday and left.\n\nYours truly,\nR. Ashe\n"
    body = convert(letter, convention=GENERAL).body
    assert [("".join(map(str, date.itertext())), dict(date.attrib)) for date in body.iter(tei("date"))] == [
        ("Thursday evening", {})
    ]
