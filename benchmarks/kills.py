"""Kills builds at random moments, and counts what a later build does not make good.

`python benchmarks/kills.py [--kills N] [--letters N] [--seed N] [--jobs N …]`. For each number of processes (1, 2):
a build of an invented edition is killed (SIGKILL) N times, at a moment between its start and its end. A build that
nobody kills follows each time. It must give the bytes of the first build, and leave no other file behind, hidden ones
included; the processes of the killed build must end. One line for each number of processes with what was counted; exit
status 1 where something is wrong.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LETTER = "To Comrade {to}\n\nYour letter of 5 May 1950 [handwritten: {n}].\n\n{text}\n\n{by}\n5 May 1950\n"
NAMES = ("A. Orlov", "B. Petrov", "C. Novik", "D. Ivanov")
WORDS = ("grain", "transport", "railway", "report", "meeting", "decision", "minister", "answer", "delay", "winter")
WITHOUT_OUTPUT = 0.3  # of the killed builds that begin without any output


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--letters", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    given = options.parse_args()
    wrong = 0
    for processes in given.jobs:
        with tempfile.TemporaryDirectory() as folder:
            wrong += Killing(Path(folder), given.letters, processes, random.Random(given.seed)).run(given.kills)
    return 1 if wrong else 0


class Killing:
    """The builds of one edition with a number of processes."""

    def __init__(self, folder: Path, letters: int, processes: int, chance: random.Random) -> None:
        self._folder = folder / "edition"
        self._processes = processes
        self._chance = chance
        self._environment = {**os.environ, "TEIKIT_CACHE": str(folder / "cache")}
        self._make_edition(letters)

    def run(self, kills: int) -> int:
        """The number of kills after which something was wrong; one line says what was done."""
        begun = time.perf_counter()
        self._build()
        seconds, expected = time.perf_counter() - begun, files(self._folder)
        killed = wrong = 0
        for number in range(kills):
            if self._chance.random() < WITHOUT_OUTPUT:
                shutil.rmtree(self._folder / "build")
                for path in self._folder.joinpath("xml").glob("letter-*.xml"):
                    path.unlink()
            killed += self._kill(self._chance.uniform(0, seconds))
            self._build()
            if differences := differing(expected, files(self._folder)):
                wrong += 1
                print(f"after kill {number + 1}: {', '.join(differences[:5])}")
                self._build()
                expected = files(self._folder)
        print(f"{self._processes} processes: {killed} of {kills} builds killed before their end, {wrong} not made good")
        return wrong

    def _make_edition(self, letters: int) -> None:
        raw = self._folder / "raw"
        raw.mkdir(parents=True)
        (self._folder / "edition.toml").write_text('[edition]\ntitle = "Letters"\nconvention = "wilson"\n', "utf-8")
        for n in range(letters):
            text = " ".join(self._chance.choices(WORDS, k=300))
            to, by = self._chance.choices(NAMES, k=2)
            (raw / f"letter-{n:03}.txt").write_text(LETTER.format(to=to, n=n, text=text, by=by), encoding="utf-8")

    def _started(self, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "teikit", "build", "--no-print", "--quiet", "--jobs", str(self._processes)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        return subprocess.Popen([*command, *words], cwd=self._folder, env=self._environment, **pipes)

    def _build(self) -> None:
        process = self._started()
        output, _ = process.communicate()
        if process.returncode:
            raise RuntimeError(output.decode())

    def _kill(self, seconds: float) -> bool:
        """Kill a build after a time; whether it was still at work. Returns when all its processes have ended."""
        process = self._started("--no-cache")
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        return process.returncode != 0


def files(folder: Path) -> dict[str, bytes]:
    """All files in a folder, hidden ones included."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing(expected: dict[str, bytes], found: dict[str, bytes]) -> list[str]:
    """The names of files that are only in one of two sets, or differ."""
    return sorted(name for name in {**expected, **found} if expected.get(name) != found.get(name))


if __name__ == "__main__":
    sys.exit(main())
