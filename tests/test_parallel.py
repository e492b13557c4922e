"""Many transcripts on several cores: the files and reports are those of one process, in its order."""

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from interrupting import interrupt

from teikit.cli.build import _needs_workers
from teikit.cli.main import cli
from teikit.conversion import batch as conversion
from teikit.conversion.convert import convert
from teikit.conversion.outcome import Outcome
from teikit.conversion.store import Status
from teikit.core import Diagnostic, Ledger, Work, parallel_map, shared_workers
from teikit.edition import load_edition, select_edition
from teikit.edition.selection import Job
from teikit.publication import Published, Run, documents, publish
from teikit.publication.making import DocumentJob, DocumentMaker, Made, MadeFile
from teikit.publication.reading.sources import Source

_LONG = 300  # seconds

LETTER = """To Comrade {to}

We have received your letter of 5 May 1950 [handwritten: {n}] and shall answer it at once[.

{name}
5 May 1950
"""


@pytest.fixture
def letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of twenty letters with doubts and names, and the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    for n in range(20):
        name = f"A. {'Orlov' if n % 2 else 'Petrov'}{'sky' * (n % 3)}"
        (tmp_path / "raw" / f"{n:02}.txt").write_text(LETTER.format(to=name, n=n, name=name), encoding="utf-8")
    (tmp_path / "raw" / "07.txt").write_bytes(b"\xff\xfe\x00")
    return tmp_path


def jobs_in(folder: Path) -> list[Job]:
    return [
        Job(path, path.name, folder / "out" / f"{path.stem}.xml", "wilson") for path in sorted(Path("raw").iterdir())
    ]


def converted(out: str, *words: str) -> tuple[list[str], list[dict[str, object]], dict[str, bytes]]:
    """The output, the diagnostics, and the files."""
    report = Path(f"{out}.json")
    result = CliRunner().invoke(cli, ["convert", "raw", "--output", out, "--report", str(report), *words])
    assert not result.exception or isinstance(result.exception, SystemExit)
    files = {path.name: path.read_bytes() for path in sorted(Path(out).iterdir()) if path.is_file()}
    diagnostics = json.loads(report.read_text(encoding="utf-8").replace(f"{out}/", "OUT/"))
    return result.stdout.replace(f"{out}/", "OUT/").splitlines(), diagnostics, files


@pytest.mark.parametrize("people", ["--people", "--no-people"])
def test_two_processes_write_and_say_what_one_does(letters: Path, people: str) -> None:
    one, two = converted("one", people, "--jobs", "1"), converted("two", people, "--jobs", "2")
    assert len(one[2]) >= 19
    assert ("people.xml" in one[2]) == (people == "--people")
    assert one == two


