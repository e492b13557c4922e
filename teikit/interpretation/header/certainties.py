"""How sure a value of the header is, by the part of the text that it was found in.

The shares of right values are measured (`models/header.json`, made by `benchmarks/train_header.py`), not chosen. A part
of a text that was seen too seldom gives no certain value.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from teikit.core import resource
from teikit.transcript import Metadata, Party, PlaceOf

_ORDER = ("", "medium", "low")


@cache
def _measured() -> Mapping[str, Any]:
    measured: dict[str, Any] = json.loads(resource("models", "header.json").read_bytes())
    return measured


def _seen(field: str, found_in: str) -> tuple[int, int]:
    """How many values of a field that were found in a part of a text are right, and of how many."""
    seen = _measured()["seen"].get(field, {}).get(found_in, {})
    return seen.get("right", 0), seen.get("right", 0) + seen.get("wrong", 0)


def certainty(field: str, found_in: str) -> str:
    """The certainty of a value of a field that was found in a part of a text: empty for sure, `medium`, `low`.

    A first name alone, or a name that only the salutation has, is never sure.
    """
    right, of = _seen(field, found_in)
    thresholds, before = _measured()["thresholds"], _measured()["before"]
    share = (right + before["right"]) / (of + before["right"] + before["wrong"])
    cert = next((cert for cert in _ORDER[:2] if share >= thresholds[cert or "sure"]), _ORDER[2])
    at_most = (best for end, best in _measured().get("at_most", {}).items() if found_in.endswith(end))
    return worse(cert, next(at_most, ""))


def reason_of(field: str, found_in: str, cert: str) -> str:
    """Why a value is in doubt: how often such values are right, or that its own words can be read in another way."""
    if not found_in or worse(certainty(field, found_in), cert) != certainty(field, found_in):
        return "its words can be read in another way"
    right, of = _seen(field, found_in)
    return f"found in the {found_in} ({right} of {of} such values were right in texts checked by hand)"


def with_certainties(data: Metadata) -> Metadata:
    """The values with their certainties: that of the block they were read in, or the measured one if it is worse."""
    parties = tuple(party._replace(cert=_of_party(party)) for party in data.parties)
    places = tuple(place._replace(cert=_of_place(place)) for place in data.places)
    if data.date_found_in:
        data = data._replace(date_cert=worse(data.date_cert, certainty("date", data.date_found_in)))
    if data.title_found_in:
        data = data._replace(title_cert=worse(data.title_cert, certainty("title", data.title_found_in)))
    return data._replace(parties=parties, places=places)


def _of_party(party: Party) -> str:
    return worse(party.cert, certainty(party.role, party.found_in)) if party.found_in else party.cert


def _of_place(place: PlaceOf) -> str:
    return worse(place.cert, certainty("place", place.found_in)) if place.found_in else place.cert


def worse(first: str, second: str) -> str:
    """The less sure of two certainties."""
    return max(first, second, key=_ORDER.index)
