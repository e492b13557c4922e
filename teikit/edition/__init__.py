"""edition.toml, the documents of an edition, the files a command works on."""

from teikit.edition.config import FILE, Edition, EditionError, find_edition, is_language, load_edition
from teikit.edition.selection import (
    Inputs,
    Job,
    display_path,
    edition_inputs,
    jobs_of_paths,
    schemas_for_all,
    select_inputs,
    tei_of_edition,
)
from teikit.edition.walk import NoFileError, documents_in, has_people, tei_in

__all__ = [
    "FILE",
    "Edition",
    "EditionError",
    "Inputs",
    "Job",
    "NoFileError",
    "display_path",
    "documents_in",
    "edition_inputs",
    "find_edition",
    "has_people",
    "is_language",
    "jobs_of_paths",
    "load_edition",
    "schemas_for_all",
    "select_inputs",
    "tei_in",
    "tei_of_edition",
]
