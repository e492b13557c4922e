"""Whether any of TEI's own constraints may fire in a document, found without Saxon, which is slow to start.

Most of TEI's tests are also XPath 1.0, which lxml evaluates. Where a test is not, it counts as failed if its context
occurs in the document. So the answer “no” is certain, and after “yes” the rules are run as usual.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property

from lxml import etree

from teikit.core import Source
from teikit.validation.odd.namespaces import EXAMPLES, RNG, SCH, TEI
from teikit.validation.schematron import marks_of, without_predicates

Node = etree._Element
_PREFIXES = {"tei": TEI[1:-1], "teix": EXAMPLES[1:-1], "rng": RNG[1:-1], "sch": SCH[1:-1]}
_COMPARISONS = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_COMPARISON = re.compile(rf"(?<=\s)({'|'.join(_COMPARISONS)})(?=\s)")
_WORD = re.compile(r"[<:\s]([^\W\d][\w.\-]*)(?=[\s=/>])")  # at least the names of elements and attributes
_NAME = re.compile(r"\b(?:tei|teix):[\w*]+")
_BRANCH = re.compile(r"""(?:[^|\[('"]|\[(?:[^\[\]]|\[[^\]]*\])*\]|\([^)]*\)|'[^']*'|"[^"]*")+""")


Table = list[tuple[list[str] | None, list[str]]]


class QuickRules:
    """The constraints of the table of TEI P5 that a schema has."""

    def __init__(self, table: Table) -> None:
        """Takes the marks and queries of each test, as `quick_table` has them."""
        self._tests = [_Test(None if marks is None else frozenset(marks), queries) for marks, queries in table]

    def may_fire(self, source: Source) -> bool:
        """Whether a constraint may fire in a well-formed document."""
        names = set(_WORD.findall(source.text))
        tests = [test for test in self._tests if test.marks is None or not names.isdisjoint(test.marks)]
        if not tests:
            return False
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False
        )
        tree = etree.fromstring(source.text.encode(), parser)
        return any(test.fires(tree) for test in tests)


def quick_table(pieces: Iterable[Node]) -> Table:
    """The marks and queries of each test in the patterns of the constraints, as simple types that can be kept."""
    rules = [rule for piece in pieces for rule in piece.iter(f"{SCH}rule")]
    return [(_marks(rule), queries) for rule in rules for queries in _queries(rule)]


class _Test:
    """A test of a constraint.

    `marks` are names of which a document where it may fire has one (None: of any); `queries` are tried in turn.
    """

    def __init__(self, marks: frozenset[str] | None, queries: list[str]) -> None:
        self.marks = marks
        self._queries = queries

    @cached_property
    def _xpaths(self) -> list[etree.XPath]:
        return [xpath for query in self._queries if (xpath := _compiled(query)) is not None]

    def fires(self, tree: Node) -> bool:
        """The answer of the first query that is XPath 1.0; true if none is."""
        for xpath in self._xpaths:
            with suppress(etree.XPathError):
                return bool(xpath(tree))
        return True


def _compiled(query: str) -> etree.XPath | None:
    try:
        return etree.XPath(f"boolean({query})", namespaces=_PREFIXES)
    except etree.XPathError:
        return None


def _marks(rule: Node) -> list[str] | None:
    """The names of elements and attributes that the context of a rule ends with, in any prefix."""
    marks = marks_of(rule.get("context", ""))
    return [mark.lstrip("<:") for mark in marks] if marks is not None else None


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
