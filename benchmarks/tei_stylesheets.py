"""Measures publication beside the TEI Stylesheets: TEI to HTML pages, both warm in one process, in turn.

    python benchmarks/tei_stylesheets.py --stylesheets FILE KIND=FOLDER… [--runs N] [--profile KIND]

FILE is html/html.xsl in a copy of github.com/TEIC/Stylesheets; each FOLDER holds TEI of one kind (letters, novels). The
work of teikit is the whole command `teikit build FOLDER --no-print --jobs 1` with the validation that it includes; that
of the TEI Stylesheets is the transformation alone, compiled before, by the same saxonche. Each is run once before the
figures are taken. CPU seconds are those of the process and its children; the ratio is that of the minimums.
"""

import argparse
import contextlib
import cProfile
import io
import os
import pstats
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from saxonche import PySaxonProcessor

from teikit.cli.main import cli


def cpu_seconds() -> float:
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def by_teikit(folder: Path, out: Path, arguments: list[str]) -> None:
    """The command, in this process."""
    quiet = io.StringIO()
    with contextlib.redirect_stderr(quiet), contextlib.redirect_stdout(quiet), contextlib.suppress(SystemExit):
        cli.main(["build", *arguments, "--output", str(out), "--no-print", "--jobs", "1"], standalone_mode=False)


class TeiStylesheets:
    """The TEI Stylesheets, compiled once."""

    def __init__(self, file: Path) -> None:
        self._saxon = PySaxonProcessor(license=False)
        compiler = self._saxon.new_xslt30_processor()
        self._sheet: Any = compiler.compile_stylesheet(stylesheet_file=str(file))
        self._sheet.set_save_xsl_message(True)

    def publish(self, folder: Path, out: Path) -> None:
        out.mkdir(parents=True, exist_ok=True)
        for path in sorted(folder.rglob("*.xml")):
            page = self._sheet.transform_to_string(source_file=str(path))
            (out / f"{path.stem}.html").write_text(page, encoding="utf-8")


def measured(work: Callable[[], None]) -> float:
    before = cpu_seconds()
    work()
    return cpu_seconds() - before


def compare(kind: str, folder: Path, rival: TeiStylesheets, runs: int, command: str) -> None:
    """Prints the CPU seconds of both, and their ratio."""
    files = sorted(folder.rglob("*.xml"))
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        arguments = [word.format(folder=folder) for word in command.split()]
        works = {
            "ours": lambda: by_teikit(folder, out / "teikit", arguments),
            "theirs": lambda: rival.publish(folder, out / "rival"),
        }
        taken: dict[str, list[float]] = {"ours": [], "theirs": []}
        for turn in range(runs + 1):
            for who, work in works.items():
                seconds = measured(work)
                taken[who] += [seconds] if turn else []
        pages = len(list((out / "teikit").rglob("*.html")))
    ours, theirs = min(taken["ours"]), min(taken["theirs"])
    size = sum(path.stat().st_size for path in files) / 1e6
    print(
        f"{kind:14} {len(files):4} files {size:6.1f} MB {pages:4} pages  teikit {ours:6.2f} s  "
        f"TEI Stylesheets {theirs:6.2f} s  ratio {ours / theirs:.2f}",
        flush=True,
    )


def profile(folder: Path, command: str) -> None:
    """Prints where Python spends its time in a second build; a call of Saxon is one call."""
    with tempfile.TemporaryDirectory() as name:
        arguments = [word.format(folder=folder) for word in command.split()]
        by_teikit(folder, Path(name) / "a", arguments)
        profiler = cProfile.Profile(time.process_time)
        profiler.runcall(by_teikit, folder, Path(name) / "b", arguments)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(25)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--stylesheets", type=Path, required=True)
    options.add_argument("kinds", nargs="+", help="KIND=FOLDER")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--profile", help="of this kind, in place of figures")
    options.add_argument("--arguments", default="{folder}", help="of teikit build, with {folder}")
    given = options.parse_args()
    folders = {kind: Path(folder).resolve() for kind, _, folder in (words.partition("=") for words in given.kinds)}
    if given.profile:
        profile(folders[given.profile], given.arguments)
        return
    rival = TeiStylesheets(given.stylesheets)
    for kind, folder in folders.items():
        compare(kind, folder, rival, given.runs, given.arguments)


if __name__ == "__main__":
    main()
