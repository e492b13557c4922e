"""Other formats of the print document: DOCX for reviewers, TeX with reledmac for critical editions.

They are made from print XML (schemas/print.rng) alone, and have its words.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from teikit.publication.formats.document import document_with_hands
from teikit.publication.formats.docx import PICTURE_KINDS as DOCX_PICTURES
from teikit.publication.formats.docx import docx
from teikit.publication.formats.reledmac import PICTURE_KINDS as TEX_PICTURES
from teikit.publication.formats.reledmac import PICTURES, reledmac


class Format(NamedTuple):
    """A format: its writer (print XML, files of images by name, licence), and the kinds of images it can have.

    `folder` is where the images are beside the file, empty where they are in it.
    """

    write: Callable[[str, Mapping[str, Path], str], bytes]
    pictures: frozenset[str]
    folder: str = ""


FORMATS: dict[str, Format] = {
    "docx": Format(docx, DOCX_PICTURES),
    "tex": Format(reledmac, TEX_PICTURES, PICTURES),
}
"""The formats by the endings of their files."""

__all__ = ["FORMATS", "Format", "document_with_hands", "docx", "reledmac"]
