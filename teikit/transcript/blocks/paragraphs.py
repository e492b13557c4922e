"""Makes paragraphs from the lines of a PDF, and items from numbered lines.

Where lines are broken for width, a paragraph ends with a line that ends its sentence though the next word would still
have fitted. Where they are not, each line that ends a sentence is one. Both are guesses, and are reported as such.
"""

import re
from collections import Counter
from collections.abc import Iterator

from teikit.core import CAPITAL, WORD, Source, Span, begins_name
from teikit.recognizers import find_dates
from teikit.transcript.blocks.classify import ITEM
from teikit.transcript.blocks.context import BlockContext, Shape
from teikit.transcript.model import span_of
from teikit.transcript.syntax import Break, BreakKind, Node

_ENDS = re.compile(r"[.!?:;][\"”»'’)\]*\d⁰¹²³⁴-⁹]{0,4}\s*$")


# `Comrade Orlov: …`, `Present: …`
_LABEL = re.compile(rf"(?=.{{1,40}}?:\s)[^\W\d_][{WORD}.]*(?: [{WORD}.()]+){{0,4}} ?:\s+\S")
# `Resolved: that …`
_WORD = re.compile(r"[^\W\d_]{4,} ?:\s+\S")
# `Mr. LOW. When did you come?`, `The CHAIRMAN. No.`
_SPEAKER = re.compile(rf"(?:[{CAPITAL}][{WORD}]*\.? ){{0,2}}(?=[{CAPITAL}]{{2}})[{CAPITAL}'’-]{{3,}}\.\s+[{CAPITAL}]")
# `Q. When did you come?`
_LETTER = re.compile(r"[^\W\d_][.:]{1,2}\s+\S")
_ROMAN = re.compile(r"[IVX]+")
_COUNT = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
# How many lines of a diary begin with a day, and the longest date.
_DAYS, _DAY = 2, 40
# A line so much shorter than the width ends a paragraph, with or without a full stop.
_SHORT = 0.7


def paragraphs(lines: list[tuple[Node, ...]], context: BlockContext) -> Iterator[tuple[Node, ...]]:
    """The paragraphs of a run of lines, each as its nodes."""
    source, shape = context.source, context.shape
    run: list[tuple[Node, ...]] = []
    words = [source.cut(span_of(line)).strip() for line in lines]
    counted = _counted(words)
    starts = counted | _labelled(words, shape) | _dated(words, context)
    starts |= _indented([_indent(line, source) for line in lines], words)
    for index, line in enumerate(lines):
        begins = index in starts or (index - 1 in counted and _follows_items(lines, index, counted, source))
        if run and (begins or _ends(words[index - 1], words[index], shape)):
            yield as_one(run)
            run = []
        run.append(line)
    if run:
        yield as_one(run)


def _indent(line: tuple[Node, ...], source: Source) -> int:
    """The number of blanks before a line."""
    start = span_of(line).start
    begin = source.text.rfind("\n", 0, start) + 1
    words = source.text[begin : span_of(line).end]
    return len(words) - len(words.lstrip())


def _indented(indents: list[int], words: list[str]) -> set[int]:
    """The lines that begin a paragraph by their indent: most lines have none, and the one above ends a sentence."""
    if sum(not indent for indent in indents) * 2 < len(indents):
        return set()
    return {
        n for n in range(1, len(indents) - 1) if indents[n] > 1 and not indents[n + 1] and _ENDS.search(words[n - 1])
    }


def _dated(lines: list[str], context: BlockContext) -> set[int]:
    """The lines that begin with a day, as those of a diary do: several, each behind the end of a sentence."""
    likely = [n for n, line in enumerate(lines) if line[:1].isdigit() and (not n or _ENDS.search(lines[n - 1]))]
    if len(likely) < _DAYS:
        return set()
    days = {n for n in likely if _begins_with_day(lines[n][:_DAY], context)}
    return days if len(days) >= _DAYS else set()


def _begins_with_day(words: str, context: BlockContext) -> bool:
    """Whether words begin with a date that a mark ends: `3 May. Fine.`"""
    date = next(find_dates(words, context.convention), None)
    return (
        date is not None and date.span.start == 0 and words[date.span.end : date.span.end + 1] in (".", ",", ":", " ")
    )


