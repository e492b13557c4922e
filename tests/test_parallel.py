"""Many transcripts on several cores: the files and reports are those of one process, in its order."""

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from interrupting import interrupt

from teikit.cli.main import cli
from teikit.conversion import batch as conversion
from teikit.conversion.convert import convert
from teikit.conversion.outcome import Outcome
from teikit.conversion.store import Status
from teikit.core import Work, parallel_map
from teikit.edition.selection import Job

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


def test_a_process_that_dies_takes_no_other_transcript_with_it(letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "convert", dies_with_three)
    jobs = [
        Job(path, path.name, letters / "out" / f"{path.stem}.xml", "wilson") for path in sorted(Path("raw").iterdir())
    ]
    outcomes = conversion.convert_all(jobs, None, "", lambda name: None, 2)
    assert [outcome.name for outcome in outcomes] == [job.name for job in jobs]
    failed = {outcome.name: outcome.findings[0].code for outcome in outcomes if outcome.status is Status.FAILED}
    assert failed.pop("03.txt") == "convert-failed"
    assert set(failed) <= {"07.txt"}
    assert (letters / "out" / "04.xml").exists()


def dies_with_three(job: Job) -> Outcome:
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
