"""The laws of conversion, each over any text and over every file at hand (see the numbers in the names)."""

import random
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from converting import ALL_FILES, CORPUS, RAW, ROOT, WILSON, Converted, convert, files, text_of_file, transcripts
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from schema_fixtures import needs_tei_all, tei_all

from teikit.core.source import Span, source_of
from teikit.tei.audit.characters import prove, text_of
from teikit.tei.builder import GENERATED, Builder, Kept, new_document, sayable
from teikit.tei.decode.decoder import decode
from teikit.transcript.document import read_document
from teikit.transcript.syntax.parser import parse
from teikit.transcript.syntax.tree import leaves
from teikit.transcript.syntax.writer import write
from teikit.xml.names import SPAN_AT, TEI, tei

EVERY_FILE = pytest.mark.parametrize("path", ALL_FILES)


@cache
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(ROOT / "schemas" / "teikit.rng"))


def letters(text: str) -> str:
    return "".join(sayable(text).split())


# ---------------------------------------------------------------- 1 leaves tile the text
def assert_tiled(text: str) -> None:
    transcript, _ = parse(source_of(text), WILSON)
    done = 0
    for span in leaves(transcript.nodes):
        assert span.start == done and span.end > span.start
        done = span.end
    assert done == len(text)
    assert write(transcript) == text


@given(transcripts)
def test_1_leaves_tile_any_text(text: str) -> None:
    assert_tiled(text)


@EVERY_FILE
def test_1_leaves_tile_every_file(path: Path) -> None:
    assert_tiled(text_of_file(path))


# ---------------------------------------------------------------- 2 every character is accounted for
def assert_proved(text: str) -> None:
    made = convert(text)
    proof = made.encoded.proof
    assert proof.lost == ()
    assert proof.agrees
    assert proof.holds
    assert sum(proof.counts.values()) == len(text)
    assert "convert-text-lost" not in made.codes


@given(transcripts)
@example("[handwritten above: x\x0by]")
@example("[word]П Е К И Н")
@example("[handwritten ~~above: x~~ y]")
@example("\x1c\ud800[")
def test_2_every_character_of_any_text_is_accounted_for(text: str) -> None:
    assert_proved(text)


@EVERY_FILE
def test_2_every_character_of_every_file_is_accounted_for(path: Path) -> None:
    assert_proved(text_of_file(path))


def test_2_the_proof_sees_a_loss() -> None:
    made = convert("one two three")
    paragraph = made.encoded.root.find(f".//{tei('div')}/{tei('p')}")
    assert paragraph is not None
    paragraph.text = "one three"
    builder = Builder(source_of("one two three"), new_document())
    builder.ledger.add(Span(0, 13), Kept.TEXT)
    assert not prove(builder.source, builder.ledger, text_of(made.encoded.root)).holds
    builder.ledger.entries[:] = [(Span(0, 4), Kept.TEXT)]
    assert prove(builder.source, builder.ledger, text_of(made.encoded.root)).lost == (Span(4, 13),)


# ---------------------------------------------------------------- 3 back to the transcript
WORDS = [
    "troops",
    "agreement",
    "of the",
    "points",
    "in Mukden",
    "cities",
    "and",
    "garrison",
    "they left",
    "<b>",
    "&amp;",
]
SAYINGS = [
    "~~struck out~~",
    "?report?",
    "□□",
    "[get]",
    "Filippov [Stalin]",
    "Com[munist]",
    "c[omrade]s",
    "cannot [sic, can]",
    "goes [sic]",
    "[illegible]",
    "[one word missing]",
    "[two lines illegible]",
    "[one or two words missing]",
    "[several lines missing]",
    "[17 words missing]",
    "[...]",
    "[handwritten above: Have good relations]",
    "[handwritten below: so]",
    "[inserted by hand in the left margin: good relations]",
    "[handwritten in the left margin: 24. But silver?]",
    "[handwritten: Why?]",
    "[Translator's note: so it says]",
    "[ed. note: so it says]",
    "[underlined by hand: very urgent]",
    "[blacked out: two words]",
    "[signature]",
    "[stamp: Incoming No 12]",
    '"quoted["]',
    "[W]ith",
    "16 November 1945",
    "П Е К И Н",
    "[handwritten in blue pencil in the right margin: So?]",
    "~~at~~ [handwritten above: in]",
    "left[.]",
    "[handwritten above: do not let them [get] there]",
    "~~so [get] it~~",
    "[uninterpreted: [1]]",
    "[torn]",
    "[hole: two words]",
    "[water-stained: and the boy]",
    "[red wax seal]",
    "[unclear: today]",
    "[faded: today?]",
    "[postmark: BATH]",
    "[00:12:40]",
    "[tape 1, side B]",
    "[two groups missing]",
]
sentences = st.lists(st.sampled_from(WORDS + SAYINGS), min_size=1, max_size=6).map(
    lambda said: f"The {' '.join(said)} end."
)
ALONE = [
    "- 2 -",
    "(p. 3)",
    "/см.сл. лист/",
    "[handwritten across the page: To the archive.]",
    "[stamp: Incoming No 12\n4 May 1950]",
    "[handwritten: ?report?\nto Cde. Molotov]",
    "□□",
    "[Translator's note: the rest is in Chinese.]",
    "[several lines missing]",
    "1. Go there.\n\n2. Come back.",
    "1. Go there.\n\nAnd soon.\n\n2. Come back, [get] it:\n\na) by day;\n\nb) by night.",
    'They act [handwritten in the right margin, continuing at the bottom of the page: "in the event..."] here.\n\n'
    "[handwritten: ...of the approach.\n\nBear this in mind.]",
]
OPENERS = [
    "BY CIPHER",
    "TOP SECRET",
    "Copy No. 1",
    "TO MARSHAL MALINOVSKY,\nTHE COMMANDING GENERAL",
    "Dear Comrade Stalin!",
]
CLOSERS = [
    "ANTONOV.",
    "16 November 1945",
    "(S. P. Andreyev)",
    "[signature]",
    "Certified: Ivanov",
    "[handwritten: To be filed.]",
]
canonical = st.tuples(
    st.lists(st.sampled_from(OPENERS), max_size=3, unique=True),
    st.lists(st.one_of(sentences, st.sampled_from(ALONE)), min_size=1, max_size=6),
    st.lists(st.sampled_from(CLOSERS), max_size=3, unique=True),
).map(lambda parts: "\n\n".join([*parts[0], *parts[1], *parts[2]]))


