"""Parses a citation: archive references with their units, responsibilities, the address on the web.

Archives, words of units and verbs are data of the layout. Printed sources are not taken apart.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from teikit.core import SMALL, LazyPattern, begins_name, lazy_pattern
from teikit.transcript.front_matter.model import flat, words_for

# Units from the widest to the narrowest; those of one rank may come in any order.
_RANK = {"fond": 0, "opis": 1, "perechen": 1, "papka": 2, "delo": 2, "document": 2, "list": 3, "page": 3}
# A value has a number in it; leaves and pages may be a list.
_VALUE = r"(?=[^\s,;]*\d)[\w/-]+(?:\.(?=\d)\d+)?(?:\s*[-–]\s*\d+\w{0,3}(?![\w.]*\d))?"
_LISTED = rf"{_VALUE}(?:,\s*\d+\w{{0,3}}(?:\s*[-–]\s*\d+\w{{0,3}})?(?![\w.]*\d))*"

# The maximum distance, in characters, of a unit from the repository's name or another unit.
_FAR = 60
_ADDRESS = "https?:"


class Responsibility(NamedTuple):
    """A responsibility: `role` is the xml:id, `says` the wording, `name` the person."""

    role: str
    says: str
    name: str


class ArchiveReference(NamedTuple):
    """An archive reference: the repository and its units (fond, opis, papka, delo, list), as written.

    `described` is the description in a legend: original or copy, handwritten or typed, signatures. `settlement` is the
    place of the archive.
    """

    repository: str
    units: Mapping[str, str]
    described: str = ""
    settlement: str = ""


# ---------------------------------------------------------------- archive references
def archive_references(citation: str, citing: Mapping[str, Any]) -> tuple[ArchiveReference, ...]:
    """The archive references in a citation: a repository's name, then its units in any order."""
    citation = flat(citation)
    references: list[ArchiveReference] = []
    for repository, rest in _repositories(citation, citing):
        marked = _shelfmark(repository, rest, citing)
        references += [marked] if marked else _references(repository, rest, references, citing)
    return tuple(references)


@cache
def _starts(names: str, again: str) -> LazyPattern:
    return LazyPattern(rf"(?<![\w(/])(?P<again>{again})(?!\w)|(?<!\w)(?P<name>{names})(?!\w)")


