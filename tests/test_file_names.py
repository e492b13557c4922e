"""Names of files that other systems, pages or terminals cannot hold, and links that lead out of an edition."""

import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from teikit.cli.main import cli
from teikit.core import is_plain_name, name_on_any_system, printable
from teikit.edition import selection

LETTER = "Paris, 3 May 1917.\n\nDear John,\n\nI am well.\n\nYours,\n\nMary\n"
DOCUMENT = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
    "<publicationStmt><p>p</p></publicationStmt><sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader>"
    "<text><body><p>Words of <persName>Anna</persName>.</p></body></text></TEI>"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition in the current folder, with a folder beside it."""
    (tmp_path / "outside").mkdir()
    edition = tmp_path / "edition"
    (edition / "raw").mkdir(parents=True)
    (edition / "edition.toml").write_text('[edition]\ntitle = "T"\n\n[output]\npeople = false\n', encoding="utf-8")
    monkeypatch.chdir(edition)
    return edition


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), catch_exceptions=False)


def findings(*arguments: str) -> set[tuple[str, str]]:
    """The file and code of each error."""
    printed = json.loads(run(*arguments, "--format", "json").stdout)
    return {(found["file"], found["code"]) for found in printed if found["severity"] == "error"}


@given(st.text(st.characters(exclude_categories=()), max_size=20))
def test_a_name_is_shown_on_one_line(name: str) -> None:
    shown = printable(name)
    assert len(shown.splitlines()) <= 1
    assert shown.encode().decode() == shown
    assert is_plain_name(shown) and printable(shown) == shown
    assert "\x1b" not in shown and "\u202e" not in shown


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Letter", "letter", True),
        ("caf\u00e9", "cafe\u0301", True),
        ("CAF\u00c9", "cafe\u0301", True),
        ("\u041f\u0438\u0441\u044c\u043c\u043e", "\u043f\u0438\u0441\u044c\u043c\u043e", True),
        ("letter-1", "letter-2", False),
        ("cafe", "caf\u00e9", False),
    ],
)
def test_names_that_a_system_does_not_tell_apart(one: str, other: str, same: bool) -> None:
    assert (name_on_any_system(one) == name_on_any_system(other)) is same


@pytest.mark.parametrize(
    ("one", "other"), [("a.txt", "a.html"), ("Letter.txt", "letter.txt"), ("caf\u00e9.txt", "cafe\u0301.txt")]
)
def test_transcripts_that_would_share_a_file_are_not_converted(folder: Path, one: str, other: str) -> None:
    for name in (one, other, "other.txt"):
        (folder / "raw" / name).write_text(LETTER, encoding="utf-8")
    assert findings("convert") == {(f"raw/{name}", "convert-same-target") for name in (one, other)}
    assert [path.name for path in (folder / "xml").glob("*.xml")] == ["other.xml"]


def test_names_that_look_the_same_are_reported_with_the_reason(folder: Path) -> None:
    for name in ("caf\u00e9.txt", "cafe\u0301.txt"):
        (folder / "raw" / name).write_text(LETTER, encoding="utf-8")
    assert run("convert").stderr.count("whose name has its accents encoded in another way; neither is") == 2


def test_a_link_to_a_folder_is_named(folder: Path) -> None:
    (folder / "raw" / "good.txt").write_text(LETTER, encoding="utf-8")
    (folder / "raw" / "box").symlink_to(folder.parent / "outside")
    assert "1 a link to a folder, which is not followed (box)" in run("convert").stderr


def test_a_folder_that_cannot_be_listed_is_not_empty(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(selection, "os", SimpleNamespace(scandir=refuse))
    assert ("raw", "read-unreadable") in findings("convert")


def test_the_tei_of_a_transcript_that_is_refused_now_stays(folder: Path) -> None:
    for name in ("a.txt", "gone.txt", "other.txt"):
        (folder / "raw" / name).write_text(LETTER, encoding="utf-8")
    run("convert")
    (folder / "raw" / "a.html").write_text(LETTER, encoding="utf-8")
    (folder / "raw" / "gone.txt").unlink()
    run("convert")
    assert sorted(path.name for path in (folder / "xml").glob("*.xml")) == ["a.xml", "other.xml"]


def test_a_transcript_that_is_named_twice_is_converted_once(folder: Path) -> None:
    (folder / "raw" / "a.txt").write_text(LETTER, encoding="utf-8")
    assert run("convert", "raw/a.txt", "raw", "--output", "tei").exit_code == 0
    assert (folder / "tei" / "a.xml").is_file()


@pytest.mark.parametrize("name", [b"bad\xff", b"line\nend", b"red\x1b[31m"])
def test_a_name_that_no_page_can_have_is_named_and_the_rest_goes_on(folder: Path, name: bytes) -> None:
    for suffix, content in ((b".txt", LETTER), (b".xml", DOCUMENT)):
        place = folder / ("raw" if suffix == b".txt" else "xml")
        place.mkdir(exist_ok=True)
        Path(os.fsdecode(os.fsencode(place) + b"/" + name + suffix)).write_text(content, encoding="utf-8")
    (folder / "raw" / "good.txt").write_text(LETTER, encoding="utf-8")
    result = run("build", "--no-print")
    shown = printable(os.fsdecode(name))
    assert f"xml/{shown}.xml: error publish-omitted" in result.stderr
    assert f"rename it ({shown}.txt)" in result.stderr
    assert (folder / "build" / "html" / "good.html").is_file()
    assert run("validate", "xml").exit_code == 0


def test_a_link_out_of_the_edition_or_to_nothing_is_refused(folder: Path) -> None:
    outside = folder.parent / "outside"
    (outside / "secret.xml").write_text(DOCUMENT, encoding="utf-8")
    (outside / "secret.txt").write_text(LETTER, encoding="utf-8")
    (folder / "raw" / "good.txt").write_text(LETTER, encoding="utf-8")
    (folder / "xml").mkdir()
    (folder / "raw" / "linked.txt").symlink_to(outside / "secret.txt")
    (folder / "raw" / "gone.txt").symlink_to(outside / "nothing.txt")
    (folder / "xml" / "linked2.xml").symlink_to(outside / "secret.xml")
    (folder / "xml" / "gone2.xml").symlink_to(outside / "nothing.xml")
    raw = {(f"raw/{name}.txt", "edition-outside-file") for name in ("linked", "gone")}
    assert findings("build", "--no-print") == raw | {(f"xml/{n}2.xml", "publish-omitted") for n in ("linked", "gone")}
    pages = {page.name for page in (folder / "build" / "html").glob("*.html")}
    assert "good.html" in pages and not pages & {"linked.html", "linked2.html", "gone2.html"}
    refused = {(f"xml/{name}2.xml", "edition-outside-file") for name in ("linked", "gone")}
    assert findings("validate") == findings("validate", "xml") == refused
