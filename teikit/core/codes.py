"""Every code that a diagnostic may carry: its severity, what it means, what to do.

A code begins with its family. A new check adds one row to the table of its stage; tests refuse a code that is used but
not described, described but not used, or of no known family.
"""

from typing import NamedTuple

from teikit.core import codes_conversion, codes_edition, codes_publication, codes_reading, codes_validation


class Code(NamedTuple):
    """A row of the table: severity (`error`, `warning`, `info`), what the code means, what to do."""

    severity: str
    meaning: str
    help: str = ""


class Family(NamedTuple):
    """What the codes of a family are about, and its stage: diagnostics of an earlier stage may cause later ones."""

    stage: int
    subject: str


FAMILIES = {
    "edition": Family(0, "the files of an edition"),
    "schema": Family(0, "the choice and state of schemas"),
    "read": Family(1, "reading a file: its bytes, encoding and records"),
    "header": Family(1, "the archive page around a transcript"),
    "convention": Family(1, "the choice of the convention"),
    "mark": Family(1, "the marks of the transcription convention"),
    "block": Family(1, "the paragraphs and other blocks of a transcript"),
    "note": Family(1, "bracketed notes of a transcriber"),
    "date": Family(1, "dates in the text"),
    "language": Family(1, "the language of a text"),
    "override": Family(1, "decisions recorded in edition.toml"),
    "xml": Family(1, "XML syntax, encoding, entities and inclusions"),
    "tei": Family(1, "RELAX NG validation"),
    "schematron": Family(1, "Schematron validation"),
    "rule": Family(1, "the rules of teikit's own Schematron schema"),
    "link": Family(1, "pointers and links"),
    "convert": Family(2, "writing TEI"),
    "merge": Family(2, "merging a new conversion with edits"),
    "people": Family(2, "the list of persons"),
    "check": Family(2, "the run of a check"),
    "publish": Family(3, "the reading document and the website"),
    "print": Family(3, "the PDF"),
}
"""The families of codes, by the word before a code's first hyphen."""

LAST_STAGE = max(family.stage for family in FAMILIES.values())

_TABLES = (codes_reading.ROWS, codes_conversion.ROWS, codes_edition.ROWS, codes_validation.ROWS, codes_publication.ROWS)
CODES: dict[str, Code] = {code: Code(*row) for table in _TABLES for code, row in table.items()}
"""All codes, in the order of the stages."""


_VALIDATION = ("xml", "tei", "schematron", "rule", "link", "schema")


def is_of_validation(code: str) -> bool:
    """Whether a code is about TEI that is not as its schemas, rules and links want it; a user's own rules are too."""
    family = code.partition("-")[0]
    return family in _VALIDATION or family not in FAMILIES


def stage_of(code: str) -> int:
    """The stage of a code; a code of a user's own schema is of the stage of validation."""
    family = FAMILIES.get(code.partition("-")[0], FAMILIES["schematron"])
    return family.stage
