"""Critical editions in print: the entries of cases by page and reference, in the PDF and as JSON.

A case is a TEI file in `print_apparatus/`, its table [print] (.toml) and the notes that are expected (.txt): page,
layer, reference, what is printed. With TEIKIT_UPDATE=1 the expectations are written again, to be reviewed in the diff.
"""

import json
import os
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from print_pages import META, dense, document, letters, lines_of, pieces, reader, text_of

from teikit.core.saxon import parse
from teikit.edition import PrintSettings
from teikit.edition.printing import print_settings
from teikit.publication.print import Materials, apparatus, print_xml, typeset, typesetting
from teikit.publication.print.foot import Layer
from teikit.publication.print.layers import letters as letters_of
from teikit.publication.print.listing import apparatus_json
from teikit.publication.reading import reading_document

HERE = Path(__file__).parent / "print_apparatus"
CASES = [path.stem for path in sorted(HERE.glob("*.xml"))]


def settings_of(name: str) -> PrintSettings:
    path = HERE / f"{name}.toml"
    return print_settings(tomllib.loads(path.read_text("utf-8")), path)


@cache
def printed(name: str) -> tuple[bytes, dict[str, Any], list[object]]:
    """The PDF of a case, its apparatus, and what the gates find."""
    reading, _ = reading_document((HERE / f"{name}.xml").read_text("utf-8"), name)
    edition = ElementTree.fromstring(print_xml([reading], META, "reading"))
    done = typesetting.set_edition(edition, 0, Materials(), settings_of(name))
    return done.pdf, json.loads(apparatus_json(edition, done)), [*done.deviations, *done.warnings]


def notes_of(name: str) -> list[dict[str, Any]]:
    return [note for each in printed(name)[1]["documents"] for note in each["notes"]]


def shown(note: dict[str, Any]) -> str:
    lemma = f"{note['lemma']}{note.get('same', '')}] " if "lemma" in note else ""
    label = note.get("mark", note["reference"])
    return f"{note['page']} {note['layer']}, {note['place']}: {label} {lemma}{note['text']}"


@pytest.mark.parametrize("name", CASES)
def test_the_notes_of_a_case_are_as_expected(name: str) -> None:
    path, got = HERE / f"{name}.txt", "".join(f"{shown(note)}\n" for note in notes_of(name))
    if os.environ.get("TEIKIT_UPDATE"):
        path.write_text(got, "utf-8")
    assert got == path.read_text("utf-8"), f"update {path} if the change is wanted"
    assert printed(name)[2] == []


@pytest.mark.parametrize("name", CASES)
def test_each_note_is_on_its_page_behind_its_label(name: str) -> None:
    """The label of a note is printed before it; that of a line only before its first note."""
    pages = [re.sub(r"\s+", "", page.extract_text()) for page in reader(printed(name)[0]).pages]
    before: dict[str, str] = {}
    for note in notes_of(name):
        words = re.sub(r"\s+", "", shown(note).partition(": ")[2].partition(" ")[2])
        label = re.sub(r"\s+", "", note.get("mark", note["reference"]))
        on_page = pages[note["page"] - 1] if note["place"] == "foot" else "".join(pages)
        again = before.get(note["layer"]) == f"{note['page']} {label}" and note["place"] == "foot"
        before[note["layer"]] = f"{note['page']} {label}"
        assert any(f"{sign}{words}" in on_page for sign in ([label, "|"] if again else [label])), (label, words)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("scheme", ["document", "section"])
def test_lines_that_go_on_are_counted_over_pages(seed: int, scheme: str) -> None:
    """Lines are counted in the PDF and compared with the printed references."""
    source, _ = dense(seed)
    data, findings = typeset(print_xml([parse(source)], META), settings=PrintSettings(numbering=scheme))
    assert findings == []
    count, expected, wrong = 0, {}, []
    for page in reader(data).pages[3:]:
        for text in lines_of(page):
            count += 1
            expected |= {word: str(count) for word in re.findall(r"Q\d+", text)}
        notes = " ".join(text for _, _, size, text in pieces(page) if size == 8.0)
        reference = ""
        for label, word in re.findall(r"(\d+|\|)\s*(Q\d+)\s*\]", notes):
            reference = reference if label == "|" else label
            wrong += [(word, reference)] * (word in expected and reference != expected[word])
    assert wrong == []
    assert len(expected) > 50


