"""Names are recognised alike in all European scripts, with accents as characters of their own or not."""

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from converting import WILSON, convert
from lxml import etree

from teikit.conventions.load import load_convention
from teikit.conventions.model import ConventionError
from teikit.core.letters import CAPITAL, INITIALS, SMALL, SURNAME, begins_name, expand_properties, is_small
from teikit.recognizers.person_names import PersonName, name_key, persons_in
from teikit.recognizers.scripts import has_vowel, main_script, place_in_alphabet, script_of_letter, scripts_in
from teikit.transcript.blocks.signatories import is_person
from teikit.xml.names import tei

NAMES = [
    "E. Durand", "É. Durand", "Š. Novák", "Ł. Wałęsa", "Ö. Ünal", "Ñ. Ibáñez", "Ç. Şahin", "Đ. Đilas", "Ą. Ęska",
    "Ő. Ősz", "Θ. Παπαδόπουλος", "Ё. Ёлкин", "Ѣ. Ѣдинъ", "І. Їжакевич", "E. M. Durand", "Ž.Ž. Đoković",
]  # fmt: skip
FORMS = pytest.mark.parametrize("form", ["NFC", "NFD"])
LETTER = "Dear Comrade Orlov!\n\nWe ask you to send the books before the end of the month.\n\n{}\n"


def signed(text: str) -> list[str]:
    """The words of the signatures of a converted letter."""
    found = convert(LETTER.format(text)).body.iter(tei("signed"))
    return [" ".join("".join(map(str, element.itertext())).split()) for element in found]


@FORMS
@pytest.mark.parametrize("name", NAMES)
def test_a_name_signs(name: str, form: str) -> None:
    name = unicodedata.normalize(form, name)  # type: ignore[arg-type]
    assert is_person(name)
    assert [person.names[0].words for person in persons_in(name, WILSON)] == [name]
    assert signed(name) == [name]
    assert signed(f"{name} 5 May 1950") == [name]


@FORMS
@pytest.mark.parametrize("words", ["Minister", "Minister of Trade", "Paris"])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_with_words_behind_it_signs_with_any_letter(name: str, words: str, form: str) -> None:
    plain = signed(f"E. Durand, {words}")
    name = unicodedata.normalize(form, name)  # type: ignore[arg-type]
    assert signed(f"{name}, {words}") == [line.replace("E. Durand", name) for line in plain]


@pytest.mark.parametrize("first", ["A", "a", "А", "а", "Α", "α"])
def test_letters_of_any_alphabet_count_items(first: str) -> None:
    second = {"A": "B", "a": "b", "А": "Б", "а": "б", "Α": "Β", "α": "β"}[first]
    text = f"These come:\n\n{first}. Poland, Hungary\n\n{second}. Bulgaria, Romania\n\nThey come soon.\n"
    body = convert(text).body
    assert len(list(body.iter(tei("item")))) == 2
    assert list(body.iter(tei("signed"))) == []


def test_letters_are_recognised_by_their_properties() -> None:
    for char in "ÉŠŁÖÑÇĐĄΩЁѢІ":
        assert re.fullmatch(f"[{CAPITAL}]", char) and re.fullmatch(f"[{SMALL}]", char.lower())
        assert not re.fullmatch(f"[{SMALL}]", char) and begins_name(char) and not begins_name(char.lower())
    assert re.fullmatch(f"{INITIALS}{SURNAME}", "É. O’Brien-Ševčík")
    assert is_small("fe\u0301e") and not is_small("Fé") and not is_small("f1") and not is_small("")
    assert begins_name("毛") and not begins_name("1") and not begins_name("")


def test_scripts_are_recognised_by_the_names_of_letters() -> None:
    scripts = ["latin", "cyrillic", "greek", "han", "kana", "hangul", "georgian", ""]
    letters = dict(zip("éѢΩ中ひ한ა1", scripts, strict=True))
    assert {letter: script_of_letter(letter) for letter in letters} == letters
    assert scripts_in("Мао Mao 12") == {"latin", "cyrillic"}
    assert scripts_in("ሀ") == {"other"}
    assert main_script("日本語のテキストは漢字とかなで書く") == ("kana", 17)
    assert main_script("abc") == ("", 3)
    assert [place_in_alphabet(letter) for letter in "aZбЙγ1"] == [1, 26, 2, 0, 3, 0]
    assert has_vowel("ÉT") and has_vowel("ЇВ") and not has_vowel("КГБ") and not has_vowel("KGB")


def test_spellings_of_a_name_in_several_scripts_have_one_key() -> None:
    for one, other in [("Wałęsa", "Walesa"), ("Đoković", "Dokovic"), ("ФИЛИППОВ", "Filippov"), ("Молотовъ", "Molotov")]:
        assert name_key(one) == name_key(other)
    assert [PersonName(word, "").script for word in ("Orlov", "Орлов", "Σεφέρης")] == ["", "Cyrl", "Grek"]


def test_a_pattern_of_a_convention_may_name_properties_of_letters(tmp_path: Path) -> None:
    assert re.fullmatch(expand_properties(r"[\p{Lu}][\p{Ll}]+"), "Éva")
    file = tmp_path / "own.toml"
    mark = "[[mark]]\nname = 'shout'\nkind = 'sign'\npattern = '[\\p{%s}]{3}!'\ntei = '<hi>{text}</hi>'\n"
    file.write_text("[convention]\nname = 'own'\n" + mark % "Lu", encoding="utf-8")
    own = replace(WILSON, marks=load_convention(file).marks)
    assert etree.tostring(convert("We say ÉŠŁ! to them.", convention=own).body).count(b"<hi>") == 1
    other = tmp_path / "other.toml"
    other.write_text("[convention]\nname = 'other'\n" + mark % "Latin", encoding="utf-8")
    with pytest.raises(ConventionError, match="Lu and Ll"):
        load_convention(other)
