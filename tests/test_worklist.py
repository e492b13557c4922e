"""The worklist: every doubtful decision beside its raw line, as one page and as data."""

import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import html

from teikit.cli.main import cli
from teikit.worklist.collect import Entry, Sheet, Words
from teikit.worklist.page import text, worklist_page
from teikit.worklist.teaching import most_teaching_first

HOSTILE = '<script>alert(1)</script> & "q" \u202e\x07 <img src=x onerror=alert(1)>'
LONG = "these are so many <b>words</b> && marks that no rule of the house can tell what kind of note they are"
RAW = f"""First line.

He said [yes or perhaps no?] to them, and [{LONG}] went home. {HOSTILE}

They [handwritten in the left Well?"] agreed on 14 August of this year, [.

LIU.
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "raw").mkdir()
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "Letters <i>&</i> more"\n', encoding="utf-8")
    (tmp_path / "raw" / "one.txt").write_text(RAW, encoding="utf-8")
    (tmp_path / "raw" / "two & <three>.txt").write_text("To him.\n\nNothing to say.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def page_of(edition: Path) -> html.HtmlElement:
    assert run("worklist").exit_code == 0
    return html.document_fromstring(
        (edition / "build" / "worklist.html").read_bytes(), parser=html.HTMLParser(encoding="utf-8")
    )


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_a_decision_is_beside_its_raw_line(edition: Path) -> None:
    page = page_of(edition)
    marks = {words_of(mark): mark for mark in page.iter("mark")}
    bracket = marks["[yes or perhaps no?]"]
    entry = next(bracket.iterancestors("li"))
    assert "He said [yes or perhaps no?] to them" in words_of(entry)
    assert "3:9" in words_of(entry)
    assert '<unclear cert="low">yes or perhaps no</unclear>' in words_of(entry)
    assert "a guess, and the text is no translation" in words_of(entry)
    assert "supplied" in words_of(entry)


def test_hostile_text_stays_text(edition: Path) -> None:
    page = page_of(edition)
    assert not list(page.iter("script", "img", "i", "iframe"))
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]
    assert "<script>alert(1)</script>" in page.text_content()
    assert "\x07" not in page.text_content()
    assert "Letters <i>&</i> more" in words_of(page.find(".//h1"))


def test_the_page_needs_nothing_and_allows_nothing(edition: Path) -> None:
    page = page_of(edition)
    (policy,) = (meta.get("content") for meta in page.iter("meta") if meta.get("http-equiv"))
    (style,) = page.iter("style")
    digest = b64encode(sha256((style.text or "").encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in (style.text or "") and "@import" not in (style.text or "")
    assert not [element for element in page.iter() if element.get("style") or element.get("src")]


def test_links_lead_somewhere(edition: Path) -> None:
    run("build", "--no-print")
    page = page_of(edition)
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [link.get("href") for link in page.iter("a")]
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    from urllib.parse import unquote

    files = [unquote(link) for link in links if not link.startswith("#")]
    assert {Path(file).name for file in files} == {
        "one.html", "one.xml", "two & <three>.html", "two & <three>.xml",
    }  # fmt: skip
    assert all((edition / "build" / file).is_file() for file in files)


def test_the_most_severe_come_first_and_are_counted(edition: Path) -> None:
    run("worklist", "--format", "json", "--output", "list.json")
    data = json.loads((edition / "list.json").read_text(encoding="utf-8"))
    one = next(document for document in data["documents"] if document["file"] == "raw/one.txt")
    severities = [entry["severity"] for entry in one["entries"]]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    assert one["counts"] == {name: severities.count(name) for name in ("error", "warning", "info")}
    assert one["counts"]["warning"] >= 3
    rows = [[words_of(cell) for cell in row.iter("td")] for row in page_of(edition).iter("tr")]
    assert [str(one["counts"][name] or "–") for name in one["counts"]] in rows


def test_what_teaches_most_comes_first() -> None:
    """Two readings that are nearly as likely, and doubts that many share, come before others of the same code."""

    def entry(margin: float, evidence: str, line: int) -> Entry:
        return Entry(
            "warning", "note-doubtful", line, 1, Words(), "", "gloss", "bracket", (evidence,), "", (), "", margin
        )

    first = Sheet("a", "", "", "", False, (entry(0.9, "rare", 1), entry(0.1, "rare too", 2), entry(0.5, "common", 3)))
    second = Sheet("b", "", "", "", False, tuple(entry(0.5, "common", line) for line in (4, 5)))
    ordered = most_teaching_first([first, second])
    assert [(entry.line, entry.alike) for entry in ordered[0].entries] == [(3, 2), (2, 0), (1, 0)]
    assert [entry.line for entry in ordered[1].entries] == [4, 5]
    assert worklist_page("x", ordered).count("the same evidence as 2 others") == 3


def test_a_scored_bracket_has_the_margin_of_its_scores(edition: Path) -> None:
    raw = "They met the [old] man in the [green] house, and he [quickly] told them of it.\n"
    (edition / "raw" / "one.txt").write_text(raw, encoding="utf-8")
    run("worklist", "--format", "json", "--output", "list.json")
    data = json.loads((edition / "list.json").read_text(encoding="utf-8"))
    margins = {entry["margin"] for document in data["documents"] for entry in document["entries"] if entry["kind"]}
    assert margins - {0.25, 0.5, 1.0}, "no margin comes from the scores of a bracket"


def test_the_lines_to_settle_do_settle(edition: Path) -> None:
    """What the page offers for copying, put into edition.toml, makes the doubts about brackets go."""
    run("worklist", "--format", "json", "--output", "list.json")
    data = json.loads((edition / "list.json").read_text(encoding="utf-8"))
    offered = [
        entry["override"] for document in data["documents"] for entry in document["entries"] if entry["override"]
    ]
    assert len(offered) >= 3
    with (edition / "edition.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + "\n\n".join(offered) + "\n")
    said = run("convert").stderr
    assert "note-doubtful" not in said
    assert "note-uninterpreted" not in said
    assert said.count(" info override-applied ") == len(offered)


def test_an_edited_file_is_named(edition: Path) -> None:
    run("convert")
    path = edition / "xml" / "one.xml"
    path.write_text(path.read_text(encoding="utf-8").replace("First", "1st"), encoding="utf-8")
    assert "edited by hand" in page_of(edition).text_content()


def test_nothing_is_converted(edition: Path) -> None:
    run("worklist")
    assert not (edition / "xml").exists()


def test_twice_gives_the_same_bytes(edition: Path) -> None:
    page_of(edition)
    first = (edition / "build" / "worklist.html").read_bytes()
    page_of(edition)
    assert (edition / "build" / "worklist.html").read_bytes() == first


def test_a_transcript_in_a_folder_is_called_as_the_edition_calls_it(edition: Path) -> None:
    (edition / "raw" / "deep").mkdir()
    (edition / "raw" / "one.txt").rename(edition / "raw" / "deep" / "one.txt")
    with (edition / "edition.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[document]]\nfile = "deep/one.txt"\n')
    assert 'file = "deep/one.txt"' in page_of(edition).text_content()


def test_files_anywhere_and_a_file_that_cannot_be_read(edition: Path) -> None:
    (edition / "raw" / "bad.txt").write_bytes(b"\x00\x01\x02" * 100)
    result = run("worklist", "raw", "--output", "doubts.html")
    assert result.exit_code == 1
    said = html.document_fromstring((edition / "doubts.html").read_text(encoding="utf-8").encode()).text_content()
    assert "read-binary" in said
    assert "yes or perhaps no" in said


def test_a_finding_about_the_edition_is_reported(edition: Path) -> None:
    with (edition / "edition.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[override]]\nfile = "none.txt"\nat = "1:1"\nas = "text"\n')
    assert "none.txt" in page_of(edition).text_content()


@pytest.mark.parametrize("words", ["\x00", "\x9f", "\ud800", "\ufffe", "\ufdd0", "\x7f"])
def test_what_html_cannot_hold_is_shown(words: str) -> None:
    assert text(words) == "\ufffd"


def test_the_page_is_in_the_language_of_the_edition(edition: Path) -> None:
    settings = edition / "edition.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[edition]\n", '[edition]\nlanguage = "de"\n', 1), encoding="utf-8")
    page = page_of(edition)
    assert page.get("lang") == "de"
    assert "Grund" in page.text_content()
    assert {heading.get("lang") for heading in page.iter("h3")} == {"en"}


def test_an_override_that_keeps_a_doubt_says_so(edition: Path) -> None:
    content = page_of(edition).text_content()
    assert 'cert = "low"  # delete this line if you are sure' in content
    assert "stays doubtful: delete that line if you are sure" in content
