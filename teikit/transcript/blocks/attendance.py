"""Lists of who was present at a meeting: a word for it with a colon, and names (TEI Guidelines 3.8)."""

import re
from collections.abc import Iterator, Sequence

from teikit.core import CAPITAL, SMALL, Span
from teikit.recognizers import compiled
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.paragraphs import as_one
from teikit.transcript.model import Block, Row, span_of
from teikit.transcript.syntax import Break, Text, clip

# A comma before a name; before an office in small letters it is no end of an item.
_COMMA = re.compile(rf",\s+(?=[{CAPITAL}])")
# `Mrs. Hale`: a comma before an abbreviated title separates persons, also where semicolons do.
_PERSON = re.compile(rf"[;,]\s+(?=[{CAPITAL}][{SMALL}]{{0,5}}\. ?[{CAPITAL}])|;\s+")
# Abbreviated titles before the first name may be in small letters.
_TITLES = re.compile(r"(?:[^\W\d_]{1,5}\. ?)+(?=[^\W\d_])")
# Small words before a name: `the Rev. Low`, `die Räte Vogt und Lang`.
_SMALL = re.compile(rf"\A(?:[{SMALL}]\w* ){{0,2}}(?=[{CAPITAL}])")
# Names on one line that end with a full stop, which is not that of an abbreviation.
_COMPLETE = re.compile(r"\A[^\n]*,[^\n]*[^\W\d_]{4,}\)?\.\Z")
# A line of a list of names: it begins with two words in capitals, or with a word for an office.
_BEGINS_NAME = re.compile(rf"[{CAPITAL}][\w.'’-]*\.? [{CAPITAL}]|[{CAPITAL}]\. ?[{CAPITAL}]")
# A longer item is a sentence; the maximum number of words of an office without a name.
_ITEM, _OFFICE = 160, 3
# The first line below the word for who was present, where a blank line is between them, has no more words.
_BRIEF = 6
# The maximum number of dashed items in a list of attendance.
_MANY = 200
# How far below the beginning of a block such a line may be.
_ABOVE = 200
_HEADS = {"paragraph", "name", "caps", "office", "label", "formula", "signature"}
_TEXT = {"paragraph", "item", "name", "office", "label", "salute"}


def mark_attendance(blocks: Sequence[Block], context: BlockContext) -> list[Block]:
    """The blocks, where a list of names behind a word such as “Present:” is an attendance with a row for each name."""
    blocks = _joined_lines(_joined_items(blocks, context), context)
    kept: list[Block] = []
    waiting: Block | None = None
    for block in [part for whole in blocks for part in _split_above(whole, context)]:
        label = _label(block, context)
        if waiting is not None:
            joined = _attendance(_join(waiting, block), waiting.span, context) if block.kind in _TEXT else None
            kept += [joined] if joined else [waiting, block]
            waiting = None
        elif label and label.end == block.span.end:
            waiting = block
        elif label and (parts := _before_a_sentence(block, label, context)):
            kept += parts
        elif label and (listed := _attendance(block, label, context)):
            kept.append(listed)
        else:
            kept.append(block)
    return kept + ([waiting] if waiting else [])


def _joined_items(blocks: Sequence[Block], context: BlockContext) -> list[Block]:
    """The blocks, where dashed items below a word for who was present, without a colon, are a list of attendance."""
    word = compiled(context.convention.either("letters", "attendance"))
    kept: list[Block] = []
    for block in blocks:
        head = kept[-1] if kept else None
        dashed = block.kind == "item" and not block.n and not block.footnotes
        if (
            head
            and dashed
            and head.kind in ("caps", "paragraph", "name")
            and word.fullmatch(context.source.cut(head.span))
        ):
            nodes = as_one([head.nodes, block.nodes])
            rows = (Row((block.span,)),)
            kept[-1] = Block("attendance", span_of(nodes), nodes, label=head.span, rows=rows, type="items")
        elif head and dashed and (head.kind, head.type) == ("attendance", "items") and len(head.rows) < _MANY:
            nodes = as_one([head.nodes, block.nodes])
            kept[-1] = head._replace(span=span_of(nodes), nodes=nodes, rows=(*head.rows, Row((block.span,))))
        else:
            kept.append(block)
    return kept


