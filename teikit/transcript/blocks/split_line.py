"""Splits a line that contains several blocks, as typed or because a copy lost its line ends.

`From the diary of A. Orlov Top Secret, Copy 4, 1 December 1949`; in a copy that has lost its line ends, the formulas
that open the text and what signs it stand in one line with it.
"""

import re
import unicodedata
from functools import cache
from itertools import islice, pairwise

from teikit.core import Span
from teikit.recognizers import compiled
from teikit.transcript.blocks.classify import make_block
from teikit.transcript.blocks.context import BlockContext, Classify
from teikit.transcript.model import Block, span_of
from teikit.transcript.syntax import Break, Group, Node, Text, clip

# The maximum number of words in such a line, and of a formula and its parts in a text of one line.
_ROW, _FORMULA = 24, 6
_TOKEN = re.compile(r"\S+")
_KNOWN = {"formula", "dateline", "title"}
# A line longer than this is a text without line ends.
_ONE_LINE = 400
# The closer of a text without line ends is within this number of characters at its end.
_TAIL = 120
_SENTENCE = re.compile(r"[.!?][\"”’)\]]*\s+(?=[^\W\d_]|[(/\[])")
# Minimum and maximum number of words in capitals in the heading of a text without line ends.
_HEAD_WORDS = (3, 40)
_SIGNS_IN_CAPITALS = "'’().,-"


def row_of(nodes: tuple[Node, ...], context: BlockContext) -> list[Block]:
    """The blocks on a line, if all of it is known except for a title at its beginning; else empty."""
    if any(not isinstance(node, Text) for node in nodes):
        return []
    span = span_of(nodes)
    words = list(_TOKEN.finditer(context.source.text, span.start, min(span.end, span.start + 400)))
    if not 1 < len(words) <= _ROW or words[-1].end() < span.start + len(context.source.cut(span).rstrip()):
        return []
    tokens = [Span(*word.span()) for word in words]
    parts = _fewest_pieces(context.source.text, tuple(tokens), context.classify)
    if len(parts) < 2:
        return []
    return [_thing(nodes, part, context) for part in parts]


def _thing(nodes: tuple[Node, ...], part: Span, context: BlockContext) -> Block:
    """A piece of a line, without the comma that separates it from the next."""
    bare = Span(part.start, part.start + len(context.source.cut(part).rstrip(",")))
    thing = make_block(clip(nodes, bare) or clip(nodes, part) or nodes, context)
    return thing._replace(kind=thing.kind if thing.kind in _KNOWN else "title", span=part, nodes=clip(nodes, part))


def _fewest_pieces(text: str, tokens: tuple[Span, ...], classify: Classify) -> list[Span]:
    """The smallest number of known pieces that cover the tokens; a title may come before a classification."""

    @cache
    def kind(start: int, end: int) -> tuple[str, str]:
        words = text[tokens[start].start : tokens[end - 1].end].rstrip(",")
        block = classify(" ".join(words.split()))
        return (block.kind, block.type) if block else ("", "")

    def piece(start: int, end: int) -> bool:
        whole, what = kind(start, end)
        ends = range(start + 1, end + 1) if whole == "title" else (end,)
        inner = any(kind(cut, to)[1] == "classification" for to in ends for cut in range(max(start + 1, to - 3), to))
        dated = whole == "formula" and any(kind(cut, end)[0] == "dateline" for cut in range(start + 1, end))
        return whole in _KNOWN and not dated and (what == "classification" or not inner)

    best: dict[int, list[int]] = {len(tokens): []}
    for start in range(len(tokens) - 1, -1, -1):
        ways = [[end, *best[end]] for end in range(start + 1, len(tokens) + 1) if end in best and piece(start, end)]
        if ways:
            best[start] = min(ways, key=len)
    if 0 not in best:
        titled = [cut for cut in best if 0 < cut < len(tokens) and len(best[cut]) > 1]
        cut = next((cut for cut in sorted(titled) if kind(cut, best[cut][0])[1] == "classification"), None)
        if cut is None:
            return []
        best[0] = [cut, *best[cut]]
    ends = best[0]
    return [Span(tokens[start].start, tokens[end - 1].end) for start, end in zip([0, *ends], ends, strict=False)]


