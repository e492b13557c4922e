"""What a site keeps of its documents: names with keys, blocks in both views, entries; its registers and links."""

import json
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from teikit.edition import load_edition, select_edition
from teikit.model import Block, Document
from teikit.publication import publish
from teikit.publication.reading.extract import extract
from teikit.publication.reading.transform import Target, reading_document

CASE = Path(__file__).with_name("site_model")
REGISTER = "people-of-the-letters"


@pytest.fixture(scope="module")
def letter() -> tuple[Document, dict[str, Block]]:
    targets = {
        f"{file}#{ident}": Target(f"{REGISTER}#{ident}")
        for ident in ("anna", "riga")
        for file in ("", f"{REGISTER}.xml")
    }
    tei = (CASE / "xml" / "letter.xml").read_text("utf-8")
    node, _ = reading_document(tei, "letter.xml", references=targets, page="letter")
    made = extract(node, "letter", "document")
    return made.document, {block.ident: block for block in made.blocks}


def test_names_have_the_keys_of_their_entries(letter: tuple[Document, dict[str, Block]]) -> None:
    document, blocks = letter
    named = [(m.kind, m.key, m.text, m.role) for m in document.mentions]
    assert named == [
        ("person", f"{REGISTER}#anna", "Anna Berg", "sent"),
        ("person", "", "Carl", "received"),
        ("person", "", "Carl", ""),
        ("place", f"{REGISTER}#riga", "Riga", ""),
        ("work", "https://example.org/song", "the song", ""),
        ("person", f"{REGISTER}#anna", "A. B.", ""),
    ]
    assert all(mention.block in blocks for mention in document.mentions if not mention.role)


def test_blocks_have_lines_and_two_views(letter: tuple[Document, dict[str, Block]]) -> None:
    document, blocks = letter
    assert blocks["p1"].diplomatic == "Dear Carl, in Riga I met\na friend of mineof ours."
    assert blocks["p1"].reading == "Dear Carl, in Riga I met a friend of ours."
    texts = {block.reading: block.field for block in blocks.values()}
    assert {
        "One line\nand the song": "text",
        "Not known.": "note",
        "First": "text",
        "an item": "text",
    }.items() <= texts.items()
    assert document.words == sum(len(text.split()) for text, field in texts.items() if field == "text")
    assert len(blocks) == len(set(blocks)) and not {"p2", "p3"} & set(blocks), "p1 is an id of the document"


def test_the_rest_of_a_document(letter: tuple[Document, dict[str, Block]]) -> None:
    document, _ = letter
    assert [(i.kind, i.text, i.hand, i.block) for i in document.interventions] == [
        ("deletion", "of mine", "", "p1"),
        ("addition", "of ours", "pencil", "p1"),
    ]
    assert (document.record.repository, document.record.fonds, document.changed) == (
        "State Archive",
        "Fonds 1",
        "2026-03-04",
    )


def test_entries_of_a_register_are_values() -> None:
    tei = (CASE / "xml" / f"{REGISTER}.xml").read_text("utf-8")
    node, _ = reading_document(tei, f"{REGISTER}.xml", page=REGISTER, register=True)
    anna, nobody, riga = extract(node, REGISTER, "register").entities
    assert [(name.text, name.kind, name.language) for name in anna.names] == [
        ("Berg, Anna", "", ""),
        ("Anna Tal", "birth", "de"),
    ]
    assert [(date.kind, date.earliest) for date in anna.dates] == [("birth", "1862-05-15"), ("death", "1931")]
    assert [value.ref for value in anna.identifiers] == ["https://d-nb.info/gnd/118607626"]
    assert (anna.occupations, anna.description) == (("teacher",), "Wrote many letters.")
    assert (nobody.key, riga.kind) == (f"{REGISTER}#nobody", "place")


# ---------------------------------------------------------------- the site
def built(folder: Path) -> Path:
    publish(select_edition(load_edition(folder)), folder / "build", True, False)
    return folder / "build" / "html"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "edition"
    shutil.copytree(CASE, folder)
    return folder


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_every_link_of_a_register_resolves_and_two_builds_are_equal(edition: Path) -> None:
    site = built(edition)
    before = files(site)
    pages = {path: html.fromstring(content) for path, content in before.items() if path.endswith(".html")}
    assert not [path for path, content in before.items() if path.endswith(".html") and b"entity:" in content]
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    for path in (
        p for p in pages if p.startswith(("persons", "places", "works", "archives", "interventions", "letter"))
    ):
        for link in map(str, pages[path].xpath("//main//a/@href")):
            if re.match(r"\w+:", link):
                continue
            file, _, place = link.partition("#")
            to = (Path(path).parent / unquote(file)).as_posix() if file else path
            parts: list[str] = []
            for part in to.split("/"):
                parts = parts[:-1] if part == ".." else [*parts, part]
            to = "/".join(parts)
            assert to in before, f"{path}: {link}"
            assert not place or unquote(place) in ids[to], f"{path}: {link}"
    assert files(built(edition)) == before


def test_a_person_has_a_page_with_passages_and_authorities(edition: Path) -> None:
    page = html.fromstring((built(edition) / "persons" / "berg-anna.html").read_bytes())
    assert " ".join(page.xpath("//h1")[0].text_content().split()) == "Berg, Anna 1862–1931"
    assert page.xpath("//aside//a[starts-with(@href, 'https')]/text()") == ["GND 118607626"]
    assert [text.text_content() for text in page.xpath("//p[@class = 'passage']")] == ["A. B."]
    register = html.fromstring((built(edition) / "persons.html").read_bytes())
    (nobody,) = register.xpath("//ul[@class = 'register']/li[contains(., 'Nobody')]")
    assert nobody.text_content() == "Nobodynot named in the texts" and not nobody.xpath(".//a")


def test_the_model_is_beside_the_site(edition: Path) -> None:
    folder = built(edition) / "data" / "model"
    index = json.loads((folder / "index.json").read_text("utf-8"))
    assert index["files"] == ["documents-1.json", "entities-1.json"] and index["documents"] == 2
    (letter,) = (d for d in json.loads((folder / "documents-1.json").read_text("utf-8")) if d["name"] == "letter")
    assert letter["mentions"][0]["key"] == f"{REGISTER}#anna"


def test_pages_of_a_document_that_is_gone_are_removed_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    shutil.copytree(CASE, folder)
    site = built(folder)
    (site / "persons" / "mine.html").write_text("mine", encoding="utf-8")
    (site / "mine.html").write_text("mine", encoding="utf-8")
    assert (site / "persons" / "berg-anna.html").is_file()
    other = (
        (folder / "xml" / "letter.xml")
        .read_text("utf-8")
        .replace('ref="people-of-the-letters.xml#anna"', "")
        .replace('ref="#anna"', "")
    )
    (folder / "xml" / "letter.xml").unlink()
    (folder / "xml" / "other.xml").write_text(other.replace('xml:id="letter"', 'xml:id="other"'), encoding="utf-8")
    built(folder)
    left = set(files(site))
    assert not {"letter.html", "tei/letter.xml", "persons/berg-anna.html"} & left
    assert {"other.html", "tei/other.xml", "mine.html", "persons/mine.html"} <= left
