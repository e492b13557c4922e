"""Follows every pointer of a file to its target: in the file, in another, on the disk; never on the net."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from teikit.core import Diagnostic, Span, span_diagnostic
from teikit.validation.links.attributes import KIND_OF, wanted
from teikit.validation.links.facts import Facts, Pointer, facts_of
from teikit.xml import ATTRIBUTE, FileResolver, XmlDocument, load_xml, resolve_base, tag_end

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_XML = (".xml", ".tei", ".odd")
# Schemes that are not private to a project: of IANA's list, what editions use.
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
        "urn",
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
    """One pointer of an attribute: as it is written, as it reads when a private scheme is resolved, where it stands."""

    pointer: Pointer
    written: str
    address: str
    span: Span


def check_links(document: XmlDocument, facts: Facts, files: FileResolver) -> list[Diagnostic]:
    """What is wrong with the ids and pointers of a file. `files` is what may be looked at, and notes what was."""
    text = document.mapped
    if text is None:
        return []
    check = _Check(document, facts, files)
    diagnostics = [diagnostic for link in check.links() for diagnostic in check.follow(link)]
    return [*check.repeated(), *(text.relocate(diagnostic) for diagnostic in diagnostics)]


class _Check:
    def __init__(self, document: XmlDocument, facts: Facts, files: FileResolver) -> None:
        assert document.mapped is not None
        self.text = document.mapped
        self.paths = document.paths
        self.facts = facts
        self.files = files
        self._near: dict[str, str] = {}

    def at(self, link: Link, code: str, message: str) -> Diagnostic:
        """A finding about one pointer."""
        return span_diagnostic(self.text.as_source, link.span, code, message)

    def repeated(self) -> Iterator[Diagnostic]:
        """The ids that an earlier element has, each with the place of that one."""
        for name, target in self.facts.repeated:
            here, _ = self.text.origin(target.offset)
            file, first = self.text.position(self.facts.ids[name].offset)
            where = f"line {first.line}" if file == here.name else f"{file}, line {first.line}"
            span = next((s for n, _, s in self._written(target.offset) if n == "xml:id"), None)
            if span is None:
                span = Span(target.offset, tag_end(self.text.text, target.offset))
            message = f'xml:id="{name}" is already used in {where}'
            yield self.text.relocate(span_diagnostic(self.text.as_source, span, "tei-duplicate-id", message))

    def links(self) -> Iterator[Link]:
        """Every pointer of the file, with its place."""
        for pointer in self.facts.pointers:
            for word, span in self._words(pointer):
                for address in self._resolved(word):
                    yield Link(pointer, word, address, span)

    def _written(self, offset: int) -> Iterator[tuple[str, str, Span]]:
        """The attributes of the start tag at an offset as they are written: name, value, reach of both."""
        for match in ATTRIBUTE.finditer(self.text.text, offset, tag_end(self.text.text, offset)):
            yield match.group(1), match.group(2)[1:-1], Span(match.start(1), match.end())

    def _words(self, pointer: Pointer) -> Iterator[tuple[str, Span]]:
        for name, value, span in self._written(pointer.offset):
            if name == pointer.attribute:
                start = span.end - 1 - len(value)
                words = list(re.finditer(r"\S+", value))
                plain = "&" not in value
                for match, word in zip(words, pointer.value.split(), strict=False):
                    yield word, Span(start + match.start(), start + match.end()) if plain else span

    def _resolved(self, word: str) -> list[str]:
        """What a pointer reads as: a private scheme has one meaning, or several."""
        scheme = _SCHEME.match(word)
        if not scheme or scheme.group(1) not in self.facts.prefixes:
            return [word]
        rest = word[scheme.end() :]
        candidates = (_replaced(p.match, p.replacement, rest) for p in self.facts.prefixes[scheme.group(1)])
        addresses = [address for address in candidates if address is not None]
        return addresses[:1] or [word]

    def follow(self, link: Link) -> Iterator[Diagnostic]:
        """What is wrong with one pointer."""
        scheme = _SCHEME.match(link.address)
        if scheme:
            yield from self._private(link, scheme.group(1))
        elif "(" in link.address or link.address.startswith(("/", "?")) or not link.address.strip("#"):
            return  # a TEI pointer scheme, a path of a web server, or this very document
        elif link.address.startswith("#"):
            yield from self._here(link, unquote(link.address[1:]))
        elif "://" in link.pointer.base:
            return
        elif "#" in link.address or "/" in link.address or "." in link.address:
            yield from self._there(link)
        elif link.address in self.facts.ids:
            message = f"{self._shown(link)} names a file; for the element with that xml:id write #{link.written}"
            yield self.at(link, "link-without-hash", message)

    def _private(self, link: Link, scheme: str) -> Iterator[Diagnostic]:
        prefixes = self.facts.prefixes
        if scheme in prefixes and link.address == link.written:
            message = f"“{link.written}” does not fit the matchPattern of the prefix {scheme}"
            yield self.at(link, "link-prefix", message)
        elif prefixes and scheme not in prefixes and scheme.lower() not in _PUBLIC and "://" not in link.address:
            known = ", ".join(sorted(prefixes))
            yield self.at(link, "link-prefix", f"no prefixDef declares {scheme}:; declared are {known}")

    def _here(self, link: Link, name: str) -> Iterator[Diagnostic]:
        target = self.facts.ids.get(name)
        if target is None:
            message = f'{self._shown(link)}: no element has xml:id="{name}"{self._like(name)}'
            yield self.at(link, "link-target", message)
        else:
            yield from self._kind(link, target.element)

    def _like(self, name: str) -> str:
        if name not in self._near:
            matches = get_close_matches(name, list(self.facts.ids)[:2000], 1, 0.75) if len(self._near) < 50 else []
            self._near[name] = f"; did you mean #{matches[0]}?" if matches else ""
        return self._near[name]

    def _shown(self, link: Link) -> str:
        resolved = "" if link.address == link.written else f" ({link.address})"
        return f'{link.pointer.attribute}="{link.written}"{resolved} on <{link.pointer.element}>'

    def _kind(self, link: Link, element: str) -> Iterator[Diagnostic]:
        want, got = wanted(link.pointer.element, link.pointer.attribute), KIND_OF.get(element, "")
        if want and got and want != got:
            yield self.at(link, "link-kind", f"{self._shown(link)} points at a {got} (<{element}>), not at a {want}")

    def _there(self, link: Link) -> Iterator[Diagnostic]:
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
            yield from self._here(link, name)
        elif not self.files.exists(path):
            yield self.at(link, "link-file", f"{self._shown(link)}: there is no file {self.files.display_path(path)}")
        elif name and path.suffix.lower() in _XML and "(" not in name:
            yield from self._in_file(link, path, name)

    def _in_file(self, link: Link, path: Path, name: str) -> Iterator[Diagnostic]:
        ids = _ids(path, self.files)
        if ids is None:
            return  # its own findings say what is wrong with it
        if name not in ids:
            near = get_close_matches(name, list(ids)[:2000], 1, 0.75)
            like = f"; did you mean #{near[0]}?" if near else ""
            message = f'{self._shown(link)}: {self.files.display_path(path)} has no xml:id="{name}"{like}'
            yield self.at(link, "link-target", message)
        else:
            yield from self._kind(link, ids[name])


def _ids(path: Path, files: FileResolver) -> dict[str, str] | None:
    """The elements with an xml:id of another file, None where it cannot be read."""
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


def _replaced(match: str, replacement: str, rest: str) -> str | None:
    """What a prefixDef makes of a pointer behind its prefix: None where it does not fit, empty where that is not asked.

    The pattern is the document's, so only such are asked as cannot take long: few repetitions, none of a group.
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
