"""`teikit build PATH` and `teikit print PATH`: TEI that teikit did not make, without an edition.toml."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teikit.cli.main import cli
from teikit.edition import SITE_PAGES, WRITTEN_PAGES

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{0}</title></titleStmt><publicationStmt><p>x</p></publicationStmt>"
    "<sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>"
)
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">' + HEADER + "<text><body>{1}</body></text></TEI>"
WEB = '<?xml-model href="https://www.example.org/project.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>'
GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">
<start><element name="TEI"><text/></element></start></grammar>"""


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: letters in `tei/`, two of which name a schema by web address."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tei").mkdir()
    for name in ("one", "two"):
        text = WEB + TEI.format(name.title(), f"<p>Words of {name}.</p>")
        (tmp_path / "tei" / f"{name}.xml").write_text(text, encoding="utf-8")
    return tmp_path


def pages(folder: Path) -> list[str]:
    """The index and the pages of documents."""
    own = (SITE_PAGES | {*WRITTEN_PAGES}) - {"index"}
    return sorted(path.stem for path in folder.glob("*.html") if path.stem not in own)


def test_a_folder_is_built_with_its_name_as_title(folder: Path) -> None:
    result = run("build", "tei", "--out", "public")
    assert result.exit_code == 0, result.output
    assert pages(folder / "public" / "html") == ["index", "one", "two"]
    assert (folder / "public" / "print" / "edition.pdf").read_bytes().startswith(b"%PDF")
    assert "<title>tei</title>" in (folder / "public" / "html" / "index.html").read_text(encoding="utf-8")


def test_a_schema_by_web_address_is_one_warning(folder: Path) -> None:
    result = run("build", "tei", "--no-print")
    lines = [line for line in result.stderr.splitlines() if "schema-not-fetched" in line]
    assert len(lines) == 1 and "warning" in lines[0] and lines[0].endswith("(so for another file)")
    assert "2 documents published, 0 with errors" in result.stdout


def test_a_schema_that_one_file_names_twice_is_one_warning(folder: Path) -> None:
    (folder / "tei" / "two.xml").unlink()
    (folder / "tei" / "one.xml").write_text(WEB + WEB + TEI.format("One", "<p>Words.</p>"), encoding="utf-8")
    result = run("print", "tei", "--output", "x.pdf")
    lines = [line for line in result.stderr.splitlines() if "schema-not-fetched" in line]
    assert (result.exit_code, len(lines)) == (0, 1) and "so for" not in lines[0]


def test_a_build_in_the_folder_never_reads_what_it_wrote(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "tei")
    for words in ((), (), (".", "--output", "other")):
        result = run("build", "--no-print", *words)
        assert "2 documents published, 0 with errors" in result.stdout, result.output
    assert pages(folder / "tei" / "build" / "html") == ["index", "one", "two"]


@pytest.mark.parametrize("command", ["build", "print"])
def test_errors_are_reported_and_the_file_is_published(folder: Path, command: str) -> None:
    (folder / "bad.rng").write_text(GRAMMAR, encoding="utf-8")
    given = ("tei", "--schema", "bad.rng", "--output", "out.pdf" if command == "print" else "out")
    result = run(command, *given)
    assert result.exit_code == 0, result.output
    done = "printed" if command == "print" else "published"
    assert f"2 documents {done}, 2 with errors" in result.stdout
    assert "published with errors: 2 files" in result.stdout and "error tei-" in result.stderr
    assert run(command, *given, "--strict").exit_code == 1


def test_a_catalog_maps_the_schema(folder: Path) -> None:
    (folder / "bad.rng").write_text(GRAMMAR, encoding="utf-8")
    (folder / "catalog.xml").write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        '<uri name="https://www.example.org/project.rng" uri="bad.rng"/></catalog>',
        encoding="utf-8",
    )
    result = run("build", "tei", "--catalog", "catalog.xml", "--no-print")
    assert "error tei-" in result.stderr and "schema-not-fetched" not in result.stderr


def test_what_is_not_well_formed_is_left_out_and_fails(folder: Path) -> None:
    (folder / "tei" / "two.xml").write_text("<TEI", encoding="utf-8")
    result = run("build", "tei", "--no-print")
    assert result.exit_code == 1 and "1 of 2 documents published, 1 with errors" in result.stdout
    assert pages(folder / "build" / "html") == ["index", "one"]


def test_paths_and_an_edition_are_not_given_together(folder: Path) -> None:
    assert run("build", "tei", "--edition", ".").exit_code == 2


