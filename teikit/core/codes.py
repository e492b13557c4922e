"""Every code that a diagnostic may carry: its severity, what it means, what to do.

A code begins with its family. A new check adds one row to the table of its stage; tests refuse a code that is used but
not described, described but not used, or of no known family.
"""

from typing import NamedTuple

from teikit.core import codes_conversion, codes_publication, codes_validation


class Code(NamedTuple):
    """A row of the table: severity (`error`, `warning`, `info`), what the code means, what a person can do."""

    severity: str
    meaning: str
    help: str = ""


FAMILIES = {
    "read": "reading a file: its bytes, encoding and records",
    "header": "the archive page around a transcript",
    "mark": "the marks of the transcription convention",
    "block": "the paragraphs and other blocks of a transcript",
    "note": "bracketed notes of a transcriber",
    "date": "dates in the text",
    "language": "the language of a text",
    "override": "decisions recorded in edition.toml",
    "convert": "writing TEI",
    "merge": "merging a new conversion with edits",
    "people": "the list of persons",
    "edition": "the files of an edition",
    "check": "the run of a check",
    "xml": "XML syntax, encoding, entities and inclusions",
    "schema": "the choice and state of schemas",
    "tei": "RELAX NG validation",
    "schematron": "Schematron validation",
    "rule": "the rules of teikit's own Schematron schema",
    "link": "pointers and links",
    "publish": "the reading document and the website",
    "print": "the PDF",
}
"""The families of codes: the word before the first hyphen, and what its codes are about."""

_TABLES = (codes_conversion.ROWS, codes_validation.ROWS, codes_publication.ROWS)
CODES: dict[str, Code] = {code: Code(*row) for table in _TABLES for code, row in table.items()}
"""All codes, in the order of the stages."""
