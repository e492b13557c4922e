"""Finds sums and measures in running text, as far as their units are certain (TEI Guidelines 3.6.3).

The units are data (`conventions/languages/measures.toml`). Quantities are given as they are written, never converted.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from teikit.conventions import Convention
from teikit.core import LazyPattern, Span, bundled_toml
from teikit.recognizers.word_usage import is_function_word

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d{1,9}(?:[.,]\d\d?)?"
_DIGIT = re.compile(r"\d")
# Between the parts of one sum; the words between it and what is measured are data.
_BETWEEN = re.compile(r",?\s*(?=\d)")


class MeasurePart(NamedTuple):
    """A number with its unit."""

    span: Span
    quantity: str
    unit: str


class MeasureFound(NamedTuple):
    """A measure: its `type` (currency, area …), its parts in their order, and what is measured, empty if not said."""

    span: Span
    type: str
    parts: tuple[MeasurePart, ...]
    commodity: str = ""


class _System(NamedTuple):
    type: str
    sure: LazyPattern
    short: LazyPattern
    names: tuple[str, ...]


def find_measures(text: str, convention: Convention, offset: int = 0) -> Iterator[MeasureFound]:
    """The measures in `text`, in order; spans are moved on by `offset`."""
    if not _DIGIT.search(text):
        return
    done = 0
    for match in _any_unit().finditer(text):
        if match.start() < done:
            continue
        measures = (_in_system(text, match.start(), system, convention) for system in _systems())
        if measure := next((measure for measure in measures if measure), None):
            done = measure.span.end
            yield _moved(measure, offset)


def _in_system(text: str, start: int, system: _System, convention: Convention) -> MeasureFound | None:
    """The measure that begins at `start` in the units of one system; None if its first part is not certain."""
    parts: list[MeasurePart] = []
    end, match = start, system.sure.match(text, start)
    while match:
        parts.append(_part(match, system))
        end = match.end()
        between = _BETWEEN.match(text, end)
        match = (system.sure.match(text, between.end()) or system.short.match(text, between.end())) if between else None
    if not parts:
        return None
    measured = _commodity().match(text, end) if len(parts) == 1 and system.type != "currency" else None
    if measured and not is_function_word(measured["what"], convention):
        return MeasureFound(Span(start, measured.end()), system.type, tuple(parts), measured["what"])
    return MeasureFound(Span(start, end), system.type, tuple(parts))


def _part(match: re.Match[str], system: _System) -> MeasurePart:
    got = {name: value for name, value in match.groupdict().items() if value is not None}
    number = got.pop("n1", "") or got.pop("n2", "")
    unit = next(system.names[int(name[1:].rstrip("ab"))] for name in got if name[0] == "u")
    thousands = re.sub(r",(?=\d{3})", "", number)
    return MeasurePart(Span(match.start(), match.end()), thousands.replace(",", "."), unit)


def _moved(measure: MeasureFound, offset: int) -> MeasureFound:
    def moved(span: Span) -> Span:
        return Span(span.start + offset, span.end + offset)

    return measure._replace(
        span=moved(measure.span), parts=tuple(part._replace(span=moved(part.span)) for part in measure.parts)
    )


# ---------------------------------------------------------------- data
@cache
def _data() -> Mapping[str, Any]:
    return bundled_toml("conventions", "languages", "measures.toml")


@cache
def _systems() -> tuple[_System, ...]:
    return tuple(_system(entry) for entry in _data()["system"])


def _system(entry: Mapping[str, Any]) -> _System:
    units = entry["unit"]
    sure = [*_alternatives(units, "before"), *_alternatives(units, "after")]
    short = _alternatives(units, "short")
    return _System(
        entry["type"],
        LazyPattern("|".join(sure)),
        LazyPattern("|".join(short) or r"(?!)"),
        tuple(unit["name"] for unit in units),
    )


def _alternatives(units: list[Mapping[str, Any]], key: str) -> list[str]:
    """Patterns for the signs or words of units; the group `u` and the number of the unit say which matched."""
    signs = [(number, "|".join(unit[key])) for number, unit in enumerate(units) if key in unit]
    if not signs:
        return []
    if key == "before":
        either = "|".join(f"(?P<u{number}b>{words})" for number, words in signs)
        return [rf"(?<!\w)(?:{either})\s?(?P<n1>{_NUMBER})(?![\w])"]
    either = "|".join(f"(?P<u{number}a>{words})" for number, words in signs)
    return [rf"(?<![\w.,/])(?P<n2>{_NUMBER})\s?(?:{either})(?!\w)"]


@cache
def _any_unit() -> LazyPattern:
    """Where a measure may begin."""
    signs = {sign for system in _data()["system"] for unit in system["unit"] for sign in unit.get("before", ())}
    return LazyPattern(rf"(?<![\w.,/])(?:(?:{'|'.join(sorted(signs))})\s?)?\d")


@cache
def _commodity() -> LazyPattern:
    return LazyPattern(rf"\s+(?:{'|'.join(_data()['of'])})\s*(?P<what>[^\W\d_]{{3,}})(?!\w)")
