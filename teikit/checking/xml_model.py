"""The schemas that a document names: the processing instructions <?xml-model …?> before its root.

Associating Schemas with XML documents 1.0 (W3C, ISO/IEC 19757-11).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from teikit.core import Span

_PROLOG = re.compile(r"\s+|<\?(?P<target>[\w:.\-]+)(?P<rest>.*?)\?>|<!--.*?-->", re.DOTALL)
_PSEUDO = re.compile(r"""\s([\w\-]+)\s*=\s*("[^"]*"|'[^']*')""")
_KINDS = {
    "http://relaxng.org/ns/structure/1.0": "relaxng",
    "http://purl.oclc.org/dsdl/schematron": "schematron",
    "http://www.ascc.net/xml/schematron": "schematron",
    "http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0": "other",
    "http://www.w3.org/2001/XMLSchema": "other",
    "http://www.tei-c.org/ns/1.0": "odd",
}
_TYPES = {"application/relax-ng-compact-syntax": "relaxng", "application/xml-dtd": "other"}
_SUFFIXES = {
    ".rng": "relaxng",
    ".rnc": "relaxng",
    ".sch": "schematron",
    ".odd": "odd",
    ".dtd": "other",
    ".xsd": "other",
}


class Model(NamedTuple):
    """One xml-model instruction: where its schema is, of which kind (`relaxng`, `schematron`, `odd`, `other`, empty
    where nothing tells), which phase of the rules, and the place of the instruction.
    """

    href: str
    kind: str
    phase: str
    span: Span


def models(text: str) -> list[Model]:
    """The instructions before the root of a document (whose DOCTYPE is gone)."""
    return list(_models(text))


def _models(text: str) -> Iterator[Model]:
    offset = 0
    while token := _PROLOG.match(text, offset):
        offset = token.end()
        if token.group("target") == "xml-model":
            given = {name: value[1:-1].replace("&amp;", "&") for name, value in _PSEUDO.findall(token.group("rest"))}
            if href := given.get("href", ""):
                yield Model(href, _kind(given, href), given.get("phase", ""), Span(*token.span()))


def _kind(given: dict[str, str], href: str) -> str:
    path = href.partition("#")[0].partition("?")[0]
    return (
        _KINDS.get(given.get("schematypens", ""))
        or _TYPES.get(given.get("type", ""))
        or _SUFFIXES.get(path[path.rfind(".") :].lower() if "." in path else "", "")
    )
