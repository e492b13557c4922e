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

Learned = tuple[tuple[str, str, int, int], ...]
"""How often values were right in an edition: field, part of a text, right ones, wrong ones."""
_ORDER = ("", "medium", "low")
# A value that a person of the edition corrected counts as much as so many others.
_WEIGHT = 3


@cache
def _measured() -> Mapping[str, Any]:
    measured: dict[str, Any] = json.loads(resource("models", "header.json").read_bytes())
    return measured


def _seen(field: str, found_in: str) -> tuple[int, int]:
    """How many values of a field that were found in a part of a text are right, and of how many."""
    seen = _measured()["seen"].get(field, {}).get(found_in, {})
    return seen.get("right", 0), seen.get("right", 0) + seen.get("wrong", 0)


def _own(learned: Learned, field: str, found_in: str) -> tuple[int, int]:
    """The same, in the documents of the edition that a person corrected."""
    return next(((right, right + wrong) for *key, right, wrong in learned if key == [field, found_in]), (0, 0))


def certainty(field: str, found_in: str, learned: Learned = ()) -> str:
    """The certainty of a value of a field that was found in a part of a text: empty for sure, `medium`, `low`.

    A first name alone, or a name that only the salutation has, is never sure. What the edition teaches counts more
    than the texts that teikit was measured with.
    """
    (right, of), (own, of_own) = _seen(field, found_in), _own(learned, field, found_in)
    right, of = right + own * _WEIGHT, of + of_own * _WEIGHT
    thresholds, before = _measured()["thresholds"], _measured()["before"]
    share = (right + before["right"]) / (of + before["right"] + before["wrong"])
    cert = next((cert for cert in _ORDER[:2] if share >= thresholds[cert or "sure"]), _ORDER[2])
    at_most = (best for end, best in _measured().get("at_most", {}).items() if found_in.endswith(end))
    return worse(cert, next(at_most, ""))


def reason_of(field: str, found_in: str, cert: str, learned: Learned = ()) -> str:
    """Why a value is in doubt: how often such values are right, or that its own words can be read in another way."""
    known = certainty(field, found_in, learned)
    if not found_in or worse(known, cert) != known:
        return "its words can be read in another way"
    (right, of), (own, of_own) = _seen(field, found_in), _own(learned, field, found_in)
    here = f", learned: {own} of {of_own} in this edition" if of_own else ""
    return f"found in the {found_in} ({right} of {of} such values were right in texts checked by hand{here})"


def with_certainties(data: Metadata, learned: Learned = ()) -> Metadata:
    """The values with their certainties: that of the block they were read in, or the measured one if it is worse."""
    parties = tuple(party._replace(cert=_of_party(party, learned)) for party in data.parties)
    places = tuple(place._replace(cert=_of_place(place, learned)) for place in data.places)
    if data.date_found_in:
        data = data._replace(date_cert=worse(data.date_cert, certainty("date", data.date_found_in, learned)))
    if data.title_found_in:
        data = data._replace(title_cert=worse(data.title_cert, certainty("title", data.title_found_in, learned)))
    return data._replace(parties=parties, places=places)


def _of_party(party: Party, learned: Learned) -> str:
    return worse(party.cert, certainty(party.role, party.found_in, learned)) if party.found_in else party.cert


def _of_place(place: PlaceOf, learned: Learned) -> str:
    return worse(place.cert, certainty("place", place.found_in, learned)) if place.found_in else place.cert


def worse(first: str, second: str) -> str:
    """The less sure of two certainties."""
    return max(first, second, key=_ORDER.index)
