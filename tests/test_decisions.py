"""The law of decisions: the override that the worklist offers for a bracket reproduces the TEI that it was taken from.

The same TEI means the same bytes, but for what counts decisions in doubt: the `change` in the header, whose number is
lower by one for each settled decision that was in doubt, and the seal over the bytes.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from converting import ALL_FILES, ROOT, WILSON, Converted, convert, text_of_file, transcripts
from hypothesis import example, given
from lxml import etree

from teikit.conventions.model import MarkKind
from teikit.core.source import Source, Span, source_of
from teikit.interpretation.model import KINDS, SETTLED, TEXT, Decision, Subject
from teikit.interpretation.override import Override, as_toml, override_for, override_of
from teikit.transcript.blocks.divisions import blocks_of
from teikit.transcript.syntax.parser import parse
from teikit.transcript.syntax.tree import Group
from teikit.xml import TEI, tei

CASES = sorted((ROOT / "tests" / "cases").rglob("transcript.txt"))
EVERY_FILE = pytest.mark.parametrize("path", ALL_FILES)
EVERY_CASE = pytest.mark.parametrize("path", CASES, ids=[path.parent.name for path in CASES])
STATED, DOUBT, AT = (Subject.BRACKET, Subject.MARK), ("low", "medium"), "{urn:teikit:span}at"
DOUBTFUL = ("note-doubtful", "note-uninterpreted")
Offer = Callable[[Decision, Source, str], Override | None]


def offered(decision: Decision, source: Source, offer: Offer = override_for) -> Override | None:
    """The override for a decision, read from the lines that a person copies into edition.toml."""
    override = offer(decision, source, "test.txt")
    if override is None:
        return None
    (table,) = tomllib.loads(as_toml(override))["override"]
    return override_of(table)


def assert_reproduced(text: str, together: bool = True, offer: Offer = override_for) -> None:
    """Asserts the law for all brackets of a text, settled together or each by itself."""
    made, source = convert(text), source_of(text, "test.txt")
    pairs = [(one, override) for one in made.interpretation.decisions if (override := offered(one, source, offer))]
    for settled in [pairs] if together else [[pair] for pair in pairs]:
        again = convert(text, overrides=[override for _, override in settled])
        assert uncounted(again) == uncounted(made), [as_toml(override) for _, override in settled]
        doubts = sum(decision.code in DOUBTFUL for decision, _ in settled)
        assert again.encoded.doubtful == made.encoded.doubtful - doubts
        assert again.codes.count("override-applied") == len(settled)
        places = {decision.span for decision, _ in settled}
        assert all(SETTLED in one.evidence for one in brackets(again) if one.span in places)


def uncounted(made: Converted) -> bytes:
    """The TEI without the number of doubts and the seal."""
    return re.sub(rb"(?s)<change .*?</change>|<desc type=\"generated\">.*?</desc>", b"", made.data)


def brackets(made: Converted) -> list[Decision]:
    return [one for one in made.interpretation.decisions if one.subject is Subject.BRACKET]


@EVERY_FILE
def test_the_overrides_of_a_file_reproduce_it(path: Path) -> None:
    assert_reproduced(text_of_file(path))


@EVERY_CASE
def test_each_override_of_a_case_reproduces_it(path: Path) -> None:
    assert_reproduced(text_of_file(path), together=False)


@given(transcripts)
@example("The plan of Ch[inese?] troops.")
@example("[?] he came, and the Kailan [?] mines.")
@example("They [ crossed out by Zhdanov: Yes ] went [sic] home.")
@example("[1] and [W]ith [page two] [uyezdnyy] county [...] 19[56] and [get].")
def test_the_overrides_of_any_text_reproduce_it(text: str) -> None:
    assert_reproduced(text)


# ---------------------------------------------------------------- what must break the law
def as_words(decision: Decision, source: Source, file: str) -> Override | None:
    """The guess from the TEI that the worklist once made: what it could not name was offered as text."""
    override = override_for(decision, source, file)
    return override and override._replace(
        kind=TEXT if override.kind in ("expansion", "supplied-mark") else override.kind
    )


def without_certainty(decision: Decision, source: Source, file: str) -> Override | None:
    override = override_for(decision, source, file)
    return override and override._replace(cert="")


def elsewhere(decision: Decision, source: Source, file: str) -> Override | None:
    override = override_for(decision, source, file)
    return override and override._replace(place="top")


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("The plan of Ch[inese?] troops.", as_words),
        ("[?] Of course he came.", as_words),
        ("The plan of Ch[inese?] troops.", without_certainty),
        ("He came [handwritten above: so] home.", elsewhere),
    ],
)
def test_another_offer_breaks_the_law(text: str, offer: Offer) -> None:
    assert_reproduced(text)
    with pytest.raises(AssertionError):
        assert_reproduced(text, offer=offer)


# ---------------------------------------------------------------- a decision for everything
def top_brackets(text: str) -> Iterable[Span]:
    transcript, _ = parse(source_of(text), WILSON)
    return (node.span for node in transcript.nodes if isinstance(node, Group) and node.mark.kind is MarkKind.NOTE)


@given(transcripts)
def test_every_doubt_is_that_of_a_decision(text: str) -> None:
    made = convert(text)
    known = {(one.code, one.span) for one in made.interpretation.decisions if one.code}
    families = (
        "note-doubtful",
        "note-uninterpreted",
        "note-mark",
        "date-doubtful",
        "date-inferred",
        "block-line-end",
        "block-inferred-stamp",
        "block-doubtful",
        "header-doubtful",
    )
    assert [f for f in made.findings if f.code.startswith(families) and (f.code, f.span) not in known] == []
    for one in made.interpretation.decisions:
        assert one.evidence
        assert one.subject is not Subject.BRACKET or one.kind in (*KINDS, TEXT, "footnote")
        assert one.kind not in one.alternatives


@EVERY_FILE
def test_every_certainty_of_a_file_is_reported(path: Path) -> None:
    assert unreported(convert(text_of_file(path))) == []


@EVERY_CASE
def test_every_certainty_of_a_case_is_reported(path: Path) -> None:
    assert unreported(convert(text_of_file(path))) == []


def test_a_certainty_that_nothing_reports_is_found() -> None:
    made = convert("Mill         Stones      Sacks\nUpper        4           12\nLower        3           9\n")
    assert [finding.code for finding in made.findings if finding.code == "block-doubtful"] == ["block-doubtful"]
    assert unreported(made) == [] and unreported(replace(made, findings=[]))


def unreported(made: Converted) -> list[str]:
    """What is in doubt in the TEI, and has no finding at its place: elements of the text, values of the header.

    A doubt that the transcriber states (`[?]`, two readings, `[sic: were?]`) is no doubt of teikit.
    """
    found = [finding.span for finding in made.findings if finding.span]
    stated = [one.span for one in made.interpretation.decisions if one.subject in STATED and not one.cert]
    places = [
        (etree.QName(element).localname, Span(*map(int, element.get(AT, "0-0").split("-"))))
        for element in made.encoded.root.iter(f"{{{TEI}}}*")
        if element.get("cert") in DOUBT and element.get(AT)
    ]
    data = made.interpretation.metadata
    values = [("title", data.title_cert, data.title_span), ("date", data.date_cert, data.date_span)]
    values += [(one.role, one.cert, one.span) for one in (*data.parties, *data.places)]
    places += [(name, span) for name, cert, span in values if cert and (span or name == "title")]
    near = [*found, *stated]
    return [
        f"{name} {span}" for name, span in places if not any(s.start <= span.end and span.start <= s.end for s in near)
    ]


@EVERY_FILE
def test_every_bracket_has_one_decision(path: Path) -> None:
    """But for those that are the label of a note or of an item, and those in words that are kept as they stand."""
    text = text_of_file(path)
    made = convert(text)
    decided = [one.span for one in brackets(made)]
    assert len(decided) == len(set(decided))
    pages = [one.span for one in made.interpretation.decisions if one.subject is Subject.PAGE]
    known = [*decided, *pages, *labels(made)]
    body = made.interpretation.document.body
    others = [span for span in top_brackets(text) if body.covers(span) and not any(k.covers(span) for k in known)]
    assert [span.cut(text) for span in others] == []


def labels(made: Converted) -> Iterator[Span]:
    waiting = list(made.interpretation.document.divisions)
    while waiting:
        division = waiting.pop()
        waiting += division.parts
        for block in blocks_of(division):
            yield from (Span(block.span.start, block.label.end) for _ in [0] if block.label)
            yield from (note.label for note in block.footnotes)


# ---------------------------------------------------------------- substitutions
SIDE_BY_SIDE = [
    ("Do ~~not~~ [handwritten above: ever] yield.", ["~~not~~ [handwritten above: ever]"]),
    ("Do [handwritten above: ever]~~not~~ yield.", ["[handwritten above: ever]~~not~~"]),
    ("Do ~~not~~ ~~so~~ ^{ever} [handwritten above: never] yield.", ["~~so~~ ^{ever}"]),
    ("Do ~~not~~ and [handwritten above: ever] yield.", []),
    ("Do ~~not~~\u00a0[handwritten above: ever] yield.", []),
    ("Do ~~not [handwritten above: ever]~~ yield.", []),
]


@pytest.mark.parametrize(("text", "expected"), SIDE_BY_SIDE)
def test_a_deletion_and_an_addition_side_by_side_are_decided_to_be_one(text: str, expected: list[str]) -> None:
    made = convert(text)
    decisions = [one for one in made.interpretation.decisions if one.subject is Subject.SUBSTITUTION]
    assert [text[slice(*one.span)] for one in decisions] == expected
    assert [made.encoded.elements[one.span].tag for one in decisions] == [tei("subst")] * len(expected)
    assert made.data.count(b"<subst>") == len(expected)


@given(transcripts)
def test_no_deletion_is_left_beside_an_addition(text: str) -> None:
    """Whatever the text: halves beside each other are in one `subst`, and each `subst` has one of both."""
    for element in convert(text).encoded.root.iter(tei("del"), tei("add")):
        following, parent = element.getnext(), element.getparent()
        assert parent is not None
        if parent.tag == tei("subst"):
            assert {child.tag for child in parent} == {tei("del"), tei("add")}
        elif following is not None and not (element.tail or "").strip(" \t\r\n"):
            assert {element.tag, following.tag} != {tei("del"), tei("add")}
