"""What every stage is built on: sources and places, diagnostics and their codes, files, processes, Saxon."""

from teikit.core.codes import CODES
from teikit.core.diagnostics import FORMATS, Diagnostic, Severity, about, as_json, at, in_order, worst
from teikit.core.files import read_toml, write_whole
from teikit.core.memory import tidy_seldom
from teikit.core.parallel import Work, done, workers
from teikit.core.progress import progress
from teikit.core.resources import InstallationError, resource
from teikit.core.saxon import LEVELS, Parameter, XsltError, parse, parts, stylesheet, stylesheet_from_text
from teikit.core.source import Position, Source, Span, source_of
from teikit.core.text import shorten

__all__ = [
    "CODES",
    "FORMATS",
    "LEVELS",
    "Diagnostic",
    "InstallationError",
    "Parameter",
    "Position",
    "Severity",
    "Source",
    "Span",
    "Work",
    "XsltError",
    "about",
    "as_json",
    "at",
    "done",
    "in_order",
    "parse",
    "parts",
    "progress",
    "read_toml",
    "resource",
    "shorten",
    "source_of",
    "stylesheet",
    "stylesheet_from_text",
    "tidy_seldom",
    "workers",
    "worst",
    "write_whole",
]
