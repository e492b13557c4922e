"""Write the table of TEI P5 that ODDs are compiled from (`schemas/tei-p5.json`).

    python benchmarks/tei_table.py P5SUBSET.xml [--changes benchmarks/tei_changes.json] [--check]

P5SUBSET.xml is a file of a TEI release. It is not part of teikit: the table holds facts only (names, modules, classes,
content models, datatypes, listed values, contexts and tests of constraints), no gloss, description, remark, example or
message. The changes, in the notation of the table, bring an older file to a later release; each key of an entry
replaces that of the table, and null removes an entry.
"""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from teikit.validation.odd.model import GROUPS, UNBOUNDED, Attribute, AttributeList, Content, Rule, Spec
from teikit.validation.odd.reader import SPECS, TEI, Reader, is_example
from teikit.validation.odd.source import SECTIONS

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "schemas" / "tei-p5.json"
CHANGES = ROOT / "benchmarks" / "tei_changes.json"
MARKS = dict(zip(GROUPS, (", ", " | ", " & "), strict=True))
TIMES = {(1, 1): "", (0, 1): "?", (0, UNBOUNDED): "*", (1, UNBOUNDED): "+"}
ESCAPED, SLASHED = re.compile(r"[\]\\]"), r"\\\g<0>"
Table = dict[str, Any]


def written(content: Content) -> str:
    """A content model as one line."""
    kind = content.kind
    if kind in MARKS:
        inner = MARKS[kind].join(map(written, content.parts))
        text = f"({MARKS[kind].strip()} {inner})" if len(content.parts) < 2 and kind != "sequence" else f"({inner})"
    elif kind == "values":
        text = " | ".join(json.dumps(value, ensure_ascii=False) for value in content.include)
        text = f"({text})" if len(content.include) > 1 else text
    else:
        text = {"type": f"xsd:{content.name}", "any": "#any", "text": "#text", "empty": "#empty"}.get(
            kind, content.name
        )
        include = "require" if kind == "any" else "include"
        facets = [*content.facets, *((include, n) for n in content.include), *(("except", n) for n in content.exclude)]
        text += f":{content.expand}" if content.expand else ""
        text += "".join(f"[{name} {ESCAPED.sub(SLASHED, value)}]" for name, value in facets)
    low, high = content.low, content.high
    return text + TIMES.get((low, high), f"{{{low},{'' if high == UNBOUNDED else high}}}")


def entry_of(spec: Spec) -> Table:
    entry: Table = {"module": spec.module}
    if spec.kind == "class":
        entry["type"] = spec.type
    if spec.namespace is not None:
        entry["namespace"] = spec.namespace
    if spec.keys:
        entry["classes"] = " ".join(spec.keys)
    if spec.content is not None:
        entry["content"] = written(spec.content)
    if spec.attributes is not None:
        entry["attributes"] = list(attribute_entries(spec.attributes))
    return entry | rule_entries(spec.rules)


def attribute_entries(attributes: AttributeList) -> Iterator[Table]:
    for part in attributes.parts:
        if isinstance(part, AttributeList):
            yield {"choice" if part.choice else "group": list(attribute_entries(part))}
        else:
            yield attribute_entry(part)
    for reference in attributes.references:
        yield {"class": reference.owner, "name": reference.name}


def attribute_entry(attribute: Attribute) -> Table:
    entry: Table = {"ident": attribute.ident}
    if attribute.mode != "add":
        entry["mode"] = attribute.mode
    if attribute.usage not in (None, "opt"):
        entry["usage"] = attribute.usage
    if attribute.namespace is not None:
        entry["namespace"] = attribute.namespace
    if (datatype := attribute.datatype) is not None:
        low, high = attribute.occurs
        once = Content(datatype.kind, datatype.name, datatype.parts, low, high, facets=datatype.facets)
        entry["datatype"] = written(once)
    if attribute.values is not None:
        entry[attribute.values.kind] = [item.name for item in attribute.values.items]
    return entry | rule_entries(attribute.rules)


def rule_entries(rules: tuple[Rule, ...]) -> Table:
    """The constraints without their messages; one that repeats another in a second language is left out."""
    entries: list[Table] = []
    for rule in rules:
        nodes = (
            inner for node in rule.nodes_of() for inner in node.iter("{*}rule", "{*}let", "{*}assert", "{*}report")
        )
        tests = [{etree.QName(node).localname: facts_of(node)} for node in nodes]
        if tests and tests not in [entry["tests"] for entry in entries]:
            entries.append({"ident": rule.ident, "tests": tests})
    return {"rules": entries} if entries else {}


def facts_of(node: etree._Element) -> dict[str, str]:
    return {name: " ".join(value.split()) for name, value in node.attrib.items() if "{" not in name}


def table_of(path: Path) -> Table:
    """The table of a p5subset file."""
    root = etree.parse(path, etree.XMLParser(remove_comments=True, remove_pis=True)).getroot()
    reader = Reader([])
    edition = re.search(r"\d+\.\d+\.\d+\w*", "".join(map(str, root.find(f".//{TEI}edition").itertext())))
    table: Table = {"edition": edition.group() if edition else "", **{section: {} for section in SECTIONS.values()}}
    for node in root.iter(*(TEI + name for name in SPECS)):
        if not is_example(node):
            spec = reader.spec(node)
            table[SECTIONS[spec.kind]][spec.ident] = entry_of(spec)
    return table


def changed(table: Table, changes: Table) -> Table:
    table["edition"] = changes["edition"]
    for section in SECTIONS.values():
        for ident, entry in changes[section].items():
            if entry is None:
                del table[section][ident]
            else:
                table[section][ident] = table[section].get(ident, {}) | entry
    return table


def dumped(table: Table) -> str:
    """The table as text: a line for each specification and each attribute, so that a new release is a short diff."""
    sections = [f' "edition": {json.dumps(table["edition"])}']
    for section in SECTIONS.values():
        entries = [f"  {json.dumps(ident)}: {line(entry)}" for ident, entry in table[section].items()]
        sections.append(f' "{section}": {{\n' + ",\n".join(entries) + "\n }")
    return "{\n" + ",\n".join(sections) + "\n}\n"


def line(entry: Table) -> str:
    rows = {key: value for key, value in entry.items() if key in ("attributes", "rules")}
    text = json.dumps({k: v for k, v in entry.items() if k not in rows}, ensure_ascii=False)[:-1]
    for key, values in rows.items():
        lines = ",\n".join(f"    {json.dumps(value, ensure_ascii=False)}" for value in values)
        text += f', "{key}": [\n{lines}]'
    return text + "}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("p5subset", type=Path)
    parser.add_argument("--changes", type=Path, default=CHANGES)
    parser.add_argument("--check", action="store_true", help="compare with the table of teikit instead of writing it")
    options = parser.parse_args()
    text = dumped(changed(table_of(options.p5subset), json.loads(options.changes.read_bytes())))
    if options.check:
        return int(text != TABLE.read_text(encoding="utf-8"))
    TABLE.write_text(text, encoding="utf-8")
    print(f"{TABLE.relative_to(ROOT)}: {len(text.encode()):,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