def numbers_of(name: str) -> list[str]:
    """The numbers beside the lines of a case."""
    return [text.strip() for page in reader(printed(name)[0]).pages for _, _, size, text in pieces(page) if size == 7.5]


@pytest.mark.parametrize(
    ("name", "numbers"),
    [("drama", ["2"]), ("reference", ["1.1", "2", "3", "2", "2.1"]), ("location", ["5"]), ("prose", ["5"])],
)
def test_numbers_beside_the_lines(name: str, numbers: list[str]) -> None:
    assert numbers_of(name) == numbers


def test_numbers_are_in_the_margin_that_is_chosen() -> None:
    body = f"<paragraph>{'word and word ' * 300}</paragraph>"
    edges = {}
    for margin in ("inner", "outer"):
        settings = PrintSettings(number_margin=margin)
        page = reader(typeset(print_xml([parse(document(body))], META), settings=settings)[0]).pages[3]
        edges[margin] = [x for x, _, size, _ in pieces(page) if size == 7.5]
    assert min(edges["inner"]) > 300 > max(edges["outer"])  # page 4 is a left-hand page


def test_the_parts_of_a_verse_have_one_number() -> None:
    references = {note["lemma"]: note["reference"] for note in notes_of("drama")}
    assert references["quae"] == references["regnat"] == "2"
    assert (references["primus"], references["ambo"], references["Kreon"], references["solus"]) == (
        "tit.", "0.1", "1", "2.1",
    )  # fmt: skip


def test_columns_are_filled_from_the_left_and_divide_no_note() -> None:
    style = settings_of("sections").layers[0]
    layer = Layer(style, 300.0, 2.0, 2.0)
    for lines in ((0, 0), (1, 3), (4, 4)):
        layer.placed.append(type_of_placed(*lines))
    layer.line = 4
    assert [(note.line, note.left > 0) for note in layer.arranged()] == [(0, False), (1, False), (0, True)]
    assert layer.height == 4 * 10.0


def type_of_placed(first: int, last: int) -> Any:
    from teikit.publication.print.foot import Placed

    return Placed(0, 0.0, first, "1", "", [], (10.0, last))


def test_sigla_are_in_the_front_matter_where_they_mean_the_same() -> None:
    def pdf(*names: str) -> str:
        nodes = [reading_document(text, f"n{i}")[0] for i, text in enumerate(names)]
        return text_of(typeset(print_xml(nodes, META, "reading"))[0])

    text = (HERE / "prose.xml").read_text("utf-8")
    assert pdf(text, text).count("CodexB") == 1
    assert pdf(text, text.replace("Codex B", "Codex Q")).count("CodexA") == 2


def test_the_apparatus_is_written_as_json(tmp_path: Path) -> None:
    source, count = dense(1)
    edition = print_xml([parse(source)], META)
    data, findings = apparatus(edition)
    assert findings == [] and apparatus(edition)[0] == data
    notes = json.loads(data)["documents"][0]["notes"]
    entries = [note for note in notes if note["layer"] == "apparatus"]
    assert len(entries) == count
    assert all(note["reference"].startswith(str(note["line"])) for note in entries if "to_page" not in note)
    assert {note["place"] for note in notes} == {"foot"}


def test_a_note_that_no_foot_can_hold_is_in_the_json_too() -> None:
    long = " ".join(f"note{i}x" for i in range(900))
    body = f'<paragraph>Before<note kind="footnote" n-of="1">{long}</note> after.</paragraph>'
    data, _ = apparatus(print_xml([parse(document(body))], META))
    note = json.loads(data)["documents"][0]["notes"][0]
    assert (note["place"], note["mark"], note["text"]) == ("behind", "1", long)


def test_letters_go_on_behind_z() -> None:
    assert [letters_of(n) for n in (1, 26, 27, 52, 53, 703)] == ["a", "z", "aa", "az", "ba", "aaa"]
    assert letters("a") == "a"
