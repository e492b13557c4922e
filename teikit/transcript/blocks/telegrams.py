"""The address and the signature of telegrams: short lines without a formula, which the form of the text shows.

A formula of transmission or a dateline opens a telegram. What is in capitals above text in capitals is its address; a
name by itself below the last sentence signs it.
"""

from collections.abc import Sequence

from teikit.recognizers import compiled, is_function_word
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.model import Block

# How many blocks may open a telegram; the longest line of its address and of its signature; the words of a name.
_TOP, _LINE, _SIGNS, _WORDS = 8, 120, 60, 3
# A line in capitals with more words is text.
_HEAD = 5
_BEHIND = {"note", "sign", "line", "page", "stamp", "footnote"}
_TEXT = {"paragraph", "item"}
# What may be above the address; its lines and their length.
_OPENS, _LINES, _SHORT = {"formula", "dateline", "page", "note", "stamp"}, 4, 45


def with_telegram_lines(blocks: Sequence[Block], context: BlockContext) -> list[Block]:
    """The blocks, where lines above and below the text of a telegram are its address and its signature."""
    top = blocks[:_TOP]
    sent = any(block.kind == "formula" and block.type == "transmission" for block in top)
    dated = any(block.kind == "dateline" for block in top)
    kept = [_as_text(block, context) if sent else block for block in blocks]
    blocks = kept[:]
    for index in range(min(len(blocks) - 1, _TOP)) if sent else ():
        if _is_address(blocks[index], blocks[index + 1], context):
            kept[index] = blocks[index]._replace(kind="salute", cert="" if dated else "medium")
        elif _may_be_address(kept[: index + 1], blocks[index + 1], context):
            kept[index] = blocks[index]._replace(kind="salute", cert="medium")
    last = next((n for n in range(len(kept) - 1, 0, -1) if kept[n].kind not in _BEHIND), 0)
    if (sent or dated) and last and _signs(kept[last], kept[last - 1], context):
        kept[last] = kept[last]._replace(kind="signature", type="signed", cert="")
    return kept


def _as_text(block: Block, context: BlockContext) -> Block:
    """A block; one of several words in capitals, as telegrams are written, is text."""
    words = context.source.cut(block.span).split()
    several = len(words) > _HEAD and "\n" not in context.source.cut(block.span).strip()
    return block._replace(kind="paragraph", type="") if block.kind == "caps" and several else block


def _is_address(block: Block, below: Block, context: BlockContext) -> bool:
    """Whether a block is in capitals above text in capitals, or says which office writes to which."""
    words = context.source.cut(block.span)
    if block.kind == "inside-address":
        return below.kind in _TEXT
    if block.kind not in ("caps", "name", "paragraph") or below.kind not in _TEXT or len(words) > _LINE:
        return False
    if words.isupper() and context.source.cut(below.span).isupper() and len(below.span) > len(words):
        return words.rstrip()[-1:] not in ".?!:"
    roles = f"{context.convention.either('offices')}|{context.convention.either('letters', 'roles')}"
    to = compiled(rf"(?:{roles})\b.{{0,60}}? {context.convention.either('letters', 'addressed_to')} (?:{roles})\b.*")
    return words.rstrip()[-1:] not in ".?!:;" and to.match(words) is not None


def _may_be_address(top: Sequence[Block], below: Block, context: BlockContext) -> bool:
    """Whether a few short lines without a stop are between what opens a telegram and its text."""
    *above, block = top
    words = context.source.cut(block.span)
    lines = words.split("\n")
    verb = compiled(rf"(?<!\w){context.convention.either('finite_verbs')}(?!\w)")
    short = len(lines) <= _LINES and all(len(line) <= _SHORT and line.strip()[:1].isupper() for line in lines)
    opened = any(line.type == "transmission" for line in above) and all(line.kind in _OPENS for line in above)
    plain = block.kind in ("caps", "name", "paragraph") and not block.footnotes and not any(map(str.isdigit, words))
    text = below.kind in _TEXT and len(below.span) > len(words)
    return opened and plain and short and text and words.rstrip()[-1:] not in ".?!:;" and not verb.search(words)


def _signs(block: Block, above: Block, context: BlockContext) -> bool:
    """Whether a block below a sentence is a name, or an office and a name behind it."""
    words = " ".join(context.source.cut(block.span).split())
    ended = context.source.cut(above.span).rstrip(' "”»)')[-1:]
    if block.kind not in ("name", "caps") or above.kind not in _TEXT or len(words) > _SIGNS or block.footnotes:
        return False
    if ended not in ".!?" and not context.source.cut(above.span).isupper():
        return False
    roles = f"{context.convention.either('offices')}|{context.convention.either('letters', 'roles')}"
    office = compiled(rf"(?:\w{{1,3}} )?(?:{roles})(?!\w)[^,]{{0,30}},").match(words)
    name = words[office.end() :].split() if office else words.split()
    return 0 < len(name) <= _WORDS and not any(is_function_word(word.strip(".,"), context.convention) for word in name)
