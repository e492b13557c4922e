"""Patterns that are compiled only where they may match: the test before compiling never excludes a match."""

import re
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teikit.conventions import conventions, load_convention
from teikit.core import LazyPattern, lazy_pattern
from teikit.core.required_text import folded, required

REQUIRED = [
    ("pause", ("pause",)),
    ("(?:a )?(?:long )?pause|silence", ("pause", "silence")),
    (r"(?<!\w)(?:foo|ba[rz] x)(?!\w)", ("ba", "foo")),
    ("colou?r", ("colo",)),
    ("a+b", ("a",)),
    ("(?:abc)+d", ("abc",)),
    ("(?:abc)*d", ("d",)),
    ("a{0,3}bc", ("bc",)),
    ("a{2}", ("a",)),
    (r"\[signed\]", ("[signed]",)),
    ("Straße", ("strasse",)),
    ("(?i:Nr)[.]", ("nr",)),
    (r"(?P<n>\d)end", ("end",)),
    ("(?:(?!)|none)", ("none",)),
    ("(?!)", ()),
    (r"\d+", None),
    ("(?:a|b)?", None),
    ("a|", None),
    ("(?=ahead)", None),
    ("(?x) a b", None),
]
# The strings that the words of a pattern are cut from to make texts.
ALPHABET = "abIiıİſsKkßẞ ΣσςфФ.-"


@pytest.mark.parametrize(("pattern", "texts"), REQUIRED)
def test_required_text(pattern: str, texts: tuple[str, ...] | None) -> None:
    assert required(pattern) == texts


def test_letters_that_are_equal_without_case_are_folded_to_the_same() -> None:
    letters = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).lower() != chr(code)]
    for letter in letters:
        for other in {letter.lower(), letter.casefold(), letter.swapcase(), *"iıs"}:
            if len(other) == 1 and re.fullmatch(letter, other, re.IGNORECASE):
                assert folded(letter) == folded(other)


def _words() -> Iterator[str]:
    """The patterns of all vocabularies that can be compiled alone."""
    for name in conventions():
        for section in load_convention(name).words.values():
            for patterns in section.values():
                yield from (pattern for pattern in patterns if "{" not in pattern)


WORDS = sorted(set(_words()))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_match_contains_what_is_required(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(WORDS))
    text = data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE | re.DOTALL), fullmatch=False))
    assert LazyPattern(pattern, re.IGNORECASE | re.DOTALL).may_match(text)


@settings(max_examples=300, deadline=None)
@given(st.text(ALPHABET, max_size=4), st.text(ALPHABET, max_size=12))
def test_it_finds_what_the_compiled_pattern_finds(word: str, text: str) -> None:
    pattern = rf"(?:{re.escape(word)}|ab?)k?"
    lazy, compiled = LazyPattern(pattern, re.IGNORECASE), re.compile(pattern, re.IGNORECASE)
    assert _span(lazy.search(text)) == _span(compiled.search(text))
    assert _span(LazyPattern(pattern, re.IGNORECASE).match(text, 1, 6)) == _span(compiled.match(text, 1, 6))
    assert LazyPattern(pattern, re.IGNORECASE).sub("*", text) == compiled.sub("*", text)
    assert LazyPattern(pattern, re.IGNORECASE).split(text) == compiled.split(text)
    assert LazyPattern(pattern, re.IGNORECASE).findall(text) == compiled.findall(text)


def _span(match: re.Match[str] | None) -> tuple[int, int] | None:
    return match and match.span()


def test_a_pattern_is_compiled_only_for_a_text_that_may_match() -> None:
    pattern = LazyPattern("not a (pattern")
    assert pattern.search("other words") is None
    with pytest.raises(re.error):
        pattern.search("not a pattern")


def test_a_pattern_that_is_often_tried_is_compiled() -> None:
    pattern = LazyPattern("words")
    for _ in range(2_000):
        assert pattern.match("other") is None
    assert pattern.match == pattern.compiled.match


def test_a_pattern_of_a_table_is_always_the_same() -> None:
    assert lazy_pattern("a") is lazy_pattern("a")
