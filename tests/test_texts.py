"""Which texts a file has, how they are called, and which are collated; what pages and print show of that.

`tests/texts/NAME.txt` says for each text of `NAME.xml` its label and language, whether it is declared as a version and
whether it begins with its label; then the number of differences and the contents of the page.
"""

import io
import os
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from pypdf import PdfReader
from test_reading import COPY, GRAMMAR, READING

from teikit.collation import may_be_related
from teikit.core import saxon
from teikit.publication.html.rendering import html_page
from teikit.publication.print import Metadata, print_xml, typeset
from teikit.publication.reading.collation import with_differences
from teikit.publication.reading.transform import reading_document

HERE = Path(__file__).parent
CASES = sorted((HERE / "texts").glob("*.xml"))
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
each_case = pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)


def reading(path: Path) -> Any:
    return with_differences(reading_document(path.read_text("utf-8"), path.name)[0])


def described(path: Path) -> str:
    node = reading(path)
    document = etree.fromstring(saxon.stylesheet_from_text(COPY).to_string(node).encode())
    assert GRAMMAR.validate(document), GRAMMAR.error_log
    lines = [
        " | ".join([w.get("label"), w.get(LANG), *(name for name in ("declared", "titled") if w.get(name))])
        for w in document.iter(f"{READING}witness")
    ]
    lines.append(f"differences: {len(list(document.iter(f'{READING}variation')))}")
    page = html.fromstring(html_page(node))
    lines += [f"- {link.text_content()}" for link in page.xpath("//nav[@aria-labelledby = 'page:contents']//li/a")]
    return "\n".join(lines) + "\n"


@each_case
def test_texts_and_their_labels(path: Path) -> None:
    expected = path.with_suffix(".txt")
    got = described(path)
    if os.environ.get("TEIKIT_UPDATE"):
        expected.write_text(got, encoding="utf-8")
    assert got == expected.read_text("utf-8")


@each_case
def test_a_label_is_shown_once(path: Path) -> None:
    page = html.fromstring(html_page(reading(path)))
    witnesses = page.xpath("//section[@class = 'witness']")
    for witness in witnesses:
        labels = witness.xpath("h2[@class = 'of-text']")
        headings = witness.xpath(".//*[self::h2 or self::h3 or self::h4][not(@class = 'of-text')]")
        assert len(labels) <= 1
        if len(witnesses) == 1:
            assert not labels
        elif not labels:
            assert headings, "a text without a label begins with its heading"


def outline(pdf: bytes) -> list[str]:
    def titles(items: list[Any], level: int) -> list[str]:
        return [
            line
            for item in items
            for line in (titles(item, level + 1) if isinstance(item, list) else [f"{level} {item.title}"])
        ]

    return titles(PdfReader(io.BytesIO(pdf)).outline, 0)


def printed(path: Path) -> tuple[bytes, list[Any]]:
    return typeset(print_xml([reading(path)], Metadata("Edition")))


def test_the_texts_of_a_group_are_in_the_outline_of_the_print() -> None:
    pdf, findings = printed(HERE / "texts" / "groups-in-a-group.xml")
    assert findings == []
    assert outline(pdf) == [
        "0 groups-in-a-group", "1 Poems", "2 I", "1 Text 2", "1 Plays", "2 A comedy",
        "2 Act 1", "2 Act 2", "1 Short play 4",
    ]  # fmt: skip


def test_chapters_are_in_contents_outline_and_running_heads() -> None:
    pdf, findings = printed(HERE / "pages" / "novel.xml")
    assert findings == []
    assert outline(pdf) == ["0 A novel", *(f"1 Chapter {n}" for n in range(1, 9))]
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    contents = next(page for page in pages if page.startswith("Contents"))
    assert all(f"Chapter {n} " in contents for n in range(1, 9))
    heads = [page.splitlines()[0] for page in pages[4:]]
    assert any(head.startswith("Chapter") for head in heads)


def test_texts_of_very_different_length_are_not_related() -> None:
    text = [f"word{n}" for n in range(400)]
    assert may_be_related(text, text[:300])
    assert not may_be_related(text, text[:150])
    assert not may_be_related(text, [])
    assert not may_be_related(text, [f"other{n}" for n in range(400)])
