"""Checks every pointer of a file: its target in the file, in another file, or on disk; the network is never used."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from teikit.core import Diagnostic, Span
from teikit.validation.links.attributes import KIND_OF, expected_kind
from teikit.validation.links.facts import Facts, Pointer, facts_of
from teikit.validation.links.prefixes import SCHEME, resolve_prefix
from teikit.xml import ATTRIBUTE, FileResolver, XmlDocument, load_xml, resolve_base, tag_end

_XML = (".xml", ".tei", ".odd")
_NUMBER = re.compile(r"\d+")
# Public URI schemes: those registered by IANA that editions use, and common unregistered ones.
_PUBLIC = frozenset((
    "http", "https", "ftp", "mailto", "urn", "doi", "file", "tel", "data", "info", "ark",
    "geo", "isbn", "tei", "current", "about", "news", "hdl", "orcid", "viaf",
))  # fmt: skip


class Link(NamedTuple):
    """One pointer of an attribute: as written, as an address after a private scheme is resolved, its number there."""

    pointer: Pointer
    written: str
    address: str
    number: int


def check_links(
    document: XmlDocument, facts: Facts, files: FileResolver, registers: Sequence[Path] = ()
) -> list[Diagnostic]:
    """The diagnostics for the ids and pointers of a file.

    `files` limits the files that may be read, and records those that were. A pointer such as `#p7` that has no target
    in the file may have one in `registers`.
    """
    text = document.mapped
    if text is None:
        return []
    check = _Check(document, facts, files, registers)
    return [*check.repeated_ids(), *(diagnostic for link in check.links() for diagnostic in check.check(link))]


class _Check:
    def __init__(self, document: XmlDocument, facts: Facts, files: FileResolver, registers: Sequence[Path]) -> None:
        assert document.mapped is not None
        self.text = document.mapped
        self.paths = document.paths
        self.facts = facts
        self.files = files
        self.registers = registers
        self._register_ids: list[dict[str, str]] | None = None
        self._suggestions: dict[str, str] = {}
        self._known = _Known(facts.ids)
        self._places: dict[tuple[str, str, str], tuple[Path | None, bool, bool]] = {}

    def at(self, link: Link, code: str, message: str, dead_end: str = "") -> Diagnostic:
        """A diagnostic for one pointer, at its place in the file that it came from."""
        return self.text.report(self._span_of(link), code, message, dead_end)

    def repeated_ids(self) -> Iterator[Diagnostic]:
        """The ids that an earlier element already has, each with the place of that element."""
        for name, target in self.facts.repeated:
            here, _ = self.text.origin(target.offset)
            file, first = self.text.position(self.facts.ids[name].offset)
            where = f"line {first.line}" if file == here.name else f"{file}, line {first.line}"
            span = next((s for n, _, s in self._attributes_at(target.offset) if n == "xml:id"), None)
            if span is None:
                span = Span(target.offset, tag_end(self.text.text, target.offset))
            message = f'xml:id="{name}" is already used in {where}'
            yield self.text.report(span, "tei-duplicate-id", message)

    def links(self) -> Iterator[Link]:
        """Every pointer of the file."""
        for pointer in self.facts.pointers:
            for number, word in enumerate(pointer.value.split()):
                address = word if word.startswith("#") else resolve_prefix(word, self.facts)
                yield Link(pointer, word, address, number)

    def _attributes_at(self, offset: int) -> Iterator[tuple[str, str, Span]]:
        """The attributes from the start tag at an offset on, as they are written: name, value, span of both.

        Whoever looks for one that the tag has need not know where the tag ends.
        """
        for match in ATTRIBUTE.finditer(self.text.text, offset):
            yield match.group(1), match.group(2)[1:-1], Span(match.start(1), match.end())

    def _span_of(self, link: Link) -> Span:
        """Where a pointer is written: looked up only for a diagnostic, as most pointers are right."""
        if span := self._only_word(link):
            return span
        for name, value, span in self._attributes_at(link.pointer.offset):
            if name == link.pointer.attribute:
                if value == link.written:
                    return Span(span.end - 1 - len(value), span.end - 1)
                words = list(re.finditer(r"\S+", value))
                if "&" in value or link.number >= len(words):
                    return span
                word, start = words[link.number], span.end - 1 - len(value)
                return Span(start + word.start(), start + word.end())
        return Span(link.pointer.offset, tag_end(self.text.text, link.pointer.offset))

    def _only_word(self, link: Link) -> Span | None:
        """The place of a pointer that is the whole value of an attribute, if it is the first thing in its start tag
        that could be it.
        """
        text, (_, attribute, value, offset, _) = self.text.text, link.pointer
        before = f' {attribute}="'
        start = text.find(before, offset) + len(before)
        inside = text[offset:start]
        is_alone = value == link.written and inside.count('"') % 2 and "'" not in inside and ">" not in inside
        return Span(start, start + len(value)) if is_alone and text.startswith(f'{value}"', start) else None

    def check(self, link: Link) -> Iterator[Diagnostic]:
        """The diagnostics for one pointer."""
        scheme = SCHEME.match(link.address)
        if scheme:
            yield from self._check_scheme(link, scheme.group(1))
        elif "(" in link.address or link.address.startswith(("/", "?")) or not link.address.strip("#"):
            return  # a TEI pointer scheme, a path of a web server, or this very document
        elif link.address.startswith("#"):
            yield from self._check_internal(link, unquote(link.address[1:]))
        elif "://" in link.pointer.base:
            return
        elif "#" in link.address or "/" in link.address or "." in link.address:
            yield from self._check_external(link)
        elif link.address in self.facts.ids:
            message = f"{self._label(link)} names a file; for the element with that xml:id write #{link.written}"
            yield self.at(link, "link-without-hash", message)

    def _check_scheme(self, link: Link, scheme: str) -> Iterator[Diagnostic]:
        prefixes = self.facts.prefixes
        if scheme in prefixes and link.address == link.written:
            message = f"“{link.written}” does not fit the matchPattern of the prefix {scheme}"
            yield self.at(link, "link-prefix", message)
        elif prefixes and scheme not in prefixes and scheme.lower() not in _PUBLIC and "://" not in link.address:
            known = ", ".join(sorted(prefixes))
            yield self.at(link, "link-prefix", f"no prefixDef declares {scheme}:; declared are {known}")

    def _check_internal(self, link: Link, name: str) -> Iterator[Diagnostic]:
        target = self.facts.ids.get(name)
        element = target.element if target else self._in_registers(name)
        if element:
            yield from self._check_kind(link, element)
        else:
            where = f"here or in {', '.join(path.name for path in self.registers)} " if self.registers else ""
            suggestion = self._suggestion(name)
            message = f'{self._label(link)}: no element {where}has xml:id="{name}"{suggestion}'
            yield self.at(link, "link-target", message, "" if suggestion else link.written)

    def _in_registers(self, name: str) -> str | None:
        """The element with an id in the first register that has it."""
        if self._register_ids is None:
            self._register_ids = [ids for path in self.registers if (ids := self._all_ids(path))]
        return next((ids[name] for ids in self._register_ids if name in ids), None)

    def _suggestion(self, name: str) -> str:
        if name not in self._suggestions:
            self._suggestions[name] = _like(name, self._known) if len(self._suggestions) < 50 else ""
        return self._suggestions[name]

    def _label(self, link: Link) -> str:
        resolved = "" if link.address == link.written else f" ({link.address})"
        return f'{link.pointer.attribute}="{link.written}"{resolved} on <{link.pointer.element}>'

    def _check_kind(self, link: Link, element: str) -> Iterator[Diagnostic]:
        expected, actual = expected_kind(link.pointer.element, link.pointer.attribute), KIND_OF.get(element, "")
        if expected and actual and expected != actual:
            yield self.at(
                link, "link-kind", f"{self._label(link)} points at a {actual} (<{element}>), not at a {expected}"
            )

    def _check_external(self, link: Link) -> Iterator[Diagnostic]:
        try:
            parts = urlsplit(link.address)
        except ValueError:
            return  # no address at all: the grammar says so
        source, _ = self.text.origin(link.pointer.offset)
        key = source.name, link.pointer.base, parts.path
        if key not in self._places:
            self._places[key] = self._place(*key)
        path, is_home, exists = self._places[key]
        name = unquote(parts.fragment)
        if path is None:
            return
        if is_home and name:
            yield from self._check_internal(link, name)
        elif not exists:
            file = self.files.display_path(path)
            yield self.at(link, "link-file", f"{self._label(link)}: there is no file {file}", file)
        elif name and path.suffix.lower() in _XML and "(" not in name:
            yield from self._check_in_file(link, path, name)

    def _place(self, name: str, base: str, address: str) -> tuple[Path | None, bool, bool]:
        """The file that an address without a fragment leads to (None outside of the project), whether it is the file of
        the pointer, and whether it is there.
        """
        home = self.paths[name]
        place = resolve_base(home, unquote(base))
        path = place.parent / unquote(address) if address else place
        if not self.files.is_inside(path):
            return None, False, False
        return path, path.resolve() == home.resolve(), self.files.exists(path)

    def _all_ids(self, path: Path) -> dict[str, str] | None:
        """The elements with an xml:id in a file, all of which are used."""
        ids, states = _ids(path, self.files)
        self.files.dependencies.update(states)
        return ids

    def _check_in_file(self, link: Link, path: Path, name: str) -> Iterator[Diagnostic]:
        ids, states = _ids(path, self.files)
        if ids is None:
            self.files.dependencies.update(states)
            return  # reported when that file is checked
        if name not in ids:
            self.files.dependencies.update(states)
            shown = self.files.display_path(path)
            suggestion = _like(name, _Known(ids))
            message = f'{self._label(link)}: {shown} has no xml:id="{name}"{suggestion}'
            yield self.at(link, "link-target", message, "" if suggestion else link.written)
        else:
            self.files.found(path, states, name, ids[name])
            yield from self._check_kind(link, ids[name])


class _Known:
    """The ids of a file, for suggestions: at most 2,000, and their shapes, in which all numbers are alike."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.ids = list(islice(ids, 2000))

    @cached_property
    def shapes(self) -> set[str]:
        """The shapes of the ids."""
        return {_NUMBER.sub("0", name) for name in self.ids}


