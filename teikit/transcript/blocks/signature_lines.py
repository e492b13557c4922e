"""Several signatures below one another, as deeds have them: each line, or each column of a line, is one person's.

The evidence is in the text: a signatory is named there, or has initials. A line that is only an office belongs to the
name above it.
"""

import re
from collections.abc import Sequence

from teikit.core import CAPITAL, SMALL, Source, Span
from teikit.recognizers import compiled, is_function_word
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.lines import join
from teikit.transcript.blocks.signatories import begins_person, is_person
from teikit.transcript.model import Block
from teikit.transcript.syntax import clip

# The longest line of a signature, its maximum number of words, and the minimum number of signatures.
_LINE, _WORDS, _SIGNERS = 60, 6, 2
# A shorter block is not the text above signatures; the last sentence of it may be shorter.
_TEXT, _SENTENCE = 60, 20
_KINDS = {"name", "caps", "paragraph", "item"}
_BEHIND = {"note", "sign", "line", "page", "stamp", "footnote"}
# The columns of a line; `+ marque de …`
_PIECE = re.compile(r"(?:(?!\s{3}|\t)[^\n])+")
_CROSS = re.compile(r"[+×]\s*")
# The last word of a sentence, and of no name.
_SMALL_END = re.compile(rf"(?<![\w.])[{SMALL}]{{3,}}\.$")


def with_signature_lines(blocks: Sequence[Block], context: BlockContext) -> list[Block]:
    """The blocks, where short lines that are names below the text are signatures."""
    end = next((n + 1 for n in range(len(blocks) - 1, -1, -1) if blocks[n].kind not in _BEHIND), 0)
    start = end
    while start > 1 and _is_names(blocks[start - 1], context):
        start -= 1
    if start == end or not (
        _closes_text(blocks, start, context.source) or (start > 1 and _is_announced(blocks[start - 1], context))
    ):
        return list(blocks)
    above = context.source.text[blocks[0].span.start : blocks[start].span.start]
    lines = [line for block in blocks[start:end] for line in _lines(block, context.source)]
    witnessed = _is_announced(blocks[start - 1], context)
    known = [witnessed or _is_known(context.source.cut(line.span), above, context) for line in lines]
    # An office above a name is part of another kind of closer.
    above_name = bool(lines) and _is_office(lines[0], context) and not _is_signed(lines[0], context)
    if above_name or len(lines) < _SIGNERS or sum(known) * 2 < len(lines):
        return list(blocks)
    signed: list[Block] = []
    for line, sure in zip(lines, known, strict=True):
        if signed and _is_office(line, context) and not _is_signed(line, context):
            signed[-1] = join(signed[-1], line, "signature")._replace(type="signed", cert=signed[-1].cert)
        else:
            signed.append(line._replace(kind="signature", type="signed", cert="" if sure else "medium"))
    return [*blocks[:start], *signed, *blocks[end:]]


def signed_letter(blocks: list[Block], context: BlockContext) -> list[Block]:
    """The blocks of a text read by labels; where they show no closer, names below the text are signatures."""
    if not blocks or {"closer", "behind", "leaf"} & {block.zone for block in blocks}:
        return blocks
    signed = with_signature_lines(blocks, context)
    return [block._replace(zone="closer") if block.kind == "signature" else block for block in signed]


def _is_names(block: Block, context: BlockContext) -> bool:
    """Whether each line of a block is short, begins with a capital or a cross, and is not a sentence."""
    if block.footnotes or (block.kind not in _KINDS and not _is_signed(block, context)):
        return False
    lines = [line.strip() for line in context.source.cut(block.span).split("\n")]
    return all(_is_name(line, context) for line in lines if line)


