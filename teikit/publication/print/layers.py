"""Layers: which statements of an entry are in which, by the rules of edition.toml."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from teikit.edition import PrintLayer, Traits
from teikit.publication.print.flow import Node
from teikit.publication.print.running import P, Running

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Statement:
    """What an entry states in one layer, and what its readings come from."""

    layer: PrintLayer
    nodes: list[Node]
    kinds: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class _Part:
    """A statement on one reading, and the sign that separates it from the one before."""

    element: Element
    separator: str = ""
    layer: PrintLayer | None = None


def layer_of(traits: Traits, layers: tuple[PrintLayer, ...]) -> PrintLayer:
    """The first layer whose rule takes a note with these traits."""
    return next((layer for layer in layers if layer.takes(traits)), layers[-1])


def statements_of(entry: Element, layers: tuple[PrintLayer, ...], running: Running) -> list[Statement]:
    """What an entry states, layer by layer. The statement on the lemma is in the layer of the first reading."""
    statement = entry.find(f"{P}statement")
    parts = [] if statement is None else list(_parts(statement))
    for part in parts:
        if not part.element.get("shown"):
            part.layer = layer_of(_traits(entry, part.element), layers)
    usual = next((part.layer for part in parts if part.layer), None) or layer_of(_traits(entry), layers)
    stated: dict[str, Statement] = {}
    for part in parts or [_Part(Element(f"{P}statement"))]:
        layer = part.layer or usual
        own = stated.setdefault(layer.name, Statement(layer, [], _kinds(entry)))
        own.nodes += [part.separator] * bool(own.nodes) + running.node(part.element)
        for name in ("types", "hands", "witnesses"):
            own.kinds[name] = sorted({*own.kinds[name], *part.element.get(name, "").split()})
    return list(stated.values())


def _parts(statement: Element) -> Iterator[_Part]:
    part = _Part(Element(statement.tag, statement.attrib))
    part.element.text = statement.text
    for child in statement:
        if child.get("states"):
            yield part
            part = _Part(Element(statement.tag, child.attrib), child.text or "")
            part.element.text = child.tail
        else:
            part.element.append(child)
    yield part


def _traits(entry: Element, part: Element | None = None) -> Traits:
    kinds = _kinds(entry)
    own = {
        name: {*kinds[name], *(part.get(name, "").split() if part is not None else ())}
        for name in ("types", "hands", "witnesses")
    }
    return Traits(
        frozenset(("entry", kinds["element"])), frozenset(own["types"]), frozenset(own["hands"]),
        frozenset(own["witnesses"]),
    )  # fmt: skip


def _kinds(entry: Element) -> dict[str, Any]:
    return {
        "element": entry.get("element") or entry.get("kind", ""),
        "types": entry.get("type", "").split(),
        "hands": entry.get("hand", "").split(),
        "witnesses": [],
    }


def letters(number: int) -> str:
    """The mark of a note in a series of letters: a to z, aa to zz, and so on."""
    mark = ""
    while number > 0:
        number, last = divmod(number - 1, len(_ALPHABET))
        mark = _ALPHABET[last] + mark
    return mark
