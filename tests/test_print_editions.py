"""Volumes of whole editions: registers, texts and parts of the edition's folder are in the print."""

from pathlib import Path

import pytest
from lxml import etree
from print_pages import letters, reader, text_of

from teikit.core import resource
from teikit.edition import select
from teikit.publication import publish, publish_print

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc>"
    "<p/></sourceDesc></fileDesc>{profile}</teiHeader>"
)
SENT = (
    '<profileDesc><correspDesc><correspAction type="sent"><persName ref="#p1">Brandt</persName>'
    '<date when="{year}-03-04"/>'
    "</correspAction></correspDesc></profileDesc>"
)
REGISTER = (
    '<standOff><listPerson><person xml:id="p1"><persName><forename>Karl</forename> <surname>Brandt</surname></persName>'
    '<birth when="1840"/></person><person xml:id="p2"><persName>Nobody</persName></person></listPerson></standOff>'
)
TOML = """[edition]
title = "Letters"
registers = ["register.xml"]
[print]
{settings}
[[print.part]]
title = "Late"
documents = ["b-*"]
[[print.part]]
title = "Early"
documents = ["a-*"]
[validation]
own = false
"""


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    (tmp_path / "xml").mkdir()
    (tmp_path / "pages").mkdir()
    (tmp_path / "edition.toml").write_text(TOML.format(settings=""), "utf-8")
    (tmp_path / "pages" / "introduction.md").write_text("# Introduction\n\nWords & <b>.\n", "utf-8")
    for name, year in (("a-1", 1871), ("b-1", 1872)):
        tei = HEADER.format(title=f"Letter {name}", profile=SENT.format(year=year))
        text = '<text><body><p>Here is <persName ref="#p1">Herr Brandt</persName>.</p></body></text>'
        write(tmp_path / "xml" / f"{name}.xml", tei + text)
    write(tmp_path / "xml" / "register.xml", HEADER.format(title="Register", profile="") + REGISTER)
    write(
        tmp_path / "xml" / "about.xml",
        HEADER.format(title="About", profile="") + "<text><body><p>It is.</p></body></text>",
    )
    return tmp_path


def write(path: Path, content: str) -> None:
    path.write_text(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{content}</TEI>', "utf-8")


def printed(folder: Path) -> bytes:
    result = publish_print(select([folder]), "diplomatic", folder / "print.pdf")
    assert [each for each in result.findings if each.code.startswith("print-")] == []
    return (folder / "print.pdf").read_bytes()


def test_registers_parts_and_texts_of_an_edition_are_printed(edition: Path) -> None:
    data = printed(edition)
    pages = [" ".join(page.extract_text().split()) for page in reader(data).pages]
    late, early = (next(n for n, text in enumerate(pages) if text == title) for title in ("Late", "Early"))
    assert late < early and pages[late + 2].startswith("1. Letter b-1") and pages[early + 2].startswith("2. Letter a-1")
    assert letters("Introduction Words & <b>.") in text_of(data)
    index = next(text for text in pages if text.startswith("Index of persons"))
    assert f"Brandt, Karl (1840–), {late + 3}.1, {early + 3}.1 documents by, {late + 3}, {early + 3}" in index
    assert "Nobody" not in index


def test_a_document_can_be_in_the_front_matter(edition: Path) -> None:
    (edition / "edition.toml").write_text(TOML.format(settings='front = ["about"]'), "utf-8")
    pages = [" ".join(page.extract_text().split()) for page in reader(printed(edition)).pages]
    assert "Introduction" not in pages[4]
    about = next(n for n, text in enumerate(pages) if text.startswith("About"))
    assert about < pages.index("Late") and "1. About" not in pages[4]


def test_the_print_document_of_a_volume_is_valid(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from teikit.publication import print as package

    texts: list[str] = []
    typeset = package.typeset
    monkeypatch.setattr(package, "typeset", lambda text, **given: texts.append(text) or typeset(text, **given))
    printed(edition)
    grammar = etree.RelaxNG(etree.parse(str(resource("schemas", "print.rng"))))
    grammar.assertValid(etree.fromstring(texts[0]))


def test_an_offprint_has_pages_lines_and_number_of_the_volume(edition: Path) -> None:
    """Another document has a note in the margin, so that all pages of the volume have its column."""
    long = "<p>" + "Words of a long letter that goes on. " * 160 + "</p>"
    for name in ("a-1", "b-1"):
        path = edition / "xml" / f"{name}.xml"
        path.write_text(path.read_text("utf-8").replace("</body>", f"{long}</body>"), "utf-8")
    path.write_text(path.read_text("utf-8").replace("</p>", '<note place="margin">Beside</note></p>', 1), "utf-8")
    (edition / "edition.toml").write_text(TOML.format(settings="offprints = true"), "utf-8")
    result = publish(select([edition]), edition / "build", with_html=True, with_print=True)
    assert [each for each in result.findings if each.code.startswith("print-")] == []
    pages = [page.extract_text() for page in reader((edition / "build/print/edition.pdf").read_bytes()).pages]
    start = next(n for n, text in enumerate(pages) if "Letter a-1" in text and "2." in text[:4])
    alone = reader((edition / "build/print/a-1.pdf").read_bytes())
    own = [page.extract_text() for page in alone.pages]
    assert own[0] == pages[start] and own[1].splitlines()[2:] == pages[start + 1].splitlines()[2:]
    assert alone.page_labels[0] == str(start + 1)
    assert f"From Letters. p. {start + 1}" in " ".join(own[2].split())
    assert (edition / "build/html/print/a-1.pdf").is_file()
    assert 'href="print/a-1.pdf"' in (edition / "build/html/a-1.html").read_text("utf-8")