def _joined_lines(blocks: Sequence[Block], context: BlockContext) -> list[Block]:
    """The blocks, where the lines with names directly below a word for who was present are one block with it."""
    word = compiled(rf"{context.convention.either('letters', 'attendance')}\s?[:.]?")
    kept: list[Block] = []
    index = 0
    while index < len(blocks):
        block, end = blocks[index], index + 1
        if block.kind in _HEADS and len(block.span) < _ITEM and word.fullmatch(context.source.cut(block.span)):
            while end < len(blocks) and _is_name_below(blocks[end - 1], blocks[end], end == index + 1, context):
                end += 1
        if end > index + 2:
            nodes = as_one([part.nodes for part in blocks[index:end]])
            block = Block("paragraph", span_of(nodes), nodes, zone=block.zone)
        else:
            end = index + 1
        kept.append(block)
        index = end
    return kept


def _is_name_below(before: Block, block: Block, first: bool, context: BlockContext) -> bool:
    """Whether a block is short lines directly below another, the first below the word, or persons; and no sentence."""
    words = context.source.cut(block.span)
    lines = words.split("\n")
    below = context.source.text.count("\n", before.span.end, block.span.start) == 1
    below = below or (first and len(words.split()) <= _BRIEF) or all(_is_person(line, context) for line in lines)
    verb = compiled(rf"(?<!\w){context.convention.either('finite_verbs')}(?!\w)")
    plain = block.kind in _HEADS | {"salute"} and not block.footnotes
    short = all(len(line) <= _ITEM for line in lines) and not _label(block, context)
    return plain and below and short and words[:1].isupper() and not verb.search(words)


def _is_person(line: str, context: BlockContext) -> bool:
    """Whether a line is a person with an office behind a comma or in brackets, or few words behind a title."""
    if _is_listed(line):
        return True
    either = context.convention.either
    titles = f"{either('offices')}|{either('person_names', 'titles')}|{either('letters', 'roles')}"
    titled = compiled(rf"(?:{titles})(?!\w)").match(line.strip())
    return titled is not None and not _is_sentence(line) and (bool(re.search("[,(]", line)) or line.istitle())


def _is_listed(words: str) -> bool:
    """Whether most words of a line have capitals, with a comma between them: a person with titles and an office."""
    bare = re.findall(r"[^\W\d_][\w.’']*", words)
    return "," in words and sum(word[:1].isupper() for word in bare) * 4 >= len(bare) * 3


def _split_above(block: Block, context: BlockContext) -> list[Block]:
    """A block, or the lines before its first line that begins with a word for who was present, and those from there."""
    if block.kind not in _TEXT or block.footnotes:
        return [block]
    for number, node in enumerate(block.nodes[:-1]):
        if isinstance(node, Break) and node.span.start - block.span.start < _ABOVE:
            rest = block._replace(
                kind="paragraph",
                n="",
                label=None,
                nodes=block.nodes[number + 1 :],
                span=Span(node.span.end, block.span.end),
            )
            if _label(rest, context):
                nodes = block.nodes[:number]
                return [block._replace(nodes=nodes, span=Span(block.span.start, node.span.start)), rest]
    return [block]


def _label(block: Block, context: BlockContext) -> Span | None:
    if block.kind not in _TEXT or block.footnotes or not block.nodes or not isinstance(block.nodes[0], Text):
        return None
    word = context.convention.either("letters", "attendance")
    text, start, end = context.source.text, block.span.start, block.nodes[0].span.end
    match = compiled(rf"{word}\s?(?::(?:\s?[–—]+-?|-)?|\.?\s?[–—]+)").match(text, start, end)
    # In capitals on a line of its own, the word needs no colon.
    alone = None if match else compiled(word).match(text, start, end)
    if alone and alone.end() == end and len(block.nodes) > 1:
        below = [line.strip() for line in text[end : block.span.end].strip().split("\n")]
        names = sum(_BEGINS_NAME.match(line) is not None and len(line) <= _ITEM for line in below)
        if alone[0].isupper() or (names == len(below) > 1 and alone[0][:1].isupper()):
            return Span(*alone.span())
    return Span(*match.span()) if match else None


