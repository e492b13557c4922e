"""The model of an edition as data beside its site (`data/model/`), in files of a limited number of entries."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from teikit.model import Document, EditionModel, Entity

_SHARD = 200  # entries of a file
_NAMED = ("mentions", "interventions", "hands", "images", "signs")  # tuples with names


def model_files(model: EditionModel) -> Iterator[tuple[str, bytes]]:
    """The documents and the entities of an edition as JSON, and an index of the files; the same for the same model."""
    documents = [*model.corpora, *model.documents, *model.registers]
    shards = [*_shards("documents", documents), *_shards("entities", model.entities)]
    index = {"documents": len(documents), "entities": len(model.entities), "files": [path for path, _ in shards]}
    yield "data/model/index.json", _json(index)
    for path, entries in shards:
        yield f"data/model/{path}", _json([_plain(entry) for entry in entries])


def _shards(name: str, entries: Sequence[Document | Entity]) -> Iterator[tuple[str, Sequence[Document | Entity]]]:
    for start in range(0, len(entries), _SHARD):
        yield f"{name}-{start // _SHARD + 1}.json", entries[start : start + _SHARD]


def _plain(entry: Document | Entity) -> Any:
    """A document, or an entity with the places where it is named, without what is empty."""
    if isinstance(entry, Document):
        named = {key: [item._asdict() for item in getattr(entry, key)] for key in _NAMED}
        rest = {key: value for key, value in vars(entry).items() if key not in _NAMED}
        return _filled({**rest, **named})
    places = [[occurrence.document.name, occurrence.mention.block] for occurrence in entry.occurrences]
    return _filled({**vars(entry.record), "identified": entry.identified, "occurrences": places})


def _filled(value: Any) -> Any:
    """A value as plain data: what is empty in it is left out of its dictionaries and objects."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return {key: _filled(item) for key, item in value.items() if item}
    if isinstance(value, list | tuple):
        return [_filled(item) for item in value]
    if is_dataclass(value):
        return _filled({field.name: getattr(value, field.name) for field in fields(value)})
    return value


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
