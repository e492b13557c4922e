"""Measures builds of letters: the first one, with one process and two, and those after a change.

    python benchmarks/builds.py [--count 200] [--size 8200] [--runs 3] [--before PYTHON]

The letters are those of `benchmarks/site.py`. Each build is a process of its own, and its CPU is that of all processes
that it starts. With the Python of another installation, both are measured in turn, so that what else a machine does
counts for both; the least of the runs is printed. Each first build has a new folder and a new cache: to write where
files were removed just before takes more time of the system. The PDF is not made.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from processes import Measured, measured


def letters(folder: Path, count: int, size: int) -> None:
    """Write an edition. (The name of the module is that of one of the standard library.)"""
    spec = spec_from_file_location("synthetic_site", Path(__file__).with_name("site.py"))
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    module.prepare(folder, count, size, None)
    (folder / "own.css").write_text("p { color: black }\n", encoding="utf-8")
    with (folder / "edition.toml").open("a", encoding="utf-8") as settings:
        settings.write('css = "own.css"\n')


def builds(python: str, place: Path, edition: Path) -> Iterator[tuple[str, Measured]]:
    """Each build and what it took; the edition is left as it was."""

    def build(out: str, *options: str) -> Measured:
        command = [python, "-m", "teikit", "build", "--edition", str(edition), "--no-print", *options]
        environment = {**os.environ, "TEIKIT_CACHE": str(place / f"cache-{out}")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        return measured([*command, "--output", str(place / out)], environment)

    letter, style = sorted((edition / "xml").iterdir())[-1], edition / "own.css"
    yield "first build, two processes", build("two", "--jobs", "2")
    yield "first build, one process", build("one", "--jobs", "1")
    build("one")  # takes what the first one kept
    yield "nothing changed", build("one")
    for what, file, before, after in (
        ("a word of a letter changed", letter, "</p>", " railway</p>"),
        ("a name in a letter changed", letter, "</persName>", " X</persName>"),
        ("the style of the edition changed", style, "black", "navy"),
    ):
        content = file.read_text(encoding="utf-8")
        file.write_text(content.replace(before, after, 1), encoding="utf-8")
        yield what, build("one")
        file.write_text(content, encoding="utf-8")
        build("one")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--size", type=int, default=8200, help="characters of the text of a letter")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--before", metavar="PYTHON", help="the Python of another installation")
    given = options.parse_args()
    pythons = {"": sys.executable} | ({"  before": given.before} if given.before else {})
    least: dict[str, Measured] = {}
    with tempfile.TemporaryDirectory() as name:
        edition = Path(name) / "edition"
        letters(edition, given.count, given.size)
        for run in range(given.runs):
            for label, python in pythons.items():
                place = Path(name) / f"{run}{label.strip()}"
                for what, taken in builds(python, place, edition):
                    known = least.get(f"{what}{label}", taken)
                    least[f"{what}{label}"] = min(known, taken, key=lambda each: each.cpu)
    for what, taken in sorted(least.items()):
        times = f"{taken.user:6.2f} + {taken.system:5.2f} s CPU  {taken.clock:6.1f} s"
        print(f"{what:42} {times}  {taken.memory:4.0f} MB so far")


if __name__ == "__main__":
    main()
