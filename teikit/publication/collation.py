"""The witnesses of a reading document collated: differences are marked in place, and listed.

The words are aligned by `teikit.collation`; what is compared, and how a difference is worded, is decided in
`xslt/reading/collation.xsl` (TEI Guidelines 12).
"""

import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from teikit.collation import Unit, Witness, collate
from teikit.core import Parameter, parts, resource, stylesheet
from teikit.publication.messages import message_map


def with_differences(reading: Any, interface: str = "en") -> Any:
    """The reading document with the differences of its witnesses; itself where it has no two that can be compared.

    `reading` is a node of `teikit.core.saxon`, `interface` the language of its explanations. Witnesses are compared
    with the first of the same language.
    """
    if parts(reading).count("witness") < 2:
        return reading
    sheet = stylesheet(resource("xslt", "reading", "collation.xsl"))
    witnesses = _comparable(sheet.to_string(reading, {"run": "words", "messages": message_map(interface)}))
    units = collate(list(witnesses.values())) if len(witnesses) > 1 else []
    if not units:
        return reading
    differences = json.dumps([_plain(unit, list(witnesses)) for unit in units])
    parameters: dict[str, Parameter] = {"run": "differences", "units": differences, "messages": message_map(interface)}
    return sheet.to_node(reading, parameters)


def _comparable(lines: str) -> dict[str, Witness]:
    """The witnesses in the language that most of them are in, by id; in the earlier one on a tie."""
    by_language: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for line in lines.splitlines():
        witness, language, block, word = line.split("\t")
        by_language.setdefault(language.partition("-")[0], {}).setdefault(witness, []).append((block, word))
    most = max(by_language.values(), key=len, default={})
    return {witness: _witness(words) for witness, words in most.items()}


def _witness(words: Sequence[tuple[str, str]]) -> Witness:
    begins = (n for n, (word, following) in enumerate(pairwise(words), 1) if word[0] != following[0])
    return Witness([word for _, word in words], frozenset(begins))


def _plain(unit: Unit, witnesses: Sequence[str]) -> dict[str, Any]:
    at = dict(zip(witnesses, unit.ranges, strict=True))
    return {"differs": str(unit.change), "at": at} | ({} if unit.partner is None else {"partner": unit.partner})
