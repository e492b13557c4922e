"""Cross-references: the page and line of what a text refers to, printed behind the words that refer to it."""

from collections.abc import Mapping

from teikit.publication.print.flow import Flow, Node
from teikit.publication.print.rows import Rows

_NOT_KNOWN = "00.0"  # until the pages are


def address_of(document: str, target: str) -> str:
    """The address of a target in the volume: NAME or NAME#ID. Within a document it is #ID."""
    return f"{document}{target}" if target.startswith("#") else target.removeprefix("document:")


def reference_nodes(address: str, places: Mapping[str, str] | None, word: str) -> list[Node]:
    """What is printed behind a reference; nothing where its target is not in the volume.

    `places` are the pages and lines of targets, None as long as they are not known, `word` the message of a page.
    """
    place = _NOT_KNOWN if places is None else places.get(address, "")
    return [{"s": ["sign"], "c": [f"\u00a0[{word.replace('{number}', place)}]"]}] if place else []


def places_of(flow: Flow, rows: Rows) -> dict[str, str]:
    """The page and line of each target that the text refers to; the page where the lines are not counted."""
    places = {}
    for address in flow.cited:
        anchor = flow.targets.get(address, flow.targets.get(address.partition("#")[0]))
        row = None if anchor is None else rows.at.get(anchor)
        if row is not None:
            places[address] = f"{row.page}.{row.number}" if row.block.counted else str(row.page)
    return places