def test_a_folder_of_an_edition_is_that_edition(folder: Path) -> None:
    (folder / "edition.toml").write_text('[edition]\ntitle = "Letters"\n[paths]\nxml = "tei"\n', encoding="utf-8")
    assert run("build", ".", "--no-print").exit_code == 0
    assert "<title>Letters</title>" in (folder / "build" / "html" / "index.html").read_text(encoding="utf-8")
    assert run("build", "tei/one.xml").exit_code == 2
    assert run("build", "tei/one.xml", "--out", "proof", "--no-print").exit_code == 0
    assert pages(folder / "proof" / "html") == ["index", "one"]


def test_a_link_to_a_file_outside_is_not_published(folder: Path) -> None:
    secret = folder / "secret.xml"
    secret.write_text(TEI.format("Secret", "<p>Not for the site.</p>"), encoding="utf-8")
    (folder / "tei" / "link.xml").symlink_to(secret)
    result = run("build", "tei", "--no-print")
    assert result.exit_code == 1 and pages(folder / "build" / "html") == ["index", "one", "two"]
    assert f"tei/link.xml: error publish-omitted is a link to {secret}, outside {folder / 'tei'}" in result.stderr


def test_includes_and_images_from_outside_are_refused(folder: Path) -> None:
    (folder / "outside.txt").write_text("secret words", encoding="utf-8")
    (folder / "outside.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(8))
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="../outside.txt" parse="text"/>'
    text = TEI.format("One", f"<p>{include}</p><figure><graphic url='../outside.png'/></figure>")
    (folder / "tei" / "one.xml").write_text(text, encoding="utf-8")
    result = run("build", "tei", "--no-print")
    assert "xml-include-outside" in result.stderr and "publish-image-outside" in result.stderr
    assert "secret words" not in (folder / "build" / "html" / "one.html").read_text(encoding="utf-8")
    assert not list((folder / "build").rglob("outside.png"))


def test_a_folder_with_files_of_a_person_is_not_written_to(folder: Path) -> None:
    own = folder / "public" / "html" / "tei" / "one.xml"
    own.parent.mkdir(parents=True)
    own.write_text("mine", encoding="utf-8")
    result = run("build", "tei", "--out", "public", "--no-print")
    assert result.exit_code == 2 or result.exception
    assert own.read_text(encoding="utf-8") == "mine" and not (folder / "public" / "html" / "one.html").exists()


def test_a_folder_without_tei_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "project.xml").write_text("<project/>", encoding="utf-8")
    result = run("build", "other")
    assert result.exit_code == 2 or "there is no TEI to publish" in str(result.exception)


def test_generated_tei_must_be_valid_and_other_tei_of_the_edition_need_not(folder: Path) -> None:
    (folder / "edition.toml").write_text('[edition]\ntitle = "Letters"\n', encoding="utf-8")
    (folder / "raw").mkdir()
    (folder / "raw" / "letter.txt").write_text("A letter.\n\nDear Ann,\n\nWords.\n", encoding="utf-8")
    assert run("build", "--no-print").exit_code == 0
    made = folder / "xml" / "letter.xml"
    for path in (made, folder / "xml" / "other.xml"):
        path.write_text(made.read_text(encoding="utf-8").replace("<body>", '<body><p rendx="y"/>'), encoding="utf-8")
    result = run("build", "--no-print")
    assert result.exit_code == 1
    assert pages(folder / "build" / "html") == ["index", "other"]
    assert "published with errors: 1 file" in result.stdout


def test_coverage_reads_every_text_of_a_corpus_and_no_other_xml(folder: Path) -> None:
    text = TEI.format("One", "<p><unheardOf>x</unheardOf></p>")
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{HEADER.format("All")}{text}{text}</teiCorpus>'
    (folder / "tei" / "one.xml").write_text(corpus, encoding="utf-8")
    (folder / "tei" / "project.xml").write_text("<project/>", encoding="utf-8")
    result = run("coverage", "tei", "--format", "json")
    assert result.stdout.count("publish-unhandled-element") == 2 and result.exit_code == 0


def test_many_files_are_counted(folder: Path) -> None:
    for number in range(60):
        (folder / "tei" / f"n{number}.xml").write_text(TEI.format(number, "<p>Words.</p>"), encoding="utf-8")
    assert run("build", "tei", "--no-print").stdout.splitlines()[0] == "wrote 68 files to build/html"
