"""teikit: raw transcripts of historical documents into valid TEI P5, HTML and print editions.

The front door for Python::

    from teikit import encode, load_convention, read_document, source_of
    document, doubts = read_document(source_of("Do not [handwritten above: ever] yield."), load_convention("wilson"))
    encoded, more_doubts = encode(document, "letter", "1", "2026-01-31")

Names are looked up when they are first used, so that a command pays only for the rooms it enters.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_DOOR = {
    "Convention": "teikit.convention",
    "Diagnostic": "teikit.diagnostics",
    "Edition": "teikit.edition",
    "Source": "teikit.source",
    "Span": "teikit.source",
    "encode": "teikit.tei.encoder",
    "load_convention": "teikit.convention_file",
    "load_edition": "teikit.edition",
    "parse": "teikit.transcript.parser",
    "publish": "teikit.publish",
    "read_document": "teikit.transcript.document",
    "serialise": "teikit.tei.serialise",
    "source_of": "teikit.source",
    "validate": "teikit.validation",
}
__all__ = ["__version__", *sorted(_DOOR)]


def __getattr__(name: str) -> Any:
    if name not in _DOOR:
        raise AttributeError(f"teikit has no {name}")
    return getattr(import_module(_DOOR[name]), name)
