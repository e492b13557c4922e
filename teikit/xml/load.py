"""Loads an XML file as one text: decoded, its entities and XIncludes resolved."""

from pathlib import Path

from teikit.xml.decode import Taken, opened
from teikit.xml.resolver import Files
from teikit.xml.xinclude import INCLUDES, included


def take(data: bytes, path: Path, files: Files) -> Taken:
    """The text of a file: decoded, without DOCTYPE, with its entities and its XIncludes in place."""
    taken = opened(data, path, files.called(path))
    if taken.mapped is not None and "include" in taken.mapped.text and INCLUDES.search(taken.mapped.text):
        return included(taken, path, files)
    return taken
