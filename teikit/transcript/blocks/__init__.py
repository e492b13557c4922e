"""Blocks of a text: segmentation, labels, lists, tables, pages, divisions."""

from teikit.transcript.blocks.align import align
from teikit.transcript.blocks.divisions import Division, blocks_of, divide
from teikit.transcript.blocks.lists import Item, ItemList, Part, Speech
from teikit.transcript.blocks.segment import context_of, segment
from teikit.transcript.blocks.tables import MIN_ROWS

__all__ = [
    "MIN_ROWS",
    "Division",
    "Item",
    "ItemList",
    "Part",
    "Speech",
    "align",
    "blocks_of",
    "context_of",
    "divide",
    "segment",
]
