"""The only way XML enters: bytes to decoded text, entities and XInclude resolved, every character with its place."""

from teikit.xml.decode import Taken
from teikit.xml.load import take
from teikit.xml.locations import DoctypeError, MalformedError, Places, places_of
from teikit.xml.names import PEOPLE, SPAN, SPAN_AT, TEI, XML_ID, XML_LANG, tei
from teikit.xml.read import Tree, open_tei, read_tei
from teikit.xml.resolver import Files, against, state
from teikit.xml.source_map import Mapped
from teikit.xml.wellformedness import ATTRIBUTE, Here, read, tag_end
from teikit.xml.xinclude import included_whole

__all__ = [
    "ATTRIBUTE",
    "PEOPLE",
    "SPAN",
    "SPAN_AT",
    "TEI",
    "XML_ID",
    "XML_LANG",
    "DoctypeError",
    "Files",
    "Here",
    "MalformedError",
    "Mapped",
    "Places",
    "Taken",
    "Tree",
    "against",
    "included_whole",
    "open_tei",
    "places_of",
    "read",
    "read_tei",
    "state",
    "tag_end",
    "take",
    "tei",
]
