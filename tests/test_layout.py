"""Each layout of the page around a text, with a small page of its kind and the facts a scholar sees in it.

A folder of `tests/layouts/` holds a page, `transcript.txt`, and what it says, `expected.toml`.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from converting import WILSON, convert
from hypothesis import given
from hypothesis import strategies as st

from teikit.conventions.model import ConventionError
from teikit.core.source import source_of
from teikit.transcript.document import read_document
from teikit.transcript.front_matter.layouts import find_front, layouts_of
from teikit.transcript.front_matter.metadata import Metadata, read_metadata
from teikit.xml.names import tei

FOLDERS = sorted(path for path in (Path(__file__).parent / "layouts").iterdir() if path.is_dir())
EVERY_PAGE = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def page(folder: Path) -> str:
    return (folder / "transcript.txt").read_text(encoding="utf-8")


def facts(data: Metadata) -> dict[str, Any]:
    """The metadata as an expectation says them."""
    return {
        **data._asdict(),
        "funders": list(data.funders),
        "notes": list(data.notes),
        "responsibilities": [[r.role, r.name] for r in data.responsibilities],
        "archives": [{"repository": a.repository, **a.units} for a in data.archives],
        "described": [a.described for a in data.archives],
        "correspondence": list(data.correspondence[:3]),
    }


@EVERY_PAGE
def test_a_page_says_what_a_scholar_sees(folder: Path) -> None:
    expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    source = source_of(page(folder))
    front, found = find_front(source, WILSON)
    assert front is not None
    data, doubts = read_metadata(source, front, WILSON)
    text = "".join(source.cut(piece) for piece in front.pieces)
    said = {
        **facts(data),
        "text": re.sub(r"\n{2,}", "\n\n", text).strip(),
        "doubts": [finding.code for finding in [*found, *doubts]],
    }
    assert {name: said[name] for name in expected} == expected
    assert said["doubts"] == expected.get("doubts", [])


@EVERY_PAGE
def test_every_character_of_a_page_is_accounted_for(folder: Path) -> None:
    made = convert(page(folder))
    assert made.encoded.proof.holds
    assert "convert-text-lost" not in made.codes
    layout = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))["layout"]
    said = "".join(made.encoded.root.find(f".//{tei('editorialDecl')}").itertext())  # type: ignore[union-attr]
    assert f"“{layout}”" in said


@EVERY_PAGE
def test_a_layout_can_be_named(folder: Path) -> None:
    source, name = source_of(page(folder)), "dossier" if folder.name.startswith("dossier") else "archive-page"
    front, _ = find_front(source, WILSON, name)
    assert front is None or front.layout.name == name


def test_a_layout_that_does_not_fit_is_reported_and_all_is_text() -> None:
    document, found = read_document(source_of("Only a text.\n"), WILSON, "dossier")
    assert document.front is None
    assert "header-no-layout" in [finding.code for finding in found]


def test_a_layout_that_is_not_there_is_refused() -> None:
    with pytest.raises(ConventionError, match="no layout “nowhere”; known are archive-page"):
        find_front(source_of("x"), WILSON, "nowhere")


@pytest.mark.parametrize(
    ("line", "date", "begins"),
    [
        ("No. 7/S                    May 5, 1950", "1950-05-05", "No. 7/S"),
        ("No. 7/S      Washington     May 5, 1950", "1950-05-05", "No. 7/S      Washington"),
        ("№ 7/S May 5, 1950", "1950-05-05", "№ 7/S"),
        ("May 5, 1950", "1950-05-05", "The wool"),
        ("No. 7               November 29, 1963181", "1963-11-29", "No. 7"),
        ("29 November 1963181", "1963-11-29", "The wool"),
        ("October 20, 1959a", "1959-10-20", "The wool"),
    ],
)
def test_the_line_of_number_and_date(line: str, date: str, begins: str) -> None:
    text = f"No. 5\nNote on Wool\n\n{line}\n\nThe wool has come.\n\nRGANI. F. 3. Op. 6. D. 5. L. 4. Copy.\n"
    source = source_of(text)
    front, _ = find_front(source, WILSON)
    assert front is not None
    data, _ = read_metadata(source, front, WILSON)
    assert (data.title, data.date) == ("Note on Wool", date)
    assert source.cut(front.body).strip().startswith(begins)
    assert convert(text).encoded.proof.holds


def test_every_layout_has_a_page_here() -> None:
    shown = {tomllib.loads((f / "expected.toml").read_text(encoding="utf-8"))["layout"] for f in FOLDERS}
    assert {layout.name for layout in layouts_of(WILSON)} - shown == {"record"}  # its pages: test_readers.py


@pytest.mark.parametrize(
    "text",
    [
        "No. 5\nTo the Minister\n\nMay 5, 1950\n\nThe wool has come.\n",  # a number and a date, and no legend
        "Title: of a book\n\nThe wool has come.\n",
        "See the Citation: nothing else. Contents: unknown",
        "Rights\n\nof wool\n",
    ],
)
def test_a_text_that_only_looks_like_a_page_is_a_text(text: str) -> None:
    front, found = find_front(source_of(text), WILSON)
    assert front is None or "header-unknown-contents" in [finding.code for finding in found]


@given(st.data())
def test_a_damaged_page_loses_nothing(data: st.DataObject) -> None:
    text = page(data.draw(st.sampled_from(FOLDERS)))
    start = data.draw(st.integers(0, len(text)))
    made = convert(
        text[:start] + data.draw(st.sampled_from(["", "\n", " ", "\f", "[", "Contents:"])) + text[start + 3 :]
    )
    assert made.encoded.proof.holds
