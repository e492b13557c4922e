"""Whether any rule of an ODD, or of a grammar made from one, may fire in a document, found without Saxon.

Most tests mean the same in XPath 1.0, which lxml evaluates. Where a test or a context does not, it counts as failed if
its context, or an element that its context names, occurs in the document. So the answer “no” is certain, and after
“yes” the rules are run as usual. Saxon is slow to start, and takes much memory for a large document.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path

from lxml import etree

from teikit.core import Source, kept
from teikit.validation.odd.namespaces import EXAMPLES, RNG, SCH, TEI, XSL
from teikit.validation.schema_files import schema_digest
from teikit.validation.schematron import embedded_schema, marks_of, without_predicates

Node = etree._Element
_FORM, _MUST_RUN = 1, "must be run"
_TESTS = (f"{SCH}assert", f"{SCH}report")
_READ = {
    *("schema", "title", "ns", "p", "pattern", "rule", "let", "assert", "report"),
    *("value-of", "name", "emph", "span", "dir", "diagnostics", "diagnostic", "properties", "property"),
}
_GI = "*[ name(.) eq $gi ]"
_ONCE = ["name(.)", f"preceding-sibling::{_GI} and not( following-sibling::{_GI} )"]
# Names, steps, predicates and brackets: no comparison, string, number or variable.
_PATHS = re.compile(r"\s+|[\w\-]+::|(?:[^\W\d][\w.\-]*:)?(?:[^\W\d][\w.\-]*|\*)|[@/|\[\]().]")
_CALL = re.compile(r"([\w.\-]+)\s*\(")
_SAME_CALLS = {"not", "and", "or", "node", "text", "comment"}
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


def quick_table(pieces: Iterable[Node]) -> Table | None:
    """The marks and queries of each test of Schematron elements, as simple types that can be kept.

    None where these have more than patterns, rules and tests, so that they must be run.
    """
    nodes = [node for piece in pieces for node in piece.iter(etree.Element)]
    rules = [_with_paths(node) for node in nodes if node.tag == f"{SCH}rule"]
    if not all(map(_is_plain, nodes)):
        return None
    return [(_marks(rule), queries) for rule in rules for queries in _queries(rule)]


def quick_rules_of(grammar: Path) -> QuickRules | None:
    """The rules inside a RELAX NG file; None where they must be run. Raises SchematronError, OSError."""
    table = kept(f"rules of a grammar {_FORM} {schema_digest(grammar)}", lambda: _table_of(grammar))
    return QuickRules(table) if table != _MUST_RUN else None


def _table_of(grammar: Path) -> Table | str:
    root = embedded_schema(grammar)
    table = quick_table([root]) if root is not None else []
    return _MUST_RUN if table is None else table


def _with_paths(rule: Node) -> Node:
    """A rule; that of TEI before 4.9 for elements that occur once in msDesc, with paths in place of a variable."""
    context = rule.get("context", "")
    if [_plain(e.get("value") or e.get("test") or "") for e in rule.iter(f"{SCH}let", *_TESTS)] != _ONCE:
        return rule
    test = " or ".join(f"self::{n} and preceding-sibling::{n} and not(following-sibling::{n})" for n in _steps(context))
    current = etree.Element(rule.tag, context=context)
    etree.SubElement(current, _TESTS[1], test=test)
    return current


def _steps(context: str) -> list[str]:
    return [step.strip() for step in context.split("|")]


def _is_plain(node: Node) -> bool:
    """Whether an element has only what `_queries` reads, or belongs to a message."""
    if node.tag == f"{SCH}ns":
        prefix, uri = node.get("prefix", ""), node.get("uri")
        return _PREFIXES.get(prefix, uri) == uri
    if any(node.get(name) is not None for name in ("abstract", "is-a", "documents")):
        return False
    return not node.tag.startswith((f"{SCH}", XSL)) or node.tag.removeprefix(SCH) in _READ


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
    """For each test, XPath of the nodes where it fails, of the nodes it is about, of elements its context names.

    Only those are given that are true wherever the test fails.
    """
    context = rule.get("context", "")
    branches = [branch.strip() for branch in _BRANCH.findall(_xpath1(context))]
    nodes = " | ".join(branch if branch.startswith("/") else f"//{branch}" for branch in branches)
    names = [_NAME.findall(branch)[-1:] for branch in without_predicates(context).split("|")]
    named = " | ".join(f"//{name}" for (name,) in names) if all(names) else ""
    tests = [test for test in rule if test.tag in _TESTS]
    if not _is_same(context) and not any(known == _plain(context) for known, _, _ in _tests_of_tei()):
        return [[named]]
    around = rule.getparent()
    has_variables = any(e.tag == f"{SCH}let" for e in (*rule, *(around if around is not None else ())))
    if has_variables or "@" in re.sub(r"\[.*?\]", "", nodes):
        return [[nodes, named]]
    return [_queries_of(test, context, nodes, named) for test in tests]


def _queries_of(test: Node, context: str, nodes: str, named: str) -> list[str]:
    written = test.get("test", "")
    if not (_is_same(written) or _is_of_tei(context, test)):
        return [nodes, named]
    return [f"({nodes})[{'not' if test.tag == _TESTS[0] else 'boolean'}({_xpath1(written)})]", nodes, named]


def _is_same(expression: str) -> bool:
    """Whether an expression means the same in XPath 1.0 and later: paths, and tests of what exists."""
    return not _PATHS.sub("", expression) and set(_CALL.findall(expression)) <= _SAME_CALLS


def _is_of_tei(context: str, test: Node) -> bool:
    """Whether a test is one of TEI's own, whose XPath 1.0 was compared with what Saxon finds."""
    return (_plain(context), test.tag, _plain(test.get("test", ""))) in _tests_of_tei()


@cache
def _tests_of_tei() -> frozenset[tuple[str, str, str]]:
    from teikit.validation.odd.source import tei_table

    rules = [rule for _, constraint in tei_table().constraints() for rule in constraint.nodes_of()]
    return frozenset((_plain(r.get("context", "")), t.tag, _plain(t.get("test", ""))) for r in rules for t in r)


def _plain(expression: str) -> str:
    return " ".join(expression.split())


def _xpath1(expression: str) -> str:
    return _COMPARISON.sub(lambda match: _COMPARISONS[match[1]], expression)
