"""Pointers that lead nowhere, for people: those to one missing file, or that begin alike, are one report a run."""

import re
from collections.abc import Sequence

from teikit.core import Diagnostic
from teikit.reports import counted

MANY = 5
_PLACES = 3
_CODES = ("link-file", "link-target")
_VALUE = re.compile(r'[^\s=]+="([^"]*)"')
_BEGINNING = re.compile(r"(?:.*[#:])?[^\W\d_]*", re.DOTALL)  # of #pers_12: #pers
_Key = tuple[str, str]


def together(by_file: Sequence[Sequence[Diagnostic]]) -> tuple[list[Diagnostic], list[list[Diagnostic]]]:
    """One report for pointers that lead nowhere in the same way, from `MANY` up, and for each file its other findings.

    One with a proposal stays: its remedy is its own.
    """
    groups: dict[_Key, list[Diagnostic]] = {}
    for finding in (finding for findings in by_file for finding in findings):
        if key := _key(finding):
            groups.setdefault(key, []).append(finding)
    many = {key: group for key, group in groups.items() if len(group) >= MANY}
    rest = [[finding for finding in findings if _key(finding) not in many] for findings in by_file]
    return [_report(key, group) for key, group in many.items()], rest


def _key(finding: Diagnostic) -> _Key | None:
    """The code, and what is the same in pointers that are reported together: the missing file, or how they begin."""
    value = _VALUE.match(finding.message)
    if finding.code not in _CODES or value is None or "did you mean" in finding.message:
        return None
    if finding.code == "link-file":
        return finding.code, finding.message.rpartition(": ")[2]
    beginning = _BEGINNING.match(value.group(1))
    return finding.code, beginning.group() if beginning else ""


def _report(key: _Key, group: Sequence[Diagnostic]) -> Diagnostic:
    first, *others = group
    code, beginning = key
    what = "links to it" if code == "link-file" else f"pointers that begin with “{beginning}”"
    where = counted(len({finding.file for finding in group}), "file")
    places = ", ".join(finding.place for finding in others[:_PLACES]) + (" …" if len(others) > _PLACES else "")
    return first._replace(message=f"{first.message} (one of {len(group)} {what}, in {where}: also {places})")
