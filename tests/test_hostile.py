"""Input that means harm, or is damaged beyond sense: the core takes all of it, in bounded work, and says little."""

import re
import sys
from collections.abc import Iterator
from itertools import pairwise

import pytest
from converting import ROOT, WILSON, convert
from lxml import etree

from teikit.core.source import Span, source_of
from teikit.interpretation.candidates.notes import read_note
from teikit.interpretation.model import Context
from teikit.recognizers.dates import find_dates
from teikit.transcript.front_matter.citation import archive_references
from teikit.transcript.syntax.lexer import tokens
from teikit.transcript.syntax.parser import MAX_DEPTH, MAX_FINDINGS, parse
from teikit.transcript.syntax.tree import Group

MANY = 20_000
SIGNS = [
    "[",
    "]",
    "?",
    "~",
    "~~",
    "*",
    "^{",
    "}",
    "[]",
    "[?]",
    "□",
    " ",
    "\n",
    "\t",
    "\f",
    "\x00",
    "\u00a0",
    "a",
    "a ",
    "A ",
    "4 ",
    "1. ",
    '" ',
    "- ",
]


@pytest.mark.parametrize("sign", SIGNS, ids=repr)
def test_very_many_of_one_sign_are_converted(sign: str) -> None:
    made = convert(sign * (MANY // len(sign)))
    assert made.encoded.proof.holds
    assert made.codes.count("mark-unbalanced") <= MAX_FINDINGS


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(ROOT / "schemas" / "teikit.rng"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\ufeff",
        "[",
        "]",
        "[]",
        "[ ]",
        "[[[[]]]]",
        "<script>alert(1)</script>&]]>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
        "\ud800",
        "[handwritten above: \udfff]",
        "\x00[\x01]\x02",
        "a\x0bb\x1cc",
        "[sic]",
        "[?]",
        "[W]",
        "[...]",
        "~~~~",
        "~~~",
        "^{}",
        "1. ",
        "1.\n\n2.",
        "Citation:\n\nContents:",
        "Contents:\n\nCitation:",
        "\r\r\r",
        "\r\n\f\r\n",
    ],
    ids=ascii,
)
def test_damaged_or_malicious_text_is_kept_as_text(text: str, schema: etree.RelaxNG) -> None:
    made = convert(text)
    assert made.encoded.proof.holds
    assert schema.validate(etree.fromstring(made.data)), str(schema.error_log)


def test_markup_in_a_transcript_stays_text() -> None:
    body = convert("<script>alert('&amp;')</script> ]]> <!-- no -->").body
    assert "".join(body.itertext()).strip() == "<script>alert('&amp;')</script> ]]> <!-- no -->"
    assert {etree.QName(e).localname for e in body.iter()} == {"body", "div", "p"}


def test_deep_nesting_ends_at_the_limit() -> None:
    made = convert("[" * 30 + "get" + "]" * 30)
    assert made.encoded.proof.holds
    transcript, findings = parse(source_of("[" * 30 + "get" + "]" * 30), WILSON)
    assert depth(transcript.nodes) <= MAX_DEPTH
    assert len(findings) == 2 * (30 - MAX_DEPTH)


def depth(nodes: tuple[object, ...]) -> int:
    return max((1 + depth(node.children) for node in nodes if isinstance(node, Group)), default=0)


def test_a_line_of_a_megabyte() -> None:
    text = "The troops left Mukden and went on and on. " * 24_000 + "Let them [get] there on 4 May 1950."
    made = convert(text)
    assert len(text) > 1_000_000
    assert made.encoded.proof.holds


def test_a_megabyte_of_opening_brackets() -> None:
    made = convert("[" * 1_000_000)
    assert made.encoded.proof.holds
    assert made.codes.count("mark-unbalanced") <= MAX_FINDINGS


@pytest.mark.parametrize(
    "piece",
    [
        "*a ",
        "?a ",
        "[?] ",
        "[] ",
        "[a\n",
        "A\n\n",
        "1. a\n\n",
        "1. A\n\n2. B\n\n",
        "- 2 -\n\n",
        "a\n",
        "a  5\n",
        "a|b\n",
        "5/6/50 ",
        "* a\n",
        "~~a~~ ^{b} ",
        "A “word”* a\n\n* “Word” said\n\n",
    ],
)
def test_four_times_the_text_is_about_four_times_the_work(piece: str) -> None:
    """Work is counted in calls, which are the same on every machine, however busy it is."""

    def calls(times: int) -> int:
        text, counted = piece * (times * 1_000 // len(piece)), 0

        def count(*_: object) -> None:
            nonlocal counted
            counted += 1

        sys.setprofile(count)
        try:
            convert(text)
        finally:
            sys.setprofile(None)
        return counted

    calls(1)  # what is done once a process is not counted
    once = calls(1)
    # What is done once for texts of this length is in the first number, not in the second.
    assert calls(4) < 6 * once or calls(4) < 6 * once


def test_a_paragraph_that_is_never_closed_does_not_include_the_next() -> None:
    made = convert("One [two\n\nthree ~~four\n\nfive [get] six.")
    assert [f.position.line for f in made.findings if f.code == "mark-unbalanced" and f.position] == [1, 3]
    assert [note.text for note in made.body.iter("{http://www.tei-c.org/ns/1.0}note")] == ["get"]


def test_findings_are_bounded() -> None:
    _, findings = parse(source_of("[\n\n" * 5_000), WILSON)
    assert len(findings) == MAX_FINDINGS + 1
    assert findings[-1].code == "mark-too-many"


# ---------------------------------------------------------------- patterns that could run away
def adversarial(size: int) -> Iterator[str]:
    for piece in (
        "1 ",
        "I",
        "1.",
        "a ",
        "A",
        "A. ",
        " ",
        "\n",
        "одн",
        "...",
        ". ",
        "or ",
        "1 or ",
        "x-",
        "[",
        "f. ",
        "1, ",
        "1-",
        "by ",
        "to ",
        '"',
    ):
        yield (piece * size)[:size]


PREFIXES = [
    "",
    "handwritten ",
    "sic, ",
    "stamp",
    "signature ",
    "translator",
    "crossed out",
    "x - ",
    "17.45 26",
    '"',
    "a, ",
    "several ",
]
SUFFIXES = ["", "!", ":", "x", " - crossed ou", ", si", '"', "["]


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_notes_are_read_in_bounded_work(prefix: str, suffix: str) -> None:
    for middle in adversarial(500):
        text = prefix + middle + suffix
        read_note(text, Span(0, len(text)), Context("before " + middle, middle[:100]), WILSON)


def test_dates_are_found_in_bounded_work() -> None:
    for text in adversarial(50_000):
        assert all(found.span.end <= len(text) for found in find_dates(text, WILSON, 1951))


def test_archive_references_are_read_in_bounded_work() -> None:
    citing = WILSON.layouts[0].data["citation"]
    for text in adversarial(20_000):
        assert all(reference.repository for reference in archive_references("RGASPI, " + text, citing))


def test_headers_are_read_in_bounded_work() -> None:
    for text in adversarial(5_000):
        made = convert(
            f"{text}\n\n{text} to {text}\n\nCitation:\n\n{text} translated by {text}\n\n"
            f"Contents:\n\nOriginal Scan\n\n{text}"
        )
        assert made.encoded.proof.holds


def test_tokens_do_not_overlap() -> None:
    for text in adversarial(5_000):
        spans = [token.span for token in tokens(text, Span(0, len(text)), WILSON)]
        assert all(one.end <= other.start for one, other in pairwise(spans))


def test_no_pattern_of_a_convention_matches_everything() -> None:
    for mark in WILSON.marks:
        assert not mark.pattern or re.search(mark.pattern, "ordinary words, of no mark at all") is None
