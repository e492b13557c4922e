"""Loads an XML file as one text: decoded, its entities and XIncludes resolved."""

from pathlib import Path

from teikit.xml.decode import XmlDocument, decode_xml
from teikit.xml.resolver import FileResolver
from teikit.xml.xinclude import INCLUDES, resolve_xincludes


def load_xml(data: bytes, path: Path, files: FileResolver) -> XmlDocument:
    """The text of a file: decoded, without DOCTYPE, with its entities and its XIncludes in place."""
    document = decode_xml(data, path, files.display_path(path))
    if document.mapped is not None and "include" in document.mapped.text and INCLUDES.search(document.mapped.text):
        return resolve_xincludes(document, path, files)
    return document
