"""Tables of signs: what each shows (tests/signs/cases.toml), their grammar, and the choice in edition.toml."""

import tomllib
from pathlib import Path
from unicodedata import normalize

import pytest
from lxml import etree
from test_reading import COPY, READING, WRAPPER, line_text, reading_text, words

from teikit.core import saxon
from teikit.core.resources import resource
from teikit.edition import select_edition
from teikit.edition.config import EditionError, load_edition
from teikit.publication.publish import publish
from teikit.publication.reading.transform import reading_document, signs_table

TABLES = sorted(resource("xslt", "reading", "signs").glob("*.xml"))
CASES = tomllib.loads(Path(__file__).with_name("signs").joinpath("cases.toml").read_text("utf-8"))["case"]
PAIRS = [(table, case["tei"], shown) for case in CASES for table, shown in case.items() if table != "tei"]


def paragraph(tei: str, table: str) -> etree._Element:
    node, findings = reading_document(WRAPPER.replace("<?fragment?>", f"<p>{tei}</p>"), "a.xml", signs_table(table))
    assert findings == []
    document = etree.fromstring(saxon.stylesheet_from_text(COPY).to_string(node).encode())
    found = document.find(f".//{READING}witness/{READING}paragraph")
    assert found is not None
    return found


def with_signs(element: etree._Element) -> str:
    """What the diplomatic view shows of an element, gaps and signs included."""
    parts = [element.text or ""]
    for child in element:
        if child.get("view") in (None, "diplomatic"):
            parts.append(with_signs(child))
        parts.append(child.tail or "")
    return "".join(parts)


@pytest.mark.parametrize(("table", "tei", "shown"), PAIRS, ids=[f"{t}-{x}" for t, x, _ in PAIRS])
def test_case(table: str, tei: str, shown: str) -> None:
    assert normalize("NFC", with_signs(paragraph(tei, table))) == normalize("NFC", shown)


@pytest.mark.parametrize("tei", [case["tei"] for case in CASES])
def test_signs_are_no_words(tei: str) -> None:
    """The words of a text are the same under every table."""
    said = [words(reading_text(paragraph(tei, table.stem), "reading")) for table in TABLES if "gap" not in tei]
    assert said == said[:1] * len(said)
    assert line_text(paragraph(tei, "leiden"), "reading")


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_tables_follow_their_grammar_and_are_named_as_their_files(table: Path) -> None:
    grammar = etree.RelaxNG(etree.parse(resource("schemas", "signs.rng")))
    tree = etree.parse(table)
    assert grammar.validate(tree), grammar.error_log
    assert tree.getroot().get("name") == table.stem
    kinds = [mark.get("kind") for mark in tree.getroot().iterchildren("{*}mark")]
    assert len(kinds) == len(set(kinds))


def test_every_table_is_under_test() -> None:
    assert {table.stem for table in TABLES} == {"teikit", "leiden", "documentary", "russian"}
    assert {table for table, _, _ in PAIRS} == {table.stem for table in TABLES}


def edition(folder: Path, signs: str) -> Path:
    (folder / "raw").mkdir()
    (folder / "edition.toml").write_text(f'[edition]\ntitle = "E"\n[output]\nsigns = "{signs}"\n', encoding="utf-8")
    return folder


def test_an_edition_chooses_a_table_or_brings_its_own(tmp_path: Path) -> None:
    assert load_edition(edition(tmp_path, "leiden")).signs == "leiden"
    (tmp_path / "own.xml").write_text('<signs xmlns="urn:teikit:signs"/>', encoding="utf-8")
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "E"\n[output]\nsigns = "own.xml"\n', encoding="utf-8")
    assert load_edition(tmp_path).signs == str(tmp_path / "own.xml")


@pytest.mark.parametrize("signs", ["nowhere", "missing.xml", "../outside.xml"])
def test_a_table_that_is_not_there_is_a_sentence(tmp_path: Path, signs: str) -> None:
    with pytest.raises(EditionError, match=r"signs|outside the folder"):
        load_edition(edition(tmp_path, signs))


# The content of an edition's own table, and the place of its error (none: it is used).
OWN = [
    (
        '<signs xmlns="urn:teikit:signs" name="own" xml:lang="en">\n <mark kind="gap" open="(" close=")"/>\n</signs>',
        None,
    ),
    ('<signs xmlns="urn:teikit:signs" name="own" xml:lang="en">\n <mark open="("/>\n</signs>', (2, 2)),
    ('<signs xmlns="urn:teikit:signs" name="own" xml:lang="en">\n <mark kind="gap" colour="red"/>\n</signs>', (2, 19)),
    ('<signs xmlns="urn:teikit:signs" name="own" xml:lang="en">\n <mark kind="gap">\n</signs>', (3, 1)),
]


@pytest.mark.parametrize(("table", "where"), OWN)
def test_an_editions_own_table_is_held_against_its_grammar(
    tmp_path: Path, table: str, where: tuple[int, int] | None
) -> None:
    folder = edition(tmp_path, "own.xml")
    (folder / "own.xml").write_text(table, encoding="utf-8")
    (folder / "xml").mkdir()
    tei = WRAPPER.replace("<?fragment?>", "<p>A letter.</p>")
    (folder / "xml" / "letter.xml").write_text(tei, encoding="utf-8")
    (folder / "edition.toml").write_text(
        '[edition]\ntitle = "E"\n[output]\nsigns = "own.xml"\n[validation]\nown = false\n', encoding="utf-8"
    )
    found = publish(select_edition(load_edition(folder)), tmp_path / "out", True, False)
    own_findings = [finding for finding in found.findings if finding.file.endswith("own.xml")]
    assert [(f.position.line, f.position.column) for f in own_findings if f.position] == ([where] if where else [])
    assert (tmp_path / "out" / "html" / "letter.html").is_file(), "the pages are made with the house's signs"
