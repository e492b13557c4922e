"""Pairs of signs without a meaning in the convention are reported, once a document each, and stay text."""

import time

import pytest
from converting import convert

from teikit.conventions.load import load_convention
from teikit.conventions.model import Convention
from teikit.core import source_of
from teikit.transcript.syntax import parse, undeclared_signs

GENERAL = load_convention("general")


def reported(text: str, convention: Convention = GENERAL) -> list[str]:
    transcript, _ = parse(source_of(text), convention)
    return [f"{d.position.column if d.position else 0} {d.message}" for d in undeclared_signs(transcript, convention)]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("The {at last} mild {x} day", 5, "“{at last}” (and 1 more): { } mean nothing in the convention “general”"),
        ("a <s>old</s> word", 3, "“<s>” (and 1 more): < > mean"),
        ("an |old| word", 4, "“|old|”: | | mean"),
        ("an ^old^ word", 4, "“^old^”: ^ ^ mean"),
        ("an _old_ word", 4, "“_old_”: _ _ mean"),
        ("an =old= word", 4, "“=old=”: = = mean"),
        ("*It* was he", 1, "“*It*”: * * mean"),
        ("an **old** word", 4, "“**old**”: ** ** mean"),
        ("an ⟨old⟩ word", 4, "“⟨old⟩”: ⟨ ⟩ mean"),
        ("an \\old/ word", 4, "“\\old/”: \\ / mean"),
        ("{" + "x" * 100 + "}", 1, "…”: { } mean"),
    ],
)
def test_a_pair_is_reported(text: str, place: int, message: str) -> None:
    (line,) = reported(text)
    assert line.startswith(f"{place} ")
    assert message in line


@pytest.mark.parametrize(
    "text",
    [
        "a ^{very} cold ~~warm~~ day [illegible]",
        "See <https://example.org/a_b_c> or <a@b.org>.",
        "if a < b and c > d",
        "file_name_of_it and 2*3*4 = 24 = 4!",
        "| Name | Sum |\n|------|-----|\n|Poe|2|",
        "on the left* and on the right*\n\n* A note.",
        "C:\\old/new",
        "to you |12r| by post",
        "He paid $5 and $6.",
        "a { b\nc } d",
        "- 2 -",
    ],
)
def test_what_is_no_such_pair(text: str) -> None:
    assert reported(text) == []


def test_the_words_stay_and_the_report_is_one_of_the_conversion() -> None:
    converted = convert("Sir,\n\nThe weather {at last} is mild. A {cold} day.\n", convention=GENERAL)
    assert "{at last}" in "".join(map(str, converted.body.itertext()))
    assert [d.code for d in converted.findings].count("mark-undeclared") == 1


def test_the_time_is_linear_in_the_text() -> None:
    text = "{" * 50_000 + "<" * 50_000 + "_a " * 50_000 + "|a" * 50_000 + "=a " * 50_000
    begin = time.perf_counter()
    reported(text)
    assert time.perf_counter() - begin < 3


def test_a_sign_of_an_undeclared_pair_is_not_reported_as_unbalanced_too() -> None:
    converted = convert("The {at last} mild {x} day. A lonely } here.\n", convention=GENERAL)
    signs = [d for d in converted.findings if d.code.startswith("mark-")]
    assert {(d.code, d.position.column if d.position else 0) for d in signs} == {
        ("mark-unbalanced", 38),
        ("mark-undeclared", 5),
    }
