"""Speeches: paragraphs that begin with the name of a speaker, in interviews and minutes (TEI Guidelines 7.2.2).

A name and a colon make a speech only where names recur: at least two names, one of them more than once.
"""

from collections import Counter
from collections.abc import Container, Mapping, Sequence

from teikit.core import Source, Span
from teikit.recognizers import compiled
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.lists import ItemList, Part, Speech
from teikit.transcript.blocks.speakers import name_end
from teikit.transcript.model import Block
from teikit.transcript.syntax import Text

_SENTENCE_ENDS = '.?!…)]"”»–—-'
_NAMES = 2
_SPEECHES = 3
# What may be a part of a speech.
_SPOKEN = {"paragraph", "item", "table", "sign", "line", "page", "footnote"}


def mark_speeches(blocks: Sequence[Block], context: BlockContext) -> list[Block]:
    """The blocks, where a paragraph that begins with a speaker is a speech with the name as its label."""
    labels = {index: label for index, block in enumerate(blocks) if (label := _label(block, context))}
    decision = compiled(context.convention.either("letters", "decisions"))
    labels = {at: label for at, label in labels.items() if not decision.fullmatch(_name(label, context.source))}
    names = Counter(_name(label, context.source) for label in labels.values())
    if len(names) < _NAMES or len(labels) < _SPEECHES or max(names.values()) < 2:
        return list(blocks)
    recurring = {name for name, count in names.items() if count > 1}
    if sum(names[name] for name in recurring) * 2 < len(labels):
        return list(blocks)
    labels |= _short_answers(blocks, recurring, context)
    labels = _without_fields(dict(sorted(labels.items())), recurring, blocks, context.source)
    return [
        block._replace(kind="speech", label=labels[index], n="") if index in labels else block
        for index, block in enumerate(blocks)
    ]


def _short_answers(blocks: Sequence[Block], recurring: Container[str], context: BlockContext) -> dict[int, Span]:
    """The labels of short answers that look like names: `A. No.`"""
    names = {index: block._replace(kind="paragraph") for index, block in enumerate(blocks) if block.kind == "name"}
    labels = {index: label for index, block in names.items() if (label := _label(block, context))}
    return {index: label for index, label in labels.items() if _name(label, context.source) in recurring}


def _without_fields(
    labels: Mapping[int, Span], recurring: Container[str], blocks: Sequence[Block], source: Source
) -> dict[int, Span]:
    """The labels without those of a name that does not recur and introduces no sentence: `Place: Bramley`."""
    return {
        index: label
        for index, label in labels.items()
        if _name(label, source) in recurring or source.cut(blocks[index].span).rstrip()[-1:] in _SENTENCE_ENDS
    }


def _name(label: Span, source: Source) -> str:
    return source.cut(label).rstrip(" :.").casefold()


def _label(block: Block, context: BlockContext) -> Span | None:
    """The name of a speaker with its colon at the beginning of a block; None without one."""
    if block.kind not in ("paragraph", "item") or not block.nodes or not isinstance(block.nodes[0], Text):
        return None
    start, end = block.nodes[0].span
    named = name_end(context.source.text, start, end, context.convention)
    return Span(start, named) if named else None


def with_speeches(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts of a text, where each speech has the paragraphs after it up to the next."""
    result: list[Part] = []
    for part in parts:
        last = result[-1] if result else None
        if isinstance(part, Block) and part.kind == "speech" and part.label:
            result.append(Speech(part.label, (part._replace(kind="paragraph", label=None),)))
        elif isinstance(last, Speech) and (isinstance(part, ItemList) or _is_spoken(part)):
            result[-1] = last._replace(parts=(*last.parts, part))
        else:
            result.append(part)
    return tuple(result)


def _is_spoken(part: Part) -> bool:
    return isinstance(part, Block) and part.kind in _SPOKEN
