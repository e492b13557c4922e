"""Distinguishes the names of signatories from similar lines: places before a date, capitalised words.

The evidence for a person: initials, a full stop, words that close a letter, an office, or the same name elsewhere in
the file.
"""

import re
from collections import Counter
from collections.abc import Collection
from functools import cached_property

from teikit.core import INITIAL, INITIALS, SURNAME, WORD, Span, are_capitalised
from teikit.recognizers import compiled, find_dates, is_function_word
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.model import Block
from teikit.transcript.syntax import clip

# Kinds of blocks that may be behind who signs, and the maximum length of a line with a name and a date.
_BESIDE = {"note", "sign", "line", "stamp", "page", "footnote"}
_LINE = 60
# The length of a preposition with the blanks behind it.
_WORDS = 20
_INITIALS = re.compile(rf"{INITIALS}{SURNAME}|{SURNAME} (?:{INITIAL}){{1,2}}")
_WORD = re.compile(SURNAME)
_BEGINS = re.compile(rf"{INITIALS}{SURNAME},")


def signers(blocks: list[Block], context: BlockContext) -> list[Block]:
    """The blocks, with names separated from dates after them; a name without evidence gets low certainty."""
    signed: list[Block] = []
    often = _Often(context.source.text)
    items = {block.n for block in blocks if block.kind == "item"}
    last = max((index for index, block in enumerate(blocks) if block.kind not in _BESIDE), default=0)
    for index, block in enumerate(blocks):
        if block.kind == "item" and _is_person_alone(block, items, context):
            block = block._replace(kind="name", n="", label=None)
        before = blocks[index - 1] if index else None
        if block.kind == "dateline":
            others = any(following.kind in ("name", "caps", "signature") for following in blocks[index + 1 :][:4])
            signed += _name_before_date(block, before if not others else None, context, index == last)
        elif block.kind == "paragraph" and index == last and index:
            signed += _date_before_name(block, context)
        elif block.kind == "name" and not _is_name(block, context, often):
            signed.append(block._replace(cert="low"))
        else:
            signed.append(block)
    return signed


def is_person(words: str) -> bool:
    """Whether words are the name of a person: with initials, or one word with a full stop."""
    bare = words.strip().rstrip(",")
    if not are_capitalised(bare):
        return False
    return _INITIALS.fullmatch(bare.rstrip(".")) is not None or (
        _WORD.fullmatch(bare[:-1]) is not None and bare[-1:] == "."
    )


def begins_person(words: str) -> bool:
    """Whether words begin with initials, a surname and a comma: `E. Durand, Paris`."""
    begins = _BEGINS.match(words)
    return begins is not None and are_capitalised(begins[0])


def _is_person_alone(block: Block, items: Collection[str], context: BlockContext) -> bool:
    """`E. Durand, Paris`: a name that begins like an item, but no list has the letter before or after it."""
    if len(block.n) != 1 or not block.n.isupper() or {chr(ord(block.n) - 1), chr(ord(block.n) + 1)} & {*items}:
        return False
    words = context.source.cut(block.span)
    begins = _BEGINS.match(words)
    known = context.classify(" ".join(words.split())) if begins and are_capitalised(begins[0]) else None
    return known is not None and known.kind == "name"


def _date_before_name(block: Block, context: BlockContext) -> list[Block]:
    """`5.V.50 Orlov` as the last line of a text: the date and the signatory."""
    words, start = context.source.cut(block.span), block.span.start
    date = next(find_dates(words, context.convention, 2000, start), None) if len(words) < _LINE else None
    if date is None or date.span.start != start:
        return [block]
    rest = context.source.text[date.span.end : block.span.end]
    name = Span(date.span.end + len(rest) - len(rest.lstrip(" ,\n")), block.span.end)
    signs = name.cut(context.source.text)
    if not name or not (is_person(signs) or _is_known(signs, context)):
        return [block]
    dated = Block("dateline", date.span, clip(block.nodes, date.span))
    return [dated, Block("name", name, clip(block.nodes, name))]


def _is_surname(words: str, context: BlockContext) -> bool:
    """Whether words are one word with a capital and an ending that only surnames have."""
    surname = compiled(rf".+{context.convention.either('surnames')}").fullmatch(words.rstrip("."))
    return surname is not None and _WORD.fullmatch(words.rstrip(".")) is not None and are_capitalised(words)


def _is_known(words: str, context: BlockContext) -> bool:
    """Whether a text has a surname more than once, and never behind a preposition: as of a person, not of a place."""
    name = re.escape(words.rstrip("."))
    if not _is_surname(words, context):
        return False
    starts = [match.start() for match in re.finditer(rf"(?<!\w){name}(?!\w)", context.source.text)]
    placed = compiled(rf"(?<!\w){context.convention.either('prepositions')}\s+\Z")
    before = (context.source.text[max(0, at - _WORDS) : at] for at in starts)
    return len(starts) > 1 and not any(placed.search(words_before) for words_before in before)


def _name_before_date(block: Block, before: Block | None, context: BlockContext, last: bool) -> list[Block]:
    """`A. Orlov 5 May 1950`, after a valediction also `Anna Vale 5 May 1950`: a signatory and the date.

    At the end of a text a surname by itself is one, too.
    """
    words = context.source.cut(block.span)
    date = next(find_dates(words, context.convention, 2000, block.span.start), None)
    name = Span(block.span.start, date.span.start if date else block.span.start)
    signs = name.cut(context.source.text).rstrip()
    ends = last and block.span.start > 0 and _is_known(signs, context)
    closes = before is not None and before.kind in ("valediction", "office")
    if date is None or not signs or signs.endswith(",") or not (is_person(signs) or closes or ends):
        return [block]
    name, rest = Span(name.start, name.start + len(signs)), Span(date.span.start, block.span.end)
    signer = Block("name", name, clip(block.nodes, name))
    return [signer, block._replace(span=rest, nodes=clip(block.nodes, rest))]


class _Often:
    """The words that a text has more than once; counted at the first use."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def words(self) -> Counter[str]:
        """The number of occurrences of each word."""
        return Counter(re.findall(rf"\w[{WORD}]*", self._text))


def _is_name(block: Block, context: BlockContext, often: _Often) -> bool:
    """Whether a short line of capitalised words is a name; a single word needs evidence for a person."""
    words = [word.strip('/()[]"“”„«».,') for word in context.source.cut(block.span).split()]
    if any(is_function_word(word, context.convention) for word in words if not word.isupper()):
        return False
    if len(words) > 1 or words[0].isupper():
        return True
    return _is_surname(words[0], context) or often.words[words[0]] > 1
