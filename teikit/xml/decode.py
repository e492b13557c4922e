"""The door of the room: a file as one text, ready to be checked."""

from dataclasses import dataclass, field
from pathlib import Path

from teikit.core import Diagnostic, Source, Span
from teikit.xml.encoding import DECLARED, decode_bytes
from teikit.xml.entities import resolve_entities
from teikit.xml.source_map import MappedText, TextBuilder


@dataclass
class XmlDocument:
    """A file as it came in: its text (None where nothing can be checked), what was found, and the paths of the files
    that its text came from, by the names they have in messages.
    """

    mapped: MappedText | None
    diagnostics: list[Diagnostic]
    paths: dict[str, Path] = field(default_factory=dict)


def decode_xml(data: bytes, path: Path, name: str) -> XmlDocument:
    """As `take`, with XIncludes left as they stand; `name` is how messages call the file."""
    source, findings = decode_bytes(data, name)
    if source is None:
        return XmlDocument(None, findings, {name: path})
    text, said = resolve_entities(source)
    return XmlDocument(None if text is None else _as_utf8(text, source), [*findings, *said], {name: path})


def _as_utf8(text: MappedText, source: Source) -> MappedText:
    """The text with the encoding in its XML declaration that it will be handed on in."""
    found = DECLARED.match(text.text)
    if not found or found.group(1).lower() == "utf-8":
        return text
    span = Span(*found.span(1))
    made = TextBuilder()
    made.copy(text, 0, span.start)
    made.insert("UTF-8", source, span.start)
    made.copy(text, span.end, len(text.text))
    return made.build(source)
