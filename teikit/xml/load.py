"""Loads an XML file as one text: decoded, its entities and XIncludes resolved."""

from pathlib import Path

from teikit.xml.decode import decode_xml
from teikit.xml.document import XmlDocument
from teikit.xml.resolver import FileResolver
from teikit.xml.xinclude import INCLUDES, resolve_xincludes


def load_xml(data: bytes, path: Path, files: FileResolver) -> XmlDocument:
    """Read the XML file at `path`, whose bytes are `data`; `files` reads the files that it includes.

    The document holds diagnostics for all that is wrong; nothing is raised for the content of a file.
    """
    document = decode_xml(data, path, files.display_path(path))
    if "include" in document.text and INCLUDES.search(document.text):
        return resolve_xincludes(document, path, files)
    return document
