"""The table of documents: what documents.csv and edition.toml state is in the header, and every fault is reported.

A case of tests/documents_table/ is an edition whose edition.toml begins with a comment that says what it shows;
expected.toml has what is reported and, for each TEI file, values by their paths (several joined by ` | `).
"""

import re
import shutil
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from teikit.conversion.convert import convert
from teikit.conversion.store import Status
from teikit.core import picture_size, sort_diagnostics
from teikit.edition.config import load_edition
from teikit.edition.selection import jobs_of_edition
from teikit.edition.shape import DOCUMENT_KEYS
from teikit.transcript import COLUMNS
from teikit.transcript.front_matter.fields import read_date
from teikit.xml.names import TEI, XML_ID, XML_LANG

HERE = Path(__file__).parent / "documents_table"
CASES = sorted(path.parent for path in HERE.glob("*/expected.toml"))
OF_EVERY_FILE = ("header-no-layout", "language-", "convention-")


def edition_in(folder: Path, case: Path) -> Path:
    shutil.copytree(case, folder / "edition")
    return folder / "edition"


def words_at(root: etree._Element, path: str) -> str:
    """The values at a path, in order; an attribute with a prefix is one of the XML namespace."""
    *steps, last = path.split("/")
    steps = [*steps, last] if not last.startswith("@") else steps
    query = "".join(f"/t:{step}" for step in steps)
    found = root.xpath(f".//{query[1:]}" if query else ".", namespaces={"t": TEI})
    names = {"@xml:id": XML_ID, "@xml:lang": XML_LANG}
    if last.startswith("@"):
        values = [element.get(names.get(last, last[1:])) for element in found]
        return " | ".join(value for value in values if value)
    return " | ".join(" ".join("".join(element.itertext()).split()) for element in found)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = edition_in(tmp_path, case)
    monkeypatch.chdir(folder)
    title = re.match(r"# (.+)", (folder / "edition.toml").read_text(encoding="utf-8"))
    assert title
    expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    jobs, findings = jobs_of_edition(load_edition(folder))
    outcomes = {job.target.name: convert(job) for job in jobs}
    assert {name: (o.status, o.findings) for name, o in outcomes.items() if o.status is Status.FAILED} == {}
    of_header = [f for o in outcomes.values() for f in o.findings if f.code.startswith("header-")]
    reported = [f for f in sort_diagnostics([*findings, *of_header]) if not f.code.startswith(OF_EVERY_FILE)]
    assert [f"{f.place} {f.severity} {f.code}" for f in reported] == expected["findings"], reported
    for name, values in expected["documents"].items():
        root = etree.parse(folder / "xml" / name).getroot()
        for path, wanted in values.items():
            assert words_at(root, path) == wanted, f"{title[1]}: {name} {path}"


def test_the_keys_of_a_document_are_the_columns() -> None:
    assert tuple(COLUMNS) == DOCUMENT_KEYS


def test_a_message_names_the_column_that_was_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder := edition_in(tmp_path, HERE / "faults"))
    messages = [finding.message for finding in jobs_of_edition(load_edition(folder))[1]]
    assert any("did you mean “title”?" in message for message in messages)
    assert any("did you mean “letter.txt”?" in message for message in messages)


@pytest.mark.parametrize(
    ("words", "value", "kind", "last", "cert"),
    [
        ("1794", "1794", "when", "", ""),
        ("1794-02", "1794-02", "when", "", ""),
        ("1794~", "1794", "when", "", "medium"),
        ("1794-02/1794-05?", "1794-02", "period", "1794-05", "medium"),
        ("1794/..", "1794", "from", "", ""),
        ("../1794", "1794", "to", "", ""),
        ("[..1794]", "1794", "notAfter", "", ""),
        ("--02-29", "--02-29", "when", "", ""),
        ("3.5.1821", "1821-05-03", "when", "", ""),
        ("3/25/1821", "1821-03-25", "when", "", ""),
    ],
)
def test_dates(words: str, value: str, kind: str, last: str, cert: str) -> None:
    stated = read_date(words)
    assert (stated.value, stated.kind, stated.last, stated.cert, stated.problem) == (value, kind, last, cert, "")


@pytest.mark.parametrize(
    "words", ["1794-13", "1794-02-30", "0000", "3/5/1821", "in spring", "1795/1794", "/", "179", "1794-2-1"]
)
def test_what_is_no_date_is_not_made_one(words: str) -> None:
    stated = read_date(words)
    assert stated.problem
    assert not stated.value


@given(st.text(alphabet="0123456789-/.?~[] ", max_size=24))
def test_any_words_are_a_date_of_the_calendar_or_a_problem(words: str) -> None:
    stated = read_date(words)
    assert bool(stated.value) is not bool(stated.problem)


@given(
    data=st.binary(max_size=64),
    begin=st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"II*\0", b"RIFF0000WEBPVP8X"]),
)
def test_any_bytes_have_a_size_or_none(data: bytes, begin: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.getbasetemp() / "image"
    file.write_bytes(begin + data)
    assert min(picture_size(file) or (0, 0)) >= 0


CELLS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
ROWS = st.lists(st.lists(st.one_of(CELLS, st.just("letter.txt")), max_size=8), max_size=5)


@settings(max_examples=40, deadline=None)
@given(
    names=st.lists(st.sampled_from(["file", *COLUMNS, "Titel"]), max_size=8), rows=ROWS, sign=st.sampled_from(",;\t")
)
def test_any_table_gives_diagnostics_and_valid_tei(
    names: list[str], rows: list[list[str]], sign: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("table")
    (folder / "raw").mkdir()
    (folder / "raw" / "letter.txt").write_text("Wool is here.\n", encoding="utf-8")
    (folder / "edition.toml").write_text('[edition]\ntitle = "Letters"\n', encoding="utf-8")
    table = "\n".join(sign.join(row) for row in [names, *rows])
    (folder / "documents.csv").write_text(table, encoding="utf-8", newline="")
    jobs, findings = jobs_of_edition(load_edition(folder))
    outcome = convert(jobs[0])
    assert outcome.status is Status.WRITTEN, [f for f in outcome.findings if f.severity == "error"]
    assert all(finding.message for finding in findings)
    shutil.rmtree(folder)


@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_no_traceback(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    (folder / "raw").mkdir()
    (folder / "raw" / "letter.txt").write_text("Wool is here.\n", encoding="utf-8")
    (folder / "edition.toml").write_text('[edition]\ntitle = "Letters"\n', encoding="utf-8")
    (folder / "documents.csv").write_bytes(data)
    assert jobs_of_edition(load_edition(folder))[0]
    shutil.rmtree(folder)
