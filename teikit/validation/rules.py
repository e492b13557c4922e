"""Schematron rules run on a document: each finding at the start tag, or the attribute, that it is about."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from teikit.codes import CODES
from teikit.diagnostics import Diagnostic, Severity, about, in_order
from teikit.tei.places import Places
from teikit.validation.schematron import SEPARATOR, Compiled, SchematronError, compile_schematron

_ROLES = {
    "warn": Severity.WARNING,
    "warning": Severity.WARNING,
    "info": Severity.INFO,
    "information": Severity.INFO,
    "hint": Severity.INFO,
}


@dataclass(frozen=True)
class Rules:
    """A Schematron schema ready to run."""

    path: Path
    compiled: Compiled
    stylesheet: Any


@cache
def rules(path: Path) -> Rules:
    """The rules of a file, compiled once a process. Raises SchematronError, OSError."""
    from teikit.saxon import XsltError, stylesheet_from_text

    compiled = compile_schematron(path)
    try:
        return Rules(path, compiled, stylesheet_from_text(compiled.stylesheet))
    except XsltError as error:
        raise SchematronError(f"{path} has an expression that is wrong: {error}") from error


def check_rules(places: Places, schema: Rules) -> list[Diagnostic]:
    """What the rules find in a document.

    Raises SchematronError where an expression of the schema fails while it runs.
    """
    from teikit.saxon import XsltError, parse

    try:
        document = parse(places.source.text)
    except XsltError as error:
        # Well-formed, or it would not be here; but Saxon's parser has limits, such as 100 levels of elements.
        return [about(places.source.name, "xml-beyond-limits", f"the rules could not be applied: {error}")]
    try:
        found = schema.stylesheet.to_items(document)
    except XsltError as error:
        raise SchematronError(f"{schema.path}: a rule failed on {places.source.name}: {error}") from error
    return in_order(_finding(str(item.get_string_value()), places, schema.compiled) for item in found)


def _finding(item: str, places: Places, compiled: Compiled) -> Diagnostic:
    test, number, attribute, message = item.split(SEPARATOR, 3)
    span = places.attribute(int(number), attribute) if attribute else places.tag(int(number))
    made = compiled.tests[int(test)]
    severity = _ROLES.get(made.role.lower(), Severity.ERROR)
    said = " ".join(message.split())
    code = made.id if made.id in CODES else "rule"
    words = said if code == made.id or not made.id else f"{said} [{made.id}]"
    return Diagnostic(code, words, places.source.name, severity, places.source.position(span.start), span)
