"""Decides which deletions and additions side by side are one substitution (TEI Guidelines 11.3.1.5)."""

from collections.abc import Sequence

from teikit.core import Source, Span
from teikit.interpretation.model import Decision, Subject
from teikit.interpretation.nodes import (
    Bracket,
    ChangeNode,
    Inline,
    LineEnd,
    LineRole,
    PairNode,
    Run,
    SignNode,
    SubstitutionNode,
)
from teikit.interpretation.state import State

# The halves of a substitution, by the names of their elements; kinds of brackets that are one.
_DELETION, _ADDITION = "del", "add"
_HALVES = {"addition": _ADDITION, "deletion": _DELETION, "redaction": _DELETION}
# White space that TEI allows between the halves.
_BLANKS = " \t\r\n"


def join_substitutions(state: State, nodes: Sequence[Inline]) -> tuple[Inline, ...]:
    """The nodes, with each deletion and the addition beside it, in either order, as one node.

    The decision rests on their places alone: nothing but blanks is between them. A mark whose TEI is more than one
    element is written as its convention says.
    """
    result: list[Inline] = []
    first = -1  # where the half is in the result that has only blanks behind it
    for node in nodes:
        result.append(node)
        half = _half(node)
        if half and first >= 0 and half != _half(result[first]):
            result[first:] = [_substitution(state, tuple(result[first:]))]
            first = -1
        elif half:
            first = len(result) - 1
        elif not _is_blank(state.source, node):
            first = -1
    return tuple(result)


def _substitution(state: State, nodes: tuple[Inline, ...]) -> SubstitutionNode:
    span = Span(_span(nodes[0]).start, _span(nodes[-1]).end)
    evidence = ("a deletion and an addition are side by side",)
    decision = state.decide(Decision(span, "substitution", evidence=evidence, subject=Subject.SUBSTITUTION))
    return SubstitutionNode(decision, nodes)


def _half(node: Inline) -> str:
    """Which half of a substitution a node may be; empty where it is not one."""
    match node:
        case Bracket(paragraphs=()):
            return _HALVES.get(node.decision.kind, "")
        case PairNode() | SignNode():
            return node.mark.outer if node.mark.outer in (_DELETION, _ADDITION) else ""
        case ChangeNode():
            return "" if node.old and node.new else _DELETION if node.old else _ADDITION
    return ""


def _span(node: Inline) -> Span:
    match node:
        case Bracket():
            return node.decision.span
        case ChangeNode():
            return node.reach
        case PairNode() | SignNode():
            return node.span
    raise TypeError(f"{type(node).__name__} is no half of a substitution")


def _is_blank(source: Source, node: Inline) -> bool:
    match node:
        case Run():
            return not source.cut(node.span).strip(_BLANKS)
        case LineEnd():
            return node.role is LineRole.BLANK
    return False
