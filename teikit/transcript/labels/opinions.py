"""What the model takes the lines of a text for when no rule fixes any: a second opinion on what rules decide.

Rules and model err in different places. Where both say the same, it is right far more often than where they differ;
where no rule knows a block, the label of the model leads (`models/blocks.json` says from which probability on).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from teikit.core import Span
from teikit.transcript.labels.lines import Line, lines_of
from teikit.transcript.labels.model import LabelModel, Scale, shipped_model

# Labels are decided together: a few lines have nothing around them that says what they are.
_FEWEST, _MOST = 6, 3000
_NOTHING: Mapping[str, float] = {}


class Opinion(NamedTuple):
    """The probabilities of the labels of the line that a block begins with; empty where it begins inside a line."""

    shares: Mapping[str, float] = _NOTHING

    @property
    def label(self) -> str:
        """The most probable label; empty without an opinion."""
        return max(self.shares, key=self.shares.__getitem__) if self.shares else ""

    def p(self, label: str) -> float:
        """The probability of a label."""
        return self.shares.get(label, 0.0)


class Opinions(NamedTuple):
    """The opinions of a model on the lines of a text, by the offset of the first character of each line.

    They hold the `scale` of the model, not the model: a document goes to another process with them.
    """

    by_start: Mapping[int, Mapping[int, float]]
    scale: Scale | None = None

    def of(self, span: Span) -> Opinion:
        """The opinion on the line that begins where a block begins."""
        shares = self.by_start.get(span.start)
        return Opinion(self.scale.probabilities(shares) if shares and self.scale else _NOTHING)


NO_OPINIONS = Opinions({})


def opinions_of(text: str, span: Span, model: LabelModel | None = None) -> Opinions:
    """The opinions of the model on the lines of `text` in `span`; none for a text of very few lines or very many."""
    lines: Sequence[Line] = lines_of(text, span.start, span.end)
    if not _FEWEST <= len(lines) <= _MOST:
        return NO_OPINIONS
    asked = model or shipped_model()
    shares = asked.shares(lines)
    return Opinions({line.span.start: share for line, share in zip(lines, shares, strict=True)}, asked.scale)
