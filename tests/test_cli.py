"""The commands as a user runs them: what they make, say, and exit with."""

import json
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from teikit.cli.main import cli

ROOT = Path(__file__).resolve().parent.parent
GOOD = "Top Secret\n\nTo Cde. Stalin\n\nWe [handwritten above: have] come to ?Kaifeng? on 4 May 1949.\n\nLIU.\n"


def names(folder: Path) -> list[str]:
    """The names in a folder of TEI files, without the folder of what was generated."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".generated")


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition of two letters, and the current folder."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "Letters"\nconvention = "wilson"\n', encoding="utf-8")
    (tmp_path / "raw" / "one.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "raw" / "two.txt").write_text(GOOD.replace("Stalin", "Mao"), encoding="utf-8")
    (tmp_path / "raw" / "README.md").write_text("no transcript", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ---------------------------------------------------------------- convert
def test_convert_writes_tei_and_prints_the_proof(edition: Path) -> None:
    result = run("convert")
    assert result.exit_code == 0
    assert names(edition / "xml") == ["one.xml", "people.xml", "two.xml"]
    assert f"{len(GOOD)} characters = " in result.stdout
    assert 'place="above">have</add>' in (edition / "xml" / "one.xml").read_text(encoding="utf-8")


def test_converting_twice_changes_nothing(edition: Path) -> None:
    run("convert")
    before = (edition / "xml" / "one.xml").stat().st_mtime_ns
    result = run("convert")
    assert "unchanged" in result.stdout
    assert (edition / "xml" / "one.xml").stat().st_mtime_ns == before


def test_an_edited_file_survives(edition: Path) -> None:
    run("convert")
    path = edition / "xml" / "one.xml"
    edited = path.read_text(encoding="utf-8").replace("Kaifeng", "Kaifeng (Henan)")
    path.write_text(edited, encoding="utf-8")
    result = run("convert")
    assert path.read_text(encoding="utf-8") == edited
    assert "kept as edited" in result.stdout
    assert "merge-kept" in result.stderr
    assert result.exit_code == 0


def test_check_writes_nothing_and_exits_1_where_a_file_would_change(edition: Path) -> None:
    assert run("convert", "--check").exit_code == 1
    assert not (edition / "xml").exists()
    run("convert")
    assert run("convert", "--check").exit_code == 0


def test_convert_files_anywhere(edition: Path, tmp_path: Path) -> None:
    (edition / "edition.toml").unlink()
    assert run("convert", "raw/one.txt", "--output", "tei").exit_code == 0
    assert (tmp_path / "tei" / "one.xml").is_file()
    assert run("convert", "raw", "--output", "all").exit_code == 0
    assert names(tmp_path / "all") == ["one.xml", "two.xml"]


def test_two_transcripts_of_one_name_are_refused(edition: Path) -> None:
    (edition / "raw" / "more").mkdir()
    (edition / "raw" / "more" / "one.txt").write_text(GOOD, encoding="utf-8")
    result = run("convert", "raw", "--output", "tei")
    assert result.exit_code == 1
    assert "convert-same-target" in result.stderr


def test_findings_as_json(edition: Path) -> None:
    (edition / "raw" / "one.txt").write_text("He said [.\n\nTo him.", encoding="utf-8")
    diagnostics = json.loads(run("convert", "--format", "json").stdout)
    bracket = next(diagnostic for diagnostic in diagnostics if diagnostic["code"] == "mark-unbalanced")
    assert (bracket["file"], bracket["line"], bracket["column"]) == ("raw/one.txt", 1, 9)
    assert bracket["severity"] == "warning"
    assert bracket["help"]


def test_the_report_holds_findings_and_proofs(edition: Path) -> None:
    (edition / "raw" / "one.txt").write_text("He said [.", encoding="utf-8")
    run("convert", "--report", "doubts.txt")
    report = (edition / "doubts.txt").read_text(encoding="utf-8")
    assert "raw/one.txt:1:9: warning mark-unbalanced" in report
    assert "10 characters = " in report
    run("convert", "--report", "doubts.json")
    assert json.loads((edition / "doubts.json").read_text(encoding="utf-8"))


BAD = {
    "empty": (b"", "read-empty"),
    "blank": (b" \n\n\t", "read-empty"),
    "binary": (bytes(range(256)) * 20, "read-binary"),
    "undecodable": (b"Hello\nwor\xff\xfeld", "read-undecodable"),
    "enormous": (b"word " * 4_000_000, "read-too-large"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_reported_and_the_others_are_made(edition: Path, name: str) -> None:
    data, code = BAD[name]
    (edition / "raw" / "bad.txt").write_bytes(data)
    result = run("convert")
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert f" error {code} " in result.stderr
    assert result.stderr.count(" error ") == 1
    assert names(edition / "xml") == ["one.xml", "people.xml", "two.xml"]


def test_another_encoding_is_detected_and_reported_or_given(edition: Path) -> None:
    words = "Москва\nТоварищу Сталину. Сообщаем Вам, что делегация прибыла в Пекин."
    (edition / "raw" / "bad.txt").write_bytes(words.encode("cp1251"))
    assert "raw/bad.txt:1:1: warning read-detected-encoding" in run("convert").stderr
    assert "Товарищу Сталину" in (edition / "xml" / "bad.xml").read_text(encoding="utf-8")
    stated = run("convert", "--encoding", "cp1251", "raw/bad.txt", "--output", "tei")
    assert stated.exit_code == 0
    assert "read-detected-encoding" not in stated.stderr
    assert "Товарищу Сталину" in (edition / "tei" / "bad.xml").read_text(encoding="utf-8")


def test_a_file_that_vanished(edition: Path) -> None:
    with (edition / "edition.toml").open("a", encoding="utf-8") as file:
        file.write('[[document]]\nfile = "one.txt"\n[[document]]\nfile = "gone.txt"\n')
    result = run("build", "--no-print")
    assert result.exit_code == 1
    assert "raw/gone.txt: error read-missing-file" in result.stderr
    assert (edition / "build" / "html" / "one.html").is_file()


def test_a_link_out_of_the_edition_is_refused(edition: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    (edition / "raw" / "link.txt").symlink_to(secret)
    result = run("convert")
    assert result.exit_code == 1
    assert "edition-outside-file" in result.stderr
    assert not (edition / "xml" / "link.xml").exists()


def test_no_half_written_file_stays(edition: Path) -> None:
    (edition / "xml").mkdir()
    (edition / "xml" / "one.xml").mkdir()
    result = run("convert")
    assert result.exit_code == 1
    assert "convert-cannot-write" in result.stderr
    assert names(edition / "xml") == ["one.xml", "people.xml", "two.xml"]


# ---------------------------------------------------------------- schema
def test_schema_is_checked_and_its_elements_described(tmp_path: Path) -> None:
    schema = tmp_path / "own.rnc"
    schema.write_text('start = element a { attribute n { "1" | "2" }, element b { text }* }')
    assert "with 2 elements" in run("schema", "check", str(schema)).stdout
    description = run("schema", "describe", "a", "--schema", str(schema)).stdout
    assert "content: any number of <b>" in description
    assert 'n (required): one of "1" or "2"' in description
    assert run("schema", "describe", "nonsense", "--schema", str(schema)).exit_code == 2
    schema.write_text("start = b")
    assert run("schema", "check", str(schema)).exit_code == 2


def test_elements_of_the_schema_of_teikit_are_described() -> None:
    assert run("schema", "describe", "persName").stdout.startswith("<persName>")


# ---------------------------------------------------------------- validate
def test_validate_says_where(edition: Path) -> None:
    run("convert")
    path = edition / "xml" / "one.xml"
    text = path.read_text(encoding="utf-8").replace("<unclear ", "<unclaer ").replace("</unclear>", "</unclaer>")
    path.write_text(text, encoding="utf-8")
    line = next(n for n, words in enumerate(text.splitlines(), 1) if "<unclaer" in words)
    result = run("validate")
    assert result.exit_code == 1
    assert f"xml/one.xml:{line}:" in result.stderr
    assert "unclaer" in result.stderr
    assert "3 files checked, 1 with errors" in result.stdout


def test_validate_selects_and_ignores(edition: Path) -> None:
    run("convert")
    path = edition / "xml" / "one.xml"
    path.write_text(path.read_text(encoding="utf-8").replace('hand="#hand-1"', 'hand="#nobody"'), encoding="utf-8")
    diagnostics = json.loads(run("validate", "--format", "json").stdout)
    codes = {diagnostic["code"] for diagnostic in diagnostics}
    assert len(codes) == 1
    assert run("validate", "--ignore", codes.pop()).exit_code == 0
    assert run("validate", "--select", "xml-malformed").exit_code == 0


def test_validate_against_a_schema_of_the_project(edition: Path) -> None:
    run("convert")
    (edition / "own.rng").write_text(
        '<element name="TEI" xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0"><empty/></element>',
        encoding="utf-8",
    )
    assert run("validate", "xml", "--schema", "own.rng").exit_code == 1
    (edition / "own.txt").write_text("", encoding="utf-8")
    assert run("validate", "xml", "--schema", "own.txt").exit_code == 2


# ---------------------------------------------------------------- build, print
def test_build_makes_a_site_and_a_pdf(edition: Path) -> None:
    result = run("build")
    assert result.exit_code == 0, result.stderr
    site = edition / "build" / "html"
    assert {"index.html", "one.html", "two.html"} <= {path.name for path in site.glob("*.html")}
    assert (edition / "build" / "print" / "edition.pdf").read_bytes().startswith(b"%PDF")
    assert 'href="edition.pdf"' in (site / "one.html").read_text(encoding="utf-8")
    assert (site / "edition.pdf").read_bytes() == (site.parent / "print" / "edition.pdf").read_bytes()


def test_build_twice_gives_the_same_bytes(edition: Path) -> None:
    def bytes_of() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in (edition / "build").rglob("*") if path.is_file()}

    run("build")
    first = bytes_of()
    shutil.rmtree(edition / "build")
    run("build")
    assert bytes_of() == first


def test_build_leaves_out_what_is_not_valid(edition: Path) -> None:
    run("convert")
    path = edition / "xml" / "one.xml"
    path.write_text(path.read_text(encoding="utf-8").replace("<body>", "<body><nonsense/>"), encoding="utf-8")
    result = run("build", "--no-print")
    assert result.exit_code == 1
    assert "xml/one.xml: error publish-omitted" in result.stderr
    site = edition / "build" / "html"
    assert (site / "two.html").is_file() and (site / "index.html").is_file()
    assert not (site / "one.html").exists()


def test_the_page_of_a_document_that_left_is_swept_away(edition: Path) -> None:
    run("build", "--no-print")
    own = edition / "build" / "html" / "own.html"
    own.write_text("not ours", encoding="utf-8")
    (edition / "raw" / "two.txt").unlink()
    (edition / "xml" / "two.xml").unlink()
    run("build", "--no-print")
    assert not (edition / "build" / "html" / "two.html").exists()
    assert own.exists()


def test_print_files(edition: Path) -> None:
    run("convert")
    assert run("print", "xml/one.xml", "--output", "one.pdf").exit_code == 0
    assert (edition / "one.pdf").read_bytes().startswith(b"%PDF")
    assert run("print", "--output", "all.pdf", "--view", "reading", "--title", "All").exit_code == 0
    assert run("print", "xml/one.xml").exit_code == 2


def test_print_writes_other_formats(edition: Path) -> None:
    run("convert")
    assert run("print", "--to", "docx").exit_code == 0
    whole = (edition / "build" / "print" / "edition.docx").read_bytes()
    assert run("print", "--to", "docx", "--output", "own").exit_code == 0
    assert (edition / "own").read_bytes() == whole
    assert run("print", "xml/one.xml", "--output", "one.docx").exit_code == 0
    assert (edition / "one.docx").read_bytes().startswith(b"PK")
    assert run("print", "xml/one.xml", "--output", "one.tex").exit_code == 0
    assert "\\usepackage" in (edition / "one.tex").read_text(encoding="utf-8")
    refused = run("print", "xml/one.xml", "--to", "docx")
    assert refused.exit_code == 2
    assert "--output FILE.docx" in refused.stderr


def test_print_judges_named_files_by_the_schemas_of_their_edition(edition: Path) -> None:
    toml = edition / "edition.toml"
    run("convert")
    letter = edition / "xml" / "one.xml"
    letter.write_text(letter.read_text(encoding="utf-8").replace("<body>", "<body><p style='x' n='y'>Of.</p>"), "utf-8")
    assert run("validate", "xml/one.xml").exit_code == 1
    assert run("print", "xml/one.xml", "--output", "one.pdf").exit_code == 1
    toml.write_text(toml.read_text(encoding="utf-8") + "[validation]\nown = false\n", encoding="utf-8")
    assert run("validate", "xml/one.xml").exit_code == 0
    for path in ("xml/one.xml", "xml"):
        printed = run("print", path, "--output", "one.pdf")
        assert printed.exit_code == 0, printed.output
    assert "2 documents printed, 0 with errors" in printed.stdout


def test_the_list_of_persons_in_a_folder_is_not_printed(edition: Path) -> None:
    run("convert", "--output", "tei")
    assert (edition / "tei" / "people.xml").is_file()
    printed = run("print", "tei", "--output", "all.pdf")
    assert (printed.exit_code, "publish-omitted" in printed.stderr) == (0, False)
    assert "2 documents printed" in printed.stdout
    (edition / "tei" / "two.xml").write_text("<TEI>", encoding="utf-8")
    assert "1 of 2 documents printed, 1 with errors" in run("print", "tei", "--output", "all.pdf").stdout
    assert run("print", "tei/people.xml", "--output", "persons.pdf").exit_code == 0


def test_a_folder_with_an_edition_gives_its_transcripts_and_its_tei(edition: Path) -> None:
    """What the edition has published, and the notes beside it, are not taken for sources."""
    letters = edition / "letters"
    letters.mkdir()
    for name in ("raw", "edition.toml"):
        (edition / name).rename(letters / name)
    (letters / "notes.txt").write_text("not a transcript", encoding="utf-8")
    assert run("build", "--edition", "letters", "--no-print").exit_code == 0
    assert len(list((letters / "build").rglob("*.xml"))) > 1
    assert "2 documents converted" in run("convert", "letters", "--output", "tei").stdout
    assert names(edition / "tei") == ["one.xml", "two.xml"]
    assert "2 documents examined" in run("worklist", "letters").stdout
    assert "3 files checked" in run("validate", "letters").stdout
    assert "2 documents printed" in run("print", "letters", "--output", "all.pdf").stdout


# ---------------------------------------------------------------- usage and configuration
@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("", "needs a title"),
        ("[edition", "not valid TOML"),
        ('[edition]\ntitle = "x"\ntitel = "y"', "titel"),
        ("[edition]\ntitle = 3", "must be text"),
        ('[edtion]\ntitle = "x"', "edtion"),
        ('[edition]\ntitle = "x"\n[paths]\nraw = "../elsewhere"', "is outside the folder of the edition"),
        ('[edition]\ntitle = "x"\n[paths]\nraw = "trans"', "[paths] raw: there is no folder “trans”"),
        ('[edition]\ntitle = "x"\nconvention = "wilsen"', "wilsen"),
        ('[edition]\ntitle = "x"\n[document]\nfile = "x.txt"', "[[document]]"),
        ('[edition]\ntitle = "x"\nlanguage = "<b>"', "language"),
        ('[edition]\ntitle = "x"\n[validation]\nschemas = ["none.rng"]', "none.rng"),
    ],
)
def test_a_wrong_edition_is_one_sentence_and_status_2(edition: Path, toml: str, says: str) -> None:
    (edition / "edition.toml").write_text(toml, encoding="utf-8")
    result = run_main("build")
    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_why_no_document_is_left_is_shown(edition: Path) -> None:
    rows = "title,date,text\nOne,1949,Words.\nTwo,1950,More words.\n"
    (edition / "raw" / "notes.csv").write_text(rows, encoding="utf-8")
    toml = '[edition]\ntitle = "Letters"\n[[document]]\nfile = "notes.csv#99"\n'
    (edition / "edition.toml").write_text(toml, encoding="utf-8")
    for command in ("convert", "build"):
        result = run(command)
        assert result.exit_code == 1
        assert "edition.toml: error read-missing-record there is no “99” in notes.csv" in result.stderr


def test_the_suffixes_of_transcripts_are_named_where_there_is_none(edition: Path) -> None:
    (edition / "empty").mkdir()
    for paths in (["empty"], ["raw", "empty"]):
        result = run("convert", *paths)
        assert result.exit_code == 2
        assert "there is no transcript (.txt, .text, .html, .htm, .csv, .json, .tsv) in empty" in result.stderr


@pytest.mark.parametrize("command", ["validate", "coverage", "print --output all.pdf", "validate --changed-since HEAD"])
def test_a_folder_without_tei_is_wrong_usage(edition: Path, command: str) -> None:
    result = run(*command.split(), "raw")
    assert result.exit_code == 2
    assert "there is no TEI file (.xml, .tei) in raw" in result.stderr


@pytest.mark.parametrize("command", ["validate", "print"])
def test_an_edition_without_tei_is_no_success_by_silence(edition: Path, command: str) -> None:
    result = run(command)
    assert result.exit_code == 2
    assert "there is no TEI in xml; make it with teikit convert" in result.stderr


def test_an_edition_of_tei_alone_needs_no_folder_of_transcripts(edition: Path) -> None:
    run("convert")
    shutil.rmtree(edition / "raw")
    assert "2 documents published" in run("build", "--no-print").stdout


def run_main(*words: str) -> Result:
    """As the console script does: through `main`, which turns what is misconfigured into status 2."""
    import subprocess
    import sys

    process = subprocess.run([sys.executable, "-m", "teikit", *words], capture_output=True, text=True, check=False)
    return Result(CliRunner(), process.stdout.encode(), process.stderr.encode(), b"", None, process.returncode, None)


def test_no_edition_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("convert", "worklist", "validate", "build", "print"):
        result = run_main(command)
        assert result.exit_code == 2
        assert "no edition.toml" in result.stderr


@pytest.mark.parametrize(
    "words", [("convert", "nowhere.txt"), ("validate", "nowhere.xml"), ("convert", "--nonsense"), ("nonsense",)]
)
def test_wrong_usage_is_status_2(edition: Path, words: tuple[str, ...]) -> None:
    result = run_main(*words)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


def commands(group: click.Group = cli, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """All commands with the words that call them, those of groups included."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*words, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*words, name))


