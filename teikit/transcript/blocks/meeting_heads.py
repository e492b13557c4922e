"""The title of minutes and interviews: the short lines above who was present or the first speaker.

Such lines are no address and no signature, whatever they look like: a meeting greets nobody. Lines without a blank line
between them are one heading; below it, a line that is a place and a date stays a dateline.
"""

import re
from collections.abc import Sequence

from teikit.core import Source
from teikit.recognizers import compiled
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.letters import formula_type, is_dateline, is_numbered_title
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
    blocks = _with_subject(_with_number(blocks, context), context)
    end = _title_end(blocks, context)
    above: list[Block] = []
    meeting = compiled(rf"(?<!\w){context.convention.either('letters', 'meeting')}(?!\w)")
    for block in blocks[:end]:
        if block.kind == "dateline" and meeting.search(context.source.cut(block.span)):
            _add_title(above, block, context.source)
        elif block.kind not in _TITLE:
            above.append(block)
        elif kind := formula_type(" ".join(context.source.cut(block.span).split()), context):
            above.append(block._replace(kind="formula", type=kind, cert=""))
        elif _is_of_copy(above, block, context.source):
            above.append(block._replace(kind="formula", type="handling", cert="medium"))
        elif above and is_dateline(" ".join(context.source.cut(block.span).split()), context):
            above.append(block._replace(kind="dateline", cert=""))
        elif block.type == "editorial":
            above.append(block)
        else:
            _add_title(above, block, context.source)
    return [*above, *blocks[end:]]


def _with_number(blocks: Sequence[Block], context: BlockContext) -> Sequence[Block]:
    """The blocks, where the first is the title that an edition gives a document, with its number: `136. Memorandum`."""
    first = blocks[0]
    counted = [block.n for block in blocks[1:] if block.kind == "item" and block.n]
    words = context.source.cut(first.span)
    if first.kind != "item" or not first.n.isdigit() or str(int(first.n) + 1) in counted or len(words) > _LINE:
        return blocks
    if not is_numbered_title(words, context.convention):
        return blocks
    return [first._replace(kind="title", type="editorial", n="", label=None), *blocks[1:]]


def _with_subject(blocks: Sequence[Block], context: BlockContext) -> Sequence[Block]:
    """The blocks, where a word for the subject on a line of its own and what is below it are one formula."""
    label = compiled(rf"{context.convention.either('letters', 'subject_label')}\s?:?")
    for index, block in enumerate(blocks[:_ABOVE]):
        head, _, below = context.source.cut(block.span).partition("\n")
        if block.footnotes or not label.fullmatch(head.strip()):
            continue
        parts = [block] if below.strip() else list(blocks[index : index + 2])
        if any(len(part.span) > _LINE or part.kind == "attendance" for part in parts):
            return blocks
        formula = parts[0] if len(parts) == 1 else join(parts[0], parts[1], "formula")
        formula = formula._replace(kind="formula", type="subject", n="", label=None, cert="")
        return [*blocks[:index], formula, *blocks[index + len(parts) :]]
    return blocks


def _title_end(blocks: Sequence[Block], context: BlockContext) -> int:
    """The number of blocks above the meeting, up to the first that is text."""
    end = 0
    while end < min(len(blocks), _ABOVE) and (blocks[end].kind in _BESIDE or _is_title(blocks[end], context)):
        if end and _FIELD.match(context.source.cut(blocks[end].span)):
            break
        end += 1
    return end if any(block.kind in _TITLE | {"dateline"} for block in blocks[:end]) else 0


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
