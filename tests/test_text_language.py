"""The language of a text that no page names: each sample in tests/languages/ is named for its language.

A file CODE.txt holds short paragraphs, written for this test, each of which is to be recognised by itself.
"""

import random
from pathlib import Path

import pytest
from converting import ROOT, convert
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from teikit.recognizers.language import FoundLanguage, is_written_in, language_name, language_of
from teikit.xml.names import XML_LANG, tei

SAMPLES = sorted((ROOT / "tests" / "languages").glob("*.txt"))
RUSSIAN = (
    "Мы получили вашу телеграмму и согласны с тем, что было сказано в ней о шерсти. Просим сообщить, когда она будет."
)
ENGLISH = (
    "We have received your cable and agree with what was said in it about the wool. Tell us when it will be there."
)
GERMAN = "Wir haben das Telegramm erhalten und sind mit dem einverstanden, was darin über die Wolle gesagt wird."


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.stem for sample in SAMPLES])
def test_each_paragraph_is_recognised(sample: Path) -> None:
    text = sample.read_text(encoding="utf-8")
    wrong = [(language_of(one).code, one) for one in text.split("\n\n") if language_of(one).code != sample.stem]
    assert wrong == []
    assert language_of(text).code == sample.stem
    assert language_of(text).cert == "" or len(text.split()) < 40
    assert language_name(sample.stem)


def test_a_script_without_languages_leaves_the_language_open() -> None:
    text = "وصلت الرسالة أمس وقرأناها مع أصدقائنا في البيت ثم كتبنا جوابا قصيرا"
    assert language_of(text) == FoundLanguage("und", "", "no language of arabic letters is known here")
    assert convert(text).encoded.proof.holds


def test_a_text_of_some_length_is_never_recognised_wrongly_by_a_part_of_it() -> None:
    """Runs of words from every sample: none is taken for another language, few stay open."""
    pick, recognised, runs = random.Random(1), 0, 0
    for sample in SAMPLES:
        words = sample.read_text(encoding="utf-8").split()
        for _ in range(20):
            start = pick.randrange(max(1, len(words) - 12))
            found = language_of(" ".join(words[start : start + 12])).code
            assert found in (sample.stem, "und")
            runs, recognised = runs + 1, recognised + (found == sample.stem)
    assert recognised > 0.8 * runs


@pytest.mark.parametrize(
    "text",
    ["", "12.5.1951", "Roshchin", "TO MARSHAL MALINOVSKY", "ОСОБАЯ ПАПКА", "Lorem ipsum " * 20, "ш" * 99, "xyz " * 99],
)
def test_what_does_not_show_a_language_stays_open(text: str) -> None:
    found = language_of(text)
    assert found.code == "und" and found.why


def test_brackets_are_the_editors_words() -> None:
    assert language_of(f"{RUSSIAN} [{ENGLISH} {ENGLISH}]").code == "ru"


def test_scripts_of_languages() -> None:
    assert is_written_in("ru", "cyrillic") and not is_written_in("en-GB", "cyrillic") and is_written_in("tlh", "latin")


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert isinstance(language_of(text), FoundLanguage)


def languages(text: str) -> tuple[list[str | None], dict[str | None, str | None], list[str]]:
    """xml:lang of text and divs, the header's languages with their certainty, the codes of the diagnostics."""
    made = convert(text)
    root = etree.fromstring(made.data)
    used = [e.get(XML_LANG) for e in root.iter(tei("text"), tei("div"))]
    listed = {e.get("ident"): e.get("cert") for e in root.iter(tei("language"))}
    return used, listed, [code for code in made.codes if code.startswith("language-")]


def test_the_language_found_is_in_the_header_and_reported() -> None:
    assert languages(RUSSIAN * 3) == (["ru", "ru"], {"ru": None}, ["language-by-words"])
    assert languages(GERMAN) == (["de", "de"], {"de": "medium"}, ["language-by-words"])
    assert languages("Orlov.") == (["und", "und"], {}, ["language-undecided"])


PAGE = """May 7, 1951

A to B

Citation:

RGASPI, f. 1. <https://e.org/1>

Original Language:

Russian

Contents:

Translation - English

"""


def test_what_the_page_says_holds_unless_the_script_is_another() -> None:
    assert languages(PAGE + GERMAN) == (["en", "en"], {"en": None, "ru": None}, [])
    assert languages(PAGE + RUSSIAN * 3) == (["ru", "ru"], {"ru": None}, ["language-by-words"])


LETTER = "TO THE COMMITTEE\n\n{}\n\nSincerely yours,\nPaul Miller\n\n"


def test_each_text_of_a_file_has_its_own() -> None:
    cable = f"ПЕКИН\n\nТоварищу КРАСОВСКОМУ\n\nТов. Мао Цзе-дун!\n\n{RUSSIAN * 4}\n\nФИЛИППОВ\n"
    used, listed, said = languages(LETTER.format(ENGLISH * 2) + cable)
    assert used == ["ru", "en", "ru"] and list(listed) == ["ru", "en"]
    assert said == ["language-by-words", "language-by-words"]


def test_an_attachment_has_its_own() -> None:
    attached = f"[Attachment]\n\n{GERMAN * 3}\n\nRespectfully,\nN. ORLOV\n"
    used, listed, _ = languages(LETTER.format(ENGLISH * 2) + attached)
    assert used == ["de", "de", "en", None] and set(listed) == {"en", "de"}
