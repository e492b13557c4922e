"""Convention files: what they may say, and the sentence for what they may not."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from teikit.cli.main import cli
from teikit.conventions.load import conventions, load_convention
from teikit.conventions.model import ConventionError
from teikit.conversion.convention_check import checked_convention
from teikit.core import resource
from teikit.tei.encode.templates import usable

BEGIN = '[convention]\nname = "house"\nlanguages = ["en"]\n'
MARK = '[[mark]]\nname = "added"\nkind = "pair"\nopen = "{"\nclose = "}"\n'
ADD = MARK + "tei = '<add>{content}</add>'\n"


def load(folder: Path, text: str) -> str:
    """The sentence with which a file is refused; empty where it is not."""
    path = folder / "house.toml"
    path.write_text(text, encoding="utf-8")
    try:
        usable(load_convention(path))
    except ConventionError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (BEGIN + MARK + "tei = '<add>{content}</add>'", ""),
        ('[[mark]]\nname = "x"', "begins with a table [convention]"),
        (BEGIN + "[[mrk]]", "“mrk”"),
        (BEGIN + 'langauges = ["en"]', "“langauges”"),
        ('[convention]\nname = "house"\nlanguages = "en"', "is a list"),
        ('[convention]\nname = "house"\nlanguages = ["xx"]', "no vocabulary “xx”"),
        (BEGIN + MARK + 'colour = "red"', "“colour”"),
        (BEGIN + MARK.replace("pair", "pear") + "tei = '<add>{content}</add>'", "pair, sign, line, note"),
        (BEGIN + MARK, "needs tei"),
        (BEGIN + MARK + "tei = '<add/>'", "must hold {content}, once"),
        (BEGIN + MARK + "tei = '<add place=\"{plce}\">{content}</add>'", "nothing fills {plce}"),
        (BEGIN + MARK + "tei = '<add>{content}</ad>'", "mark “added”: its tei: "),
        (BEGIN + MARK + "tei = '<add>sic {content}</add>'", "not “sic {content}”"),
        (BEGIN + ADD + MARK.replace("added", "other") + "tei = '<del>{content}</del>'", "both open with {"),
        (BEGIN + '[[mark]]\nname = "x"\nkind = "sign"\npattern = "(x"\ntei = "<pb/>"', "the pattern (x is wrong"),
        (BEGIN + '[[mark]]\nname = "x"\nkind = "sign"\npattern = "(x)"\ntei = "<pb/>"', "groups that have no name"),
        (BEGIN + '[[mark]]\nname = "x"\nkind = "sign"\ntei = "<pb/>"', "needs a pattern"),
        (BEGIN + ADD + 'pattern = "x"', "is of the kind pair: it needs open and close, and has no pattern"),
        (BEGIN + '[[layout]]\nname = "page"', "“page” needs needs"),
    ],
)  # fmt: skip
def test_a_convention_file(tmp_path: Path, text: str, says: str) -> None:
    said = load(tmp_path, text)
    assert says in said
    assert bool(says) == bool(said)


@pytest.mark.parametrize("name", conventions())
def test_a_bundled_convention_passes_the_checks_of_any_other(name: str, tmp_path: Path) -> None:
    copy = shutil.copytree(resource("conventions"), tmp_path / "copy")
    assert load_convention(copy / f"{name}.toml").marks


def test_a_vocabulary_with_a_wrong_pattern(tmp_path: Path) -> None:
    (tmp_path / "vocabulary").mkdir()
    words = 'language = "la"\n[[greeting]]\npattern = "(salve"\n'
    (tmp_path / "vocabulary" / "la.toml").write_text(words, encoding="utf-8")
    path = tmp_path / "house.toml"
    path.write_text('[convention]\nname = "house"\nlanguages = ["la"]\n', encoding="utf-8")
    with pytest.raises(ConventionError, match=r"the pattern \(salve is wrong"):
        load_convention(path)


def test_a_project_has_words_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "vocabulary").mkdir()
    words = 'language = "la"\n[agents]\nhand = ["manu"]\n'
    (tmp_path / "vocabulary" / "la.toml").write_text(words, encoding="utf-8")
    path = tmp_path / "house.toml"
    path.write_text('[convention]\nname = "house"\nlanguages = ["la"]\n', encoding="utf-8")
    assert load_convention(path).words["agents"]["hand"] == ("manu",)


def test_an_unknown_name_lists_those_that_are_known() -> None:
    with pytest.raises(ConventionError, match=r"known are .*wilson"):
        load_convention("wilsen")


# ---------------------------------------------------------------- what its marks become
PLAZE = MARK + "tei = '<add plaze=\"above\">{content}</add>'\n"
BLOCK = MARK + "tei = '<head>{content}</head>'\n"
LIST = MARK + "tei = '<gap reason=\"nobody\"/><add>{content}</add>'\n"
OF_GROUP = """
[[mark]]
name = "lost"
kind = "sign"
pattern = '@(?P<what>word|line)'
tei = '<gap reason="lost" quantity="1" unit="{what}"/>'
"""
EXAMPLE = "example = { text = \"We {have} come\", tei = 'We %s come' }\n"


@pytest.mark.parametrize(
    ("mark", "says"),
    [
        (ADD + EXAMPLE % "<add>have</add>", ""),
        (ADD + EXAMPLE % "<add place=\"above\">have</add>", "its example becomes “We <add>have</add> come”"),
        (PLAZE, "house.toml: mark “added”: its tei is not valid: tei-attribute-unknown <add> has no attribute plaze"),
        (BLOCK, ""),
        (OF_GROUP, ""),
        (LIST, "house.toml: mark “added”: its tei is not valid: tei-attribute-value "),
        (ADD + 'example = { text = "We {have} come" }', "an example has a text and its tei"),
    ],
)  # fmt: skip
def test_the_examples_of_a_convention_are_checked(tmp_path: Path, mark: str, says: str) -> None:
    path = tmp_path / "house.toml"
    path.write_text(BEGIN + mark, encoding="utf-8")
    if not says:
        assert checked_convention(str(path)).name == "house"
        return
    with pytest.raises(ConventionError) as refused:
        checked_convention(str(path))
    assert says in str(refused.value)


def test_the_mark_that_gives_invalid_tei_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("house.toml").write_text(BEGIN + PLAZE, encoding="utf-8")
    Path("one.txt").write_text("We {have} come.\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["convert", "one.txt", "--convention", "house.toml"])
    assert result.exit_code == 2
    assert "house.toml: mark “added”: its tei is not valid: tei-attribute-unknown" in result.stderr
    assert "fault of teikit" not in result.stderr
