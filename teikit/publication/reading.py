"""TEI to reading document: the stage where every editorial decision of publishing is taken.

The decisions themselves are XSLT (`xslt/reading/`), the result is a document of the grammar `schemas/reading.rng`,
which the dresses (HTML, print) read and nothing else.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Any

from teikit import saxon
from teikit.diagnostics import Diagnostic, about
from teikit.resources import resource
from teikit.source import Position, source_of

_COMMENT = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)


def reading_document(
    tei: str, name: str = "<tei>", signs: Path | None = None, words: Path | None = None
) -> tuple[Any, list[Diagnostic]]:
    """The reading document of a TEI document, as a Saxon node, and what the reading of it met.

    `tei` is the serialised TEI document, `name` how the user knows its file (its stem is the document's id where the
    TEI element has none). `signs` and `words` are an edition's own tables in place of the house's
    (`xslt/reading/signs/teikit.xml`, `words/en.xml`).
    Raises `saxon.XsltError` where `tei` is not well-formed or holds no TEI element.
    """
    tables = {key: path.resolve().as_uri() for key, path in (("signs", signs), ("words", words)) if path is not None}
    sheet = saxon.stylesheet(resource("xslt", "reading", "reading.xsl"))
    node = sheet.to_node(saxon.parse(tei), {"id": _identifier(name), **tables})
    return node, _findings(sheet.messages, tei, name)


def _identifier(name: str) -> str:
    """An XML id made of a file's name."""
    stem = re.sub(r"[^\w.-]+", "-", Path(name).stem).strip("-")
    return stem if re.match(r"[^\W\d]", stem) else f"document-{stem}".rstrip("-")


def _findings(messages: tuple[str, ...], tei: str, name: str) -> list[Diagnostic]:
    """The stylesheet's messages, `CODE ELEMENT sentence`, with the place of the element they speak of.

    Saxon-HE keeps no line numbers in a transformation, so the n-th message about an element is set against its n-th
    start tag in the text; a place is left out where there is none.
    """
    if not messages:
        return []
    source = source_of(_COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), tei), name)
    begin = max(source.text.find("<text"), 0)
    seen: Counter[str] = Counter()
    findings = []
    for message in messages:
        code, element, sentence = message.split(" ", 2)
        tags = [m.start() for m in re.finditer(rf"<(?:[\w.-]+:)?{re.escape(element)}(?=[\s/>])", source.text[begin:])]
        place: Position | None = source.position(begin + tags[seen[element]]) if seen[element] < len(tags) else None
        seen[element] += 1
        findings.append(about(name, code, sentence, place))
    return findings
