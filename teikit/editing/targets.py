"""Where the pointer at a place of a text leads."""

import re
from collections.abc import Mapping
from pathlib import Path

from teikit.checking import XmlInput, registers_for
from teikit.core import Span, source_of
from teikit.editing.description import TagAt, tag_at, word_at
from teikit.editing.findings import drafts
from teikit.editing.markup import MARKUP
from teikit.editing.scanner import Scanner
from teikit.validation import TargetPlace, find_target, is_pointer
from teikit.xml import FileResolver


def target_at(scanner: Scanner, given: XmlInput, offset: int, others: Mapping[Path, str]) -> TargetPlace | None:
    """The place that the pointer at an offset leads to; None where there is no pointer, or no such place.

    Targets in the text itself are found also where it is not well-formed. `others` are the texts of further open
    documents. Raises SchemaError, EditionError.
    """
    tag = tag_at(scanner, offset)
    word = _pointer_in(tag, offset) if tag else ""
    if tag is None or not word:
        return None
    if word.startswith("#") and (span := _element(scanner.text, word[1:])):
        return TargetPlace(given.path, source_of(scanner.text, given.name), span)
    root = given.root()
    files = FileResolver(root, given.display_path, drafts(others))
    return find_target(word, tag.span.start, given.path, given.load(), files, registers_for(given))


def _pointer_in(tag: TagAt, offset: int) -> str:
    """The pointer at an offset in a tag; empty where no pointer is there."""
    if tag.attribute is None or offset < tag.attribute.value_span.start:
        return ""
    if not is_pointer(tag.name.rpartition(":")[2], tag.attribute.name):
        return ""
    word = word_at(tag.attribute, offset)
    return word[0] if word else ""


def _element(text: str, name: str) -> Span | None:
    """The start tag with an xml:id in a text."""
    if not name:
        return None
    pattern = re.compile(rf"""\sxml:id\s*=\s*(["'])\s*{re.escape(name)}\s*\1""")
    for match in pattern.finditer(text):
        start = text.rfind("<", 0, match.start())
        tag = MARKUP.match(text, start) if start >= 0 else None
        if tag and tag["start"] and tag.end() >= match.end():
            return Span(*tag.span())
    return None
