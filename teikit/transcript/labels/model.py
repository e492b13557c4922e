"""A linear-chain conditional random field over the lines of a text, in plain Python, with its weights from a file.

Lafferty, McCallum and Pereira, "Conditional random fields", 2001. The best labels come from the Viterbi algorithm, the
probability of each from the forward-backward algorithm; both run over the labels of a line that are not far behind the
best one, so that a line in the middle of running text costs little. Everything is linear in the number of lines.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

from teikit.core import InstallationError, TeikitError, resource
from teikit.transcript.labels.features import Key, keys_of, names_of
from teikit.transcript.labels.lattice import Cells, Factors, best_path, forward, shares
from teikit.transcript.labels.lines import Line
from teikit.transcript.labels.shape import Words

ADDS_TO = "teikit"  # the value of `adds_to` in a file of weights that an edition adds
MORE, REST = "more", "rest"
RUNNING = frozenset({"paragraph", "list_item", "note", "postscript", "speaker", MORE})
_BEHIND = 10.0  # how far behind the best label of a line, in logarithms, another one is still followed
_KEPT = 50_000  # sums that are kept of a group of features
_EDGE = 1e-9  # a probability is never nearer to 0 or 1 when it is calibrated


class LabelError(TeikitError):
    """A file of weights of an edition cannot be used; the message names it."""


class Labelled(NamedTuple):
    """The label of a line, its calibrated probability, the second-best label and its probability.

    `sure` means that the probability reaches the threshold of the label, or that the label was fixed.
    """

    label: str
    p: float
    other: str
    p_other: float
    sure: bool


def may_follow(first: str, second: str) -> bool:
    """Whether a line may have the label `second` after a line labelled `first`.

    `more` continues running text only, `rest` any other block only.
    """
    return second not in (MORE, REST) or (first in RUNNING) == (second == MORE)


class Scale(NamedTuple):
    """The labels of a model by their numbers, and its temperature."""

    tags: tuple[str, ...]
    heat: float

    def probabilities(self, row: Mapping[int, float]) -> Mapping[str, float]:
        """The probabilities of the labels of a line: the shares that `shares` gives, to the power of 1 / heat."""
        weights = {self.tags[tag]: max(share, _EDGE) ** (1 / self.heat) for tag, share in row.items()}
        total = sum(weights.values())
        return {label: weight / total for label, weight in weights.items()}


class LabelModel:
    """The weights of the model; it labels the lines of one text at a time."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Take the content of a file of weights (`models/labels.json` says how it is made)."""
        self._data = data
        self.tags: list[str] = list(data["tags"])
        self.words = by_word(data["words"])
        self.state: dict[str, list[int]] = data["state"]
        self.moves: dict[tuple[int, int], float] = {(a, b): weight / 100 for a, b, weight in data["moves"]}
        self.thresholds: dict[str, float] = data["thresholds"]
        self.heat: float = data["temperature"]
        self.likely: float = data["likely"]
        self._number = {tag: index for index, tag in enumerate(self.tags)}
        self._goes_on: Cells = [(self._number[MORE], 1.0), (self._number[REST], 1.0)]
        self._into = self._columns()
        self._sums: tuple[dict[Key, list[float]], ...] = tuple({} for _ in range(6))

    @classmethod
    def load(cls, path: Path) -> "LabelModel":
        """Read a file of weights; raises InstallationError where it is not one."""
        try:
            return cls(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InstallationError(f"{path}: no model of labels: {error!r}. Install teikit again.") from error

    def label(self, lines: Sequence[Line], fixed: Mapping[int, str], likely: Mapping[int, str]) -> tuple[Labelled, ...]:
        """Label lines; `fixed` and `likely` give labels by the index of a line."""
        if not lines:
            return ()
        rows = forward(self._cells(lines, fixed, likely), self._into)
        pairs = zip(best_path(rows), shares(rows, self._into), strict=True)
        return tuple(self._labelled(*line, index in fixed) for index, line in enumerate(pairs))

    def shares(self, lines: Sequence[Line]) -> list[dict[int, float]]:
        """For each line the shares of its labels, by their numbers, those that are not negligible."""
        if not lines:
            return []
        return shares(forward(self._cells(lines, {}, {}), self._into), self._into)

    @property
    def scale(self) -> Scale:
        """What makes probabilities of the shares of labels."""
        return Scale(tuple(self.tags), self.heat)

    def _labelled(self, tag: int, shares: dict[int, float], fixed: bool) -> Labelled:
        label = self.tags[tag]
        if fixed or len(shares) == 1:
            return Labelled(label, 1.0, "", 0.0, True)
        share = shares.pop(tag)
        other = max(shares, key=shares.__getitem__)
        p = self._calibrated(share)
        p_other = (1 - p) * shares[other] / max(sum(shares.values()), _EDGE)
        return Labelled(label, p, self.tags[other], p_other, p >= self.thresholds.get(label, 1.0))

    def _calibrated(self, share: float) -> float:
        """The probability of a label from the share that the model gives it: its odds to the power of 1 / heat."""
        share = min(max(share, _EDGE), 1 - _EDGE)
        odds: float = ((1 - share) / share) ** (1 / self.heat)
        return 1 / (1 + odds)

    def adding(self, more: Mapping[str, Any]) -> "LabelModel":
        """A model with the weights of an edition (`labels.learn`) added. Raises KeyError and ValueError for others."""
        state = dict(self.state)
        for name, row in more["state"].items():
            state[name] = [*state.get(name, ()), *row]
        moves = [[*pair, round(weight * 100)] for pair, weight in self.moves.items()]
        for first, second, weight in more["moves"]:
            moves.append([first, second, weight + round(self.moves.get((first, second), 0.0) * 100)])
        return LabelModel({**self._data, "state": state, "moves": moves})

    def numbers(self, labels: Sequence[str]) -> list[int]:
        """The numbers of labels; raises ValueError for one that the model does not have."""
        return [self._tag(label) for label in labels]

    def weight(self, of: tuple[str, int] | tuple[int, int]) -> float:
        """The weight of a feature for a label, or of the move from one label to another."""
        first, second = of
        if isinstance(first, int):
            return self.moves.get((first, second), 0.0)
        row = self.state.get(first, ())
        return sum(row[place + 1] for place in range(0, len(row), 2) if row[place] == second) / 100

    # ------------------------------------------------------------ the weights of one line
    def _columns(self) -> Factors:
        """For each label the factors of the moves into it, from each label."""
        size = range(len(self.tags))
        return [[self._factor(first, second) for first in size] for second in size]

    def _factor(self, first: int, second: int) -> float:
        allowed = may_follow(self.tags[first], self.tags[second])
        return exp(self.moves.get((first, second), 0.0)) if allowed else 0.0

    def scores(self, keys: tuple[Key, ...]) -> list[float]:
        """The score of each label for a line by its own features."""
        sums = self._sums
        own, place, above, below, words, number = [
            known.get(key) or self._sum(group, key) for group, (known, key) in enumerate(zip(sums, keys, strict=True))
        ]
        return [a + b + c + d + e + f for a, b, c, d, e, f in zip(own, place, above, below, words, number, strict=True)]

    def _sum(self, group: int, key: Key) -> list[float]:
        """The score of each label by the features of one group; kept, since keys repeat."""
        total = [0.0] * len(self.tags)
        for name in names_of(group, key):
            row = self.state.get(name)
            if row:
                for place in range(0, len(row), 2):
                    total[row[place]] += row[place + 1]
        known = self._sums[group]
        if len(known) >= _KEPT:
            known.clear()
        known[key] = [value / 100 for value in total]
        return known[key]

    def _cells(self, lines: Sequence[Line], fixed: Mapping[int, str], likely: Mapping[int, str]) -> list[Cells]:
        """For each line the labels that it may have, each with its weight."""
        cells = []
        for index, keys in enumerate(keys_of(lines, self.words)):
            if index in fixed and (index or fixed[0] not in (MORE, REST)):
                cells.append(self._fixed(fixed[index]))
                continue
            if not keys and index not in likely:
                cells.append(self._goes_on)
                continue
            scores = self.scores(keys) if keys else [0.0] * len(self.tags)
            if index in likely:
                scores[self._tag(likely[index])] += self.likely
            if index == 0:
                scores = [value - 1e6 * (tag in (MORE, REST)) for tag, value in zip(self.tags, scores, strict=True)]
            top = max(scores)
            least = top - _BEHIND
            cells.append([(tag, exp(value - top)) for tag, value in enumerate(scores) if value > least])
        return cells

    def _fixed(self, label: str) -> Cells:
        """The one label of a line that a rule fixed; of the two that continue a block the one that fits."""
        return self._goes_on if label in (MORE, REST) else [(self._tag(label), 1.0)]

    def _tag(self, label: str) -> int:
        """The number of a label; raises ValueError for a label that the model does not have."""
        if label not in self._number:
            raise ValueError(f"{label!r} is no label; labels are {', '.join(self.tags)}")
        return self._number[label]


def by_word(groups: Mapping[str, Sequence[str]]) -> Words:
    """The groups of each word."""
    known = Words()
    for group, words in groups.items():
        for word in words:
            known[word] = (*known.get(word, ()), group)
    return known


@cache
def shipped_model() -> LabelModel:
    """The model that teikit comes with."""
    return LabelModel.load(resource("models", "labels.json"))


def edition_model(path: Path | None) -> LabelModel | None:
    """The model of an edition, whose weights in the file are added to teikit's; None without a file.

    Raises LabelError for a file that has no such weights.
    """
    if path is None:
        return None
    return _edition_model(path, path.stat().st_mtime_ns)


@lru_cache(4)
def _edition_model(path: Path, time: int) -> LabelModel:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["adds_to"] != ADDS_TO:
            raise ValueError(f"adds_to is {data['adds_to']!r}")
        return shipped_model().adding(data)
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        problem = f"{path}: no weights that teikit learned ({error!r}). Delete the file, or run teikit learn."
        raise LabelError(problem) from error
