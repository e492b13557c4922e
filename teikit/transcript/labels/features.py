"""The features of the lines of a text: what the model weighs.

Each line has one key for each of six groups: what it is by itself, its place, the line above, the line below, its
words, its number. A key is a tuple of a few values, so that what is computed for it is used again; `names_of` gives the
names of its features, which the weights are stored by. No feature needs more than the line, its neighbours and counts.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from teikit.transcript.labels.lines import Line
from teikit.transcript.labels.shape import HAS_DIGIT, MARK, OUTSIDE, Seen, Shape, Words, shape_of

Key = tuple[Any, ...]
OWN, PLACE, ABOVE, BELOW, WORDS, NUMBER = range(6)
_BODY = 5  # the length in steps from which a line is taken for running text


class _Text(NamedTuple):
    """What is known of all lines together."""

    seen: list[Seen]
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


def keys_of(lines: Sequence[Line], words: Words) -> list[tuple[Key, ...]]:
    """The keys of each line, one for each group; linear in the length of the text."""
    text = _text(lines, words)
    keys: list[tuple[Key, ...]] = []
    before = OUTSIDE
    last, count = 0, len(lines)
    for index, (line, seen) in enumerate(zip(lines, text.seen, strict=True)):
        shape = seen.shape
        after = text.seen[index + 1].shape if index + 1 < count else OUTSIDE
        above = "b" if line.blanks else "t"
        below = "b" if index + 1 == count or lines[index + 1].blanks else "t"
        zone = _zone(index, text)
        keys.append(
            (
                (shape, min(line.indent // 4, 3), min(line.piece, 1)),
                _place(index, count, text, shape, zone, above + below),
                (
                    _summary(before),
                    above,
                    index > 0 and text.full[index - 1],
                    shape.first,
                    shape.length,
                    line.indent > 3,
                ),
                (_summary(after), below, text.full[index], shape.length),
                (shape.words, shape.tokens, zone, before.words, after.words, above),
                _number(seen, last, text, zone),
            )
        )
        last = seen.number or last
        before = shape
    return keys


def _place(index: int, count: int, text: _Text, shape: Shape, zone: str, blanks: str) -> Key:
    """The place of a line, and what of its shape matters there."""
    start, end = min(index, 5), min(count - 1 - index, 5)
    near = (text.run[index], text.closed[index], text.greeted[index], text.dated)
    return (
        start,
        end,
        zone,
        blanks,
        text.wrapped,
        text.full[index],
        *near,
        shape.tokens,
        shape.date,
        shape.last,
        shape.caps,
    )


def _number(seen: Seen, last: int, text: _Text, zone: str) -> Key:
    """The number of an item or note against the one before and the marks in the text; the label of a speaker."""
    often = min(text.speakers[seen.speaker], 3) if seen.speaker else 0
    if not seen.number:
        return (0, often, zone[0], min(len(text.speakers), 3), seen.shape.label)
    return (1 + (seen.number == last + 1), seen.number in text.marks, zone[0], seen.shape.item, often)


def _summary(shape: Shape) -> Key:
    """What of a neighbour matters."""
    return (shape.length, shape.tokens, shape.first, shape.last, shape.date, shape.caps, shape.item)


def _zone(index: int, text: _Text) -> str:
    """Whether a line comes before, in or after the running text, and how far from it."""
    if index < text.first_body:
        return f"B{min(text.first_body - index, 4)}"
    return f"A{min(index - text.last_body, 5)}" if index > text.last_body else "I"


# ---------------------------------------------------------------- all lines together
def _text(lines: Sequence[Line], words: Words) -> _Text:
    seen = [shape_of(line.text, words) for line in lines]
    lengths = [line.indent + len(line.text) for line in lines]
    width = _width(lengths)
    full = [bool(width) and length > 0.75 * width for length in lengths]
    body = [index for index, line in enumerate(seen) if line.shape.length >= _BODY or full[index]] or [0]
    dated = sum(map(_is_dated, lines, seen))
    return _Text(
        seen, full, bool(width), body[0], body[-1],
        _marks(lines), Counter(line.speaker for line in seen if line.speaker), _runs(lines, seen),
        _since(seen, "close"), _since(seen, "greet"), 2 if dated > 3 else int(dated > 1),
    )  # fmt: skip


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


# ---------------------------------------------------------------- names
def names_of(group: int, key: Key) -> tuple[str, ...]:
    """The names of the features of a key of a group."""
    return _NAMES[group](*key)


def _own(shape: Shape, indent: int, piece: int) -> tuple[str, ...]:
    n, c, item = shape.length, shape.tokens, shape.item
    return (
        "bias", f"n={n}", f"c={c}", f"1={shape.first}", f"l={shape.last}", f"d={shape.date}", f"C={shape.caps}",
        f"i={item}", f"n+l={n}{shape.last}", f"c+1={c}{shape.first}", f"c+C={c}{shape.caps}", f"d+c={shape.date}{c}",
        f"d+C={shape.date}{shape.caps}{shape.commas}", f"1+l={shape.first}{shape.last}", f"i+n={item}{n}",
        f"C+l={shape.caps}{shape.last}", f"pg={int(shape.page)}", f"in={int(shape.initial)}{c}", f"t={indent}{c}",
        f"b={shape.bracket}{c}", f"m={shape.commas}{c}", f"x={int(shape.cells)}", f"k={shape.label}", f"pi={piece}",
    )  # fmt: skip


def _where(
    start: int, end: int, zone: str, blanks: str, wrapped: bool, full: bool,
    run: int, closed: int, greeted: int, dated: int, count: int, date: str, last: str, caps: str,
) -> tuple[str, ...]:  # fmt: skip
    f, g, c, d, z = int(full), int(greeted < 9), int(closed < 9), int(date not in "01"), zone[0]
    return (
        f"ab={blanks}", f"s={start}", f"e={end}", f"z={zone}", f"z+n={zone}{count}", f"z+d={zone}{date}",
        f"z+l={zone}{last}", f"z+c={zone}{caps}", f"s+n={start},{count}", f"e+n={end},{count}", f"s+d={start}{date}",
        f"e+d={end}{date}", f"e+c={end}{caps}", f"z+ab={zone}{blanks}", f"w={int(wrapped)}", f"f={f}{blanks}",
        f"run={run}{z}", f"run+n={run},{count}{z}", f"run+ab={run}{blanks}", f"cl={closed}{zone}",
        f"cl+n={closed},{count}{z}", f"cl+ab={closed}{blanks}", f"cl+d={closed}{date}", f"gr={greeted}{z}",
        f"gr+n={greeted},{count}", f"gr+ab={greeted}{blanks}", f"gr+d={greeted}{date}", f"cl+gr={c}{g}{zone}",
        f"dn={dated}{d}{blanks[0]}", f"dn+g={dated}{g}{c}{d}",
    )  # fmt: skip


def _above(
    before: tuple[str | int, ...], above: str, full: bool, first: str, length: int, indented: bool
) -> tuple[str, ...]:
    n, c, b1, bl, date, caps, item = before
    prior = f"{int(full)}{bl}{above}" if n != OUTSIDE.length else "^"
    return (
        f"p={prior}", f"p+1={prior}{first}", f"p+n={prior}{length}", f"pn={n},{length}{above}", f"pd={date}{above}",
        f"pI={item}{above}", f"pc={caps}{c}", f"pt={int(indented)}{above}", f"p1={b1}{first}{above}",
    )  # fmt: skip


def _below(after: tuple[str | int, ...], below: str, full: bool, length: int) -> tuple[str, ...]:
    n, c, first, last, date, caps, item = after
    return (
        f"nn={n},{length}{below}", f"n1={first}{below}", f"nd={date}", f"ni={item}{below}", f"nc={caps}{c}",
        f"nl={last}", f"nf={int(full)}{n}",
    )  # fmt: skip


def _words(
    own: tuple[str, ...], count: int, zone: str, before: tuple[str, ...], after: tuple[str, ...], above: str
) -> tuple[str, ...]:
    names = [f"v={'' if own else 'none'}{count}"]
    for name in own:
        names += (f"v={name}", f"v+n={name}{count}", f"v+z={name}{zone[0]}", f"v+z+n={name}{zone}{count > 4}")
    names += (f"pv={name}{above}" for name in before if name[-1] != "0")
    names += (f"nv={name}" for name in after if name[-1] != "0")
    return tuple(names)


def _numbered(*key: object) -> tuple[str, ...]:
    if not key[0]:
        _, often, zone, speakers, label = key
        return (f"sp={often}{speakers}", f"sp+z={often}{zone}{label}")
    follows, marked, zone, item, often = key
    return (f"succ={follows}{zone}", f"mark={int(bool(marked))}{zone}{item}", f"succ+i={follows}{item}", f"sp={often}0")


_NAMES = (_own, _where, _above, _below, _words, _numbered)
