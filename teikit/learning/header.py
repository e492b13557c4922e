"""What corrected TEI says of the header: how often the values that teikit reads from the texts are right.

A value is right if the header of the TEI that a person edited has it too. What that header lacks is not counted.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from teikit.core import write_whole
from teikit.transcript import RECEIVED, Metadata
from teikit.xml import TEI

Counts = tuple[tuple[str, str, int, int], ...]
_WORDS = re.compile(r"\w+")
_PATHS = {
    "title": ".//t:titleStmt/t:title",
    "date": ".//t:profileDesc/t:creation/t:date",
    "sent": ".//t:correspAction[@type='sent']/t:persName",
    "received": ".//t:correspAction[@type='received']/t:persName",
    "place": ".//t:correspAction[@type='sent']/t:placeName",
}
_SETTING = ".//t:settingDesc/t:setting/t:placeName"


class Said(NamedTuple):
    """A value that a text says of itself: its field, the part of the text it was found in, its words."""

    field: str
    found_in: str
    value: str


def said_by(data: Metadata) -> Iterator[Said]:
    """The values of a header that come from the text."""
    yield Said("title", data.title_found_in, data.title)
    yield Said("date", data.date_found_in, data.date)
    for party in data.parties:
        yield Said(party.role, party.found_in, party.name)
    for place in data.places:
        if place.role != RECEIVED:
            yield Said("place", place.found_in, place.name)


def values_in(root: Any) -> Mapping[str, Sequence[str]]:
    """The values in the header of a TEI document (an lxml element), by field."""
    spaces = {"t": TEI}
    values = {}
    for field, path in _PATHS.items():
        elements = root.findall(path, spaces) or (root.findall(_SETTING, spaces) if field == "place" else [])
        dates = [element.get("when", "") for element in elements]
        texts = ["".join(element.itertext()) for element in elements if element.get("type") != "generated"]
        values[field] = [value for value in (dates if field == "date" else texts) if value.strip()]
    return values


def counts_of(documents: Sequence[tuple[Metadata, Any]]) -> Counts:
    """How often the values of documents are right: each is what teikit reads, and the root of its corrected TEI."""
    counts: dict[tuple[str, str], list[int]] = {}
    for data, root in documents:
        wanted = values_in(root)
        for field, found_in, value in said_by(data):
            if found_in and value and wanted.get(field):
                right = any(_folded(value) == _folded(words) for words in wanted[field])
                counts.setdefault((field, found_in), [0, 0])[not right] += 1
    return tuple((*key, right, wrong) for key, (right, wrong) in sorted(counts.items()))


def write_counts(path: Path, counts: Counts, documents: Sequence[str]) -> None:
    """Write what was counted, with the documents it was counted in. Raises OSError."""
    seen: dict[str, dict[str, dict[str, int]]] = {}
    for field, part, right, wrong in counts:
        seen.setdefault(field, {})[part] = {"right": right, "wrong": wrong}
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"made": {"documents": list(documents)}, "seen": seen}, ensure_ascii=False, indent=1)
    write_whole(path, (text + "\n").encode())


def _folded(words: str) -> list[str]:
    return _WORDS.findall(words.casefold())
