"""Puts blocks in their places: which texts a file holds, what opens and closes each, which paragraphs an item has.

A text ends with its closer; what follows is a new text where it opens like one (TEI Guidelines 4.2). Items hold the
paragraphs that stand between them.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from teikit.diagnostics import Diagnostic, at
from teikit.source import Source, Span
from teikit.transcript.blocks import Block


class Item(NamedTuple):
    """A numbered item: its first block and what stands between it and the next."""

    n: str
    label: Span
    parts: tuple["Part", ...]


class ItemList(NamedTuple):
    """Numbered items that follow one another."""

    items: tuple[Item, ...]


Part = Block | ItemList


class Division(NamedTuple):
    """One text of the file: what opens it, its body, what closes it, and what was added behind."""

    opener: tuple[Block, ...]
    body: tuple[Part, ...]
    closer: tuple[Block, ...]
    postscript: tuple[Block, ...]

    @property
    def span(self) -> Span:
        """From the first block to the last."""
        spans = [s for part in (*self.opener, *self.body, *self.closer, *self.postscript) for s in part_spans(part)]
        return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(0, 0)


_OPENING = {"formula", "salute", "greeting", "dateline", "note", "label", "sign", "line", "stamp", "caps"}
_CLOSING = {"formula", "dateline", "certification", "stamp", "name", "caps", "signature", "line"}
_OPENS_ANEW = {"classification", "transmission"}


def part_spans(part: Part) -> list[Span]:
    """The spans of the blocks of a part."""
    if isinstance(part, Block):
        return [part.span]
    return [span for item in part.items for inner in item.parts for span in part_spans(inner)]


def divide(found: Sequence[Block], source: Source) -> tuple[list[Division], list[Diagnostic]]:
    """The texts of a file, in order; a place where two were parted is reported."""
    divisions: list[Division] = []
    findings: list[Diagnostic] = []
    rest = list(found)
    while rest:
        taken, rest = _first_division(rest, source)
        divisions.append(taken)
        if rest:
            findings.append(
                at(source, rest[0].span, "texts-parted", "a new text begins here: an opener behind a closer")
            )
    return divisions or [Division((), (), (), ())], findings


def _first_division(found: list[Block], source: Source) -> tuple[Division, list[Block]]:
    body_start = _opener_end(found)
    close_start, close_end = _closer(found, body_start, source)
    end = close_end if _opens_text(found, close_end) else len(found)
    division = Division(
        tuple(found[:body_start]),
        _with_lists(found[body_start:close_start], source),
        tuple(_signed(block) for block in found[close_start:close_end]),
        tuple(found[close_end:end]),
    )
    return division, found[end:]


def _signed(block: Block) -> Block:
    return block._replace(kind="signature") if block.kind in ("name", "caps") else block


def _opener_end(found: list[Block]) -> int:
    """How many blocks open the text: formulas, addresses, dates, notes, up to the first that is none of these.

    A text of nothing else has no opener: it is all body.
    """
    end = 0
    while end < len(found) and found[end].kind in _OPENING:
        end += 1
    if end == len(found):
        return 0
    while end and found[end - 1].kind in ("caps", "sign", "line") and not _place_line(found, end - 1):
        end -= 1
    return end


def _place_line(found: list[Block], index: int) -> bool:
    """Whether a line in capitals is part of the opener: more of it follows."""
    return index + 1 < len(found) and found[index + 1].kind in ("formula", "salute", "greeting", "dateline", "label")


def _closer(found: list[Block], body_start: int, source: Source) -> tuple[int, int]:
    """Where the closer begins and ends: a run of closing blocks with a signature or a date in it, behind the body.

    Both are the number of blocks where there is none. The run must reach the end, a new text, or notes written below.
    """
    for start in range(body_start + 1, len(found)):
        end = start
        while end < len(found) and found[end].kind in _CLOSING and not _opens_text(found, end):
            end += 1
        run = found[start:end]
        if run and _closes(run) and (end == len(found) or _opens_text(found, end) or _only_notes(found[end:])):
            return start, end
    return len(found), len(found)


def _closes(run: list[Block]) -> bool:
    if run[0].kind == "line":
        return False
    return any(block.kind in ("name", "caps", "dateline", "certification", "signature") for block in run)


def _only_notes(rest: list[Block]) -> bool:
    return all(block.kind in ("note", "sign", "line", "stamp") for block in rest)


def _opens_text(found: list[Block], index: int) -> bool:
    """Whether a new text opens here: address or classification, perhaps behind a place, and then paragraphs."""
    end = index
    while end < len(found) and found[end].kind in _OPENING:
        end += 1
    run = found[index:end]
    if not run or end == len(found) or found[end].kind not in ("paragraph", "item"):
        return False
    if run[0].kind == "formula" and run[0].type not in _OPENS_ANEW:
        return False
    if run[0].kind not in ("formula", "caps", "salute", "greeting"):
        return False
    if run[0].kind == "caps" and run[1:2] and run[1].kind not in ("formula", "salute", "greeting", "label"):
        # A line in capitals before a date, behind a text, signs that text; before an address it is the place.
        return False
    return any(block.kind in ("salute", "greeting") for block in run)


# ---------------------------------------------------------------- items
def _with_lists(found: list[Block], source: Source) -> tuple[Part, ...]:
    parts: list[Part] = []
    index = 0
    while index < len(found):
        block = found[index]
        chain = _chain(found, index) if block.kind == "item" and _value(block.n)[1] == 1 else []
        if len(chain) > 1:
            parts.append(_list(found, chain, source))
            index = chain[-1] + 1
        else:
            parts.append(block if block.kind != "item" else block._replace(kind="paragraph"))
            index += 1
    return tuple(parts)


def _chain(found: list[Block], start: int) -> list[int]:
    """The indexes of the items that continue the numbering from `start`."""
    chain = [start]
    style, number = _value(found[start].n)
    for index in range(start + 1, len(found)):
        if found[index].kind == "item" and _is_next(found[index].n, style, number):
            chain.append(index)
            number += 1
    return chain


def _is_next(n: str, style: str, number: int) -> bool:
    return _value(n, style) == (style, number + 1)


def _value(n: str, style: str = "") -> tuple[str, int]:
    """The style of a number (digit, roman, letter) and its value; what may be roman is roman at first sight."""
    if n.isdigit():
        return "digit", int(n)
    if style != "letter" and n.isupper() and all(char in "IVXLC" for char in n):
        return "roman", _roman(n)
    alphabet = "абвгдежзиклмнопрстуфхцчшщэюя" if "а" <= n.lower() <= "я" else "abcdefghijklmnopqrstuvwxyz"
    return "letter", alphabet.find(n.lower()) + 1


def _roman(n: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[char] for char in n]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _list(found: list[Block], chain: list[int], source: Source) -> ItemList:
    ends = [*chain[1:], chain[-1] + 1]
    items = []
    for start, end in zip(chain, ends, strict=True):
        first = found[start]
        if first.label is not None:
            parts = (first._replace(kind="paragraph"), *_with_lists(found[start + 1 : end], source))
            items.append(Item(first.n, first.label, parts))
    return ItemList(tuple(items))


# ---------------------------------------------------------------- witnesses
def paragraphs(division: Division) -> list[Block]:
    """The paragraphs of a division's body, without those inside items."""
    return [part for part in division.body if isinstance(part, Block) and part.kind == "paragraph"]


