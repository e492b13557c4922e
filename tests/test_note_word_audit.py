"""The law that a mark expresses every word it covers: the check by itself, and over notes in four languages."""

import re
from dataclasses import replace

import pytest
from converting import WILSON, convert
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from schema_fixtures import grammars

from teikit.conventions.model import Vocabulary
from teikit.core.source import Span, source_of
from teikit.interpretation import decide
from teikit.interpretation.candidates.residue import unexpressed, without_context
from teikit.interpretation.candidates.scribes import OTHER, scribe
from teikit.interpretation.model import Decision
from teikit.tei.audit.note_words import lost_in_marks
from teikit.tei.builder import Builder, Kept, new_document
from teikit.xml.names import tei

# What notes are made of, by language: words that vocabularies name, and words that none does (in small letters unique).
NAMED = {
    "en": [
        "handwritten", "in the left margin", "above", "in pencil", "in blue ink", "at the top of the page", "inserted",
        "crossed out", "underlined", "stamp", "illegible", "two words", "sic", "probably", "translator's note",
        "signature", "continuing", "page 2", "blacked out", "remark", "on the back", "by hand", "missing",
    ],
    "ru": [
        "рукописная помета", "на левом поле", "над строкой", "карандашом", "вписано", "зачеркнуто", "подчеркнуто",
        "штамп", "неразборчиво", "два слова", "так в тексте", "примечание", "подпись", "резолюция", "на обороте",
    ],
    "de": [
        "handschriftlich", "am linken Rand", "über der Zeile", "mit Bleistift", "eingefügt", "gestrichen",
        "unterstrichen", "Stempel", "unleserlich", "zwei Wörter", "so im Original", "Anm. d. Übers.", "Unterschrift",
        "Vermerk", "auf der Rückseite", "geschwärzt",
    ],
    "fr": [
        "note manuscrite", "en marge à gauche", "au-dessus de la ligne", "au crayon rouge", "ajouté", "biffé",
        "souligné", "tampon", "illisible", "deux mots", "sic", "note du traducteur", "signature", "au verso",
        "caviardé", "de la main",
    ],
}  # fmt: skip
STRANGE = [
    "Zhdanov", "Zhdanov's", "by Zhdanov", "of Zhdanov", "Zhdanov's hand", "evidently", "hastily", "on 5 May", "twice",
    "Жданова", "рукой Жданова", "видимо", "поспешно", "дважды", "von Zhdanovs Hand", "offensichtlich", "zweimal",
    "de Zhdanov", "de la main de Zhdanov", "visiblement", "same", "faded", "second", "of the second page", "uyezdnyy",
]  # fmt: skip
WORDS = ["Yes", "in part", "Why?", '"Agreed"', "one\n\ntwo", "[get] it", "x"]


