"""xml:id: each only once in a file. (lxml would call such a file unreadable; no grammar names the first place.)"""

from teikit.core import Diagnostic, span_diagnostic
from teikit.xml import ElementLocations


def duplicate_ids(locations: ElementLocations) -> list[Diagnostic]:
    """Every xml:id that an earlier element of the file has already."""
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
