"""How probable it is that a block is what it was read as: a logistic score over a few pieces of evidence.

The evidence is what it was read as, what of its words fits this (`fits`), the probability that the labels of lines give
to it (a second opinion, which no rule has a part in), and the shape of a paragraph. Weights and bounds are data
(`models/blocks.json`), made by `benchmarks/train_blocks.py` from decisions about annotated texts that neither the rules
nor the labels had seen.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from math import exp
from typing import NamedTuple

from teikit.core import resource
from teikit.interpretation.scoring.fits import EXACT
from teikit.transcript import Opinion

LABELS: Mapping[str, str] = {
    "p": "paragraph", "head": "heading", "formula": "formula", "salute": "salute", "valediction": "valediction",
    "dateline": "dateline", "signed": "signed", "address": "inside_address", "item": "list_item",
    "attendance": "list_item", "entry": "date_head", "ps": "postscript",
}  # fmt: skip
"""The label of a line that says the same as a kind of block."""
# The probability is evidence in these steps.
_STEPS = (0.0, 0.05, 0.2, 0.5, 0.8)


class Doubt(NamedTuple):
    """The weights of the evidence, and the least probabilities for no doubt and for medium certainty."""

    weights: Mapping[str, float]
    sure: float
    medium: float


@cache
def doubt() -> Doubt:
    """The weights that teikit comes with."""
    data = json.loads(resource("models", "blocks.json").read_text(encoding="utf-8"))["doubt"]
    return Doubt(data["weights"], data["sure"], data["medium"])


def block_evidence(kind: str, opinion: Opinion, shape: str = "", fits: Iterable[str] = ()) -> dict[str, float]:
    """The evidence for a block of a kind of `LABELS`; `shape` is that of a paragraph, `fits` what `fits_of` found."""
    evidence = {"any": 1.0, f"kind {kind}": 1.0, **{f"{kind}: {name}": 1.0 for name in fits if name != EXACT}}
    if EXACT in fits:
        where = "agrees" if opinion.label == LABELS[kind] else "" if opinion.shares else "inside a line"
        evidence |= {EXACT: 1.0} | ({f"{EXACT} {where}": 1.0} if where else {})
    if shape:
        evidence[f"shape {shape}"] = 1.0
    if not opinion.shares:
        return {**evidence, "inside a line": 1.0, f"inside a line {kind}": 1.0}
    p, group = opinion.p(LABELS[kind]), "p" if kind == "p" else "other"
    if opinion.label == LABELS[kind]:
        evidence |= {"agrees": 1.0, f"agrees {group}": 1.0}
    step = f"from {max(bound for bound in _STEPS if bound <= p)}"
    return {**evidence, step: 1.0, f"{step} {group}": 1.0}


def share_right(evidence: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability that a block with this evidence is what it was read as."""
    return 1 / (1 + exp(-sum(weights.get(name, 0.0) * value for name, value in evidence.items())))


def block_cert(kind: str, opinion: Opinion, shape: str = "", fits: Iterable[str] = ()) -> str:
    """The certainty of a block of a kind of `LABELS`: empty without doubt, else `medium` or `low`."""
    known = doubt()
    share = share_right(block_evidence(kind, opinion, shape, fits), known.weights)
    return "" if share >= known.sure else "medium" if share >= known.medium else "low"
