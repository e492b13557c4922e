"""XInclude 1.1: included files are put in place, from the disk only, and only from inside the folder.

What is included keeps the place it has in its own file. Understood are `parse="xml"` and `"text"`, `xi:fallback`,
and as `xpointer` the xml:id of an element; anything else is reported.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from teikit.core import Span, span_diagnostic
from teikit.xml.decode import decode_xml
from teikit.xml.document import XmlDocument
from teikit.xml.encoding import decode_bytes
from teikit.xml.resolver import FileResolver, resolve_base
from teikit.xml.source_map import MappedText, TextBuilder
from teikit.xml.wellformedness import ATTRIBUTE, CurrentOffset, tag_end, walk_elements

NAMESPACE = "http://www.w3.org/2001/XInclude"
INCLUDES = re.compile(r"<(?:[\w.\-]+:)?include[\s/>]")  # what no text without includes has, or hardly any
_XML = "http://www.w3.org/XML/1998/namespace}"
_DRAFT = "http://www.w3.org/2003/XInclude"  # of a draft; some projects have kept it
_INCLUDE, _FALLBACK, _OLD = f"{NAMESPACE}}}include", f"{NAMESPACE}}}fallback", f"{_DRAFT}}}include"
_TOLD = {_INCLUDE, _FALLBACK, _OLD}
_ID = re.compile(r"""(?:xpointer\(\s*id\(\s*["'])?([\w.\-]+)(?:["']\s*\)\s*\))?|element\(([\w.\-]+)\)""")
MOST, DEEP, LENGTH = 2_000, 20, 64_000_000


class Element(NamedTuple):
    """An element of a text: its reach, its attributes, the start tags around it."""

    start: int
    end: int
    attributes: dict[str, str]
    around: tuple[int, ...]


class _Outline:
    """The includes of a text, the fallbacks in them, the elements with an xml:id, the root."""

    def __init__(self, text: MappedText) -> None:
        self.includes: list[Element] = []
        self.drafts: list[Element] = []
        self.fallbacks: list[Element] = []
        self.ids: dict[str, Element] = {}
        self.root: Element | None = None
        self._text = text.text
        self._open: list[tuple[str, dict[str, str], int]] = []
        self.broken = walk_elements(text, self._start, self._end)
        self.includes.sort()

    def _start(self, name: str, attributes: dict[str, str], here: CurrentOffset) -> None:
        self._open.append((name, attributes, here()))

    def _end(self, here: CurrentOffset) -> None:
        name, attributes, start = self._open.pop()
        if name not in _TOLD and f"{_XML}id" not in attributes and self._open:
            return  # most elements: nobody asks for them
        end = tag_end(self._text, start)
        if not self._text.startswith("/>", end - 2):
            end = self._text.find(">", here()) + 1
        element = Element(start, end, attributes, tuple(o for _, _, o in self._open))
        if name == _INCLUDE:
            self.includes.append(element)
        elif name == _OLD:
            self.drafts.append(element)
        elif name == _FALLBACK:
            self.fallbacks.append(element)
        if key := attributes.get(f"{_XML}id"):
            self.ids.setdefault(key.strip(), element)
        if not self._open:
            self.root = element


class _Run:
    """What one file's includes may cost, and what was found."""

    def __init__(self, files: FileResolver, document: XmlDocument) -> None:
        self.files = files
        self.findings = document.diagnostics
        self.paths = document.paths
        self.count = self.length = 0
        self.broken = False


def included_files(data: bytes, path: Path, files: FileResolver) -> set[Path]:
    """The files that a file includes as XML, whole: checked with it, they need no check of their own."""
    document = decode_xml(data, path, files.display_path(path))
    if document.mapped is None or not INCLUDES.search(document.mapped.text):
        return set()
    found = set()
    for include in _Outline(document.mapped).includes:
        whole = include.attributes.get("parse", "xml") == "xml" and not {"xpointer", "fragid"} & set(include.attributes)
        target = _target(document.mapped, include, path, include.attributes.get("href", ""))
        if whole and target is not None and files.is_inside(target):
            found.add(target.resolve())
    return found


def resolve_xincludes(document: XmlDocument, path: Path, files: FileResolver) -> XmlDocument:
    """A file with its includes in place."""
    run = _Run(files, document)
    text = document.mapped
    made = _put(text, _Outline(text), path, (path.resolve(),), run) if text is not None else None
    return XmlDocument(None if run.broken else made, run.findings, run.paths)


def _put(text: MappedText, outline: _Outline, path: Path, stack: tuple[Path, ...], run: _Run) -> MappedText | None:
    if outline.broken:
        run.findings.append(outline.broken)
        run.broken = True
        return None
    for draft in outline.drafts[:1]:
        said = f"the namespace {_DRAFT} is of a draft, and nothing is included: write {NAMESPACE}"
        _tell(text, draft, "xml-include-unsupported", said, run)
    if not outline.includes:
        return text
    return _without_includes(text, outline, Span(0, len(text.text)), path, stack, run)


def _without_includes(
    text: MappedText, outline: _Outline, span: Span, path: Path, stack: tuple[Path, ...], run: _Run
) -> MappedText:  # fmt: skip
    made, done = TextBuilder(), span.start
    for include in outline.includes:
        if include.start < done or include.end > span.end:
            continue
        made.copy(text, done, include.start)
        done = include.end
        found = _included(text, include, outline, path, stack, run)
        if found is not None:
            run.length += len(found.text)
            made.copy(found, 0, len(found.text))
    made.copy(text, done, span.end)
    return made.build(text.main_source)


def _included(
    text: MappedText, include: Element, outline: _Outline, path: Path, stack: tuple[Path, ...], run: _Run
) -> MappedText | None:  # fmt: skip
    run.count += 1
    if run.count > MOST or run.length > LENGTH or len(stack) > DEEP:
        return _tell(text, include, "xml-entity-expansion", "the included files grow beyond all measure", run)
    href = include.attributes.get("href", "")
    target = _target(text, include, path, href)
    if target is None:
        return _tell(
            text, include, "xml-include-outside", f"“{href}” is not a file of this folder: it is not fetched", run
        )
    if not href or (target.resolve() in stack and include.attributes.get("parse", "xml") == "xml"):
        said = f"“{href}” includes this place again, without end" if href else "an include needs an href"
        return _tell(text, include, "xml-include-loop", said, run)
    if not run.files.is_inside(target):
        return _tell(text, include, "xml-include-outside", f"“{href}” lies outside the project, and is not read", run)
    data = run.files.read(target)
    if data is not None:
        return _content(text, include, target, data, stack, run)
    fallback = next((f for f in outline.fallbacks if f.around[-1:] == (include.start,)), None)
    if fallback is None:
        return _tell(text, include, "xml-include-missing", f"there is no file “{href}” to be included", run)
    inside = Span(tag_end(text.text, fallback.start), max(text.text.rfind("</", fallback.start, fallback.end), 0))
    return _without_includes(text, outline, inside, path, stack, run) if inside.end > inside.start else None


def _target(text: MappedText, include: Element, path: Path, href: str) -> Path | None:
    """The file an href names, by the xml:base around it; None for what is no local file."""
    place = path
    for start in (*include.around, include.start):
        for found in ATTRIBUTE.finditer(text.text, start, tag_end(text.text, start)):
            if found.group(1) == "xml:base":
                place = resolve_base(place, unquote(found.group(2)[1:-1]))
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or "://" in str(place) or parts.path.startswith("/"):
        return None
    return place.parent / unquote(parts.path)


def _content(
    text: MappedText, include: Element, target: Path, data: bytes, stack: tuple[Path, ...], run: _Run
) -> MappedText | None:  # fmt: skip
    kind = include.attributes.get("parse", "xml")
    if kind == "text":
        return _words(target, data, run)
    if kind != "xml":
        return _tell(text, include, "xml-include-unsupported", f"parse=“{kind}” is not known: it is xml or text", run)
    document, outline = _part(data, target, run.files.display_path(target))
    run.paths.update(document.paths)
    run.findings += document.diagnostics
    own = document.mapped
    inner = _put(own, outline, target, (*stack, target.resolve()), run) if own is not None and outline else None
    if inner is None:
        run.broken = True
        return None
    outline = outline if inner is own and outline else _Outline(inner)
    chosen = outline.root
    pointer = include.attributes.get("xpointer") or include.attributes.get("fragid")
    if pointer:
        found = _ID.fullmatch(pointer.strip())
        if not found:
            said = f"xpointer “{pointer}” is not understood: an element is named by its xml:id"
            return _tell(text, include, "xml-include-unsupported", said, run)
        chosen = outline.ids.get(found.group(1) or found.group(2))
    if chosen is None:
        return _tell(text, include, "xml-include-missing", f"there is no xml:id “{pointer}” in {target.name}", run)
    return _cut(inner, chosen)


@lru_cache(maxsize=16)
def _part(data: bytes, target: Path, name: str) -> tuple[XmlDocument, _Outline | None]:
    """A file that is included, kept for the other files that include it too."""
    document = decode_xml(data, target, name)
    return document, None if document.mapped is None else _Outline(document.mapped)


def _cut(text: MappedText, element: Element) -> MappedText:
    """An element with the namespaces that are declared around it in its own file."""
    names: dict[str, str] = {"xmlns": ""}
    own: set[str] = set()
    for start in (*element.around, element.start):
        own = set()
        for found in ATTRIBUTE.finditer(text.text, start, tag_end(text.text, start)):
            if found.group(1) == "xmlns" or found.group(1).startswith("xmlns:"):
                names[found.group(1)] = found.group(2)[1:-1]
                own.add(found.group(1))
    missing = "".join(f' {name}="{uri}"' for name, uri in names.items() if name not in own and (uri or name == "xmlns"))
    behind = re.compile(r"<[^\s/>]+").match(text.text, element.start)
    border = behind.end() if behind else element.start
    source, start = text.origin(element.start)
    made = TextBuilder()
    made.copy(text, element.start, border)
    made.insert(missing, source, start)
    made.copy(text, border, element.end)
    return made.build(source)


def _words(target: Path, data: bytes, run: _Run) -> MappedText | None:
    source, findings = decode_bytes(data, run.files.display_path(target))
    run.findings += findings
    if source is None:
        return None
    escaped = source.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    made = TextBuilder()
    made.insert(escaped, source, 0)
    return made.build(source)


def _tell(text: MappedText, include: Element, code: str, said: str, run: _Run) -> MappedText | None:
    """Reports an include; nothing is put in its place."""
    span = Span(include.start, tag_end(text.text, include.start))
    run.findings.append(text.relocate(span_diagnostic(text.as_source, span, code, said)))
    return None
