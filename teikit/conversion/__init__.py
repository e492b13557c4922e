"""Transcripts to TEI files: one file, many files, stored beside the work of a person."""

from teikit.conversion.batch import convert_all
from teikit.conversion.convert import Made, Outcome, Progress, convert_source, make
from teikit.conversion.store import Status, save

__all__ = ["Made", "Outcome", "Progress", "Status", "convert_all", "convert_source", "make", "save"]
