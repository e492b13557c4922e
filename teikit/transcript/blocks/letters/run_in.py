"""Salutations that run into the first sentence of a letter, and valedictions that run on from the last."""

import re

from teikit.core import Source, Span
from teikit.recognizers import compiled, is_function_word
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.letters.formulas import STOP, clause_starts, is_greeting, is_name, tail_of
from teikit.transcript.blocks.paragraphs import as_one
from teikit.transcript.model import Block, span_of
from teikit.transcript.syntax import Text, clip

# The maximum length of a salutation, and of a valediction with the name.
_GREETING, _TAIL = 70, 260
_MARK = re.compile(r"[,!:;.–—-]")
# A salutation with the text behind it on one line.
_DASHES = frozenset("—–")
_TOKEN = re.compile(r"\S+")


def run_in(opener: list[Block], body: list[Block], closer: list[Block], context: BlockContext) -> list[Block]:
    """The blocks of a letter, where a salutation or a valediction inside a paragraph is a block of its own."""
    if not any(block.kind == "greeting" for block in opener):
        opener, body = _opened(opener, body, context)
    if not any(block.kind == "valediction" for block in closer):
        body, closer = _closed(body, closer, context)
    elif closer[0].kind == "valediction":
        body, closer = _begun(body, closer, context)
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
    salute = Block(
        "greeting", span, clip(block.nodes, span), zone="opener", cert="" if marked else "medium", other="paragraph"
    )
    salute = salute._replace(type="run-in")
    before = [item._replace(zone="opener") for item in body[:first]]
    return [*opener, *before, salute], [rest._replace(rend="run-in"), *body[first + 1 :]]


def greeting_end(words: str, context: BlockContext) -> tuple[int, bool]:
    """Where a salutation at the beginning of a paragraph ends, and whether a mark ends it; 0 without one."""
    for mark in _MARK.finditer(words, 0, _GREETING):
        following = words[mark.end() : mark.end() + 1]
        if (following.isspace() or following in _DASHES) and is_greeting(words[: mark.start()], context.convention):
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
    shortened = compiled(rf"(?s:.)*{context.convention.either('letters', 'and_so_on')}\W*")
    if not signed and name is None and not closer and not shortened.fullmatch(context.source.cut(cut)):
        return body, closer
    left = _up_to(block, cut.start, context.source)
    salute = Block("valediction", phrase, clip(block.nodes, phrase), zone="closer", cert="medium")
    closing = [salute._replace(rend="run-in" if left else "", cert="medium" if left else "")]
    if name:
        closing.append(Block("signature", name, clip(block.nodes, name), type="signed", zone="closer"))
    after = [item._replace(zone="closer") for item in body[last + 1 :]]
    return [*body[:last], *([left] if left else [])], [*closing, *after, *closer]


def _tail(block: Block, source: Source, context: BlockContext) -> Span | None:
    """The words that close a letter at the end of a paragraph; None without such words."""
    words = source.cut(block.span)
    pattern = compiled(rf"{context.convention.either('letters', 'run_in')}[.,!]?\s*")
    at = 0 if len(words) < _TAIL and pattern.fullmatch(words) else tail_of(words, context.convention)
    return Span(block.span.start + at, block.span.end) if at or pattern.fullmatch(words) else None


def _begun(body: list[Block], closer: list[Block], context: BlockContext) -> tuple[list[Block], list[Block]]:
    """A valediction whose first words are at the end of the last paragraph: `and remain, Sir,`."""
    last, source = body[-1] if body else None, context.source
    if last is None or last.kind != "paragraph" or not isinstance(last.nodes[-1], Text):
        return body, closer
    words = source.cut(last.span)
    pattern = compiled(rf"(?<!\w){context.convention.either('letters', 'run_in_start')}\s*\Z")
    at = next((at for at in clause_starts(words, context.convention) if pattern.match(words, at)), 0)
    left = _up_to(last, last.span.start + at, source) if at else None
    if left is None:
        return body, closer
    span = Span(last.span.start + at, last.span.end)
    nodes = as_one([clip(last.nodes, span), closer[0].nodes])
    begun = closer[0]._replace(span=span_of(nodes), nodes=nodes, rend="run-in", cert="medium")
    return [*body[:-1], left], [begun, *closer[1:]]


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
