"""Runs over many files: on several cores, from the cache, since a revision, against a baseline; the diagnostics."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from interrupting import interrupt

from teikit.checking import parallel as running
from teikit.checking.baseline import Baseline
from teikit.checking.check_file import Config, check_file
from teikit.checking.check_file import Result as Found
from teikit.checking.foreign import is_foreign
from teikit.cli.main import cli
from teikit.core.diagnostics import file_diagnostic
from teikit.core.parallel import worker_count
from teikit.edition.selection import display_path
from teikit.reports.fingerprint import words_of

SCHEMA = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">
  <start><element name="TEI"><zeroOrMore><element name="p"><optional><attribute name="corresp"/></optional>
  <optional><attribute name="xml:id"/></optional><text/></element></zeroOrMore></element></start></grammar>
"""
CATALOG = '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><{} uri="small.rng"/></catalog>'
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n{}\n</TEI>\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of forty files, every tenth of which is wrong, and the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEIKIT_CACHE", str(tmp_path / ".cache"))
    (tmp_path / "small.rng").write_text(SCHEMA, encoding="utf-8")
    (tmp_path / "tei").mkdir()
    for number in range(40):
        body = "<p>x</p>" if number % 10 else "<q>x</q>"
        (tmp_path / "tei" / f"{number:02}.xml").write_text(TEI.format(body), encoding="utf-8")
    return tmp_path


def validate(*words: str, schema: bool = True) -> Result:
    given = ["--schema", "small.rng"] if schema else []
    return CliRunner().invoke(cli, ["validate", "tei", *given, *words])


def findings(*words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(validate("--format", "json", *words).stdout)
    return found


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


# ---------------------------------------------------------------- what is not TEI
@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', True),
        ('<?xml version="1.0"?><!-- <TEI> --><!DOCTYPE ead SYSTEM "ead.dtd" [<!ENTITY a "b>c">]><ead/>', True),
        ('<a:x xmlns:a="urn:a" xmlns="http://www.tei-c.org/ns/1.0"/>', True),
        ('<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0"/>', False),
        ("<?xml version='1.0'?>\n<listPerson xmlns='http://www.tei-c.org/ns/1.0'/>", False),
        ('<?xml-model href="own.rng"?><letters/>', False),
        ("<TEI.2/>", False),
        ("<!-- never closed <html>", False),
        ("", False),
    ],
)
def test_what_is_not_tei(text: str, foreign: bool) -> None:
    assert is_foreign(text.encode()) is foreign


def test_files_in_a_folder_that_are_not_tei_are_counted_and_one_that_is_named_is_checked(project: Path) -> None:
    (project / "tei" / "page.xml").write_text('<html xmlns="http://www.w3.org/1999/xhtml"/>', encoding="utf-8")
    output = validate(schema=False).output
    assert "1 XML file skipped that is not TEI (tei/page.xml)" in output
    assert "tei/page.xml:" not in output
    assert "tei/page.xml:1:1: error tei-namespace" in validate("tei/page.xml", schema=False).output
    assert "tei/page.xml:1:1: error tei-namespace" in validate().output


# ---------------------------------------------------------------- cores
def test_two_processes_say_what_one_says_in_the_same_order(project: Path) -> None:
    (project / "tei" / "05.xml").write_text("<broken>", encoding="utf-8")
    one = findings("--jobs", "1", "--no-cache")
    assert [f["file"] for f in one] == ["tei/00.xml", "tei/05.xml", "tei/10.xml", "tei/20.xml", "tei/30.xml"]
    assert findings("--jobs", "2", "--no-cache") == one


def test_few_files_need_no_second_process(project: Path) -> None:
    files = sorted((project / "tei").iterdir())
    assert worker_count(files[:3], None, running.FEW, running.SMALL) == 1
    assert worker_count(files, 2, running.FEW, running.SMALL) == 2


