"""Logistic regression with a Gaussian prior, by Newton's method, in plain Python: for tens of weights."""

from collections.abc import Mapping, Sequence
from math import exp

Row = tuple[Mapping[str, float], bool, float]  # the evidence, whether it is right, how much it counts
_STEPS = 12


def fit(rows: Sequence[Row], strength: float) -> dict[str, float]:
    """The weights of the evidence; `strength` is the variance of the prior of a weight, around 0."""
    names = sorted({name for evidence, _, _ in rows for name in evidence})
    place = {name: index for index, name in enumerate(names)}
    given = [([(place[name], value) for name, value in evidence.items()], right, w) for evidence, right, w in rows]
    weights = [0.0] * len(names)
    for _ in range(_STEPS):
        slope = [-value / strength for value in weights]
        curve = [[0.0] * len(names) for _ in names]
        for index in range(len(names)):
            curve[index][index] = 1 / strength
        for evidence, right, count in given:
            p = 1 / (1 + exp(-sum(weights[index] * value for index, value in evidence)))
            for index, value in evidence:
                slope[index] += count * (right - p) * value
                for other, second in evidence:
                    curve[index][other] += count * p * (1 - p) * value * second
        weights = [value + step for value, step in zip(weights, solved(curve, slope), strict=True)]
    return dict(zip(names, weights, strict=True))


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a system of linear equations, by Gaussian elimination."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at in range(size):
        best = max(range(at, size), key=lambda index: abs(rows[index][at]))
        rows[at], rows[best] = rows[best], rows[at]
        for index in range(at + 1, size):
            share = rows[index][at] / rows[at][at]
            if share:
                rows[index] = [a - share * b for a, b in zip(rows[index], rows[at], strict=True)]
    found = [0.0] * size
    for at in range(size - 1, -1, -1):
        known = sum(rows[at][index] * found[index] for index in range(at + 1, size))
        found[at] = (rows[at][size] - known) / rows[at][at]
    return found
