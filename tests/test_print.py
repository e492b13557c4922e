"""Print: reading documents (tests/print/*.xml) -> print XML -> PDF, looked at with pypdf."""

import re
from pathlib import Path

import pytest
from lxml import etree
from print_pages import (
    CASES,
    META,
    READING,
    SAMPLES,
    document,
    grammar,
    letters,
    made,
    pdf,
    reader,
    text_of,
)

from teikit.core.saxon import parse
from teikit.edition import PrintSettings
from teikit.publication.print import VIEWS, print_xml, typeset, words

# ---------------------------------------------------------------- print XML


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_cases_are_reading_documents(path: Path) -> None:
    grammar("reading.rng").assertValid(etree.parse(str(path)))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_print_xml_is_valid(path: Path, view: str) -> None:
    grammar("print.rng").assertValid(etree.fromstring(made(path.stem, view=view)))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_words_of_a_view_are_those_of_the_reading_document(path: Path, view: str) -> None:
    tree = etree.parse(str(path)).getroot()
    for other in tree.xpath("//*[@view and @view != $view]", view=view):
        tail = other.tail or ""
        other.clear()
        other.tail = tail
    for part in tree.iter(f"{{{READING}}}break"):
        part.text = "" if part.get("word") else " "
    expected = letters(
        "".join(text for witness in tree.findall(f"{{{READING}}}witness") for text in witness.itertext())
    )
    assert "".join(words(made(path.stem, view=view))[tree.get("id", "")]) == expected


def test_words_are_divided_where_the_text_divides_them() -> None:
    found = words(made("every-element"))["every"]
    assert found[:6] == ["remarkbeforeall", "Peking", "4", "May", "Dear", "Comrade"]
    assert {"page", "line", "two", "lines", "sidewards"} <= set(found)


def test_every_apparatus_entry_is_in_the_text_or_behind_it() -> None:
    tree = etree.fromstring(made("every-element"))
    space = {"p": "urn:teikit:print"}
    assert len(tree.xpath("//p:witness//p:entry", namespaces=space)) == 11
    assert [e.get("ref") for e in tree.xpath("//p:document/p:entry", namespaces=space)] == ["nowhere"]
    for anchor in "se":
        refs = tree.xpath(f"//p:{anchor}/@ref", namespaces=space)
        assert sorted(refs) == ["a1", "a2", "d1", "g1", "n1", "n2", "s1", "s2", "st1", "u1"]


def test_a_view_without_the_deletion_still_has_its_apparatus() -> None:
    tree = etree.fromstring(made("every-element", view="reading"))
    entries = tree.xpath("//p:witness//p:entry/@ref", namespaces={"p": "urn:teikit:print"})
    assert {"d1", "u1", "s2"} <= set(entries)
    assert "struck" not in words(made("every-element", view="reading"))["every"]


def test_an_unknown_view_is_refused() -> None:
    with pytest.raises(ValueError, match="genetic"):
        print_xml([], META, "genetic")


def test_only_safe_addresses_become_links() -> None:
    assert 'target="https://example.org/12"' in made("every-element")
    assert "javascript" not in made("every-element")


# ---------------------------------------------------------------- PDF


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", [*SAMPLES, "every-element"])
def test_the_pdf_has_every_word_and_every_note(name: str, view: str) -> None:
    edition = made(name, view=view)
    data, findings = typeset(edition)
    assert [f.code for f in findings] == (["print-unplaced-note"] if name == "every-element" else [])
    text = text_of(data)
    flows = etree.fromstring(edition).xpath(
        "//*[self::p:p|self::p:line|self::p:head|self::p:margin|self::p:foot|self::p:lemma|self::p:statement"
        "|self::p:specimen|self::p:fact[not(@name = 'transcript' or @name = 'convention' or @name = 'change'"
        " or @name = 'record')]]",
        namespaces={"p": "urn:teikit:print"},
    )
    assert flows
    broken = [flow for flow in flows if not all(letters(word) in text for word in " ".join(flow.itertext()).split())]
    assert [etree.tostring(flow) for flow in broken] == []


def test_both_samples_in_one_volume() -> None:
    data = pdf(*SAMPLES)
    book = reader(data)
    assert 7 <= len(book.pages) <= 12
    pages = [page.extract_text() for page in book.pages]
    assert "Telegrams 1945–1951" in pages[0]
    assert "An Editor, Another" in pages[0]
    assert "teikit 1.2.3" in pages[1]
    for title in ("Antonov to Marshal Malinovsky", "Cable No. 5542"):
        opening = next(i for i, page in enumerate(pages[3:], 4) if letters(title) in letters(page)[: len(title) + 5])
        assert re.search(rf"{re.escape(title)}.*?\s+{opening}\s+\w+ \d+, 19\d\d", pages[2], re.DOTALL)


def test_the_same_edition_gives_the_same_bytes() -> None:
    edition = made(*SAMPLES)
    assert typeset(edition)[0] == typeset(edition)[0] == pdf(*SAMPLES)


def test_the_date_in_the_file_is_the_editions() -> None:
    assert str(reader(pdf("antonov-1945")).metadata.creation_date).startswith("2026-11-21")
    other, _ = typeset(made("antonov-1945"), timestamp=86400)
    assert str(reader(other).metadata.creation_date).startswith("1970-01-02")


def test_the_file_claims_archiving_and_accessibility() -> None:
    book = reader(pdf("antonov-1945"))
    xmp = book.xmp_metadata.stream.get_data().decode()
    assert re.search(r"<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>A<", xmp)
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    root = book.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a pypdf object
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert book.metadata.title == META.title
    assert [entry.title for entry in book.outline if not isinstance(entry, list)][-1].startswith("Antonov")


def test_addresses_digests_and_labels_can_be_copied_from_the_pdf() -> None:
    address = "https://digital.example.org/collections/telegrams?volume=11&number=4587_b"
    digest = "2b4b717217ce4c3fa78ec2418722ed1b197af695aa2483bd203b31a36e8a1808"
    written = address.replace("&", "&amp;")
    facts = f'<fact name="url" label="URL"><link target="{written}">{written}</link></fact>'
    facts += f'<fact name="transcript" label="Contributed by">SHA-256 {digest}</fact>'
    facts += '<fact name="archive" label="Archive">Fund 1</fact><fact name="citation" label="Cite as">Text</fact>'
    source = document("<paragraph>Words.</paragraph>").replace("<description/>", f"<description>{facts}</description>")
    every = PrintSettings(facts=("url", "transcript", "archive", "citation"))
    text = reader(typeset(print_xml([parse(source)], META), settings=every)[0]).pages[3].extract_text()
    assert "\u200b" not in text
    assert address in re.sub(r"(?<=[/._?&=-])\s*\n", "", text)
    assert digest in text.replace("\n", "")
    text = text.replace("\u00a0", " ")
    assert [label for label in ("ARCHIVE Fund 1", "CONTRIBUTED BY", "CITE AS") if label not in text] == []


def test_fonts_are_those_of_the_wheel() -> None:
    names = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in reader(pdf(*SAMPLES)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert names
    assert all(name.startswith(("Libertinus", "NewCM", "NewComputerModern")) for name in names)