def test_a_process_that_dies_takes_no_other_file_with_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "check_file", dies_alone)
    files = sorted((project / "tei").iterdir())[:20]
    config = Config(project, display_path, (project / "small.rng",))
    results = list(running.check_files(files, config, 2, lambda name: None))
    assert [r.name for r in results] == [display_path(f) for f in files]
    assert {r.name: [f.code for f in r.findings] for r in results if r.findings} == {
        "tei/00.xml": ["tei-element-unknown"],
        "tei/07.xml": ["check-failed"],
        "tei/10.xml": ["tei-element-unknown"],
    }


def dies_alone(file: Path, config: Config) -> Found:
    if file.name == "07.xml":
        os._exit(99)
    return check_file(file, config)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
def test_an_interrupt_ends_the_run_while_a_worker_is_busy(project: Path) -> None:
    command = [sys.executable, "-m", "teikit", "validate", "tei", "--jobs", "2", "--no-cache", "--schema", "pipe.rng"]
    code, errors = interrupt(command, Path("pipe.rng"))
    assert code == 130
    assert "interrupted" in errors
    assert "Traceback" not in errors


# ---------------------------------------------------------------- the cache
def test_what_has_not_changed_is_not_checked_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = findings("--jobs", "1")
    monkeypatch.setattr("teikit.checking.check_file.DocumentValidator", refuse)
    assert findings("--jobs", "1") == first
    with pytest.raises(AssertionError, match="checked again"):
        raise validate("--no-cache", "--jobs", "1").exception or AssertionError
    (project / "tei" / "01.xml").write_text(TEI.format("<q/>"), encoding="utf-8")
    assert isinstance(validate("--jobs", "1").exception, AssertionError)


def refuse(*words: object) -> None:
    raise AssertionError("checked again")


