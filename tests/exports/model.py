"""The invented edition of `edition.toml` as values."""

from pathlib import Path
from typing import Any

from teikit.core import read_toml
from teikit.edition import Edition, EditionError
from teikit.exports import Source
from teikit.model import (
    Block,
    Date,
    Document,
    EditionModel,
    EntityRecord,
    Hand,
    Image,
    Intervention,
    Mention,
    Record,
    Value,
    edition_model,
)

HERE = Path(__file__).parent
ADDRESS = "https://mill.example/edition/"


def source(address: str = ADDRESS) -> Source:
    """The invented edition, as exports read it."""
    data = read_toml(HERE / "edition.toml", EditionError)
    edition = Edition(
        HERE,
        data["title"],
        subtitle=data["subtitle"],
        description=data["description"],
        editors=tuple(data["editors"]),
        publisher=data["publisher"],
        pub_place=data["pub_place"],
        date=data["date"],
        licence=tuple(data["licence"]),
    )
    blocks = {entry["name"]: [Block(*block) for block in entry.get("blocks", [])] for entry in data["document"]}
    return Source(edition, _model(data), lambda document: blocks[document.name], address)


def _model(data: dict[str, Any]) -> EditionModel:
    records = [_entity(entry) for entry in data["entity"]]
    return edition_model(map(_document, data["document"]), records, listed=True)


def _entity(entry: dict[str, Any]) -> EntityRecord:
    return EntityRecord(
        entry["key"],
        entry["kind"],
        tuple(map(Value, entry["names"])),
        tuple(Date(when, kind=kind, when=when) for kind, when in entry["dates"]),
        tuple(Value(address, kind) for kind, address in entry["identifiers"]),
    )


def _document(entry: dict[str, Any]) -> Document:
    record = Record(
        entry["title"],
        titles=(Value(entry["title"], "main"),),
        persons=tuple(Value(text, role, ref) for role, text, ref in entry["persons"]),
        dates=(Date(**entry["date"]),),
        places=tuple(Value(text, role, ref) for role, text, ref in entry.get("places", [])),
        languages=tuple(Value(text, role, language=tag) for role, text, tag in entry.get("languages", [])),
        archive=entry.get("archive", ""),
    )
    return Document(
        entry["name"],
        record,
        mentions=tuple(Mention(*mention) for mention in entry.get("mentions", [])),
        interventions=tuple(Intervention(*values) for values in entry.get("interventions", [])),
        hands=tuple(Hand(*hand) for hand in entry.get("hands", [])),
        images=tuple(Image(*image) for image in entry.get("images", [])),
        **{key: entry[key] for key in ("words", "summary", "changed", "tei", "pdf") if key in entry},
    )
