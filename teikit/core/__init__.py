"""The basis of all stages: sources and positions, diagnostics and their codes, files, processes, Saxon."""

from typing import TYPE_CHECKING

from teikit.core.lazy_pattern import LazyPattern, lazy_pattern
from teikit.core.names_on_use import names_on_use

if TYPE_CHECKING:
    from teikit.core.codes import CODES, is_of_validation
    from teikit.core.compiled import keep_compiled
    from teikit.core.diagnostics import (
        Diagnostic,
        Fix,
        Severity,
        file_diagnostic,
        sort_diagnostics,
        span_diagnostic,
        worst,
    )
    from teikit.core.edition_ledger import ledger_of
    from teikit.core.errors import TeikitError
    from teikit.core.file_states import States, file_state, files_in, program_state, state_of_content
    from teikit.core.files import DRAFT, bytes_of, write_whole
    from teikit.core.identifiers import DOCUMENT_ID, is_language, is_reserved_id
    from teikit.core.kept_modules import keep_modules
    from teikit.core.ledger import Ledger, Reason, packed, unpacked
    from teikit.core.letters import (
        ACCENT,
        CAPITAL,
        INITIAL,
        INITIALS,
        SMALL,
        SURNAME,
        WORD,
        are_capitalised,
        begins_name,
        expand_properties,
        is_small,
    )
    from teikit.core.locales import (
        CATEGORIES,
        DEFAULT_LANGUAGE,
        Interface,
        OwnWords,
        interface_language,
        languages,
        message,
        messages,
        own_words,
        plural_category,
    )
    from teikit.core.names import is_plain_name, name_on_any_system, printable
    from teikit.core.needs import BUILD_NEEDS, PUBLISH_NEEDS
    from teikit.core.parallel import Work, executing_on, parallel_map, shared_workers, worker_count
    from teikit.core.picture_sizes import picture_size
    from teikit.core.pictures import picture
    from teikit.core.resources import InstallationError, data_folder, resource
    from teikit.core.saxon import (
        LEVELS,
        Parameter,
        Stylesheet,
        XsltError,
        parse,
        parts,
        string_map,
        stylesheet,
        stylesheet_from_text,
    )
    from teikit.core.saxon_thread import run_in_saxon_thread
    from teikit.core.source import Position, Source, Span, Tag, source_of
    from teikit.core.spool import Spool
    from teikit.core.stages import Progress, stage, stage_seconds
    from teikit.core.start_cache import cache_folder, keep, kept, kept_value
    from teikit.core.text import as_xml, shorten, xml_characters
    from teikit.core.toml_files import bundled_toml, read_toml
    from teikit.core.version import VERSION
    from teikit.core.workers import raise_gc_threshold
    from teikit.core.writing import BusyError, writing_in

__all__ = [
    "ACCENT",
    "BUILD_NEEDS",
    "CAPITAL",
    "CATEGORIES",
    "CODES",
    "DEFAULT_LANGUAGE",
    "DOCUMENT_ID",
    "DRAFT",
    "INITIAL",
    "INITIALS",
    "LEVELS",
    "PUBLISH_NEEDS",
    "SMALL",
    "SURNAME",
    "VERSION",
    "WORD",
    "BusyError",
    "Diagnostic",
    "Fix",
    "InstallationError",
    "Interface",
    "LazyPattern",
    "Ledger",
    "OwnWords",
    "Parameter",
    "Position",
    "Progress",
    "Reason",
    "Severity",
    "Source",
    "Span",
    "Spool",
    "States",
    "Stylesheet",
    "Tag",
    "TeikitError",
    "Work",
    "XsltError",
    "are_capitalised",
    "as_xml",
    "begins_name",
    "bundled_toml",
    "bytes_of",
    "cache_folder",
    "data_folder",
    "executing_on",
    "expand_properties",
    "file_diagnostic",
    "file_state",
    "files_in",
    "interface_language",
    "is_language",
    "is_of_validation",
    "is_plain_name",
    "is_reserved_id",
    "is_small",
    "keep",
    "keep_compiled",
    "keep_modules",
    "kept",
    "kept_value",
    "languages",
    "lazy_pattern",
    "ledger_of",
    "message",
    "messages",
    "name_on_any_system",
    "names_on_use",
    "own_words",
    "packed",
    "parallel_map",
    "parse",
    "parts",
    "picture",
    "picture_size",
    "plural_category",
    "printable",
    "program_state",
    "raise_gc_threshold",
    "read_toml",
    "resource",
    "run_in_saxon_thread",
    "shared_workers",
    "shorten",
    "sort_diagnostics",
    "source_of",
    "span_diagnostic",
    "stage",
    "stage_seconds",
    "state_of_content",
    "string_map",
    "stylesheet",
    "stylesheet_from_text",
    "unpacked",
    "worker_count",
    "worst",
    "write_whole",
    "writing_in",
    "xml_characters",
]

_NAMES = {
    "codes": ("CODES", "is_of_validation"),
    "compiled": ("keep_compiled",),
    "diagnostics": ("Diagnostic", "Fix", "Severity", "file_diagnostic", "sort_diagnostics", "span_diagnostic", "worst"),
    "edition_ledger": ("ledger_of",),
    "errors": ("TeikitError",),
    "file_states": ("States", "file_state", "files_in", "program_state", "state_of_content"),
    "files": ("DRAFT", "bytes_of", "write_whole"),
    "identifiers": ("DOCUMENT_ID", "is_language", "is_reserved_id"),
    "kept_modules": ("keep_modules",),
    "ledger": ("Ledger", "Reason", "packed", "unpacked"),
    "letters": (
        "ACCENT",
        "CAPITAL",
        "INITIAL",
        "INITIALS",
        "SMALL",
        "SURNAME",
        "WORD",
        "are_capitalised",
        "begins_name",
        "expand_properties",
        "is_small",
    ),
    "locales": (
        "CATEGORIES",
        "DEFAULT_LANGUAGE",
        "Interface",
        "OwnWords",
        "interface_language",
        "languages",
        "message",
        "messages",
        "own_words",
        "plural_category",
    ),
    "names": ("is_plain_name", "name_on_any_system", "printable"),
    "needs": ("BUILD_NEEDS", "PUBLISH_NEEDS"),
    "parallel": ("Work", "executing_on", "parallel_map", "shared_workers", "worker_count"),
    "picture_sizes": ("picture_size",),
    "pictures": ("picture",),
    "resources": ("InstallationError", "data_folder", "resource"),
    "saxon": (
        "LEVELS",
        "Parameter",
        "Stylesheet",
        "XsltError",
        "parse",
        "parts",
        "string_map",
        "stylesheet",
        "stylesheet_from_text",
    ),
    "saxon_thread": ("run_in_saxon_thread",),
    "source": ("Position", "Source", "Span", "Tag", "source_of"),
    "spool": ("Spool",),
    "stages": ("Progress", "stage", "stage_seconds"),
    "start_cache": ("cache_folder", "keep", "kept", "kept_value"),
    "text": ("as_xml", "shorten", "xml_characters"),
    "toml_files": ("bundled_toml", "read_toml"),
    "version": ("VERSION",),
    "workers": ("raise_gc_threshold",),
    "writing": ("BusyError", "writing_in"),
}
__getattr__ = names_on_use(__name__, globals(), _NAMES)
