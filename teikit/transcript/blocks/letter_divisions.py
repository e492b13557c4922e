"""The divisions of letters that were read by labels of their lines: each block has its zone."""

from collections.abc import Sequence

from teikit.core import Diagnostic, span_diagnostic
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.division import Division
from teikit.transcript.blocks.running_text import running_text
from teikit.transcript.model import Block


def divide_letters(blocks: Sequence[Block], context: BlockContext) -> tuple[list[Division], list[Diagnostic]]:
    """The letters of a file, by the zones of their blocks; each place where another begins is reported."""
    letters: list[list[Block]] = []
    zone = ""
    for block in blocks:
        if not letters or (block.zone == "opener" and zone != "opener"):
            letters.append([])
        zone = block.zone or zone
        letters[-1].append(block._replace(zone=zone))
    return [_letter(letter, context) for letter in letters], [several(letter[0], context) for letter in letters[1:]]


def _letter(blocks: Sequence[Block], context: BlockContext) -> Division:
    """One letter; with an address leaf, the letter and the leaf are divisions inside it."""
    zones: dict[str, list[Block]] = {name: [] for name in ("opener", "body", "closer", "behind", "leaf")}
    for block in blocks:
        zones[block.zone].append(block)
    heads, body, parts = running_text(zones["body"], context)
    opener, closer, behind = (tuple(zones[name]) for name in ("opener", "closer", "behind"))
    letter = Division(opener, body, closer, behind, heads, parts)
    if not zones["leaf"]:
        return letter
    leaf = Division((), tuple(zones["leaf"]), (), (), kind="address")
    return Division((), (), (), (), parts=(letter._replace(kind="letter"), leaf))


def several(block: Block, context: BlockContext) -> Diagnostic:
    """The diagnostic that another text begins at a block."""
    message = "a new text begins here: an opener after a closer"
    return span_diagnostic(context.source, block.span, "block-several-texts", message)
