"""Takes the record of a document from its reading document; `xslt/reading/record/` made it from the TEI."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from teikit.core import resource, stylesheet
from teikit.model import Date, Record, Value


def record_of(reading: Any) -> Record:
    """The record of a reading document, a node of `teikit.core.saxon`. Raises XsltError for another node."""
    values = json.loads(stylesheet(resource("xslt", "html", "entry.xsl")).to_string(reading))
    return Record(
        title=values["title"],
        titles=_values(values["titles"]),
        persons=_values(values["persons"]),
        dates=tuple(map(_date, values["dates"])),
        places=_values(values["places"]),
        languages=_values(values["languages"]),
        identifiers=_values(values["identifiers"]),
        archive=values["archive"],
        publishers=tuple(values["publishers"]),
        address=values["address"],
        citation=values["citation"],
        doubtful=values["doubtful"],
    )


def _values(elements: Iterable[Mapping[str, str]]) -> tuple[Value, ...]:
    return tuple(
        Value(
            element["text"],
            element.get("kind") or element.get("role") or element.get("type") or "",
            element.get("ref", ""),
            element.get("tag") or element.get("lang") or "",
        )
        for element in elements
    )


def _date(values: Mapping[str, str]) -> Date:
    names = {"notBefore": "not_before", "notAfter": "not_after", "from": "since", "to": "until", "cert": "certainty"}
    return Date(**{names.get(key, key): value for key, value in values.items()})
