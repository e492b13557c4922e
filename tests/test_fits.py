"""What of the words of a block fits its kind: named evidence, and that it makes doubt where it is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teikit.conventions import NEUTRAL, load_convention
from teikit.core import Source, Span
from teikit.interpretation.scoring import LABELS, block_cert, fits_of
from teikit.recognizers import narrow_vocabularies
from teikit.transcript import Opinion

EXACT = [
    ("dateline", "Im Felde, den 17. Okt. 1915"),
    ("dateline", "Paris, ce 3 floréal an VII"),
    ("dateline", "Leeds, 4 June 1871"),
    ("salute", "Dear Sister,"),
    ("attendance", "Present:"),
    ("formula", "Top Secret"),
]
INEXACT = [
    ("dateline", "Flandern 1916"),
    ("dateline", "G. Verdi writes to his friend Giusti, 27 March 1847"),
    ("dateline", "No. 17"),
    ("valediction", "Tell Ruth her parcel came."),
    ("salute", "WAR CABINET, 1."),
    ("formula", "Carmo amico"),
]
LETTER = "I thank you.\n\nSincerely yours,\n\ngez. Schulz\n"
MINUTES = "1. Minutes of the last meeting\n\nThey were read.\n\n2. The roof\n\nIt leaks.\n\n4. The bell\n"
LINES = {"dateline": "Leeds, 4 June 1871", "salute": "Dear Sister,", "valediction": "Sincerely yours,",
         "signed": "gez. Schulz", "formula": "Top Secret", "head": "2. The roof", "item": "2. The roof"}  # fmt: skip
CONVENTION = load_convention(NEUTRAL)


def fits(kind: str, words: str, text: str = "") -> tuple[str, ...]:
    text = text or words
    start = text.index(words)
    known = narrow_vocabularies(text, CONVENTION)
    return fits_of(kind, Source(text, "letter.txt"), Span(start, start + len(words)), known)


@pytest.mark.parametrize(("kind", "words"), EXACT)
def test_words_that_are_just_what_a_kind_is_known_by_are_exact(kind: str, words: str) -> None:
    assert "exact" in fits(kind, words)


@pytest.mark.parametrize(("kind", "words"), INEXACT)
def test_other_words_are_not(kind: str, words: str) -> None:
    assert "exact" not in fits(kind, words)


def test_a_valediction_and_a_signature_support_each_other() -> None:
    assert "exact" in fits("valediction", "Sincerely yours,", LETTER)
    assert "below a valediction" in fits("signed", "gez. Schulz", LETTER)
    assert "exact" not in fits("valediction", "Sincerely yours,", LETTER.replace("gez. Schulz", "it rained all day."))


def test_the_number_of_a_heading_goes_on_from_that_of_another() -> None:
    names = [fits("head", line, MINUTES)[:2] for line in MINUTES.split("\n\n")[::2]]
    assert names == [("exact", "first number"), ("exact", "last number"), ("number alone", "other words")]


@pytest.mark.parametrize(("first", "second"), [("i)", "ii)"), ("I.", "II."), ("a)", "b)"), ("(1)", "(2)")])
def test_items_are_counted_in_figures_roman_figures_and_letters(first: str, second: str) -> None:
    text = f"{first} salt\n{second} tea\n"
    assert fits("item", f"{first} salt", text)[0] == "exact" == fits("item", f"{second} tea", text)[0]


def test_a_letter_may_be_a_roman_figure_or_not() -> None:
    assert fits("item", "i) tea", "h) salt\ni) tea\n")[0] == "exact"
    assert fits("item", "i) tea", "g) salt\ni) tea\n")[0] != "exact"


@pytest.mark.parametrize("kind", LINES)
def test_a_block_that_fits_and_that_the_labels_see_is_not_in_doubt(kind: str) -> None:
    line = LINES[kind]
    text = LETTER if line in LETTER else MINUTES if line in MINUTES else line
    found, seen = fits(kind, line, text), Opinion({LABELS[kind]: 0.95, "paragraph": 0.05})
    assert block_cert(kind, seen, fits=found) == ""
    assert block_cert(kind, Opinion({"more": 1.0})) != ""


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_span_of_any_text_has_evidence(text: str, start: int, end: int) -> None:
    span = Span(min(start, end, len(text)), min(max(start, end), len(text)))
    for kind in LABELS:
        names = fits_of(kind, Source(text, "letter.txt"), span, CONVENTION)
        assert len(names) == len({*names})
