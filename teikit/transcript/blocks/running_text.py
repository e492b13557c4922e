"""The running text of a division: headings, sections, lists and speeches."""

from teikit.core import Source
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.division import Division
from teikit.transcript.blocks.lists import Part, with_lists
from teikit.transcript.blocks.sections import Section, sections
from teikit.transcript.blocks.speeches import with_speeches
from teikit.transcript.model import Block


def running_text(
    blocks: list[Block], context: BlockContext
) -> tuple[tuple[Block, ...], tuple[Part, ...], tuple[Division, ...]]:
    """The headings of a text, the parts before its first section, and its sections."""
    cut = sections(blocks, context)
    if not cut:
        return (), listed(blocks, context.source), ()
    if len(cut) == 1 and cut[0].start == 0 and not cut[0].n:
        return (blocks[0],), listed(blocks[1:], context.source), ()
    parts = tuple(_section(blocks[section.start : section.end], section, context) for section in cut)
    return (), listed(blocks[: cut[0].start], context.source), parts


def listed(blocks: list[Block], source: Source) -> tuple[Part, ...]:
    """The parts of running text: lists and speeches."""
    return with_speeches(with_lists(blocks, source))


def _section(blocks: list[Block], section: Section, context: BlockContext) -> Division:
    if section.n and not section.headed:
        blocks = [blocks[0]._replace(kind="paragraph"), *blocks[1:]]
    heads, inside = (tuple(blocks[:1]), blocks[1:]) if section.headed else ((), blocks)
    if not section.n:
        return Division((), listed(inside, context.source), (), (), heads=heads, kind="section")
    _, body, parts = running_text(inside, context)
    return Division((), body, (), (), heads=heads, parts=parts, kind="section", n=section.n)
