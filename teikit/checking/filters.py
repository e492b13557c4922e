"""Which diagnostics are reported: by code, by severity, how many of a kind."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from teikit.core import CODES, Diagnostic, Severity, TeikitError, file_diagnostic, worst
from teikit.validation import parts_of

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
    """Which diagnostics are reported: those that `select` names (all, if it is empty) and `ignore` does not, from
    `severity` up. People are shown at most `most` for a file and `SAME` of a kind, with repeats counted; every single
    one where `most` is 0.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Severity = Severity.INFO
    most: int = 0

    def accepts(self, diagnostic: Diagnostic) -> bool:
        """Whether a diagnostic is reported."""
        return (
            (not self.select or _named(diagnostic, self.select))
            and not _named(diagnostic, self.ignore)
            and _ORDER.index(diagnostic.severity) <= _ORDER.index(self.severity)
        )

    def limited(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The diagnostics of one file, with repeats counted; those beyond `most` are left out, which is reported."""
        every = list(diagnostics)
        if not self.most:
            return every
        kept = _collapsed(repeats_counted(every))
        if len(kept) <= self.most:
            return kept
        by_severity = sorted(range(len(kept)), key=lambda n: (_ORDER.index(kept[n].severity), n))
        stay = set(by_severity[: self.most])
        left = [diagnostic for n, diagnostic in enumerate(kept) if n not in stay]
        errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in left)
        message = f"{len(left)} more findings, {errors} of them errors, are not shown; --max-findings 0 shows all"
        notice = file_diagnostic(every[0].file, "check-more-findings", message)
        return [*(diagnostic for n, diagnostic in enumerate(kept) if n in stay), notice]


def rule_of(diagnostic: Diagnostic) -> str:
    """The id of the Schematron rule of a diagnostic (its code, or at the end of the message), else empty."""
    if diagnostic.code not in CODES:
        return diagnostic.code
    rule = _RULE.search(diagnostic.message) if diagnostic.code.startswith("schematron-") else None
    return rule.group(1) if rule else ""


def _named(diagnostic: Diagnostic, words: tuple[str, ...]) -> bool:
    return any(diagnostic.code.startswith(word) or word == f"rule:{rule_of(diagnostic)}" for word in words)


def repeats_counted(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics; a fault that is repeated in one element is reported once, with how often and in which lines."""
    groups: dict[tuple[str, str], list[Diagnostic]] = {}
    for number, diagnostic in enumerate(diagnostics):
        groups.setdefault((diagnostic.file, diagnostic.like or str(number)), []).append(diagnostic)
    return [_counted(alike) if len(alike) > 1 else alike[0] for alike in groups.values()]


def _counted(alike: list[Diagnostic]) -> Diagnostic:
    lines = list(dict.fromkeys(str(diagnostic.position.line) for diagnostic in alike[1:] if diagnostic.position))
    shown = ", ".join(lines[:_LINES]) + (" …" if len(lines) > _LINES else "")
    message = f"{alike[0].message} (and {len(alike) - 1} more of the same: line {shown})"
    return alike[0]._replace(message=message)


def schemas_once(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics, with what is wrong with a schema reported only at the first file that names it.

    The report says for how many other files it is so.
    """
    files: dict[tuple[str, str], set[str]] = {}
    for diagnostic in diagnostics:
        if diagnostic.code.startswith("schema-"):
            files.setdefault((diagnostic.code, diagnostic.message), set()).add(diagnostic.file)
    kept = []
    for diagnostic in diagnostics:
        others = len(files.pop((diagnostic.code, diagnostic.message), ())) - 1
        if others > 0:
            words = "another file" if others == 1 else f"{others} other files"
            kept.append(diagnostic._replace(message=f"{diagnostic.message} (so for {words})"))
        elif others == 0 or not diagnostic.code.startswith("schema-"):
            kept.append(diagnostic)
    return kept


def _kind(diagnostic: Diagnostic) -> tuple[str, str]:
    return diagnostic.code, re.sub(r'[“"][^”"]*[”"]|\d+', "…", diagnostic.message)


def _collapsed(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics with the first few of each kind, the last of which says how many more there are."""
    total = Counter(map(_kind, diagnostics))
    seen: Counter[tuple[str, str]] = Counter()
    kept = []
    for diagnostic in diagnostics:
        kind = _kind(diagnostic)
        seen[kind] += 1
        if seen[kind] == SAME and total[kind] > SAME + 1:
            more = f"{diagnostic.message} (and {total[kind] - SAME} more like this in the file)"
            kept.append(diagnostic._replace(message=more))
        elif seen[kind] <= SAME or total[kind] <= SAME + 1:
            kept.append(diagnostic)
    return kept


def fails(diagnostics: Iterable[Diagnostic], limit: str) -> bool:
    """Whether the diagnostics make a run fail: one has the severity `limit` or a higher one. `never` is no limit."""
    highest = worst(diagnostics)
    return limit != "never" and highest is not None and _ORDER.index(highest) <= _ORDER.index(Severity(limit))
