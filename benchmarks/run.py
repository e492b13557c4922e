"""Measures the CPU time of whole processes of teikit, cold, alternating with another program. Run by `make benchmark`.

The package is compiled to bytecode first, as in an installation, so that the state of the checkout has no influence.
CPU seconds (user and system, of the process and its children) are reliable on a shared machine. The other program,
`opm` (PyPI: open-processing-model, TEI to HTML), is measured if it is installed.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from compileall import compile_dir
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT / "raw" / "000_aa023b8ff146a737.txt"
TEI = ROOT / "xml" / "000_aa023b8ff146a737.xml"
RUNS = 7


def cpu_seconds(command: list[str], folder: Path) -> float:
    """User and system seconds of one run of a command."""
    before = os.times()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = os.times()
    return (after.children_user - before.children_user) + (after.children_system - before.children_system)


def write_edition(folder: Path) -> None:
    (folder / "raw").mkdir()
    shutil.copy(RAW, folder / "raw")
    (folder / "edition.toml").write_text('[edition]\ntitle = "One"\n', encoding="utf-8")


def commands(folder: Path) -> dict[str, list[str]]:
    """The commands by name; `baseline` is what Python and the libraries cost before any work."""
    teikit = [sys.executable, "-m", "teikit"]
    commands_by_name = {
        "baseline: import click, lxml, saxonche": [sys.executable, "-c", "import click, lxml.etree, saxonche"],
        "teikit convert, one document": [*teikit, "convert", str(RAW), "--output", str(folder / "out")],
        "teikit validate, one document": [*teikit, "validate", str(TEI)],
        "teikit build to HTML, one document": [*teikit, "build", "--no-print"],
        "teikit build to HTML and PDF, one document": [*teikit, "build"],
    }
    opm = shutil.which("opm") or shutil.which("opm", path=str(Path(sys.executable).parent))
    if opm:
        commands_by_name["opm transform, one document (TEI to HTML)"] = [opm, "transform", str(TEI)]
    return commands_by_name


def main() -> None:
    compile_dir(ROOT / "teikit", quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_edition(folder)
        work = commands(folder)
        times: dict[str, list[float]] = {name: [] for name in work}
        for turn in range(RUNS + 1):
            for label, command in work.items():
                taken = cpu_seconds(command, folder)
                if turn:
                    times[label].append(taken)
        print(f"CPU seconds of a whole process, {RUNS} runs in turn after one to warm up")
        for label, taken in times.items():
            print(f"{label:46} median {statistics.median(taken):.2f}  min {min(taken):.2f}  max {max(taken):.2f}")


if __name__ == "__main__":
    main()
