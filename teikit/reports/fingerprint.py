"""What makes a finding the same finding tomorrow: its file, code and words, but no line number."""

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from teikit.core import Diagnostic

_LINE = re.compile(r"\b(lines?|column) \d+(?:, \d+)*")


def words_of(finding: Diagnostic) -> str:
    """Code and message, without the line numbers that a message may name."""
    said = _LINE.sub(lambda found: f"{found.group(1)} …", finding.message)
    return f"{finding.code} {said}"


def fingerprints(findings: Iterable[Diagnostic]) -> list[str]:
    """A fingerprint for each finding; equal ones of a file are told apart by their order."""
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        words = f"{finding.file}\n{words_of(finding)}"
        seen[words] += 1
        found.append(sha256(f"{words}\n{seen[words]}".encode()).hexdigest()[:32])
    return found
