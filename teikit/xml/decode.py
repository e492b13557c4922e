"""Decodes the bytes of one XML file and resolves its entities; includes stay as they are."""

from pathlib import Path

from teikit.core import Source, Span
from teikit.xml.document import XmlDocument
from teikit.xml.encoding import DECLARED, decode_bytes
from teikit.xml.entities import resolve_entities
from teikit.xml.source_map import MappedText, TextBuilder


def decode_xml(data: bytes, path: Path, name: str) -> XmlDocument:
    """Read one file, without the files that it includes; `name` is how messages call it."""
    source, diagnostics = decode_bytes(data, name)
    if source is None:
        return XmlDocument(None, diagnostics, {name: path})
    document = decode_text(source, path)
    return XmlDocument(document.mapped, [*diagnostics, *document.diagnostics], document.paths)


def decode_text(source: Source, path: Path) -> XmlDocument:
    """Resolve the entities of a text that is decoded already."""
    text, diagnostics = resolve_entities(source)
    return XmlDocument(None if text is None else _declare_utf8(text, source), diagnostics, {source.name: path})


def _declare_utf8(text: MappedText, source: Source) -> MappedText:
    """The text with UTF-8 in its XML declaration, as that is the encoding it is handed on in."""
    declared = DECLARED.match(text.text)
    if not declared or declared.group(1).lower() == "utf-8":
        return text
    span = Span(*declared.span(1))
    builder = TextBuilder()
    builder.copy(text, 0, span.start)
    builder.insert("UTF-8", source, span.start)
    builder.copy(text, span.end, len(text.text))
    return builder.build(source)