@st.composite
def notes(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A note, and the words in it that no vocabulary names."""
    language = draw(st.sampled_from(sorted(NAMED)))
    named = draw(st.lists(st.sampled_from(NAMED[language]), min_size=1, max_size=3))
    strange = draw(st.lists(st.sampled_from(STRANGE), min_size=1, max_size=2))
    words = draw(st.permutations([*named, *strange]))
    joint = draw(st.sampled_from([" ", " ", ", "]))
    said, end = draw(st.sampled_from(WORDS)), draw(st.sampled_from([": ", " : ", ":", " - ", ", ", "", " "]))
    parts = [joint.join(words), said] if draw(st.booleans()) or end == ": " else [said, joint.join(words)]
    return end.join(parts), [word for one in strange for word in re.findall(r"[^\W\d_]{3,}", one) if word[0] != "h"]


@given(notes())
@example(("Zhdanov's remark in the margin: Yes", ["Zhdanov"]))
@example(("handwritten at the bottom of the second page: Yes", ["second"]))
@example(("crossed out by Zhdanov in pencil: Yes", ["Zhdanov"]))
@example(("Yes - crossed out, evidently", ["evidently"]))
@example(("in Zhdanov's hand: one\n\ntwo", ["Zhdanov"]))
@example(("marginalia Zhdanov redacted: Yes", ["Zhdanov"]))
def test_a_note_keeps_the_words_that_no_vocabulary_names(note: tuple[str, list[str]]) -> None:
    words, strange = note
    made = convert(f"The plan was kept so [{words}] and they went on.\n\n[{words}]")
    assert made.encoded.proof.holds, words
    text = "".join(str(text) for text in made.body.itertext())
    # A hand that a note names is named in the header.
    hands = {
        note.get("scribe", "") for note in etree.fromstring(made.data).iter("{http://www.tei-c.org/ns/1.0}handNote")
    }
    named = [hand for hand in hands if len(hand) > 2]
    said = ("von", "main", "рукой", *named) if named else ()
    strange = [word for word in strange if not word.startswith(said)] if said else strange
    assert [word for word in strange if text.count(word) < 2] == [], words


@given(notes())
def test_such_a_note_is_valid(note: tuple[str, list[str]]) -> None:
    document = etree.fromstring(convert(f"The plan [{note[0]}] went on.").data)
    assert all(grammar.validate(document) for grammar in grammars())


# ---------------------------------------------------------------- the check by itself
def tree(text: str, name: str, attributes: dict[str, str], mark: Span) -> tuple[Builder, etree._Element]:
    root = new_document()
    builder = Builder(source_of(text), root)
    builder.mark(mark)
    builder.element(name, attributes, Span(0, len(text)))
    return builder, root


@pytest.mark.parametrize(
    ("words", "kind", "name", "attributes", "holds"),
    [
        ("[handwritten in pencil in the left margin: x", "marginalia", "note", {"place": "margin left"}, True),
        ("[Stalin in the left margin: x", "marginalia", "note", {"place": "margin left"}, False),
        ("[handwritten in the left margin above: x", "addition", "add", {}, False),
        ("[handwritten in the margin, continuing above: x", "addition", "add", {}, True),
        ("[handwritten in pencil and in ink: x", "addition", "add", {}, False),
        ("[handwritten: x", "gap", "gap", {"reason": "lost"}, False),
        ("[several odd lines missing", "gap", "gap", {"extent": "several odd lines"}, True),
        ("[several odd lines missing", "gap", "gap", {"extent": "several lines"}, False),
        ("[words", "text", "seg", {}, False),
    ],
)
def test_the_audit_reads_decisions_and_attributes(
    words: str, kind: str, name: str, attributes: dict[str, str], holds: bool
) -> None:
    mark = Span(0, words.index(":") if ":" in words else len(words))
    builder, root = tree(words, name, attributes, mark)
    decisions = [Decision(Span(0, len(words)), kind)]
    assert lost_in_marks(builder.source, builder.ledger, root, WILSON, decisions) == (() if holds else (mark,))
    assert lost_in_marks(builder.source, builder.ledger, root, WILSON, []) == (mark,)
    builder.ledger.entries[:] = [(mark, Kept.TEXT)]
    assert lost_in_marks(builder.source, builder.ledger, root, WILSON, decisions) == ()


def test_a_document_whose_marks_omit_words_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decide, "keep_words", lambda reading, *_: reading)
    made = convert("The plan was kept [handwritten evidently in the margin: Yes] so.")
    assert not made.encoded.proof.holds
    assert [f.message for f in made.findings if f.code == "convert-text-lost"] == [
        "“[handwritten evidently in the margin: ” did not reach the TEI file"
    ]


def test_a_pattern_that_leaves_words_open_names_none() -> None:
    words = {**WILSON.vocabularies[0].words, "agents": {"hand": (r"\w+ pen", r"nib(?= [A-Z]\w+)", "[a-z]+", r"qu?ill")}}
    own = replace(WILSON, vocabularies=(Vocabulary("en", words),))
    assert unexpressed("fountain pen nib quill", "marginalia", own) == ("fountain", "pen")


def test_the_context_of_a_pattern_is_removed() -> None:
    assert without_context(r"(?<!\w)a(?= (?:b|c\)))d(?!e)") == "ad"


# ---------------------------------------------------------------- whose hand
@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("in Stalin's hand", "Stalin"),
        ("In Comrade Stalin's own handwriting, in pencil", "Stalin"),
        ("in the hand of N. S. Khrushchev", "N. S. Khrushchev"),
        ("Molotov’s marginal note", "Molotov"),
        ("resolution by Cde. Beria in the margin", "Beria"),
        ("by an unknown hand", OTHER),
        ("in another hand", OTHER),
        ("in his hand", ""),
        ("by the same hand", ""),
        ("handwritten in pencil", ""),
        ("рукой Сталина", "Сталина"),
        ("рукой т. Молотова на левом поле", "Молотова"),
        ("неустановленной рукой", OTHER),
        ("резолюция на левом поле", ""),
        ("von Ulbrichts Hand", "Ulbricht"),
        ("Randvermerk Bleistift", ""),
        ("von fremder Hand", OTHER),
        ("de la main de Thorez", "Thorez"),
        ("d'une autre main", OTHER),
    ],
)
def test_whose_hand(opening: str, name: str) -> None:
    assert scribe(opening, WILSON) == name


def test_each_named_hand_is_a_hand_of_its_own() -> None:
    made = convert(
        "We came [in Stalin's hand: so] and [in Stalin's hand: not] and [handwritten: too] and "
        "[by an unknown hand, in pencil: but] went [in N. S. Khrushchev's hand: back]."
    )
    notes = {
        n.get("{http://www.w3.org/XML/1998/namespace}id"): n for n in etree.fromstring(made.data).iter(tei("handNote"))
    }
    assert [(n.get("scribe"), n.get("medium")) for n in notes.values()] == [
        ("Stalin", "unknown"), ("unknown", "unknown"), ("unknown", "pencil"), ("N.-S.-Khrushchev", "unknown"),
    ]  # fmt: skip
    assert [made.get("hand") for made in made.body.iter(tei("add"))] == [
        "#hand-1", "#hand-1", "#hand-2", "#hand-3", "#hand-4",
    ]  # fmt: skip
