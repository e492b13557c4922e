"""Converts transcripts to TEI files and stores them without losing a person's edits."""

from teikit.conversion.batch import convert_all, people_again, remove_orphans
from teikit.conversion.checked import Converted
from teikit.conversion.convert import convert_in_memory, convert_source
from teikit.conversion.interpreted import Interpreted, interpret_source
from teikit.conversion.outcome import Outcome
from teikit.conversion.store import Status, save

__all__ = [
    "Converted",
    "Interpreted",
    "Outcome",
    "Status",
    "convert_all",
    "convert_in_memory",
    "convert_source",
    "interpret_source",
    "people_again",
    "remove_orphans",
    "save",
]
