"""Whether a document has nothing that the rules of one of teikit's own Schematron files report, found without Saxon.

Saxon takes much longer to start and to compile the rules than a document takes to convert. Here the tests are evaluated
in Python, as far as their XPath is known. The answer “yes” is certain; after “no” Saxon applies the rules as usual.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any
from xml.parsers import expat

from teikit.core import data_folder, kept
from teikit.validation.schematron.quick.axes import ancestors
from teikit.validation.schematron.quick.errors import UnknownError
from teikit.validation.schematron.quick.evaluator import Expression, Scope, Variables, evaluate, is_true
from teikit.validation.schematron.quick.functions import truth
from teikit.validation.schematron.quick.tree import Node, Tree

_SCH = "{http://purl.oclc.org/dsdl/schematron}"
_FORM = 1  # of what is kept

Lets = dict[str, Expression]
Steps = tuple[Expression, ...]
Rule = tuple[list[Steps], list[tuple[str, Expression]], list[tuple[bool, Expression]]]
"""The paths of its context, each as its steps from the last to the first; its variables; its tests, `True` for one that
must not be true."""
_Context = tuple[Steps, frozenset[str]]
_Prepared = tuple[list[_Context], list[tuple[str, Expression]], list[tuple[bool, Expression]]]


def passes(text: str, schema: Path) -> bool:
    """Whether the rules of a file of teikit's own certainly report nothing about a well-formed document."""
    rules = _rules_of(schema) if schema.parent == data_folder() / "schemas" else None
    if rules is None:
        return False
    try:
        return rules.report_nothing(Tree(text))
    except (UnknownError, expat.ExpatError):
        return False


class QuickRules:
    """The rules of a schema: its variables, and the rules of its patterns."""

    def __init__(self, lets: Lets, patterns: list[list[Rule]]) -> None:
        self._lets = lets
        self._patterns = [[(_contexts(paths), own, tests) for paths, own, tests in rules] for rules in patterns]

    def report_nothing(self, tree: Tree) -> bool:
        """Whether no test reports a node of the tree. Raises UnknownError where that is not known."""
        variables = Variables(self._lets)
        scope = variables.scope = Scope(tree, tree.document, tree.document, variables, {})
        return all(_holds(rules, scope) for rules in self._patterns)


def _holds(rules: list[_Prepared], scope: Scope) -> bool:
    """Whether the tests of a pattern report nothing: the first rule that matches a node is applied to it."""
    done: set[Node] = set()
    for contexts, lets, tests in rules:
        nodes = {node for context in contexts for node in _matching(context, scope)} - done
        if not all(_passes(lets, tests, node, scope) for node in nodes):
            return False
        done |= nodes
    return True


def _passes(lets: list[tuple[str, Expression]], tests: list[tuple[bool, Expression]], node: Node, scope: Scope) -> bool:
    variables = Variables(dict(lets), scope.variables)
    own = variables.scope = Scope(scope.tree, node, node, variables, scope.sets)
    return all(truth(evaluate(test, own)) is not reports for reports, test in tests)


# ---------------------------------------------------------------- contexts
def _contexts(paths: list[Steps]) -> list[_Context]:
    """Each path with the attributes of which an element that it matches has one; none where that is not known."""
    return [(path, next(filter(None, map(_needed, path[0][3])), frozenset())) for path in paths]


def _needed(predicate: Expression) -> frozenset[str]:
    """The attributes of which an element that passes a predicate has at least one; none where that is not known."""
    if predicate[:2] == ("step", "attribute") and not predicate[2].endswith("*"):
        return frozenset([predicate[2]])
    if predicate[0] not in ("and", "or"):
        return frozenset()
    parts = [_needed(part) for part in predicate[1:]]
    if predicate[0] == "and":
        return next(filter(None, parts), frozenset())
    return frozenset().union(*parts) if all(parts) else frozenset()


