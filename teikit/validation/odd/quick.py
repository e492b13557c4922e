"""Whether any of TEI's own constraints may fire in a document, found without Saxon, which is slow to start.

Most of TEI's tests are also XPath 1.0, which lxml evaluates. Where a test is not, it counts as failed if its context
occurs in the document. So the answer “no” is certain, and after “yes” the rules are run as usual.
"""

import re
from collections.abc import Iterable

from lxml import etree

from teikit.core import Source
from teikit.validation.odd.model import Node
from teikit.validation.odd.reader import EXAMPLES, RNG, SCH, TEI
from teikit.validation.schematron import without_predicates

_PREFIXES = {"tei": TEI[1:-1], "teix": EXAMPLES[1:-1], "rng": RNG[1:-1], "sch": SCH[1:-1]}
_COMPARISONS = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_COMPARISON = re.compile(rf"(?<=\s)({'|'.join(_COMPARISONS)})(?=\s)")
_NAME = re.compile(r"\b(?:tei|teix):[\w*]+")
_BRANCH = re.compile(r"""(?:[^|\[('"]|\[(?:[^\[\]]|\[[^\]]*\])*\]|\([^)]*\)|'[^']*'|"[^"]*")+""")


class QuickRules:
    """The constraints of the table of TEI P5 that a schema has."""

    def __init__(self, pieces: Iterable[Node]) -> None:
        """Reads the patterns of the constraints."""
        self._queries = [query for piece in pieces for rule in piece.iter(f"{SCH}rule") for query in _queries(rule)]

    def may_fire(self, source: Source) -> bool:
        """Whether a constraint may fire in a well-formed document."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False
        )
        tree = etree.fromstring(source.text.encode(), parser)
        return any(_fires(queries, tree) for queries in self._queries)


def _queries(rule: Node) -> list[list[str]]:
    """For each test, XPath of the nodes where it fails, of the nodes it is about, of elements its context names."""
    branches = [branch.strip() for branch in _BRANCH.findall(_xpath1(rule.get("context", "")))]
    nodes = " | ".join(branch if branch.startswith("/") else f"//{branch}" for branch in branches)
    named = " | ".join(f"//{name}" for name in _NAME.findall(without_predicates(rule.get("context", ""))))
    if rule.find(f"{SCH}let") is not None or "@" in re.sub(r"\[.*?\]", "", nodes):
        return [[nodes, named]]
    tests = [(test.tag == f"{SCH}assert", _xpath1(test.get("test", ""))) for test in rule if test.get("test")]
    return [[f"({nodes})[{'not' if is_assert else 'boolean'}({test})]", nodes, named] for is_assert, test in tests]


def _xpath1(expression: str) -> str:
    return _COMPARISON.sub(lambda match: _COMPARISONS[match[1]], expression)


def _fires(queries: list[str], tree: Node) -> bool:
    """The answer of the first query that is XPath 1.0; true if none is."""
    for query in queries:
        try:
            return bool(tree.xpath(f"boolean({query})", namespaces=_PREFIXES))
        except etree.XPathError:
            continue
    return True
