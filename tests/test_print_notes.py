"""No note of the print is lost where a page ends, in any construct."""

from collections.abc import Callable
from typing import Any

import pytest
from print_pages import META, document, made, missing, promised_text, text_of

from teikit.core.saxon import parse
from teikit.publication import print as printing
from teikit.publication.print import VIEWS, print_xml, typeset
from teikit.publication.print_typst import TypesetterError

LOST = ("print-failed", "print-lost-note", "print-typesetter")
NOTED = '<span kind="unclear" id="u{0}" note="yes">Q{0}</span><note kind="footnote" n-of="{0}">F{0} note</note>'
ONE, TWO = NOTED.format(1), NOTED.format(2)
BROKEN = "line" + '<break kind="line"/>line' * 12
CONSTRUCTS = {
    "headings": f'<heading level="2">{ONE}</heading><heading level="2">{TWO}</heading><paragraph>x</paragraph>',
    "long-heading": f'<heading level="2">{BROKEN} {ONE}</heading><paragraph>{TWO}</paragraph>',
    "table": "<table>"
    + f'<row><cell column="1">{ONE}</cell><cell column="2">x</cell></row><row><cell column="1">{TWO}</cell></row>'
    + "</table>",
    "addition": f'<section kind="addition"><paragraph>{ONE} {"word " * 90} {TWO}</paragraph></section>',
}


def on_lines(construct: str, lines: int) -> str:
    """A document in which a construct with two notes and two entries follows a number of lines."""
    entries = "".join(
        f'<entry ref="u{n}" kind="unclear"><lemma>Q{n}</lemma><statement>said</statement></entry>' for n in (1, 2)
    )
    before = "<paragraph>line</paragraph>" * lines
    body = f'<section kind="division">{before}</section>{construct}<paragraph>End.</paragraph>'
    return document(body, entries, f"below-{lines}")


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_notes_are_kept_wherever_the_page_ends(name: str) -> None:
    nodes = [parse(on_lines(CONSTRUCTS[name], lines)) for lines in range(26, 37)]
    data, findings = typeset(print_xml(nodes, META))
    assert data
    assert [f for f in findings if f.code in LOST] == []


@pytest.mark.parametrize("view", VIEWS)
def test_headings_that_a_page_parts_are_set_with_their_notes(view: str) -> None:
    edition = made("parted", view=view)
    data, findings = typeset(edition)
    assert findings == []
    assert missing([text for _, text in promised_text(edition)], data) == []
    assert "Notesthatdidnotfit" not in text_of(data)


def test_a_heading_with_a_note_keeps_its_place_at_the_foot() -> None:
    """Nothing is set behind the document that the foot of the page can hold."""
    edition = print_xml([parse(on_lines(CONSTRUCTS["headings"], lines)) for lines in range(26, 37)], META)
    assert "Notesthatdidnotfit" not in text_of(typeset(edition)[0])


def test_what_a_page_loses_is_set_behind_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    unwilling(monkeypatch, lambda files: b"d0-a1" not in files["behind.txt"], lose="d0-a1")
    data, findings = typeset(made("parted"))
    assert findings == []
    assert "Notesthatdidnotfit" in text_of(data)


def test_a_document_that_fails_with_notes_at_the_foot_is_set_with_them_behind_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unwilling(monkeypatch, lambda files: b'id="parted"' in files["edition.xml"] and b"-a1" not in files["behind.txt"])
    edition = made("antonov-1945", "parted")
    data, findings = typeset(edition)
    assert [(f.file, f.code) for f in findings] == [("parted", "print-typesetter")]
    assert "notes set behind the document: no good" in findings[0].message
    assert missing([text for _, text in promised_text(edition)], data) == []
    assert "Notesthatdidnotfit" in text_of(data)


def unwilling(monkeypatch: pytest.MonkeyPatch, when: Callable[[Any], bool], lose: str = "") -> None:
    """Makes the typesetter fail, or say that it did not draw a note, for some editions."""
    run = printing.run

    def instead(files: Any, timestamp: int, materials: Any) -> Any:
        if "edition.xml" not in files or not when(files):
            return run(files, timestamp, materials)
        if not lose:
            raise TypesetterError("no good")
        made, warnings, drawn = run(files, timestamp, materials)
        return made, warnings, [name for name in drawn if name != lose]

    monkeypatch.setattr(printing, "run", instead)
