"""Where words that are longer than a line may be broken: a digest, an address, words joined by no-break spaces."""

import re
from functools import cache

from teikit.publication.print.flow import Node

BREAK: Node = {"w": 1}
USUAL = 30
"""The letters of a word from which on it may be broken."""
_PART = r"(?:[^/._?&=\-\s](?:[\u0300-\u036f])*){{1,{most}}}[/._?&=\-\s]*|[/._?&=\-\s]+|."
_LONGEST_PART, _SHORTEST_PART = 16, 3


@cache
def _patterns(longest: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is too long, and its parts: they end after punctuation, else after so many letters."""
    most = min(_LONGEST_PART, max(_SHORTEST_PART, longest - 1))
    long = re.compile(rf"[^ \t\r\n]{{{2 * longest},}}|\S{{{longest},}}")
    return long, re.compile(_PART.format(most=most), re.DOTALL)


def with_breaks(text: str, longest: int = USUAL) -> list[Node]:
    """A text, with the places where words of more letters than `longest` may be broken."""
    long, part = _patterns(longest)
    nodes: list[Node] = []
    end = 0
    for match in long.finditer(text):
        nodes.append(text[end : match.start()])
        for piece in part.findall(match[0]):
            nodes += [piece, BREAK]
        nodes.pop()
        end = match.end()
    nodes.append(text[end:])
    return [node for node in nodes if node != ""]


def fitted(nodes: list[Node], longest: int) -> list[Node]:
    """Nodes for a narrow place: words of more letters than `longest` may be broken."""
    fit: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            fit += with_breaks(node, longest)
        else:
            fit.append({**node, "c": fitted(node["c"], longest)} if isinstance(node, dict) and "c" in node else node)
    return fit
