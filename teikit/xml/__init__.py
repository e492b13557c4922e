"""The only way XML enters: bytes to decoded text, entities and XInclude resolved, every character with its place."""

from teikit.xml.decode import XmlDocument
from teikit.xml.load import load_xml
from teikit.xml.locations import DoctypeError, ElementLocations, MalformedError, locate_elements
from teikit.xml.names import PEOPLE, SPAN, SPAN_AT, TEI, XML_ID, XML_LANG, tei
from teikit.xml.read import Tree, open_tei, read_tei
from teikit.xml.resolver import FileResolver, file_state, resolve_base
from teikit.xml.source_map import MappedText
from teikit.xml.wellformedness import ATTRIBUTE, CurrentOffset, tag_end, walk_elements
from teikit.xml.xinclude import included_files

__all__ = [
    "ATTRIBUTE",
    "PEOPLE",
    "SPAN",
    "SPAN_AT",
    "TEI",
    "XML_ID",
    "XML_LANG",
    "CurrentOffset",
    "DoctypeError",
    "ElementLocations",
    "FileResolver",
    "MalformedError",
    "MappedText",
    "Tree",
    "XmlDocument",
    "file_state",
    "included_files",
    "load_xml",
    "locate_elements",
    "open_tei",
    "read_tei",
    "resolve_base",
    "tag_end",
    "tei",
    "walk_elements",
]
