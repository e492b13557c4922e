"""Work on a Dask cluster: two workers on loopback give what this machine gives, also where one is killed in mid-run."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_parallel import LETTER, make_edition

from teikit.cli.main import cli

pytest.importorskip("distributed", reason="the packages of the extra dask are not installed")

from bucket_store import register

_LONG = 300  # seconds; ends a test that would wait forever


class Cluster:
    """A scheduler and two workers, each a process."""

    def __init__(self, folder: Path) -> None:
        """`hidden` is a folder that the workers do not see."""
        self._folder, self.hidden = folder, folder / "hidden"
        self.hidden.mkdir()
        (folder / "bucket").mkdir()
        (folder / "traps").mkdir()
        self.trap = folder / "traps" / "17.txt"
        names = {"BUCKET": folder / "bucket", "HIDDEN": self.hidden, "TRAP": self.trap}
        os.environ.update({f"TEIKIT_TEST_{name}": str(path) for name, path in names.items()})
        register()
        self.file = folder / "scheduler.json"
        common = ["--no-dashboard", "--scheduler-file", str(self.file)]
        self._scheduler = self._started("scheduler", "--host", "127.0.0.1", "--port", "0", *common)
        self._wait(self._scheduler, "Scheduler at:")
        self.workers = [self.worker() for _ in range(2)]

    def worker(self) -> subprocess.Popen[str]:
        """One more worker."""
        words = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self._folder)]
        words += ["--preload", str(Path(__file__).with_name("bucket_store.py"))]
        process = self._started("worker", "--scheduler-file", str(self.file), *words)
        self._wait(process, "Registered to:")
        return process

    def _started(self, kind: str, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *words]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def _wait(self, process: subprocess.Popen[str], words: str) -> None:
        assert process.stderr
        for line in process.stderr:
            if words in line:
                self.address = line.split()[-1].replace("tcp://", "dask://") if "Scheduler" in words else self.address
                return
        raise AssertionError(f"it has not said {words}")

    def stop(self) -> None:
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.communicate()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    running = Cluster(tmp_path_factory.mktemp("cluster"))
    yield running
    running.stop()


def run(folder: Path, *words: str) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        result = CliRunner().invoke(cli, [*words, "--format", "json"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.stdout


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_build_on_a_cluster_gives_the_same_bytes(cluster: Cluster, tmp_path: Path) -> None:
    said = {}
    for name, words in {"here": [], "there": ["--executor", cluster.address]}.items():
        (tmp_path / name).mkdir()
        make_edition(tmp_path / name)
        said[name] = run(tmp_path / name, "build", "--jobs", "1", *words)
    assert said["there"] == said["here"]
    assert "publish-omitted" in said["there"]
    assert files(tmp_path / "there") == files(tmp_path / "here")


def test_workers_that_share_no_folder_get_and_give_files_through_a_store(cluster: Cluster, tmp_path: Path) -> None:
    """Twice: the second build changes a letter, removes one, and merges what a person changed in the TEI of a third."""
    there = cluster.hidden / "edition"
    for folder, words in ((tmp_path, []), (there, ["--executor", cluster.address, "--store", "bucket://runs"])):
        folder.mkdir(exist_ok=True)
        make_edition(folder)
        first = run(folder, "build", "--no-print", "--jobs", "1", *words)
        letters = sorted((folder / "raw").glob("*.txt"))
        letters[1].write_text(LETTER.format(to="A. Orlov", n=99, name="C. Novik"), encoding="utf-8")
        letters[2].unlink()
        tei = folder / "xml" / f"{letters[3].stem}.xml"
        tei.write_text(tei.read_text("utf-8").replace("received", "had"), encoding="utf-8")
        letters[3].write_text(letters[3].read_text("utf-8").replace("answer", "reply to"), encoding="utf-8")
        second = run(folder, "build", "--no-print", "--jobs", "1", *words)
        if folder == tmp_path:
            here = first, second
    assert (first, second) == here
    assert "had" in (there / "xml" / tei.name).read_text("utf-8")
    assert files(there) == files(tmp_path)
    assert not any(path.is_file() for path in (cluster.hidden.parent / "bucket").rglob("*"))


def test_the_work_of_a_worker_that_is_killed_is_done_by_another(cluster: Cluster, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    names = [f"{n:02}.txt" for n in range(40)]
    for n, name in enumerate(names):
        (raw / name).write_text(LETTER.format(to=f"A. Orlov{n % 3}", n=n, name="B"), encoding="utf-8")
    words = ["convert", *(f"raw/{name}" for name in names), "--no-people"]
    run(tmp_path, *words, "--output", "here", "--jobs", "1")

    busy, letter = raw / names[17], (raw / names[17]).read_bytes()
    busy.unlink()
    os.mkfifo(busy)
    command = [sys.executable, "-m", "teikit", *words, "--output", "there", "--executor", cluster.address]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    worker, writer = _reading(cluster.workers, process, busy, letter)
    busy.unlink()
    busy.write_bytes(letter)
    worker.send_signal(signal.SIGKILL)
    output, _ = process.communicate(timeout=_LONG)
    os.close(writer)
    assert process.returncode == 0, output
    assert files(tmp_path / "there") == files(tmp_path / "here")
    assert not (tmp_path / ".teikit-chunks").exists()
    worker.communicate()
    cluster.workers[cluster.workers.index(worker)] = cluster.worker()


def test_a_worker_with_a_store_is_killed_and_another_does_its_work(cluster: Cluster, tmp_path: Path) -> None:
    there = cluster.hidden / "letters"
    for folder in (tmp_path, there):
        (folder / "raw").mkdir(parents=True)
        for n in range(40):
            letter = LETTER.format(to=f"A. Orlov{n % 3}", n=n, name="B")
            (folder / "raw" / f"{n:02}.txt").write_text(letter, encoding="utf-8")
    run(tmp_path, "convert", "raw", "--output", "tei", "--jobs", "1")
    cluster.trap.touch()
    words = ["convert", "raw", "--output", "tei", "--executor", cluster.address, "--store", "bucket://runs"]
    starting = "import bucket_store, teikit.cli.main; bucket_store.register(); teikit.cli.main.cli()"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    process = subprocess.Popen([sys.executable, "-c", starting, *words], cwd=there, env=environment, text=True, **pipes)
    while cluster.trap.exists() and process.poll() is None:
        time.sleep(0.05)
    (trapped,) = cluster.trap.parent.iterdir()
    worker = next(each for each in cluster.workers if str(each.pid) == trapped.name)
    worker.kill()
    output, _ = process.communicate(timeout=_LONG)
    assert process.returncode == 0, output
    assert files(there) == files(tmp_path)
    worker.communicate()
    cluster.workers[cluster.workers.index(worker)] = cluster.worker()


def _reading(
    workers: list[subprocess.Popen[str]], command: subprocess.Popen[str], pipe: Path, content: bytes
) -> tuple[subprocess.Popen[str], int]:
    """The worker that waits for the content of a pipe, and the other end of it; the command itself gets the content."""
    while True:
        writer = os.open(pipe, os.O_WRONLY)  # waits until a process reads it
        while not (readers := [each for each in (*workers, command) if _reads(each.pid, pipe)]):
            assert command.poll() is None  # it has the pipe open in a moment
        if readers[0] is not command:
            return readers[0], writer
        os.write(writer, content)
        os.close(writer)
        while _reads(command.pid, pipe):
            pass


def _reads(process: int, pipe: Path) -> bool:
    """Whether a process has a file open."""
    for each in Path(f"/proc/{process}/fd").iterdir():
        with suppress(OSError):  # it is closed between two looks
            if each.readlink() == pipe:
                return True
    return False


def test_what_goes_through_the_scheduler_is_small() -> None:
    import pickle

    from teikit.distributed.chunks import Facts

    assert len(pickle.dumps(Facts(64, 10**9, 1e-9))) < 2000


@pytest.mark.parametrize("address", ["127.0.0.1:1", "dask://127.0.0.1:1"])
def test_a_cluster_that_is_not_there_is_one_sentence(address: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        patch.setattr("teikit.distributed.dask_cluster._PATIENCE", 1)
        result = CliRunner().invoke(cli, ["convert", "a.txt", "--output", "out", "--executor", address])
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1 and "127.0.0.1:1" in result.stderr
