"""Where things are in a text: offsets, lines and columns are inverses of each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teikit.core import is_language
from teikit.core.source import Position, Source, Span, source_of

texts = st.text(alphabet=st.sampled_from("ab\n\r\fя𝄞\u2028"), max_size=30)


@given(texts, st.integers(0, 30))
def test_an_offset_is_its_position_and_back(text: str, offset: int) -> None:
    source = source_of(text)
    offset = min(offset, len(text))
    assert source.offset(source.position(offset)) == offset


@given(texts)
def test_lines_are_the_text_between_line_feeds(text: str) -> None:
    source = source_of(text)
    assert [source.line(number + 1) for number in range(text.count("\n") + 1)] == text.split("\n")


def test_columns_count_characters_from_one() -> None:
    source = source_of("one\nдва 𝄞x\n")
    assert source.position(0) == Position(1, 1)
    assert source.position(source.text.index("x")) == Position(2, 6)
    assert source.position(len(source.text)) == Position(3, 1)


@pytest.mark.parametrize("offset", [-5, 99])
def test_a_place_outside_is_moved_in(offset: int) -> None:
    assert source_of("ab\nc").position(offset) in (Position(1, 1), Position(2, 2))


def test_a_line_that_is_not_there_is_empty() -> None:
    source = source_of("a\nb")
    assert (source.line(0), source.line(1), source.line(2), source.line(3)) == ("", "a", "b", "")


def test_spans_cut_and_cover() -> None:
    assert Span(1, 3).cut("abcd") == "bc"
    assert len(Span(1, 3)) == 2
    assert Span(0, 4).covers(Span(1, 3)) and not Span(1, 3).covers(Span(0, 4))
    assert source_of("abcd").whole == Span(0, 4)
    assert Source("abcd").cut(Span(1, 3)) == "bc"


def test_the_digest_is_that_of_the_bytes() -> None:
    assert source_of("").digest == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert source_of("\ud800").digest != source_of("\ud801").digest


def test_a_language_code_is_one_that_the_tei_can_have() -> None:
    codes = ("en", "zh-Hans", "de-CH-1901", "x", "en-", "xx-zzzzzzzzz", "not a code")
    assert [code for code in codes if is_language(code)] == ["en", "zh-Hans", "de-CH-1901"]
