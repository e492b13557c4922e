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
from teikit.validation import default_schemas, validate
from teikit.xml import TEI

_DATE = "2000-01-01"  # of the conversion of an example: nothing depends on it
_PLACE = re.compile(r"\{(\w+)\}")
_VALUES = {"hand": "#hand-1", "content": "x", "text": "x", "closed": "x"}
_GRAMMARS = {".rng", ".rnc"}
_VALUE = "tei-attribute-value"
_HEADER = (
    f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>P</p>'
    "</publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc><profileDesc><handNotes>"
    '<handNote xml:id="hand-1">H</handNote></handNotes></profileDesc></teiHeader>'
)
# A document with one mark a line, from this line on.
_LINES = (
    _HEADER
    + '<text xml:lang="en"><body><div type="transcription" xml:lang="en"><div>\n%s\n</div></div></body></text></TEI>'
)
_FIRST_LINE = 2
_FRAME = (
    f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>P</p>'
    "</publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader><text><body><div><p>%s</p></div></body>"
    "</text></TEI>"
)


@cache
def checked_convention(name_or_file: str, schemas: tuple[Path, ...] | None = None) -> Convention:
    """The convention of that name or file, whose marks can be written as TEI that is valid by `schemas`.

    For a file, the TEI of each mark is validated and its example converted; for the bundled conventions teikit's tests
    do that. Raises ConventionError, which names the file and the mark, or SchemaError.
    """
    convention = usable(load_convention(name_or_file))
    if Path(name_or_file).suffix == ".toml":
        _check_templates(convention, name_or_file, schemas)
        for mark in convention.marks:
            _check_example(convention, mark, name_or_file, schemas)
    return convention


def mark_at_fault(convention: Convention, error: Diagnostic, schemas: Sequence[Path] | None = None) -> Mark | None:
    """The mark whose TEI alone has this error by the schemas (default: teikit's own); None if it is no mark."""
    for mark in convention.marks:
        diagnostics = validate((_FRAME % _sample(mark)).encode(), "mark", schemas)
        if any((diagnostic.code, diagnostic.message) == (error.code, error.message) for diagnostic in diagnostics):
            return mark
    return None


# ---------------------------------------------------------------- the TEI of a mark
def _check_templates(convention: Convention, file: str, schemas: Sequence[Path] | None) -> None:
    """Raises ConventionError for a mark whose TEI is valid neither in a paragraph nor between paragraphs."""
    grammars = [s for s in (default_schemas() if schemas is None else schemas) if s.suffix in _GRAMMARS]
    marks = [mark for mark in convention.marks if mark.tei]
    if not (marks and grammars):
        return
    in_text = _errors([f"<p>{_sample(mark)}</p>" for mark in marks], grammars)
    between = _errors([f"<div>{_sample(mark)}<p>x</p></div>" for mark in marks], grammars) if in_text else {}
    for number in sorted(in_text.keys() & between.keys()):
        mark, error = marks[number], in_text[number][0]
        of_group = set(_PLACE.findall(mark.tei)) - {*_VALUES, "count"}
        if not (error.code == _VALUE and of_group):
            raise ConventionError(f"{file}: mark “{mark.name}”: its tei is not valid: {error.code} {error.message}")


def _errors(pieces: Sequence[str], schemas: Sequence[Path]) -> dict[int, list[Diagnostic]]:
    """The errors of pieces of TEI by their number, without those that any text has in this frame."""
    usual = {(error.code, error.message) for error in _found(["<p>x</p>", "<div><p>x</p></div>"], schemas)}
    errors: dict[int, list[Diagnostic]] = {}
    for error in _found(pieces, schemas):
        if error.position and (error.code, error.message) not in usual:
            errors.setdefault(error.position.line - _FIRST_LINE, []).append(error)
    return {number: several for number, several in errors.items() if 0 <= number < len(pieces)}


def _found(pieces: Sequence[str], schemas: Sequence[Path]) -> list[Diagnostic]:
    """The errors of a document with one piece a line."""
    data = (_LINES % "\n".join(pieces)).encode()
    return [d for d in validate(data, "mark", schemas) if d.severity is Severity.ERROR]


def _sample(mark: Mark) -> str:
    """The TEI of a mark with a value in each place."""
    return _PLACE.sub(lambda place: _VALUES.get(place[1], "1"), mark.tei)


# ---------------------------------------------------------------- its example
def _check_example(convention: Convention, mark: Mark, file: str, schemas: Sequence[Path] | None) -> None:
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
    errors = [d for d in validate(data, file, schemas) if d.severity is Severity.ERROR]
    if errors:
        raise ConventionError(f"{where}: the TEI of its example is not valid: {errors[0].code} {errors[0].message}")
    results = inner_texts(data)
    if plain_markup(wanted) not in map(plain_markup, results):
        raise ConventionError(f"{where}: its example becomes “{results[0].strip()}”, not “{wanted}”")
