"""A build makes again only what changed, and gives the same bytes as one that makes everything: for any edits."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_facsimile import png

from teikit.api import Edition
from teikit.conversion import convert_all, remove_orphans
from teikit.core import Ledger, States, ledger, ledger_of
from teikit.edition import Job, load_edition, select_edition
from teikit.publication import Published
from teikit.publication.documents import SILENT, made_files
from teikit.publication.making import DocumentJob, DocumentMaker, MadeFile, Wanted
from teikit.publication.reading.plan import make_plan
from teikit.tei import is_sealed

LETTER = "To Comrade {to}\n\nYour letter of 5 May 1950 [handwritten: {n}]; we shall answer it[.\n\n{by}\n5 May 1950\n"
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>{n}</title></titleStmt>'
    "<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader><text><body>"
    '<p xml:id="p{n}">See <ref target="{other}.xml#p{other}">there</ref>, <rs ref="places.xml#l1">here</rs>, '
    '<add>and</add> <undefined>this</undefined> {more}.</p><figure><graphic url="../images/seal.png"/></figure>'
    "</body></text></TEI>"
)
PLACES = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Places</title></titleStmt>'
    "<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader><text><body>"
    '<listPlace><place xml:id="l1"><placeName>{name}</placeName></place></listPlace></body></text></TEI>'
)
EDITION = (
    '[edition]\ntitle = "{title}"\nconvention = "own.toml"\nregisters = ["places.xml"]\n[output]\nsigns = "signs.xml"\n'
    '[site]\ncss = "own.css"\nxslt = "own.xsl"\n'
)
CONVENTION = '[convention]\nname = "own"\nextends = "wilson"\nversion = "{n}"\ntitle = "Own"\ndescription = "Own."\n'
SIGNS = Path(__file__).parents[1] / "xslt" / "reading" / "signs" / "leiden.xml"
SHEET = Path(__file__).parent / "own_stylesheets" / "underlined.xsl"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def make_edition(folder: Path) -> None:
    write(folder / "edition.toml", EDITION.format(title="Letters"))
    write(folder / "own.toml", CONVENTION.format(n=1))
    write(folder / "own.css", "p { color: black }")
    write(folder / "pages" / "about.md", "# About\n\nWords.\n")
    write(folder / "xml" / "places.xml", PLACES.format(name="London"))
    (folder / "images").mkdir()
    (folder / "images" / "seal.png").write_bytes(png(4, 4))
    shutil.copy(SIGNS, folder / "signs.xml")
    shutil.copy(SHEET, folder / "own.xsl")
    for n in range(3):
        write(folder / "raw" / f"letter-{n}.txt", LETTER.format(to=f"A. Orlov{'sky' * n}", n=n, by="B. Petrov"))
    for n in (7, 8):
        write(folder / "xml" / f"{n}.xml", TEI.format(n=n, other=15 - n, more=""))


def replace(folder: Path, name: str, old: str, new: str) -> None:
    """Replace words in a file, if it is there and has them."""
    path = folder / name
    if path.is_file():
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


EDITS: dict[str, Callable[[Path, int], object]] = {
    "a letter": lambda f, n: write(f / "raw/letter-0.txt", LETTER.format(to="A. Orlov", n=f"x{n}", by="B. Petrov")),
    "a new letter": lambda f, n: write(f / f"raw/new-{n}.txt", LETTER.format(to=f"C. Novik{n}", n=n, by="B. Petrov")),
    "a letter less": lambda f, n: (f / "raw/letter-1.txt").unlink(missing_ok=True),
    "a letter renamed": lambda f, n: rename(f / "raw/letter-2.txt", f / f"raw/renamed-{n}.txt"),
    "edition.toml": lambda f, n: write(f / "edition.toml", EDITION.format(title=f"Letters {n}")),
    "documents.csv": lambda f, n: write(f / "documents.csv", f"file,title\nletter-0.txt,Title {n}\n"),
    "people": lambda f, n: replace(f, "xml/people.xml", "Petrov", f"Petrov-{n}"),
    "own CSS": lambda f, n: write(f / "own.css", f"p {{ margin: {n}px }}"),
    "own stylesheet": lambda f, n: replace(f, "own.xsl", "mine", f"mine{n}"),
    "own convention": lambda f, n: write(f / "own.toml", CONVENTION.format(n=n + 2)),
    "signs": lambda f, n: replace(f, "signs.xml", "⟨", f"⟨{n}"),
    "a text": lambda f, n: write(f / "pages/about.md", f"# About {n}\n\nWords.\n"),
    "a further text": lambda f, n: write(f / f"pages/more-{n}.md", "# More\n\nWords.\n"),
    "an image": lambda f, n: (f / "images/seal.png").write_bytes(png(5 + n, 4)),
    "no image": lambda f, n: (f / "images/seal.png").unlink(missing_ok=True),
    "TEI": lambda f, n: write(f / "xml/7.xml", TEI.format(n=7, other=8, more=f"word {n}")),
    "the target of a link": lambda f, n: replace(f, "xml/8.xml", 'xml:id="p8"', f'xml:id="q{n}"'),
    "a register": lambda f, n: write(f / "xml/places.xml", PLACES.format(name=f"London {n}")),
    "TEI that teikit made": lambda f, n: replace(f, "xml/letter-0.xml", "answer", f"reply{n} to"),
    "the head of TEI": lambda f, n: replace(f, "xml/8.xml", "<title>8", f"<title>{n} to 8"),
    "a name in TEI": lambda f, n: replace(f, "xml/7.xml", "<add>", f'<persName key="p{n}">Ada {n}</persName><add>'),
    "an intervention in TEI": lambda f, n: replace(f, "xml/8.xml", "<add>and", f"<del>not {n}</del><add>and"),
    "the book": lambda f, n: (f / "build/html/data/edition.epub").write_bytes(b"no book"),
    "an output of the search less": lambda f, n: remove(f / "build/html/search", "w-*.js"),
    "a table less": lambda f, n: remove(f / "build/html/data", "documents.*"),
    "a page of the site": lambda f, n: replace(f, "build/html/documents.html", "<body", f'<body id="x{n}"'),
    "a citation": lambda f, n: replace(f, "build/html/cite/7.bib", "title", "titel"),
    "an output": lambda f, n: replace(f, "build/html/7.html", "See", "Look"),
    "an output less": lambda f, n: (f / "build/html/tei/7.xml").unlink(missing_ok=True),
}  # fmt: skip


def remove(folder: Path, pattern: str) -> None:
    for path in folder.glob(pattern):
        path.unlink()


def rename(path: Path, to: Path) -> None:
    if path.is_file():
        path.rename(to)


def build(folder: Path, *words: str) -> str:
    """Build an edition in a process of its own, as a person does; what it said."""
    said = folder.with_name("said")
    process = get_context("forkserver").Process(target=run, args=(folder, said, words, os.environ["TEIKIT_CACHE"]))
    process.start()
    process.join()
    assert process.exitcode in (0, 1), said.read_text(encoding="utf-8")
    return said.read_text(encoding="utf-8")


def run(folder: Path, said: Path, words: tuple[str, ...], cache: str) -> None:
    from teikit.cli.main import cli

    os.environ["TEIKIT_CACHE"] = cache
    os.chdir(folder)
    with said.open("w", encoding="utf-8") as file, contextlib.redirect_stdout(file), contextlib.redirect_stderr(file):
        cli(["build", "--jobs", "1", *words])


def outputs(folder: Path) -> dict[str, bytes]:
    """The files that a build writes."""
    places = ("xml", "build/html", "build/print")
    paths = [path for place in places for path in sorted((folder / place).rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def made_from_nothing(folder: Path, to: Path) -> dict[str, bytes]:
    """What a build gives that has only the files of persons."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder, to, ignore=shutil.ignore_patterns("build"))
    for path in (to / "xml").glob("*.xml"):
        if is_sealed(path.read_bytes()) and path.name != "people.xml":
            path.unlink()
            (to / "xml" / ".generated" / path.name).unlink()
    build(to, "--no-cache")
    return outputs(to)