def _repositories(citation: str, citing: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each repository and the words up to the next; its name is empty if the previous one is meant."""
    pattern = _starts("|".join(citing.get("repositories", [])) or r"(?!)", citing.get("again", r"(?!)"))
    starts = list(pattern.finditer(citation))
    for match, following in zip(starts, [*starts[1:], None], strict=False):
        yield match["name"] or "", citation[match.end() : following.start() if following else len(citation)]
    if not any(match["name"] for match in starts):
        yield from _unknown_repository(citation, citing)


def _unknown_repository(citation: str, citing: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """An archive that the convention does not know: the words before a fond and an opis."""
    fond, opis = (citing.get("units", {}).get(name, r"(?!)") for name in ("fond", "opis"))
    name, value = rf"(?P<name>[^\W\d_{SMALL}][^.,;:\d“”\"<>]{{2,80}})", _VALUE
    match = lazy_pattern(rf"(?<!\w){name}[,.:]\s+(?=(?i:{fond})\s*{value}[,.]?\s+(?i:{opis})\s*\d)").search(citation)
    if match:
        yield match["name"].strip(), citation[match.end() :]


def _shelfmark(repository: str, rest: str, citing: Mapping[str, Any]) -> ArchiveReference | None:
    """A reference by a shelfmark of the archive's own kind."""
    for entry in citing.get("shelfmarks", []):
        if lazy_pattern(entry["repository"]).fullmatch(repository):
            match = lazy_pattern(rf"[\s,:)(]*{entry['pattern']}").match(rest)
            got = match.groupdict() if match else {}
            units = {name: flat(value).rstrip(" ,.") for name, value in got.items() if value}
            return ArchiveReference(repository, units) if units else None
    return None


class _Unit(NamedTuple):
    name: str
    value: str
    start: int
    end: int


def _references(
    repository: str, rest: str, before: list[ArchiveReference], citing: Mapping[str, Any]
) -> list[ArchiveReference]:
    """The references in the words after a repository's name; a repeated wider unit begins another reference."""
    known: dict[str, str] = {}
    if not repository:
        if not before:
            return []
        repository, known = before[-1].repository, dict(before[-1].units)
    references: list[ArchiveReference] = []
    current: dict[str, str] = {}
    for unit in _in_sequence(rest, citing):
        repeated = unit.name in current and unit.name not in ("list", "page")
        if repeated:
            references.append(ArchiveReference(repository, current))
            known, current = current, {}
        if not current:
            current = {name: value for name, value in known.items() if _RANK.get(name, 0) < _RANK.get(unit.name, 0)}
        value = current.get(unit.name)
        current[unit.name] = f"{value}, {unit.value}" if value else unit.value
    if current:
        references.append(ArchiveReference(repository, current))
    if references and citing.get("legend"):
        references[-1] = references[-1]._replace(described=_described(rest, citing))
    return references


def _in_sequence(rest: str, citing: Mapping[str, Any]) -> list[_Unit]:
    """The units after a repository's name, up to the first sentence without units."""
    reach = lazy_pattern(citing.get("ends", r"(?!)")).split(rest)[0]
    kept: list[_Unit] = []
    end = 0
    for unit in sorted(_all_units(reach, citing), key=lambda unit: unit.start):
        if unit.start - end > _FAR and not citing.get("legend"):
            break
        if unit.start >= end:
            kept.append(unit)
            end = unit.end
    return _pages_or_papki(kept)


@cache
def _unit_pattern(unit: str, listed: bool) -> LazyPattern:
    return LazyPattern(rf"(?<!\w)(?:{unit})\s*(?P<value>{_LISTED if listed else _VALUE})", re.IGNORECASE)


def _all_units(words: str, citing: Mapping[str, Any]) -> Iterator[_Unit]:
    for name, pattern in citing.get("units", {}).items():
        for match in _unit_pattern(pattern, name in ("list", "page")).finditer(words):
            value = re.sub(r"\s*([-–])\s*", r"\1", match["value"]).rstrip("-, ")
            yield _Unit(name, value, match.start(), match.end())


def _pages_or_papki(units: list[_Unit]) -> list[_Unit]:
    """`P. 72` before a delo or leaves is a papka; a range or the last one is pages."""
    units_found = []
    for number, unit in enumerate(units):
        if unit.name == "p":
            later = {other.name for other in units[number + 1 :]}
            others = {other.name for other in units}
            single = unit.value.isdigit()
            papka = single and "papka" not in others and bool(later & {"delo", "list", "opis"})
            unit = unit._replace(name="papka" if papka else "page")
        units_found.append(unit)
    return units_found


def _described(rest: str, citing: Mapping[str, Any]) -> str:
    """The description of a document in a legend, after its units."""
    units = "|".join(pattern for pattern in citing.get("units", {}).values())
    words = lazy_pattern(rf"(?<!\w)(?:{units})\s*{_VALUE}[.,;]?\s*", re.IGNORECASE).sub("", rest)
    return flat(words).strip(" .,;") + "." if flat(words).strip(" .,;") else ""


# ---------------------------------------------------------------- who did what
def responsibilities(words: str, citing: Mapping[str, Any]) -> tuple[Responsibility, ...]:
    """The responsibilities for the document: `contributed, transcribed, and translated by A and B`."""
    verbs: Mapping[str, str] = citing.get("verbs", {})
    if not verbs:
        return ()
    verb = "|".join(verbs.values())
    words = flat(words)
    by, joins = words_for(citing, "by"), words_for(citing, "joins")
    between = rf"(?:\s+{words_for(citing, 'about')}\s+(?:(?!\b{by}\b)[^.;<]){{1,80}}?)?"
    heads = lazy_pattern(
        rf"(?<!\w)(?P<verbs>(?:{verb})(?:(?:,\s*(?:{joins}\s+)?|\s+{joins}\s+)(?:{verb})){{0,20}}){between}\s+{by}\s+",
        re.IGNORECASE,
    )
    responsibilities_found: dict[Responsibility, None] = {}
    matches = list(heads.finditer(words))
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        names = _names(words[match.end() : following.start() if following else len(words)], citing)
        for role, pattern in verbs.items():
            word = lazy_pattern(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE).search(match["verbs"])
            if word:
                wording = citing.get("wording", {}).get(word[0].lower(), f"{word[0].lower()} {citing['by']}")
                responsibilities_found |= {Responsibility(role, wording, name): None for name in names}
    return tuple(responsibilities_found)


# Up to the end of the sentence; a full stop after an initial or an abbreviation does not end it.
_NAMES = re.compile(r"(?:[^.;<\n\"“”(\[]|(?<=\b\w)\.){2,200}")


def _names(words: str, citing: Mapping[str, Any]) -> list[str]:
    match = _NAMES.match(words)
    if match is None:
        return []
    joins = words_for(citing, "joins")
    behind = rf"\s{_ADDRESS}|\s{words_for(citing, 'behind_names')}\s|,?\s+{joins}\s*$"
    listed = lazy_pattern(behind).split(match[0], maxsplit=1)[0]
    suffix = words_for(citing, "name_suffixes")
    names = lazy_pattern(rf",\s+(?!{suffix}\b)(?:{joins}\s+)?|\s+{joins}\s+|\s*[&/]\s*").split(listed)
    return [name.strip(" ,") for name in names if begins_name(re.sub(r"^\W+", "", name))]


# ---------------------------------------------------------------- the address on the web
def web_address(words: str, citing: Mapping[str, Any]) -> tuple[str, str]:
    """The web address in a citation, and the record's number or name at its end; or empty.

    An address that is divided by a line end is joined if the first part ends with a hyphen or a slash.
    """
    whole = lazy_pattern(rf"({_ADDRESS}//\S*[-/])\s*\n\s*(?=[\w%]+(?:-[\w%]+)*>?\s*(?:\n|$))").sub(r"\1", words)
    addresses = list(lazy_pattern(citing.get("url", r"(?!)")).finditer(whole))
    return (addresses[-1]["url"], addresses[-1]["record"]) if addresses else ("", "")
