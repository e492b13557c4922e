"""`teikit init`: what it writes for a folder of any content, and that it never changes what is there."""

import csv
import os
import re
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from converting import ROOT

from teikit.cli.main import cli
from teikit.conventions import load_convention
from teikit.core.source import source_of
from teikit.edition import edition_inputs, load_edition
from teikit.init.reading import Readings
from teikit.init.settings import quoted, title_of
from teikit.init.signs import SignCount, SignCounter, listed_forms
from teikit.interpretation import KINDS, TEXT, in_words

LETTER = """Bath, 7 November 1916

Dear Tom,

Your letter of the 3rd came [illegible] this morning, and we were all very glad to have it. We are [inserted above:
quite] well, and the **whole** garden is under snow. I saw {the old man} at the mill; he was with his son.

Your loving sister,

Ann
"""
TEI = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/><text><body><p>Dear Tom</p></body></text></TEI>"


def init(*words: str) -> Result:
    return CliRunner().invoke(cli, ["init", *words])


def everything(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "my-letters_1916"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(LETTER, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def test_it_writes_what_it_sees(letters: Path) -> None:
    result = init()
    assert result.exit_code == 0, result.output
    edition = load_edition(letters)
    assert (edition.title, edition.language, edition.raw) == ("My letters 1916", "en", letters)
    assert edition.convention == str(letters / "convention.toml")
    assert [job.raw.name for job in edition_inputs(edition).jobs] == ["0.txt", "1.txt", "2.txt"]
    with (letters / "documents.csv").open(encoding="utf-8", newline="") as file:
        assert [row["file"] for row in csv.DictReader(file)] == ["0.txt", "1.txt", "2.txt"]


def test_it_declares_signs_with_one_meaning_and_proposes_the_others(letters: Path) -> None:
    result = init()
    marks = {mark.name for mark in load_convention(str(letters / "convention.toml")).marks}
    assert "bold" in marks and "curly-brackets" not in marks and "note" in marks
    text = (letters / "convention.toml").read_text(encoding="utf-8")
    assert "# {…} occurs 3 times in 3 files, first at 0.txt:6:" in text
    # each proposal is a mark that loads
    start = text.index('# [[mark]]\n# name = "curly-brackets"')
    proposal = text[start : text.index("\n#\n", start)].replace("# ", "")
    (letters / "own.toml").write_text(f'[convention]\nname = "x"\nextends = "general"\n{proposal}\n', encoding="utf-8")
    assert "curly-brackets" in {mark.name for mark in load_convention(str(letters / "own.toml")).marks}
    assert "{…} 3 times in 3 files, not known" in result.stdout and "**…** 3 times in 3 files, read as" in result.stdout
    assert "3 something illegible, lost or omitted: 0.txt:5:29 [illegible]" in result.stdout


def test_the_edition_converts_and_is_built(letters: Path) -> None:
    result = init()
    for command in ("teikit convert", "teikit worklist", "teikit build"):
        assert command in result.stdout
    for words in (["convert"], ["worklist"], ["build", "--no-print"], ["convert", "--check"]):
        done = CliRunner().invoke(cli, words)
        assert done.exit_code == 0, done.output
        assert "read-skipped-files" not in done.output
    assert '<hi rend="bold">whole</hi>' in (letters / "xml" / "0.xml").read_text(encoding="utf-8")
    assert CliRunner().invoke(cli, ["convert", ".", "--output", "out"]).exit_code == 0
    assert sorted(file.name for file in (letters / "out").glob("*.xml")) == ["0.xml", "1.xml", "2.xml"]


def test_nothing_that_exists_is_changed(letters: Path) -> None:
    for name in ("documents.csv", "convention.toml"):
        (letters / name).write_text("mine", encoding="utf-8")
    result = init()
    assert result.exit_code == 0 and "kept documents.csv" in result.stdout and "kept convention.toml" in result.stdout
    assert (letters / "documents.csv").read_text(encoding="utf-8") == "mine"
    assert load_edition(letters).convention == "general"
    before = everything(letters)
    again = init()
    assert again.exit_code == 2 and "already an edition" in again.stderr
    assert everything(letters) == before


def test_a_folder_of_tei_gets_settings_for_publication(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(TEI, encoding="utf-8")
    result = init(str(tmp_path))
    assert result.exit_code == 0 and "teikit validate" in result.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xml", "edition.toml"]
    edition = load_edition(tmp_path)
    assert edition.xml == tmp_path and edition.validation.own is False
    done = CliRunner().invoke(cli, ["build", "--edition", str(tmp_path), "--no-print"])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "build" / "html" / "a.html").is_file()


def test_a_folder_of_mixed_content(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "texts" / "page.rtf").write_bytes(rb"{\rtf1 Dear}")
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans" / "1.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("x", encoding="utf-8")
    (tmp_path / "big.txt").write_bytes(b"x" * (17 * 1024 * 1024))
    (tmp_path / "texts" / "b.txt").write_bytes(b"\xff\xfe\x00")
    result = init(str(tmp_path))
    assert result.exit_code == 0, result.output
    assert load_edition(tmp_path).raw == tmp_path / "texts"
    assert "1 .rtf, an RTF file (page.rtf)" in result.stderr
    assert "not read: 1 transcript in this folder." in result.stdout
    assert "b.txt" in result.stderr


def test_documents_of_different_conventions_are_read_by_their_own(letters: Path) -> None:
    page = "Document from the Wilson Center Digital Archive\n\n" + LETTER
    (letters / "page.txt").write_text(page, encoding="utf-8")
    result = init()
    assert result.exit_code == 0 and "convention: general (3), wilson (1)" in result.stdout
    assert load_edition(letters).convention == ""
    text = (letters / "edition.toml").read_text(encoding="utf-8")
    assert '# convention = "convention.toml"' in text and "(general: 3, wilson: 1)" in text
    assert 'extends = "general"' in (letters / "convention.toml").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names of files are Unicode there")
def test_names_of_any_kind(letters: Path) -> None:
    names = ['quo"ted, name.txt', "a#1.txt", "-dash.txt", "[b].txt", "=sum.txt", "письмо.txt", " .txt"]
    for name in names:
        (letters / name).write_text(LETTER, encoding="utf-8")
    Path(os.fsdecode(os.fsencode(letters) + b"/caf\xe9.txt")).write_text(LETTER, encoding="utf-8")
    (letters / "loop").symlink_to(letters)
    os.mkfifo(letters / "pipe.txt")
    result = init()
    assert result.exit_code == 0, result.output
    assert "1 .txt, a name with bytes that are not UTF-8, or with controls: rename it (caf?.txt)" in result.stderr
    with (letters / "documents.csv").open(encoding="utf-8", newline="") as file:
        assert {row["file"] for row in csv.DictReader(file)} == {*names, "0.txt", "1.txt", "2.txt"} - {" .txt"}
    done = CliRunner().invoke(cli, ["build", "--no-print"])
    assert done.exit_code == 0, done.output


def test_an_empty_folder_is_refused_with_what_to_do(tmp_path: Path) -> None:
    result = init(str(tmp_path))
    assert result.exit_code == 2 and "--template letters" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_other_files_is_refused_with_their_kinds(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1 Dear}")
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans" / "1.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    result = init(str(tmp_path))
    assert result.exit_code == 2 and "1 .rtf, an RTF file (a.rtf)" in result.stderr and "an image" in result.stderr
    assert not (tmp_path / "edition.toml").exists()


@pytest.mark.parametrize("template", ["letters", "diary", "interview"])
def test_a_template_is_an_edition_that_is_built(tmp_path: Path, template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "new"
    assert init(str(folder), "--template", template).exit_code == 0
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(cli, ["build", "--no-print"])
    assert done.exit_code == 0, done.output
    assert "unknown-column" not in done.output


def test_the_template_of_tei(tmp_path: Path) -> None:
    assert init(str(tmp_path), "--template", "tei").exit_code == 0
    assert tomllib.loads((tmp_path / "edition.toml").read_text(encoding="utf-8"))["validation"] == {"own": False}
    assert (tmp_path / "xml").is_dir()


def test_kinds_are_called_as_on_the_page_about_decisions() -> None:
    page = (ROOT / "docs" / "review-decisions.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w-]+)` \| ([^|]+?) \|", page, re.MULTILINE))
    other = {kind: in_words(kind) for kind, words in rows.items() if in_words(kind) not in (words, kind)}
    assert set(other) <= {"unknown"}, other
    assert [kind for kind in (*KINDS, TEXT) if in_words(kind) == kind] == []


@pytest.mark.parametrize("name", ["letters", "quotes ' and \" and \\", "письма", "tab\there"])
def test_any_name_of_a_folder_is_a_title(name: str) -> None:
    assert tomllib.loads(f"title = {quoted(title_of(name))}")["title"]


def unknown_signs(text: str) -> list[SignCount]:
    counter = SignCounter()
    counter.add(source_of(text))
    return counter.unknown_to(load_convention("general"))


@pytest.mark.parametrize("form", [form for form in listed_forms() if form.close], ids=lambda form: form.name)
def test_each_listed_sign_is_found_and_its_meanings_load(form: object, tmp_path: Path) -> None:
    from teikit.init.marks import mark_lines
    from teikit.init.signs import SignForm

    assert isinstance(form, SignForm)
    text = f"We had {form.open}much rain{form.close} today, and {form.open}snow{form.close} again.\n"
    found = {count.form.name: count.number for count in unknown_signs(text)}
    assert found == {form.name: 2}
    for meaning in form.meanings:
        path = tmp_path / f"{form.meanings.index(meaning)}.toml"
        mark = "".join(mark_lines(form, meaning["tei"]))
        path.write_text(f'[convention]\nname = "own"\nextends = "general"\n{mark}', encoding="utf-8")
        assert form.name in {each.name for each in load_convention(str(path)).marks}


@pytest.mark.parametrize(
    "text", ["5 * 3 * 2, a_b_c", "Who? When? Why?", "2 < 3 and 5 > 4", "a + b + c = d = e", "(no) [yes]"]
)
def test_ordinary_text_has_no_signs(text: str) -> None:
    assert unknown_signs(text) == []


def test_the_settings_that_are_comments_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Dear Anna,\n\nI am well.\n", encoding="utf-8")
    assert init(str(tmp_path)).exit_code == 0
    path = tmp_path / "edition.toml"
    begun = path.read_text(encoding="utf-8")
    assert load_edition(tmp_path).site.address == ""
    used = re.sub(r"^# (?=\w+ = )(?!convention)", "", begun, flags=re.MULTILINE)
    path.write_text(used, encoding="utf-8")
    edition = load_edition(tmp_path)
    assert (edition.site.theme, edition.site.institution[0], edition.licence[0]) == (
        "modern",
        "Your Institute",
        "CC BY 4.0",
    )


def test_images_with_the_names_of_transcripts_are_in_the_table(tmp_path: Path) -> None:
    gif = b"GIF89a" + bytes(30)
    (tmp_path / "images").mkdir()
    for name in ("a", "a-1", "b"):
        (tmp_path / f"{name}.txt").write_text("Dear Anna,\n\nI am well.\n", encoding="utf-8")
    for name in ("a.gif", "a-1.gif", "a-1_2.gif", "a1.gif", "map.gif"):
        (tmp_path / "images" / name).write_bytes(gif)
    (tmp_path / "images" / "b.gif").write_bytes(b"no image")
    assert init(str(tmp_path)).exit_code == 0
    with (tmp_path / "documents.csv").open(encoding="utf-8", newline="") as file:
        images = {row["file"]: row["images"] for row in csv.DictReader(file)}
    assert images == {"a.txt": "images/a.gif", "a-1.txt": "images/a-1.gif; images/a-1_2.gif", "b.txt": ""}


def test_the_pages_are_in_the_language_of_most_documents() -> None:
    readings = Readings(languages=Counter({"ru": 2, "": 1}), interpreted=3)
    assert (readings.language, readings.main_language) == ("", "ru")
    assert Readings(languages=Counter({"ru": 1, "": 1}), interpreted=2).main_language == ""
