"""Measures an edition as it grows: CPU, memory and stages of `teikit build` from transcripts to site and search.

    python benchmarks/scale.py [--count 200 2000 20000] [--folder FOLDER] [--jobs N]

For each number of invented transcripts (`transcripts.py`): a first build (convert, check, pages, lists, registers,
search, exports; no PDF), one with nothing changed, and one after a change of one transcript. CPU seconds are those of
the process and all its workers, memory is the highest sum of their resident sets, looked at three times a second; the
seconds of the stages are from `--log-json`, in the time of the clock. With --folder the editions stay there.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from transcripts import prepare

OFTEN = 0.3  # seconds between two looks
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


class Measured(NamedTuple):
    """What a run took: CPU seconds, clock seconds, MB of all processes and of the largest, the last event."""

    cpu: float
    clock: float
    memory: float
    largest: float
    summary: dict[str, Any]


class Looks:
    """What was seen of the processes of a session: a forkserver's children are nobody's, so times are looked at too."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._seconds: dict[tuple[str, str], float] = {}
        self.most = self.largest = 0

    @property
    def cpu(self) -> float:
        """User and system seconds of all processes that were seen, those that have ended too."""
        return sum(self._seconds.values())

    def look(self) -> None:
        """Look at all processes once."""
        sizes = [0]
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with suppress(OSError, IndexError):
                    fields = (entry / "stat").read_text().rpartition(")")[2].split()
                    if int(fields[3]) == self._session:
                        self._seconds[entry.name, fields[19]] = (int(fields[11]) + int(fields[12])) / TICKS
                        sizes.append(int((entry / "statm").read_text().split()[1]) * PAGE)
        self.most, self.largest = max(self.most, sum(sizes)), max(self.largest, *sizes)


def children_seconds() -> float:
    """The seconds of the processes that this one has waited for."""
    times = os.times()
    return times.children_user + times.children_system


def measured(command: list[str], folder: Path, cache: Path) -> Measured:
    """Run a command in a session of its own."""
    before, begun = children_seconds(), time.perf_counter()
    environment = {**os.environ, "TEIKIT_CACHE": str(cache)}
    with (cache / "log").open("w+") as log:
        process = subprocess.Popen(command, cwd=folder, stderr=log, stdout=log, env=environment, start_new_session=True)
        looks = Looks(process.pid)
        while process.poll() is None:
            looks.look()
            time.sleep(OFTEN)
        clock = time.perf_counter() - begun
        log.seek(0)
        lines = log.readlines()
    cpu = max(looks.cpu, children_seconds() - before)
    try:
        summary = json.loads(lines[-1])
    except (ValueError, IndexError):
        raise SystemExit(f"status {process.returncode}: {''.join(lines[-20:])}") from None
    return Measured(cpu, clock, looks.most / 1e6, looks.largest / 1e6, summary)


def shown(name: str, run: Measured, count: int) -> None:
    stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in run.summary["stages"].items())
    print(
        f"  {name:14} CPU {run.cpu:8.2f} s ({count / run.cpu:6.1f} documents a second), clock {run.clock:7.1f} s, "
        f"memory {run.memory:6.0f} MB (largest process {run.largest:.0f}); {stages}",
        flush=True,
    )


def measure(count: int, place: Path, jobs: int) -> None:
    folder, cache = place / f"e{count}", place / f"cache{count}"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(cache, ignore_errors=True)
    cache.mkdir()
    size = prepare(folder, count)
    print(f"{count} documents, {size / 1e6:.1f} MB of transcripts, {jobs} processes", flush=True)
    command = [sys.executable, "-m", "teikit", "build", "--no-print", "--log-json", "--jobs", str(jobs)]
    shown("first build", measured(command, folder, cache), count)
    shown("nothing changed", measured(command, folder, cache), count)
    path = folder / "raw" / "paper-000000.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\nPostscript: one more line.\n", encoding="utf-8")
    shown("one changed", measured(command, folder, cache), count)
    site = [path for path in (folder / "build").rglob("*") if path.is_file()]
    sizes = {path: path.stat().st_size for path in site}
    print(f"  {len(site)} files of {sum(sizes.values()) / 1e6:.1f} MB; the largest:", flush=True)
    for path in sorted(site, key=lambda path: -sizes[path])[:6]:
        print(f"    {sizes[path] / 1e6:8.2f} MB {path.relative_to(folder)}", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", nargs="+", type=int, default=[200, 2000])
    options.add_argument("--folder", type=Path)
    options.add_argument("--jobs", type=int, default=2)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = (given.folder or Path(name)).resolve()
        place.mkdir(exist_ok=True)
        for count in given.count:
            measure(count, place, given.jobs)


if __name__ == "__main__":
    main()
