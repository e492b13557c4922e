"""A baseline: the findings that a project has today, so that only new ones are reported.

A finding is known by its file, code and words, never by its line: a finding that moves stays known. The file is plain
JSON, sorted, with one line for each finding, so that a version control system shows what was corrected.
"""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from teikit.core import Diagnostic, Severity, TeikitError, write_whole
from teikit.reports import words_of

_VERSION = 1


class BaselineError(TeikitError):
    """A baseline cannot be read; the message names it."""


def write_baseline(path: Path, findings: Iterable[Diagnostic]) -> int:
    """Write the errors and warnings as a baseline, and return how many they are. Raises OSError."""
    counts: dict[str, Counter[str]] = {}
    for finding in findings:
        if finding.severity is not Severity.INFO:
            counts.setdefault(_file(finding.file), Counter())[words_of(finding)] += 1
    kept = {file: dict(sorted(entries.items())) for file, entries in sorted(counts.items())}
    text = json.dumps({"teikit-baseline": _VERSION, "files": kept}, ensure_ascii=False, indent=1) + "\n"
    write_whole(path, text.encode())
    return sum(sum(entries.values()) for entries in counts.values())


class Baseline:
    """The findings of a baseline that were not matched yet."""

    def __init__(self, files: dict[str, Counter[str]]) -> None:
        self._left = files

    def new(self, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The findings that the baseline does not have; each of its entries is used up once."""
        return [finding for finding in findings if not self._known(finding)]

    def _known(self, finding: Diagnostic) -> bool:
        left = self._left.get(_file(finding.file))
        words = words_of(finding)
        if left is None or not left[words]:
            return False
        left[words] -= 1
        return True

    def outdated(self, files: Iterable[str]) -> int:
        """How many entries about these files matched no finding: they can be removed."""
        return sum(sum(self._left.get(_file(file), Counter()).values()) for file in files)


def read_baseline(path: Path) -> Baseline:
    """The baseline of a file. Raises BaselineError."""
    try:
        kept = json.loads(path.read_bytes())
        if kept["teikit-baseline"] != _VERSION:
            raise BaselineError(f"{path} is a baseline of another teikit; write it again with --write-baseline")
        return Baseline(
            {file: Counter({w: int(n) for w, n in entries.items()}) for file, entries in kept["files"].items()}
        )
    except OSError as error:
        raise BaselineError(f"the baseline {path} cannot be read: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BaselineError(f"{path} is no baseline; --write-baseline writes one") from error


def _file(name: str) -> str:
    return name.replace("\\", "/")
