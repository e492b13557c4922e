"""Decisions about blocks: stamps by their words, lines whose label is in doubt."""

from teikit.core import Span
from teikit.interpretation.model import Decision, Subject
from teikit.interpretation.nodes import BlockKind, BlockNode, PartNode
from teikit.interpretation.scoring import paragraph_cert
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


def decide_line(state: State, block: Block, kind: BlockKind) -> None:
    """Reports that the label of a line is in doubt, with what it may be instead."""
    other = block.other if block.other != kind else ""
    reasons = ("the labels of its lines",)
    code, alternatives = "block-doubtful", (other,) if other else ()
    decision = Decision(block.span, kind, block.cert, reasons, alternatives, code=code, subject=Subject.BLOCK)
    hint = f"; it may be {in_words(other, Subject.BLOCK)}" if other else ""
    state.decide(decision, f"{_read_as(state, block.span, kind, block.cert)}{hint}", doubt=True)


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
        certs[index], shape = paragraph_cert(state.source, span, around)
        if certs[index]:
            _decide_shape(state, span, certs[index], shape)
    plain = [index for index, span in enumerate(spans) if span]
    if sum(certs[index] == "low" for index in plain) >= max(_UNKNOWN, len(plain) / _UNKNOWN_SHARE):
        for index in plain:
            if not certs[index] and (span := spans[index]):
                certs[index] = "medium"
                _decide_shape(state, span, "medium", "many blocks of this text have no known form")
    return certs


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
