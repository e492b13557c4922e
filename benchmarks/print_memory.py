"""Measures the print: CPU seconds and the peak of memory, of the process and its children together, of dense volumes.

`python benchmarks/print_memory.py [--documents N …] [--runs N]`. The volumes are those of the tests: random words, many
of them with an entry in the apparatus. Each is set with a process for each pass and, for comparison, in one process.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).parent.parent / "tests"
_MB = 1e6


def text_of(count: int) -> str:
    """Print XML of so many dense documents."""
    sys.path.insert(0, str(TESTS))
    from print_pages import META, dense

    from teikit.core.saxon import parse
    from teikit.publication.print import print_xml

    sources = (dense(seed)[0].replace('id="made"', f'id="made{seed}"', 1) for seed in range(count))
    return print_xml([parse(source) for source in sources], META)


def job(source: Path, together: bool) -> None:
    """Typeset a volume; prints the hash and the pages of the PDF."""
    from hashlib import sha256

    from teikit.publication.print import separate, typeset

    if together:
        separate.LARGE = sys.maxsize
    data, findings = typeset(source.read_text(encoding="utf-8"))
    source.with_suffix(".pdf").write_bytes(data)
    print(sha256(data).hexdigest()[:12], len(findings), "findings")


def resident(process: int) -> float:
    """Megabytes that a process and its children hold now (Linux)."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except OSError:  # it has just ended
        return 0.0
    own = next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS")), 0)
    return own / _MB + sum(resident(int(child)) for child in children)


def measured(source: Path, together: bool) -> str:
    """CPU seconds, the peak of memory, and what the job prints."""
    command = [sys.executable, __file__, "--job", str(source), *(["--together"] if together else [])]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            peak = max(peak, resident(process.pid))
            time.sleep(0.01)
        assert process.stdout
        printed = process.stdout.read().strip()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{seconds:6.2f} s CPU  {peak:6.0f} MB  {printed}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, nargs="+", default=[1, 4, 30, 60])
    options.add_argument("--together", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("--runs", type=int, default=1)
    options.add_argument("--job", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.job:
        job(chosen.job, chosen.together)
        return
    from pypdf import PdfReader

    with tempfile.TemporaryDirectory() as folder:
        for count in chosen.documents:
            source = Path(folder, f"{count}.xml")
            source.write_text(text_of(count), encoding="utf-8")
            for together in [False, True] * chosen.runs:
                figures = measured(source, together)
                pages = len(PdfReader(source.with_suffix(".pdf")).pages)
                print(f"{pages:4} pages, {'one process' if together else 'a process each':14} {figures}", flush=True)


if __name__ == "__main__":
    main()
