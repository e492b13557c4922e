"""TEI to reading document: the stage where every editorial decision of publishing is taken.

The decisions themselves are XSLT (`xslt/reading/`), the result is a document of the grammar `schemas/reading.rng`,
which the outputs (HTML, print) read and nothing else.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from teikit.core import (
    DEFAULT_LANGUAGE,
    Diagnostic,
    Parameter,
    file_diagnostic,
    parse,
    resource,
    source_of,
    string_map,
    stylesheet,
)
from teikit.pages import language_names, message_map
from teikit.xml import ElementLocations, locate_elements


class Target(NamedTuple):
    """Where a pointer leads: `NAME` or `NAME#id` of a page of the edition, and the name of the entry in a register."""

    address: str
    name: str = ""


_PASS = "urn:teikit:reading:pass"
_NAME = re.compile(r"<[^\s/>]+")


def signs_table(words: str) -> Path | None:
    """The file of a table of signs: a bundled one by its name, or an edition's own; None where none is chosen."""
    if not words:
        return None
    return Path(words) if words.endswith(".xml") else resource("xslt", "reading", "signs", f"{words}.xml")


def reading_document(
    tei: str,
    name: str = "<tei>",
    signs: Path | None = None,
    interface: str = DEFAULT_LANGUAGE,
    ident: str = "",
    references: Mapping[str, Target] | None = None,
    renderings: Path | None = None,
    page: str = "",
    register: bool = False,
    numbered: bool = False,
) -> tuple[Any, list[Diagnostic]]:
    """The reading document of a TEI document, as a Saxon node, and what the reading of it met.

    `tei` is the serialised TEI document, `name` how the user knows its file; `ident`, else the stem of the file, is the
    document's id where the TEI element has none. `references` are the targets of pointers to other documents. `signs`
    is a table of signs (without one, a text edited line by line, as EpiDoc does, has the signs of Leiden and any other
    those of teikit, `xslt/reading/signs/`), `interface` the language of the explanations. `page` is the name of the
    page in a site, whose blocks have addresses and whose names have keys; in a `register` the bibliographic entries are
    works. With `numbered` its elements have the numbers of the TEI elements that they are made of, in document order,
    and nothing is reported. Raises `XsltError` where `tei` is not well-formed or holds no TEI element.
    """
    parameters = _parameters(f"{ident}.xml" if ident else name, interface)
    if references:
        parameters["references"] = string_map({pointer: target.address for pointer, target in references.items()})
        parameters["names"] = string_map({pointer: target.name for pointer, target in references.items()})
    parameters |= {"page": page, "register": register} if page else {}
    if signs is not None:
        parameters["signs"] = signs.resolve().as_uri()
    if renderings is not None:
        parameters["renderings"] = renderings.resolve().as_uri()
    sheet = stylesheet(resource("xslt", "reading", "reading.xsl"))
    text = _numbered(locate_elements(source_of(tei, name))) if numbered else tei
    node = sheet.to_node(parse(text), parameters)
    return node, _located(tei, name, False) if sheet.messages and not numbered else []


def coverage(tei: str, name: str) -> list[Diagnostic]:
    """Every element and attribute of the text that no rule of the reading shows, each at its place.

    `tei` is the text of a TEI file as it is, `name` how messages call it. Raises `XsltError` as above.
    """
    return _located(tei, name, True)


def _parameters(name: str, interface: str = DEFAULT_LANGUAGE) -> dict[str, Parameter]:
    """The parameters that every run of the stylesheet has."""
    texts, names = message_map(interface), language_names()
    return {"id": identifier(name), "messages": texts, "language-names": names}


def identifier(name: str) -> str:
    """The id of a document whose TEI has none: an XML id made of the name of a file."""
    stem = re.sub(r"[^\w.-]+", "-", Path(name).stem).strip("-")
    return stem if re.match(r"[^\W\d]", stem) else f"document-{stem}".rstrip("-")


def _located(tei: str, name: str, everything: bool) -> list[Diagnostic]:
    """What the stylesheet reports, in document order, each with the place of the element that it is about.

    Saxon-HE keeps no locations in a transformation, so the elements are numbered for it: a run made only where there is
    something to say. A message is `CODE NUMBER SUBJECT sentence`.
    """
    locations = locate_elements(source_of(tei, name))
    sheet = stylesheet(resource("xslt", "reading", "reading.xsl"))
    sheet.to_node(parse(_numbered(locations)), {**_parameters(name), "coverage": everything, "locating": True})
    findings = set()
    for message in sheet.messages:
        code, number, subject, sentence = message.split(" ", 3)
        attribute = subject.partition("/@")[2]
        at = locations.offsets[int(number)] if number.isdigit() else None
        if at is not None and attribute:
            at = locations.attribute(int(number), attribute).start
        findings.add((at or 0, code, sentence, locations.source.position(at) if at is not None else None))
    return [
        file_diagnostic(name, code, sentence, place)
        for _, code, sentence, place in sorted(findings, key=lambda f: f[:3])
    ]


def _numbered(locations: ElementLocations) -> str:
    """The document with the number of each element in an attribute that the passes keep and no rule shows."""
    text, done, parts = locations.source.text, 0, []
    for number, start in enumerate(locations.offsets):
        name = _NAME.match(text, start)
        assert name  # a start tag, by its index
        parts.append(f'{text[done : name.end()]} xmlns:p-at="{_PASS}" p-at:number="{number}"')
        done = name.end()
    return "".join([*parts, text[done:]])
