"""TEI to reading documents: which files are published, each loaded, checked and read; their record, their names."""

from teikit.publication.reading.collation import with_differences
from teikit.publication.reading.corpus import documents_of
from teikit.publication.reading.extract import Extract, extract
from teikit.publication.reading.plan import Plan, PlannedFile, make_plan, renamed
from teikit.publication.reading.readings import ReadingOptions, read_source, reading_options
from teikit.publication.reading.record import record_of
from teikit.publication.reading.references import ENTRIES, PAGES, entries_by_id
from teikit.publication.reading.self_contained import self_contained, without_declaration
from teikit.publication.reading.sources import OTHERS, SCHEMA, Source, Sources, not_published, used_schemas
from teikit.publication.reading.survey import CORPUS, REGISTER, survey
from teikit.publication.reading.transform import coverage, identifier, reading_document

__all__ = [
    "CORPUS",
    "ENTRIES",
    "OTHERS",
    "PAGES",
    "REGISTER",
    "SCHEMA",
    "Extract",
    "Plan",
    "PlannedFile",
    "ReadingOptions",
    "Source",
    "Sources",
    "coverage",
    "documents_of",
    "entries_by_id",
    "extract",
    "identifier",
    "make_plan",
    "not_published",
    "read_source",
    "reading_document",
    "reading_options",
    "record_of",
    "renamed",
    "self_contained",
    "survey",
    "used_schemas",
    "with_differences",
    "without_declaration",
]
