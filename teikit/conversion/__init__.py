"""Transcripts to TEI files: one file, many files, stored beside the work of a person."""

from teikit.conversion.batch import convert_all
from teikit.conversion.convert import Made, Progress, convert_source, make, write_report

__all__ = ["Made", "Progress", "convert_all", "convert_source", "make", "write_report"]
