"""How a transcript is cut and put together: pages, paragraphs, lists, notes, attachments."""

import pytest
from converting import WILSON, convert
from lxml import etree

from teikit.core.source import source_of
from teikit.transcript.blocks.context import shape_of
from teikit.transcript.blocks.page_furniture import find_pages
from teikit.xml.names import TEI


def found(text: str, name: str) -> list[str]:
    """The words of the elements of a name in the body made of a text."""
    return [
        "".join(str(part) for part in element.itertext()) for element in convert(text).body.iter(f"{{{TEI}}}{name}")
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("End of one.\n\n12[Signal copy]\n\nNext.", [12]),
        ("One.\n12Signal copy\ntwo\n13reading rooms\n", [12, 13]),
        ("1955law permits it.", []),
        ("In the 1st and\n2nd days.", []),
        ("1. A.\n\n122. B.\n\n3. C.", [12]),
        ("1. A.\n\n129. B.\n\n3. C.", []),
        ("One.\n\n11\n\f\nTwo.\n\n12\n\f\nThree.", [11, 12]),
        ("One.\n\n11\n\nTwo.\n\n5\n\nThree.", []),
    ],
)
def test_numbers_of_pages_need_others_that_speak_for_them(text: str, numbers: list[int]) -> None:
    source = source_of(text)
    assert [page.n for page in find_pages(source, source.whole, WILSON)[0] if page.number] == numbers


def test_a_text_of_long_lines_has_a_paragraph_a_line() -> None:
    lines = [f"Sentence {n} is " + "long " * 60 + "here." for n in range(4)]
    assert shape_of("\n".join(lines)).long
    assert len(found("\n".join(lines), "p")) == 4


def test_a_text_of_few_short_lines_stays_whole() -> None:
    assert found("It ends here.\nAnd goes on.", "p") == ["It ends here. And goes on."]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Seen in England* today.\n\n* Crossed out.", ["*"]),
        ("Seen* in England* today.\n\n* Crossed out.", []),
        ("Seen twice⁵ today.\n\n⁵ In the north.", ["⁵"]),
        ("We know the situation. The situationb is known; so is no. 102a then.\n\na One.\nb Two.", ["b", "a"]),
        ("в Пекин послано", []),
    ],
)
def test_notes_are_joined_where_their_mark_occurs_once(text: str, marks: list[str]) -> None:
    body = convert(text).body
    assert [note.get("n") for note in body.iterfind(f".//{{{TEI}}}p/{{{TEI}}}note[@type='footnote']")] == marks


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ('The word "red" was crossed out and "blue" written above.', "<subst><del>red</del><add>blue</add></subst>"),
        ('The word "blue" is crossed out.', "<del>blue</del>"),
        ('The words "blue" were added.', "<add>blue</add>"),
        ("Said of the colour.", ""),
    ],
)
def test_a_textual_note_makes_what_it_tells_of(note: str, wanted: str) -> None:
    paragraph = convert(f"The house is blue* now.\n\n* {note}").body.find(f".//{{{TEI}}}p")
    assert paragraph is not None
    for element in paragraph.iter():
        element.attrib.clear()
    words = etree.tostring(paragraph, encoding="unicode").replace(f' xmlns="{TEI}"', "")
    before = words.partition("<note>")[0].removeprefix("<p>The house is ")
    assert before == (wanted or "blue")


def test_dashes_make_a_list_where_a_colon_announces_them() -> None:
    assert found("The points are:\n\n- one;\n\n- two.", "item") != []
    assert found("He came.\n\n- Yes.\n\n- No.", "item") == []


def test_a_name_behind_initials_is_no_item() -> None:
    assert found("We send the draft to you.\n\nA. Orlov", "signed") == ["A. Orlov"]
