"""Runs tests on copies of teikit, each in a process forked from this one, which has imported the tools of the tests.

A request is a line of standard input, `[FOLDER, [ARGUMENT, …]]` in JSON: pytest runs with the arguments in the folder,
whose packages come before any other. The answer is a line with its exit code; what it printed is in FOLDER/output.
"""

import json
import os
import sys
import traceback
from pathlib import Path

import click  # noqa: F401
import hypothesis.strategies  # noqa: F401
import lxml.etree  # noqa: F401
import pytest


def main() -> None:
    for line in sys.stdin:
        folder, arguments = json.loads(line)
        child = os.fork()
        if not child:
            _run(folder, arguments)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _run(folder: str, arguments: list[str]) -> None:
    """Never returns."""
    code = -1
    try:
        with Path(folder, "output").open("w", encoding="utf-8") as output:
            os.dup2(output.fileno(), 1)
            os.dup2(output.fileno(), 2)
        os.chdir(folder)
        os.environ["PYTHONPATH"] = sys.path[0] = folder
        code = int(pytest.main(arguments))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code & 0xFF)


if __name__ == "__main__":
    main()