def _before_a_sentence(block: Block, label: Span, context: BlockContext) -> list[Block]:
    """The list on the lines before one that is a sentence, and that sentence; empty where no line is one."""
    text = context.source.text
    verb = compiled(rf"(?<!\w){context.convention.either('finite_verbs')}(?!\w)")
    for node in block.nodes:
        at = node.span.start
        line = text[node.span.end : block.span.end].split("\n")[0]
        listed_above = _COMPLETE.search(text[label.end : at]) is not None
        if (
            isinstance(node, Break)
            and text[at - 1] == "."
            and (listed_above or verb.search(line) or _is_sentence(line))
        ):
            head, rest = Span(block.span.start, at), Span(node.span.end, block.span.end)
            names = block._replace(span=head, nodes=clip(block.nodes, head), kind="paragraph")
            listed = _attendance(names, label, context)
            below = Block("paragraph", rest, clip(block.nodes, rest), zone=block.zone)
            return [listed, below] if listed else []
    return []


def _is_sentence(line: str) -> bool:
    """Whether most words of a line with a full stop are in small letters, without the commas of a list."""
    words = line.split()
    small = sum(word[:1].islower() for word in words)
    return line.rstrip().endswith(".") and "," not in line and small * 2 > len(words)


def _join(first: Block, second: Block) -> Block:
    nodes = as_one([first.nodes, second.nodes])
    return first._replace(span=span_of(nodes), nodes=nodes, kind="paragraph")


def _attendance(block: Block, label: Span, context: BlockContext) -> Block | None:
    """The list in a block behind its label; None where what follows are no names."""
    items = list(_items(context, Span(label.end, block.span.end)))
    names = [context.source.cut(item) for item in items]
    # Behind names, an office alone may be in small letters: `Mr Low; the Clerk`.
    bare = [_SMALL.sub("", name, count=1) for name in names]
    offices = all(name[:1].isupper() or len(name.split()) <= _OFFICE for name in bare)
    first = _SMALL.sub("", _TITLES.sub("", names[0]), count=1) if names else ""
    if not first[:1].isupper() or not offices or any(len(name) > _ITEM for name in names):
        return None
    return Block("attendance", block.span, block.nodes, label=label, rows=tuple(Row((item,)) for item in items))


def _is_flow(words: str, lines: Sequence[str]) -> bool:
    """Whether the lines of a list are broken for width: names behind the label, and commas at their ends."""
    several = bool(words.split("\n")[0].strip()) and bool(_PERSON.search(lines[0]) or _COMMA.search(lines[0]))
    ends = [line.rstrip()[-1:] for line in lines[:-1]]
    return several and any(end in ",;" or below[:1].islower() for end, below in zip(ends, lines[1:], strict=True))


def _items(context: BlockContext, span: Span) -> Iterator[Span]:
    """The names of a list: one on each line, or separated by semicolons, else by commas."""
    words = span.cut(context.source.text)
    lines = [line for line in re.finditer(r"[^\n]+", words) if line[0].strip()]
    if len(lines) > 1 and not _is_flow(words, [line[0] for line in lines]):
        pieces = [match.span() for match in lines]
    else:
        either = context.convention.either
        before = rf"(?:{either('person_names', 'joins')}\s+)?(?:{either('person_names', 'groups')}\s+)?"
        joined = compiled(rf",\s+(?={before}(?-i:[{CAPITAL}]))")
        sign = _PERSON if ";" in words else joined
        ends = [match.end() for match in sign.finditer(words)]
        pieces = list(zip([0, *ends], [*ends, len(words)], strict=True))
    for start, end in pieces:
        piece = words[start:end]
        left = len(piece) - len(piece.lstrip())
        yield Span(span.start + start + left, span.start + start + len(piece.rstrip()))
