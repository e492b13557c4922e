"""The witnesses of a reading document collated: differences are marked in place, and listed.

The words are aligned by `teikit.collation`; what is compared, and how a difference is worded, is decided in
`xslt/reading/collation.xsl` (TEI Guidelines 12). Texts that the document declares as versions of one text are collated,
and texts that have most of their words in common; others, such as the letters of a collection, are not.
"""

import json
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any, NamedTuple

from teikit.collation import Unit, Witness, collate, may_be_related
from teikit.core import Parameter, parts, resource, stylesheet
from teikit.pages import message_map

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Of so many texts each is compared with each other; of more, each with the next.
_ALL_PAIRS = 12


class _Text(NamedTuple):
    """A text of the document: its id, its main language, whether it is declared as a version, its words."""

    ident: str
    language: str
    declared: bool
    node: Any


def with_differences(reading: Any, interface: str = "en") -> Any:
    """The reading document with the differences of its witnesses; itself where it has no two that can be compared.

    `reading` is a node of `teikit.core.saxon`, `interface` the language of its explanations. Witnesses are compared
    with the first of the same language.
    """
    if parts(reading).count("witness") < 2:
        return reading
    chosen, declared = _comparable(_texts(reading))
    if len(chosen) < 2:
        return reading
    sheet = stylesheet(resource("xslt", "reading", "collation.xsl"))
    given: dict[str, Parameter] = {"only": " ".join(chosen), "messages": message_map(interface)}
    witnesses = _witnesses(sheet.to_string(reading, {**given, "run": "words"}))
    units = collate(list(witnesses.values()), declared) if len(witnesses) > 1 else []
    if not units:
        return reading
    differences = json.dumps([_plain(unit, list(witnesses)) for unit in units])
    return sheet.to_node(reading, {**given, "run": "differences", "units": differences})


def _texts(reading: Any) -> list[_Text]:
    nodes = [child for root in reading.children for child in root.children if child.local_name == "witness"]
    return [
        _Text(
            node.get_attribute_value("id"),
            (node.get_attribute_value(_LANG) or "").partition("-")[0],
            node.get_attribute_value("declared") == "yes",
            node,
        )
        for node in nodes
    ]


def _comparable(texts: Sequence[_Text]) -> tuple[list[str], bool]:
    """The ids of the texts to be collated, and whether the document declares them as versions of one text.

    They are in the language that most of them are in, in the earlier one on a tie.
    """
    declared = _most([text for text in texts if text.declared])
    if len(declared) > 1:
        return [text.ident for text in declared], True
    groups = _by_language(texts).values()
    return [text.ident for text in max(map(_alike, groups), key=len, default=[])], False


def _most(texts: Sequence[_Text]) -> list[_Text]:
    return max(_by_language(texts).values(), key=len, default=[])


def _by_language(texts: Sequence[_Text]) -> dict[str, list[_Text]]:
    by_language: dict[str, list[_Text]] = {}
    for text in texts:
        by_language.setdefault(text.language, []).append(text)
    return by_language


def _alike(texts: Sequence[_Text]) -> list[_Text]:
    """The first texts that seem to be versions of one text, as a cheap comparison finds them."""
    if len(texts) < 2:
        return []
    words = [text.node.string_value.split() for text in texts]
    pairs = combinations(range(len(texts)), 2) if len(texts) <= _ALL_PAIRS else pairwise(range(len(texts)))
    related: list[int] = []
    for base, other in pairs:
        if (not related or base == related[0]) and may_be_related(words[base], words[other]):
            related += [n for n in (base, other) if n not in related]
    return [texts[n] for n in related]


def _witnesses(lines: str) -> dict[str, Witness]:
    """The witnesses by id, from lines of witness, block and word."""
    by_witness: dict[str, list[tuple[str, str]]] = {}
    for line in filter(None, lines.split("\n")):
        witness, block, word = line.split("\t")
        by_witness.setdefault(witness, []).append((block, word))
    return {witness: _witness(words) for witness, words in by_witness.items()}


def _witness(words: Sequence[tuple[str, str]]) -> Witness:
    begins = (n for n, (word, following) in enumerate(pairwise(words), 1) if word[0] != following[0])
    return Witness([word for _, word in words], frozenset(begins))


def _plain(unit: Unit, witnesses: Sequence[str]) -> Mapping[str, Any]:
    at = dict(zip(witnesses, unit.ranges, strict=True))
    return {"differs": str(unit.change), "at": at} | ({} if unit.partner is None else {"partner": unit.partner})
