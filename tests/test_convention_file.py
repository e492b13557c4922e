"""Convention files: what they may say, and the sentence for what they may not."""

from pathlib import Path

import pytest

from teikit.conventions.load import load_convention
from teikit.conventions.model import ConventionError
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
        (BEGIN + '[[layout]]\nname = "page"', "“page” needs needs"),
    ],
)  # fmt: skip
def test_a_convention_file(tmp_path: Path, text: str, says: str) -> None:
    said = load(tmp_path, text)
    assert says in said
    assert bool(says) == bool(said)


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
