"""Dates in every spelling, and what only looks like one."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from converting import WILSON, convert
from hypothesis import given
from hypothesis import strategies as st

from teikit.conventions.load import load_convention
from teikit.recognizers import find_dates as find_all
from teikit.recognizers.date_years import date_order
from teikit.recognizers.dates import DateFound, document_date, find_dates
from teikit.recognizers.vocabulary_choice import narrow_vocabularies
from teikit.xml.names import tei


def dates(text: str, year: int | None = None, order: str = "") -> list[DateFound]:
    return list(find_dates(text, WILSON, year, order=order))


def found(text: str, year: int | None = None) -> list[tuple[str, str]]:
    return [(date.span.cut(text), date.when) for date in dates(text, year)]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("16 November 1945", "1945-11-16"),
        ("16th of November 1945", "1945-11-16"),
        ("November 16, 1945", "1945-11-16"),
        ("Nov. 16, 1945", "1945-11-16"),
        ("November 1945", "1945-11"),
        ("16.11.1945", "1945-11-16"),
        ("1945-11-16", "1945-11-16"),
        ("16/XI 1945", "1945-11-16"),
        ("16.XII.1947", "1947-12-16"),
        ("16/11/1945", "1945-11-16"),
        ("11/16/1945", "1945-11-16"),
        ("26/IX 1951 г.", "1951-09-26"),
        ("26 сентября 1951 г.", "1951-09-26"),
        ("26 сентября 1951 года", "1951-09-26"),
        ("26-го сентября 1951 года", "1951-09-26"),
        ('"26" сентября 1951 г.', "1951-09-26"),
        ("сентябре 1951 г.", "1951-09"),
        ("1 мая 1950 г.", "1950-05-01"),
        ('" " сентября 1951г.', "1951-09"),
        ("29 February 1952", "1952-02-29"),
        ("16. November 1945", "1945-11-16"),
        ("16. Nov. 1945", "1945-11-16"),
        ("3. März 1950", "1950-03-03"),
        ("16. 11. 1945", "1945-11-16"),
        ("Jänner 1950", "1950-01"),
        ("16 novembre 1945", "1945-11-16"),
        ("1er mai 1950", "1950-05-01"),
        ("3 août 1950", "1950-08-03"),
        ("février 1950", "1950-02"),
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
        ("24.III.50", "1950-03-24"),
        ("23.XI - 63", "1963-11-23"),
        ("13/5-50", "1950-05-13"),
        ("10/14/50", "1950-10-14"),
        ("31.8.50", "1950-08-31"),
        ("14. Mai d. J.", "1951-05-14"),
        ("14. Mai", "1951-05-14"),
        ("14. Dezember v. J.", "1950-12-14"),
        ("14 mai courant", "1951-05-14"),
        ("14 mai de l’année dernière", "1950-05-14"),
        ("1er mars", "1951-03-01"),
    ],
)
def test_a_missing_year_is_that_of_the_document(text: str, when: str) -> None:
    assert [(date.when, date.cert) for date in dates(f"On {text}, they", 1951)] == [(when, "medium")]


SPANS = [
    ("12-13 May 1950", "12-13 May 1950", {"from": "1950-05-12", "to": "1950-05-13"}),
    ("May 12-13, 1950", "May 12-13, 1950", {"from": "1950-05-12", "to": "1950-05-13"}),
    ("12/13 May 1950", "12/13 May 1950", {"notBefore": "1950-05-12", "notAfter": "1950-05-13"}),
    ("the night of 12 to 13 May 1950", "12 to 13 May 1950", {"from": "1950-05-12", "to": "1950-05-13"}),
    ("the night of 12/13 May 1950", "12/13 May 1950", {"from": "1950-05-12", "to": "1950-05-13"}),
    ("between 12 and 13 May 1950", "12 and 13 May 1950", {"notBefore": "1950-05-12", "notAfter": "1950-05-13"}),
    ("between 2 May and 3 June 1950", "2 May and 3 June 1950", {"notBefore": "1950-05-02", "notAfter": "1950-06-03"}),
    ("12 May to 3 June 1950", "12 May to 3 June 1950", {"from": "1950-05-12", "to": "1950-06-03"}),
    ("12 May 1950 – 3 June 1951", "12 May 1950 – 3 June 1951", {"from": "1950-05-12", "to": "1951-06-03"}),
    ("28 December to 3 January 1951", "28 December to 3 January 1951",
     {"from": "1950-12-28", "to": "1951-01-03", "cert": "medium"}),
    ("No later than November 25, 1963", "November 25, 1963", {"notAfter": "1963-11-25"}),
    ("not earlier than 25 May 1950", "25 May 1950", {"notBefore": "1950-05-25"}),
    ("early May 1950", "early May 1950", {"notBefore": "1950-05-01", "notAfter": "1950-05-10", "cert": "medium"}),
    ("mid-May 1950", "mid-May 1950", {"notBefore": "1950-05-11", "notAfter": "1950-05-20", "cert": "medium"}),
    ("late February 1952", "late February 1952",
     {"notBefore": "1952-02-21", "notAfter": "1952-02-29", "cert": "medium"}),
    ("с 12 по 13 мая 1950 г.", "12 по 13 мая 1950 г.", {"from": "1950-05-12", "to": "1950-05-13"}),
    ("в ночь с 12 на 13 мая 1950 г.", "12 на 13 мая 1950 г.", {"from": "1950-05-12", "to": "1950-05-13"}),
    ("не позднее 5 мая 1950 г.", "5 мая 1950 г.", {"notAfter": "1950-05-05"}),
    ("vom 12. bis 13. Mai 1950", "12. bis 13. Mai 1950", {"from": "1950-05-12", "to": "1950-05-13"}),
    ("zwischen dem 12. und dem 13. Mai 1950", "12. und dem 13. Mai 1950",
     {"notBefore": "1950-05-12", "notAfter": "1950-05-13"}),
    ("spätestens am 5. Mai 1950", "5. Mai 1950", {"notAfter": "1950-05-05"}),
    ("Anfang Mai 1950", "Anfang Mai 1950", {"notBefore": "1950-05-01", "notAfter": "1950-05-10", "cert": "medium"}),
    ("du 12 au 13 mai 1950", "12 au 13 mai 1950", {"from": "1950-05-12", "to": "1950-05-13"}),
    ("dans la nuit du 12 au 13 mai 1950", "12 au 13 mai 1950", {"from": "1950-05-12", "to": "1950-05-13"}),
    ("au plus tard le 5 mai 1950", "5 mai 1950", {"notAfter": "1950-05-05"}),
    ("fin mai 1950", "fin mai 1950", {"notBefore": "1950-05-21", "notAfter": "1950-05-31", "cert": "medium"}),
    ("5 and 20 May 1950", "20 May 1950", {"when": "1950-05-20"}),
    ("13-12 May 1950", "12 May 1950", {"when": "1950-05-12"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cut", "attributes"), SPANS, ids=[text for text, _, _ in SPANS])
def test_spans_and_bounds(text: str, cut: str, attributes: dict[str, str]) -> None:
    (date,) = dates(text)
    assert (date.span.cut(text), dict(date.attributes)) == (cut, attributes)


def test_two_whole_dates_stay_two() -> None:
    assert found("from October 1948 it rose, November 1948 to January 1949") == [
        ("October 1948", "1948-10"),
        ("November 1948", "1948-11"),
        ("January 1949", "1949-01"),
    ]


@pytest.mark.parametrize(
    ("text", "order"),
    [("10/14/50 and 1/2/50", "md"), ("14/10/50 and 1/2/50", "dm"), ("1/2/50", ""), ("13/1/50 1/13/50", "")],
)
def test_the_order_of_day_and_month_is_the_documents(text: str, order: str) -> None:
    assert date_order(text) == order


def test_without_an_order_both_readings_are_bounds() -> None:
    assert [dict(date.attributes) for date in dates("on 1/2/1950")] == [
        {"notBefore": "1950-01-02", "notAfter": "1950-02-01", "cert": "low"}
    ]
    assert [(d.when, d.cert) for d in dates("on 1/2/1950", order="md")] == [("1950-01-02", "medium")]
    assert [(d.when, d.cert) for d in dates("on 1.2.1950", order="md")] == [("1950-02-01", "")]


def test_without_a_year_a_day_of_any_year_is_left() -> None:
    assert found("On 14 August they") == [("14 August", "--08-14")]
    assert [(d.when, d.cert) for d in dates("от 26/IX-51 г.")] == [("1951-09-26", "medium")]
    assert found("on 10/14/50 and in early May") == []


@pytest.mark.parametrize(
    "text",
    [
        "31 February 1951", "32 May 1950", "24.13.1951", "f. 558, op. 11", "1/2", "0 May 1950", "600 млн.рублей",
        "section 3.4.12", "f. 558-11-98", "13.13.50", "30/2/50", "25.61 26.9", "2 may", "3 sept", "106-01403-02",
    ],
)  # fmt: skip
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
    assert found("sent 31.8.50 11:32 by", 1951) == [("31.8.50", "1950-08-31"), ("11:32", "11:32:00")]
    assert found("sent 31.8.50 25:32 by", 1951) == [("31.8.50", "1950-08-31")]


def test_places_are_moved_on_by_the_offset() -> None:
    (date,) = find_dates("4 May 1950", WILSON, offset=100)
    assert (date.span.start, date.span.end) == (100, 110)


def test_a_year_in_a_bracket_behind_a_date_is_its_year() -> None:
    made = convert("He came on 12/13 May [1950] by train.").body.find(f".//{tei('date')}")
    assert made is not None
    assert dict(made.attrib) == {"notBefore": "1950-05-12", "notAfter": "1950-05-13", "cert": "medium"}


# ---------------------------------------------------------------- laws
def _names(words: str) -> list[str]:
    return words.split()


_EN = _names("January February March April May June July August September October November December")
_DE = _names("Januar Februar März April Mai Juni Juli August September Oktober November Dezember")
_FR = _names("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
_RU = _names("января февраля марта апреля мая июня июля августа сентября октября ноября декабря")
_ROMAN = _names("I II III IV V VI VII VIII IX X XI XII")
SPELLINGS = [
    lambda d: f"{d.day} {_EN[d.month - 1]} {d.year}",
    lambda d: f"{_EN[d.month - 1]} {d.day:02}, {d.year}",
    lambda d: f"{d.day}. {_DE[d.month - 1]} {d.year}",
    lambda d: f"{d.day} {_FR[d.month - 1]} {d.year}",
    lambda d: f"{d.day} {_RU[d.month - 1]} {d.year} г.",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d.day:02}.{d.month:02}.{d.year % 100:02}",
    lambda d: f"{d.day}/{d.month}/{d.year}",
    lambda d: f"{d.month}/{d.day}/{d.year % 100:02}",
    lambda d: f"{d.day}/{d.month}-{d.year % 100:02}",
    lambda d: f"{d.day}.{_ROMAN[d.month - 1]}.{d.year % 100:02}",
    lambda d: f"{d.day}/{_ROMAN[d.month - 1]} {d.year}",
    lambda d: d.isoformat(),
]
days = st.dates(date(1941, 1, 1), date(1960, 12, 31))


def covers(attributes: dict[str, str], day: date) -> bool:
    """Whether what the attributes of a date say is true of a day."""
    first = attributes.get("when") or attributes.get("from") or attributes.get("notBefore") or "0"
    last = attributes.get("when") or attributes.get("to") or attributes.get("notAfter") or "9"
    return first <= day.isoformat() <= last + "~"


@given(
    days,
    st.sampled_from(SPELLINGS),
    st.sampled_from(["", "On ", "от ", "№ 5, "]),
    st.sampled_from(["", ".", " we", ", он"]),
)
def test_a_date_is_read_as_the_day_it_is(day: date, spell: object, before: str, after: str) -> None:
    text = before + spell(day) + after  # type: ignore[operator]
    read = dates(text, 1950)
    assert len(read) == 1
    assert covers(dict(read[0].attributes), day)


@given(days, st.integers(1, 40), st.sampled_from(["{}-{} {}", "{}/{} {}", "between {} and {} {}", "{} to {} {}"]))
def test_a_span_of_days_holds_both(day: date, length: int, shape: str) -> None:
    last = day + timedelta(length)
    if day.month != last.month:
        return
    text = shape.format(day.day, last.day, f"{_EN[day.month - 1]} {day.year}")
    (read,) = dates(text)
    assert covers(dict(read.attributes), day) and covers(dict(read.attributes), last)


_SIGNS = ["-", "–", "/", ".", ",", " ", " ", "[", "]", "1950", "50", "31", "30", "13", "12", "2", "0", "99"]
_WORDS = ["early", "between", "and", "to", "from", "night of", "с.г.", "г.", "Mitte"]
_PIECES = [*_SIGNS, *_WORDS, *_EN[:6], *_DE[:3], *_FR[:3], *_RU[:3], *_ROMAN[:5]]


@given(
    st.lists(st.sampled_from(_PIECES), max_size=14).map("".join),
    st.sampled_from([None, 1950]),
    st.sampled_from(["", "dm", "md"]),
)
def test_whatever_is_read_is_a_date(text: str, year: int | None, order: str) -> None:
    end = 0
    for read in dates(text, year, order):
        assert read.span.start >= end
        assert read.span
        end = read.span.end
        values = [v for k, v in read.attributes.items() if k != "cert"]
        for value in values:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                date.fromisoformat(value)
            else:
                assert re.fullmatch(r"\d{4}-\d\d|--\d\d-\d\d|\d\d:\d\d:00", value)
        assert values == sorted(values)


# ---------------------------------------------------------------- old spellings, short years, months without a year
@pytest.mark.parametrize(
    ("text", "words", "when"),
    [
        ("Thornby, Feby 14th 1794", "Feby 14th 1794", "1794-02-14"),
        ("3d May 1821. Bath", "3d May 1821", "1821-05-03"),
        ("the 22d of Octr 1803", "22d of Octr 1803", "1803-10-22"),
        ("on the 3d day of May 1821", "3d day of May 1821", "1821-05-03"),
        ("Novr. 2d, 1801", "Novr. 2d, 1801", "1801-11-02"),
        ("3 May in the year of our Lord 1821", "3 May in the year of our Lord 1821", "1821-05-03"),
        ("Sept 28 Wednesday", "Sept 28", "--09-28"),
        ("written April 15—2:45 p.m.", "April 15", "--04-15"),
        ("Aug. 1st $20", "Aug. 1st", "--08-01"),
        ("Wien, 14. Ma\u0308rz 1917", "14. Ma\u0308rz 1917", "1917-03-14"),
        ("Berlin, den 3ten Mai 1821", "3ten Mai 1821", "1821-05-03"),
        ("Rouen ce 16 Mars 1793", "16 Mars 1793", "1793-03-16"),
        ("le 5 d'août 1793", "5 d'août 1793", "1793-08-05"),
        ("le 3 du mois de febvrier 1687", "3 du mois de febvrier 1687", "1687-02-03"),
        ("С. Озерки, 17 Іюля 1871 г.", "17 Іюля 1871 г.", "1871-07-17"),
        ("3-го Апрѣля 1871 года", "3-го Апрѣля 1871 года", "1871-04-03"),
    ],
)
def test_old_spellings_of_dates(text: str, words: str, when: str) -> None:
    assert found(text) == [(words, when)]


@pytest.mark.parametrize(
    "text", ["in June 12 ships came", "in may 20, men", "section 3/4/12 of the law", "No. 12-11-45 of it", "2d inst."]
)
def test_what_is_no_date_without_other_evidence(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "year", "when", "cert"),
    [
        ("Bremen d. 6.11.20.", None, "1920-11-06", "medium"),
        ("June 16/63", 1862, "1863-06-16", "medium"),
        ("16 June ’63", 1862, "1863-06-16", "medium"),
        ("2 Jan. ’02", 1899, "1902-01-02", "medium"),
        ("7-4-16", 1915, "1916-04-07", "low"),
    ],
)
def test_a_year_of_two_digits_is_near_the_document_s(text: str, year: int | None, when: str, cert: str) -> None:
    (date,) = dates(text, year)
    assert (date.when, date.cert) == (when, cert)


def test_the_order_of_the_language_decides_figures() -> None:
    german = narrow_vocabularies("Wir haben gehört, dass sie nicht vor dem Ende der Woche in die Stadt kommen.", WILSON)
    (date,) = find_dates("Im Felde, 7/4/1916", german)
    assert (date.when, date.cert) == ("1916-04-07", "medium")


@pytest.mark.parametrize(
    ("text", "when"),
    [("yr letter of ye 2d inst.", "1794-02-02"), ("the 28th ult.", "1794-01-28"), ("12th instant", "1794-02-12")],
)
def test_the_same_month_and_the_one_before(text: str, when: str) -> None:
    (date,) = find_dates(text, WILSON, 1794, month=2)
    assert (date.when, date.cert) == (when, "medium")
    assert document_date("Thornby, Feby 14th 1794\n\nI had yr letter.", WILSON) == (1794, 2)
    assert document_date("No date at all, 1794.", WILSON) == (None, None)


# ---------------------------------------------------------------- years in words
@pytest.mark.parametrize(
    ("language", "text", "words", "when"),
    [
        ("fr", "L'an mil sept cent quatre-vingt-un et le douzième jour du mois de mars", "", "1781-03-12"),
        ("fr", "l'an mil neuf cent dix-neuf, le huit février", "", "1919-02-08"),
        ("fr", "le quinziesme jour de mars mil six cens quatre vingt sept", "", "1687-03-15"),
        ("fr", "le premier janvier mil huit cent soixante-treize", "", "1873-01-01"),
        ("fr", "le vingt-deux may mil sept cents quatre-vingt-douze", "", "1792-05-22"),
        ("en", "the third day of May one thousand eight hundred and twenty one", "", "1821-05-03"),
        ("en", "the twenty-second of October, eighteen hundred and three", "", "1803-10-22"),
        ("de", "am dritten Mai achtzehnhunderteinundzwanzig", "", "1821-05-03"),
        ("de", "den vierzehnten Februar eintausend siebenhundert vier und neunzig", "", "1794-02-14"),
        ("ru", "семнадцатого марта тысяча восемьсот семьдесят первого", "", "1871-03-17"),
        ("it", "il tre maggio mille ottocento ventuno", "", "1821-05-03"),
        ("es", "el quince de marzo de mil setecientos noventa y cuatro", "", "1794-03-15"),
    ],
)  # fmt: skip
def test_a_date_in_words(language: str, text: str, words: str, when: str) -> None:
    general = load_convention("general")
    alone = replace(general, vocabularies=tuple(v for v in general.vocabularies if v.language == language))
    assert [(d.span.cut(text), d.when) for d in find_all(text, alone)] == [(words or text, when)]


@pytest.mark.parametrize(
    "text",
    [
        "mil six cens quatre vingt sept", "le quinziesme jour de mars", "le quarantiesme mars mil six cens",
        "l'an dix de son règne, en mars", "one thousand men marched in March",
    ],
)  # fmt: skip
def test_words_that_are_no_whole_date(text: str) -> None:
    assert list(find_all(text, load_convention("general"))) == []


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("erh. 19.8.", ["1916-08-19"]),
        ("vom 3. 4. bis", ["1916-04-03"]),
        ("Nr. 2.1. und 3.4.", []),
        ("um 19.8. Uhr", []),
    ],
)
def test_a_day_and_month_in_figures_without_a_year(text: str, when: list[str]) -> None:
    german = narrow_vocabularies("Wir haben gehört, dass sie nicht vor dem Ende der Woche in die Stadt kommen.", WILSON)
    assert [date.when for date in find_dates(text, german, 1916)] == when
