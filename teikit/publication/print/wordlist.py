"""The words of a note, one by one: pages are planned with their widths, and lines are broken between them."""

import re
from collections.abc import Iterator
from typing import Any

from teikit.publication.print.flow import Node

JOINED, SPACED, NEW_LINE = 0, 1, 2
"""How a word follows the one before."""

_SPACES = re.compile(r"([ \t\r\n]+)")
_INSIDE = ("c",)


def words_of(nodes: list[Node]) -> list[tuple[list[Node], int]]:
    """The words of nodes, each in its styles, and how it follows the one before."""
    words: list[tuple[list[Node], int]] = []
    how = NEW_LINE
    for path, leaf in _leaves(nodes, ()):
        for piece in _SPACES.split(leaf) if isinstance(leaf, str) else [leaf]:
            follows = _space(piece)
            if follows is not None:
                how = max(how, follows)
            elif piece != "" and how < 0 and words:
                words[-1][0].append(_wrapped(path, piece))
            elif piece != "":
                words.append(([_wrapped(path, piece)], how))
            if follows is None and piece != "":
                how = -1
    return words


def _space(piece: Node) -> int | None:
    """How the word after a piece follows, where the piece is a space, a place for a break, or the end of a line."""
    if isinstance(piece, str):
        return SPACED if piece and not piece.strip(" \t\r\n") else None
    return JOINED if "w" in piece else NEW_LINE if "lb" in piece else None


def _leaves(nodes: list[Node], path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Node]]:
    for node in nodes:
        if isinstance(node, str) or "c" not in node:
            yield path, node
        else:
            outer = {key: value for key, value in node.items() if key not in _INSIDE}
            yield from _leaves(node["c"], (*path, outer))


def _wrapped(path: tuple[Any, ...], leaf: Node) -> Node:
    for outer in reversed(path):
        leaf = {**outer, "c": [leaf]}
    return leaf
