"""Salutations that run into the first sentence of a letter, and valedictions that run on from the last."""

import re
from collections.abc import Iterator

from teikit.core import Source, Span
from teikit.recognizers import compiled, is_function_word
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.letters.evidence import STOP, is_greeting, is_name
from teikit.transcript.model import Block, span_of
from teikit.transcript.syntax import Text, clip

# The maximum length of a salutation, and of a valediction with the name.
_GREETING, _TAIL = 70, 260
_MARK = re.compile(r"[,!:;.–—-]")
_TOKEN = re.compile(r"\S+")
# A clause ends before the words that close a letter.
_CLAUSE = re.compile(r"(?<=[.,;:!?–—])\s+")


def run_in(opener: list[Block], body: list[Block], closer: list[Block], context: BlockContext) -> list[Block]:
    """The blocks of a letter, where a salutation or a valediction inside a paragraph is a block of its own."""
    if not any(block.kind == "greeting" for block in opener):
        opener, body = _opened(opener, body, context)
    if not any(block.kind == "valediction" for block in closer):
        body, closer = _closed(body, closer, context)
    return [*opener, *body, *closer]


# ---------------------------------------------------------------- salutation
def _opened(opener: list[Block], body: list[Block], context: BlockContext) -> tuple[list[Block], list[Block]]:
    first = next((n for n, block in enumerate(body) if block.kind not in ("note", "sign", "line", "page")), len(body))
    if first == len(body) or body[first].kind != "paragraph" or not isinstance(body[first].nodes[0], Text):
        return opener, body
    block, source = body[first], context.source
    end, marked = greeting_end(source.cut(block.nodes[0].span), context)
    if not end:
        return opener, body
    span = Span(block.span.start, block.span.start + end)
    rest = _from(block, span.end, source)
    if rest is None:
        return opener, body
    salute = Block("greeting", span, clip(block.nodes, span), zone="opener", cert="" if marked else "medium")
    salute = salute._replace(type="run-in")
    before = [item._replace(zone="opener") for item in body[:first]]
    return [*opener, *before, salute], [rest._replace(rend="run-in"), *body[first + 1 :]]


def greeting_end(words: str, context: BlockContext) -> tuple[int, bool]:
    """Where a salutation at the beginning of a paragraph ends, and whether a mark ends it; 0 without one."""
    for mark in _MARK.finditer(words, 0, _GREETING):
        following = words[mark.end() : mark.end() + 1]
        if following.isspace() and is_greeting(words[: mark.start()], context.convention):
            return mark.end(), mark[0] != "."
        if mark[0] == "." and not following.isspace():
            break
    return _unmarked_end(words, context), False


def _unmarked_end(words: str, context: BlockContext) -> int:
    """Where a salutation without a mark ends: before the first small word of the language."""
    begins = compiled(rf"{context.convention.either('letters', 'greeting')}")
    tokens = list(_TOKEN.finditer(words, 0, _GREETING))
    for number, token in enumerate(tokens[1:6], 1):
        small = is_function_word(token[0].strip(STOP), context.convention) or token[0][:1].islower()
        bare = words[: tokens[number - 1].end()]
        # The adjectives of a salutation are written small as well.
        if small and token[0][:1].isupper() and begins.fullmatch(bare) and number > 1:
            return len(bare) if is_greeting(bare, context.convention) else 0
        if small and token[0][:1].islower() and number > 2 and begins.fullmatch(bare):
            return 0
    return 0


# ---------------------------------------------------------------- valediction
def _closed(body: list[Block], closer: list[Block], context: BlockContext) -> tuple[list[Block], list[Block]]:
    last = next((n for n in range(len(body) - 1, -1, -1) if body[n].kind not in ("note", "sign", "line", "page")), -1)
    if last < 0 or body[last].kind != "paragraph" or not isinstance(body[last].nodes[-1], Text):
        return body, closer
    signed = any(block.kind == "signature" for block in closer)
    block = body[last]
    cut = _tail(block, context.source, context)
    if cut is None:
        return body, closer
    phrase, name = _phrase_and_name(cut, context, signed)
    if not signed and name is None and not closer:
        return body, closer
    left = _up_to(block, cut.start, context.source)
    salute = Block("valediction", phrase, clip(block.nodes, phrase), zone="closer", cert="medium")
    closing = [salute._replace(rend="run-in" if left else "", cert="medium" if left else "")]
    if name:
        closing.append(Block("signature", name, clip(block.nodes, name), type="signed", zone="closer"))
    after = [item._replace(zone="closer") for item in body[last + 1 :]]
    return [*body[:last], *([left] if left else [])], [*closing, *after, *closer]


def _tail(block: Block, source: Source, context: BlockContext) -> Span | None:
    """The words that close a letter at the end of a paragraph, from the beginning of their clause."""
    words = source.cut(block.span)
    start = max(0, len(words) - _TAIL)
    pattern = compiled(rf"(?<!\w){context.convention.either('letters', 'run_in')}[.,!]?\s*\Z")
    for at in (*_clauses(words, start), *_joints(words, start, context)):
        match = pattern.match(words, at)
        if match:
            span = Span(block.span.start + at, block.span.end)
            whole = len(block.nodes) == 1 or all(
                isinstance(n, Text) or n.span.end <= span.start for n in block.nodes[:-1]
            )
            return span if whole or span.start >= block.nodes[0].span.start else None
    return None


def _clauses(words: str, start: int) -> Iterator[int]:
    if not start:
        yield 0
    yield from (match.end() for match in _CLAUSE.finditer(words, start))


def _joints(words: str, start: int, context: BlockContext) -> Iterator[int]:
    """Where a clause begins without a mark before it: at a word that joins."""
    joining = compiled(rf"(?<=\s)(?:{context.convention.either('joining', 'and')}|&)\s")
    yield from (match.start() for match in joining.finditer(words, start))


def _phrase_and_name(span: Span, context: BlockContext, signed: bool) -> tuple[Span, Span | None]:
    """The words that close a letter, and the name behind them where nothing else signs."""
    words = context.source.cut(span)
    if signed:
        return span, None
    known = compiled(context.convention.either("letters", "closing_words"))
    tokens = list(_TOKEN.finditer(words))
    for index in range(len(tokens) - 1, 0, -1):
        before = tokens[index - 1][0].strip(STOP)
        if known.fullmatch(before) or before[:1].islower():
            name = words[tokens[index].start() :]
            if known.fullmatch(name.strip(STOP)) or not is_name(name, context.convention):
                return span, None
            return Span(span.start, span.start + tokens[index - 1].end()), Span(
                span.start + tokens[index].start(), span.end
            )
        if not tokens[index][0][:1].isupper():
            return span, None
    return span, None


# ---------------------------------------------------------------- cutting
def _from(block: Block, start: int, source: Source) -> Block | None:
    """The block from an offset on, without the blanks there; None if no word is left."""
    words = source.text[start : block.span.end]
    span = Span(start + len(words) - len(words.lstrip()), block.span.end)
    if not span:
        return None
    nodes = clip(block.nodes, span)
    return block._replace(span=span_of(nodes), nodes=nodes)


def _up_to(block: Block, end: int, source: Source) -> Block | None:
    words = source.text[block.span.start : end]
    span = Span(block.span.start, block.span.start + len(words.rstrip()))
    return block._replace(span=span, nodes=clip(block.nodes, span)) if span else None
