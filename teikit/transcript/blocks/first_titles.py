"""The title above a text that is no letter: a short line by itself, which is no sentence, with text below it."""

from collections.abc import Sequence

from teikit.core import Span
from teikit.recognizers import compiled, may_hold_date
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.letters import formula_type
from teikit.transcript.model import Block
from teikit.transcript.syntax import Group

# The longest title, its maximum number of words; a paragraph below it is longer than the title.
_LINE, _WORDS = 90, 14
# A title that ends with a full stop has few words, and is longer than an abbreviation.
_FEW, _WORD = 4, 9
_BEFORE = {"page", "stamp", "sign", "note"}
_OPENS = {"dateline", "formula", "salute", "greeting", "title", "signature"}
_TEXT = {"paragraph", "item", "table"}


def with_first_title(blocks: Sequence[Block], context: BlockContext) -> list[Block]:
    """The blocks, where the first line is the title of the text below it."""
    at = next((index for index, block in enumerate(blocks) if block.kind not in _BEFORE), len(blocks))
    if at + 1 >= len(blocks) or blocks[at].zone or any(block.kind in _OPENS for block in blocks[: at + 3]):
        return list(blocks)
    if not _is_title(blocks[at], context) or not _is_text(blocks[at], blocks[at + 1], context):
        return list(blocks)
    words = " ".join(context.source.cut(blocks[at].span).split())
    kind = formula_type(words, context)
    title = blocks[at]._replace(kind="formula" if kind else "title", type=kind, cert="")
    return [*blocks[:at], title, *blocks[at + 1 :]]


def _is_title(block: Block, context: BlockContext) -> bool:
    words = context.source.cut(block.span).strip()
    if block.kind not in ("paragraph", "name", "caps") or block.footnotes or "\n" in words:
        return False
    if any(isinstance(node, Group) for node in block.nodes):
        return False
    verb = compiled(rf"(?<!\w){context.convention.either('finite_verbs')}(?!\w)")
    dated = may_hold_date(words, Span(0, len(words))) and words[:1].isdigit()
    begins = words[:1].isupper() or words[:1] in '«“"„'
    short = len(words) <= _LINE and len(words.split()) <= _WORDS
    stopped = words[-1:] == "." and not words.isupper() and (len(words.split()) > _FEW or len(words) < _WORD)
    return begins and short and not dated and not stopped and words[-1:] not in ",;:!?—–-" and not verb.search(words)


def _is_text(title: Block, below: Block, context: BlockContext) -> bool:
    """Whether a blank line and then longer text is below a title."""
    words = context.source.cut(below.span)
    apart = context.source.text.count("\n", title.span.end, below.span.start) > 1
    begins = words.lstrip("\"“„«'([").lstrip()[:1]
    return below.kind in _TEXT and apart and len(words) > len(title.span) and not begins.islower()
