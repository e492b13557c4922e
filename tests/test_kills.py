"""Builds that are killed leave nothing that the next build does not make good: a few of what the benchmark counts."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[1] / "benchmarks" / "kills.py"


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
def test_a_killed_build_is_made_good() -> None:
    command = [sys.executable, str(PROGRAM), "--kills", "2", "--letters", "3"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["1 processes", "2 processes"], done.stdout + done.stderr
    assert all(line.endswith(", 0 not made good") for line in lines)
