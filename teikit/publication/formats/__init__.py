"""Other formats of the print document: DOCX for reviewers, TeX with reledmac for critical editions.

They are made from print XML (schemas/print.rng) alone, and have its words.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from teikit.publication.formats.document import document_with_hands
from teikit.publication.formats.docx import PICTURE_KINDS, docx


class Format(NamedTuple):
    """A format: its writer (print XML, files of images by name, licence), and the kinds of images it can have."""

    write: Callable[[str, Mapping[str, Path], str], bytes]
    pictures: frozenset[str]


FORMATS: dict[str, Format] = {"docx": Format(docx, PICTURE_KINDS)}
"""The formats by the endings of their files."""

__all__ = ["FORMATS", "Format", "document_with_hands", "docx"]
