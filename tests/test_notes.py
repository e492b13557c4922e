"""What bracketed notes say: each row is a note, its context, and its interpretation."""

import pytest
from converting import WILSON

from teikit.core.source import Span
from teikit.interpretation.candidates.brackets import read_bracket
from teikit.interpretation.candidates.notes import read_note
from teikit.interpretation.model import Context, NoteReading


def read(note: str, before: str = "", after: str = "", own_block: bool = False, damaged: bool = False) -> NoteReading:
    context = Context(before, after, own_block, damaged, translation=True)
    found = read_note(note, Span(0, len(note)), context, WILSON) or read_bracket(
        note, Span(0, len(note)), context, WILSON
    )
    assert found is not None
    assert 0 <= found.content.start <= found.content.end <= len(note)
    assert found.reason
    return found


@pytest.mark.parametrize(
    ("note", "kind", "place", "content"),
    [
        ("handwritten above: Have good relations", "addition", "above", "Have good relations"),
        ("inserted in the right margin: good relations", "addition", "margin right", "good relations"),
        ("Handwritten in the left-hand margin: Why?", "marginalia", "margin left", "Why?"),
        ("note by hand at the top of the page: To be filed.", "marginalia", "top", "To be filed."),
        ("handwritten diagonally: Agreed.", "marginalia", "across", "Agreed."),
        ("written in pencil on the back: Filed.", "marginalia", "overleaf", "Filed."),
        ("резолюция на левом поле: Согласен.", "marginalia", "margin left", "Согласен."),
        ("вписано над строкой: в целом", "addition", "above", "в целом"),
        ('handwritten in the left 24. But silver?"', "marginalia", "margin left", '24. But silver?"'),
        ("stamp: Incoming No 12", "stamp", "", "Incoming No 12"),
        ("signature", "signature", "", ""),
        ("illegible signature", "signature", "", "illegible signature"),
        ("Translator's note: in Hebei", "translator", "", "in Hebei"),
        ("Trans. note: in Hebei", "translator", "", "in Hebei"),
        ("ed. note: of Tianjin", "editor", "", "of Tianjin"),
        ("прим. пер.: в Хэбэе", "translator", "", "в Хэбэе"),
        ("crossed out: two", "deletion", "", "two"),
        ("two - crossed out", "deletion", "", "two"),
        ("blacked out: two lines", "redaction", "", "two lines"),
        ("underlined by hand: urgent", "underlined", "", "urgent"),
        ("...", "gap", "", ""),
        ("…", "gap", "", ""),
    ],
)
def test_notes_in_controlled_language(note: str, kind: str, place: str, content: str) -> None:
    found = read(note)
    assert (found.kind, found.place, found.content.cut(note)) == (kind, place, content)


@pytest.mark.parametrize(
    ("note", "values"),
    [
        ("illegible", {"reason": "illegible"}),
        ("one word missing", {"reason": "lost", "quantity": "1", "unit": "word"}),
        ("two lines illegible", {"reason": "illegible", "quantity": "2", "unit": "line"}),
        ("one or two words unclear", {"reason": "illegible", "atLeast": "1", "atMost": "2", "unit": "word"}),
        ("several lines missing", {"reason": "lost", "extent": "several lines"}),
        ("неразборчиво", {"reason": "illegible"}),
        ("два слова неразборчиво", {"reason": "illegible", "quantity": "2", "unit": "word"}),
        ("17 words missing", {"reason": "lost", "quantity": "17", "unit": "word"}),
        ("one paragraph missing", {"reason": "lost", "extent": "one paragraph"}),
    ],
)
def test_what_is_missing_is_counted(note: str, values: dict[str, str]) -> None:
    found = read(note)
    assert (found.kind, dict(found.values)) == ("gap", values)


@pytest.mark.parametrize(
    ("note", "before", "after", "kind"),
    [
        ("Stalin", "to Filippov ", " and", "gloss"),
        ("the Soviets", "They ", " agree", "gloss"),
        ("GMD General", "met with ", " Liu Ruming", "gloss"),
        ("Nikolai", "the ambassador, ", " Roshchin", "supplied"),
        ("get", "let them ", " to", "supplied"),
        ("munist", "Com", " forces", "expansion"),
        ("omrade", "c", "s are", "expansion"),
        ("W", 'said "', "ith this", "changed-case"),
        ('"', "no", " and", "supplied-mark"),
        ("?", "the Kailan ", " mines", "doubtful-word"),
        ("?", "this question ", " Of course", "supplied-mark"),
        ("1", "The talks ", " went", "footnote-mark"),
        ("we?", "then ", " shall", "supplied"),
        ("sic", "they goes ", " there", "sic"),
        ("They", "They left Mukden. ", " will return", "supplied"),
        ("The State", "the loan of ", " Bank", "supplied"),
        ("Paul", "the Ambassador ", " Miller", "supplied"),
        ("Anna Louise", "and ", " Weber", "supplied"),
        ("Tang", "met Tan ", " Enbo", "gloss"),
        ("US Envoy John", "and ", " Stone", "gloss"),
        ("i.e. the second", "the other ", " came", "gloss"),
        ("uyezdnyy", "county ", " office", "original"),
        ("zhengzhi ziben", "political capital ", ".", "original"),
        ("presence", "the ", " of", "supplied"),
        ("manage", "they can ", " it", "supplied"),
        ("left blank", "on ", " May", "blank"),
        ("page two", "", "", "page"),
        ("Here follow the lists.", "It ends. ", "", "gap"),
        ("crossed out", "the point ", " stays", "editor"),
        ("handwritten", "a list ", " came", "editor"),
        ("19", "in ", "56", "expansion"),
    ],
)
def test_brackets_by_their_context(note: str, before: str, after: str, kind: str) -> None:
    assert read(note, before, after).kind == kind


def test_a_guess_in_a_damaged_text_is_a_doubtful_reading() -> None:
    assert read("army?", "the ", " is", damaged=True).kind == "conjecture"


@pytest.mark.parametrize(
    ("note", "remedy"),
    [
        ("sic", None),
        ('sic, probably "can"', "can"),
        ("sic: should be was", "was"),
        ("sic, Xibaipo", "Xibaipo"),
        ("recte, sic", "recte"),
        ("так в тексте, следует: был", "был"),
    ],
)
def test_the_remedy_of_an_error(note: str, remedy: str | None) -> None:
    found = read(note, "cannot ")
    assert found.kind == "sic"
    assert (found.remedy.cut(note) if found.remedy else None) == remedy
    assert found.lead == len("cannot ")


def test_a_continuation_is_announced_and_taken_up() -> None:
    first = read('handwritten in the right margin, continuing at the bottom of the page: "in the event..."')
    assert (first.kind, first.place, first.continues) == ("addition", "margin right", "bottom")
    second = read("Handwritten: ...of the approach", own_block=True)
    assert (second.kind, second.continued) == ("addition", True)


def test_an_instrument_is_named() -> None:
    assert read("handwritten in blue pencil below the line: in part").medium == "blue pencil"


@pytest.mark.parametrize("note", ["", " ", "\n"])
def test_an_empty_bracket_says_nothing(note: str) -> None:
    assert read_note(note, Span(0, len(note)), Context(), WILSON) is None
    assert read_bracket(note, Span(0, len(note)), Context(), WILSON) is None