@pytest.fixture(scope="module", autouse=True)
def _tools() -> None:
    """The processes begin with the modules that each needs; Saxon is started in each."""
    get_context("forkserver").set_forkserver_preload(["teikit.cli.main", "teikit.cli.build", __name__])


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(order=st.permutations(sorted(EDITS)), groups=st.integers(2, 3))
def test_any_edits_give_what_a_build_of_everything_gives(
    tmp_path_factory: pytest.TempPathFactory, order: list[str], groups: int
) -> None:
    folder = tmp_path_factory.mktemp("edits") / "edition"
    folder.mkdir()
    make_edition(folder)
    build(folder)
    for n in range(groups):
        edits = order[n::groups]
        for edit in edits:
            EDITS[edit](folder, n)
        build(folder)
        wanted = made_from_nothing(folder, folder.with_name("anew"))
        assert outputs(folder) == wanted, edits


# ---------------------------------------------------------------- what is reported, and what is kept


def again(said: str) -> list[str]:
    """What a build says that it made again."""
    return [line.removeprefix("made again: ") for line in said.splitlines() if line.startswith("made again: ")]


def test_a_build_says_what_it_made_again_and_nothing_is_read_where_nothing_has_changed(tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    folder.mkdir()
    make_edition(folder)
    first = build(folder)
    command = [sys.executable, "-X", "importtime", "-m", "teikit", "build", "--explain"]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert "nothing was made again" in ended.stdout
    loaded = {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines() if line.startswith("import time:")}
    assert "click" in loaded and not {"lxml", "lxml.etree", "saxonche", "typst"} & loaded
    findings = [line for line in first.splitlines() if ": warning " in line or ": error " in line]
    assert findings and [line for line in ended.stderr.splitlines() if line in findings] == findings

    write(folder / "own.css", "p { margin: 1px }")
    assert again(build(folder, "--explain")) == []
    EDITS["an image"](folder, 1)
    assert {line.partition(" (")[0] for line in again(build(folder, "--explain"))} == {
        "xml/7.xml", "xml/8.xml", "build/print/edition.pdf",
    }  # fmt: skip

    (folder / "raw" / "letter-1.txt").unlink()
    (folder / "raw" / "letter-2.txt").unlink()
    replace(folder, "xml/letter-2.xml", "shall", "will")
    said = build(folder, "--explain")
    assert "raw/letter-1.txt -> xml/letter-1.xml: removed" in said
    assert not (folder / "xml" / "letter-1.xml").exists()
    assert "will" in (folder / "xml" / "letter-2.xml").read_text(encoding="utf-8")
    assert {line.partition(" (")[0] for line in again(said)} == {"xml/letter-2.xml", "build/print/edition.pdf"}


def test_a_file_that_cannot_be_relied_on_is_not_used(tmp_path: Path) -> None:
    path, file = tmp_path / "kept.sqlite", tmp_path / "file"
    file.write_bytes(b"1")

    def kept(change: Callable[[], object]) -> object:
        path.unlink(missing_ok=True)
        ledger = Ledger(path)
        ledger.keep("kind", "name", {"of": "1"}, {str(file): ledger.states.of(file)}, "value")
        ledger.close()
        change()
        ledger = Ledger(path)
        value = ledger.find("kind", "name", {"of": "1"})
        ledger.close()
        return value

    assert kept(lambda: None) == "value"
    assert kept(lambda: path.chmod(0o666)) is None
    assert kept(lambda: path.write_bytes(b"no database" * 500)) is None
    assert kept(lambda: path.write_bytes(path.read_bytes().replace(b"name", b"mane"))) is None
    assert kept(lambda: changed_value(path)) is None
    assert kept(lambda: file.write_bytes(b"2")) is None
    file.write_bytes(b"1")
    busy = Ledger(path)
    assert kept_while_locked(path) is None
    busy.close()
    assert Ledger(None).find("kind", "name", {}) is None


def changed_value(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as base:
        base.execute("UPDATE kept SET value = x'00'")
        base.commit()


def kept_while_locked(path: Path) -> object:
    ledger = Ledger(path)
    ledger.keep("kind", "name", {}, {}, "other")
    value = ledger.find("kind", "name", {})
    ledger.close()
    return value


def test_a_run_that_is_killed_keeps_what_it_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "_SECONDS", -1)
    running = Ledger(tmp_path / "running.sqlite")
    running.keep("kind", "first", {}, {}, "value")
    running.keep("kind", "second", {}, {}, "value")
    killed = tmp_path / "killed.sqlite"  # what a process leaves that does not close it
    for path in tmp_path.glob("running.sqlite*"):
        shutil.copy(path, killed.with_name(path.name.replace("running", "killed")))
    after = Ledger(killed)
    assert after.names("kind") == ["first", "second"]
    after.close()
    running.close()


def test_a_build_in_python_uses_what_the_command_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "edition"
    make_edition(folder)
    edition = Edition.open(folder)
    first = edition.build(print=False)
    kept = ledger_of(folder)
    assert len(kept.names("convert")) == 3 and len(kept.names("site")) == 1
    kept.close()
    monkeypatch.setattr(DocumentMaker, "__call__", lambda maker, job: pytest.fail(f"{job} is made again"))
    assert [each.path for each in edition.build(print=False).converted] == [each.path for each in first.converted]
    with pytest.raises(pytest.fail.Exception):
        edition.build(print=False, cache=False)


def test_another_entry_of_a_register_makes_no_document_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    folder, names = tmp_path / "edition", list[str]()
    make_edition(folder)
    further = '<place xml:id="l2"><placeName>Paris</placeName></place></listPlace>'
    replace(folder, "xml/places.xml", "</listPlace>", further)
    edition, make = Edition.open(folder), DocumentMaker.__call__

    def noting(maker: DocumentMaker, job: DocumentJob) -> MadeFile:
        names.append(job.file.path.name)
        return make(maker, job)

    edition.build(print=False)
    monkeypatch.setattr(DocumentMaker, "__call__", noting)
    replace(folder, "xml/places.xml", "Paris", "Prague")
    edition.build(print=False)
    assert names == ["places.xml"]
    replace(folder, "xml/places.xml", "London", "Londinium")
    edition.build(print=False)
    assert sorted(names[1:]) == ["7.xml", "8.xml", "places.xml"]
    replace(folder, "xml/8.xml", '<p xml:id="p8">', '<p xml:id="p9">')
    edition.build(print=False)
    assert sorted(names[4:]) == ["7.xml", "8.xml"]


def test_a_file_that_changes_twice_at_once_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"1")
    states = States()
    before = states.of(path)
    status = path.stat()
    path.write_bytes(b"2")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert States(states.rows()).of(path) != before


