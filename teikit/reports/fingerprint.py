"""Fingerprints: what identifies a diagnostic in later runs is its file, code and message, but not its line number."""

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from teikit.core import Diagnostic

_LINE = re.compile(r"\b(lines?|column) \d+(?:, \d+)*")


def words_of(diagnostic: Diagnostic) -> str:
    """Code and message, without the line numbers in the message."""
    message = _LINE.sub(lambda match: f"{match.group(1)} …", diagnostic.message)
    return f"{diagnostic.code} {message}"


def fingerprints(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """A fingerprint for each diagnostic; equal ones of a file are numbered."""
    seen: Counter[str] = Counter()
    hashes = []
    for diagnostic in diagnostics:
        words = f"{diagnostic.file}\n{words_of(diagnostic)}"
        seen[words] += 1
        hashes.append(sha256(f"{words}\n{seen[words]}".encode()).hexdigest()[:32])
    return hashes
