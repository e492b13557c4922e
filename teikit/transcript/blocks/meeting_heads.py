"""The title of minutes and interviews: the short lines above who was present or the first speaker.

Such lines are no address and no signature, whatever they look like: a meeting greets nobody. Lines without a blank line
between them are one heading; below it, a line that is a place and a date stays a dateline.
"""

import re
from collections.abc import Sequence

from teikit.core import Source
from teikit.recognizers import compiled
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.letters import is_dateline
from teikit.transcript.blocks.lines import join
from teikit.transcript.model import Block

# The maximum number of blocks above a meeting, of characters in a line, and of words in it.
_ABOVE, _LINE, _WORDS = 10, 90, 16
# `Interviewer: Robert Hall`
_FIELD = re.compile(r"[^\W\d_]{2,} ?:\s")
_MEETING = {"attendance", "speech"}
_TITLE = {"caps", "name", "paragraph", "title"}
_BESIDE = {"page", "sign", "formula", "dateline", "note", "label"}


def with_meeting_heads(blocks: Sequence[Block], context: BlockContext) -> list[Block]:
    """The blocks, where the short lines above a meeting are its title, its date, and notes on the copy."""
    if not any(block.kind in _MEETING for block in blocks):
        return list(blocks)
    end = _title_end(blocks, context)
    above: list[Block] = []
    for block in blocks[:end]:
        if block.kind not in _TITLE:
            above.append(block)
        elif _is_of_copy(above, block, context.source):
            above.append(block._replace(kind="formula", type="handling", cert="medium"))
        elif above and is_dateline(" ".join(context.source.cut(block.span).split()), context):
            above.append(block._replace(kind="dateline", cert=""))
        else:
            _add_title(above, block, context.source)
    return [*above, *blocks[end:]]


def _title_end(blocks: Sequence[Block], context: BlockContext) -> int:
    """The number of blocks above the meeting, up to the first that is text."""
    end = 0
    while end < min(len(blocks), _ABOVE) and (blocks[end].kind in _BESIDE or _is_title(blocks[end], context)):
        if end and _FIELD.match(context.source.cut(blocks[end].span)):
            break
        end += 1
    return end if any(block.kind in _TITLE for block in blocks[:end]) else 0


def _is_title(block: Block, context: BlockContext) -> bool:
    """Whether each line of a block is short and no sentence."""
    if block.kind not in _TITLE or block.footnotes:
        return block.kind == "title"
    lines = context.source.cut(block.span).split("\n")
    verb = compiled(rf"(?<!\w){context.convention.either('finite_verbs')}(?!\w)")
    return all(
        len(line) <= _LINE
        and len(line.split()) <= _WORDS
        and line.strip()[-1:] not in ".?!:;,"
        and not verb.search(line)
        for line in lines
    )


def _is_of_copy(above: Sequence[Block], block: Block, source: Source) -> bool:
    """Whether a line is in round brackets directly below a formula: `(Working notes)`."""
    words = source.cut(block.span)
    bracket = words.startswith("(") and words.endswith(")")
    return bracket and bool(above) and above[-1].kind == "formula" and _is_below(above[-1], block, source)


def _is_below(before: Block, block: Block, source: Source) -> bool:
    return source.text.count("\n", before.span.end, block.span.start) == 1


def _add_title(above: list[Block], block: Block, source: Source) -> None:
    """Adds a line of the title; one directly below another line of it continues that."""
    title = block._replace(kind="title", cert="", type="")
    if above and above[-1].kind == "title" and _is_below(above[-1], block, source):
        above[-1] = join(above[-1], title, "title")
    else:
        above.append(title)