def test_what_a_document_depends_on_is_noted(tmp_path: Path) -> None:
    make_edition(tmp_path)
    selection = select_edition(load_edition(tmp_path))
    plan = make_plan(selection)
    files = made_files(selection, plan, Wanted(site=tmp_path / "site"), SILENT, Published())
    uses = next(made.file.uses for made in files if made.file.path.name == "7.xml")
    noted = {tmp_path / name for name in ("images/seal.png", "xml/8.xml", "xml/places.xml", "site/tei/7.xml")}
    assert set(map(str, noted)) <= set(uses)
    assert any(what.startswith("schema ") for what in uses)
    assert uses[f"pages of {tmp_path / 'xml/8.xml'}"].count("Page(") == 1


def test_only_tei_that_nobody_has_edited_is_removed_with_its_transcript(tmp_path: Path) -> None:
    write(tmp_path / "raw" / "a.txt", LETTER.format(to="A", n=1, by="B"))
    jobs = [Job(tmp_path / "raw" / "a.txt", name, tmp_path / f"{name}.xml", "wilson") for name in "abc"]
    ledger = Ledger(tmp_path / "kept.sqlite")
    convert_all(jobs, None, "", lambda name: None, 1, ledger)
    replace(tmp_path, "b.xml", "answer", "reply to")
    assert remove_orphans([], tmp_path, ledger) == []
    assert [outcome.target.name for outcome in remove_orphans(jobs[2:], tmp_path, ledger)] == ["a.xml"]
    assert [path.name for path in sorted(tmp_path.glob("*.xml"))] == ["b.xml", "c.xml"]
    assert remove_orphans(jobs[2:], tmp_path, ledger) == []
    ledger.close()
