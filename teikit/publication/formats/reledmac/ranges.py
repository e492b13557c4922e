r"""Where \edtext begins and ends in a paragraph.

Print XML marks the words of a textual note by two anchors; \edtext is an element around them, so it must neither cut
an element nor another \edtext. A note whose words cannot be so enclosed is keyed to labels at both ends.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from teikit.publication.formats.tree import Element, Node, name_of, nodes_of

_ENTERED = frozenset(("span", "sign", "link"))


@dataclass(slots=True)
class Token:
    """A piece of a paragraph: `kind` is text, open or close (of an element), or the name of another element."""

    kind: str
    node: Node
    opened: list[list[Element]] = field(default_factory=list)  # the textual notes on the words that begin here
    closed: int = 0  # how many of such words end behind it
    keyed: bool = False  # an entry that is keyed to labels


def tokens_of(element: Element) -> list[Token]:
    """The tokens of a paragraph, with the places of the words that its textual notes are on."""
    tokens = _divided([*_flat(element)])
    ranges = [(place, entries) for entries in _by_words(tokens) if (place := _enclosed(tokens, entries[0]))]
    open_until: list[int] = []
    placed = set[int]()
    for (start, end), entries in sorted(ranges, key=lambda item: (item[0][0], -item[0][1])):
        while open_until and open_until[-1] <= start:
            open_until.pop()
        if open_until and end > open_until[-1]:
            continue
        open_until.append(end)
        tokens[start].opened.append(entries)
        tokens[end - 1].closed += 1
        placed |= {id(entry) for entry in entries}
    for token in tokens:
        token.keyed = token.kind == "entry" and id(token.node) not in placed
    return tokens


def _flat(element: Element) -> Iterator[Token]:
    for node in nodes_of(element):
        name = name_of(node)
        if isinstance(node, str):
            yield Token("text", node)
        elif name in _ENTERED:
            yield Token("open", node)
            yield from _flat(node)
            yield Token("close", node)
        else:
            yield Token(name, node)


def _divided(tokens: list[Token]) -> list[Token]:
    """The tokens with the letter before each start anchor apart from the text before it."""
    result: list[Token] = []
    for token in tokens:
        if token.kind == "s" and result and result[-1].kind == "text":
            text = str(result.pop().node)
            end = len(text.rstrip())
            while end > 1 and unicodedata.category(text[end - 1]).startswith("M"):
                end -= 1
            before, letter = text[: max(end - 1, 0)], text[max(end - 1, 0) :]
            result += [Token("text", part) for part in (before, letter) if part]
        result.append(token)
    return result


def _by_words(tokens: list[Token]) -> Iterator[list[Element]]:
    """The entries of the paragraph, those on the same words together."""
    entries: dict[str, list[Element]] = {}
    for token in tokens:
        if token.kind == "entry" and not isinstance(token.node, str):
            entries.setdefault(token.node.get("ref", ""), []).append(token.node)
    yield from entries.values()


def _enclosed(tokens: list[Token], entry: Element) -> tuple[int, int] | None:
    """The first token of the words of an entry and the one behind the last; nothing if an element is cut."""
    ref = entry.get("ref", "")
    places = {token.kind: i for i, token in enumerate(tokens) if _is_anchor(token, ref)}
    if "s" not in places or "e" not in places or places["e"] <= places["s"] + 1:
        return None
    start, end = places["s"], places["e"]
    if tokens[start - 1].kind == "text" and start:
        start -= 1
    while (depths := _depths(tokens[start:end]))[0] < 0 and start and _is_edge(tokens[start - 1], "open"):
        start -= 1
    while depths[1] > 0 and end < len(tokens) and _is_edge(tokens[end], "close"):
        end += 1
        depths = _depths(tokens[start:end])
    return (start, end) if depths == (0, 0) else None


def _is_anchor(token: Token, ref: str) -> bool:
    return token.kind in ("s", "e") and not isinstance(token.node, str) and token.node.get("ref") == ref


def _is_edge(token: Token, kind: str) -> bool:
    return token.kind == kind or token.kind in ("s", "e", "o", "entry")


def _depths(tokens: list[Token]) -> tuple[int, int]:
    """How many elements are closed that were opened before, and how many stay open."""
    lowest, depth = 0, 0
    for token in tokens:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        lowest = min(lowest, depth)
    return lowest, depth - lowest
