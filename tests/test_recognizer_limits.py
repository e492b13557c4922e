"""The limits at which recognizers decide: for each there is a case just inside it and one just outside."""

import datetime
import re
from dataclasses import replace

import pytest
from converting import ROOT, WILSON

from teikit.conventions import Convention, Vocabulary
from teikit.recognizers.date_years import date_order
from teikit.recognizers.dates import find_dates
from teikit.recognizers.language import language_of, languages_of, script_of, script_of_language
from teikit.recognizers.person_names import may_be_one, persons_in, signs_for
from teikit.recognizers.vocabulary_choice import language_in, main_language, narrow_vocabularies

# ---------------------------------------------------------------- dates
DATES: list[tuple[str, int | None, list[tuple[str, dict[str, str]]]]] = [
    # days of months, with a year and without
    ("31 January 1950", None, [("31 January 1950", {"when": "1950-01-31"})]),
    ("1 January 1950", None, [("1 January 1950", {"when": "1950-01-01"})]),
    ("on 31 January they", None, [("31 January", {"when": "--01-31"})]),
    ("on 1 August they", None, [("1 August", {"when": "--08-01"})]),
    ("on 29 February they", None, [("29 February", {"when": "--02-29"})]),
    ("on 30 February they", None, []),
    ("on 0 August they", None, []),
    ("on 31 April they", None, []),
    ("28 February 1951", None, [("28 February 1951", {"when": "1951-02-28"})]),
    ("29 February 1951", None, []),
    # months and years in digits
    ("5.12.1950", None, [("5.12.1950", {"when": "1950-12-05"})]),
    ("5.1.1950", None, [("5.1.1950", {"when": "1950-01-05"})]),
    ("5.0.1950", None, []),
    ("15.0.1950", None, []),
    ("15.13.1950", None, []),
    ("5.12.0001", None, [("5.12.0001", {"when": "0001-12-05"})]),
    ("5.12.0000", None, []),
    # two digits of a year count in the century of the document, within twenty years of it where all is in digits
    ("13/5-71", 1951, [("13/5-71", {"when": "1971-05-13", "cert": "medium"})]),
    ("13/5-72", 1951, []),
    ("13/5-31", 1951, [("13/5-31", {"when": "1931-05-13", "cert": "medium"})]),
    ("13/5-30", 1951, []),
    ("24.III.98", 1999, [("24.III.98", {"when": "1998-03-24", "cert": "medium"})]),
    ("24.III.05", 1900, [("24.III.05", {"when": "1905-03-24", "cert": "medium"})]),
    # times of day
    ("sent 31.8.1950 23:59 by", None, [("31.8.1950", {"when": "1950-08-31"}), ("23:59", {"when": "23:59:00"})]),
    ("sent 31.8.1950 24:00 by", None, [("31.8.1950", {"when": "1950-08-31"})]),
    ("sent 31.8.1950 0:00 by", None, [("31.8.1950", {"when": "1950-08-31"}), ("0:00", {"when": "00:00:00"})]),
    ("sent 31.8.1950 12:60 by", None, [("31.8.1950", {"when": "1950-08-31"})]),
    ("at 23.59 26.9 they", 1951, [("23.59", {"when": "23:59:00"}), ("26.9", {"when": "1951-09-26", "cert": "medium"})]),
    ("at 24.10 26.9 they", 1951, []),
    # spans of days
    ("12-13 May 1950", None, [("12-13 May 1950", {"from": "1950-05-12", "to": "1950-05-13"})]),
    ("12-12 May 1950", None, [("12 May 1950", {"when": "1950-05-12"})]),
    ("12 May 1950 - 13 May 1950", None, [("12 May 1950 - 13 May 1950", {"from": "1950-05-12", "to": "1950-05-13"})]),
    (
        "12 May 1950 - 12 May 1950",
        None,
        [("12 May 1950", {"when": "1950-05-12"}), ("12 May 1950", {"when": "1950-05-12"})],
    ),
    ("no later than 12-13 May 1950", None, [("12-13 May 1950", {"from": "1950-05-12", "to": "1950-05-13"})]),
    # no more than forty characters between two dates
    (
        f"12 May{' ' * 19}to{' ' * 19}3 June 1950",
        None,
        [(f"12 May{' ' * 19}to{' ' * 19}3 June 1950", {"from": "1950-05-12", "to": "1950-06-03"})],
    ),
    (
        f"12 May{' ' * 20}to{' ' * 19}3 June 1950",
        None,
        [("12 May", {"when": "--05-12"}), ("3 June 1950", {"when": "1950-06-03"})],
    ),
    ("28 May to June 1951", None, [("28 May", {"when": "--05-28"}), ("June 1951", {"when": "1951-06"})]),
    # part of a month needs a year
    ("in early June they", None, []),
    *(
        (f"in {part}June 1950", None, [(f"{part}June 1950", {"notBefore": first, "notAfter": last, "cert": "medium"})])
        for part, first, last in (
            ("early ", "1950-06-01", "1950-06-10"),
            ("mid-", "1950-06-11", "1950-06-20"),
            ("late ", "1950-06-21", "1950-06-30"),
        )
    ),
    # quotation marks around the day: at the beginning of the text, and a blank inside them
    ('"26" мая 1951 г.', None, [('"26" мая 1951 г.', {"when": "1951-05-26"})]),
    ('" 26 " мая 1951 г.', None, [('" 26 " мая 1951 г.', {"when": "1951-05-26"})]),
    ('x " 26 " мая 1951 г.', None, [('" 26 " мая 1951 г.', {"when": "1951-05-26"})]),
    ("  26 мая 1951 г.", None, [("26 мая 1951 г.", {"when": "1951-05-26"})]),
    (" 26 мая 1951 г.", None, [("26 мая 1951 г.", {"when": "1951-05-26"})]),
    # Roman numbers of months need a stroke where no year follows
    ("on 26/IX they", 1951, [("26/IX", {"when": "1951-09-26", "cert": "medium"})]),
    ("on 26.IX they", 1951, []),
    # words that may be months
    ("they may 2 times", 1951, []),
    ("on 2 May they", 1951, [("2 May", {"when": "1951-05-02", "cert": "medium"})]),
    ("on 2 may they", 1951, []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "year", "expected"), DATES, ids=[f"{text} ({year})" for text, year, _ in DATES])
