"""Puts labelled lines into the parts of letters: where each letter opens, closes, and what is behind the closer.

A text ends with its closer; another one begins only where an opener follows the closer.
"""

from collections.abc import Sequence
from typing import NamedTuple

OPENS = {"dateline", "salute", "inside_address", "formula", "heading", "office", "signed", "valediction", "legend"}
CLOSES = {"valediction", "signed", "office", "dateline", "inside_address", "formula"}
SIGNS = {"valediction", "signed"}
RUNNING = {"paragraph", "list_item", "table_row", "speaker", "date_head", "note", "postscript"}
# What is no evidence for where a letter begins or ends.
BESIDE = {"aside", "page_line"}
# The maximum number of paragraphs behind a closer, and of lines before a salutation.
_BEHIND, _ABOVE = 4, 10
# The maximum number of unknown lines above an opener.
_UNKNOWN = 2
# The words of a line above a salutation.
_SHORT = 75


class Part(NamedTuple):
    """Consecutive units with one label: their range, the certainty, the second-best label, the length of a line."""

    label: str
    start: int
    end: int
    p: float
    other: str
    sure: bool
    longest: int


class Letter(NamedTuple):
    """The parts of a letter as ranges: opener `start:body`, body `body:closer`, closer `closer:behind`."""

    start: int
    body: int
    closer: int
    behind: int
    end: int


def letters_of(parts: Sequence[Part]) -> list[Letter]:
    """The letters of a file; the first begins with the file, the last ends with it."""
    letters: list[Letter] = []
    start = 0
    while start < len(parts):
        body = opener_end(parts, start)
        closer, behind = _closer(parts, body)
        end = next((at for at in range(behind, len(parts)) if _opens(parts, at)), len(parts))
        letters.append(Letter(start, body, closer, behind, end))
        start = end
    return letters


def opener_end(parts: Sequence[Part], start: int) -> int:
    """The end of the opener that begins at `start`: behind the salutation, else behind the last line that opens."""
    salute = _salute(parts, start)
    if salute is not None:
        while salute + 1 < len(parts) and parts[salute + 1].label in ("salute", "dateline", "formula"):
            salute += 1
        return salute + 1
    end = at = _above_head(parts, start)
    while at < len(parts) and parts[at].label in OPENS | BESIDE:
        at += 1
        if parts[at - 1].label in OPENS:
            end = at
    if end == start or end == len(parts) or not any(part.label in RUNNING for part in parts[end:]):
        return start
    return end


def _above_head(parts: Sequence[Part], start: int) -> int:
    """Where certain lines of an opener begin below one or two short lines that are not known; else `start`."""
    for at in range(start, min(start + _UNKNOWN + 1, len(parts))):
        if parts[at].label in OPENS and parts[at].p == 1:
            return at
        if parts[at].label != "paragraph" or parts[at].longest > _SHORT or parts[at].end - parts[at].start > 1:
            return start
    return start


def _salute(parts: Sequence[Part], start: int) -> int | None:
    """The salutation of a letter: only lines that open a letter, or short ones, are before it."""
    for at in range(start, min(len(parts), start + _ABOVE)):
        if parts[at].label == "salute":
            return at
        if parts[at].longest > _SHORT and parts[at].label not in OPENS | BESIDE:
            return None
    return None


def _opens(parts: Sequence[Part], at: int) -> bool:
    """Whether a letter begins at a part: an opener with a salutation, or a sure heading and dateline, and text."""
    if parts[at].label not in OPENS - SIGNS:
        return False
    if _begins_another(parts, at):
        return True
    end = opener_end(parts, at)
    return end < len(parts) and any(part.label == "salute" for part in parts[at:end]) and end > at


def _begins_another(parts: Sequence[Part], at: int) -> bool:
    """Whether a sure heading and a sure dateline below text begin another cable or letter of a series."""
    if not 0 < at < len(parts) - 2 or parts[at - 1].label not in RUNNING | CLOSES:
        return False
    first, second = parts[at], parts[at + 1]
    return (first.label, second.label) == ("heading", "dateline") and first.p == second.p == 1


def _closer(parts: Sequence[Part], body: int) -> tuple[int, int]:
    """The first run of closing parts that ends a letter; both are the number of parts if it has no closer."""
    at = body
    while at < len(parts) and parts[at].label != "leaf":
        if _begins_another(parts, at):
            return at, at
        if parts[at].label not in CLOSES:
            at += 1
            continue
        end = at
        while end < len(parts) and (parts[end].label in CLOSES or _between(parts, end)):
            end += 1
        if _ends(parts, at, end) and at > body:
            return at, _before_next(parts, at, end)
        at = end
    leaf = next((at for at in range(body, len(parts)) if parts[at].label == "leaf"), len(parts))
    return leaf, leaf


def _between(parts: Sequence[Part], at: int) -> bool:
    """Whether a bracket or a sign is between two closing parts."""
    return parts[at].label in BESIDE and at + 1 < len(parts) and parts[at + 1].label in CLOSES


def _ends(parts: Sequence[Part], start: int, end: int) -> bool:
    """Whether a run of closing parts ends a letter: nothing follows, another letter, a postscript or a few lines."""
    labels = {part.label for part in parts[start:end]}
    stop = next((at for at in range(end, len(parts)) if parts[at].label == "leaf" or _opens(parts, at)), len(parts))
    behind = [part for part in parts[end:stop] if part.label not in BESIDE | {"note", "legend", "page_line"}]
    if not labels & SIGNS:
        return not behind and stop == len(parts) and "dateline" in labels
    if not behind or behind[0].label == "postscript":
        return True
    running = [part for part in behind if part.label in RUNNING]
    return len(running) <= _BEHIND and (len(labels & SIGNS) > 1 or not running)


def _before_next(parts: Sequence[Part], start: int, end: int) -> int:
    """The end of a closer, without the dateline that opens the letter after it."""
    if end < len(parts) and parts[end].label == "salute":
        while end - 1 > start and parts[end - 1].label in ("dateline", "inside_address"):
            end -= 1
    return end