EVERY_COMMAND = pytest.mark.parametrize(
    ("words", "command"), list(commands()), ids=[" ".join(words) for words, _ in commands()]
)


@EVERY_COMMAND
def test_the_short_help_of_a_command_fits_its_line(words: tuple[str, ...], command: click.Command) -> None:
    width = 80 - 2 - 6 - max(len(words[-1]) for words, _ in commands())
    assert not command.get_short_help_str(width).endswith("...")


def test_the_help_fits_80_columns() -> None:
    lines = CliRunner().invoke(cli, ["--help"], terminal_width=80).output.splitlines()
    assert [line for line in lines if len(line) > 80 or (line.startswith("  ") and line.endswith("..."))] == []


def examples(text: str) -> list[str]:
    """The command lines of a help text, without their comments."""
    return [line.strip().partition("   ")[0] for line in text.splitlines() if line.strip().startswith("teikit ")]


@EVERY_COMMAND
def test_help_has_examples_and_each_is_a_right_call(words: tuple[str, ...], command: click.Command) -> None:
    lines = examples(run(*words, "--help").output.partition("Examples:")[2])
    assert lines and all(line.startswith(" ".join(("teikit", *words))) for line in lines)
    for line in lines:
        parse(line)


def test_the_examples_of_the_general_help_are_right_calls() -> None:
    lines = examples(run("--help").output.partition("Examples:")[2])
    assert len(lines) == 7
    for line in lines:
        parse(line)


