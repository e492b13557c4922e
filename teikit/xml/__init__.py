"""The only way XML enters: bytes to decoded text, entities and XInclude resolved, every character with its place."""

from typing import TYPE_CHECKING

from teikit.core import names_on_use

if TYPE_CHECKING:
    from teikit.xml.decode import decode_text, decode_xml
    from teikit.xml.document import Tree, XmlDocument
    from teikit.xml.element_uses import ELEMENTS, elements_as_uses, elements_today
    from teikit.xml.encoding import as_utf8, encode_like
    from teikit.xml.entries import Entry, entries_of
    from teikit.xml.load import load_xml
    from teikit.xml.locations import ElementLocations, MalformedError, locate_elements
    from teikit.xml.names import PEOPLE, SPAN, SPAN_AT, TEI, XML_ID, XML_LANG, tei
    from teikit.xml.resolver import Elements, FileResolver, file_state, project_root, resolve_base
    from teikit.xml.source_map import MappedText, TextBuilder
    from teikit.xml.wellformedness import ATTRIBUTE, CurrentOffset, EncodedText, tag_end, walk_elements
    from teikit.xml.xinclude import included_files

__all__ = [
    "ATTRIBUTE",
    "ELEMENTS",
    "PEOPLE",
    "SPAN",
    "SPAN_AT",
    "TEI",
    "XML_ID",
    "XML_LANG",
    "CurrentOffset",
    "ElementLocations",
    "Elements",
    "EncodedText",
    "Entry",
    "FileResolver",
    "MalformedError",
    "MappedText",
    "TextBuilder",
    "Tree",
    "XmlDocument",
    "as_utf8",
    "decode_text",
    "decode_xml",
    "elements_as_uses",
    "elements_today",
    "encode_like",
    "entries_of",
    "file_state",
    "included_files",
    "load_xml",
    "locate_elements",
    "project_root",
    "resolve_base",
    "tag_end",
    "tei",
    "walk_elements",
]

_NAMES = {
    "decode": (
        "decode_text",
        "decode_xml",
    ),
    "document": (
        "Tree",
        "XmlDocument",
    ),
    "element_uses": (
        "ELEMENTS",
        "elements_as_uses",
        "elements_today",
    ),
    "encoding": (
        "as_utf8",
        "encode_like",
    ),
    "entries": (
        "Entry",
        "entries_of",
    ),
    "load": ("load_xml",),
    "locations": (
        "ElementLocations",
        "MalformedError",
        "locate_elements",
    ),
    "names": (
        "PEOPLE",
        "SPAN",
        "SPAN_AT",
        "TEI",
        "XML_ID",
        "XML_LANG",
        "tei",
    ),
    "resolver": (
        "Elements",
        "FileResolver",
        "file_state",
        "project_root",
        "resolve_base",
    ),
    "source_map": (
        "MappedText",
        "TextBuilder",
    ),
    "wellformedness": (
        "ATTRIBUTE",
        "CurrentOffset",
        "EncodedText",
        "tag_end",
        "walk_elements",
    ),
    "xinclude": ("included_files",),
}
__getattr__ = names_on_use(__name__, globals(), _NAMES)
