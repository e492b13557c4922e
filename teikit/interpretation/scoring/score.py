"""Probabilities of the readings of a bracket: a logistic model over its evidence, in plain Python.

The weights, the thresholds of certainty and how they were made are in `models/brackets.json`; `benchmarks/
train_brackets.py` makes it.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.core import resource
from teikit.interpretation.model import Context
from teikit.interpretation.scoring.evidence import evidence_of

# Evidence of the letters of words: how unlike words of the text's language they are spelt.
SPELLING = "spelling"
LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?['’]?")


class Scored(NamedTuple):
    """The readings of a bracket with their probabilities, the likeliest first, and the strongest evidence for that."""

    ranking: tuple[tuple[str, float], ...]
    evidence: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The likeliest reading."""
        return self.ranking[0][0]

    @property
    def probability(self) -> float:
        """The probability of the likeliest reading."""
        return self.ranking[0][1]

    def of(self, kind: str) -> float:
        """The probability of a reading."""
        return dict(self.ranking).get(kind, 0.0)


@dataclass(frozen=True)
class Model:
    """A logistic model: a weight for each reading and name of evidence, and thresholds of certainty by reading.

    `sure` and `medium` are the least probabilities of a reading without @cert and of one with cert="medium".
    """

    kinds: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]
    letters: Mapping[str, float]
    sure: Mapping[str, float]
    medium: Mapping[str, float]

    def score(self, evidence: Mapping[str, float]) -> Scored:
        """The probabilities of the readings for this evidence."""
        sums = [0.0] * len(self.kinds)
        given = {"always": 1.0, **evidence}
        for name, value in given.items():
            for index, weight in enumerate(self.weights.get(name, ())):
                sums[index] += weight * value
        most = max(sums)
        shares = [exp(value - most) for value in sums]
        total = sum(shares)
        ranking = sorted(zip(self.kinds, (share / total for share in shares), strict=True), key=lambda pair: -pair[1])
        return Scored(tuple(ranking), self._reasons(given, self.kinds.index(ranking[0][0])))

    def _reasons(self, evidence: Mapping[str, float], kind: int) -> tuple[str, ...]:
        """The names of the strongest evidence for a reading against the others; words of a language are no reasons."""
        gains: list[tuple[float, str]] = []
        for name, value in evidence.items():
            weights = self.weights.get(name, ())
            if weights and "=" not in name and name != "always":
                others = (sum(weights) - weights[kind]) / (len(weights) - 1)
                gains.append(((weights[kind] - others) * value, name))
        return tuple(name for gain, name in sorted(gains, reverse=True)[:3] if gain > 0)

    def spelling(self, words: Iterable[str]) -> float:
        """How unlike the text's language words are spelt: the mean weight of their groups of three letters."""
        groups = [group for word in words for group in letter_groups(word)]
        return sum(self.letters.get(group, 0.0) for group in groups) / len(groups) if groups else 0.0

    def certainty(self, kind: str, probability: float) -> str:
        """The value of @cert for a reading with this probability; empty if it is sure."""
        if probability >= self.sure.get(kind, 1.1):
            return ""
        return "medium" if probability >= self.medium.get(kind, 0.8) else "low"


def letter_groups(word: str) -> list[str]:
    """The groups of three letters in a word of small letters, with its beginning and end; none for other words."""
    if not word.islower() or not LETTERS.fullmatch(word):
        return []
    bounded = f"^{word}$"
    return [bounded[start : start + 3] for start in range(len(bounded) - 2)]


@cache
def bracket_model() -> Model:
    """The model of brackets."""
    return read_model(resource("models", "brackets.json"))


def scored(content: str, context: Context, convention: Convention) -> Scored:
    """The readings of a bracket with these words, by all its evidence."""
    model, words = bracket_model(), " ".join(content.split())
    spelling = model.spelling(LETTERS.findall(words))
    return model.score({**evidence_of(words, context, convention), SPELLING: spelling})


def read_model(path: Path) -> Model:
    """The model in a file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    kinds = tuple(data["kinds"])
    weights = {name: tuple(map(float, values)) for name, values in data["weights"].items()}
    letters = {group: float(value) for value, groups in data["letters"].items() for group in groups.split(" ")}
    return Model(kinds, weights, letters, data["sure"], data["medium"])
