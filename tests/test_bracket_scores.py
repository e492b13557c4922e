"""Brackets without the words of a note: evidence, scores, certainty, and the weights that were learned."""

import json
import re
from dataclasses import replace

import pytest
from converting import ROOT, WILSON, convert

from teikit.core.source import Span
from teikit.interpretation.candidates.brackets import read_bracket
from teikit.interpretation.model import KINDS, Context
from teikit.interpretation.scoring import bracket_model, evidence_of
from teikit.interpretation.scoring.score import SPELLING

MODEL = bracket_model()
WRITTEN = json.loads((ROOT / "models" / "brackets.json").read_text(encoding="utf-8"))
SENTENCES = [
    (path, line)
    for path in sorted((ROOT / "benchmarks" / "brackets").glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


# ---------------------------------------------------------------- the model and what it was made from
def test_the_model_is_small_and_says_how_it_was_made() -> None:
    assert (ROOT / "models" / "brackets.json").stat().st_size < 16_000
    assert WRITTEN["made"]["by"] == "benchmarks/train_brackets.py write"
    assert sum(WRITTEN["made"]["examples"].values()) > 700


def test_what_is_sure_was_right_in_99_of_100_documents_left_out() -> None:
    """The thresholds are not lower than what the table of reliability allows."""
    assert set(WRITTEN["sure"]) == set(WRITTEN["kinds"])
    assert all(threshold >= 0.95 for threshold in MODEL.sure.values())
    assert all(0.5 < MODEL.medium[kind] < MODEL.sure[kind] for kind in MODEL.kinds)
    rows = [(count, share) for low, count, share in WRITTEN["made"]["reliability"] if low >= 0.95]
    assert sum(count * share for count, share in rows) / sum(count for count, _ in rows) >= 0.99


def test_every_labelled_sentence_has_one_bracket_and_a_known_reading() -> None:
    for path, line in SENTENCES:
        readings, _, sentence = line.partition("\t")
        assert set(readings.split("/")) <= set(MODEL.kinds), (path.name, line)
        assert len(re.findall(r"\[[^\[\]]+\]", sentence)) == sentence.count("[") == 1, (path.name, line)


def test_every_name_of_evidence_is_read() -> None:
    """A weight whose name the code no longer gives would never count."""
    seen = {"always", SPELLING}
    for _, line in SENTENCES:
        _, _, sentence = line.partition("\t")
        start, end = sentence.index("["), sentence.index("]") + 1
        for translation in (True, False):
            for convention in (WILSON, *_narrowed()):
                context = Context(sentence[:start], sentence[end:], translation=translation)
                seen |= evidence_of(sentence[start + 1 : end - 1], context, convention).keys()
    lost = {name for name in MODEL.weights if "=" not in name} - seen
    assert lost <= {"letters touch it", "a guess", "another script", "a sentence", "a number before", "used elsewhere"}


def _narrowed() -> list[object]:
    german = next(vocabulary for vocabulary in WILSON.vocabularies if vocabulary.language == "de")
    return [replace(WILSON, vocabularies=(german,), origin=None)]


# ---------------------------------------------------------------- scores
@pytest.mark.parametrize("content", ["get", "the Soviets", "Nikolai", "rezhim", "mit den Socken", "…", "  two\nlines "])
def test_probabilities_add_up_and_are_in_order(content: str) -> None:
    result = MODEL.score({**evidence_of(content, Context("let them ", " to it"), WILSON), SPELLING: 0.5})
    assert sum(probability for _, probability in result.ranking) == pytest.approx(1)
    assert [kind for kind, _ in result.ranking] == sorted(MODEL.kinds, key=lambda kind: -result.of(kind))
    assert result.kind == result.ranking[0][0]
    assert not any("=" in reason for reason in result.evidence)


@pytest.mark.parametrize(
    ("probability", "cert"), [(1.0, ""), (0.9999, ""), (0.94, "medium"), (0.3, "low"), (0.0, "low")]
)
def test_certainty_follows_probability(probability: float, cert: str) -> None:
    assert {MODEL.certainty(kind, probability) for kind in MODEL.kinds} == {cert}


def test_a_reading_without_a_threshold_is_never_sure() -> None:
    assert replace(MODEL, sure={}).certainty("gloss", 1.0) == "medium"


def test_the_alternatives_are_the_likeliest_first() -> None:
    made = convert("Translated by N. Low.\n\nHe kept to the order [rezhim] every day.")
    decision = next(one for one in made.interpretation.decisions if one.kind == "original")
    assert set(decision.alternatives) <= set(KINDS) | {"text"}
    assert decision.alternatives[0] in ("supplied", "gloss")
    assert len(set(decision.alternatives)) == len(decision.alternatives)


# ---------------------------------------------------------------- the safe default
PLAIN = ["the landlady", "a physician", "with the socks", "my friend", "by the river", "for the king", "wine and bread"]


@pytest.mark.parametrize("words", PLAIN)
def test_an_unknown_bracket_is_never_words_of_the_source(words: str) -> None:
    found = read_bracket(words, Span(0, len(words)), Context("They drank ", " and went away"), WILSON)
    assert found is not None
    assert (found.kind, found.cert) == ("unknown", "low")
    made = convert(f"They drank [{words}] and went away to the house in the town.")
    assert b"<supplied" not in made.data
    assert "note-uninterpreted" in made.codes


@pytest.mark.parametrize("words", ["that", "to", "is", "the", "and", "we"])
def test_small_words_outside_translations_are_never_sure(words: str) -> None:
    found = read_bracket(words, Span(0, len(words)), Context("I hope ", " you are well"), WILSON)
    assert found is not None
    assert found.cert


@pytest.mark.parametrize("words", [*PLAIN, "that", "Nikolai", "get", '"', "W"])
def test_the_reason_translation_is_for_translations(words: str) -> None:
    letter = f"They drank [{words}] and went away to the house in the town."
    assert b'reason="translation"' not in convert(letter).data
    assert b'type="translation"' in convert(f"Translated from Russian by N. Low.\n\n{letter}").data
