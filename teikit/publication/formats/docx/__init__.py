"""DOCX for reviewers (ISO/IEC 29500, Office Open XML): from print XML, without a word processor."""

from teikit.publication.formats.docx.package import docx
from teikit.publication.formats.docx.pictures import PICTURE_KINDS

__all__ = ["PICTURE_KINDS", "docx"]
