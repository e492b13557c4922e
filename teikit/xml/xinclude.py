"""XInclude 1.1: replaces each include by the file it names, which must be on the disk and inside the project.

Every included character keeps its place in its own file. `parse="xml"` and `"text"`, `xi:fallback`, and the xml:id of
an element as `xpointer` are supported; anything else is reported.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from teikit.core import Span
from teikit.xml.decode import decode_xml
from teikit.xml.document import XmlDocument
from teikit.xml.encoding import decode_bytes
from teikit.xml.outline import DRAFT_NAMESPACE, NAMESPACE, Element, Outline
from teikit.xml.resolver import FileResolver, resolve_base
from teikit.xml.source_map import MappedText, TextBuilder
from teikit.xml.wellformedness import ATTRIBUTE, tag_end

INCLUDES = re.compile(r"<(?:[\w.\-]+:)?include[\s/>]")  # hardly any text without includes matches
_ID = re.compile(r"""(?:xpointer\(\s*id\(\s*["'])?([\w.\-]+)(?:["']\s*\)\s*\))?|element\(([\w.\-]+)\)""")
_TAG_NAME = re.compile(r"<[^\s/>]+")
_DEAD_ENDS = ("xml-include-missing", "xml-include-outside")
MAX_INCLUDES, MAX_DEPTH, MAX_LENGTH = 2_000, 20, 64_000_000


class _Part(NamedTuple):
    """A file while its includes are resolved; `stack` are the files that include it, and itself."""

    text: MappedText
    outline: Outline
    path: Path
    stack: tuple[Path, ...]


class _State:
    """What the includes of one document have cost so far, and their diagnostics."""

    def __init__(self, files: FileResolver, document: XmlDocument) -> None:
        self.files = files
        self.diagnostics = document.diagnostics
        self.paths = document.paths
        self.count = self.length = 0
        self.broken = False
        self.lacking: set[tuple[str, int]] = set()


def included_files(data: bytes, path: Path, files: FileResolver) -> set[Path]:
    """The files that a file includes as XML and as a whole: they are checked and published as parts of it."""
    document = decode_xml(data, path, files.display_path(path))
    if document.mapped is None or not INCLUDES.search(document.text):
        return set()
    files_included = set()
    for include in Outline(document.mapped).includes:
        whole = include.attributes.get("parse", "xml") == "xml" and not {"xpointer", "fragid"} & set(include.attributes)
        target = _target(document.mapped, include, path, include.attributes.get("href", ""))
        if whole and target is not None and files.is_inside(target):
            files_included.add(target.resolve())
    return files_included


def resolve_xincludes(document: XmlDocument, path: Path, files: FileResolver) -> XmlDocument:
    """The document with its includes resolved; without a text where an included file is not well-formed."""
    state = _State(files, document)
    mapped = document.mapped
    if mapped is not None:
        mapped = _resolve(_Part(mapped, Outline(mapped), path, (path.resolve(),)), state)
    return XmlDocument(None if state.broken else mapped, state.diagnostics, state.paths, frozenset(state.lacking))


def _resolve(part: _Part, state: _State) -> MappedText | None:
    if part.outline.broken:
        state.diagnostics.append(part.outline.broken)
        state.broken = True
        return None
    for draft in part.outline.drafts[:1]:
        message = f"the namespace {DRAFT_NAMESPACE} is of a draft, and nothing is included: write {NAMESPACE}"
        _report(part, draft, "xml-include-unsupported", message, state)
    if not part.outline.includes:
        return part.text
    return _resolve_span(part, Span(0, len(part.text.text)), state)


def _resolve_span(part: _Part, span: Span, state: _State) -> MappedText:
    """A stretch of a part with its includes resolved."""
    builder, done = TextBuilder(), span.start
    for include in part.outline.includes:
        if include.start < done or include.end > span.end:
            continue
        builder.copy(part.text, done, include.start)
        done = include.end
        included = _resolve_include(part, include, state)
        if included is None and include.around:
            source, offset = part.text.origin(include.around[-1])
            state.lacking.add((source.name, offset))
        elif included is not None:
            state.length += len(included.text)
            builder.copy(included, 0, len(included.text))
    builder.copy(part.text, done, span.end)
    return builder.build(part.text.main_source)


def _resolve_include(part: _Part, include: Element, state: _State) -> MappedText | None:
    """What takes the place of an include; None for nothing."""
    state.count += 1
    href = include.attributes.get("href", "")
    target = _target(part.text, include, part.path, href)
    if target is None:
        message = f"“{href}” is not a file of this folder: it is not fetched"
        _report(part, include, "xml-include-outside", message, state)
        return None
    problem = _problem(part, include, href, target, state)
    if problem:
        _report(part, include, *problem, state)
        return None
    data = state.files.read(target)
    if data is not None:
        return _included(part, include, target, data, state)
    fallback = next((f for f in part.outline.fallbacks if f.around[-1:] == (include.start,)), None)
    if fallback is None:
        _report(part, include, "xml-include-missing", f"there is no file “{href}” to be included", state)
        return None
    text = part.text.text
    inside = Span(tag_end(text, fallback.start), max(text.rfind("</", fallback.start, fallback.end), 0))
    return _resolve_span(part, inside, state) if inside.end > inside.start else None


def _problem(part: _Part, include: Element, href: str, target: Path, state: _State) -> tuple[str, str] | None:
    """Why an include cannot be resolved, as a code and a message."""
    if state.count > MAX_INCLUDES or state.length > MAX_LENGTH or len(part.stack) > MAX_DEPTH:
        return "xml-entity-expansion", "the included files are too many, too long or nested too deeply"
    if not href:
        return "xml-include-loop", "an include needs an href"
    if target.resolve() in part.stack and include.attributes.get("parse", "xml") == "xml":
        return "xml-include-loop", f"“{href}” includes this place again, without end"
    if not state.files.is_inside(target):
        return "xml-include-outside", f"“{href}” lies outside the project, and is not read"
    return None


def _target(text: MappedText, include: Element, path: Path, href: str) -> Path | None:
    """The file that an href names, by the xml:base around it; None for what is no local file."""
    base = path
    for start in (*include.around, include.start):
        for attribute in ATTRIBUTE.finditer(text.text, start, tag_end(text.text, start)):
            if attribute.group(1) == "xml:base":
                base = resolve_base(base, unquote(attribute.group(2)[1:-1]))
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or "://" in str(base) or parts.path.startswith("/"):
        return None
    return base.parent / unquote(parts.path)


def _included(part: _Part, include: Element, target: Path, data: bytes, state: _State) -> MappedText | None:
    """The text of a file, or of an element of it, as the include wants it."""
    kind = include.attributes.get("parse", "xml")
    if kind == "text":
        return _as_text(target, data, state)
    if kind != "xml":
        message = f"parse=“{kind}” is not known: it is xml or text"
        _report(part, include, "xml-include-unsupported", message, state)
        return None
    document, outline = _load_part(data, target, state.files.display_path(target))
    state.paths.update(document.paths)
    state.diagnostics += document.diagnostics
    inner = None
    if document.mapped is not None and outline is not None:
        inner = _resolve(_Part(document.mapped, outline, target, (*part.stack, target.resolve())), state)
    if inner is None:
        state.broken = True
        return None
    resolved = outline if inner is document.mapped and outline else Outline(inner)
    return _element(part, include, inner, resolved, target, state)


def _element(
    part: _Part, include: Element, inner: MappedText, outline: Outline, target: Path, state: _State
) -> MappedText | None:  # fmt: skip
    """The element of an included file that the include names; its root where it names none."""
    pointer = include.attributes.get("xpointer") or include.attributes.get("fragid")
    if not pointer:
        return _extract(inner, outline.root) if outline.root else None
    named = _ID.fullmatch(pointer.strip())
    if not named:
        message = f"xpointer “{pointer}” is not understood: an element is named by its xml:id"
        _report(part, include, "xml-include-unsupported", message, state)
        return None
    element = outline.ids.get(named.group(1) or named.group(2))
    if element is None:
        message = f"there is no xml:id “{pointer}” in {target.name}"
        _report(part, include, "xml-include-missing", message, state)
        return None
    return _extract(inner, element)


@lru_cache(maxsize=16)
def _load_part(data: bytes, target: Path, name: str) -> tuple[XmlDocument, Outline | None]:
    """An included file, kept for the other files that include it too."""
    document = decode_xml(data, target, name)
    return document, None if document.mapped is None else Outline(document.mapped)


def _extract(text: MappedText, element: Element) -> MappedText:
    """An element with the namespaces that are declared around it in its own file."""
    names: dict[str, str] = {"xmlns": ""}
    own: set[str] = set()
    for start in (*element.around, element.start):
        own = set()
        for attribute in ATTRIBUTE.finditer(text.text, start, tag_end(text.text, start)):
            if attribute.group(1) == "xmlns" or attribute.group(1).startswith("xmlns:"):
                names[attribute.group(1)] = attribute.group(2)[1:-1]
                own.add(attribute.group(1))
    missing = "".join(f' {name}="{uri}"' for name, uri in names.items() if name not in own and (uri or name == "xmlns"))
    name = _TAG_NAME.match(text.text, element.start)
    end_of_name = name.end() if name else element.start
    builder = TextBuilder()
    builder.copy(text, element.start, end_of_name)
    builder.insert(missing, *text.origin(element.start))
    builder.copy(text, end_of_name, element.end)
    return builder.build(text.origin(element.start)[0])


def _as_text(target: Path, data: bytes, state: _State) -> MappedText | None:
    """A file that is included as text, with its signs escaped."""
    source, diagnostics = decode_bytes(data, state.files.display_path(target))
    state.diagnostics += diagnostics
    if source is None:
        return None
    builder = TextBuilder()
    builder.insert(source.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"), source, 0)
    return builder.build(source)


def _report(part: _Part, include: Element, code: str, message: str, state: _State) -> None:
    """Add a diagnostic about an include; nothing takes its place."""
    span = Span(include.start, tag_end(part.text.text, include.start))
    dead_end = include.attributes.get("href", "") if code in _DEAD_ENDS else ""
    state.diagnostics.append(part.text.report(span, code, message, dead_end))