def test_dates(text: str, year: int | None, expected: list[tuple[str, dict[str, str]]]) -> None:
    found = find_dates(text, WILSON, year)
    assert [(date.span.cut(text), dict(date.attributes)) for date in found] == expected


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("12/13/50", "md"),
        ("13/12/50", "dm"),
        ("12/12/50", ""),
        ("12/5/50", ""),
        ("5/12/50", ""),
        ("13/13/50", ""),
        ("12/13/50 13/12/50", ""),
    ],
)
def test_the_order_of_day_and_month(text: str, order: str) -> None:
    assert date_order(text) == order


def test_places_of_blank_fields_are_moved_by_the_offset() -> None:
    (date,) = find_dates('" " мая 1950 г.', WILSON, offset=100)
    assert date.blank == (101, 102)


@pytest.mark.parametrize("minute", [0, 1, 30, 59])
@pytest.mark.parametrize("hour", [0, 1, 12, 23])
def test_each_time_of_day_is_its_own(hour: int, minute: int) -> None:
    _, time = find_dates(f"31.8.1950 {hour}:{minute:02}", WILSON)
    assert time.time
    assert time.when == datetime.time(hour, minute).isoformat()


# ---------------------------------------------------------------- languages
def word_of(*languages: str) -> str:
    """A small word of these languages and no other."""
    listed = (ROOT / "conventions" / "languages" / "small-words.toml").read_text(encoding="utf-8")
    words = sorted(word for word in set(re.findall(r"\w+", listed)) if word.isascii())
    return next(word for word in words if set(languages_of(word)) == set(languages))


ENGLISH, GERMAN, OTHER = word_of("en"), word_of("de"), "xqx"

# How many English words, German words and others; the language and its certainty.
LANGUAGES = [
    ((3, 0, 5), ("en", "medium")),
    ((3, 0, 4), ("und", "")),  # fewer than 8 words
    ((2, 0, 6), ("und", "")),  # fewer than 3 small words
    ((3, 0, 17), ("en", "medium")),
    ((3, 0, 18), ("und", "")),  # less than 15 %
    ((7, 5, 0), ("en", "medium")),
    ((4, 3, 5), ("und", "")),  # less than 1.4 times the second language
    ((8, 0, 32), ("en", "")),
    ((8, 0, 31), ("en", "medium")),  # fewer than 40 words
    ((8, 0, 33), ("en", "medium")),  # less than 20 %
    ((10, 5, 25), ("en", "")),
    ((10, 6, 24), ("en", "medium")),  # less than twice the second language
]


@pytest.mark.parametrize(("counts", "expected"), LANGUAGES)
def test_the_language_of_a_text(counts: tuple[int, int, int], expected: tuple[str, str]) -> None:
    english, german, other = counts
    words = [ENGLISH] * english + [GERMAN] * german + [OTHER] * other
    found = language_of(" ".join(words))
    assert (found.code, found.cert) == expected
    decided = f"{english} of {len(words)} words show it"
    assert found.why == (decided if expected[0] == "en" else f"{len(words)} latin words do not show it")


