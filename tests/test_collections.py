"""Collections as editors type them (tests/collections): from `teikit init` to a website without any other work."""

import csv
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from teikit.cli.main import cli
from teikit.edition import load_edition
from teikit.readers import read

COLLECTIONS = Path(__file__).resolve().parent / "collections"
NAMES = sorted(path.name for path in COLLECTIONS.iterdir() if path.is_dir())
# What the files of each collection show: the language of the texts, signs that init declares, and those it proposes.
SHOWN = {
    "family-letters": ("en", {"bold", "emphasis"}, {"curly-brackets"}),
    "field-post": ("de", {"underlined"}, set()),
    "interviews": ("en", set(), set()),
    "notarial-acts": ("fr", set(), {"curly-brackets", "angle-brackets"}),
    "russian-letters": ("ru", set(), {"angle-signs"}),
}


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


@pytest.fixture(params=NAMES)
def collection(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files of a collection, in which `teikit init` was called."""
    folder = tmp_path / str(request.param)
    shutil.copytree(COLLECTIONS / str(request.param) / "raw", folder)
    monkeypatch.chdir(folder)
    result = run("init")
    assert result.exit_code == 0, result.output
    return folder


def test_every_collection_is_described() -> None:
    assert set(SHOWN) == set(NAMES)


def test_init_sees_what_the_files_show(collection: Path) -> None:
    language, declared, proposed = SHOWN[collection.name]
    edition = load_edition(collection)
    assert (edition.text_language, edition.language) == (language, language)
    text = (collection / "convention.toml").read_text(encoding="utf-8")
    assert set(re.findall(r'^name = "([\w-]+)"', text, re.MULTILINE)) == {collection.name, *declared}
    assert set(re.findall(r'^# name = "([\w-]+)"', text, re.MULTILINE)) == proposed
    with (collection / "documents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["file"] for row in rows) == sorted(path.name for path in collection.glob("*.txt"))
    # nothing that teikit found is in the table as if a person had checked it
    named = [row[key] for row in rows for key in ("date", "sender", "addressee", "place") if row[key]]
    assert named == []


def test_it_is_converted_validated_and_built_and_no_letter_is_lost(collection: Path) -> None:
    for words in (["convert"], ["convert", "--check"], ["validate"], ["build", "--no-print"], ["worklist"]):
        result = run(*words)
        assert result.exit_code == 0, result.output
        assert " error " not in result.output
    for path in collection.glob("*.txt"):
        source, _ = read(path)
        tree = etree.parse(collection / "xml" / f"{path.stem}.xml")
        assert source is not None
        missing = letters(source.text) - letters(everything(tree))
        assert missing == set(), path.name
        assert (collection / "build" / "html" / f"{path.stem}.html").is_file()


def everything(tree: etree._ElementTree) -> str:
    """The text and the values of attributes of a TEI file: the word of a mark may be in an attribute."""
    return " ".join([*tree.getroot().itertext(), *(str(v) for e in tree.iter("*") for v in e.attrib.values())])


def letters(text: str) -> set[str]:
    """The words of a text; those of the notes that become elements are not among them."""
    outside = re.sub(r"\[[^\[\]]*\]", " ", text)
    return {word for word in re.findall(r"[^\W\d_]{4,}", outside) if word.islower()}
