"""Loads the files of a schema and replaces includes and extensions by their content.

Every element keeps its origin in an attribute (`AT`: number of the file, number of the element), which survives
copying. Columns are computed only for messages.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from teikit.core import Source, TeikitError
from teikit.xml import MalformedError, locate_elements

SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
OWN = "{urn:teikit:schematron}"
AT = f"{OWN}at"
# Prefixes of their own: lxml confuses two namespaces to which it gave the same prefix in two documents.
etree.register_namespace("sch", SCH[1:-1])
etree.register_namespace("teikit-origin", OWN[1:-1])
_CONTAINERS = (f"{SCH}schema", f"{SCH}library")


class SchematronError(TeikitError):
    """A Schematron schema cannot be used; the message says where and why."""


@dataclass
class Files:
    """The files of a schema in the order they were opened: path and bytes."""

    opened: list[tuple[Path, bytes]] = field(default_factory=list)

    def load_root(self, path: Path) -> etree._Element:
        """The root element of a file, whose elements are marked with their origin. Raises SchematronError, OSError."""
        data = path.read_bytes()
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise SchematronError(f"{path} is not well-formed: {error}") from error
        if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
            raise SchematronError(f"{path} has a document type declaration (<!DOCTYPE …>): not supported")
        self.mark(path, data, root)
        return root

    def mark(self, path: Path, data: bytes, root: etree._Element) -> None:
        """Marks the Schematron elements of a file that has been parsed with their origin."""
        number = len(self.opened)
        self.opened.append((path, data))
        for count, element in enumerate(root.iter("*")):
            if count == 0 or element.tag.startswith((SCH, XSL)):
                element.set(AT, f"{number}:{count}")

    def locate(self, location: str, attribute: str = "") -> str:
        """`file:line:column` of an origin (`AT`), or of an attribute of its element."""
        number, count = (int(part) for part in location.split(":")[:2])
        path, data = self.opened[number]
        try:
            locations = locate_elements(Source(data.decode("utf-8-sig", errors="replace"), str(path)))
        except MalformedError:
            return str(path)  # with a DOCTYPE, or in another encoding than UTF-8
        span = locations.attribute(count, attribute) if attribute else locations.tag(count)
        line, column = locations.source.position(span.start)
        return f"{path}:{line}:{column}"

    def error(self, element: etree._Element, message: str, attribute: str = "") -> SchematronError:
        """An error at an element of the schema, or at an attribute of it."""
        location = element.get(AT)
        where = self.locate(location, attribute) if location else str(self.opened[0][0])
        return SchematronError(f"{where}: {message}")

    def folder(self, element: etree._Element) -> Path:
        """The folder of the file that contains an element."""
        return self.opened[int(element.get(AT, "0:0").split(":")[0])][0].parent

    def resolve(self, element: etree._Element, href: str, anywhere: bool = False) -> tuple[Path, str]:
        """The file that the `href` of an element references, and its fragment.

        Raises SchematronError if it is not local, or, unless `anywhere` is set, if it is outside the allowed folders,
        because a schema could reveal its content.
        """
        try:
            parts = urlsplit(href)
            path = (self.folder(element) / unquote(parts.path)).resolve() if parts.path else self.opened[0][0]
        except ValueError as error:
            raise self.error(element, f"{href} is not a valid address: {error}", "href") from error
        if parts.scheme not in ("", "file") or parts.netloc:
            raise self.error(element, f"{href} is not a local file; keep a copy beside the schema", "href")
        if not anywhere and not is_within(path, (Path.cwd(), self.opened[0][0].parent)):
            why = "is outside the folder of the schema and the current folder"
            raise self.error(element, f"{href} {why}", "href")
        if not path.is_file():
            raise self.error(element, f"there is no file {path}", "href")
        return path, parts.fragment


def is_within(path: Path, roots: Iterable[Path]) -> bool:
    """Whether a resolved path is inside one of the folders, without a hidden folder in between.

    The root of the file system is not accepted as a folder, because every file is inside it.
    """
    folders = [root.resolve() for root in roots if root.resolve() != Path(root.resolve().anchor)]
    below = (path.relative_to(folder) for folder in folders if path.is_relative_to(folder))
    return any(not any(part.startswith(".") for part in inside.parts) for inside in below)


def is_true(value: str | None) -> bool:
    """Whether the value of a Schematron attribute is true."""
    return (value or "").strip() in ("true", "1", "yes")


def resolve_includes(files: Files, root: etree._Element) -> None:
    """Replaces each include, and each extends with a file, by what it references. Raises SchematronError."""
    _resolve_includes(files, root, root, ())


def _resolve_includes(
    files: Files, schema: etree._Element, inside: etree._Element, chain: tuple[tuple[Path, str], ...]
) -> None:
    for element in [e for e in inside.iter(f"{SCH}include", f"{SCH}extends") if e.get("href") is not None]:
        target = files.resolve(element, element.get("href", ""))
        if target in chain or len(chain) > 50:
            raise files.error(element, f"{element.get('href')} includes itself", "href")
        target_element = _target(files, element, *target)
        for ns in [ns for top in target_element.iterancestors(*_CONTAINERS) for ns in top.findall(f"{SCH}ns")]:
            schema.append(ns)
        holder = etree.Element(f"{OWN}holder")
        holder.extend(_replacement(files, element, target_element))
        _resolve_includes(files, schema, holder, (*chain, target))
        for piece in holder:
            element.addprevious(piece)
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _target(files: Files, element: etree._Element, path: Path, fragment: str) -> etree._Element:
    root = files.load_root(path)
    if not fragment:
        return root
    for candidate in root.iter("*"):
        if fragment in (candidate.get("id"), candidate.get("{http://www.w3.org/XML/1998/namespace}id")):
            return candidate
    raise files.error(element, f'{path} has nothing with the id "{fragment}"', "href")


def _replacement(files: Files, element: etree._Element, target: etree._Element) -> Iterator[etree._Element]:
    parent = element.getparent()
    inside_rule = parent is not None and parent.tag == f"{SCH}rule"
    if element.tag == f"{SCH}extends" and inside_rule and target.tag != f"{SCH}rule":
        raise files.error(element, f"{element.get('href')} is not a sch:rule", "href")
    is_container = element.tag == f"{SCH}extends" or target.tag in _CONTAINERS
    yield from list(target) if is_container else [target]