def test_a_word_of_two_languages_counts_half_for_each() -> None:
    shared = word_of("de", "nl")
    assert language_of(" ".join([GERMAN] + [shared] * 4 + [OTHER] * 4)).code == "de"
    assert language_of(" ".join([shared] * 8)).code == "und"


def test_a_letter_that_one_language_has_shows_it() -> None:
    assert language_of(" ".join(["xłx"] * 3 + [OTHER] * 5)).code == "pl"


def test_why_a_language_is_not_decided() -> None:
    assert language_of("12.5").why == "no letters"
    assert language_of("abc").why == "too few letters, or letters of several scripts"
    assert language_of("한국어 " * 10).why == "30 hangul letters"


SCRIPTS = [
    ("ж" * 12, "cyrillic"),
    ("ж" * 11, ""),
    ("ж" * 70 + "x" * 30, "cyrillic"),
    ("ж" * 69 + "x" * 31, ""),
    ("中" * 19 + "の" * 2, "kana"),
    ("中" * 20 + "の" * 2, "han"),
    ("中" * 12, "han"),
    ("の" * 12, "kana"),
]


@pytest.mark.parametrize(("text", "script"), SCRIPTS, ids=[f"{len(text)} {script}" for text, script in SCRIPTS])
def test_the_script_of_a_text(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("english", "german", "kept"), [(10, 0, False), (10, 1, False), (10, 2, True), (10, 3, True), (15, 3, True)]
)
def test_a_second_language_has_a_fifth_of_the_words_of_the_first(english: int, german: int, kept: bool) -> None:
    text = " ".join([ENGLISH] * english + [GERMAN] * german)
    vocabularies = narrow_vocabularies(text, WILSON).vocabularies
    assert vocabularies[0].language == "en"
    assert ("de" in [vocabulary.language for vocabulary in vocabularies]) is kept


@pytest.mark.parametrize(("words", "language"), [(2, ""), (3, "de")])
def test_three_small_words_show_the_main_language(words: int, language: str) -> None:
    assert main_language(" ".join([GERMAN] * words + [OTHER] * 9), WILSON) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ж" * 20, "ru"),
        ("ж" * 19, ""),
        ("x" * 20, "en"),
        ("x" * 19, ""),
        ("中" * 30, ""),
        ("", ""),
        (" ".join([GERMAN] * 9), "de"),
        ("ж" * 9 + "x" * 11, "en"),
        ("ж" * 11 + "x" * 9, "ru"),
    ],
)
def test_the_language_of_a_convention_that_a_text_is_in(text: str, language: str) -> None:
    assert language_in(text, WILSON) == language


def convention_of(*vocabularies: Vocabulary | str) -> Convention:
    """A convention with these vocabularies, a name means that vocabulary of the convention wilson."""
    known = {vocabulary.language: vocabulary for vocabulary in WILSON.vocabularies}
    return replace(WILSON, vocabularies=tuple(known[v] if isinstance(v, str) else v for v in vocabularies))


LATIN = Vocabulary("la", {"function_words": {"small": ("etiam", "nondum")}, "other": {"words": ("senatus",)}})


def test_the_number_of_vocabularies() -> None:
    text = " ".join([GERMAN] * 9)
    one, two = convention_of("en"), convention_of("en", "de")
    assert narrow_vocabularies(text, one) is one
    assert [v.language for v in narrow_vocabularies(text, two).vocabularies] == ["de", "en"]
    assert language_in(text, two) == "de"
    assert language_in(text, one) == "en"
    assert language_in("ж" * 30, two) == ""


def test_a_convention_has_small_words_of_its_own() -> None:
    text = "etiam nondum etiam puella"
    assert main_language(text, convention_of("en", LATIN)) == "la"
    assert main_language("puella senatus puella", convention_of("en", LATIN)) == ""
    assert language_in(text * 3, convention_of("ru", LATIN)) == "la"
    assert language_in("ж" * 30, convention_of(LATIN, "ru")) == "ru"
    own = Vocabulary("en", {"function_words": {"small": ("etiam",)}})
    assert main_language("etiam " * 9, convention_of(own, "ru")) == ""
    assert main_language("etiam " * 9, convention_of(Vocabulary("la", {}), "ru")) == ""


@pytest.mark.parametrize(("code", "script"), [("ru", "cyrillic"), ("en", "latin"), ("en-GB", "latin"), ("tlh", "")])
def test_the_script_of_a_language(code: str, script: str) -> None:
    assert script_of_language(code) == script


