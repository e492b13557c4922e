"""The convention of a transcript: chosen, or found by what the text shows, and always reported."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import teikit
from teikit.cli.main import cli
from teikit.conventions.load import NEUTRAL, load_convention
from teikit.core import source_of
from teikit.transcript import find_convention

LETTER = "Bath, 3 May 1821\n\nDear Clara,\n\nThe weather is mild.\n\nYours,\nE. Harrow\n"
ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        (LETTER, NEUTRAL, "nothing in the text shows another"),
        ("", NEUTRAL, "nothing in the text shows another"),
        (LETTER + "digitalarchive.wilsoncenter.org/document/1\n", "wilson", "“digitalarchive.wilsoncenter.org” shows"),
        ((ROOT / "raw" / "000_aa023b8ff146a737.txt").read_text(encoding="utf-8"), "wilson", "shows it"),
        ("May 3, 1950\nA Title\nCitation:\nA source.\nContents:\nOriginal\n\n" + LETTER, "wilson", "“archive-page”"),
        ("May 3, 1950\n\nCable, Vale to Harrow\n\nWe agree.\n", "wilson", "“page-head”"),
        ("May 3, 1850\n\nCable, Vale to Harrow\n\nWe agree.\n", NEUTRAL, "nothing"),
        ("May 3, 1950\n\nLetter from Anna to John\n\n" + LETTER, NEUTRAL, "nothing"),
        ("May 3, 1950\n\nReport on the harvest\n\n" + LETTER, NEUTRAL, "nothing"),
        ("Citation:\nhere I break off.\n\n" + LETTER, NEUTRAL, "nothing"),
    ],
)
def test_it_is_found_by_evidence(text: str, name: str, reason: str) -> None:
    found, diagnostic = find_convention(source_of(text))
    assert found == name
    assert diagnostic.code == "convention-found"
    assert f"“{name}”" in diagnostic.message
    assert reason in diagnostic.message


def test_a_layout_that_is_named_shows_the_convention() -> None:
    assert find_convention(source_of(LETTER), "dossier")[0] == "wilson"


def test_the_command_line_reports_it_once_for_all_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b", "c"):
        Path(f"{name}.txt").write_text(LETTER, encoding="utf-8")
    result = CliRunner().invoke(cli, ["convert", ".", "--output", "out"])
    assert result.exit_code == 0
    lines = [line for line in result.stderr.splitlines() if "convention-found" in line]
    assert len(lines) in (1, 3)
    assert "read by the convention “general”" in lines[0]
    chosen = CliRunner().invoke(cli, ["convert", ".", "--output", "out", "--convention", "general"])
    assert "convention-found" not in chosen.stderr


def test_an_edition_without_a_convention_has_none_chosen(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "x"\n', encoding="utf-8")
    assert teikit.Edition(tmp_path)
    document = teikit.convert(LETTER)
    assert [d.code for d in document.diagnostics].count("convention-found") == 1


def test_the_neutral_convention_has_no_page_of_an_archive() -> None:
    neutral = load_convention(NEUTRAL)
    assert not neutral.layouts
    assert not neutral.evidence
    assert not neutral.typed
    assert load_convention("wilson").typed


# ---------------------------------------------------------------- extending a convention
BRACES = "[[mark]]\nname = '%s'\nkind = 'pair'\nopen = '%s'\nclose = '%s'\ntei = '<add>{content}</add>'\n"


def own(folder: Path, text: str) -> str:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_convention_adds_to_the_one_that_it_extends(tmp_path: Path) -> None:
    begin = '[convention]\nname = "own"\nextends = "general"\n'
    path = own(tmp_path, begin + BRACES % ("added", "{", "}"))
    tei = teikit.convert("We {often} saw ~~her~~ him [one word illegible] there.", convention=path).tei
    assert "<add>often</add>" in tei
    assert '<del rend="strikethrough">her</del>' in tei
    assert 'quantity="1"' in tei
    assert load_convention(path).vocabularies[0].language == load_convention(NEUTRAL).vocabularies[0].language


def test_an_own_mark_replaces_the_one_with_its_name_or_its_sign(tmp_path: Path) -> None:
    begin = '[convention]\nname = "own"\nextends = "general"\n'
    path = own(tmp_path, begin + BRACES % ("added", "~~", "~~") + BRACES % ("addition-above", "<<", ">>"))
    marks = {mark.name: mark for mark in load_convention(path).marks}
    assert "deletion" not in marks
    assert marks["addition-above"].open == "<<"


@pytest.mark.parametrize("name", ["none", "own"])
def test_only_a_bundled_convention_can_be_extended(tmp_path: Path, name: str) -> None:
    path = own(tmp_path, f'[convention]\nname = "own"\nextends = "{name}"\n')
    with pytest.raises(teikit.ConventionError, match=r"extends must be one of general, wilson"):
        load_convention(path)


# ---------------------------------------------------------------- extending a vocabulary
def words(folder: Path, text: str) -> str:
    (folder / "vocabulary").mkdir()
    (folder / "vocabulary" / "en.toml").write_text(text, encoding="utf-8")
    return own(folder, '[convention]\nname = "own"\nlanguages = ["en"]\n')


def test_a_vocabulary_adds_to_the_one_that_it_extends(tmp_path: Path) -> None:
    path = words(tmp_path, 'language = "en"\nextends = "en"\n[missing]\nillegible = ["scrawled"]\n')
    known = load_convention(path).words
    assert known["missing"]["illegible"][:2] == ("scrawled", "illegible")
    assert known["agents"]["hand"] == load_convention("wilson").vocabularies[0].words["agents"]["hand"]


def test_the_months_of_both_are_known(tmp_path: Path) -> None:
    months = ["Wolf-monath", *[""] * 11]
    path = words(tmp_path, f'language = "en"\nextends = "en"\n[dates]\nmonths = {months}\n')
    january, february = load_convention(path).words["dates"]["months"][:2]
    assert january.split()[:2] == ["Wolf-monath", "january"]
    assert february.split()[0] == "february"


def test_a_vocabulary_that_extends_nothing_replaces(tmp_path: Path) -> None:
    path = words(tmp_path, 'language = "en"\n[missing]\nillegible = ["scrawled"]\n')
    assert load_convention(path).words == {"missing": {"illegible": ("scrawled",)}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('language = "en"\nextends = "xx"\n', "there is no vocabulary “xx”"),
        ('language = "en"\nextend = "en"\n', "has “extend”"),
        ('[missing]\nlost = ["gone"]\n', "'language' is missing"),
        ('language = "en"\n[missing]\nlost = "gone"\n', "has lists of words"),
        ('language = "en"\n[missing]\nlost = ["(gone"]\n', r"the pattern \(gone is wrong"),
    ],
)
def test_a_wrong_vocabulary_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(teikit.ConventionError, match=message):
        load_convention(words(tmp_path, text))
