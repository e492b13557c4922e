"""Pointers and inclusions that lead nowhere, for people: those of one file, or that begin alike, are one report a run.

Where many are left that begin in different ways (`#Goethe`, `#Schiller`), these are one report too.
"""

import re
from collections.abc import Sequence

from teikit.core import Diagnostic
from teikit.reports import counted

MANY, MANY_DIFFERENT = 5, 20
_PLACES = 3
_BEGINNING = re.compile(r"(?:.*[#:])?[^\W\d_]*", re.DOTALL)  # of #pers_12: #pers
_FILE, _TARGET = "link-file", "link-target"
_Key = tuple[str, str]
_DIFFERENT: _Key = (_TARGET, "")


def together(by_file: Sequence[Sequence[Diagnostic]]) -> tuple[list[Diagnostic], list[list[Diagnostic]]]:
    """One report for pointers that lead nowhere in the same way, from `MANY` up, and for each file its other findings.

    One with a proposal stays: its remedy is its own.
    """
    groups: dict[_Key, list[Diagnostic]] = {}
    for finding in (finding for findings in by_file for finding in findings if finding.dead_end):
        groups.setdefault(_key(finding), []).append(finding)
    many = {key: group for key, group in groups.items() if len(group) >= MANY}
    different = [d for key, group in groups.items() if key not in many and key[0] == _TARGET for d in group]
    if len(different) >= MANY_DIFFERENT:
        many[_DIFFERENT] = different
    reported = {id(finding) for group in many.values() for finding in group}
    rest = [[finding for finding in findings if id(finding) not in reported] for findings in by_file]
    return [_report(key, group) for key, group in many.items()], rest


def _key(finding: Diagnostic) -> _Key:
    """The code, and what is the same in pointers that are reported together: the missing file, or how they begin."""
    if finding.code != _TARGET:
        return finding.code, finding.dead_end
    beginning = _BEGINNING.match(finding.dead_end)
    return finding.code, beginning.group() if beginning else ""


def _report(key: _Key, group: Sequence[Diagnostic]) -> Diagnostic:
    first, *others = group
    code, beginning = key
    what = {_FILE: "links to it", _TARGET: f"pointers that begin with “{beginning}”"}.get(code, "inclusions of it")
    if key == _DIFFERENT:
        what = "pointers that begin in different ways"
    where = counted(len({finding.file for finding in group}), "file")
    places = ", ".join(finding.place for finding in others[:_PLACES]) + (" …" if len(others) > _PLACES else "")
    return first._replace(message=f"{first.message} (one of {len(group)} {what}, in {where}: also {places})")
