"""Finds numbered notes by the order of their marks: whatever form marks and notes have, their numbers rise together.

A note in the form of its mark needs no more than that mark. One in another form is found with all notes of its run: at
the end of a page or text, right behind the text with their marks, or under a heading of notes. Other lists are lists.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.core import LazyPattern, Source, Span
from teikit.recognizers import compiled
from teikit.transcript.footnotes.numbers import FORMS, NEITHER, STRONG, Anchors, Label, anchors_in, labels_in
from teikit.transcript.model import Block

# What may be behind the notes of a text or page without being its text.
_BEHIND = {"note", "stamp", "formula", "signature", "certification"}
_LETTER = re.compile(r"[^\W_]")
# The maximum number of notes; a text with more is not the work of an editor.
MAX_ORDERED = 2_000
# The part of a text at its end in which notes may have other text behind them.
_LAST_PART = 1 / 3
_start = attrgetter("span.start")
_Marks = list[Span | None]


class Numbered(NamedTuple):
    """A note: the block that it begins in, the start of its line, its label and number, and its mark, if it has one.

    `head` is where the heading of the notes begins, if the note is the first below one. A note whose label is `apart`
    is the next block.
    """

    block: int
    start: int
    label: Span
    n: str
    mark: Span | None
    head: int | None = None
    apart: bool = False


class _Run(NamedTuple):
    """Labels of one form whose numbers rise by one; where their heading begins; whether they end a page or text."""

    labels: Sequence[Label]
    head: int | None
    last: bool

    @property
    def first(self) -> Label:
        return self.labels[0]


def numbered_by_order(blocks: Sequence[Block], source: Source, convention: Convention) -> list[Numbered]:
    """The notes that the order of their marks shows, in the order of the text."""
    labels = [label for label, _ in zip(labels_in(blocks, source), range(MAX_ORDERED), strict=False)]
    if not labels:
        return []
    anchors, last = anchors_in(blocks, source, labels), _ends(blocks, labels, source)
    notes, low = list[Numbered](), -1
    for each in _runs(labels):
        run = _Run(each, _heading_before(blocks, each[0], source, convention), last[each[-1].block])
        marks, run = _marks_of(run, blocks, anchors, low)
        for label, mark in zip(run.labels, marks, strict=True) if any(marks) else ():
            head = run.head if label is run.first else None
            n = source.cut(label.span).strip("[]()/^:. ") if label.form != "bullet" else label.n
            notes.append(Numbered(label.block, label.start, label.span, n, mark, head, label.form == "apart"))
            low = mark.start if mark else low
    return notes


def _runs(labels: Sequence[Label]) -> list[list[Label]]:
    """The labels in runs of one form whose numbers rise by one; named notes are runs of one."""
    runs: list[list[Label]] = []
    for label in labels:
        before = runs[-1][-1] if runs else None
        follows = before and before.form == label.form and before.n.isdecimal() and label.n == str(int(before.n) + 1)
        if follows or (before and before.form == label.form == "bullet"):
            runs[-1].append(label)
        else:
            runs.append([label])
    return runs


# ---------------------------------------------------------------- the marks of a run
def _marks_of(run: _Run, blocks: Sequence[Block], anchors: Anchors, low: int) -> tuple[_Marks, _Run]:
    """The marks of a run of notes, None for a note without one; the run with numbers, if its labels have none."""
    if run.first.form == "bullet":
        return _marks_of_bullets(run, anchors, low)
    own = run.first.form
    for form in (own, *(form for form in FORMS if form != own)):
        marks = _in_order(run.labels, form, anchors, low)
        if own == form and form in STRONG and any(marks):
            return marks, run
        if all(marks) and _is_placed(run, marks[-1], blocks, form) and _is_likely(run, anchors, form):
            return marks, run
    return [None] * len(run.labels), run


def _marks_of_bullets(run: _Run, anchors: Anchors, low: int) -> tuple[_Marks, _Run]:
    """The marks of a list without numbers below a heading of notes: as many as there are marks of one form."""
    for form in FORMS if run.head is not None else ():
        numbers = [str(n) for n in range(1, len(run.labels) + 1)]
        labels = [label._replace(n=n) for label, n in zip(run.labels, numbers, strict=True)]
        marks = _in_order(labels, form, anchors, low)
        if all(marks) and (form, str(len(labels) + 1)) not in anchors:
            return marks, run._replace(labels=labels)
    return [None] * len(run.labels), run


def _in_order(labels: Sequence[Label], form: str, anchors: Anchors, low: int) -> _Marks:
    """For each label the first mark of that form and number behind the mark before it, and before the notes."""
    marks: _Marks = []
    for label in labels:
        places = anchors.get((form, label.n), [])
        limit = label.start if label.form == "apart" else labels[0].start
        place = bisect_right(places, low, key=_start)
        mark = places[place].span if place < len(places) and places[place].span.start < limit else None
        low = mark.start if mark else low
        marks.append(mark)
    return marks


def _is_placed(run: _Run, mark: Span | None, blocks: Sequence[Block], form: str) -> bool:
    """Whether the run is where notes are: below a heading, at the end of a page or text, or right behind its marks."""
    before = blocks[run.labels[-1 if run.first.form == "apart" else 0].block - 1].span
    behind = form != "round" and mark is not None and before.start <= mark.start
    return run.head is not None or behind or (run.first.form != "apart" and (run.last or _is_late(run, blocks, form)))


def _is_late(run: _Run, blocks: Sequence[Block], form: str) -> bool:
    """Whether several notes, or one with an unmistakable mark, are in the last part of the text."""
    begin, end = blocks[0].span.start, blocks[-1].span.end
    certain = len(run.labels) > 1 or form in STRONG
    return form != "round" and certain and run.first.start > end - (end - begin) * _LAST_PART


def _is_likely(run: _Run, anchors: Anchors, form: str) -> bool:
    """Whether marks of this form are those of the run: a text may have a figure against a word by chance."""
    if form in STRONG or run.head is not None:
        return True
    first = run.first.n == "1" or len(run.labels) > 1 or (form, str(int(run.first.n) - 1)) in anchors
    return first and (run.first.stopped or len(run.labels) > 1 or form == "glued")


# ---------------------------------------------------------------- places
def _ends(blocks: Sequence[Block], labels: Sequence[Label], source: Source) -> list[bool]:
    """For each block whether only notes, or nothing, come after it on its page or in its text."""
    begin = {label.block for label in labels}
    last, result = True, [False] * len(blocks)
    for index in range(len(blocks) - 1, -1, -1):
        result[index] = last
        block = blocks[index]
        beside = index in begin or block.kind in _BEHIND or not _LETTER.search(source.text, *block.span)
        last = block.kind in ("page", "line") or (last and beside)
    return result


def _heading_before(blocks: Sequence[Block], label: Label, source: Source, convention: Convention) -> int | None:
    """Where the heading of notes before a label begins: a block of its own, or the line before."""
    block = blocks[label.block]
    line = source.text[block.span.start : label.start].strip()
    if line:
        return block.span.start if _is_heading(line, convention) else None
    if label.block and blocks[label.block - 1].kind not in NEITHER:
        before = blocks[label.block - 1].span
        return before.start if _is_heading(source.cut(before).strip(), convention) else None
    return None


def _is_heading(words: str, convention: Convention) -> bool:
    return len(words) < 60 and _heading(convention).fullmatch(words) is not None


@cache
def _heading(convention: Convention) -> LazyPattern:
    return compiled(rf"[\W_]*{convention.either('note_heads')}[\W_]*")
