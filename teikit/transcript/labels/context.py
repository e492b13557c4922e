"""What is known of the lines of a text together: where running text is, its width, what came before."""

from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from teikit.transcript.labels.lines import Line
from teikit.transcript.labels.shape import HAS_DIGIT, LENGTHS, MARK, OUTSIDE, Seen, Words, shape_of

_BODY = 5  # the length in steps from which a line is taken for running text
_INSIDE = tuple(Seen(OUTSIDE._replace(length=length), 0, "") for length in range(len(LENGTHS) + 1))


class Context(NamedTuple):
    """What is known of all lines together; lists have one value for each line."""

    seen: list[Seen]
    certain: list[bool]  # goes on from the line above: small letter after a full line that ends no sentence
    full: list[bool]  # as long as lines that are wrapped
    wrapped: bool
    first_body: int
    last_body: int
    marks: set[int]
    speakers: Counter[str]
    run: list[int]  # how many short lines follow one another here, in steps
    closed: list[int]  # lines since the last short line with words of a valediction, 9 for none
    greeted: list[int]  # lines since the last short line with words of a greeting, 9 for none
    dated: int  # how many short lines have a date after a blank line, in steps

    def zone(self, index: int) -> str:
        """Whether a line comes before, in or after the running text, and how far from it."""
        if index < self.first_body:
            return f"B{min(self.first_body - index, 4)}"
        return f"A{min(index - self.last_body, 5)}" if index > self.last_body else "I"


def context_of(lines: Sequence[Line], words: Words) -> Context:
    """What is known of all lines together; linear in the length of the text."""
    lengths = [line.indent + len(line.text) for line in lines]
    width = _width(lengths)
    full = [bool(width) and length > 0.75 * width for length in lengths]
    certain = [
        index > 0 and full[index - 1] and _goes_on(lines[index - 1], lines[index]) for index in range(len(lines))
    ]
    seen = _seen(lines, certain, words)
    body = [index for index, line in enumerate(seen) if line.shape.length >= _BODY or full[index]] or [0]
    dated = sum(map(_is_dated, lines, seen))
    return Context(
        seen, certain, full, bool(width), body[0], body[-1],
        _marks(lines), Counter(line.speaker for line in seen if line.speaker), _runs(lines, seen),
        _since(seen, "close"), _since(seen, "greet"), 2 if dated > 3 else int(dated > 1),
    )  # fmt: skip


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line below a full one certainly goes on: two small letters begin it and no sentence ends above.

    Right for 99.9 % of such lines in the editions that the weights come from.
    """
    return not line.blanks and line.text[:2].islower() and line.text[:2].isalpha() and before.text[-1] not in ".:!?"


def _seen(lines: Sequence[Line], certain: list[bool], words: Words) -> list[Seen]:
    """The shapes of the lines; between lines that certainly go on, of no more than the length."""
    inner = [all(three) for three in zip(certain, certain[1:], [False, *certain], strict=False)] + [False]
    return [
        _INSIDE[bisect(LENGTHS, len(line.text))] if inside else shape_of(line.text, words)
        for line, inside in zip(lines, inner, strict=False)
    ]


def _is_dated(line: Line, seen: Seen) -> bool:
    """Whether a short line after a blank one has a date."""
    return line.blanks > 0 and seen.shape.length < 4 and seen.shape.date not in "01"


def _width(lengths: list[int]) -> int:
    """The width that lines are wrapped at; 0 where they are not."""
    if len(lengths) < 6:
        return 0
    ordered = sorted(lengths)
    width = ordered[int(len(ordered) * 0.95)]
    many = sum(length > 0.75 * width for length in ordered) * 3 > len(ordered)
    return width if 40 < width <= 120 and many else 0


def _marks(lines: Sequence[Line]) -> set[int]:
    """The numbers that may be marks of notes in the text: "[1]", or digits right after a word."""
    marks: set[int] = set()
    for line in lines:
        if HAS_DIGIT(line.text):
            marks.update(int(match[1] or match[2]) for match in MARK.finditer(line.text))
    return marks


def _runs(lines: Sequence[Line], seen: Sequence[Seen]) -> list[int]:
    """For each line how many short lines without a blank line between stand together, at most 4; 0 for a long line."""
    runs: list[int] = []
    start = 0
    for index in range(len(lines) + 1):
        ends = index == len(lines) or lines[index].blanks > 0 or seen[index].shape.length >= _BODY
        if ends and index > start:
            runs += [min(index - start, 4)] * (index - start)
        if index < len(lines) and seen[index].shape.length >= _BODY:
            runs.append(0)
            start = index + 1
        elif ends:
            start = index
    return runs


def _since(seen: Sequence[Seen], group: str) -> list[int]:
    """For each line how many lines ago a short line had a word of the group, at most 4; 9 for never."""
    distance, distances = 9, []
    for line in seen:
        distances.append(distance)
        if line.shape.tokens < 5 and group in line.shape.words:
            distance = 1
        elif distance < 4:
            distance += 1
    return distances
