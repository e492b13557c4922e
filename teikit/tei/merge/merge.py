"""Merges what a person did to a TEI file with what the converter makes now: three states, word by word and tag by tag.

`base` is the file as the converter made it when the person began, `mine` the person's, `new` what it makes today.
Where only one of them changed, the change stands; where both changed the same place otherwise, it is a conflict.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from teikit.core import Diagnostic, Position, Severity, Source, Span
from teikit.tei.merge.base import BOOKKEEPING
from teikit.tei.merge.diff3 import Change, Region, changes, regions
from teikit.tei.merge.tokens import Token, put_together, tokens, with_letters
from teikit.xml import decode_xml, encode_like

# Changes of both sides with fewer words and tags between them than this concern one place: a person should look.
NEAR = 3


class MergeError(Exception):
    """A file cannot be compared, as it is no well-formed XML in UTF-8; the message says why."""


class Difference(NamedTuple):
    """A place where two states differ: line and column, the elements around it, what stands there in each state.

    `base` is None in a difference of two states only.
    """

    position: Position
    path: str
    mine: str
    new: str
    base: str | None = None


class Merged(NamedTuple):
    """The merged file, how many changes of the converter it took in, and the conflicts (there, `mine` stands)."""

    data: bytes
    taken: int
    conflicts: tuple[Difference, ...] = ()


def merge(base: bytes, mine: bytes, new: bytes) -> Merged:
    """The three states merged. Raises MergeError for a file that is no well-formed XML."""
    began, today = _text(base), _text(new)
    text = with_bookkeeping(_text(mine), began, today)
    original, edited, converted = tokens(with_bookkeeping(began, began, today)), tokens(text), tokens(today)
    places = regions(_changes(original, edited), _changes(original, converted), NEAR)
    pieces: list[str] = []
    conflicts, taken, done = [], 0, 0
    for place in places:
        pieces.append(put_together(edited[done : place.mine.start]))
        choice = _choice(place, original, edited, converted)
        pieces.append(put_together(_cut(converted, place.new) if choice == "new" else _cut(edited, place.mine)))
        taken += choice == "new"
        if choice == "conflict":
            conflicts.append((place.mine, place.base, place.new))
        done = place.mine.stop
    pieces.append(put_together(edited[done:]))
    conflicting = tuple(_differences(text, edited, converted, conflicts, original))
    return Merged(_bytes("".join(pieces), text, mine), taken, conflicting)


def differences(mine: bytes, new: bytes) -> list[Difference]:
    """Where two states of a file differ, but for what the converter notes about itself. Raises MergeError."""
    current, today = _text(mine), _text(new)
    text = with_bookkeeping(current, current, today)
    edited, converted = tokens(text), tokens(today)
    changed = [(range(c.start, c.end), None, range(c.new_start, c.new_end)) for c in _changes(edited, converted)]
    return list(_differences(text, edited, converted, changed))


def with_bookkeeping(text: str, old: str, new: str) -> str:
    """The text with what the converter noted about itself in `old` (seal, digests, counts) as it is in `new`.

    What a person changed in these notes is not found again, and stays.
    """
    for pattern in BOOKKEEPING:
        before, after = pattern.search(old), pattern.search(new)
        if before and after:
            text = text.replace(before[0], after[0], 1)
    return text


# ---------------------------------------------------------------- reading and writing the states
def _text(data: bytes) -> str:
    """The text of a state as its file has it: with its DOCTYPE, references to entities and includes."""
    document = decode_xml(data, Path(), "")
    found = [*document.diagnostics, *([document.malformed] if document.malformed else [])]
    error = next((diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR), None)
    if error is not None or document.mapped is None:
        problem = "is not well-formed" if error and error.code == "xml-malformed" else "cannot be read"
        raise MergeError(f"it {problem}: {_where(error)}" if error else f"it {problem}")
    return with_letters(document.mapped.main_source.text)


def _where(error: Diagnostic) -> str:
    return f"line {error.position.line}, {error.message}" if error.position else error.message


def _bytes(text: str, before: str, mine: bytes) -> bytes:
    """The merged text with the line ends (as in the text `before`), encoding and byte order mark of `mine`."""
    if "\r\n" in before:
        text = re.sub("\r?\n", "\r\n", text)
    return encode_like(text, mine)


# ---------------------------------------------------------------- changes
def _changes(old: Sequence[Token], new: Sequence[Token]) -> list[Change]:
    unadjusted = changes([token.key for token in old], [token.key for token in new])
    ends = [*unadjusted, Change(len(old), len(old), len(new), len(new))][1:]
    whole: list[Change] = []
    for change, following in zip(unadjusted, ends, strict=True):
        edge = whole[-1] if whole else Change(0, 0, 0, 0)
        whole.append(_apart(change, edge, following, old, new))
    return whole


def _apart(change: Change, edge: Change, following: Change, old: Sequence[Token], new: Sequence[Token]) -> Change:
    """The change, moved to the edges of a whole element where it is one put in or taken out.

    Between `<p>a</p>` and `<p>c</p>`, a new `<p>b</p>` may as well be found as `b</p><p>`.
    """
    if change.start != change.end and change.new_start != change.new_end:
        return change
    put_in = change.start == change.end
    piece, where = (Span(*change[2:4]), new) if put_in else (Span(*change[:2]), old)
    room = Span(edge.new_end, following.new_start) if put_in else Span(edge.end, following.start)
    for shift in _shifts(piece, room, where):
        if _is_whole(where[piece.start + shift : piece.end + shift]):
            start, end, new_start, new_end = (part + shift for part in change[:4])
            return Change(start, end, new_start, new_end, apart=True)
    return change


def _shifts(piece: Span, room: Span, where: Sequence[Token]) -> Iterator[int]:
    """How far a piece put in or taken out may be moved, and the change be the same."""
    yield 0
    start, end = piece
    while start > room.start and where[start - 1].key == where[end - 1].key:
        start, end = start - 1, end - 1
        yield start - piece.start
    start, end = piece
    while end < room.end and where[start].key == where[end].key:
        start, end = start + 1, end + 1
        yield start - piece.start


def _is_whole(piece: Sequence[Token]) -> bool:
    """Whether the tokens are whole elements."""
    depth = 0
    for token in piece:
        if depth == 0 and (not token.is_tag or token.opens < 0):
            return False
        depth += token.opens
    return depth == 0


def _cut(of: Sequence[Token], reach: range) -> Sequence[Token]:
    return of[reach.start : reach.stop]


def _choice(place: Region, old: Sequence[Token], edited: Sequence[Token], converted: Sequence[Token]) -> str:
    """What stands at a place that somebody changed: mine, new, or mine for the time being, as there is a conflict."""
    if not place.by_new:
        return "mine"
    was, mine, new = _cut(old, place.base), _cut(edited, place.mine), _cut(converted, place.new)
    if not place.by_me or _only_layout(was, mine):
        return "new"
    same = [token.key for token in mine] == [token.key for token in new]
    return "mine" if same or _only_layout(was, new) else "conflict"


def _only_layout(first: Sequence[Token], second: Sequence[Token]) -> bool:
    """Whether two pieces differ in nothing but line ends put in or taken out."""
    if len(first) != len(second):
        return False
    return all(
        a.key == b.key or (a.key.strip() == b.key.strip() and "\n" in a.raw + b.raw)
        for a, b in zip(first, second, strict=True)
    )


# ---------------------------------------------------------------- telling
def _differences(
    text: str, edited: Sequence[Token], converted: Sequence[Token], places: Sequence[tuple[range, range | None, range]],
    old: Sequence[Token] = (),
) -> Iterator[Difference]:  # fmt: skip
    """The differences found, told: a place in `text`, where the person's words stand, and the words of each side."""
    source = Source(text)
    paths = _paths(edited, [mine.start for mine, _, _ in places])
    for (mine, base, new), path in zip(places, paths, strict=True):
        token = edited[min(mine.start, len(edited) - 1)]
        words = [" ".join(put_together(_cut(*piece)).split()) for piece in ((edited, mine), (converted, new))]
        was = None if base is None else " ".join(put_together(_cut(old, base)).split())
        yield Difference(source.position(token.start), path, words[0], words[1], was)


def _paths(edited: Sequence[Token], starts: Sequence[int]) -> Iterator[str]:
    """The elements around each token of `starts`, which rise, as `text/body/div`."""
    names: list[str] = []
    done = 0
    for start in starts:
        for token in edited[done:start]:
            if token.opens > 0:
                names.append(token.name)
            elif token.opens < 0 and names:
                names.pop()
        done = max(done, start)
        yield "/".join(names)
