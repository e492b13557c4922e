"""DOCTYPE and entities: replaces the entities that the internal subset declares, within limits; reads nothing else.

XML 1.0 §4. The DOCTYPE is removed (its line ends stay), so that no other module needs to know of entities.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers import expat

from teikit.core import Diagnostic, Source, Span, span_diagnostic
from teikit.xml.source_map import MappedText, TextBuilder, mapped_source

_DOCTYPE = re.compile(r"\s*+(?:<\?.*?\?>\s*+|<!--.*?-->\s*+)*+(?=<!DOCTYPE)", re.DOTALL)
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z_:]")
_TOKEN = re.compile(
    r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|&(?P<name>[\w:][\w:.\-]*);|[<>"']""", re.DOTALL
)  # fmt: skip
_PREDEFINED = {"amp", "lt", "gt", "quot", "apos"}
# Characters that entities may add: at least, and for each character of the file; levels of entities in entities.
MIN_ADDED, ADDED_PER_CHARACTER, MAX_DEPTH = 1_000_000, 20, 20


class ExpansionLimitError(Exception):
    """The entities of a file add too much text, or are nested too deeply; the message says which."""


class _EndOfDoctype(Exception):  # noqa: N818 - not an error: the DOCTYPE is read, and the rest is not needed
    pass


class Doctype(NamedTuple):
    """A document type declaration: its span, its entities, those in other files, what was not read."""

    span: Span
    entities: dict[str, str]
    external: dict[str, str]
    unread: str


def resolve_entities(source: Source) -> tuple[MappedText | None, list[Diagnostic]]:
    """The text without DOCTYPE, its entities replaced; None, and why, where they add too much text."""
    plain = mapped_source(source)
    if "<!DOCTYPE" not in source.text and not _NAMED.search(source.text):
        return plain, []
    doctype = _doctype(source)
    if doctype is None and _DOCTYPE.match(source.text):
        return plain, []  # not well-formed in itself: the parser will report where
    text = TextBuilder()
    end = 0
    diagnostics = []
    if doctype:
        end = doctype.span.end
        text.copy(plain, 0, doctype.span.start)
        text.insert("\n" * source.cut(doctype.span).count("\n"), source, doctype.span.start)
        diagnostics = _unread(source, doctype)
    if not _NAMED.search(source.text, end):
        text.copy(plain, end, len(source.text))
        return text.build(source), diagnostics
    table = _Entities(doctype, len(source.text))
    try:
        return _replaced(plain, source, text, end, table), [*diagnostics, *table.findings]
    except ExpansionLimitError as error:
        message = f"{error}; the file was not checked further"
        return None, [*diagnostics, span_diagnostic(source, table.place, "xml-entity-expansion", message)]


def _unread(source: Source, doctype: Doctype) -> list[Diagnostic]:
    if not doctype.unread:
        return []
    message = f"of the document type declaration is not read: {doctype.unread}"
    return [span_diagnostic(source, doctype.span.start, "xml-doctype-not-read", message)]


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
        raise _EndOfDoctype


def _doctype(source: Source) -> Doctype | None:
    """What the DOCTYPE of a text says; None where there is no DOCTYPE, or it is not well-formed."""
    before = _DOCTYPE.match(source.text)
    if not before:
        return None
    data = source.text[before.end() :].encode("utf-8", "replace")
    parser = expat.ParserCreate("utf-8")
    subset = _Subset(parser)
    try:
        parser.Parse(data, True)
    except _EndOfDoctype:
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
        self.most = max(MIN_ADDED, ADDED_PER_CHARACTER * length)
        self.findings: list[Diagnostic] = []
        self.place = Span(0, 0)
        self._known: dict[str, str] = {}
        self._added = 0

    def text(self, source: Source, name: str, span: Span) -> str:
        """What a reference is replaced by. Raises ExpansionLimitError."""
        self.place = span
        text = self._text(source, name, ())
        self._added += len(text)
        if self._added > self.most:
            raise ExpansionLimitError(f"the entities of this file grow to more than {self.most:,} characters")
        return text

    def _text(self, source: Source, name: str, inside: tuple[str, ...]) -> str:
        if name in inside or len(inside) > MAX_DEPTH:
            message = f"the entity &{name}; holds itself" if name in inside else "entities are nested too deeply"
            raise ExpansionLimitError(message)
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
        """What is put in place of an entity that is not declared, or not read; it is reported."""
        if name in self.external:
            message = (
                f"the entity &{name}; is the file “{self.external[name]}”, which is not read: include it by XInclude"
            )
            self.findings.append(span_diagnostic(source, self.place, "xml-entity-not-read", message))
            return ""
        meant = html.unescape(f"&{name};")
        known = meant != f"&{name};" and len(meant) == 1
        write = f"write &#{ord(meant)}; or the character itself" if known else "declare it, or write the character"
        where = f"; it may be declared in {self.unread}, which is not read" if self.unread else ""
        message = f"the entity &{name}; is not declared{where}: {write}"
        self.findings.append(span_diagnostic(source, self.place, "xml-entity-undeclared", message))
        return f"&#{ord(meant)};" if known else f"&amp;{name};"


def _parts(value: str) -> Iterator[tuple[str, str]]:
    """The words of an entity, and between them the names of other entities."""
    end = 0
    for token in _TOKEN.finditer(value):
        name = token.group("name")
        if name and name not in _PREDEFINED:
            yield value[end : token.start()], ""
            yield "", name
            end = token.end()
    yield value[end:], ""


def _replaced(plain: MappedText, source: Source, text: TextBuilder, end: int, table: _Entities) -> MappedText:
    inside = quote = ""
    for token in _TOKEN.finditer(source.text, end):
        sign, name = token.group(), token.group("name")
        if name and name not in _PREDEFINED:
            text.copy(plain, end, token.start())
            words = table.text(source, name, Span(*token.span()))
            text.insert(words.replace('"', "&quot;").replace("'", "&apos;") if quote else words, source, token.start())
            end = token.end()
        elif sign == "<":
            inside = inside or sign
        elif sign == ">" and not quote:
            inside = ""
        elif sign in "\"'" and inside:
            quote = "" if quote == sign else quote or sign
    text.copy(plain, end, len(source.text))
    return text.build(source)
