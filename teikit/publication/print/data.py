"""The flow as the JSON that the templates read (xslt/print/set.typ); what has its usual value is left out."""

import json
from collections.abc import Mapping
from typing import Any

from teikit.publication.print.columns import column_width
from teikit.publication.print.flow import Block, Flow
from teikit.publication.print.measures import LEADING

_USUAL: dict[str, Any] = {"size": 1.0, "lead": LEADING, "side": "", "lang": "", "dir": "", "styles": ()}


def flow_data(flow: Flow, front: Mapping[str, Any]) -> bytes:
    """The flow for both passes. `front` is what the title page and the imprint say."""
    data = {
        "lang": flow.lang,
        "measures": flow.measures.as_data(),
        "docs": [_document(flow, i) for i in range(len(flow.documents))],
        "notes": [
            _without_usual(
                {"mark": n.mark, "lang": n.lang, "dir": n.direction, "words": n.words, "lemma": n.lemma}, ("dir",)
            )
            for n in flow.notes
        ],
        "margins": [
            _without_usual(
                {"at": n.at, "c": n.content, "styles": n.styles, "lang": n.lang, "dir": n.direction}, ("lang", "dir")
            )
            for n in flow.margins
        ],
        "tables": [
            {"longest": t.longest, "letters": t.letters, "repeated": [_nested(flow, row, -1) for row in t.repeated]}
            for t in flow.tables
        ],
        "pieces": flow.pieces,
    }
    return json.dumps(data | dict(front), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def columns_data(flow: Flow, documents: list[int]) -> bytes:
    """Documents in columns, for the first pass alone: a page is as wide as a column, and wide blocks as the text."""
    measures, width = flow.measures.as_data(), flow.measures.text_width
    narrow = column_width(width, flow.documents[documents[0]].columns)
    data = {
        "lang": flow.lang,
        "measures": measures | {"text-width": narrow, "full-width": width},
        "docs": [_document(flow, i) for i in documents],
    }
    empty: dict[str, Any] = {"notes": [], "margins": [], "tables": [], "pieces": []}
    return json.dumps(data | empty, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _document(flow: Flow, index: int) -> dict[str, Any]:
    document = flow.documents[index]
    data: dict[str, Any] = {"index": index, "kind": document.kind, "lang": document.lang}
    own = {"columns": document.columns - 1, "recto": document.recto, "verso": document.verso}
    data |= {name: value for name, value in own.items() if value}
    return data | {"blocks": [_block(flow, block) for block in document.blocks]}


def _without_usual(data: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in names or value}


def _block(flow: Flow, block: Block, row: int = 0) -> dict[str, Any]:
    """A block; one in a cell has no anchors of its own, and its lines are those of the row."""
    nested = bool(row)
    content = _nested(flow, block.content, row or block.number, nested)
    data: dict[str, Any] = {"id": row or block.number, "k": block.kind, "c": content, "gap": round(block.gap, 2)}
    if block.kind in ("par", "head") and not nested:
        data["c"] = [{"a": block.start}, *content, {"a": block.end}, {"gap": 0}]
    if not nested:
        data["start"] = block.start
    lengths = {"first": block.first, "hang": block.hang, "rule": block.rule, "ruled": block.ruled}
    data |= {name: round(value, 2) for name, value in lengths.items() if value}
    own = {
        "size": round(block.size, 4),
        "lead": block.lead,
        "side": block.side,
        "lang": block.lang,
        "dir": block.direction,
    }
    data |= {name: value for name, value in own.items() if value != _USUAL[name]}
    if block.wide:
        data["wide"] = True
    if block.styles:
        data["styles"] = block.styles
    if block.level:
        data |= {"level": block.level} | ({"marked": True} if block.title else {})
    if block.kind == "row":
        data |= {"table": block.table} | _place_in_table(flow, block)
    return data


def _place_in_table(flow: Flow, block: Block) -> dict[str, bool]:
    """Whether a row is a head row, or the first of its table."""
    table = flow.tables[block.table]
    if block.number in table.rows[: table.head]:
        return {"head": True}
    return {"top": True} if block.number == table.rows[0] else {}


def _nested(flow: Flow, nodes: Any, row: int, inside: bool = False) -> Any:
    if isinstance(nodes, Block):
        return _block(flow, nodes, row)
    if isinstance(nodes, list):
        return [_nested(flow, node, row, inside) for node in nodes]
    if isinstance(nodes, dict) and "column" in nodes:
        cell = {name: value for name, value in nodes.items() if name != "t" or not inside}
        return cell | {"c": _nested(flow, nodes["c"], row, inside=True)}
    return nodes
