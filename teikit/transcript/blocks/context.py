"""The context of segmentation: source, convention, classifier, and layout of the lines."""

from collections.abc import Callable
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.core import Source
from teikit.transcript.labels import NO_OPINIONS, LabelModel, Opinions
from teikit.transcript.model import Block

Classify = Callable[[str], Block | None]


class Shape(NamedTuple):
    """The layout of a text: the width of its lines (0: unknown), or `long`, one line for each paragraph."""

    width: int
    long: bool

    @property
    def column(self) -> int:
        """The width of a line; that of a typed page if it is unknown."""
        return self.width or 75


class BlockContext(NamedTuple):
    """The source, the convention, its classifier for blocks, and the layout of the lines.

    `opens` is true where a text begins, so that the first lines may be its opener.
    `model` labels lines; None is the one teikit comes with. `opinions` are what it takes the lines for where no rule
    fixes one; none for a text that is not read by labels.
    """

    source: Source
    convention: Convention
    classify: Classify
    shape: Shape
    opens: bool = False
    model: LabelModel | None = None
    opinions: Opinions = NO_OPINIONS


def shape_of(text: str) -> Shape:
    """The layout of a text, by the lengths of its lines."""
    lengths = sorted(len(line.rstrip()) for line in text.splitlines() if line.strip())
    if len(lengths) < 6:
        return Shape(0, bool(lengths) and lengths[-1] > 200)
    width = lengths[int(len(lengths) * 0.95)]
    full = sum(length > 0.75 * width for length in lengths)
    if width > 160:
        return Shape(0, True)
    return Shape(width if width > 50 and full * 3 > len(lengths) else 0, False)
