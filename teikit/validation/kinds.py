"""What kind of schema a file is: by its suffix if that is one of schemas, else by its root element."""

from contextlib import suppress
from pathlib import Path
from xml.parsers import expat

from teikit.validation.relaxng import SchemaError

_SUFFIXES = {".rng": "relaxng", ".rnc": "compact", ".sch": "schematron", ".odd": "odd"}
_NAMESPACES = {
    "http://relaxng.org/ns/structure/1.0": "relaxng",
    "http://purl.oclc.org/dsdl/schematron": "schematron",
    "http://www.tei-c.org/ns/1.0": "odd",
}


def schema_kind(path: Path) -> str:
    """`relaxng`, `compact` (RELAX NG), `schematron` or `odd`. Raises SchemaError for any other file, OSError."""
    kind = _SUFFIXES.get(path.suffix) or _NAMESPACES.get(_root_namespace(path.read_bytes()))
    if kind is None:
        raise SchemaError(f"{path}: a schema is RELAX NG (.rng, .rnc), Schematron (.sch) or ODD (.odd)")
    return kind


def _root_namespace(data: bytes) -> str:
    """The namespace of the root element of an XML file; empty for any other file."""
    namespaces: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def start(name: str, attributes: dict[str, str]) -> None:
        namespaces.append(name.rpartition(" ")[0])
        parser.StartElementHandler = None

    parser.StartElementHandler = start
    with suppress(expat.ExpatError):  # the root element may have been read; if not, it is no schema
        parser.Parse(data, True)
    return namespaces[0] if namespaces else ""
