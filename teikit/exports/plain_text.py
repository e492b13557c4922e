"""The text of a document without markup, in each of its two views."""

from collections.abc import Iterable

from teikit.model import Block, Document

VIEWS = ("diplomatic", "reading")


def plain_text(document: Document, blocks: Iterable[Block], view: str) -> str:
    """The title, the blocks of the text, then the notes, separated by blank lines. `view` is one of VIEWS."""
    texts: dict[str, list[str]] = {"text": [], "note": []}
    for block in blocks:
        words = (block.diplomatic if view == "diplomatic" else block.reading).strip()
        if words and block.field in texts:
            texts[block.field].append(words)
    return "\n\n".join([document.record.title, *texts["text"], *texts["note"]]) + "\n"
