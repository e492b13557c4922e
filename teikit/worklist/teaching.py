"""Puts the decisions of a worklist in the order in which an answer teaches most.

An answer teaches much where the two likeliest readings are nearly as likely, and where many other doubts rest on the
same evidence: it tells about them too (uncertainty sampling weighted by density: Settles, Active Learning, 2012, 5.1).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from teikit.core import Severity
from teikit.worklist.collect import Entry, Sheet


def most_teaching_first(sheets: Iterable[Sheet]) -> list[Sheet]:
    """The sheets, each with its entries by severity and code, and of these the entry that teaches most first."""
    given = list(sheets)
    alike = Counter(_evidence(entry) for sheet in given for entry in sheet.entries if entry.kind)
    return [replace(sheet, entries=_ordered(sheet.entries, alike)) for sheet in given]


def _ordered(entries: tuple[Entry, ...], alike: Counter[tuple[str, ...]]) -> tuple[Entry, ...]:
    counted = [replace(entry, alike=alike[_evidence(entry)] - 1) if entry.kind else entry for entry in entries]
    severities = list(map(str, Severity))
    return tuple(sorted(counted, key=lambda entry: (severities.index(entry.severity), entry.code, -_gain(entry))))


def _evidence(entry: Entry) -> tuple[str, ...]:
    """What a decision rests on; decisions that rest on the same are alike."""
    return (entry.subject, entry.kind, *entry.evidence)


def _gain(entry: Entry) -> float:
    """How much an answer teaches: nothing where no decision was made."""
    return (1 - entry.margin) * (1 + entry.alike) if entry.kind else 0.0
