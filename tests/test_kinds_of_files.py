"""Kinds of files: what no reader takes is refused by name, and what is passed over in a folder is named."""

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import teikit
from teikit.cli.main import cli
from teikit.readers.kinds import begins_as_html, kind_of
from teikit.readers.read import anchors_in, read_all, read_data

PAGE = (
    '<?xml version="1.0"?>\n<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15"><Page>'
    "<TextLine><TextEquiv><Unicode>Dear Clara</Unicode></TextEquiv></TextLine></Page></PcGts>"
)


def archive(*names: str) -> bytes:
    """A ZIP file with members of these names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as members:
        for name in names:
            members.writestr(name, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "x")
    return file.getvalue()


KINDS = {
    "PAGE XML": PAGE.encode(),
    "ALTO": b'<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout/></alto>',
    "TEI": b"<!-- a comment -->\n<TEI xmlns='http://www.tei-c.org/ns/1.0'><text/></TEI>",
    "a TEI file": b"<TEI><teiHeader/><text><body/></text></TEI>",
    "root element letter": b"<letter><date>1 May</date><p>Dear Clara</p></letter>\n",
    "root element mydoc": "\ufeff<?xml version='1.0' encoding='UTF-16'?><mydoc>Dear</mydoc>".encode("utf-16-le"),
    "EAD": b"<?xml version='1.0'?><!DOCTYPE ead [<!ENTITY x 'y'>]><ead><did/></ead>",
    "RTF": rb"{\rtf1\ansi Dear Clara,\par It rains.\par}",
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "LaTeX": b"% letters\n\\documentclass{article}\n\\begin{document}Dear Clara\\end{document}\n",
    "Word document": archive("[Content_Types].xml", "word/document.xml"),
    "OpenDocument": archive("mimetype", "content.xml"),
    "ZIP": archive("letter.txt"),
    "image": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "an image": b"II*\0\x08\0\0\0",
    "old version": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 100,
}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("file", ["letter.txt", "letter.dat"])
def test_a_file_that_no_reader_takes_is_refused_by_its_kind(name: str, file: str) -> None:
    source, findings = read_data(KINDS[name], file)
    assert source is None
    assert [finding.code for finding in findings] == ["read-unsupported-kind"]
    assert name in findings[0].message and findings[0].help


def test_a_text_in_memory_is_refused_too() -> None:
    document = teikit.convert(PAGE)
    assert document.tei == "" and [finding.code for finding in document.diagnostics] == ["read-unsupported-kind"]


@pytest.mark.parametrize(
    "text",
    [
        "<del>Dear</del> Clara, it rains.\n",
        "<unclear>Dear Clara</unclear>",
        "< 3 men, and {5} more",
        "{\nDear Clara, it rains.\n}",
        "% of them came",
        "\\ a stroke at the beginning",
        "PK is her name. ID3. %PDF is a sign.",
        "<Page 1>\n\nDear Clara,\n\n<Page 2>\n",
        "Dear\x0cClara",
    ],
)
def test_a_transcript_with_signs_is_no_other_kind(text: str) -> None:
    source, findings = read_data(text.encode(), "letter.txt")
    assert source is not None and source.text == text, findings


@pytest.mark.parametrize(
    "text", ["<!DOCTYPE html>\n<html><body><p>x</p>", "<?xml version='1.0'?><html xmlns='x'>", "<h1>x"]
)
def test_hypertext_is_no_other_kind(text: str) -> None:
    assert kind_of(text.encode()) is None and begins_as_html(text)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("t.csv", "name;year\nClara;1917\n", "name, year"),
        ("t.tsv", "name\tyear\nClara\t1917\n", "name, year"),
        ("t.csv", "Dear Clara\n", "it has no columns"),
        ("t.json", '{"a": 1}', "it has no columns"),
        ("t.txt", '[{"words": "Dear Clara", "page": 3}]', "it has no columns"),
    ],
)
def test_a_table_without_known_columns_is_refused(name: str, text: str, said: str) -> None:
    source, findings = read_data(text.encode(), name)
    assert source is None and [finding.code for finding in findings] == ["read-unknown-columns"]
    assert said in findings[0].message and "title" in findings[0].message


def test_a_table_needs_only_a_title_and_a_text(tmp_path: Path) -> None:
    path = tmp_path / "letters.csv"
    path.write_text('title;text\n"To Tom";"Dear Tom, it rains."\n"To Ann";"Dear Ann, it snows."\n', encoding="utf-8")
    sources, findings = read_all(path)
    assert findings == [] and anchors_in(path) == ["row-1", "row-2"]
    assert [source.text.rpartition("\n")[2] for source in sources] == ["Dear Tom, it rains.", "Dear Ann, it snows."]


def test_hypertext_without_text_is_refused() -> None:
    source, findings = read_data(b'<html><body><img src="p1.jpg"></body></html>', "p.html")
    assert source is None and [finding.code for finding in findings] == ["read-empty"]


# ---------------------------------------------------------------- folders
@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "Letters"\n', encoding="utf-8")
    raw = tmp_path / "raw"
    (raw / "box 1").mkdir(parents=True)
    for name in ("a.txt", "box 1/b.txt", "README.md", ".hidden"):
        (raw / name).write_text("Dear Clara, it rains.\n", encoding="utf-8")
    (raw / "page.xml").write_text(PAGE, encoding="utf-8")
    (raw / "scan.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_files_passed_over_are_named_in_one_line(edition: Path) -> None:
    result = CliRunner().invoke(cli, ["convert"])
    assert result.exit_code == 0
    lines = [line for line in result.stderr.splitlines() if "read-skipped-files" in line]
    assert lines == [
        "raw: warning read-skipped-files 3 files are not read: 1 .jpg, an image (scan.jpg); "
        "1 .xml, a PAGE XML file (page.xml); 1 in box 1/ (box 1/b.txt)"
    ]


def test_files_passed_over_in_a_folder_on_the_command_line(edition: Path) -> None:
    for _ in range(2):  # what teikit has written itself does not count
        result = CliRunner().invoke(cli, ["convert", "raw", "--output", "raw/tei"])
        assert "2 files are not read: 1 .jpg, an image (scan.jpg); 1 .xml, a PAGE XML file (page.xml)" in result.stderr


def test_files_passed_over_are_named_where_nothing_is_left(edition: Path) -> None:
    (edition / "raw" / "a.txt").unlink()
    result = CliRunner().invoke(cli, ["convert"])
    assert result.exit_code == 2 and "a PAGE XML file" in result.stderr
    (edition / "tei").mkdir()
    (edition / "tei" / "page.xml").write_text(PAGE, encoding="utf-8")
    result = CliRunner().invoke(cli, ["convert", "tei"])
    assert result.exit_code == 2 and "a PAGE XML file" in result.stderr


def test_a_file_of_another_kind_that_is_named_is_an_error(edition: Path) -> None:
    result = CliRunner().invoke(cli, ["convert", "raw/page.xml", "--output", "out"])
    assert result.exit_code == 1 and "read-unsupported-kind is a PAGE XML file" in result.stderr
    assert not (edition / "out" / "page.xml").exists()
