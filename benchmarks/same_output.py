"""Compares what two installations of teikit make of the same files, byte by byte.

    python benchmarks/same_output.py BEFORE/bin/teikit AFTER/bin/teikit [FILE-OR-FOLDER]…

Each command builds the same editions in folders of its own: the sample edition, the transcripts of `tests/cases`, the
TEI of the tests, and one edition of the transcripts in the files and folders that are named. The TEI, the HTML and the
PDF files are compared. Every file that differs is listed with its first different line; the exit status is 1 if any
does.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ("edition.toml", "raw")
TEI_FOLDERS = ("html", "probe", "html_coverage", "facsimile", "print")
CONFIGURATION = '[edition]\ntitle = "Comparison"\ndate = "2026"\n'
SUFFIXES = (".xml", ".html", ".pdf")
FOREIGN = "[validation]\nown = false\n"


def main() -> int:
    """Builds all editions with both commands, prints the differences, and returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("paths", nargs="*", type=Path, help="more transcripts")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sides = [Path(folder) / "before", Path(folder) / "after"]
        for side, command in zip(sides, (options.before, options.after), strict=True):
            for edition in make_editions(side, options.paths):
                subprocess.run([command.absolute(), "build"], cwd=edition, capture_output=True, check=False)
        count_of_files = sum(path.suffix in SUFFIXES for path in sides[1].rglob("*"))
        differences = list(compare(*sides))
    count = sum(1 for line in differences if not line.startswith(" "))
    print("\n".join([*differences, f"{count} of {count_of_files} TEI, HTML and PDF files differ"]))
    return 1 if count else 0


def make_editions(folder: Path, paths: list[Path]) -> list[Path]:
    """Writes the sources of the editions into `folder` and returns the folder of each."""
    sample, cases, tei, more = (folder / name for name in ("sample", "cases", "tei", "more"))
    sample.mkdir(parents=True)
    for name in SAMPLE:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, sample / name)
    transcripts = sorted((ROOT / "tests" / "cases").rglob("transcript.txt"))
    write_edition(cases, "raw", {name_of(path.parent) + ".txt": path for path in transcripts})
    documents = [path for name in TEI_FOLDERS for path in sorted((ROOT / "tests" / name).glob("*.xml"))]
    write_edition(
        tei, "xml", {f"{path.parent.name}-{path.name}": path for path in documents}, "[validation]\nown = false\n"
    )
    named = [file for path in paths for file in ([path] if path.is_file() else sorted(path.rglob("*.txt")))]
    write_edition(more, "raw", {path.name: path for path in named})
    return [sample, cases, tei, *([more] if named else [])]


def name_of(case: Path) -> str:
    """A file name for the case in a folder."""
    return "-".join(case.relative_to(ROOT / "tests" / "cases").parts)


def write_edition(folder: Path, kind: str, files: dict[str, Path], configuration: str = "") -> None:
    """Writes an edition whose sources are `files`, by their names in the folder `kind` (raw or xml)."""
    (folder / kind).mkdir(parents=True)
    (folder / "edition.toml").write_text(CONFIGURATION + configuration, encoding="utf-8")
    for name, path in files.items():
        shutil.copyfile(path, folder / kind / name)


def compare(before: Path, after: Path) -> Iterator[str]:
    """The files that only one folder has, and those whose bytes differ, each with its first different line."""
    names = {path.relative_to(side) for side in (before, after) for path in side.rglob("*") if path.is_file()}
    for name in sorted(names):
        if not (before / name).is_file():
            yield f"{name}: only after"
        elif not (after / name).is_file():
            yield f"{name}: only before"
        elif (before / name).read_bytes() != (after / name).read_bytes():
            yield f"{name}: differs"
            yield from first_difference(before / name, after / name)


def first_difference(before: Path, after: Path) -> Iterator[str]:
    """The first line of two text files that differs, as both have it; nothing for a PDF."""
    if before.suffix == ".pdf":
        return
    texts = (path.read_text(encoding="utf-8", errors="replace").splitlines() for path in (before, after))
    for number, (old, new) in enumerate(zip(*texts, strict=False), 1):
        if old != new:
            start = next((i for i, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), 0)
            yield f"  line {number}\n  - {excerpt(old, start)}\n  + {excerpt(new, start)}"
            return


def excerpt(line: str, start: int) -> str:
    """The part of a line around the offset `start`."""
    return line[max(0, start - 60) : start + 120]


if __name__ == "__main__":
    sys.exit(main())
