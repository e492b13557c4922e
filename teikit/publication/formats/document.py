"""One document of print XML with the hand of each change, from a reading document."""

import json
from collections.abc import Mapping
from typing import Any

from teikit.core import Parameter, resource, stylesheet


def document_with_hands(reading: Any, view: str, images: Mapping[str, str] | None = None) -> str:
    """A document of print XML as print has it, where @hand is the label of the hand that wrote or deleted something.

    `reading` is a node of Saxon, `images` are as for the print. Raises XsltError where it is no reading document.
    """
    given: dict[str, Parameter] = {"view": view, "images": json.dumps(dict(images or {}))}
    return stylesheet(resource("xslt", "formats", "document.xsl")).to_string(reading, given)
