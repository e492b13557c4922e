"""edition.toml, the documents of an edition, the files a command works on."""

from typing import TYPE_CHECKING

from teikit.core import names_on_use

if TYPE_CHECKING:
    from teikit.edition.config import FILE, Edition, find_edition, load_edition
    from teikit.edition.inputs import edition_inputs, select_inputs
    from teikit.edition.jobs import Job, written_folders
    from teikit.edition.layers import PrintLayer, Traits
    from teikit.edition.learned import header_of, labels_of
    from teikit.edition.looks import COLOURS, FACES, Font
    from teikit.edition.places import display_path
    from teikit.edition.printing import FORMATS, PrintSettings
    from teikit.edition.publication import (
        Selection,
        edition_of,
        has_edition,
        select,
        select_edition,
        select_paths,
    )
    from teikit.edition.selection import Inputs, generated_tei, jobs_of_paths, tei_of_edition
    from teikit.edition.shape import EditionError
    from teikit.edition.site import SITE_EXPORTS, SITE_LINKS, SITE_PAGES, WRITTEN_PAGES, MenuEntry, SiteSettings
    from teikit.edition.skipped import skipped_in_raw
    from teikit.edition.validation import ValidationSettings
    from teikit.edition.volume import FACING, FRONT, INDEXES, PrintPart, VolumeSettings
    from teikit.edition.walk import (
        DOCUMENTS_TABLE,
        SITE_RECORD,
        NoFileError,
        documents_in,
        files_below,
        has_people,
        is_tei,
        other_files,
        tei_below,
        tei_in,
        wrong_link,
    )

__all__ = [
    "COLOURS",
    "DOCUMENTS_TABLE",
    "FACES",
    "FACING",
    "FILE",
    "FORMATS",
    "FRONT",
    "INDEXES",
    "SITE_EXPORTS",
    "SITE_LINKS",
    "SITE_PAGES",
    "SITE_RECORD",
    "WRITTEN_PAGES",
    "Edition",
    "EditionError",
    "Font",
    "Inputs",
    "Job",
    "MenuEntry",
    "NoFileError",
    "PrintLayer",
    "PrintPart",
    "PrintSettings",
    "Selection",
    "SiteSettings",
    "Traits",
    "ValidationSettings",
    "VolumeSettings",
    "display_path",
    "documents_in",
    "edition_inputs",
    "edition_of",
    "files_below",
    "find_edition",
    "generated_tei",
    "has_edition",
    "has_people",
    "header_of",
    "is_tei",
    "jobs_of_paths",
    "labels_of",
    "load_edition",
    "other_files",
    "select",
    "select_edition",
    "select_inputs",
    "select_paths",
    "skipped_in_raw",
    "tei_below",
    "tei_in",
    "tei_of_edition",
    "written_folders",
    "wrong_link",
]

_NAMES = {
    "config": (
        "FILE",
        "Edition",
        "find_edition",
        "load_edition",
    ),
    "inputs": (
        "edition_inputs",
        "select_inputs",
    ),
    "jobs": (
        "Job",
        "written_folders",
    ),
    "layers": (
        "PrintLayer",
        "Traits",
    ),
    "learned": (
        "header_of",
        "labels_of",
    ),
    "looks": (
        "COLOURS",
        "FACES",
        "Font",
    ),
    "places": ("display_path",),
    "printing": (
        "FORMATS",
        "PrintSettings",
    ),
    "publication": (
        "Selection",
        "edition_of",
        "has_edition",
        "select",
        "select_edition",
        "select_paths",
    ),
    "selection": (
        "Inputs",
        "generated_tei",
        "jobs_of_paths",
        "tei_of_edition",
    ),
    "shape": ("EditionError",),
    "site": (
        "SITE_EXPORTS",
        "SITE_LINKS",
        "SITE_PAGES",
        "WRITTEN_PAGES",
        "MenuEntry",
        "SiteSettings",
    ),
    "skipped": ("skipped_in_raw",),
    "validation": ("ValidationSettings",),
    "volume": ("FACING", "FRONT", "INDEXES", "PrintPart", "VolumeSettings"),
    "walk": (
        "DOCUMENTS_TABLE",
        "SITE_RECORD",
        "NoFileError",
        "documents_in",
        "files_below",
        "has_people",
        "is_tei",
        "other_files",
        "tei_below",
        "tei_in",
        "wrong_link",
    ),
}
__getattr__ = names_on_use(__name__, globals(), _NAMES)
