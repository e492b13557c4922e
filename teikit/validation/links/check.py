"""Checks every pointer of a file: its target in the file, in another file, or on disk; the network is never used."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from teikit.core import Diagnostic, Span, span_diagnostic
from teikit.validation.links.attributes import KIND_OF, expected_kind
from teikit.validation.links.facts import Facts, Pointer, facts_of
from teikit.xml import ATTRIBUTE, FileResolver, XmlDocument, load_xml, resolve_base, tag_end

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_XML = (".xml", ".tei", ".odd")
# Public URI schemes: those registered by IANA that editions use, and common unregistered ones.
_PUBLIC = frozenset(
    (
        "http",
        "https",
        "ftp",
        "mailto",
        "urn",
        "doi",
        "file",
        "tel",
        "data",
        "info",
        "ark",
        "geo",
        "isbn",
        "tei",
        "current",
        "about",
        "news",
        "hdl",
        "orcid",
        "viaf",
    )
)


class Link(NamedTuple):
    """One pointer of an attribute: as written, as an address after a private scheme is resolved, and its span."""

    pointer: Pointer
    written: str
    address: str
    span: Span


def check_links(document: XmlDocument, facts: Facts, files: FileResolver) -> list[Diagnostic]:
    """The diagnostics for the ids and pointers of a file.

    `files` limits the files that may be read, and records those that were.
    """
    text = document.mapped
    if text is None:
        return []
    check = _Check(document, facts, files)
    diagnostics = [diagnostic for link in check.links() for diagnostic in check.check(link)]
    return [*check.repeated_ids(), *(text.relocate(diagnostic) for diagnostic in diagnostics)]


class _Check:
    def __init__(self, document: XmlDocument, facts: Facts, files: FileResolver) -> None:
        assert document.mapped is not None
        self.text = document.mapped
        self.paths = document.paths
        self.facts = facts
        self.files = files
        self._suggestions: dict[str, str] = {}

    def at(self, link: Link, code: str, message: str) -> Diagnostic:
        """A diagnostic for one pointer."""
        return span_diagnostic(self.text.as_source, link.span, code, message)

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
            yield self.text.relocate(span_diagnostic(self.text.as_source, span, "tei-duplicate-id", message))

    def links(self) -> Iterator[Link]:
        """Every pointer of the file, with its span."""
        for pointer in self.facts.pointers:
            for word, span in self._pointers_of(pointer):
                for address in self._addresses(word):
                    yield Link(pointer, word, address, span)

    def _attributes_at(self, offset: int) -> Iterator[tuple[str, str, Span]]:
        """The attributes of the start tag at an offset as they are written: name, value, span of both."""
        for match in ATTRIBUTE.finditer(self.text.text, offset, tag_end(self.text.text, offset)):
            yield match.group(1), match.group(2)[1:-1], Span(match.start(1), match.end())

    def _pointers_of(self, pointer: Pointer) -> Iterator[tuple[str, Span]]:
        for name, value, span in self._attributes_at(pointer.offset):
            if name == pointer.attribute:
                start = span.end - 1 - len(value)
                words = list(re.finditer(r"\S+", value))
                plain = "&" not in value
                for match, word in zip(words, pointer.value.split(), strict=False):
                    yield word, Span(start + match.start(), start + match.end()) if plain else span

    def _addresses(self, word: str) -> list[str]:
        """The addresses of a pointer: a private scheme may resolve to one or several."""
        scheme = _SCHEME.match(word)
        if not scheme or scheme.group(1) not in self.facts.prefixes:
            return [word]
        rest = word[scheme.end() :]
        candidates = (_apply_prefix(p.match, p.replacement, rest) for p in self.facts.prefixes[scheme.group(1)])
        addresses = [address for address in candidates if address is not None]
        return addresses[:1] or [word]

    def check(self, link: Link) -> Iterator[Diagnostic]:
        """The diagnostics for one pointer."""
        scheme = _SCHEME.match(link.address)
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
        if target is None:
            message = f'{self._label(link)}: no element has xml:id="{name}"{self._suggestion(name)}'
            yield self.at(link, "link-target", message)
        else:
            yield from self._check_kind(link, target.element)

    def _suggestion(self, name: str) -> str:
        if name not in self._suggestions:
            self._suggestions[name] = _like(name, self.facts.ids) if len(self._suggestions) < 50 else ""
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
        home = self.paths[source.name]
        place = resolve_base(home, unquote(link.pointer.base))
        path = place.parent / unquote(parts.path) if parts.path else place
        name = unquote(parts.fragment)
        if not self.files.is_inside(path):
            return
        if path.resolve() == home.resolve() and name:
            yield from self._check_internal(link, name)
        elif not self.files.exists(path):
            yield self.at(link, "link-file", f"{self._label(link)}: there is no file {self.files.display_path(path)}")
        elif name and path.suffix.lower() in _XML and "(" not in name:
            yield from self._check_in_file(link, path, name)

    def _check_in_file(self, link: Link, path: Path, name: str) -> Iterator[Diagnostic]:
        ids = _ids(path, self.files)
        if ids is None:
            return  # reported when that file is checked
        if name not in ids:
            shown = self.files.display_path(path)
            message = f'{self._label(link)}: {shown} has no xml:id="{name}"{_like(name, ids)}'
            yield self.at(link, "link-target", message)
        else:
            yield from self._check_kind(link, ids[name])


def _like(name: str, ids: Iterable[str]) -> str:
    """The question whether the id most like a name was meant; empty where none is like it."""
    from rapidfuzz import fuzz, process  # imported late: most documents have no such pointer

    nearest = process.extractOne(name, list(islice(ids, 2000)), scorer=fuzz.ratio, score_cutoff=75)
    return f"; did you mean #{nearest[0]}?" if nearest else ""


def _ids(path: Path, files: FileResolver) -> dict[str, str] | None:
    """The elements with an xml:id in another file; None if it cannot be read."""
    data = files.read(path)
    if data is None:
        return None
    elements, used = _ids_of(data, path, files.root, files.display_path)
    files.dependencies.update(used)
    return elements


@lru_cache(maxsize=64)
def _ids_of(
    data: bytes, path: Path, root: Path, display_path: Callable[[Path], str]
) -> tuple[dict[str, str] | None, dict[str, str]]:  # fmt: skip
    files = FileResolver(root, display_path)
    document = load_xml(data, path, files)
    if document.mapped is None:
        return None, files.dependencies
    facts, broken = facts_of(document.mapped)
    return None if broken else {name: target.element for name, target in facts.ids.items()}, files.dependencies


def _apply_prefix(match: str, replacement: str, rest: str) -> str | None:
    """The address that a prefixDef makes of a pointer without its prefix.

    None if the pattern does not match; empty if the pattern is not evaluated. The pattern comes from the document, so
    only patterns that cannot take long are evaluated: few repetitions, and none of a group.
    """
    if len(rest) > 200 or len(re.findall(r"[*+{]", match)) > 3 or re.search(r"\)[*+{]", match):
        return ""
    try:
        matched = re.fullmatch(match, rest)
    except re.error:
        return ""
    if not matched:
        return None
    return re.sub(r"\$(\d)", lambda number: _group(matched, int(number.group(1))), replacement)


def _group(matched: re.Match[str], number: int) -> str:
    return (matched.group(number) or "") if number <= (matched.re.groups) else ""