@given(canonical)
def test_3_canonical_text_comes_back(text: str) -> None:
    assert decode(convert(text).body, WILSON) == (text, [])


@given(transcripts)
def test_3_any_text_comes_back_with_its_letters(text: str) -> None:
    """What is not canonical is written in another way; no word of it is lost."""
    made = convert(text)
    back, _ = decode(made.body, WILSON)
    words = "".join(str(t) for t in made.body.xpath(".//text()[not(parent::*[local-name()='orig'])]"))
    assert not Counter(c for c in words if c.isalnum()) - Counter(c for c in back if c.isalnum())


# Where a document of the collection is not canonical: the text in the raw file, and what is written for it.
KNOWN = {"000": [("[Handwritten: ...of", "[handwritten: ...of")], "003": []}


@pytest.mark.parametrize("path", files(RAW))
def test_3_documents_come_back_but_for_known_differences(path: Path) -> None:
    text = text_of_file(path)
    document, _ = read_document(source_of(text), WILSON)
    expected = document.source.cut(document.body)
    for raw, wording in KNOWN[path.name.partition("_")[0]]:
        assert expected.count(raw) == 1
        expected = expected.replace(raw, wording)
    back, found = decode(etree.fromstring(convert(text).data), WILSON)
    assert back == expected.strip("\n")
    assert found == []


def test_3_what_the_convention_cannot_say_is_kept_and_listed() -> None:
    root = etree.fromstring(f'<p xmlns="{TEI}">of <placeName>Mukden</placeName>, <quote>so <q>it</q></quote>\nis</p>')
    text, found = decode(root, WILSON, "a.xml")
    assert text == "of Mukden, so it is"
    assert [str(f).partition(" warning ")[2] for f in found] == [
        f"convert-not-in-convention the convention “wilson” cannot write <{name}>; its words are kept"
        for name in ("placeName", "quote", "q")
    ]
    assert {f.place for f in found} == {"a.xml:1:1"}


# ---------------------------------------------------------------- 4 places, validity, the same twice
def assert_sound(text: str) -> Converted:
    made = convert(text)
    body = made.encoded.root.find(f".//{tei('body')}")
    assert body is not None
    for element in body.iterdescendants(etree.Element):
        stamp = element.get(SPAN_AT)
        assert stamp, f"{element.tag} has no span"
        if stamp != GENERATED:
            start, end = map(int, stamp.split("-"))
            assert 0 <= start <= end <= len(text), f"{element.tag} {stamp}"
    assert b"urn:teikit:span" not in made.data
    assert_valid(made.data)
    assert convert(text).data == made.data
    return made


def assert_valid(data: bytes) -> None:
    document = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    schema = grammar()
    assert schema.validate(document), str(schema.error_log)
    ids = document.xpath("//@xml:id")
    assert len(ids) == len(set(ids))
    names = ("hand", "next", "prev", "spanTo", "corresp", "resp")
    pointers = [value for name in names for value in document.xpath(f"//*[local-name()='text']//@{name}")]
    assert {pointer.removeprefix("#") for pointer in pointers} <= set(ids)


@given(transcripts)
def test_4_any_text_gives_a_valid_document_with_places(text: str) -> None:
    assert_sound(text)


@EVERY_FILE
def test_4_every_file_gives_a_valid_document_with_places(path: Path) -> None:
    assert_sound(text_of_file(path))


@needs_tei_all
@EVERY_FILE
def test_4_every_file_is_valid_against_tei_all(path: Path) -> None:
    schema = tei_all()
    assert schema.validate(etree.fromstring(convert(text_of_file(path)).data)), str(schema.error_log)


# ---------------------------------------------------------------- 6 a bracket taken out
def brackets(text: str) -> list[int]:
    """Offsets of the brackets in the body of a text, without `{` that opens nothing."""
    document, _ = read_document(source_of(text), WILSON)
    signs = re.finditer(r"[][}]|(?<=\^)\{", text)
    return [sign.start() for sign in signs if sign.start() >= document.body.start]


def damages() -> list[object]:
    """A seeded sample of places over all files: path and offset of the bracket that is taken out."""
    every = [(path, index) for path in [*RAW, *CORPUS] for index in brackets(text_of_file(path))]
    chosen = random.Random(1951).sample(every, min(60, len(every)))
    chosen += [(path, index) for path in RAW for index in brackets(text_of_file(path))]
    return [pytest.param(path, index, id=f"{path.stem}-{index}") for path, index in sorted(set(chosen))]


@pytest.mark.parametrize(("path", "index"), damages())
def test_6_a_bracket_taken_out_loses_nothing(path: Path, index: int) -> None:
    text = text_of_file(path)
    damaged = text[:index] + text[index + 1 :]
    before, after = convert(text), convert(damaged)
    assert after.encoded.proof.holds
    assert_valid(after.data)
    new = [f for f in after.findings if f.code == "mark-unbalanced"]
    old = [f for f in before.findings if f.code == "mark-unbalanced"]
    assert len(new) != len(old)
    assert all(f.position and f.span for f in new)
