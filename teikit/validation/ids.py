"""xml:id: each only once in a file. (lxml would call such a file unreadable; no grammar names the first place.)"""

from teikit.core import Diagnostic, at
from teikit.xml import Places


def duplicate_ids(places: Places) -> list[Diagnostic]:
    """Every xml:id that an earlier element of the file has already."""
    first: dict[str, int] = {}
    found = []
    for number, name in places.ids:
        if name in first:
            line = places.position(first[name]).line
            message = f'xml:id="{name}" is already used in line {line}'
            found.append(at(places.source, places.attribute(number, "xml:id"), "tei-duplicate-id", message))
        else:
            first[name] = number
    return found
