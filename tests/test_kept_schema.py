"""A grammar that was kept judges documents as the grammar that is loaded, also where only a part of it was kept."""

import marshal
from pathlib import Path
from typing import Any

import pytest
from schema_fixtures import RNG_FILE, ROOT, cases

from teikit.core import source_of
from teikit.validation.links import facts_in_pass, facts_of
from teikit.validation.relaxng import KeptSchema, Schema, kept, load
from teikit.xml import decode_xml

LETTER = next((ROOT / "xml").glob("*.xml"))
DOCUMENTS = [LETTER, *cases("valid")[::4], *cases("invalid")[::4]]


@pytest.fixture
def values(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What is kept, in place of the cache folder."""
    held: dict[str, bytes] = {}
    monkeypatch.setattr(kept, "kept_value", lambda key: marshal.loads(held[key]) if key in held else None)
    monkeypatch.setattr(kept, "keep", lambda key, value: held.update({key: marshal.dumps(value)}))
    monkeypatch.setattr(kept.atexit, "register", lambda *_: None)
    return held


class Process:
    """A start of teikit: how often it loads the schema, and what it keeps at its end."""

    def __init__(self) -> None:
        self.loaded: list[Schema] = []
        self.schema = KeptSchema("digest", self._load)

    def _load(self) -> Schema:
        self.loaded.append(load(RNG_FILE))
        return self.loaded[-1]

    def end(self) -> None:
        for schema in self.loaded:
            self.schema._keep(schema)


def judged(schema: Any, path: Path) -> list[str]:
    source = source_of(path.read_text(encoding="utf-8"), path.name)
    return [str(diagnostic) for diagnostic in schema.check(source)]


def test_a_grammar_is_completed_and_then_no_longer_loaded(values: dict[str, bytes]) -> None:
    plain = load(RNG_FILE)
    wanted = {path: judged(plain, path) for path in DOCUMENTS}
    first = Process()
    assert judged(first.schema, LETTER) == wanted[LETTER] == []
    first.end()
    second = Process()
    assert judged(second.schema, LETTER) == []
    assert second.loaded == [], "the letter needs only what was kept"
    assert {path: judged(second.schema, path) for path in DOCUMENTS} == wanted
    second.end()
    third = Process()
    valid = [path for path in DOCUMENTS if not wanted[path]]
    assert all(judged(third.schema, path) == [] for path in valid)
    assert third.loaded == [], "everything is kept"
    assert {path: judged(third.schema, path) for path in DOCUMENTS} == wanted


def test_facts_are_complete_where_a_part_was_not_kept(values: dict[str, bytes]) -> None:
    first = Process()
    judged(first.schema, LETTER)
    first.end()
    second = Process()
    other = next(path for path in DOCUMENTS if path is not LETTER and not judged(load(RNG_FILE), path))
    data = other.read_bytes().replace(b"<body>", b'<body><div xml:id="d"><p><formula/></p></div>')
    text = decode_xml(data, other, other.name).mapped
    assert text is not None
    facts, accepted = facts_in_pass(text, second.schema.separator, second.schema.accepts)
    assert second.loaded, "a part was not kept"
    assert accepted == load(RNG_FILE).accepts(data)
    assert facts == facts_of(text)[0]
    assert "d" in facts.ids
