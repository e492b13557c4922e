"""Images of the source: surfaces and zones in the reading document, plates on the page, files copied or refused."""

import json
import re
import struct
import zlib
from pathlib import Path

import pytest
from lxml import etree, html
from test_reading import COPY, GRAMMAR, READING

from teikit.core import saxon
from teikit.edition import select_edition
from teikit.edition.config import load_edition
from teikit.publication.html.rendering import Edition, html_page
from teikit.publication.images import copy_images
from teikit.publication.print import Metadata, print_xml
from teikit.publication.publish import publish
from teikit.publication.reading.transform import reading_document

HERE = Path(__file__).parent
LETTER = (HERE / "facsimile" / "letter.xml").read_text(encoding="utf-8")
SERVER = "https://iiif.example.org"


def png(width: int = 4, height: int = 6) -> bytes:
    """A white image."""
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))  # noqa: E731
    lines = b"".join(b"\0" + b"\xff" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def reading(tei: str = LETTER) -> etree._Element:
    node, findings = reading_document(tei, "letter.xml")
    assert findings == []
    document = etree.fromstring(saxon.stylesheet_from_text(COPY).to_string(node).encode())
    assert GRAMMAR.validate(document), GRAMMAR.error_log
    return document


def page(images: dict[str, str]) -> html.HtmlElement:
    node, _ = reading_document(LETTER, "letter.xml")
    return html.fromstring(html_page(node, Edition(), images=images))


def test_surfaces_and_the_zones_the_text_points_to() -> None:
    found = [
        (
            s.get("id"),
            s.get("label"),
            [(z.get("id"), z.get("x"), z.get("y"), z.get("width"), z.get("height")) for z in s],
        )
        for s in reading().iter(f"{READING}surface")
    ]
    assert found == [
        ("f1", "page 1", [("f1-a", "10", "10", "80", "10"), ("f1-b", "10", "21.43", "80", "8.57")]),
        ("f2", "page 2", [("f2-a", "10", "10", "80", "10")]),
        ("image-1", "page 3", []),
    ]


def test_a_zone_without_measure_leads_to_its_surface() -> None:
    document = reading(LETTER.replace(' ulx="0" uly="0" lrx="1000" lry="1400"', ""))
    assert document.find(f"{READING}witness//{READING}paragraph").get("facs") == "f1"  # type: ignore[union-attr]


@pytest.mark.parametrize("facs", ["#nothing", "#", "", "javascript:alert(1)"])
def test_a_pointer_to_nothing_is_no_facsimile(facs: str) -> None:
    document = reading(LETTER.replace("#f1-a", facs))
    assert etree.tostring(document).count(b"javascript") <= 1


def test_plates_zones_and_text_lead_to_each_other() -> None:
    made = page({"scans/page-1.png": "images/xml/scans/page-1.png"})
    ids = {e.get("id") for e in made.iter() if e.get("id")}
    plates = made.xpath("//figure[@class='plate']")
    assert [p.xpath(".//img/@src") for p in plates] == [
        ["images/xml/scans/page-1.png"],
        [f"{SERVER}/image/p2/full/!1600,1600/0/default.jpg"],
    ]
    links = made.xpath("//section[@class='facsimile']//a[starts-with(@href, '#')]/@href | //a[@class='to-plate']/@href")
    assert len(links) == 3 + 2 + 2
    assert {link[1:] for link in links} <= ids


def test_the_policy_names_the_servers_of_images_and_no_other() -> None:
    policy = page({}).xpath("//meta[@http-equiv]/@content")[0]
    assert f"img-src 'self' file: {SERVER};" in policy
    assert "connect-src" not in policy and "unsafe" not in policy


def test_the_viewer_has_its_words_and_a_larger_image_of_a_server() -> None:
    made = page({"scans/page-1.png": "images/xml/scans/page-1.png"})
    (labels,) = made.xpath("//section[@class='facsimile']/@data-labels")
    assert json.loads(labels)["previous"] == "Previous image"
    assert made.xpath("//img/@data-large") == [f"{SERVER}/image/p2/full/!4000,4000/0/default.jpg"]


def test_a_page_without_images_has_none_of_it() -> None:
    node, _ = reading_document((HERE.parent / "xml" / "000_aa023b8ff146a737.xml").read_text(encoding="utf-8"), "x.xml")
    made = html_page(node)
    assert "facsimile" not in made and "<img" not in made


# ---------------------------------------------------------------- files
@pytest.fixture
def edition(tmp_path: Path) -> Path:
    folder = tmp_path / "edition"
    (folder / "xml" / "scans").mkdir(parents=True)
    (folder / "raw").mkdir()
    (folder / "edition.toml").write_text('[edition]\ntitle = "Letters"\n', encoding="utf-8")
    (folder / "xml" / "letter.xml").write_text(LETTER, encoding="utf-8")
    (folder / "xml" / "scans" / "page-1.png").write_bytes(png())
    return folder


def test_images_are_copied_into_the_site_and_missing_ones_reported(edition: Path, tmp_path: Path) -> None:
    found = publish(select_edition(load_edition(edition)), tmp_path / "out", True, False)
    site = tmp_path / "out" / "html"
    assert (site / "images" / "xml" / "scans" / "page-1.png").read_bytes() == png()
    assert 'src="images/xml/scans/page-1.png"' in (site / "letter.html").read_text(encoding="utf-8")
    messages = [f.message for f in found.findings if f.code.startswith(("image", "link"))]
    assert len(messages) == 1 and messages[0].endswith("xml/scans/page-3.png")


@pytest.mark.parametrize(
    ("address", "code"),
    [("../../secret.png", "publish-image-outside"), ("/etc/passwd", "publish-image-outside"),
     ("%2e%2e/%2e%2e/secret.png", "publish-image-outside"), ("link.png", "publish-image-outside"),
     ("scans/notes.txt", "publish-image-unusable")],
)  # fmt: skip
def test_nothing_leaves_the_edition(edition: Path, tmp_path: Path, address: str, code: str) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    (edition / "xml" / "link.png").symlink_to(tmp_path / "secret.png")
    (edition / "xml" / "scans" / "notes.txt").write_text("no image", encoding="utf-8")
    made = copy_images([address], edition / "xml" / "letter.xml", "letter.xml", edition, tmp_path / "site")
    assert [f.code for f in made.findings] == [code]
    assert made.links == {} and not (tmp_path / "site").exists()


def test_an_edition_of_tei_alone_is_built(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from teikit.cli.main import cli

    monkeypatch.chdir(edition)
    (edition / "raw").rmdir()
    run = CliRunner().invoke(cli, ["build", "--no-print", "--format", "json"])
    assert run.exit_code == 0, run.output
    assert json.loads(run.output) and (edition / "build" / "html" / "letter.html").is_file()


def test_what_the_file_says_of_an_image_is_on_the_page_and_in_print() -> None:
    said = "With the permission of an archive"
    tei = re.sub(r"(<graphic\b[^>]*?)/>", rf"\1><desc>{said}</desc></graphic>", LETTER, count=1)
    document = reading(tei)
    facts = document.findall(f"{READING}description/{READING}group[@name='facsimile']/{READING}fact")
    assert ["".join(fact.itertext()) for fact in facts] == [said]
    node, _ = reading_document(tei, "letter.xml")
    assert html_page(node).count(said) == 1
    assert print_xml([node], Metadata("E")).count(said) == 1
