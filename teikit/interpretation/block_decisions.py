"""Decisions about blocks: stamps by their words, lines whose label is in doubt."""

from teikit.interpretation.model import Decision, Subject
from teikit.interpretation.nodes import BlockKind
from teikit.interpretation.state import State
from teikit.transcript import Block


def decide_stamp(state: State, block: Block) -> None:
    """Reports that a block was read as a stamp by its words."""
    decision = Decision(
        block.span, "stamp", block.cert, ("its words",), code="block-inferred-stamp", subject=Subject.BLOCK
    )
    state.decide(decision, f"“{state.words(block.span)}” read as a stamp by its words", doubt=True)


def decide_label(state: State, block: Block, kind: BlockKind, reason: str) -> None:
    """Records the decision about a block whose label is in doubt."""
    if block.cert and (not block.zone or kind is BlockKind.UNKNOWN):
        state.decide(Decision(block.span, kind, block.cert, (reason,), subject=Subject.BLOCK))


def decide_line(state: State, block: Block, kind: BlockKind) -> None:
    """Reports that the label of a line is in doubt, with what it may be instead."""
    words, other = state.words(block.span), block.other if block.other != kind else ""
    reasons = ("the labels of its lines",)
    code, alternatives = "block-doubtful", (other,) if other else ()
    decision = Decision(block.span, kind, block.cert, reasons, alternatives, code=code, subject=Subject.BLOCK)
    message = f"“{words}” read as {kind}, certainty {block.cert}" + (f"; it may be {other}" if other else "")
    state.decide(decision, message, doubt=True)
