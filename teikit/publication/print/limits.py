"""What is too large to be set: the memory of the typesetter grows with the text of one paragraph.

Measured: 0.4 GB at 200,000 characters, 0.8 GB at 600,000, so that a paragraph of 12 million would take some 10 GB.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from teikit.core import Diagnostic, file_diagnostic
from teikit.publication.print.characters import left_out

MOST = 1_000_000  # characters of a paragraph: some 300 pages
_P = "{urn:teikit:print}"
_SET_AT_ONCE = ("head", "p", "line", "stamp", "caption", "cell", "item", "verseline", "foot", "margin", "entry", "fact")


def within_limits(print_xml: str) -> tuple[str, list[Diagnostic]]:
    """Print XML in which each document with a paragraph that is too long is replaced by a page that says so.

    Also returns a diagnostic for each. Raises xml.etree.ElementTree.ParseError for what is not XML.
    """
    if len(print_xml) <= MOST:
        return print_xml, []
    head, *parts = re.split(r"(?=<document[\s>])", print_xml.removesuffix("</edition>"))
    findings: list[Diagnostic] = []
    for i, part in enumerate(parts):
        if len(part) <= MOST:
            continue
        document = ElementTree.fromstring(f"{head}{part}</edition>")[-1]
        longest = max(_lengths(document), default=0)
        if longest > MOST:
            why = f"a paragraph has {longest:,} characters, and {MOST:,} at most can be set: divide it into paragraphs"
            parts[i] = left_out(document, why)
            findings.append(file_diagnostic(document.get("id", ""), "print-failed", f"left out: {why}"))
    return f"{head}{''.join(parts)}</edition>", findings


def _lengths(document: ElementTree.Element) -> Iterator[int]:
    """The number of characters of each part of a document that is set at once."""
    for name in _SET_AT_ONCE:
        yield from (sum(map(len, element.itertext())) for element in document.iter(_P + name))
