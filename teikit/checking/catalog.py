"""OASIS XML Catalogs 1.1: which local file replaces an address. Nothing is ever fetched.

Read are uri, system, rewriteURI, rewriteSystem, uriSuffix, systemSuffix, group, nextCatalog and xml:base.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

from teikit.validation import SchemaError

NAMESPACE = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
_BASE = "http://www.w3.org/XML/1998/namespace}base"
_WHOLE = {"uri": "name", "system": "systemId"}
_START = {"rewriteURI": "uriStartString", "rewriteSystem": "systemIdStartString"}
_END = {"uriSuffix": "uriSuffix", "systemSuffix": "systemIdSuffix"}
_DEEP = 10


class CatalogError(SchemaError):
    """A catalog cannot be read; the message names it."""


@dataclass
class Catalog:
    """The entries of catalogs, those named first before the others."""

    whole: dict[str, Path] = field(default_factory=dict)
    starts: dict[str, str] = field(default_factory=dict)
    ends: dict[str, Path] = field(default_factory=dict)

    def local(self, address: str) -> Path | None:
        """The file that replaces an address, None where no entry is about it."""
        if address in self.whole:
            return self.whole[address]
        start = max((s for s in self.starts if address.startswith(s)), key=len, default=None)
        if start is not None:
            return _path(self.starts[start] + address[len(start) :])
        end = max((e for e in self.ends if address.endswith(e)), key=len, default=None)
        return self.ends[end] if end is not None else None


def load_catalogs(paths: list[Path]) -> Catalog:
    """The catalogs of files, in order. Raises CatalogError."""
    catalog = Catalog()
    for path in paths:
        _load(path, catalog, 0)
    return catalog


def named_by_environment() -> list[Path]:
    """The catalogs that XML_CATALOG_FILES names: paths or file addresses, separated by blanks; those that exist."""
    paths = (_path(word) for word in os.environ.get("XML_CATALOG_FILES", "").split())
    return [path for path in paths if path is not None and path.is_file()]


def _load(path: Path, catalog: Catalog, depth: int) -> None:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CatalogError(f"the catalog {path} cannot be read: {error.strerror or error}") from error
    bases = [str(path.parent) + "/"]
    further: list[Path] = []
    parser = expat.ParserCreate(None, "}")

    def start(name: str, attributes: dict[str, str]) -> None:
        bases.append(_against(bases[-1], attributes.get(_BASE, "")))
        space, _, local = name.rpartition("}")
        if space == NAMESPACE:
            _entry(local, attributes, bases[-1], catalog, further)

    def entity(*declared: object) -> None:
        raise CatalogError(f"the catalog {path} declares entities, which are not read")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: bases.pop()
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise CatalogError(f"{path}:{error.lineno}:{error.offset + 1}: the catalog is not well-formed") from error
    for other in further if depth < _DEEP else ():
        if other.is_file():
            _load(other, catalog, depth + 1)


def _entry(local: str, attributes: dict[str, str], base: str, catalog: Catalog, further: list[Path]) -> None:
    target = _path(_against(base, attributes.get("uri", "")))
    if local in _START:
        prefix = _against(base, attributes.get("rewritePrefix", ""))
        catalog.starts.setdefault(attributes.get(_START[local], "?"), prefix)
    elif local == "nextCatalog" and (following := _path(_against(base, attributes.get("catalog", "")))):
        further.append(following)
    elif target is not None and local in _WHOLE:
        catalog.whole.setdefault(attributes.get(_WHOLE[local], ""), target)
    elif target is not None and local in _END:
        catalog.ends.setdefault(attributes.get(_END[local], "?"), target)


def _against(base: str, given: str) -> str:
    """A path or address, resolved against the base around it."""
    if not given:
        return base
    if "://" in given or given.startswith(("/", "file:")) or not base:
        return given
    return base[: base.rfind("/") + 1] + given


def _path(address: str) -> Path | None:
    """The local file of a path or a file address, None for one of the network."""
    parts = urlsplit(address)
    if parts.scheme == "file":
        return Path(unquote(parts.path))
    return None if "://" in address else Path(unquote(address))
