"""Everyday words of nine languages: dates, salutations, valedictions, notes; one file of examples a language."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from teikit.conventions.load import load_convention
from teikit.conventions.model import Convention
from teikit.core.source import Span
from teikit.interpretation.candidates.notes import read_note
from teikit.interpretation.model import Context
from teikit.recognizers import find_dates

GENERAL = load_convention("general")
FILES = {path.stem: path for path in sorted(Path(__file__).parent.glob("vocabularies/*.toml"))}
EXAMPLES = {language: tomllib.loads(path.read_text(encoding="utf-8")) for language, path in FILES.items()}


def alone(language: str) -> Convention:
    return replace(GENERAL, vocabularies=tuple(v for v in GENERAL.vocabularies if v.language == language))


def test_every_language_of_the_neutral_convention_has_examples() -> None:
    assert set(EXAMPLES) == {vocabulary.language for vocabulary in GENERAL.vocabularies}


def _each(section: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    rows = [(language, words) for language, examples in EXAMPLES.items() for words in examples[section]]
    return pytest.mark.parametrize(("language", "words"), rows)


@_each("dates")
def test_a_date(language: str, words: str) -> None:
    wanted = EXAMPLES[language]["dates"][words]
    assert [date.when for date in find_dates(words, alone(language))] == [wanted]


@_each("notes")
def test_a_note(language: str, words: str) -> None:
    reading = read_note(words, Span(0, len(words)), Context("a word", "b"), alone(language))
    assert reading is not None
    kinds = (reading.kind, reading.place.partition(" ")[0] if reading.place else "")
    assert EXAMPLES[language]["notes"][words] in kinds


@_each("greetings")
def test_a_salutation(language: str, words: str) -> None:
    (vocabulary,) = alone(language).vocabularies
    patterns = (*vocabulary.greetings, *(f"(?:{p})[,.!:]?" for p in vocabulary.section("letters").get("greeting", ())))
    assert _matches(words, patterns)


@_each("valedictions")
def test_a_valediction(language: str, words: str) -> None:
    (vocabulary,) = alone(language).vocabularies
    lines = (*vocabulary.section("closing")["valediction"], *vocabulary.section("letters").get("valediction", ()))
    assert _matches(words, [f"(?:{pattern})[,.!]?" for pattern in lines])


def _matches(words: str, patterns: "tuple[str, ...] | list[str]") -> bool:
    match = partial(re.fullmatch, string=words, flags=re.IGNORECASE | re.DOTALL)
    return any(match(pattern) for pattern in patterns)