def _like(name: str, known: _Known) -> str:
    """The question whether the id most like a name was meant; empty where none is like it."""
    from rapidfuzz import fuzz, process  # imported late: most documents have no such pointer

    if not known.ids or _NUMBER.sub("0", name) in known.shapes:
        return ""  # one of a numbered series that is not there: another number was hardly meant
    nearest = process.extractOne(name, known.ids, scorer=fuzz.ratio, score_cutoff=75)
    return f"; did you mean #{nearest[0]}?" if nearest else ""


def elements_by_id(path: Path, root: Path, display_path: Callable[[Path], str]) -> dict[str, str]:
    """The elements with an xml:id in a file, as `FileResolver.found` notes them; none where it cannot be read."""
    return _ids(path, FileResolver(root, display_path))[0] or {}


def _ids(path: Path, files: FileResolver) -> tuple[dict[str, str] | None, Mapping[str, str]]:
    """The elements with an xml:id in another file, None if it cannot be read; the states of files that were read."""
    if path.resolve() in files.texts:
        return _read_ids(path, files), {}
    try:
        state = path.stat()
    except OSError:
        return None, {}
    return _ids_of(path, state.st_mtime_ns, state.st_size, files.root, files.display_path)


@lru_cache(maxsize=64)
def _ids_of(
    path: Path, changed: int, size: int, root: Path, display_path: Callable[[Path], str]
) -> tuple[dict[str, str] | None, dict[str, str]]:  # fmt: skip
    """The elements of a file with an xml:id, and the files that were read; once as long as the file is the same."""
    files = FileResolver(root, display_path)
    return _read_ids(path, files), files.dependencies


def _read_ids(path: Path, files: FileResolver) -> dict[str, str] | None:
    data = files.read(path)
    document = load_xml(data, path, files) if data is not None else None
    if document is None or document.mapped is None:
        return None
    facts, broken = facts_of(document.mapped)
    return None if broken else {name: target.element for name, target in facts.ids.items()}
