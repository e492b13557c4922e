"""What is too large to be set: the memory of the typesetter grows with the text of one paragraph.

Measured: 0.4 GB at 200,000 characters, 0.8 GB at 600,000, so that a paragraph of 12 million would take some 10 GB.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from teikit.publication.print.characters import left_out
from teikit.publication.print.finding import Finding, number_in

MOST = 1_000_000  # characters of a paragraph: some 300 pages
_P = "{urn:teikit:print}"
_SET_AT_ONCE = ("head", "p", "line", "stamp", "caption", "cell", "item", "verseline", "foot", "margin", "entry", "fact")


def within_limits(print_xml: str) -> tuple[str, list[Finding]]:
    """Print XML in which each document with a paragraph that is too long is replaced by a page that says so.

    Also returns a finding for each. Raises xml.etree.ElementTree.ParseError for what is not XML.
    """
    if len(print_xml) <= MOST:
        return print_xml, []
    head, *parts = re.split(r"(?=<document[\s>])", print_xml.removesuffix("</edition>"))
    findings: list[Finding] = []
    for i, part in enumerate(parts):
        if len(part) <= MOST:
            continue
        document = ElementTree.fromstring(f"{head}{part}</edition>")[-1]
        longest, element = max(_lengths(document), key=lambda each: each[0], default=(0, document))
        if longest > MOST:
            why = f"a paragraph has {longest:,} characters, and {MOST:,} at most can be set: divide it into paragraphs"
            parts[i] = left_out(document, why)
            number = number_in(document, element)
            findings.append(Finding(document.get("id", ""), "print-failed", f"left out: {why}", number))
    return f"{head}{''.join(parts)}</edition>", findings


def _lengths(document: ElementTree.Element) -> Iterator[tuple[int, ElementTree.Element]]:
    """The number of characters of each part of a document that is set at once."""
    for name in _SET_AT_ONCE:
        yield from ((sum(map(len, element.itertext())), element) for element in document.iter(_P + name))
