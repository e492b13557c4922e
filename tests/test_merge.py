"""A person's edits of the TEI are kept: changes of the converter are merged in, and conflicts are reported."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from teikit.cli.main import cli
from teikit.tei.merge.base import is_sealed
from teikit.tei.merge.diff3 import changes
from teikit.tei.merge.merge import MergeError, differences, merge
from teikit.tei.merge.tokens import join_tokens, tokens
from teikit.validation.validate import validate

RAW = (
    "Top Secret\n\nTo Cde. Stalin\n\nWe came to Kaifeng with our friends on 4 May 1949 "
    "[handwritten above: at dawn].\n\nThe second paragraph says little, but says it slowly.\n\n"
    "The third paragraph says less, and says it in a whole sentence.\n\nLIU.\n"
)


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


class Desk:
    """An edition of one letter: its transcript and its TEI, to be changed and converted again."""

    def __init__(self, folder: Path) -> None:
        self.raw, self.xml = folder / "raw" / "one.txt", folder / "xml" / "one.xml"
        self.base, self.report = folder / "xml" / ".generated" / "one.xml", folder / "xml" / "one.conflicts.txt"

    @property
    def text(self) -> str:
        return self.xml.read_text(encoding="utf-8")

    def edit(self, old: str, new: str) -> None:
        change(self.xml, old, new)

    def transcribe(self, old: str, new: str) -> None:
        change(self.raw, old, new)


def change(path: Path, old: str, new: str) -> None:
    words = path.read_text(encoding="utf-8")
    assert words.count(old) == 1
    path.write_text(words.replace(old, new), encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    (tmp_path / "raw").mkdir()
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "Letters"\n', encoding="utf-8")
    (tmp_path / "raw" / "one.txt").write_text(RAW, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("convert").exit_code == 0
    return Desk(tmp_path)


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# ---------------------------------------------------------------- convert and the editor's file
def test_what_was_generated_is_kept_beside_the_file(desk: Desk) -> None:
    assert desk.base.read_bytes() == desk.xml.read_bytes()
    assert is_sealed(desk.base.read_bytes())


def test_an_edit_and_a_new_reading_elsewhere_are_both_there(desk: Desk) -> None:
    desk.edit("Kaifeng", "<placeName>Kaifeng</placeName>")
    desk.transcribe("third paragraph says less", "third paragraph is [illegible] short")
    result = run("convert")
    assert result.exit_code == 0
    assert "merged with your edits" in result.stdout
    assert "<placeName>Kaifeng</placeName>" in desk.text
    assert '<gap reason="illegible"/> short' in desk.text
    assert validate(desk.xml.read_bytes(), "one.xml") == []


def test_two_readings_in_one_paragraph_are_merged(desk: Desk) -> None:
    desk.edit("second paragraph", "second part")
    desk.transcribe("says it slowly", "says it at length")
    assert run("convert").exit_code == 0
    assert "The second part says little, but says it at length." in desk.text


def test_a_note_of_the_editor_in_the_history_stays(desk: Desk) -> None:
    desk.edit("<revisionDesc>", '<revisionDesc>\n      <change when="2026-01-02">Read against the scan.</change>')
    desk.transcribe("third paragraph", "third [?] paragraph [illegible]")
    assert run("convert").exit_code == 0
    assert "Read against the scan." in desk.text
    assert "<gap" in desk.text


def test_after_merging_nothing_changes_any_more(desk: Desk, tmp_path: Path) -> None:
    desk.edit("Kaifeng", "<placeName>Kaifeng</placeName>")
    desk.transcribe("LIU", "LIU SHAOQI")
    run("convert")
    before = files(tmp_path)
    result = run("convert")
    assert "kept as edited" in result.stdout
    assert files(tmp_path) == before
    assert run("convert", "--check").exit_code == 0
    desk.transcribe("third", "last")
    assert run("convert").exit_code == 0
    assert all(words in desk.text for words in ("<placeName>Kaifeng", "SHAOQI", "last paragraph"))


def test_a_convention_that_changed_is_merged_too(desk: Desk, tmp_path: Path) -> None:
    desk.edit("second paragraph", "2nd paragraph")
    before = desk.text
    own = Path(__file__).resolve().parent.parent / "conventions"
    words = (own / "wilson.toml").read_text(encoding="utf-8").replace('"vocabulary/', f'"{own}/vocabulary/')
    version = re.search(r'^version\s*=\s*"?([\w.]+)"?', words, re.MULTILINE)
    assert version
    changed = words.replace(version[0], version[0].replace(version[1], "7"), 1)
    folder = tmp_path / "own"
    (folder / "vocabulary").mkdir(parents=True)
    for vocabulary in (own / "vocabulary").iterdir():
        (folder / "vocabulary" / vocabulary.name).write_bytes(vocabulary.read_bytes())
    (folder / "own.toml").write_text(changed, encoding="utf-8")
    result = run("convert", "--convention", "own/own.toml")
    assert result.exit_code == 0, result.output
    assert "2nd paragraph" in desk.text
    assert "version 7" in desk.text
    assert "version 7" not in before


def test_a_conflict_leaves_the_file_and_writes_a_report(desk: Desk) -> None:
    desk.edit("Kaifeng", "Kaifeng (Henan)")
    desk.transcribe("to Kaifeng with", "to Luoyang with")
    desk.transcribe("third", "last")
    before, base = desk.text, desk.base.read_bytes()
    result = run("convert")
    assert result.exit_code == 1
    assert desk.text == before
    assert desk.base.read_bytes() == base
    assert "conflict" in result.stdout
    line = next(n for n, words in enumerate(before.splitlines(), 1) if "Henan" in words)
    assert f"xml/one.xml:{line}:" in result.stderr
    assert " error merge-conflict " in result.stderr
    said = desk.report.read_text(encoding="utf-8")
    assert f"xml/one.xml:{line}:" in said
    assert all(words in said for words in ("yours: Kaifeng (Henan)", "new:   Luoyang", "was:   Kaifeng"))


def test_a_conflict_that_the_editor_resolves_is_over(desk: Desk) -> None:
    desk.edit("Kaifeng", "Kaifeng (Henan)")
    desk.transcribe("to Kaifeng with", "to Luoyang with")
    assert run("convert").exit_code == 1
    desk.edit("Kaifeng (Henan)", "Luoyang")
    assert run("convert").exit_code == 0
    assert not desk.report.exists()
    assert "Luoyang" in desk.text


def test_prefer_edited_settles_a_conflict_and_takes_the_rest(desk: Desk) -> None:
    desk.edit("Kaifeng", "Kaifeng (Henan)")
    desk.transcribe("to Kaifeng with", "to Luoyang with")
    desk.transcribe("third", "last")
    run("convert")
    assert run("convert", "--prefer-edited").exit_code == 0
    assert "Kaifeng (Henan)" in desk.text
    assert "last paragraph" in desk.text
    assert not desk.report.exists()
    before = desk.text
    assert run("convert").exit_code == 0
    assert desk.text == before


def test_a_merge_that_would_not_be_valid_is_a_conflict(desk: Desk) -> None:
    desk.edit("<p>The third", "<nonsense/><p>The third")
    desk.transcribe("says it slowly", "says it at length")
    before = desk.text
    result = run("convert")
    assert result.exit_code == 1
    assert "would not be valid" in result.stderr
    assert desk.text == before


def test_a_file_that_is_no_xml_any_more_is_left_alone(desk: Desk) -> None:
    desk.edit("</p>\n        <p>The third", "\n        <p>The third")
    desk.transcribe("says it slowly", "says it at length")
    before = desk.text
    result = run("convert")
    assert result.exit_code == 1
    assert "not well-formed" in result.stderr
    assert desk.text == before


def test_a_report_of_that_name_that_is_not_ours_is_left_alone(desk: Desk) -> None:
    desk.report.write_text("My own notes on conflicts.", encoding="utf-8")
    desk.edit("Kaifeng", "Kaifeng (Henan)")
    desk.transcribe("to Kaifeng with", "to Luoyang with")
    assert run("convert").exit_code == 1
    run("convert", "--prefer-edited")
    assert desk.report.read_text(encoding="utf-8") == "My own notes on conflicts."


@pytest.mark.parametrize("spoil", ["missing", "other"])
def test_without_what_was_generated_nothing_is_taken_in(desk: Desk, spoil: str) -> None:
    desk.edit("Kaifeng", "Kaifeng (Henan)")
    desk.transcribe("third", "last")
    if spoil == "missing":
        desk.base.unlink()
    else:
        change(desk.base, "Kaifeng", "Kaifengfu")
    before = desk.text
    result = run("convert")
    assert result.exit_code == 0
    assert "warning merge-no-base" in result.stderr
    assert desk.text == before
    assert run("convert", "--prefer-edited").exit_code == 0
    assert "merge-no-base" not in run("convert").stderr
    assert "Kaifeng (Henan)" in desk.text
    desk.transcribe("second", "next")
    run("convert")
    assert "next paragraph" in desk.text


def test_what_was_generated_comes_back_where_nothing_is_new(desk: Desk) -> None:
    desk.edit("Kaifeng", "Kaifeng (Henan)")
    desk.base.unlink()
    run("convert")
    assert is_sealed(desk.base.read_bytes())


def test_check_says_what_would_change_and_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.transcribe("third", "last")
    before = files(tmp_path)
    result = run("convert", "--check")
    assert result.exit_code == 1
    assert "“third” would become “last”" in result.stderr
    desk.edit("Kaifeng", "Kaifeng (Henan)")
    before[desk.xml] = desk.xml.read_bytes()
    result = run("convert", "--check")
    assert result.exit_code == 1
    assert "changes would be merged into it in 1 place" in result.stderr
    desk.transcribe("Kaifeng", "Luoyang")
    before[desk.raw] = desk.raw.read_bytes()
    result = run("convert", "--check")
    assert result.exit_code == 1
    assert "merge-conflict" in result.stderr
    assert files(tmp_path) == before


def test_a_checkout_with_other_line_ends_is_no_edit(desk: Desk) -> None:
    desk.xml.write_bytes(desk.xml.read_bytes().replace(b"\n", b"\r\n"))
    desk.transcribe("third", "last")
    assert "written" in run("convert").stdout


# ---------------------------------------------------------------- the merge itself
def doc(inside: str) -> bytes:
    return f'<?xml version="1.0"?>\n<d>\n  {inside}\n</d>\n'.encode()


BASE = doc('<p n="1">one two three four five six seven eight</p>\n  <p>nine ten eleven</p>')


def merged(mine: bytes, new: bytes) -> str:
    done = merge(BASE, mine, new)
    assert not done.conflicts
    etree.fromstring(done.data)
    return done.data.decode()


NEW = BASE.replace(b"seven", b"SEVEN")
SAVED_BY_A_TOOL = {
    "other quotation marks": BASE.replace(b'"', b"'"),
    "line ends of Windows": BASE.replace(b"\n", b"\r\n"),
    "lines joined": BASE.replace(b"\n  ", b""),
    "lines broken": BASE.replace(b"four five", b"four\n    five"),
    "a mark at the beginning": b"\xef\xbb\xbf" + BASE,
    "a comment": BASE.replace(b"<p>", b"<!-- mine --><p>"),
    "a number for a letter": BASE.replace(b"ten", b"t&#x435;n"),
}


@pytest.mark.parametrize("name", SAVED_BY_A_TOOL)
def test_how_a_tool_saves_is_kept_and_does_not_disturb(name: str) -> None:
    mine = SAVED_BY_A_TOOL[name]
    assert merge(BASE, mine, NEW).data.replace(b"SEVEN", b"seven") == mine.replace(b"&#x435;", "е".encode())


def test_an_element_put_in_beside_a_change_is_no_conflict() -> None:
    mine = BASE.replace(b"  <p>nine", b"  <p>mine</p>\n  <p>nine")
    new = BASE.replace(b"nine ten eleven", b"twelve")
    assert "<p>mine</p>\n  <p>twelve</p>" in merged(mine, new)


def test_paragraphs_put_in_at_one_place_by_both_are_a_conflict() -> None:
    mine = BASE.replace(b"  <p>nine", b"  <p>mine</p>\n  <p>nine")
    new = BASE.replace(b"  <p>nine", b"  <p>new</p>\n  <p>nine")
    assert len(merge(BASE, mine, new).conflicts) == 1


def test_the_same_change_on_both_sides_is_none() -> None:
    assert merged(NEW, NEW) == NEW.decode()


def test_changes_to_neighbouring_words_are_a_conflict() -> None:
    found = merge(BASE, BASE.replace(b"six", b"6"), NEW)
    assert [(c.mine, c.new, c.base) for c in found.conflicts] == [("6 seven", "six SEVEN", "six seven")]
    assert found.conflicts[0].path == "d/p"
    assert found.data == BASE.replace(b"six", b"6")


def test_a_deleted_paragraph_that_changed_is_a_conflict() -> None:
    mine = BASE.replace(b"\n  <p>nine ten eleven</p>", b"")
    assert len(merge(BASE, mine, BASE.replace(b"ten", b"TEN")).conflicts) == 1
    assert "nine" not in merged(mine, NEW)


def test_an_attribute_and_the_words_beside_it() -> None:
    mine = BASE.replace(b'n="1"', b'n="1" rend="x"')
    assert '<p n="1" rend="x">one two three four five six SEVEN' in merged(mine, NEW)


@pytest.mark.parametrize("mine", [b"\xff\xfe", b"<d>", b"<!DOCTYPE d [<!ENTITY e 'x'>]><d>&f;</d>", b""])
def test_what_cannot_be_read_cannot_be_merged(mine: bytes) -> None:
    with pytest.raises(MergeError):
        merge(BASE, mine, NEW)


def test_differences_say_where() -> None:
    found = differences(BASE, NEW)
    assert [(d.position, d.mine, d.new) for d in found] == [((3, 40), "seven", "SEVEN")]


# ---------------------------------------------------------------- laws
WORDS = st.lists(st.sampled_from(["a", "b", "c", "the", "of", "<hi>x</hi>", "<lb/>", "."]), max_size=30)


@given(WORDS)
def test_tokens_put_together_are_the_file(words: list[str]) -> None:
    text = doc(f"<p>{' '.join(words)}</p>").decode()
    assert join_tokens(tokens(text)) == text


@given(WORDS, WORDS)
def test_changes_lead_from_old_to_new(old: list[str], new: list[str]) -> None:
    made, done = [], 0
    for change in changes(old, new):
        made += [*old[done : change.start], *new[change.new_start : change.new_end]]
        done = change.end
    assert made + old[done:] == new


EDITS = st.lists(st.tuples(st.integers(0, 59), st.sampled_from(["put in", "take out", "replace"])), max_size=6)


def edited(words: list[str], edits: list[tuple[int, str]], who: str) -> tuple[list[str], list[str]]:
    """The words with edits made, and the words that were put in."""
    result, put = list(words), []
    for number, (where, what) in enumerate(sorted(edits, reverse=True)):
        own = f"{who}{number}"
        place = slice(where, where if what == "put in" else where + 1)
        result[place] = [] if what == "take out" else [own]
        put += [] if what == "take out" else [own]
    return result, [word for word in put if word in result]


@given(EDITS, EDITS)
def test_no_edit_is_lost_and_nothing_else_comes_in(
    my_edits: list[tuple[int, str]], new_edits: list[tuple[int, str]]
) -> None:
    words = [f"w{n}" if n % 4 else "the" for n in range(60)]
    mine, my_words = edited(words, my_edits, "mine")
    new, new_words = edited(words, new_edits, "new")
    base, own, made = (doc(f"<p>{' '.join(each)}</p>") for each in (words, mine, new))
    found = merge(base, own, made)
    result = set(re.findall(r"\w+", found.data.decode()))
    assert set(my_words) <= result
    assert result <= {*words, *my_words, *new_words, "xml", "version", "1", "0", "d", "p"}
    if not found.conflicts:
        assert set(new_words) <= result
        assert {w for w in words if w not in mine or w not in new} & result <= {"the"}
    if own == base:
        assert found.data == made
    if made == base:
        assert found.data == own
