"""Files of several documents: each record becomes a document of its own, by whatever name edition.toml calls it.

A case is a folder with the file of records, an edition.toml where the file alone does not do, and expected.toml: the
TEI files that are made, in order, and what is reported but for what every such file has.
"""

import shutil
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
from converting import ROOT
from lxml import etree

from teikit.conversion.convert import convert
from teikit.conversion.store import Status
from teikit.core.source import source_of
from teikit.edition.config import load_edition
from teikit.edition.selection import jobs_of_edition, jobs_of_paths, tei_of_edition
from teikit.readers.read import _read_all, anchors_in, read
from teikit.readers.records import anchors, kinds
from teikit.readers.table import Value
from teikit.xml.names import tei

CASES = sorted(path.parent for path in (ROOT / "tests" / "records").glob("*/expected.toml"))
PLAIN = '[edition]\ntitle = "Letters"\n'
OF_EVERY_FILE = {
    "convention-found",
    "header-no-date",
    "header-unparsed-citation",
    "language-by-words",
    "language-undecided",
}


@pytest.fixture(params=CASES, ids=[folder.name for folder in CASES])
def edition(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case as an edition, the current folder being that of its transcripts."""
    folder: Path = request.param
    (tmp_path / "raw").mkdir()
    for file in folder.glob("export.*"):
        shutil.copy(file, tmp_path / "raw")
    own = folder / "edition.toml"
    (tmp_path / "edition.toml").write_text(own.read_text(encoding="utf-8") if own.exists() else PLAIN, encoding="utf-8")
    shutil.copy(folder / "expected.toml", tmp_path)
    monkeypatch.chdir(tmp_path / "raw")
    return tmp_path


def flat(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def test_each_record_is_a_document(edition: Path) -> None:
    expected = tomllib.loads((edition / "expected.toml").read_text(encoding="utf-8"))
    raw = next((edition / "raw").glob("export.*"))
    jobs, findings = jobs_of_edition(load_edition(edition))
    outcomes = [convert(job) for job in jobs]
    assert [outcome.status for outcome in outcomes] == [Status.WRITTEN] * len(jobs)
    found = [f for outcome in outcomes for f in outcome.findings if f.code not in OF_EVERY_FILE]
    assert [f"{f.place} {f.severity} {f.code}" for f in [*findings, *found]] == expected["findings"]
    made = {job.target.name: etree.parse(job.target) for job in jobs}
    assert list(made) == list(expected["documents"])
    for name, wanted in expected["documents"].items():
        of = made[name].getroot()
        transcript = {e.get("type"): e.text for e in of.iterfind(f".//{tei('bibl')}[@type='transcript']/{tei('idno')}")}
        assert transcript == {"file": wanted["file"], "SHA-256": sha256(raw.read_bytes()).hexdigest()}
        assert flat(of.find(f".//{tei('title')}")) == wanted["title"]
        assert flat(of.find(f".//{tei('body')}")) == wanted["text"]
        assert [e.text for e in of.iterfind(f".//{tei('notesStmt')}/{tei('note')}")] == wanted.get("notes", [])
    assert sorted(tei_of_edition(load_edition(edition))) == sorted(job.target for job in jobs)


def test_made_again_nothing_changes(edition: Path) -> None:
    jobs, _ = jobs_of_edition(load_edition(edition))
    for job in jobs:
        convert(job)
    assert {convert(job).status for job in jobs} == {Status.UNCHANGED}


def test_without_an_edition_the_records_are_the_same_documents(edition: Path) -> None:
    of_edition, _ = jobs_of_edition(load_edition(edition))
    encoding = of_edition[0].encoding
    jobs, findings = jobs_of_paths([edition / "raw"], edition / "out", "wilson", encoding)
    assert findings == []
    assert {job.target.name for job in jobs} == {job.target.name for job in of_edition}
    assert {job.name for job in jobs} == {job.name for job in of_edition}


def record(**values: str) -> dict[str, Value]:
    return {name: Value(words, 0) for name, words in values.items()}


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([record(id="7"), record(id="8")], ["7", "8"]),
        ([record(id="a"), record(id="A")], ["row-1", "row-2"]),
        ([record(id="row-2"), record(id="8")], ["row-1", "8"]),
        ([record(url="https://e.org/d/roy-vale?x=1#y"), record(id="../../etc")], ["roy-vale", "etc"]),
        ([record(id="№ 7/ä"), record(title="x")], ["7", "row-2"]),
    ],
)
def test_a_record_has_a_name_that_is_its_own(records: list[dict[str, Value]], expected: list[str]) -> None:
    assert anchors(records, kinds()[0]) == expected


def edition_of(folder: Path, records: str, toml: str) -> Path:
    (folder / "raw").mkdir()
    (folder / "raw" / "all.csv").write_text(records, encoding="utf-8")
    (folder / "edition.toml").write_text(PLAIN + toml, encoding="utf-8")
    return folder


TWO = "id,title,date,text\n1,One,1951,Wool [?] here.\n2,Two,1952,Wool [x y z] there.\n"


def test_one_record_of_a_file_can_be_the_edition(tmp_path: Path) -> None:
    folder = edition_of(tmp_path, TWO, '[[document]]\nfile = "all.csv#row-2"\n[[document]]\nfile = "all.csv#9"\n')
    jobs, findings = jobs_of_edition(load_edition(folder))
    assert [(job.target.name, job.anchor) for job in jobs] == [("all-2.xml", "2")]
    assert [finding.code for finding in findings] == ["read-missing-record"]


@pytest.mark.parametrize(
    ("file", "at", "words", "anchor"),
    [
        ("all.csv", "3:17", "", "2"),
        ("all.csv#2", "1:1", "[x y z]", "2"),
        ("all.csv#row-1", "2:17", "", "1"),
        ("all.csv", "1:1", "[x y z]", "2"),
        ("all.csv", "1:1", "", None),
        ("all.csv#3", "2:17", "", None),
    ],
)
def test_an_override_goes_to_the_record_it_means(
    tmp_path: Path, file: str, at: str, words: str, anchor: str | None
) -> None:
    toml = f'[[override]]\nfile = "{file}"\nat = "{at}"\nas = "text"\nwords = "{words}"\n'
    jobs, findings = jobs_of_edition(load_edition(edition_of(tmp_path, TWO, toml)))
    assert [job.anchor for job in jobs if job.overrides] == ([anchor] if anchor else [])
    assert [finding.code for finding in findings] == ([] if anchor else ["override-unmatched"])


def test_a_file_of_many_records_is_read_once(tmp_path: Path) -> None:
    many = "id,title,date,text\n" + "".join(f"{n},Title {n},1951,Wool.\n" for n in range(300))
    folder = edition_of(tmp_path, many, "")
    _read_all.cache_clear()
    jobs, _ = jobs_of_edition(load_edition(folder))
    assert len(jobs) == 300
    for job in jobs:
        source, _ = read(job.raw, job.name, job.encoding, job.anchor)
        assert source is not None and source.text.startswith(f"\ntitle: Title {job.anchor}\n")
    assert _read_all.cache_info().misses <= 2


def test_what_is_to_be_said_of_the_file_is_said_once(tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    path.write_bytes((TWO + "3,Three\n").encode())
    found = [read(path, f"all.csv#{anchor}", None, anchor)[1] for anchor in anchors_in(path)]
    assert [[finding.code for finding in one] for one in found] == [["read-uneven-record"], [], []]
    assert [f.code for f in read(path, "all.csv#9", None, "9")[1]] == ["read-uneven-record", "read-missing-record"]


@pytest.mark.parametrize(
    "text", ["May 7, 1951\n\nWords, more words.", "[yes] he said", "date,title\n1,2\n", "", "https"]
)
def test_what_begins_as_no_records_is_not_read_for_them(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    _read_all.cache_clear()
    assert anchors_in(tmp_path / "a.txt") == [] and _read_all.cache_info().misses == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_records_are_found_by_content_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(TWO.replace("Wool", "Шерсть").encode(encoding))
    assert anchors_in(tmp_path / "a.txt", encoding=encoding) == ["1", "2"]


def test_a_file_that_is_called_with_a_mark_is_that_file(tmp_path: Path) -> None:
    folder = edition_of(tmp_path, TWO, '[[document]]\nfile = "a#b.txt"\n')
    (folder / "raw" / "a#b.txt").write_text("Words.", encoding="utf-8")
    jobs, findings = jobs_of_edition(load_edition(folder))
    assert [(job.target.name, job.anchor) for job in jobs] == [("a#b.xml", "")] and findings == []
    assert source_of("x", "a.txt").document == "a.txt"
