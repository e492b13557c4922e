"""Decisions about blocks: stamps by their words, lines whose label is in doubt."""

from collections.abc import Collection, Mapping

from teikit.core import Span
from teikit.interpretation.model import Decision, Subject
from teikit.interpretation.nodes import BlockKind, BlockNode, PartNode
from teikit.interpretation.scoring import block_cert, fits_of, paragraph_cert, paragraph_shape
from teikit.interpretation.state import State
from teikit.interpretation.words import in_words
from teikit.transcript import Block, Division


def decide_stamp(state: State, block: Block) -> None:
    """Reports that a block was read as a stamp by its words."""
    decision = Decision(
        block.span, "stamp", block.cert, ("its words",), code="block-inferred-stamp", subject=Subject.BLOCK
    )
    state.decide(decision, f"“{state.words(block.span)}” read as a stamp by its words", doubt=True)


def decide_kind(state: State, span: Span, kind: str, cert: str, reason: str) -> None:
    """Reports what a block is in doubt, with the reason for what it is read as."""
    code, message = "block-doubtful", f"{_read_as(state, span, kind, cert)}: {reason}"
    decision = Decision(span, kind, cert, (reason,), code=code, subject=Subject.BLOCK)
    state.decide(decision, message, doubt=True)


def decide_line(state: State, block: Block, kind: str) -> None:
    """Reports that the label of a line is in doubt, with what it may be instead."""
    other = block.other if block.other != kind else ""
    reasons = ("the labels of its lines",)
    code, alternatives = "block-doubtful", (other,) if other else ()
    decision = Decision(block.span, kind, block.cert, reasons, alternatives, code=code, subject=Subject.BLOCK)
    hint = f"; it may be {in_words(other, Subject.BLOCK)}" if other else ""
    state.decide(decision, f"{_read_as(state, block.span, kind, block.cert)}{hint}", doubt=True)


# What the scores call a block of an opener, closer or heading, by the kind of its node.
_SCORED: Mapping[str, str] = {
    BlockKind.HEAD: "head", BlockKind.FORMULA: "formula", BlockKind.SALUTE: "salute", BlockKind.DATELINE: "dateline",
    BlockKind.SIGNATURE: "signed", BlockKind.ADDRESS: "address", BlockKind.ATTENDANCE: "attendance",
}  # fmt: skip
# What the labels of lines are called in messages, where that is another word.
_CALLED: Mapping[str, str] = {
    "inside_address": "address", "signed": "signature", "valediction": "salute", "heading": "head",
    "more": "paragraph", "rest": "paragraph", "list_item": "item", "date_head": "head", "page_line": "page",
    "table_row": "table", "office": "signature", "legend": "note", "postscript": "paragraph", "speaker": "paragraph",
}  # fmt: skip


def second_opinion(state: State, block: Block, node: BlockNode) -> BlockNode:
    """A block that nothing doubts so far, with its certainty where the labels of lines do not agree; that is reported.

    A text that was not read by labels stays as it is.
    """
    scored = _SCORED.get(node.kind)
    if scored is None or node.cert or block.cert or node.parts or block.parts or not state.opinions.by_start:
        return node
    scored = "entry" if block.zone == "entry" else "valediction" if block.kind == "valediction" else scored
    return node._replace(cert=opinion_on(state, block, scored, node.kind))


def opinion_on(state: State, block: Block, scored: str, kind: str) -> str:
    """The certainty of a block, `scored` as a kind of `scoring.LABELS`, by the labels of lines.

    Doubt is reported as that of `kind`. Empty where the labels agree, or where a text was not read by labels.
    """
    if not state.opinions.by_start:
        return ""
    opinion = state.opinions.of(block.span)
    cert = block_cert(scored, opinion, fits=fits_of(scored, state.source, block.span, state.convention))
    other = _CALLED.get(opinion.label, opinion.label)
    if cert:
        decide_line(state, block._replace(cert=cert, other="" if other == kind else other), kind)
    return cert


