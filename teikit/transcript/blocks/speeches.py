"""Speeches: what a speaker says, in interviews and minutes (TEI Guidelines 7.2.2)."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from teikit.core import Span
from teikit.transcript.blocks.lists import ItemList, Part, Speech
from teikit.transcript.model import Block
from teikit.transcript.syntax import Transcript, clip

# What may be a part of a speech.
_SPOKEN = {"paragraph", "item", "table", "sign", "line", "page", "footnote"}
# What a speech does not begin with.
_APART = {"page", "table", "footnote"}
Read = Callable[[Transcript], list[Block]]


def read_speeches(transcript: Transcript, labels: Sequence[Span], above: Read, body: Read, last: Read) -> list[Block]:
    """The blocks of a conversation: what is above it, and from each speaker on to the next.

    `above`, `body` and `last` give the blocks above the first speaker, of a speech, and of the last speech.
    """
    blocks = _read(transcript, Span(transcript.span.start, labels[0].start), above)
    ends = [*labels[1:], Span(transcript.span.end, transcript.span.end)]
    for label, following in pairwise([*labels, ends[-1]]):
        read = last if following is ends[-1] else body
        inside = _read(transcript, Span(label.end, following.start), read)
        if inside and inside[0].kind not in _APART:
            span = Span(label.start, inside[0].span.end)
            blocks.append(Block("paragraph", span, clip(transcript.nodes, span), footnotes=inside[0].footnotes))
            blocks += inside[1:]
        else:
            blocks += _read(transcript, Span(label.start, following.start), read)
    return blocks


def _read(transcript: Transcript, span: Span, read: Read) -> list[Block]:
    if not span.cut(transcript.source.text).strip():
        return []
    return read(Transcript(transcript.source, span, clip(transcript.nodes, span)))


def mark_speeches(blocks: Sequence[Block], labels: Sequence[Span]) -> list[Block]:
    """The blocks, where a paragraph that begins with a speaker is a speech with the name as its label."""
    begins = {label.start: label for label in labels}
    return [
        block._replace(kind="speech", label=begins[block.span.start], n="")
        if block.span.start in begins and block.kind in ("paragraph", "item")
        else block
        for block in blocks
    ]


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
