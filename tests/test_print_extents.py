"""Nothing is outside the page or over anything else, and what does not fit is reported at its line (TEI cases)."""

import itertools
from pathlib import Path

import pymupdf
import pytest
from print_pages import letters
from test_print_places import marked, places

from teikit.api import read_tei
from teikit.publication.print.breaking import BREAK, with_breaks

CASES = sorted((Path(__file__).parent / "print_extents").glob("*.xml"))
EDGE = 5 * 72 / 25.4
Span = tuple[float, float, float, float, str]  # x, right edge, baseline, size, text


def spans(page: pymupdf.Page) -> list[Span]:
    return [
        (span["bbox"][0], span["bbox"][2], span["origin"][1], span["size"], span["text"])
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", [])
        for span in line["spans"]
        if span["text"].strip()
    ]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_everything_is_on_the_page_and_over_nothing_else(path: Path) -> None:
    document = read_tei(path)
    book = pymupdf.open(stream=document.to_pdf(), filetype="pdf")
    found = [each for each in document.diagnostics if each.code.startswith("print-")]
    assert places(found) == marked(path.read_text("utf-8"))
    width, height = book[0].rect.br
    for page in book:
        ordered = sorted(spans(page), key=lambda span: (round(span[2]), span[0]))
        over = [(a, b) for a, b in itertools.pairwise(ordered) if abs(a[2] - b[2]) < 1 and b[0] < a[1] - 1]
        assert over == []
        out = [span for span in ordered if not (span[0] > EDGE and EDGE < span[2] < height - EDGE)]
        wide = [] if found and path.stem == "spans" else [span for span in ordered if span[1] > width - EDGE]
        assert (out, wide) == ([], [])
    text = letters("".join(page.get_text() for page in book))
    for word in ("abcdefghijabcdefghij", "item749", "item1499", "Anotherparagraph"):
        assert word not in letters(path.read_text("utf-8")) or word in text


def test_a_word_is_broken_only_where_it_is_too_long() -> None:
    assert with_breaks("short words of a line, https://example.org") == ["short words of a line, https://example.org"]
    pieces = with_breaks("see https://example.org/collections/telegrams?volume=11 there")
    assert (
        "".join(piece for piece in pieces if piece != BREAK)
        == "see https://example.org/collections/telegrams?volume=11 there"
    )
    assert BREAK in pieces and pieces[0] == "see "
    assert BREAK in with_breaks("\u00a0".join(["word"] * 20)) and BREAK not in with_breaks("No.\u00a05, p.\u00a012")
