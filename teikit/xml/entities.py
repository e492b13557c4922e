"""DOCTYPE and entities: what the internal subset declares is put in place, in a bounded way; nothing else is read.

XML 1.0 §4. The DOCTYPE itself goes (its line ends stay), so that nothing behind this door needs to know of entities.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers import expat

from teikit.core import Diagnostic, Source, Span, span_diagnostic
from teikit.xml.source_map import MappedText, TextBuilder, unmapped

_DOCTYPE = re.compile(r"\s*+(?:<\?.*?\?>\s*+|<!--.*?-->\s*+)*+(?=<!DOCTYPE)", re.DOTALL)
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z_:]")
_TOKEN = re.compile(
    r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|&(?P<name>[\w:][\w:.\-]*);|[<>"']""", re.DOTALL
)  # fmt: skip
_PREDEFINED = {"amp", "lt", "gt", "quot", "apos"}
MOST, TIMES, DEEP = 1_000_000, 20, 20  # characters that entities may add, at least and by the file's length; levels


class ExpansionLimitError(Exception):
    """Entities that would grow beyond all measure."""


class _Read(Exception):  # noqa: N818 - no error: the DOCTYPE is read, and nothing behind it is wanted
    pass


class Doctype(NamedTuple):
    """A document type declaration: its reach, its entities, those in other files, what is unread."""

    span: Span
    entities: dict[str, str]
    external: dict[str, str]
    unread: str


def resolve_entities(source: Source) -> tuple[MappedText | None, list[Diagnostic]]:
    """The text without DOCTYPE, its entities put in place; None and why where they would grow beyond all measure."""
    plain = unmapped(source)
    if "<!DOCTYPE" not in source.text and not _NAMED.search(source.text):
        return plain, []
    doctype = _doctype(source)
    if doctype is None and _DOCTYPE.match(source.text):
        return plain, []  # not well-formed in itself: the parser will say where
    text = TextBuilder()
    end = 0
    findings = []
    if doctype:
        end = doctype.span.end
        text.copy(plain, 0, doctype.span.start)
        text.insert("\n" * source.cut(doctype.span).count("\n"), source, doctype.span.start)
        findings = _unread(source, doctype)
    if not _NAMED.search(source.text, end):
        text.copy(plain, end, len(source.text))
        return text.build(source), findings
    table = _Entities(doctype, len(source.text))
    try:
        return _replaced(plain, source, text, end, table), [*findings, *table.findings]
    except ExpansionLimitError as bomb:
        said = f"{bomb}; the file was not checked further"
        return None, [*findings, span_diagnostic(source, table.place, "xml-entity-expansion", said)]


def _unread(source: Source, doctype: Doctype) -> list[Diagnostic]:
    if not doctype.unread:
        return []
    said = f"of the document type declaration is not read: {doctype.unread}"
    return [span_diagnostic(source, doctype.span.start, "xml-doctype-not-read", said)]


