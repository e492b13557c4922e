"""Figures: an image with its alternative text and caption in page and print; what cannot be shown keeps its words."""

import struct
import tomllib
from pathlib import Path

import pytest
from lxml import etree, html
from pypdf import PdfReader
from test_facsimile import png
from test_reading import GRAMMAR, READING, reading_of

from teikit.core import picture, picture_size
from teikit.edition import select_paths
from teikit.publication.images import plates
from teikit.publication.print import Materials, Metadata, can_be_set, print_document, print_edition, typeset
from teikit.publication.publish import publish
from teikit.publication.reading.transform import reading_document

HERE = Path(__file__).parent / "figures"
TEI = (HERE / "document.xml").read_text("utf-8")
SVGS = tomllib.loads((HERE / "svg.toml").read_text("utf-8"))["case"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "tei"
    place.mkdir()
    (place / "document.xml").write_text(TEI, "utf-8")
    (place / "seal.png").write_bytes(png(30, 20))
    (place / "drawing.svg").write_text(SVGS[0]["svg"], "utf-8")
    (place / "scan.tif").write_bytes(b"II*\0" + bytes(20))
    return place


def built(folder: Path) -> tuple[html.HtmlElement, list[str], Path]:
    out = folder.parent / "out"
    result = publish(select_paths([folder]), out, True, True)
    page = html.fromstring((out / "html" / "document.html").read_text("utf-8"))
    return page, [f"{f.code} {f.position and f.position.line} {f.message}" for f in result.findings], out


def test_the_reading_follows_its_grammar() -> None:
    document, findings = reading_of(TEI)
    assert GRAMMAR.validate(document), GRAMMAR.error_log
    assert findings == []
    assert "iVBOR" not in etree.tostring(document, encoding="unicode")
    assert [len(f.findall(f"{READING}image")) for f in document.iter(f"{READING}figure")][:3] == [1, 1, 2]


def test_a_page_shows_images_with_alternative_text_and_caption(folder: Path) -> None:
    page, _, out = built(folder)
    first = page.xpath("//figure[@id='f1']")[0]
    assert first.xpath("img/@alt | .//img/@alt") == ["A round seal with an eagle"]
    assert first.xpath(".//img/@src") == ["images/seal.png"]
    assert [c.text_content() for c in first.findall("figcaption")] == ["Plate I. The seal"]
    assert "eagle" not in first.text_content()
    assert (out / "html" / "images" / "seal.png").is_file() and (out / "html" / "images" / "drawing.svg").is_file()
    two = next(f for f in page.iter("figure") if "Two images" in f.text_content())
    assert two.xpath(".//img/@src") == ["images/seal.png", "images/drawing.svg"]
    assert two[-1].tag == "figcaption"
    assert "Words in the image" in two.text_content()
    assert page.xpath("//p[contains(., 'of text')]//img/@alt") == ["a small seal"]


def test_what_is_not_shown_keeps_its_words(folder: Path) -> None:
    page, findings, _ = built(folder)
    text = page.text_content()
    for words in ("[image: A scan of the letter]", "[image gone.png]", "[image: Only described]", "[image]", "Inside"):
        assert words in text
    assert "[recording: a bell]" in text
    assert "iVBOR" not in text
    assert [f for f in findings if "unusable" in f] == [
        "publish-image-unusable 8 scan.tif is no image that browsers show (it is TIFF)"
    ]
    assert len([f for f in findings if f.startswith("link-file 9")]) == 1


def test_the_policy_names_the_server_of_an_image(folder: Path) -> None:
    page, _, _ = built(folder)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "img-src 'self' file: https://images.example.org;" in policy
    assert page.xpath("//img[@alt='Far away']/@src") == ["https://images.example.org/a.png"]


def test_the_print_shows_images_with_alternative_text(folder: Path) -> None:
    _, _, out = built(folder)
    data = (out / "print" / "edition.pdf").read_bytes()
    text = "".join(page.extract_text() for page in PdfReader(out / "print" / "edition.pdf").pages)
    assert "Plate I. The seal" in text and "[image: A scan of the letter]" in text and "[image: Far away]" in text
    assert "eagle" not in text
    root = PdfReader(out / "print" / "edition.pdf").trailer["/Root"]["/StructTreeRoot"]
    assert {"A round seal with an eagle", "The seal again", "a small seal"} <= set(alternatives(root, 0))
    assert b"/Subtype/Image" in data


def alternatives(node: object, depth: int) -> list[str]:
    found = []
    children = node.get("/K", []) if hasattr(node, "get") else node if isinstance(node, list) else []
    if hasattr(node, "get") and "/Alt" in node:
        found.append(str(node["/Alt"]))
    for child in children if isinstance(children, list) else [children]:
        target = child.get_object() if hasattr(child, "get_object") else child
        if depth < 60 and not isinstance(target, int):
            found += alternatives(target, depth + 1)
    return found


def test_an_image_is_no_larger_than_the_text_block(folder: Path) -> None:
    (folder / "seal.png").write_bytes(png(3000, 9000))
    node, _ = reading_document(TEI, "document.xml")
    shown = plates(["seal.png"], folder / "document.xml", "document.xml", folder)
    edition = print_edition([print_document(node, "diplomatic", shown.names)], Metadata("E"), "diplomatic")
    data, findings = typeset(edition, materials=Materials(None, shown.files))
    assert data and [f.code for f in findings if f.code != "print-typesetter"] == []


@pytest.mark.parametrize("case", SVGS, ids=[case["svg"][:50] for case in SVGS])
def test_a_drawing_is_used_if_it_is_a_picture_and_nothing_else(tmp_path: Path, case: dict[str, object]) -> None:
    path = tmp_path / "a.svg"
    path.write_text(str(case["svg"]), "utf-8")
    assert (picture(path).kind == "svg") is case["safe"]


def test_what_the_typesetter_cannot_read_is_reported_and_described(folder: Path) -> None:
    whole = png(30, 20)
    (folder / "seal.png").write_bytes(whole[:-30])
    big = struct.pack(">II", 60000, 60000)
    (folder / "big.png").write_bytes(whole[:16] + big + whole[24:])
    (folder / "a.avif").write_bytes(b"\0\0\0\x20ftypavif" + bytes(60))
    names = ["seal.png", "big.png", "a.avif", "drawing.svg"]
    shown = plates(names, folder / "document.xml", "document.xml", folder)
    assert list(shown.names) == ["drawing.svg"]
    assert [f.code for f in shown.findings] == ["print-image-unusable"] * 3
    assert not can_be_set(folder / "seal.png")


def test_the_size_of_images_is_known(tmp_path: Path) -> None:
    jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x14\0\x1e\x03" + bytes(20)
    gif = b"GIF89a" + struct.pack("<HH", 30, 20) + bytes(20)
    webp = b"RIFF....WEBPVP8X" + bytes(8) + (29).to_bytes(3, "little") + (19).to_bytes(3, "little")
    for name, content in (("a.jpg", jpeg), ("a.gif", gif), ("a.webp", webp), ("a.png", png(30, 20))):
        (tmp_path / name).write_bytes(content)
        assert (name, picture_size(tmp_path / name)) == (name, (30, 20))
