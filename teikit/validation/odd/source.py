"""A set of specifications that an ODD selects from: the table of TEI P5, or another ODD.

The table (`schemas/tei-p5.json`) holds facts only, without the prose of the Guidelines. It is written by
`benchmarks/tei_table.py`. A specification is made from it when it is first asked for.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import Any

from lxml import etree

from teikit.core import resource
from teikit.validation.odd.model import (
    Attribute,
    AttributeList,
    AttributeReference,
    Content,
    Item,
    Membership,
    Rule,
    Spec,
    Values,
)
from teikit.validation.odd.namespaces import SCH
from teikit.validation.odd.notation import parse_content

SECTIONS = {"data": "datatypes", "macro": "macros", "class": "classes", "element": "elements"}
Key = tuple[str, str]


class SpecSource:
    """Specifications by kind and name. `modules` lists what each module has."""

    def __init__(self, name: str, specs: Iterable[Spec] = ()) -> None:
        self.name = name
        self.modules: dict[str, list[Key]] = {}
        self._specs: dict[Key, Spec] = {}
        for spec in specs:
            key = spec.kind, spec.ident
            if key not in self._specs:
                self._specs[key] = spec
                self.modules.setdefault(spec.module, []).append(key)

    def get(self, kind: str, ident: str) -> Spec | None:
        """A specification; None if no specification has that kind and name."""
        return self._specs.get((kind, ident))

    def names(self, kind: str) -> list[str]:
        """The names of all specifications of a kind."""
        return [ident for other, ident in self._specs if other == kind]


class TeiTable(SpecSource):
    """TEI P5 as the table has it."""

    def __init__(self, table: dict[str, Any]) -> None:
        super().__init__(f"TEI P5 {table['edition']}")
        self._entries = {
            (kind, ident): entry for kind, section in SECTIONS.items() for ident, entry in table[section].items()
        }
        for key, entry in self._entries.items():
            self.modules.setdefault(entry["module"], []).append(key)

    def get(self, kind: str, ident: str) -> Spec | None:
        """A specification; None if no specification has that kind and name."""
        key = kind, ident
        if key not in self._specs and key in self._entries:
            self._specs[key] = _spec(kind, ident, self._entries[key])
        return self._specs.get(key)

    def constraints(self) -> Iterator[tuple[Key, Rule]]:
        """Every constraint, with the specification that has it."""
        for key, entry in self._entries.items():
            for holder in (entry, *_attributes_in(entry.get("attributes", ()))):
                yield from ((key, rule) for rule in _rules(holder))

    def names(self, kind: str) -> list[str]:
        """The names of all specifications of a kind."""
        return [ident for other, ident in self._entries if other == kind]


@cache
def tei_table() -> TeiTable:
    """TEI P5 as this version of teikit knows it."""
    return TeiTable(json.loads(resource("schemas", "tei-p5.json").read_bytes()))


def _spec(kind: str, ident: str, entry: dict[str, Any]) -> Spec:
    content, attributes = entry.get("content"), entry.get("attributes")
    return Spec(
        kind,
        ident,
        entry["module"],
        type=entry.get("type", ""),
        namespace=entry.get("namespace"),
        classes=tuple(map(Membership, entry.get("classes", "").split())),
        content_of=partial(parse_content, content) if content else None,
        attributes=_attribute_list(False, attributes) if attributes else None,
        rules=_rules(entry),
    )


def _attribute_list(choice: bool, entries: list[dict[str, Any]]) -> AttributeList:
    parts: list[Attribute | AttributeList] = []
    references = []
    for entry in entries:
        if "class" in entry:
            references.append(AttributeReference(entry["class"], entry["name"]))
        elif "ident" in entry:
            parts.append(_attribute(entry))
        else:
            ((kind, inner),) = entry.items()
            parts.append(_attribute_list(kind == "choice", inner))
    return AttributeList(choice, tuple(parts), tuple(references))


def _attribute(entry: dict[str, Any]) -> Attribute:
    datatype: Content | None = parse_content(entry["datatype"]) if "datatype" in entry else None
    listed = next((kind for kind in ("closed", "semi", "open") if kind in entry), "")
    return Attribute(
        entry["ident"],
        entry.get("mode", "add"),
        entry.get("usage"),
        replace(datatype, low=1, high=1) if datatype else None,
        (datatype.low, datatype.high) if datatype else (1, 1),
        Values(listed, tuple(Item(value, value) for value in entry[listed])) if listed else None,
        namespace=entry.get("namespace"),
        rules=_rules(entry),
    )


def _attributes_in(entries: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The attributes in a list of the table, at any depth."""
    for entry in entries:
        if "ident" in entry:
            yield entry
        for inner in entry.values():
            if isinstance(inner, list) and inner and isinstance(inner[0], dict) and "tests" not in inner[0]:
                yield from _attributes_in(inner)


@cache
def _messages() -> dict[str, list[str]]:
    """The messages of TEI's constraints, in teikit's words: one for each test of a constraint."""
    messages: dict[str, list[str]] = json.loads(resource("schemas", "tei-p5-messages.json").read_bytes())
    return messages


def _rules(entry: dict[str, Any]) -> tuple[Rule, ...]:
    return tuple(Rule(rule["ident"], nodes_of=partial(_rule_nodes, rule)) for rule in entry.get("rules", ()))


def _rule_nodes(rule: dict[str, Any]) -> list[etree._Element]:
    """The sch:rule elements of a constraint of the table, with teikit's messages."""
    messages = iter(_messages().get(rule["ident"], ()))
    nodes: list[etree._Element] = []
    for test in rule["tests"]:
        ((kind, attributes),) = test.items()
        if kind == "rule":
            nodes.append(etree.Element(f"{SCH}rule", attributes, nsmap={"sch": SCH[1:-1]}))
        else:
            child = etree.SubElement(nodes[-1], f"{SCH}{kind}", attributes)
            if kind != "let":
                child.text = next(messages, f"{rule['ident']}: {attributes['test']}")
    return nodes
