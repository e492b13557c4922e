"""Measures `teikit build` beside other publishers of TEI: whole processes, in turn, in one run.

    python benchmarks/rivals.py KIND=FOLDER… [--stylesheets FILE] [--torchio FOLDER] [--runs N]

Each FOLDER holds TEI of one kind (diary, letters, novels). FILE is html/html.xsl in a copy of
github.com/TEIC/Stylesheets: compiled once in saxonche, then applied to each file; FOLDER of --torchio a copy of
github.com/emmcarbe/torchio, which is run with `--site`. teikit is run with one process and without what it keeps:
with the validation that it does by itself. CPU seconds are those of a process and
its children, memory is that of the largest process; of the runs the least counts.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple


class Taken(NamedTuple):
    """What a process took: CPU seconds, MB."""

    cpu: float
    memory: float


def measured(command: list[str]) -> Taken:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr
    words = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"{command}: {words[-2000:].decode('utf-8', 'replace')}")
    return Taken(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)


def by_stylesheets(sheet: Path, folder: Path, out: Path) -> None:
    """The work of the TEI Stylesheets, in this process."""
    from saxonche import PySaxonProcessor

    saxon = PySaxonProcessor(license=False)
    compiled = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(sheet))
    compiled.set_save_xsl_message(True)
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.rglob("*.xml")):
        page = compiled.transform_to_string(source_file=str(path))
        (out / f"{path.stem}.html").write_text(page, encoding="utf-8")


def commands(given: argparse.Namespace, folder: Path) -> dict[str, list[str]]:
    teikit = [sys.executable, "-m", "teikit", "build", str(folder), "--no-print", "--no-cache", "--jobs", "1", "-q"]
    work = {"teikit": [*teikit, "--output", "OUT"]}
    if given.torchio:
        work["Torchio"] = ["node", str(given.torchio / "tools" / "press.js"), "--site", str(folder), "OUT"]
    if given.stylesheets:
        work["TEI Stylesheets"] = [sys.executable, __file__, "--sheet", str(given.stylesheets), str(folder), "OUT"]
    return work


def compare(kind: str, folder: Path, given: argparse.Namespace) -> None:
    files = sorted(folder.rglob("*.xml"))
    print(f"{kind}: {len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB", flush=True)
    taken: dict[str, list[Taken]] = {}
    with tempfile.TemporaryDirectory() as name:
        for _ in range(given.runs):
            for who, command in commands(given, folder).items():
                out = Path(name) / who.split()[0]
                shutil.rmtree(out, ignore_errors=True)
                taken.setdefault(who, []).append(measured([word.replace("OUT", str(out)) for word in command]))
    ours = min(run.cpu for run in taken["teikit"])
    for who, runs in taken.items():
        least, memory = min(run.cpu for run in runs), max(run.memory for run in runs)
        print(f"  {who:16} {least:7.2f} s CPU, {memory:6.0f} MB; teikit takes {ours / least:.2f} of it", flush=True)


def main() -> None:
    if sys.argv[1:2] == ["--sheet"]:
        by_stylesheets(*map(Path, sys.argv[2:5]))
        return
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("kinds", nargs="+", help="KIND=FOLDER")
    options.add_argument("--stylesheets", type=Path)
    options.add_argument("--torchio", type=Path)
    options.add_argument("--runs", type=int, default=2)
    given = options.parse_args()
    for words in given.kinds:
        kind, _, folder = words.partition("=")
        compare(kind, Path(folder).resolve(), given)


if __name__ == "__main__":
    main()