def entry_cert(state: State, division: Division) -> str:
    """The certainty that a text is an entry of a diary: that of its heading, which reports it; else empty."""
    known = division.kind == "entry" and state.opinions.by_start
    if not known:
        return ""
    fits = fits_of("entry", state.source, division.span, state.convention)
    return block_cert("entry", state.opinions.of(division.span), fits=fits)


def decide_head(state: State, block: Block) -> str:
    """The certainty of a heading, which is reported if it is in doubt: a number alone may be that of a page."""
    number = state.source.cut(block.span).strip(" .\n").isdecimal()
    cert = block.cert or ("low" if number else "")
    if cert:
        decide_line(state, block._replace(cert=cert, other=block.other or "paragraph"), BlockKind.HEAD)
    return cert


def _read_as(state: State, span: Span, kind: str, cert: str) -> str:
    return f"“{state.words(span)}” read as {in_words(kind, Subject.BLOCK)}, certainty {cert}"


def in_doubt(node: PartNode, cert: str) -> PartNode:
    """A block with its certainty."""
    return node._replace(cert=cert) if cert and isinstance(node, BlockNode) else node


def paragraph_certs(state: State, division: Division) -> list[str]:
    """For each part of a text the certainty that it is a paragraph, by its shape; empty for other parts.

    The last paragraph may go on in the closer, so that it ends no sentence. Doubt is reported.
    """
    parts = division.body
    goes_on = bool(division.closer) and bool(division.closer[0].rend)
    spans = [_words(state, part) if isinstance(part, Block) and _is_plain(part) else None for part in parts]
    certs = [""] * len(parts)
    for index, span in enumerate(spans):
        if span is None or (goes_on and index == len(parts) - 1):
            continue
        around = [other for other in spans[max(0, index - 1) : index + 2] if other and other != span]
        certs[index], shape = _paragraph_cert(state, span, around)
        if certs[index]:
            _decide_shape(state, span, certs[index], shape)
    plain = [index for index, span in enumerate(spans) if span]
    if sum(certs[index] == "low" for index in plain) >= max(_UNKNOWN, len(plain) / _UNKNOWN_SHARE):
        for index in plain:
            if not certs[index] and (span := spans[index]):
                certs[index] = "medium"
                _decide_shape(state, span, "medium", "many blocks of this text have no known form")
    return certs


def _paragraph_cert(state: State, span: Span, around: Collection[Span]) -> tuple[str, str]:
    """The certainty of a paragraph and its shape: by what the labels take its first line for, else by its shape."""
    if not state.opinions.by_start:
        return paragraph_cert(state.source, span, around)
    shape = paragraph_shape(state.source, span, around)
    fits = fits_of("p", state.source, span, state.convention)
    return block_cert("p", state.opinions.of(span), shape, fits), shape


# Where so many paragraphs, and this share of them, have no known form, the others are in doubt as well.
_UNKNOWN, _UNKNOWN_SHARE = 4, 3
# Kinds of blocks that are paragraphs in running text; what a line looks like there is no more than its shape.
_PLAIN = {"paragraph", "name", "caps", "office", "valediction", "salute", "greeting", "dateline", "certification"}


def _words(state: State, block: Block) -> Span:
    """The words of a paragraph, without the bracket that is its label."""
    about, end = block.label == block.nodes[0].span, block.span.end
    start = block.nodes[0].span.end if about else block.span.start
    return Span(end - len(state.source.text[start:end].lstrip()), end)


def _is_plain(block: Block) -> bool:
    return block.kind in _PLAIN and not (block.rend or block.part or block.type)


def _decide_shape(state: State, span: Span, cert: str, shape: str) -> None:
    """Reports that a block may be no paragraph, by its shape."""
    reasons = (f"its shape: {shape}",)
    code = "block-doubtful"
    decision = Decision(span, "paragraph", cert, reasons, code=code, subject=Subject.BLOCK)
    state.decide(decision, f"{_read_as(state, span, 'paragraph', cert)} by its shape", doubt=True)
