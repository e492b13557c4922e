"""Models of editions for tests of lists: from JSON, and made by number."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from teikit.core import message
from teikit.model import Date, Document, EditionModel, Intervention, Mention, Record, Value, edition_model

CASES = sorted(Path(__file__).with_name("lists").glob("*.json"))


def words_of(bound: str) -> str:
    """A date in words as the reading document has it."""
    sign, (year, *rest) = bound[:1] == "-", bound.lstrip("-").split("-")
    assert not (sign and rest)
    if len(rest) == 2:
        return message("en", "date.day", day=int(rest[1]), month=message("en", f"month-of.{int(rest[0])}"), year=year)
    return message("en", "date.month", month=message("en", f"month.{int(rest[0])}"), year=year) if rest else year


def document(values: dict[str, Any]) -> Document:
    bounds = values.get("date", [])
    earliest, latest = (bounds, bounds) if isinstance(bounds, str) else bounds or ("", "")
    dates = (Date(values.get("text") or words_of(earliest), earliest=earliest, latest=latest),) if earliest else ()
    roles = (("sent", "from"), ("received", "to"))
    mentions = [
        Mention("person", f"people#{name}", name, role=role) for role, key in roles for name in values.get(key, ())
    ]
    record = Record(
        values["title"],
        persons=tuple(Value(mention.text, mention.role, mention.key) for mention in mentions),
        dates=dates,
        places=(Value(values["place"], "sent"),) if "place" in values else (),
        languages=tuple(Value(name, "text") for name in values.get("language", ())),
        archive=values.get("archive", ""),
    )
    changes = tuple(Intervention(kind, "x", "p1") for kind in values.get("interventions", ()))
    return Document(values["name"], record, values.get("kind", "document"), tuple(mentions), changes)


def model_of(case: dict[str, Any]) -> EditionModel:
    return edition_model(map(document, case["documents"]), (), case.get("listed", False))


def load(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return case


@cache
def letters(count: int, years: int = 20, people: int = 12) -> EditionModel:
    """An edition of letters over some years; some have a range of years, some no date."""
    rows = []
    for number in range(count):
        year, month, day = 1880 + number * 7 % years, 1 + number % 12, 1 + number % 28
        date: Any = f"{year}-{month:02}-{day:02}"
        if number % 11 == 0:
            date = [f"{year}", f"{year + 2}"]
        sender, addressee = number % people, (number * 5 + 1) % people
        row = {
            "name": f"letter-{number:05}",
            "title": f"Letter {number}",
            "from": [f"Person {sender}"],
            "to": [f"Person {addressee}"],
            "place": f"Place {number % 5}",
            "archive": f"Archive {number % 3}",
            "language": ["German" if number % 4 else "French"],
            "interventions": ["addition"] * (number % 3 == 0),
        }
        rows.append(
            row if number % 17 == 0 else {**row, "date": date, "text": "a long time" if number % 11 == 0 else ""}
        )
    return model_of({"documents": rows})