def test_what_goes_to_a_process_and_what_is_held_stays_small(letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document goes there without the list of persons, which grows with the documents, and without any model."""
    sent: list[bytes] = []

    def here(work: Work[object, object], items: Sequence[object], processes: int) -> Iterator[object]:
        sent.extend(map(pickle.dumps, items))
        return map(work.do, items)

    monkeypatch.setattr(conversion, "parallel_map", here)
    people = "".join(f'<person xml:id="p{n}"><persName>Anna {n} Orlov</persName></person>' for n in range(1000))
    tei = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson>{}</listPerson></standOff></TEI>'
    listed = letters / "people.xml"
    listed.write_text(tei.format(people), encoding="utf-8")
    conversion.convert_all(jobs_in(letters), listed, "", lambda name: None, 2)
    assert len(sent) == 20 + 19  # each is sent once, and again when the persons that it names are known
    assert max(map(len, sent)) < 20_000


def test_a_process_that_dies_takes_no_other_transcript_with_it(letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "convert_knowing", dies_with_three)
    jobs = jobs_in(letters)
    outcomes = conversion.convert_all(jobs, None, "", lambda name: None, 2)
    assert [outcome.name for outcome in outcomes] == [job.name for job in jobs]
    failed = {outcome.name: outcome.findings[0].code for outcome in outcomes if outcome.status is Status.FAILED}
    assert failed.pop("03.txt") == "convert-failed"
    assert set(failed) <= {"07.txt"}
    assert (letters / "out" / "04.xml").exists()


def dies_with_three(known: Mapping[str, str] | None, job: Job) -> Outcome:
    if job.name == "03.txt":
        os._exit(99)
    return convert(job)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
def test_an_interrupt_ends_the_run_while_a_worker_is_busy(letters: Path) -> None:
    raw = [*sorted(Path("raw").iterdir()), Path("raw/pipe.txt")]
    command = [sys.executable, "-m", "teikit", "convert", *map(str, raw), "--output", "out", "--jobs", "2"]
    code, errors = interrupt(command, Path("raw/pipe.txt"))
    assert code == 130
    assert "interrupted" in errors
    assert "Traceback" not in errors
    assert not Path("out/pipe.xml").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
def test_processes_that_start_soon_do_the_same_work() -> None:
    with shared_workers(("json",), soon=True):
        assert list(parallel_map(Work(abs, abs, ()), range(-20, 0), 2)) == list(range(20, 0, -1))


def test_processes_start_soon_for_the_first_build_of_many_letters_only(letters: Path) -> None:
    (letters / "edition.toml").write_text('[edition]\ntitle = "Letters"\n', encoding="utf-8")
    selection = select_edition(load_edition(letters))
    assert not _needs_workers(selection, 2)
    many = [letters / "raw" / f"{number}.txt" for number in range(64)]
    assert _needs_workers(selection._replace(files=many), 2)
    assert not _needs_workers(selection._replace(files=many), 1)


def test_a_ledger_is_empty_until_something_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    ledger = Ledger(path)
    assert ledger.is_empty
    ledger.keep("kind", "name", {}, {}, 1)
    assert not ledger.is_empty
    ledger.close()
    assert Ledger(path, fresh=True).is_empty


def test_workers_end_with_their_run(tmp_path: Path) -> None:
    program = Path(__file__).with_name("orphans.py")
    # The output ends when all processes of the run have ended.
    killed = subprocess.run([sys.executable, str(program), str(tmp_path)], capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    begun = {path.name for path in tmp_path.iterdir()}
    assert "0" in begun and begun <= {"0", "8"}


@pytest.fixture
def heeding() -> Iterator[None]:
    """This process heeds interrupts, though a shell makes the programs that it runs in the background ignore them."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


class Drops:
    """Python drops an exception that comes up while an object is finalised: so it would drop this interrupt."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0)  # here Python sees the signal


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_that_python_drops_ends_the_run_too(heeding: None) -> None:
    results = parallel_map(Work(first_is_quick, first_is_quick, ()), range(9), 2)
    assert next(results) == 0
    Drops()
    with pytest.raises(KeyboardInterrupt):
        list(results)


def first_is_quick(item: int) -> int:
    """The last item is a list of its own and takes longer than anybody waits; without the interrupt it is a result."""
    if item == 8:
        time.sleep(_LONG)
    return item


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], dict[str, bytes]]:
    """What one process says of an edition with every kind of trouble, and what it writes."""
    return built(tmp_path_factory.mktemp("one"), "1")


def built(folder: Path, processes: str) -> tuple[list[str], dict[str, bytes]]:
    """The diagnostics of a build of an edition, and the files of its TEI, site and print."""
    make_edition(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        result = CliRunner().invoke(cli, ["build", "--jobs", processes, "--format", "json"])
    assert isinstance(result.exception, SystemExit)
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return result.stdout.splitlines(), {name: path.read_bytes() for name, path in files.items()}


def make_edition(folder: Path) -> None:
    """Letters, one that cannot be read, TEI with links, an image that two letters show, and a damaged TEI file."""
    for name in ("raw", "xml", "images"):
        (folder / name).mkdir()
    (folder / "edition.toml").write_text('[edition]\ntitle = "Letters"\nconvention = "wilson"\n', encoding="utf-8")
    for n in range(9):
        (folder / "raw" / f"l{n}.txt").write_text(LETTER.format(to=f"A. Orlov{n % 3}", n=n, name="B"), encoding="utf-8")
    (folder / "raw" / "l7.txt").write_bytes(b"\xff\xfe\x00")
    (folder / "images" / "seal.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>')
    for n in range(9):
        (folder / "xml" / f"tei{n}.xml").write_text(TEI.format(n=n, other=(n + 1) % 9), encoding="utf-8")
    (folder / "xml" / "tei5.xml").write_text("<TEI xmlns='http://www.tei-c.org/ns/1.0'><text>", encoding="utf-8")


TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Number {n}</title></titleStmt>'
    "<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader><text><body>"
    '<p>See <ref target="tei{other}.xml">the next</ref>, <add place="x y">and</add> <undefined>this</undefined>.</p>'
    '<figure><graphic url="../images/seal.svg"/></figure></body></text></TEI>'
)


def test_two_processes_publish_and_say_what_one_does(
    published: tuple[list[str], dict[str, bytes]], tmp_path: Path
) -> None:
    said, files = published
    assert {"build/html/tei4.html", "build/html/l3.html", "build/print/edition.pdf"} <= set(files)
    assert "build/html/tei5.html" not in files
    assert "build/html/images/images/seal.svg" in files
    assert any("publish-omitted" in line for line in said)
    says, writes = built(tmp_path, "2")
    assert "\n".join(says) == "\n".join(said)
    assert writes == files


def test_a_process_that_dies_takes_no_other_document_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_edition(tmp_path)
    monkeypatch.setattr(documents, "DocumentMaker", DiesWithFour)
    result = documents_published(tmp_path)
    assert [f.message for f in result.findings if f.file.endswith("tei4.xml")] == [
        "could not be published: the process that worked on it ended unexpectedly"
    ]
    assert {path.stem for path in result.published} == {f"tei{n}" for n in (0, 1, 2, 3, 6, 7, 8)}


def test_a_fault_of_teikit_takes_no_other_document_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_edition(tmp_path)
    monkeypatch.setattr(DocumentMaker, "_made", fails_with_four)
    result = documents_published(tmp_path, 1)
    assert "tei4.xml" in next(f.file for f in result.findings if "teikit has a fault (KeyError" in f.message)
    assert {path.stem for path in result.published} == {f"tei{n}" for n in (0, 1, 2, 3, 6, 7, 8)}


def documents_published(folder: Path, processes: int = 2) -> Published:
    return publish(select_edition(load_edition(folder)), folder / "build", True, False, Run(processes=processes))


class DiesWithFour(DocumentMaker):
    """Ends the process that works on the fourth document."""

    def __call__(self, job: DocumentJob) -> MadeFile:
        if job.file.path.stem == "tei4":
            os._exit(99)
        return super().__call__(job)


made = DocumentMaker._made


def fails_with_four(self: DocumentMaker, source: Source, *findings: list[Diagnostic]) -> Iterator[Made]:
    if source.page.name == "tei4":
        raise KeyError("fault")
    return made(self, source, *findings)
