"""The features of the lines of a text: what the model weighs.

Each line has one key for each of six groups: what it is by itself, its place, the line above, the line below, its
words, its number. A key is a tuple of a few values, so that what is computed for it is used again; `names_of` gives the
names of its features, which the weights are stored by. No feature needs more than the line, its neighbours and counts.
"""

from collections.abc import Sequence
from typing import Any

from teikit.transcript.labels.context import Context, context_of
from teikit.transcript.labels.lines import Line
from teikit.transcript.labels.shape import OUTSIDE, Seen, Shape, Words

Key = tuple[Any, ...]
OWN, PLACE, ABOVE, BELOW, WORDS, NUMBER = range(6)


def keys_of(lines: Sequence[Line], words: Words) -> list[tuple[Key, ...]]:
    """The keys of each line, one for each group; none for a line that certainly goes on. Linear in the text."""
    text = context_of(lines, words)
    keys: list[tuple[Key, ...]] = []
    before, last = OUTSIDE, 0
    for index, (line, seen) in enumerate(zip(lines, text.seen, strict=True)):
        after = text.seen[index + 1].shape if index + 1 < len(lines) else OUTSIDE
        below = "b" if after is OUTSIDE or lines[index + 1].blanks else "t"
        keys.append(() if text.certain[index] else _keys(index, line, text, (before, after), below, last))
        last = seen.number or last
        before = seen.shape
    return keys


def _keys(index: int, line: Line, text: Context, near: tuple[Shape, Shape], below: str, last: int) -> tuple[Key, ...]:
    """The keys of one line."""
    seen = text.seen[index]
    shape, (before, after) = seen.shape, near
    above = "b" if line.blanks else "t"
    zone = text.zone(index)
    full = index > 0 and text.full[index - 1]
    return (
        (shape, min(line.indent // 4, 3), min(line.piece, 1)),
        _place(index, len(text.seen), text, shape, zone, above + below),
        (_summary(before), above, full, shape.first, shape.length, line.indent > 3),
        (_summary(after), below, text.full[index], shape.length),
        (shape.words, shape.tokens, shape.unknown, zone, before.words, after.words, above, _after(after)),
        _number(seen, last, text, zone),
    )


def _place(index: int, count: int, text: Context, shape: Shape, zone: str, blanks: str) -> Key:
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


def _number(seen: Seen, last: int, text: Context, zone: str) -> Key:
    """The number of an item or note against the one before and the marks in the text; the label of a speaker."""
    often = min(text.speakers[seen.speaker], 3) if seen.speaker else 0
    if not seen.number:
        return (0, often, zone[0], min(len(text.speakers), 3), seen.shape.label)
    return (1 + (seen.number == last + 1), seen.number in text.marks, zone[0], seen.shape.item, often)


def _summary(shape: Shape) -> Key:
    """What of a neighbour matters."""
    return (shape.length, shape.tokens, shape.first, shape.last, shape.date, shape.caps, shape.item)


def _after(shape: Shape) -> str:
    """What the line below may be: outside the text, long, all capitals, a short one with or without unknown words."""
    if shape.tokens > 4:
        return "^" if shape is OUTSIDE else "L"
    return f"{shape.caps}{min(shape.unknown, 2)}"


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
    own: tuple[str, ...], tokens: int, unknown: int, zone: str,
    before: tuple[str, ...], after: tuple[str, ...], above: str, following: str,
) -> tuple[str, ...]:  # fmt: skip
    short = unknown if tokens < 5 else "-"
    names = [
        f"v={'' if own else 'none'}{tokens}",
        f"u={short}{tokens}",
        f"u+z={short}{zone}",
        f"u+f={short}{following}",
    ]
    for name in own:
        names += (f"v={name}", f"v+n={name}{tokens}", f"v+z={name}{zone[0]}", f"v+z+n={name}{zone}{tokens > 4}")
        names += (f"v+u={name}{short}", f"v+f={name}{short}{following}")
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
