"""Labels of lines: one pass decides where blocks begin and what they are.

Each line of a text gets the label of the block that begins there (dateline, salute, paragraph …), or `more` or `rest`:
it continues the block above. A linear-chain model finds the labels together; rules that are certain fix the label of a
line, other rules are evidence.

- `lines`: the lines of a text
- `shape`: what is known of a line by itself
- `features`: what the model weighs
- `context`: what is known of the lines together
- `model`: the model; `lattice`: its best labels and their probabilities
- `opinions`: what the model says where no rule fixes a line
- `learn`: weights that an edition adds
"""

from collections.abc import Mapping, Sequence

from teikit.transcript.labels.learn import learn
from teikit.transcript.labels.lines import Line, lines_of
from teikit.transcript.labels.model import (
    MORE,
    REST,
    RUNNING,
    LabelError,
    Labelled,
    LabelModel,
    edition_model,
    may_follow,
    shipped_model,
)
from teikit.transcript.labels.opinions import NO_OPINIONS, Opinion, Opinions, opinions_of

__all__ = [
    "MORE",
    "NO_OPINIONS",
    "REST",
    "RUNNING",
    "LabelError",
    "LabelModel",
    "Labelled",
    "Line",
    "Opinion",
    "Opinions",
    "edition_model",
    "label_lines",
    "learn",
    "lines_of",
    "may_follow",
    "opinions_of",
    "shipped_model",
]

_NONE: Mapping[int, str] = {}


def label_lines(
    lines: Sequence[Line],
    fixed: Mapping[int, str] = _NONE,
    likely: Mapping[int, str] = _NONE,
    model: LabelModel | None = None,
) -> tuple[Labelled, ...]:
    """Label the lines of one text, one label for each line, in order.

    `fixed` maps the index of a line to a label that is certain and always comes out; `more` and `rest` there both mean
    that the line continues the block above, and on the first line are ignored. `likely` maps the index of a line to a
    label that a rule suggests. Raises ValueError for a label that the model does not have.
    """
    return (model or shipped_model()).label(lines, fixed, likely)
