"""Diagnostics for people: what is the same at many places of many files is reported once, with how often it is so."""

import re
from collections.abc import Iterable, Sequence

from teikit.core import Diagnostic

SAME = 3  # of a kind, which differ in names and numbers only
_DETAIL = re.compile(r'[“"][^”"]*[”"]|\d+')
_Group = list[Diagnostic]


def repeats_once(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The first of the diagnostics with one code and one message; of those that are alike at most three."""
    identical: dict[tuple[str, str], _Group] = {}
    for diagnostic in diagnostics:
        identical.setdefault((diagnostic.code, diagnostic.message), []).append(diagnostic)
    alike: dict[tuple[str, str], list[_Group]] = {}
    for group in identical.values():
        alike.setdefault(_kind(group[0]), []).append(group)
    kept = {id(group): line for groups in alike.values() for group, line in _shown(groups)}
    return [kept[id(group)] for group in identical.values() if id(group) in kept]


def _shown(groups: Sequence[_Group]) -> list[tuple[_Group, Diagnostic]]:
    """The lines for groups that are alike: one for each of the first three, the last of which counts the others."""
    if len(groups) <= SAME + 1:
        return [(group, _counted(group[0], group[1:], "")) for group in groups]
    first = [(group, _counted(group[0], group[1:], "")) for group in groups[: SAME - 1]]
    rest = [diagnostic for group in groups[SAME - 1 :] for diagnostic in group]
    return [*first, (groups[SAME - 1], _counted(rest[0], rest[1:], " like this"))]


def _counted(diagnostic: Diagnostic, others: Sequence[Diagnostic], like: str) -> Diagnostic:
    """The diagnostic, with how many others there are, and in how many other files."""
    if not others:
        return diagnostic
    files = len({other.file for other in others} - {diagnostic.file})
    where = f", in {files} other file{'s' if files > 1 else ''}" if files else ""
    return diagnostic._replace(message=f"{diagnostic.message} (and {len(others)} more{like}{where})")


def _kind(diagnostic: Diagnostic) -> tuple[str, str]:
    return diagnostic.code, _DETAIL.sub("…", diagnostic.message)
