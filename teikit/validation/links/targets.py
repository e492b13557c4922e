"""Where a pointer leads: the start tag of an element in its own file, in a register, or in another file."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from teikit.core import Source, Span
from teikit.validation.links.facts import Facts, facts_of
from teikit.validation.links.prefixes import resolve_prefix
from teikit.xml import FileResolver, MappedText, XmlDocument, load_xml, resolve_base, tag_end


class TargetPlace(NamedTuple):
    """The file a pointer leads to, its text as it was read, and the span of the start tag (empty: the file)."""

    path: Path
    source: Source
    span: Span

    @property
    def tag(self) -> str:
        """The start tag that the pointer leads to."""
        return self.source.cut(self.span)


def find_target(
    word: str, offset: int, home: Path, document: XmlDocument, files: FileResolver, registers: Sequence[Path] = ()
) -> TargetPlace | None:
    """The place that a pointer leads to; None where there is no such place in the project.

    `word` is the pointer as written in a start tag at `offset` of `document`, the file `home`.
    """
    if document.mapped is None:
        return None
    facts, _ = facts_of(document.mapped)
    address, base = resolve_prefix(word, facts), _base_at(offset, document.mapped, facts)
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or "(" in address or "://" in base:
        return None
    path, name = resolve_base(home, unquote(base)), unquote(parts.fragment)
    path = path.parent / unquote(parts.path) if parts.path else path
    if path.resolve() == home.resolve():
        return _element(document, facts, name) or _first(name, files, registers)
    return _in_file(path, name, files)


def _base_at(offset: int, text: MappedText, facts: Facts) -> str:
    """The xml:base in scope for the pointers of a start tag, whose offset counts in the file itself."""
    main = text.main_source
    origins = ((pointer.base, *text.origin(pointer.offset)) for pointer in facts.pointers)
    return next((base for base, source, start in origins if source is main and start == offset), "")


def _first(name: str, files: FileResolver, registers: Sequence[Path]) -> TargetPlace | None:
    return next((place for path in registers if (place := _in_file(path, name, files))), None)


def _in_file(path: Path, name: str, files: FileResolver) -> TargetPlace | None:
    data = files.read(path)
    document = load_xml(data, path, files) if data is not None else None
    if document is None or document.mapped is None:
        return None
    if not name:
        return TargetPlace(path, document.mapped.main_source, Span(0, 0))
    return _element(document, facts_of(document.mapped)[0], name)


def _element(document: XmlDocument, facts: Facts, name: str) -> TargetPlace | None:
    target, text = facts.ids.get(name), document.mapped
    if target is None or text is None:
        return None
    source, span = text.span_of(Span(target.offset, tag_end(text.text, target.offset)))
    return TargetPlace(document.paths[source.name], source, span)
