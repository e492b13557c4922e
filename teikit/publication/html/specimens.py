"""The examples of a convention as pages show them, for the editorial principles."""

from collections.abc import Sequence
from typing import Any

from teikit.core import XsltError
from teikit.pages import message_map
from teikit.publication.html.own_stylesheet import page_stylesheet
from teikit.publication.reading import reading_document
from teikit.xml import TEI

_HEADER = "<teiHeader><fileDesc><titleStmt><title/></titleStmt></fileDesc></teiHeader>"


def specimens(examples: Sequence[str], interface: str) -> list[Any]:
    """A page with a paragraph for each piece of TEI, with the id `example-1` …, as a node; empty if it is not made."""
    if not examples:
        return []
    paragraphs = "".join(f'<p xml:id="example-{number}">{tei}</p>' for number, tei in enumerate(examples, 1))
    tei = f'<TEI xmlns="{TEI}">{_HEADER}<text><body>{paragraphs}</body></text></TEI>'
    try:
        node, _ = reading_document(tei, "examples.xml", interface=interface)
        return [page_stylesheet().to_node(node, {"interface": interface, "messages": message_map(interface)})]
    except XsltError:
        return []
