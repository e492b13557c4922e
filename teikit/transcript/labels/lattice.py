"""The best labels of a text and the share of each label: the Viterbi and the forward-backward algorithm.

Both run over the labels of a line that are not far behind the best one, in one pass each way.
"""

_LEAST = 3e-5  # the share of the probability below which a label is not followed
Factors = list[list[float]]  # for each label the factors of the moves into it, from each label

# A label that a line may have: its number, its weight, the forward sum, the best path to it, the place of the label
# before it on that path in the row of the line above. A plain tuple, since a text makes many.
State = tuple[int, float, float, float, int]
Cells = list[tuple[int, float]]  # the labels a line may have, each with its weight
Row = list[State]


def forward(cells: list[Cells], into: Factors) -> list[Row]:
    """For each line its labels with the forward sums and the best paths."""
    first = sum(weight for _, weight in cells[0])
    rows: list[Row] = [[(tag, weight, weight / first, weight / first, 0) for tag, weight in cells[0]]]
    for given in cells[1:]:
        row = _next(rows[-1], given, into)
        rows.append(row or _next(rows[-1], [(tag, 1e-30) for tag in range(len(into))], into))
    return rows


def _next(before: Row, cells: Cells, into: Factors) -> Row:
    """The labels of a line after those of the line above; empty where none of them may follow."""
    if len(before) == len(cells) == 1:
        tag, weight = cells[0]
        return [(tag, weight, 1.0, 1.0, 0)] if into[tag][before[0][0]] else []
    row: Row = []
    total = top = 0.0
    for tag, weight in cells:
        column = into[tag]
        forward = best = 0.0
        origin = -1
        for place, (first, _, share, path, _) in enumerate(before):
            factor = column[first]
            forward += share * factor
            if path * factor > best:
                best, origin = path * factor, place
        if origin >= 0:
            total += forward * weight
            top = max(top, best * weight)
            row.append((tag, weight, forward * weight, best * weight, origin))
    least, low = total * _LEAST, top * _LEAST
    return [(t, w, f / total, b / top, o) for t, w, f, b, o in row if f > least or b > low]


def shares(rows: list[Row], into: Factors) -> list[dict[int, float]]:
    """For each line the share of each of its labels."""
    backward = [1.0] * len(rows[-1])
    result = [_normal(rows[-1], backward)]
    for row, later in zip(rows[-2::-1], rows[:0:-1], strict=True):
        if len(row) == 1:
            backward = [1.0]
            result.append({row[0][0]: 1.0})
            continue
        weights = [(into[state[0]], state[1] * share) for state, share in zip(later, backward, strict=True)]
        backward = [sum([column[state[0]] * weight for column, weight in weights]) for state in row]
        total = sum(backward)
        backward = [value / total for value in backward]
        result.append(_normal(row, backward))
    return result[::-1]


def _normal(row: Row, backward: list[float]) -> dict[int, float]:
    """The shares of the labels of a line from its forward and backward sums."""
    products = [state[2] * share for state, share in zip(row, backward, strict=True)]
    total = sum(products)
    return {state[0]: product / total for state, product in zip(row, products, strict=True)}


def best_path(rows: list[Row]) -> list[int]:
    """The best label of each line."""
    place = max(range(len(rows[-1])), key=lambda index: rows[-1][index][3])
    path = []
    for row in reversed(rows):
        path.append(row[place][0])
        place = row[place][4]
    return path[::-1]
