"""The vocabularies: that each says all that the first says, reads what it writes, and is used for its own texts."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from converting import WILSON, convert

from teikit.conventions.load import load_convention
from teikit.conventions.model import Convention, Vocabulary
from teikit.core.source import Span
from teikit.interpretation.candidates.notes import read_note
from teikit.interpretation.model import Context
from teikit.recognizers.vocabulary_choice import language_in, main_language, narrow_vocabularies
from teikit.tei.decode.phrases import wording

GENERAL = load_convention("general")
VOCABULARIES = {vocabulary.language: vocabulary for vocabulary in GENERAL.vocabularies}
# What belongs to one language: damage that was met in it, and how words of others look in it.
_OF_ONE = {
    "damaged_places",
    "transliterated",
    "transliterated_nouns",
    "syllables",
    "vowels",
    "syllables_not",
    "surnames",
    "number_words",
}
TEXTS = {
    "en": "We have been told that they will not come to the town before the end of the week.",
    "de": "Wir haben gehört, dass sie nicht vor dem Ende der Woche in die Stadt kommen werden.",
    "fr": "Nous avons appris que les gens de la ville ne sont pas venus avant la fin de la semaine.",
    "ru": "Мы узнали, что они не приедут в город до конца недели, а он уже не ждал их.",
    "it": "Abbiamo saputo che non verranno in città prima della fine della settimana, e che sono partiti per Roma.",
    "es": "Hemos sabido que no vendrán a la ciudad antes del fin de la semana, y que los señores se fueron con él.",
    "pl": "Dowiedzieliśmy się, że nie przyjadą do miasta przed końcem tygodnia, ale już nie wiem, czy to jest prawda.",
    "nl": "Wij hebben gehoord dat zij niet voor het einde van de week naar de stad zullen komen, maar dat is onzeker.",
    "cs": "Dověděli jsme se, že nepřijedou do města před koncem týdne, ale už nevím, jestli je to pravda, protože byl.",
}


def alone(language: str) -> Convention:
    return replace(GENERAL, vocabularies=(VOCABULARIES[language],))


@pytest.mark.parametrize("language", ["ru", "de", "fr"])
def test_a_vocabulary_has_all_keys(language: str) -> None:
    first, other = VOCABULARIES["en"].words, VOCABULARIES[language].words
    lacking = [
        f"{section}.{key}"
        for section, keys in first.items()
        for key in keys
        if section not in _OF_ONE and key not in other.get(section, {})
    ]
    assert lacking == []


def test_all_patterns_are_patterns() -> None:
    for vocabulary in GENERAL.vocabularies:
        for section, keys in vocabulary.words.items():
            for key, words in keys.items():
                for word in words if section != "dates" or key != "months" else ():
                    assert re.compile(word), (vocabulary.language, section, key)


Read = Callable[[str | None], tuple[str, str, str, dict[str, str]]]


def reader(language: str) -> Read:
    """A function that reads a note in one language: its kind, place, medium and further values."""
    convention = alone(language)

    def read(note: str | None) -> tuple[str, str, str, dict[str, str]]:
        assert note is not None
        found = read_note(note, Span(0, len(note)), Context("a", "b"), convention)
        assert found is not None, note
        return found.kind, found.place, found.medium, dict(found.values)

    return read


@pytest.mark.parametrize("language", ["en", "de", "fr", "ru"])
def test_what_is_written_of_damage_and_recordings_is_read(language: str) -> None:
    words, read = wording(GENERAL, language), reader(language)
    for agent in VOCABULARIES[language].section("canonical_agents"):
        for amount in ({}, {"quantity": "2", "unit": "word"}):
            assert read(words.gap({"reason": "lost", "agent": agent, **amount}))[3] == {
                "reason": "lost",
                "agent": agent,
                **amount,
            }
    for reason in VOCABULARIES[language].section("canonical_reasons"):
        wording_of = words.say(reason, "canonical_reasons")
        assert read(f"{wording_of}{words.colon}abc")[3] == {"reason": reason}
    assert read(words.gap({"reason": "inaudible"}))[3] == {"reason": "inaudible"}
    assert read(f"{words.say('unclear')}{words.colon}abc")[0] == "unclear"
    assert read(words.note("endorsement", "abc"))[:2] == ("endorsement", "overleaf")
    assert read(words.note("postmark", "BATH"))[3] == {"type": "postmark"}
    assert read(f"{words.say('page')} 2")[3] == {"n": "2"}
    assert read(f"{words.say('leaf')} 2v")[3] == {"n": "2v"}
    for way in VOCABULARIES[language].section("canonical_ways"):
        direction = words.say(way, "canonical_ways")
        assert read(f"{direction} {words.say('leaf')} 1r:")[3] == {"n": "1r", "rend": way}
    assert read(f"{words.say('tape')} 1, {words.say('side')} B")[3] == {"unit": "tape", "n": "1B"}


@pytest.mark.parametrize("language", VOCABULARIES)
def test_what_is_written_is_read(language: str) -> None:
    """Each canonical wording means in its own language what it was written for."""
    words, read = wording(GENERAL, language), reader(language)

    for place in VOCABULARIES[language].section("canonical_places"):
        kind, where, _, _ = read(words.handwritten({"place": place}, None, "Abc?", inserted=False))
        assert (kind, where or "unspecified") in {("marginalia", place), ("addition", place)}
    for medium in VOCABULARIES[language].section("canonical_media"):
        assert read(words.handwritten({"medium": medium}, None, "Abc?", inserted=True))[2] == medium
    for reason in ("illegible", "lost"):
        for unit in VOCABULARIES[language].section("canonical_units"):
            for quantity in ("1", "2", "5", "17"):
                values = {"reason": reason, "quantity": quantity, "unit": unit}
                assert read(words.gap(values))[3] == values
    for meaning, kind in {"translator": "translator", "editorial": "editor", "deleted": "deletion", "stamp": "stamp",
                          "redacted": "redaction", "underlined": "underlined"}.items():  # fmt: skip
        assert read(words.note(meaning, "abc"))[0] == kind
    assert read(words.say("signature"))[0] == "signature"
    assert read(words.say("sic"))[0] == "sic"


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_is_read_with_its_own_words(language: str) -> None:
    text = TEXTS[language]
    assert main_language(text, GENERAL) == language_in(text, GENERAL) == language
    spoken = [vocabulary.language for vocabulary in narrow_vocabularies(text, GENERAL).vocabularies]
    assert spoken[0] == language
    assert set(spoken) == {language, "en"}


def test_a_text_that_shows_no_language_is_read_with_all() -> None:
    assert narrow_vocabularies("Orlov, Miller", WILSON) is WILSON
    assert main_language("Orlov, Miller", WILSON) == ""


def test_a_text_in_two_languages_is_read_with_both() -> None:
    spoken = narrow_vocabularies(TEXTS["de"] + TEXTS["fr"], WILSON).vocabularies
    assert {"de", "fr"} <= {vocabulary.language for vocabulary in spoken}


def test_only_its_own_small_words_are_small_words() -> None:
    (_, *others) = narrow_vocabularies(TEXTS["de"], WILSON).vocabularies
    assert [v.language for v in others if v.section("function_words")] == []


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("Dear Clara,\n\nYours,\nE. Harrow", ["en"]),
        ("Lieber Papa!\n\nDein Otto.", ["de", "en"]),
        ("Caprera, 26 dicembre.\n\nCarissima,", ["it", "en"]),
        ("Querido Ramón:", ["es", "en"]),
        ("Kochana Mamo!\n\n3 maja", ["pl", "en"]),
        ("Любезная сестра!", ["ru", "en"]),
        (TEXTS["en"] + " [неразборчиво]", ["en", "ru"]),
    ],
)
def test_a_short_text_is_read_with_the_words_that_it_has(text: str, languages: list[str]) -> None:
    assert [v.language for v in narrow_vocabularies(text, GENERAL).vocabularies] == languages


def test_a_project_without_vocabularies_is_read() -> None:
    bare = replace(WILSON, vocabularies=())
    assert convert("[illegible] on 4 May 1950", convention=bare).encoded.proof.holds
    assert convert("On 4 May", convention=replace(WILSON, vocabularies=(Vocabulary("la", {}),))).encoded.proof.holds
