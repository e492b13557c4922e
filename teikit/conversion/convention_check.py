"""Checks the marks of a project's own convention: their examples, and what TEI that is not valid comes from."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from teikit.conventions import Convention, ConventionError, Mark, load_convention
from teikit.core import VERSION, Diagnostic, Severity, source_of
from teikit.interpretation import interpret
from teikit.tei import encode, inner_texts, plain_markup, serialise, usable
from teikit.transcript import read_document
from teikit.validation import validate
from teikit.xml import TEI

_DATE = "2000-01-01"  # of the conversion of an example: nothing depends on it
_PLACE = re.compile(r"\{(\w+)\}")
_VALUES = {"hand": "#hand-1", "content": "x", "text": "x", "closed": "x"}
_FRAME = (
    f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>P</p>'
    "</publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader><text><body><div><p>%s</p></div></body>"
    "</text></TEI>"
)


@cache
def checked_convention(name_or_file: str) -> Convention:
    """The convention of that name or file, whose marks can be written as TEI. The examples of a file are converted.

    The examples of the bundled conventions are converted by teikit's tests. Raises ConventionError.
    """
    convention = usable(load_convention(name_or_file))
    if Path(name_or_file).suffix == ".toml":
        for mark in convention.marks:
            _check_example(convention, mark, name_or_file)
    return convention


def mark_at_fault(convention: Convention, error: Diagnostic, schemas: Sequence[Path] | None = None) -> Mark | None:
    """The mark whose TEI alone has this error by the schemas (default: teikit's own); None if it is no mark."""
    for mark in convention.marks:
        diagnostics = validate((_FRAME % _sample(mark)).encode(), "mark", schemas)
        if any((diagnostic.code, diagnostic.message) == (error.code, error.message) for diagnostic in diagnostics):
            return mark
    return None


def _sample(mark: Mark) -> str:
    """The TEI of a mark with a value in each place."""
    return _PLACE.sub(lambda place: _VALUES.get(place[1], "1"), mark.tei)


def _check_example(convention: Convention, mark: Mark, file: str) -> None:
    """Raises ConventionError where the example of a mark does not become the TEI that it names, or not valid TEI."""
    if mark.example is None:
        return
    where = f"{file}: mark “{mark.name}”"
    if not {"text", "tei"} <= set(mark.example):
        raise ConventionError(f"{where}: an example has a text and its tei")
    text, wanted = mark.example["text"], mark.example["tei"]
    interpretation, _ = interpret(read_document(source_of(text, file), convention)[0])
    root = encode(interpretation, "example", VERSION, _DATE)[0].root
    data = serialise(root)
    errors = [d for d in validate(data, file) if d.severity is Severity.ERROR]
    if errors:
        raise ConventionError(f"{where}: the TEI of its example is not valid: {errors[0].code} {errors[0].message}")
    results = inner_texts(data)
    if plain_markup(wanted) not in map(plain_markup, results):
        raise ConventionError(f"{where}: its example becomes “{results[0].strip()}”, not “{wanted}”")
