"""Finds pairs of signs that the convention gives no meaning, such as `{at last}`: each is reported once a document.

Which pairs transcribers write is data: `conventions/signs/pairs.toml`.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.core import Diagnostic, LazyPattern, Source, Span, bundled_toml, span_diagnostic
from teikit.transcript.syntax.tree import Transcript, blanked

# The maximum length of the words that a message quotes.
_QUOTED = 40


class _Pair(NamedTuple):
    """A pair of signs: how it is named, its first sign, and the pattern of the pair with what is between."""

    shown: str
    first: str
    pattern: str


@cache
def _pairs() -> tuple[_Pair, ...]:
    data = bundled_toml("conventions", "signs", "pairs.toml")
    rows = data["sign"]
    return tuple(_Pair(row["shown"], row["shown"].split()[0], row["pattern"]) for row in rows)


@cache
def _compiled(pattern: str) -> LazyPattern:
    return LazyPattern(pattern)


def undeclared_signs(
    transcript: Transcript, convention: Convention, unbalanced: Sequence[Diagnostic] = ()
) -> list[Diagnostic]:
    """A diagnostic for each pair of signs in the text that no mark of the convention covers, at its first place.

    `unbalanced` are the diagnostics of the parser. Those about a sign of such a pair are left out.
    """
    source, whole = transcript.source, transcript.span
    present = [pair for pair in _pairs() if source.text.find(pair.first, whole.start, whole.end) >= 0]
    if not present:
        return list(unbalanced)
    rest = blanked(source.text, whole, transcript.nodes, notes=True)
    diagnostics: list[Diagnostic] = []
    signs: set[int] = set()
    for pair in present:
        places = [
            Span(whole.start + match.start(), whole.start + match.end())
            for match in _compiled(pair.pattern).finditer(rest)
        ]
        if places:
            diagnostics.append(_diagnostic(source, pair, places, convention))
            signs.update(_ends(places))
    return [*(d for d in unbalanced if d.span is None or d.span.start not in signs), *diagnostics]


def _ends(places: Iterable[Span]) -> Iterable[int]:
    """The offsets of the first and of the last sign of each pair."""
    return (offset for place in places for offset in (place.start, place.end - 1))


def _diagnostic(source: Source, pair: _Pair, places: list[Span], convention: Convention) -> Diagnostic:
    words = source.cut(places[0])
    words = words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1]}…"
    others = f" (and {len(places) - 1} more)" if len(places) > 1 else ""
    message = f"“{words}”{others}: {pair.shown} mean nothing in the convention “{convention.name}”; kept as text"
    return span_diagnostic(source, places[0], "mark-undeclared", message)