CHANGES = {
    "the file": ("tei/01.xml", TEI.format("<q/>"), "tei-element-unknown"),
    "the schema": ("small.rng", SCHEMA.replace('name="p"', 'name="ab"'), "tei-element-unknown"),
    "the target of a link": ("tei/people.xml", TEI.format('<p xml:id="mao">x</p>'), "link-target"),
    "a target that is gone": ("tei/people.xml", None, "link-file"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_anywhere_is_seen_through_the_cache(project: Path, name: str) -> None:
    (project / "tei" / "00.xml").write_text(TEI.format('<p corresp="people.xml#lin">x</p>'), encoding="utf-8")
    (project / "tei" / "people.xml").write_text(TEI.format('<p xml:id="lin">x</p>'), encoding="utf-8")
    before = findings()
    file, text, code = CHANGES[name]
    path = project / file
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    after = findings()
    assert after == findings("--no-cache")
    assert code in {f["code"] for f in after if f not in before}


def test_a_spoilt_cache_is_no_cache(project: Path) -> None:
    first = findings()
    for path in (project / ".cache").rglob("*.json"):
        path.write_text("{", encoding="utf-8")
    assert findings() == first


# ---------------------------------------------------------------- diagnostics
def test_select_ignore_and_severity(project: Path) -> None:
    (project / "tei" / "01.xml").write_text(TEI.format('<p corresp="#none">x</p>'), encoding="utf-8")
    assert {f["code"] for f in findings("--select", "link-target")} == {"link-target"}
    assert {f["code"] for f in findings("--select", "tei")} == {"tei-element-unknown"}
    assert {f["code"] for f in findings("--ignore", "tei-")} == {"link-target"}
    assert {f["code"] for f in findings("--severity", "error")} == {"tei-element-unknown"}
    assert validate("--ignore", "tei").exit_code == 0
    assert validate("--ignore", "tei", "--fail-on", "warning").exit_code == 1
    assert validate("--fail-on", "never").exit_code == 0
    assert validate("--select", "tie-").exit_code == 2
    assert "there is no code tie-" in validate("--select", "tie-").stderr


def test_rules_are_chosen_by_their_id(project: Path) -> None:
    (project / "own.sch").write_text(
        """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
        <ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
        <pattern><rule context="t:q"><report id="no-q" test="true()">a q</report></rule></pattern></schema>""",
        encoding="utf-8",
    )
    said = validate("--schema", "own.sch", "--format", "json", "--select", "rule:no-q")
    assert {f["message"].partition(" [")[0] for f in json.loads(said.stdout)} == {"a q"}
    assert validate("--schema", "own.sch", "--format", "json", "--select", "no-q").stdout == said.stdout
    said = validate("--schema", "own.sch", "--format", "json", "--ignore", "rule:no-q")
    assert {f["code"] for f in json.loads(said.stdout)} == {"tei-element-unknown"}


def test_no_other_number_is_taken_for_what_was_meant(project: Path) -> None:
    pointers = '<p xml:id="p1"/><p xml:id="first"/><p corresp="#p2"/><p corresp="#fist"/>'
    (project / "tei" / "01.xml").write_text(TEI.format(pointers), encoding="utf-8")
    said = [str(f["message"]) for f in findings("--select", "link-target")]
    assert [message.rpartition("; ")[2] for message in said if "did you mean" in message] == ["did you mean #first?"]
    assert len(said) == 2


def test_repeats_are_counted_and_the_exit_status_counts_all(project: Path) -> None:
    pointers = "".join(f'<p corresp="#{letter}-none"/>\n' for letter in "bcdefghijklm")
    (project / "tei" / "00.xml").write_text(TEI.format(f'{pointers}<p xml:id="a"/><p xml:id="a"/>'), encoding="utf-8")
    assert len([f for f in findings() if f["file"] == "tei/00.xml"]) == 13
    assert "(and 9 more like this in the file)" in validate().stderr
    few = validate("--max-findings", "2", "--jobs", "1", "--ignore", "tei-element").stderr
    assert "tei/00.xml: info check-more-findings 2 more findings, 0 of them errors" in few
    assert "tei-duplicate-id" in few
    some = validate("--max-findings", "1", "--severity", "warning", "--ignore", "tei-element", "--ignore", "link-file")
    assert some.exit_code == 1


def test_pointers_that_lead_nowhere_in_one_way_are_one_report_a_run(project: Path) -> None:
    """A missing register and a missing file are named once, with a count and the first places; json has each place."""
    names = [f'<p corresp="#{kind}_{number:03}"/>' for number in range(3) for kind in ("pers", "ort")]
    links = ['<p corresp="none.xml"/>', '<p corresp="none.xml#a"/>', '<p corresp="#other"/>']
    for name in ("01.xml", "02.xml", "03.xml"):
        (project / "tei" / name).write_text(TEI.format("\n".join([*names, *links])), encoding="utf-8")
    said = validate("--select", "link-").stderr.splitlines()
    assert [line.rpartition(" (one of ")[2] for line in said if "(one of" in line] == [
        "9 pointers that begin with “#pers”, in 3 files: also tei/01.xml:4:13, tei/01.xml:6:13, tei/02.xml:2:13 …)",
        "9 pointers that begin with “#ort”, in 3 files: also tei/01.xml:5:13, tei/01.xml:7:13, tei/02.xml:3:13 …)",
        "6 links to it, in 3 files: also tei/01.xml:9:13, tei/02.xml:8:13, tei/02.xml:9:13 …)",
    ]
    assert [line.partition(":")[0] for line in said if "#other" in line] == ["tei/01.xml", "tei/02.xml", "tei/03.xml"]
    every = Counter(f["code"] for f in findings("--select", "link-"))
    assert every == {"link-target": 21, "link-file": 6}
    assert validate("--select", "link-", "--max-findings", "0").stderr.count("warning link-") == 27


def test_inclusions_of_one_file_that_is_not_there_are_one_report(project: Path) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="http://example.org/header.xml"/>'
    for number in range(6):
        (project / "tei" / f"{number + 20}.xml").write_text(TEI.format(include), encoding="utf-8")
    said = [line for line in validate("--select", "xml-include").stderr.splitlines() if " xml-include-outside " in line]
    assert len(said) == 1
    assert "(one of 6 inclusions of it, in 6 files: also tei/21.xml:2:1, " in said[0]
    assert len(findings("--select", "xml-include")) == 6


def test_many_pointers_that_begin_in_different_ways_are_one_report(project: Path) -> None:
    names = "".join(f'<p corresp="#{chr(letter) * 3}"/>' for letter in range(ord("a"), ord("z")))
    (project / "tei" / "01.xml").write_text(TEI.format(names), encoding="utf-8")
    said = [line for line in validate("--select", "link-target").stderr.splitlines() if "warning link-target" in line]
    assert ["(one of 25 pointers that begin in different ways, in 1 file: also" in line for line in said] == [True]
    assert len(findings("--select", "link-target")) == 25


def test_index_files_of_the_run_are_registers(project: Path) -> None:
    """Ids are looked up in files that are lists, not in texts that have a list elsewhere."""
    person = '<listPerson><person xml:id="{}"/></listPerson>'
    bodies = {
        "40.xml": "<teiHeader/><text><body>\n<div type='i'><head>Persons</head>" + person.format("body")
        + "</div></body></text>",
        "41.xml": "<teiHeader/><standOff>" + person.format("standoff") + "</standOff>",
        "42.xml": "<teiHeader/><text><body><p/></body><back>" + person.format("back") + "</back></text>",
        "43.xml": "<teiHeader>" + person.format("header") + "</teiHeader><standOff>" + person.format("own")
        + "</standOff><text><body><p/></body></text>",
        "00.xml": "".join(f'<p corresp="#{name}"/>' for name in ("body", "standoff", "back", "header", "own"))
        + '<placeName ref="#body"/>',
    }  # fmt: skip
    for name, body in bodies.items():
        (project / "tei" / name).write_text(TEI.format(body), encoding="utf-16" if name == "41.xml" else "utf-8")
    said = [str(f["message"]) for f in findings("--select", "link-")]
    assert [message.partition("=")[2].split(" ")[0] for message in said] == [
        '"#back"',
        '"#header"',
        '"#own"',
        '"#body"',
    ]
    assert "here or in 40.xml, 41.xml" in said[0]
    assert "points at a person" in said[-1]


# ---------------------------------------------------------------- baseline
def test_a_baseline_hides_what_it_has_and_tells_what_is_new(project: Path) -> None:
    assert validate().exit_code == 1
    written = validate("--write-baseline", "known.json")
    assert written.exit_code == 0
    assert "4 findings are in the baseline now" in written.stdout
    assert validate("--baseline", "known.json").exit_code == 0
    path = project / "tei" / "00.xml"
    path.write_text("\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")  # all lines have moved
    assert validate("--baseline", "known.json").exit_code == 0
    path.write_text(TEI.format("<q>x</q><r>x</r>"), encoding="utf-8")
    again = validate("--baseline", "known.json")
    assert again.exit_code == 1
    assert again.stderr.count(" error ") == 1
    path.write_text(TEI.format("<p>x</p>"), encoding="utf-8")
    assert "1 findings of the baseline are no more" in validate("--baseline", "known.json").stdout


@pytest.mark.parametrize(
    "text", ["", "[]", '{"teikit-baseline": 9, "files": {}}', '{"teikit-baseline": 1, "files": []}']
)
def test_what_is_no_baseline_is_status_2(project: Path, text: str) -> None:
    (project / "known.json").write_text(text, encoding="utf-8")
    assert validate("--baseline", "known.json").exit_code == 2
    assert validate("--baseline", "none.json").exit_code == 2


def test_a_baseline_counts() -> None:
    finding = file_diagnostic("a.xml", "link-file", "there is no b.xml in line 3")
    moved = file_diagnostic("a.xml", "link-file", "there is no b.xml in line 7")
    known = Baseline({"a.xml": Counter({words_of(finding): 1})})
    assert known.new([moved, moved]) == [moved]


# ---------------------------------------------------------------- changed files
@pytest.fixture
def repository(project: Path) -> Path:
    """The project under version control, with a letter that points at people and a book that includes a chapter."""
    (project / "tei" / "39.xml").write_text(TEI.format('<p corresp="people.xml#lin">x</p>'), encoding="utf-8")
    (project / "tei" / "people.xml").write_text(TEI.format('<p xml:id="lin">x</p>'), encoding="utf-8")
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="chapter.txml"/>'
    (project / "tei" / "book.xml").write_text(TEI.format(include.replace(".txml", ".xml")), encoding="utf-8")
    (project / "tei" / "chapter.xml").write_text('<p xmlns="http://www.tei-c.org/ns/1.0">x</p>', encoding="utf-8")
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "tei", "small.rng")
    git(project, "commit", "-q", "-m", "first")
    return project


def checked(*words: str) -> set[str]:
    report = validate("--changed-since", "HEAD", "--format", "junit", "--no-cache", *words).stdout
    assert report.count('classname="teikit.tei"') == report.count("<testcase")
    return {part.partition('"')[0] for part in report.split('name="tei/')[1:]}


def test_only_what_has_changed_is_checked(repository: Path) -> None:
    assert checked() == set()
    (repository / "tei" / "10.xml").write_text(TEI.format("<p>new</p>"), encoding="utf-8")
    (repository / "tei" / "ü new.xml").write_text(TEI.format("<p>new</p>"), encoding="utf-8")
    git(repository, "mv", "tei/20.xml", "tei/twenty.xml")
    assert checked() == {"10.xml", "ü new.xml", "twenty.xml"}
    (repository / "tei" / "ple.xml").write_text(TEI.format("<p>new</p>"), encoding="utf-8")
    assert checked() == {"10.xml", "ü new.xml", "twenty.xml", "ple.xml"}  # not what names people.xml
    (repository / "drafts").mkdir()
    (repository / "drafts" / "people.xml").write_text(TEI.format("<p>new</p>"), encoding="utf-8")
    assert "39.xml" not in checked("tei"), "it names the people.xml of its own folder"
    (repository / "tei" / "people.xml").write_text(TEI.format("<p>new</p>"), encoding="utf-8")
    assert "39.xml" in checked("tei")


def test_what_a_change_concerns_is_checked_too(repository: Path) -> None:
    (repository / "tei" / "chapter.xml").write_text("<q/>", encoding="utf-8")
    assert checked() == {"book.xml", "chapter.xml"}
    git(repository, "checkout", "tei")
    (repository / "tei" / "people.xml").unlink()
    assert checked() == {"39.xml"}
    git(repository, "checkout", "tei")
    (repository / "small.rng").write_text(SCHEMA.replace('name="p"', 'name="ab"'), encoding="utf-8")
    assert len(checked()) == 43  # all, and the chapter in the book


@pytest.mark.parametrize("revision", ["nonsense", "--output=stolen", ""])
def test_a_revision_that_git_does_not_know_is_status_2(repository: Path, revision: str) -> None:
    result = validate("--changed-since", revision)
    assert result.exit_code == 2
    assert "no revision" in result.stderr
    assert not (repository / "stolen").exists()


# ---------------------------------------------------------------- editions, catalogs
def test_an_edition_has_its_own_schemas_and_its_catalog(project: Path) -> None:
    (project / "raw").mkdir()
    (project / "edition.toml").write_text(
        '[edition]\ntitle = "T"\n[paths]\nxml = "tei"\n[validation]\ncatalog = "catalog.xml"\n', encoding="utf-8"
    )
    (project / "catalog.xml").write_text(
        CATALOG.format('uri name="http://x/s.rng"'),
        encoding="utf-8",
    )
    for path in (project / "tei").iterdir():
        path.unlink()
    model = '<?xml-model href="http://x/s.rng"?>\n'
    (project / "tei" / "one.xml").write_text(model + TEI.format("<p>x</p>"), encoding="utf-8")
    said = CliRunner().invoke(cli, ["validate"])
    assert "1 file checked against small.rng\n" in said.stdout
    settings = (project / "edition.toml").read_text(encoding="utf-8")
    (project / "edition.toml").write_text(f"{settings}own = true\n", encoding="utf-8")
    said = CliRunner().invoke(cli, ["validate"])
    assert "1 file checked against small.rng and " in said.stdout
    assert "tei-incomplete" in said.stderr or "tei-element-misplaced" in said.stderr  # by teikit's own grammar


def test_a_catalog_in_the_environment(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "catalog.xml").write_text(
        CATALOG.format('uriSuffix uriSuffix="s.rng"'),
        encoding="utf-8",
    )
    (project / "one.xml").write_text('<?xml-model href="http://x/s.rng"?>\n' + TEI.format("<q/>"), encoding="utf-8")
    before = CliRunner().invoke(cli, ["validate", "one.xml"])
    assert "warning schema-not-fetched" in before.stderr
    monkeypatch.setenv("XML_CATALOG_FILES", (project / "catalog.xml").as_uri())
    after = CliRunner().invoke(cli, ["validate", "one.xml"])
    assert "tei-element-unknown" in after.stderr


def test_a_file_without_schema_is_reported_once(project: Path) -> None:
    said = validate(schema=False)
    assert said.stderr.count("schema-none") == 1
    assert "nor do 39 other files" in said.stderr
    assert "checked against all of TEI P5; name that of the project with --schema" in said.stderr
    assert "40 files checked against TEI P5 as a whole (tei_all)" in said.stdout


def test_one_small_file_has_the_settings_of_a_project(project: Path) -> None:
    """Without other tables it is about all TEI in its folder; what the command line gives replaces it."""
    settings = project / "edition.toml"
    settings.write_text('[validation]\nschemas = ["small.rng"]\nignore = ["tei-element"]\n', encoding="utf-8")
    (project / "tei" / "01.xml").write_text(TEI.format('<p corresp="#none">x</p>'), encoding="utf-8")
    said = CliRunner().invoke(cli, ["validate"])
    assert (said.exit_code, said.stdout.splitlines()[1:]) == (0, ["40 files checked against small.rng"])
    assert validate("--ignore", "link-", schema=False).exit_code == 1
    settings.write_text('[validation]\nschemas = ["small.rng"]\nbaseline = "known.json"\n', encoding="utf-8")
    assert validate("--write-baseline", "known.json", schema=False).exit_code == 0
    assert validate(schema=False).exit_code == 0
    settings.write_text(
        '[validation]\nschemas = ["small.rng"]\nselect = ["link-"]\nfail_on = "warning"\n', encoding="utf-8"
    )
    assert validate(schema=False).exit_code == 1
    assert validate("--fail-on", "error", schema=False).exit_code == 0
    for wrong in ('fail_on = "always"', "severity = 1", 'select = ["nonsense"]', 'fail-on = "error"'):
        settings.write_text(f"[validation]\n{wrong}\n", encoding="utf-8")
        assert validate(schema=False).exit_code == 2, wrong


def test_standard_input_is_checked_as_the_file_that_it_is_said_to_be(project: Path) -> None:
    """A draft of a file has the settings, the schemas and the name of that file, whose content is not read."""
    (project / "edition.toml").write_text('[validation]\nschemas = ["small.rng"]\n', encoding="utf-8")
    draft = TEI.format('<q>x</q><p corresp="01.xml">x</p><p corresp="none.xml">x</p>')

    def said(*words: str) -> Result:
        return CliRunner().invoke(cli, ["validate", "-", *words], input=draft)

    named = said("--stdin-filename", "tei/new.xml", "--format", "json")
    places = [(found["file"], found["line"], found["code"]) for found in json.loads(named.stdout)]
    assert (named.exit_code, places) == (
        1, [("tei/new.xml", 2, "tei-element-unknown"), ("tei/new.xml", 2, "link-file")]
    )  # fmt: skip
    unnamed = said("--ignore", "link-")
    assert "standard input:2:1: error tei-element-unknown" in unnamed.stderr
    assert unnamed.stdout.splitlines()[1:] == ["1 file checked against small.rng"]
    assert said("tei").exit_code == said("--changed-since", "HEAD").exit_code == 2
    assert validate("--stdin-filename", "tei/new.xml").exit_code == 2
    (project / "tei" / "new.xml").write_text(TEI.format("<p/>"), encoding="utf-8")
    assert said("--stdin-filename", "tei/new.xml", "--ignore", "link-").exit_code == 1


def test_numbers_of_files_are_right_in_number(project: Path) -> None:
    for number in range(2, 40):
        (project / "tei" / f"{number:02}.xml").unlink()
    assert "(nor does 1 other file)" in validate(schema=False).stderr
