"""Reads a transcript: marks, front matter, blocks, footnotes. This package does not depend on XML or TEI."""

from teikit.transcript.blocks import MIN_ROWS, Division, Item, ItemList, Part, blocks_of
from teikit.transcript.convention_choice import find_convention
from teikit.transcript.document import Document, read_document
from teikit.transcript.front_matter import ArchiveReference, Metadata, Responsibility, read_metadata
from teikit.transcript.model import Block, Footnote, Page
from teikit.transcript.syntax import Break, BreakKind, Group, Node, Sign, Text, clip, parse

__all__ = [
    "MIN_ROWS",
    "ArchiveReference",
    "Block",
    "Break",
    "BreakKind",
    "Division",
    "Document",
    "Footnote",
    "Group",
    "Item",
    "ItemList",
    "Metadata",
    "Node",
    "Page",
    "Part",
    "Responsibility",
    "Sign",
    "Text",
    "blocks_of",
    "clip",
    "find_convention",
    "parse",
    "read_document",
    "read_metadata",
]