# ---------------------------------------------------------------- names of persons
NAMES = [
    ("A. B. Orlov", ["A. B. Orlov"]),
    ("Li", ["Li"]),
    ("A. B.", []),
    ("Anna Bea Cora Dora Orlova", ["Anna Bea Cora Dora Orlova"]),
    ("Anna Bea Cora Dora Eva Orlova", []),
    ("Jan van Dorn", ["Jan van Dorn"]),
    ("van dorn", []),
    ("orlov", []),
    ("KGB", []),
    ("B Orlov", ["B Orlov"]),
    ("A. Orlov and B. Petrov", ["A. Orlov", "B. Petrov"]),
    ("Orlov" + "v" * 295, ["Orlov" + "v" * 295]),
    ("Orlov" + "v" * 296, []),
    ("A. Orlov and B. " + "P" + "v" * 283, ["A. Orlov", "B. P" + "v" * 283]),
    ("A. Orlov and B. " + "P" + "v" * 284, []),
]


@pytest.mark.parametrize(("words", "names"), NAMES, ids=[words[:40] for words, _ in NAMES])
def test_names_of_persons(words: str, names: list[str]) -> None:
    found = persons_in(words, WILSON)
    assert found is not None
    assert [named.names[0].words for named in found] == names


# Words with brackets, titles and offices, and the spellings of the one name in them.
SPELLINGS = [
    ("[Nikolai] Roshchin", ["Nikolai Roshchin"]),
    ("Liu [Shaoqi]", ["Liu Shaoqi"]),
    ("Filippov [Stalin]", ["Filippov", "Stalin"]),
    ("Filippov [Filippov]", ["Filippov"]),
    ("Filippov (Iosif Stalin)", ["Filippov", "Iosif Stalin"]),
    ("Nikolai [V.] Roshchin", ["Nikolai V. Roshchin"]),
    ("Marshal Malinovsky, Minister of Defence", ["Malinovsky"]),
    ("Cde. A. Orlov", ["A. Orlov"]),
    ("Minister of Trade A.B. Orlov", ["A.B. Orlov"]),
    ("Петров [Petrov]", ["Петров"]),
]


@pytest.mark.parametrize(("words", "spellings"), SPELLINGS, ids=[words for words, _ in SPELLINGS])
def test_spellings_of_one_name(words: str, spellings: list[str]) -> None:
    (named,) = persons_in(words, WILSON)
    assert [name.words for name in named.names] == spellings


@pytest.mark.parametrize(
    ("words", "key", "script"),
    [
        ("José Orlóv-Peña", "jose orlov pena", ""),
        ("d’Estaing", "destaing", ""),
        ("Петров", "petrov", "Cyrl"),
        ("A. B. ORLOV", "a b orlov", ""),
    ],
)
def test_keys_and_scripts_of_names(words: str, key: str, script: str) -> None:
    ((name,),) = [named.names for named in persons_in(words, WILSON)]
    assert (name.key, name.script) == (key, script)
    assert name.keys == ((key, f"{key}*") if script else (key,))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("ORLOV", "Orlov"),
        ("LI Wei", "LI Wei"),
        ("MAO Wei", "Mao Wei"),
        ("A.B. ORLOV", "A.B. Orlov"),
        ("A.B.Orlov", "A.B. Orlov"),
        ("Orlov", "Orlov"),
        ("Anna ORLOV-PETROV", "Anna ORLOV-PETROV"),
    ],
)
def test_names_as_a_list_shows_them(words: str, shown: str) -> None:
    ((name,),) = [named.names for named in persons_in(words, WILSON)]
    assert name.shown == shown


# Two keys, whether they may be one person, whether one surely signs for the other.
KEYS = [
    ("orlov", "orlov", True, True),
    ("orlov", "petrov", False, False),
    ("orlov", "anna orlov", True, True),
    ("anna", "anna orlov", True, False),
    ("bea", "anna bea orlov", False, False),
    ("orlov", "", False, False),
    ("", "", True, False),
    ("o", "o", True, False),
    ("o", "a o", False, False),
    ("li", "wei li", True, True),
    ("a orlov", "anna orlov", True, True),
    ("a orlov", "bea orlov", False, False),
    ("anna orlov", "a b orlov", True, True),
    ("anna orlov", "anna petrov", False, False),
    ("y orlov", "eugene orlov", False, False),
    ("an orlov", "anna orlov", False, False),
    ("anna orlov", "anna bea orlov", True, True),
]


@pytest.mark.parametrize(("one", "other", "may_be", "signs"), KEYS, ids=[f"{a} = {b}" for a, b, _, _ in KEYS])
def test_keys_of_one_person(one: str, other: str, may_be: bool, signs: bool) -> None:
    assert may_be_one(one, other) is may_be
    assert may_be_one(other, one) is may_be
    assert signs_for(one, other) is signs
    assert signs_for(other, one) is signs
