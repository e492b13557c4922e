"""Checks that each xml:id occurs only once in a file.

(lxml would reject such a file as unreadable, and no grammar names the first occurrence.)
"""

from teikit.core import Diagnostic, span_diagnostic
from teikit.xml import ElementLocations


def duplicate_ids(locations: ElementLocations) -> list[Diagnostic]:
    """A diagnostic for every xml:id that an earlier element of the file already has."""
    first: dict[str, int] = {}
    diagnostics = []
    for number, name in locations.ids:
        if name in first:
            line = locations.position(first[name]).line
            message = f'xml:id="{name}" is already used in line {line}'
            diagnostics.append(
                span_diagnostic(locations.source, locations.attribute(number, "xml:id"), "tei-duplicate-id", message)
            )
        else:
            first[name] = number
    return diagnostics
