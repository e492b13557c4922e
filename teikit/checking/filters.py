"""What of the findings is told: by code, by how grave, how many of a kind."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from teikit.checking.cache import parts_of
from teikit.core import CODES, Diagnostic, Severity, TeikitError, file_diagnostic, worst

SAME = 3
_LINES = 5
_ORDER = list(Severity)
_RULE = re.compile(r"\[([^\[\]]+)\]$")


class UnknownCodeError(TeikitError):
    """A code, or the beginning of codes, that there is not."""


def codes_named(words: Iterable[str], schemas: Iterable[Path] = ()) -> tuple[str, ...]:
    """The words, each a code, the beginning of codes, or `rule:ID` for a rule of a Schematron schema (the ID alone does
    for one in `schemas`).

    Raises UnknownCodeError.
    """
    named, files = tuple(words), list(schemas)
    for word in named:
        known = word.startswith("rule:") or any(code.startswith(word) for code in CODES)
        if not word or not (known or any(_has_id(path, word) for path in files)):
            raise UnknownCodeError(f"there is no code {word}; teikit explain lists them; a rule is named rule:ID")
    return named


def _has_id(schema: Path, name: str) -> bool:
    """Whether a schema, or what it includes, has an element of that id."""
    wanted = re.compile(rb"""\sid\s*=\s*["']%s["']""" % re.escape(name.encode()))
    return any(path.is_file() and wanted.search(path.read_bytes()) for path in parts_of(schema))


@dataclass(frozen=True)
class DiagnosticFilter:
    """What is told: `select` all where it is empty, never what `ignore` names, from `severity` up. Of that people are
    shown `most` a file and `SAME` of a kind, repeats counted; all, one by one, where it is 0.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Severity = Severity.INFO
    most: int = 0

    def accepts(self, finding: Diagnostic) -> bool:
        """Whether a finding is told."""
        return (
            (not self.select or _named(finding, self.select))
            and not _named(finding, self.ignore)
            and _ORDER.index(finding.severity) <= _ORDER.index(self.severity)
        )

    def limited(self, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The findings of one file, with those that repeat counted and those beyond the most left out, and told."""
        found = list(findings)
        if not self.most:
            return found
        kept = _collapsed(repeats_counted(found))
        if len(kept) <= self.most:
            return kept
        grave = sorted(range(len(kept)), key=lambda n: (_ORDER.index(kept[n].severity), n))
        stay = set(grave[: self.most])
        left = [finding for n, finding in enumerate(kept) if n not in stay]
        errors = sum(finding.severity is Severity.ERROR for finding in left)
        said = f"{len(left)} more findings, {errors} of them errors, are not shown; --max-findings 0 shows all"
        told = file_diagnostic(found[0].file, "check-more-findings", said)
        return [*(finding for n, finding in enumerate(kept) if n in stay), told]


def rule_of(finding: Diagnostic) -> str:
    """The id of the Schematron rule that a finding is of (its code, or named at the end of the message), else empty."""
    if finding.code not in CODES:
        return finding.code
    found = _RULE.search(finding.message) if finding.code.startswith("schematron-") else None
    return found.group(1) if found else ""


def _named(finding: Diagnostic, words: tuple[str, ...]) -> bool:
    return any(finding.code.startswith(word) or word == f"rule:{rule_of(finding)}" for word in words)


def repeats_counted(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings with each fault that is repeated in one element told once, with how often and in which lines."""
    groups: dict[tuple[str, str], list[Diagnostic]] = {}
    for number, finding in enumerate(findings):
        groups.setdefault((finding.file, finding.like or str(number)), []).append(finding)
    return [_counted(alike) if len(alike) > 1 else alike[0] for alike in groups.values()]


def _counted(alike: list[Diagnostic]) -> Diagnostic:
    lines = list(dict.fromkeys(str(finding.position.line) for finding in alike[1:] if finding.position))
    shown = ", ".join(lines[:_LINES]) + (" …" if len(lines) > _LINES else "")
    said = f"{alike[0].message} (and {len(alike) - 1} more of the same: line {shown})"
    return alike[0]._replace(message=said)


def _kind(finding: Diagnostic) -> tuple[str, str]:
    return finding.code, re.sub(r'[“"][^”"]*[”"]|\d+', "…", finding.message)


def _collapsed(findings: list[Diagnostic]) -> list[Diagnostic]:
    """The findings with the first few of each kind, the last of which says how many more there are."""
    total = Counter(map(_kind, findings))
    seen: Counter[tuple[str, str]] = Counter()
    kept = []
    for finding in findings:
        kind = _kind(finding)
        seen[kind] += 1
        if seen[kind] == SAME and total[kind] > SAME + 1:
            more = f"{finding.message} (and {total[kind] - SAME} more like this in the file)"
            kept.append(finding._replace(message=more))
        elif seen[kind] <= SAME or total[kind] <= SAME + 1:
            kept.append(finding)
    return kept


def fails(findings: Iterable[Diagnostic], limit: str) -> bool:
    """Whether the findings make a run fail: some as grave as `limit`, or graver. `never` is no limit."""
    found = worst(findings)
    return limit != "never" and found is not None and _ORDER.index(found) <= _ORDER.index(Severity(limit))
