"""No note of the print is lost where a page ends, in any construct."""

import re
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from print_pages import META, dense, document, made, missing, promised_text, text_of

from teikit.core.saxon import parse
from teikit.publication.print import VIEWS, Materials, TypesetterError, plan, print_xml, typeset, typesetting

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


def test_notes_that_no_page_can_hold_are_set_behind_the_document() -> None:
    """Each is shorter than a third of a page; together they are higher than one, and all are on one line."""
    notes = [" ".join(f"n{i}x{k}" for k in range(170)) for i in range(6)]
    body = "".join(f'w<note kind="footnote" n-of="{i + 1}">{note}</note> ' for i, note in enumerate(notes))
    data, findings = typeset(print_xml([parse(document(f"<paragraph>{body}</paragraph>"))], META))
    assert findings == []
    assert missing(" ".join(notes).split(), data) == []
    assert "Notesthatdidnotfit" in text_of(data)


def test_a_document_that_the_typesetter_refuses_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    run = typesetting.run

    def instead(files: Any, *given: Any) -> Any:
        if "Antonov to Marshal" in files["flow.json"].decode() and b"not be typeset" not in files["flow.json"]:
            raise TypesetterError("no good")
        return run(files, *given)

    monkeypatch.setattr(typesetting, "run", instead)
    data, findings = typeset(made("antonov-1945", "parted"))
    assert [(f.file, f.code) for f in findings] == [("doc-000", "print-failed")]
    assert "left out: no good" in findings[0].message
    assert "couldnotbetypeset" in text_of(data)


def test_a_note_that_is_not_where_it_was_planned_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "SLACK", 60.0)  # no first note makes its page end where it should
    source, _ = dense(1)
    _, findings = typeset(print_xml([parse(source)], META))
    assert {(f.file, f.code) for f in findings} == {("made", "print-misplaced")}
    assert any(re.search(r"planned on page \d+, set on page \d+", f.message) for f in findings)


def test_no_line_of_a_paragraph_is_alone_on_its_page_and_no_heading_below_its_text() -> None:
    paragraphs = "".join(
        f"{'<heading level=' + chr(34) + '2' + chr(34) + '>Heading</heading>' if n % 4 == 0 else ''}"
        f"<paragraph>{' '.join(f'word{n}x{k}' for k in range(9 + 17 * n % 60))}</paragraph>"
        for n in range(60)
    )
    edition = ElementTree.fromstring(print_xml([parse(document(paragraphs))], META))
    done = typesetting.set_edition(edition, 0, Materials())
    assert done.deviations == []
    pages = [page.rows for page in done.pages if page.rows]
    assert len(pages) > 5
    ends = [(rows[-1], after[0]) for rows, after in pairwise(pages) if rows[0].document == after[0].document]
    assert [row.block.title for row, _ in ends if row.block.keep] == []
    divided = [(row, after) for row, after in ends if row.block is after.block]
    assert divided
    assert [row.y for row, after in divided if row.first or after.last] == []
