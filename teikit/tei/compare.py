"""TEI as text that can be compared with the example of a mark."""

import re

from lxml import etree

from teikit.xml import TEI, tei


def inner_texts(data: bytes) -> list[str]:
    """What is in the blocks of a document, as TEI text; what is in its division at the end."""
    division = etree.fromstring(data).find(f".//{tei('body')}/{tei('div')}")
    blocks = [] if division is None else [*division, division]
    texts = (etree.tostring(block, with_tail=False, encoding="unicode") for block in blocks)
    return [text[text.index(">") + 1 : text.rfind("<")].replace(f' xmlns="{TEI}"', "") for text in texts] or [""]


def plain_markup(text: str) -> str:
    """TEI text to compare: one blank for any white space, none between blocks, attributes in one order."""
    try:
        canonical = etree.tostring(etree.fromstring(f"<x>{text}</x>"), method="c14n").decode()
    except etree.XMLSyntaxError:
        return text
    return re.sub(r">\s+<", "><", " ".join(canonical.split())).removesuffix("<p></p></x>").removesuffix("</x>")