# ---------------------------------------------------------------- a text in one line
def opened_in_line(nodes: tuple[Node, ...], context: BlockContext) -> list[Block]:
    """The notes, formulas and heading that open a text without line ends, and the text after them; or empty."""
    if any(isinstance(node, Break) for node in nodes) or len(span_of(nodes)) < _ONE_LINE:
        return []
    blocks: list[Block] = []
    start, end = span_of(nodes)
    for node in nodes:
        if not isinstance(node, Group):
            break
        blocks.append(Block("note", node.span, (node,)))
        start = node.span.end
        start += len(context.source.text[start:end]) - len(context.source.text[start:end].lstrip())
    while formula := _formula_at(start, end, context):
        blocks.append(make_block(clip(nodes, formula), context))
        start = formula.end + 1
    words = _words_in_capitals(context.source.text, start, end)
    if words:
        span = Span(words[0].start, words[-2].end)
        blocks.append(Block("caps", span, clip(nodes, span)))
        start = words[-1].start
    closing = _closing(context.source.text, start, end, context.classify)
    if not closing and not any(block.kind != "note" for block in blocks):
        return []
    last = closing[0].start if closing else end
    rest = Span(start, start + len(context.source.text[start:last].rstrip()))
    body = make_block(clip(nodes, rest), context)
    return [*blocks, body, *(make_block(clip(nodes, part), context) for part in closing)]


def _closing(text: str, start: int, end: int, classify: Classify) -> list[Span]:
    """The closer after the last sentence of a text without line ends: a name in capitals or an office, a date."""
    tail = max(start, end - _TAIL)
    for begin in (match.end() for match in _SENTENCE.finditer(text, tail, end)):
        if text[begin].islower():
            continue
        words = [Span(*word.span()) for word in _TOKEN.finditer(text, begin, end)]
        for cut in range(1, len(words) + 1):
            signer = " ".join(text[begin : words[cut - 1].end].split())
            dated = text[words[cut].start : end].strip() if cut < len(words) else ""
            block, date = classify(signer), classify(dated) if dated else None
            signs = block is not None and (block.kind in ("signature", "office") or _in_capitals(block.kind, signer))
            if signs and (not dated or (date is not None and date.kind == "dateline")):
                pieces = [Span(begin, words[cut - 1].end)]
                return [*pieces, Span(words[cut].start, words[-1].end)] if dated else pieces
    return []


def _in_capitals(kind: str, words: str) -> bool:
    small = any(char.islower() and following.islower() for char, following in pairwise(words))
    return kind in ("name", "caps") and sum(char.isupper() for char in words) > 3 and not small


def _words_in_capitals(text: str, start: int, end: int) -> list[Span]:
    """The heading in capitals of a text without line ends, and the first word of the text; or empty.

    The text begins with a word whose second letter is lower case, or with a word of one letter before such a word.
    """
    words: list[Span] = []
    for token in islice(_TOKEN.finditer(text, start, end), _HEAD_WORDS[1] + 1):
        words.append(Span(*token.span()))
        following = text[token.start() : min(end, token.start() + 3)]
        begins = following[:1].isupper() and (following[1:].strip() or " ")[0].islower()
        if len(words) > _HEAD_WORDS[0] and begins:
            return words
        if not _is_in_capitals(token[0]):
            return []
    return []


def _is_in_capitals(word: str) -> bool:
    """Whether a word is written in capitals and digits, and begins with one of them."""
    letters = (char for char in word if char not in _SIGNS_IN_CAPITALS and not unicodedata.combining(char))
    first = word[0].isupper() or word[0].isdigit()
    return first and all(char.isupper() or char.isdigit() for char in letters)


def _formula_at(start: int, end: int, context: BlockContext) -> Span | None:
    """The shortest formula that begins at a token, with the number that belongs to it."""
    text = context.source.text
    words = list(_TOKEN.finditer(text, start, min(end, start + 120)))[: _FORMULA + 1]
    best: Span | None = None
    kind = ""
    number = compiled(rf"{context.convention.either('numbering', 'sign')}?\s?\d*[.,]?")
    for word in words[:-1]:
        known = context.classify(" ".join(text[words[0].start() : word.end()].rstrip(",").split()))
        if known and known.kind == "salute" and best is None and word[0].endswith((".", ":", ",")):
            return Span(words[0].start(), word.end())
        if known and known.kind == "formula" and (best is None or (known.type == kind and number.fullmatch(word[0]))):
            best, kind = Span(words[0].start(), word.end()), known.type
    return best