def _matching(context: _Context, scope: Scope) -> Iterator[Node]:
    """The nodes that a path of a context matches."""
    path, needed = context
    _, axis, name, _ = path[0]
    tree = scope.tree
    nodes: Iterable[Any]
    if axis.startswith("attribute"):
        nodes = tree.attributes_named(name)
    elif needed:
        nodes = {attribute.parent for key in needed for attribute in tree.attributes_named(key)}
    else:
        nodes = tree.elements_named(name)
    return (node for node in nodes if _matches(node, path, scope))


def _matches(node: Node, path: Steps, scope: Scope) -> bool:
    """Whether a node is at the end of a path: it passes the predicates, and the path before leads to its parent."""
    (_, axis, name, predicates), before = path[0], path[1:]
    if name != "*" and node.name != name:
        return False
    own = Scope(scope.tree, node, node, scope.variables, scope.sets)
    if not all(is_true(predicate, own) for predicate in predicates):
        return False
    if not before:
        return True
    around = ancestors(node)
    if axis != "descendant":
        around = islice(around, 1)
    return any(element.name and _matches(element, before, scope) for element in around)


# ---------------------------------------------------------------- reading
@cache
def _rules_of(schema: Path) -> QuickRules | None:
    """The rules of a file; None where they are not all known."""
    data = schema.read_bytes()
    read = kept(f"rules {_FORM} {sha256(data).hexdigest()}", lambda: _read(data))
    return QuickRules(*read) if read else None


def _read(data: bytes) -> tuple[Lets, list[list[Rule]]] | tuple[()]:
    from lxml import etree

    root = etree.fromstring(data, etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False))
    namespaces = {ns.get("prefix", ""): ns.get("uri", "") for ns in root.findall(f"{_SCH}ns")}
    try:
        _refuse_unknown(root)
        lets = dict(_lets(root, namespaces))
        return lets, [
            [_rule(rule, namespaces, lets) for rule in pattern.findall(f"{_SCH}rule")]
            for pattern in root.findall(f"{_SCH}pattern")
        ]
    except UnknownError:
        return ()


def _refuse_unknown(root: Any) -> None:
    """Raises UnknownError for a schema with other elements or attributes than are read here."""
    known = {
        "schema": {"queryBinding"}, "title": set(), "ns": {"prefix", "uri"}, "let": {"name", "value"},
        "pattern": {"id"}, "rule": {"context"}, "assert": {"id", "role", "test"}, "report": {"id", "role", "test"},
        "value-of": {"select"},
    }  # fmt: skip
    for element in root.iter():
        name = element.tag.removeprefix(_SCH)
        if name not in known or not known[name].issuperset(element.keys()):
            raise UnknownError(name)


def _lets(holder: Any, namespaces: Mapping[str, str]) -> Iterator[tuple[str, Expression]]:
    from teikit.validation.schematron.quick.parser import parse

    for let in holder.findall(f"{_SCH}let"):
        yield let.get("name"), parse(let.get("value"), namespaces)


def _rule(rule: Any, namespaces: Mapping[str, str], outer: Lets) -> Rule:
    from teikit.validation.schematron.quick.parser import parse

    lets = list(_lets(rule, namespaces))
    if not outer.keys().isdisjoint(name for name, _ in lets):
        raise UnknownError("a variable of the schema that a rule declares again")
    context = parse(rule.get("context"), namespaces)
    paths = [_steps(path) for path in (context[1:] if context[0] == "|" else (context,))]
    checks = [child for child in rule if child.tag in (f"{_SCH}assert", f"{_SCH}report")]
    tests = [(check.tag == f"{_SCH}report", parse(check.get("test"), namespaces)) for check in checks]
    return paths, lets, tests


def _steps(path: Expression) -> Steps:
    """The steps of a path of a context, from the last to the first. Raises UnknownError for another expression."""
    steps = path[1:] if path[0] == "path" else (path,)
    for step in steps:
        simple = step[0] == "step" and step[1] in ("child", "descendant", "attribute")
        if not simple or (step[2].endswith("*") and step[2] != "*") or any(p[0] == "number" for p in step[3]):
            raise UnknownError("a context")
    if any(step[1] == "attribute" for step in steps[:-1]) or steps[-1][1:3] == ("attribute", "*"):
        raise UnknownError("a context")
    return tuple(reversed(steps))
