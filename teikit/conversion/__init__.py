"""Transcripts to TEI files: one file, many files, stored beside the work of a person."""

from teikit.conversion.batch import convert_all
from teikit.conversion.checked import Converted
from teikit.conversion.convert import convert_source, make
from teikit.conversion.outcome import Outcome, Progress
from teikit.conversion.store import Status, save

__all__ = ["Converted", "Outcome", "Progress", "Status", "convert_all", "convert_source", "make", "save"]