def _labelled(lines: list[str], shape: Shape) -> set[int]:
    """The lines that begin with a speaker or a label and a colon, if there are several.

    The text before such a line is complete: with a sentence, or short.
    """
    letters = _letters(lines)
    labelled = [
        n
        for n, line in enumerate(lines)
        if (begins_name(line) and (_LABEL.match(line) or _SPEAKER.match(line))) or n in letters
    ]
    if len(labelled) < 2:
        return {n for n in labelled if n and _WORD.match(lines[n]) and _ENDS.search(lines[n - 1])}
    short = 0.8 * shape.column
    return {
        n for n in labelled if not n or _ENDS.search(lines[n - 1]) or (n - 1 in labelled and len(lines[n - 1]) < short)
    }


def _letters(lines: list[str]) -> set[int]:
    """The lines that begin with a letter for a speaker, `Q.` and `A.`: two letters at least, each more than once."""
    begun = {index: line[0] for index, line in enumerate(lines) if line[:1].isupper() and _LETTER.match(line)}
    counts = Counter(begun.values())
    recurring = {letter for letter, count in counts.items() if count > 1}
    return {index for index, letter in begun.items() if letter in recurring} if len(recurring) > 1 else set()


def _counted(lines: list[str]) -> set[int]:
    """The lines that are certainly items: they begin with consecutive numbers or letters, or with dashes."""
    counts: dict[str, list[list[int]]] = {}
    for index, line in enumerate(lines):
        match = ITEM.match(line)
        if match is None:
            continue
        n = match["n"] or match["m"] or ""
        style = match["label"].replace(n, "1" if n.isdecimal() else "a", 1) if n else match["dash"]
        runs = counts.setdefault(style, [])
        if not runs or not (_goes_on(lines[runs[-1][-1]], n) if n else _dash_goes_on(lines, runs[-1][-1], index)):
            runs.append([])
        runs[-1].append(index)
    return {index for runs in counts.values() for run in runs if len(run) > 1 for index in run}


def _dash_goes_on(lines: list[str], last: int, index: int) -> bool:
    """Whether a dash begins an item after another: on the next line, or after the end of a clause."""
    return last == index - 1 or lines[index - 1].endswith((":", ";", ".", ","))


def _goes_on(line: str, n: str) -> bool:
    """Whether a number or letter follows that of an item."""
    before = ITEM.match(line)
    last = (before["n"] or before["m"] or "") if before else ""
    if n.isdecimal() and last.isdecimal():
        return int(n) == int(last) + 1
    if n.isupper() == last.isupper() and len(n) + len(last) > 2:
        n, last = n.upper(), last.upper()
    if _ROMAN.fullmatch(n) and _ROMAN.fullmatch(last) and len(n) + len(last) > 2:
        return _COUNT.index(n) == _COUNT.index(last) + 1 if {n, last} <= set(_COUNT) else False
    return len(n) == len(last) == 1 and ord(n) == ord(last) + 1


def _follows_items(lines: list[tuple[Node, ...]], index: int, counted: set[int], source: Source) -> bool:
    """Whether a line ends a list: it follows items of one line each, the last complete, and is not an item."""
    first = min(counted)
    words = source.cut(span_of(lines[index])).strip()
    each = all(line in counted for line in range(first, index))
    return each and words[:1].isupper() and _ENDS.search(source.cut(span_of(lines[index - 1]))) is not None


def as_one(lines: list[tuple[Node, ...]]) -> tuple[Node, ...]:
    """The nodes of lines, with the line ends between them."""
    nodes: list[Node] = list(lines[0])
    for line in lines[1:]:
        gap = Span(nodes[-1].span.end, line[0].span.start)
        nodes += [*([Break(gap, BreakKind.LINE)] if gap else []), *line]
    return tuple(nodes)


def _ends(line: str, following: str, shape: Shape) -> bool:
    """Whether a paragraph ends with a line, by its end, its length, and what the next begins with."""
    if not line or not following or (following[0].islower() and not ITEM.match(following)):
        return False
    ended = _ENDS.search(line) is not None
    if following[0] == "•" or shape.long:
        return not line.endswith((",", "-"))
    with_next = len(line) + 1 + len(following.split()[0])
    short = bool(shape.width) and with_next < _SHORT * shape.width and not line.endswith((",", "-"))
    if ITEM.match(following) and shape.width:
        return ended or short or ITEM.match(line) is not None
    return bool(shape.width) and (short or (ended and with_next < 0.9 * shape.width))