def parse(line: str) -> None:
    """Read a command line as the command line reads it, without running it. Raises click.UsageError."""
    group: click.Command = cli
    _, *words = shlex.split(line)
    while isinstance(group, click.Group):
        name = words.pop(0)
        command = group.get_command(click.Context(group), name)
        assert command is not None, name
        group = command
    group.make_context(line, words)


def test_a_layout_is_named_or_refused(edition: Path) -> None:
    assert run_main("convert", "--layout", "nonsense").exit_code == 2
    assert run("convert", "--layout", "archive-page", "raw/one.txt", "--output", "tei").exit_code == 0


def test_nothing_to_convert_is_said(edition: Path) -> None:
    (edition / "empty").mkdir()
    result = run("convert", "empty")
    assert result.exit_code == 2
    assert "no transcript" in result.stderr


def test_the_nearest_command_and_element_are_suggested() -> None:
    command = run("conver")
    assert command.exit_code == 2
    assert "there is no command conver; did you mean convert?" in command.stderr
    assert "there is no command xyz\n" in run("xyz").stderr
    element = run("schema", "describe", "persname")
    assert element.exit_code == 2
    assert "has no element <persname>; did you mean persName?" in element.stderr


def test_a_wrong_encoding_of_a_utf8_file_is_named(edition: Path) -> None:
    (edition / "raw" / "one.txt").write_text("Товарищу Сталину. Иван пришёл.", encoding="utf-8")
    for encoding in ("cp1251", "koi8-r", "latin-1"):
        result = run("convert", "raw/one.txt", "--encoding", encoding, "--output", "tei")
        assert result.exit_code == 1
        assert "error read-undecodable" in result.stderr
        assert "the file is UTF-8" in result.stderr
