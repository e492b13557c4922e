"""Weights of an edition's own: what is added to the weights of the model, learned from its confirmed documents.

An averaged passive-aggressive update of a structured model (Crammer and others, "Online passive-aggressive
algorithms", 2006): where the best labels of a document are wrong, the features of the right ones gain and those of the
wrong ones lose just enough. Plain Python; the same documents give the same weights.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from teikit.transcript.labels.features import Key, keys_of, names_of
from teikit.transcript.labels.lines import Line
from teikit.transcript.labels.model import ADDS_TO, LabelModel

Lesson = tuple[Sequence[Line], Sequence[str]]  # the lines of a document and their labels
_ROUNDS = 6
_MOST = 0.08  # the largest step of a weight
_Weight = tuple[str, int] | tuple[int, int]  # a feature with a label, or the move from a label to another


def learn(model: LabelModel, lessons: Sequence[Lesson], rounds: int = _ROUNDS) -> dict[str, Any]:
    """What to add to the weights of a model, as data for `LabelModel.adding`.

    A label that the model does not have raises ValueError.
    """
    total: dict[_Weight, float] = {}
    added: dict[_Weight, float] = {}
    steps = 0
    for _ in range(rounds):
        for lines, labels in lessons:
            change = _change(model.adding(_data(added)), lines, labels)
            for weight, amount in change.items():
                added[weight] = added.get(weight, 0.0) + amount
            for weight, value in added.items():
                total[weight] = total.get(weight, 0.0) + value
            steps += 1
    return _data({weight: value / steps for weight, value in total.items()})


def _change(model: LabelModel, lines: Sequence[Line], labels: Sequence[str]) -> dict[_Weight, float]:
    """How the weights change for one document; nothing where its best labels are right."""
    best = [labelled.label for labelled in model.label(lines, {}, {})]
    if best == list(labels):
        return {}
    difference: dict[_Weight, float] = {}
    every = keys_of(lines, model.words)
    for sign, path in ((1, model.numbers(labels)), (-1, model.numbers(best))):
        for weight in _weights(every, path):
            difference[weight] = difference.get(weight, 0) + sign
    behind = -sum(amount * model.weight(weight) for weight, amount in difference.items())
    wrong = sum(first != second for first, second in zip(best, labels, strict=True))
    norm = sum(amount * amount for amount in difference.values())
    step = min(_MOST, (behind + wrong) / norm) if norm else 0.0
    return {weight: step * amount for weight, amount in difference.items() if amount}


def _weights(every: Sequence[tuple[Key, ...]], path: Sequence[int]) -> list[_Weight]:
    """The weights that a sequence of labels uses."""
    used: list[_Weight] = list(pairwise(path))
    for keys, tag in zip(every, path, strict=True):
        used += ((name, tag) for group, key in enumerate(keys) for name in names_of(group, key))
    return used


def _data(added: Mapping[_Weight, float]) -> dict[str, Any]:
    """Weights as the data of a file, in hundredths."""
    state: dict[str, list[int]] = {}
    moves = []
    for (first, second), value in sorted(added.items(), key=str):
        amount = round(value * 100)
        if amount and isinstance(first, str):
            state.setdefault(first, []).extend((second, amount))
        elif amount:
            moves.append([first, second, amount])
    return {"adds_to": ADDS_TO, "moves": moves, "state": state}