def _is_name(line: str, context: BlockContext) -> bool:
    """Whether a line may be a name with its office: short, and no sentence or part of one."""
    verb = compiled(rf"(?<!\w){context.convention.either('finite_verbs')}(?!\w)")
    name, _, office = line.partition(",")
    particle = compiled(context.convention.either("person_names", "particles"))
    small = [word for word in name.split()[1:] if is_function_word(word, context.convention)]
    return (
        len(line) <= _LINE
        and len(line.split()) <= _WORDS
        and _CROSS.sub("", line)[:1].isalpha()
        and (line[:1].isupper() or _CROSS.match(line) is not None)
        and line[-1] not in "?!:;"
        and not (line[-1] == "." and _SMALL_END.search(name))
        and not any(char.isdigit() for char in name)
        and (bool(office) or bool(_CROSS.match(line)) or all(particle.fullmatch(word) for word in small))
        and not verb.search(line)
    )


def _closes_text(blocks: Sequence[Block], start: int, source: Source) -> bool:
    """Whether a sentence and a blank line are above the block at `start`."""
    before = blocks[start - 1]
    if start > 1 and len(before.span) <= _SENTENCE and before.kind in ("paragraph", "item"):
        before = blocks[start - 2]
    words = source.cut(before.span).rstrip()
    apart = source.text.count("\n", before.span.end, blocks[start].span.start) > 1
    text = any(len(block.span) > _TEXT for block in blocks[:start] if block.kind in ("paragraph", "item"))
    if before.kind == "dateline":
        return apart and text
    return before.kind in ("paragraph", "item") and len(words) > _SENTENCE and words[-1] in ".!?" and apart and text


def _is_announced(block: Block, context: BlockContext) -> bool:
    """Whether a paragraph announces the names below it: it ends with a colon or a small word, `in the presence of`."""
    words = context.source.cut(block.span).rstrip()
    small = words[-1:].islower() and is_function_word(words.split()[-1], context.convention)
    return block.kind == "paragraph" and len(words) > _SENTENCE and (words[-1:] == ":" or small)


def _is_signed(line: Block, context: BlockContext) -> bool:
    """Whether a line is an office and the name of its holder: `Chairman: A. Low`."""
    words = " ".join(context.source.cut(line.span).split())
    roles = f"{context.convention.either('offices')}|{context.convention.either('letters', 'roles')}"
    name = rf"(?-i:[{CAPITAL}])[\w.'’-]*(?: (?-i:[{CAPITAL}])[\w.'’-]*){{0,2}}"
    match = compiled(rf"(?:\w{{1,3}} )?(?:{roles})(?:\s?[:,]\s?|\s)(?P<name>{name})").fullmatch(words)
    return match is not None and not compiled(rf"(?:{roles})(?!\w).*").match(match["name"])


def _lines(block: Block, source: Source) -> list[Block]:
    """The lines of a block, and the columns of each, as blocks."""
    pieces: list[Block] = []
    for match in _PIECE.finditer(source.text, block.span.start, block.span.end):
        words = match[0]
        left = match.start() + len(words) - len(words.lstrip())
        span = Span(left, match.start() + len(words.rstrip()))
        if span:
            pieces.append(Block("signature", span, clip(block.nodes, span), zone=block.zone))
    return pieces


def _is_known(words: str, above: str, context: BlockContext) -> bool:
    """Whether a line has initials or an office behind a comma, or a name in it is in the text above."""
    roles = f"{context.convention.either('offices')}|{context.convention.either('letters', 'roles')}"
    if (
        (is_person(words) and "." in words[:-1])
        or begins_person(words)
        or compiled(rf".+, (?:{roles})(?!\w).*").match(words)
    ):
        return True
    names = [word.strip(".,") for word in words.split() if word[:1].isupper() and len(word) > 2]
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", above) for name in names)


def _is_office(line: Block, context: BlockContext) -> bool:
    words = " ".join(context.source.cut(line.span).split())
    known = context.classify(words)
    roles = f"{context.convention.either('offices')}|{context.convention.either('letters', 'roles')}"
    # `Hon. Secretary`, `1. Vorsitzender`: abbreviations and small words may be before an office.
    before = rf"(?:(?:\d{{1,2}}\.|[^\W\d_]{{1,5}}\.|(?-i:[{SMALL}])+) ?){{0,2}}"
    office = compiled(rf"{before}(?:{roles})(?!\w).*")
    return (known is not None and known.kind == "office") or office.fullmatch(words) is not None
