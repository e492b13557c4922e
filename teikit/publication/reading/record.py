"""Takes the record of a document from its reading document; `xslt/reading/record/` made it from the TEI."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from teikit.core import resource, stylesheet
from teikit.model import Date, Record, Value


def record_of(reading: Any) -> Record:
    """The record of a reading document, a node of `teikit.core.saxon`. Raises XsltError for another node."""
    return record_of_values(json.loads(stylesheet(resource("xslt", "html", "entry.xsl")).to_string(reading)))


def record_of_values(values: Mapping[str, Any]) -> Record:
    """The record from the values that `xslt/html/entry.xsl` takes from a reading document."""
    holding = values.get("holding") or {}
    return Record(
        title=values["title"],
        titles=values_of(values["titles"]),
        persons=values_of(values["persons"]),
        dates=tuple(map(date_of, values["dates"])),
        places=values_of(values["places"]),
        languages=values_of(values["languages"]),
        identifiers=values_of(values["identifiers"]),
        archive=values["archive"],
        publishers=tuple(values["publishers"]),
        address=values["address"],
        citation=values["citation"],
        doubtful=values["doubtful"],
        repository=holding.get("repository", ""),
        settlement=holding.get("place", ""),
        fonds=holding.get("fonds", ""),
        kind=values.get("kind", ""),
    )


def values_of(elements: Iterable[Mapping[str, str]]) -> tuple[Value, ...]:
    """Values from the text and the attributes of their elements; a key takes the place of a pointer."""
    return tuple(
        Value(
            element["text"],
            element.get("kind") or element.get("role") or element.get("type") or "",
            element.get("key") or element.get("ref") or "",
            element.get("tag") or element.get("lang") or "",
        )
        for element in elements
    )


def date_of(values: Mapping[str, str]) -> Date:
    """A date from the attributes of its element."""
    names = {"notBefore": "not_before", "notAfter": "not_after", "from": "since", "to": "until", "cert": "certainty"}
    return Date(**{names.get(key, key): value for key, value in values.items()})