class _Subset:
    """Gathers what a DOCTYPE declares, from expat."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.entities: dict[str, str] = {}
        self.external: dict[str, str] = {}
        self.unread: list[str] = []
        self.end = 0
        self._parser = parser
        parser.StartDoctypeDeclHandler = self._begin
        parser.EntityDeclHandler = self._entity
        parser.AttlistDeclHandler = self._attribute
        parser.EndDoctypeDeclHandler = self._finished

    def _begin(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        if system or public:
            self.unread.append(f"“{system or public}”")

    def _entity(
        self, name: str, parameter: bool, value: str | None, base: str | None, system: str | None, *more: str | None
    ) -> None:  # fmt: skip
        if parameter:
            self.unread += [] if value is not None else [f"“{system}”"]
        elif value is not None:
            self.entities.setdefault(name, value)
        else:
            self.external.setdefault(name, system or "")

    def _attribute(self, element: str, name: str, kind: str, default: str | None, required: bool) -> None:
        if default is not None:
            self.unread.append(f"the default of {name} on <{element}>")

    def _finished(self) -> None:
        self.end = self._parser.CurrentByteIndex + 1
        raise _Read


def _doctype(source: Source) -> Doctype | None:
    """What the DOCTYPE of a text says; None where there is none, or it is not well-formed."""
    before = _DOCTYPE.match(source.text)
    if not before:
        return None
    data = source.text[before.end() :].encode("utf-8", "replace")
    parser = expat.ParserCreate("utf-8")
    subset = _Subset(parser)
    try:
        parser.Parse(data, True)
    except _Read:
        span = Span(before.end(), before.end() + len(data[: subset.end].decode()))
        return Doctype(span, subset.entities, subset.external, ", ".join(subset.unread))
    except expat.ExpatError:
        pass
    return None


class _Entities:
    """The text of entities, and what is wrong with the references to them."""

    def __init__(self, doctype: Doctype | None, length: int) -> None:
        self.declared = doctype.entities if doctype else {}
        self.external = doctype.external if doctype else {}
        self.unread = doctype.unread if doctype else ""
        self.most = max(MOST, TIMES * length)
        self.findings: list[Diagnostic] = []
        self.place = Span(0, 0)
        self._known: dict[str, str] = {}
        self._added = 0

    def text(self, source: Source, name: str, span: Span) -> str:
        """What stands for a reference. Raises ExpansionLimitError."""
        self.place = span
        found = self._text(source, name, ())
        self._added += len(found)
        if self._added > self.most:
            raise ExpansionLimitError(f"the entities of this file grow to more than {self.most:,} characters")
        return found

    def _text(self, source: Source, name: str, inside: tuple[str, ...]) -> str:
        if name in inside or len(inside) > DEEP:
            said = f"the entity &{name}; holds itself" if name in inside else "entities are nested too deeply"
            raise ExpansionLimitError(said)
        if name in self._known:
            return self._known[name]
        if name not in self.declared:
            return self._missing(source, name)
        words, size = [], 0
        for part, inner in _parts(self.declared[name]):
            words.append(self._text(source, inner, (*inside, name)) if inner else part)
            size += len(words[-1])
            if size > self.most:
                raise ExpansionLimitError(f"the entity &{name}; grows to more than {self.most:,} characters")
        self._known[name] = "".join(words)
        return self._known[name]

    def _missing(self, source: Source, name: str) -> str:
        """What is put in place of an entity that is not declared, or not read; it is told."""
        if name in self.external:
            said = f"the entity &{name}; is the file “{self.external[name]}”, which is not read: include it by XInclude"
            self.findings.append(span_diagnostic(source, self.place, "xml-entity-not-read", said))
            return ""
        meant = html.unescape(f"&{name};")
        known = meant != f"&{name};" and len(meant) == 1
        write = f"write &#{ord(meant)}; or the character itself" if known else "declare it, or write the character"
        where = f"; it may stand in {self.unread}, which is not read" if self.unread else ""
        said = f"the entity &{name}; is not declared{where}: {write}"
        self.findings.append(span_diagnostic(source, self.place, "xml-entity-undeclared", said))
        return f"&#{ord(meant)};" if known else f"&amp;{name};"


def _parts(value: str) -> Iterator[tuple[str, str]]:
    """The words of an entity, and between them the names of other entities."""
    end = 0
    for found in _TOKEN.finditer(value):
        name = found.group("name")
        if name and name not in _PREDEFINED:
            yield value[end : found.start()], ""
            yield "", name
            end = found.end()
    yield value[end:], ""


def _replaced(plain: MappedText, source: Source, text: TextBuilder, end: int, table: _Entities) -> MappedText:
    inside = quote = ""
    for token in _TOKEN.finditer(source.text, end):
        found, name = token.group(), token.group("name")
        if name and name not in _PREDEFINED:
            text.copy(plain, end, token.start())
            words = table.text(source, name, Span(*token.span()))
            text.insert(words.replace('"', "&quot;").replace("'", "&apos;") if quote else words, source, token.start())
            end = token.end()
        elif found == "<":
            inside = inside or found
        elif found == ">" and not quote:
            inside = ""
        elif found in "\"'" and inside:
            quote = "" if quote == found else quote or found
    text.copy(plain, end, len(source.text))
    return text.build(source)