def align(one: Division, other: Division, source: Source) -> list[tuple[Block, Block]]:
    """The paragraphs of two texts that say the same, in order; empty where the texts are not copies of each other."""
    left, right = paragraphs(one), paragraphs(other)
    if not left or not right or len(left) * len(right) > 250_000:
        return []
    pairs = _best_pairs([_words(source, b) for b in left], [_words(source, b) for b in right])
    if len(pairs) * 2 < min(len(left), len(right)):
        return []
    return [(left[i], right[j]) for i, j in pairs]


def _words(source: Source, block: Block) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", source.cut(block.span).casefold()))


def _best_pairs(left: list[frozenset[str]], right: list[frozenset[str]]) -> list[tuple[int, int]]:
    """Pairs that keep the order and share most words (longest common subsequence over likeness)."""
    matcher = SequenceMatcher(None, _keys(left, right), list(range(len(right))), autojunk=False)
    return [(m.a + k, m.b + k) for m in matcher.get_matching_blocks() for k in range(m.size)]


def _keys(left: list[frozenset[str]], right: list[frozenset[str]]) -> list[int]:
    """For each text on the left the index of the most like on the right, or a number that occurs there never."""
    keys = []
    for i, words in enumerate(left):
        likeness = [len(words & other) / max(1, len(words | other)) for other in right]
        best = max(range(len(right)), key=likeness.__getitem__)
        keys.append(best if likeness[best] > 0.6 else -1 - i)
    return keys
