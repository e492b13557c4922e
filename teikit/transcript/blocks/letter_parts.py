"""The parts around the text of a letter: the address before the greeting, and lines after the signature."""

from teikit.recognizers import compiled
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.model import Block

# Kinds of blocks allowed after a closer, and how many lines; more lines are a new text.
_BESIDE = {"note", "sign", "line", "stamp", "page", "footnote"}
_FEW = 6
# The maximum length of an unknown line after a closer.
_LINE = 120


def address(opening: list[Block]) -> list[Block]:
    """The blocks of an opener, where names and offices before the greeting become the address, not signatures."""
    greeting = next((n for n, block in enumerate(opening) if block.kind == "greeting"), 0)
    start = greeting
    while start and opening[start - 1].kind in ("name", "office", "signature", "salute"):
        start -= 1
    addressed = any(block.kind in ("office", "signature") for block in opening[start:greeting])
    return [b._replace(kind="salute") if addressed and start <= n < greeting else b for n, b in enumerate(opening)]


def all_behind(blocks: list[Block], first: int, end: int, opens: list[bool], context: BlockContext) -> bool:
    """Whether what follows a closer can only stand behind who signs: a postscript, a list of enclosures or readers.

    The first line of it says so; behind words that close a letter and a name, a few short lines need not.
    """
    stop = next((index for index in range(end, len(blocks)) if opens[index]), len(blocks))
    kinds = [block.kind for block in blocks[first:end]]
    if not {"name", "caps", "signature"} & set(kinds):
        return False
    behind = [block for block in blocks[end:stop] if block.kind not in _BESIDE]
    begins = compiled(context.convention.either("closing", "behind"))
    if behind and begins.match(context.source.cut(behind[0].span)):
        return True
    short = all(len(block.span) < _LINE for block in behind)
    return "valediction" in kinds and len(behind) <= _FEW and short
