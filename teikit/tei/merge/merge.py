"""Merges the edits of a person in a TEI file with a new conversion: a three-way merge of words and tags.

`base` is the file as the converter wrote it when the person began, `mine` is the edited file, `new` is the new
conversion. A change on one side is taken over. Different changes of both sides at one place are a conflict.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from teikit.core import Diagnostic, Position, Severity, Source, Span, TeikitError
from teikit.tei.merge.base import BOOKKEEPING
from teikit.tei.merge.diff3 import Change, Region, changes, regions
from teikit.tei.merge.tokens import Token, decode_references, join_tokens, tokens
from teikit.xml import decode_xml, encode_like

# Changes of both sides with fewer words and tags than this between them are one place, which a person reviews.
NEAR = 3


class MergeError(TeikitError):
    """A file cannot be compared, because it is not well-formed; the message says why."""


class Difference(NamedTuple):
    """A place where two versions differ: its position, the path of its elements, and the text in each version.

    `base` is None if only two versions are compared.
    """

    position: Position
    path: str
    mine: str
    new: str
    base: str | None = None


class Merged(NamedTuple):
    """The merged file, the number of changes taken over from `new`, and the conflicts (where `mine` is kept)."""

    data: bytes
    taken: int
    conflicts: tuple[Difference, ...] = ()


def merge(base: bytes, mine: bytes, new: bytes) -> Merged:
    """Merges the three versions. Raises MergeError for a file that is not well-formed XML."""
    began, today = _text(base), _text(new)
    text = with_bookkeeping(_text(mine), began, today)
    original, edited, converted = tokens(with_bookkeeping(began, began, today)), tokens(text), tokens(today)
    places = regions(_changes(original, edited), _changes(original, converted), NEAR)
    pieces: list[str] = []
    conflicts, taken, done = [], 0, 0
    for place in places:
        pieces.append(join_tokens(edited[done : place.mine.start]))
        choice = _choice(place, original, edited, converted)
        pieces.append(join_tokens(_cut(converted, place.new) if choice == "new" else _cut(edited, place.mine)))
        taken += choice == "new"
        if choice == "conflict":
            conflicts.append((place.mine, place.base, place.new))
        done = place.mine.stop
    pieces.append(join_tokens(edited[done:]))
    conflicting = tuple(_differences(text, edited, converted, conflicts, original))
    return Merged(_bytes("".join(pieces), text, mine), taken, conflicting)


def differences(mine: bytes, new: bytes) -> list[Difference]:
    """The differences of two versions, except for what the converter records about itself. Raises MergeError."""
    current, today = _text(mine), _text(new)
    text = with_bookkeeping(current, current, today)
    edited, converted = tokens(text), tokens(today)
    changed = [(range(c.start, c.end), None, range(c.new_start, c.new_end)) for c in _changes(edited, converted)]
    return list(_differences(text, edited, converted, changed))


def with_bookkeeping(text: str, old: str, new: str) -> str:
    """The text with the converter's records about itself (seal, digests, counts) of `old` replaced by those of `new`.

    A record that a person changed is not recognised, and stays.
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
    diagnostics = [*document.diagnostics, *([document.malformed] if document.malformed else [])]
    error = next((diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR), None)
    if error is not None or document.mapped is None:
        problem = "is not well-formed" if error and error.code == "xml-malformed" else "cannot be read"
        raise MergeError(f"it {problem}: {_where(error)}" if error else f"it {problem}")
    return decode_references(document.mapped.main_source.text)


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
        whole.append(_align_to_elements(change, edge, following, old, new))
    return whole


def _align_to_elements(
    change: Change, edge: Change, following: Change, old: Sequence[Token], new: Sequence[Token]
) -> Change:
    """The change, moved to the edges of a whole element if it inserts or deletes one.

    Between `<p>a</p>` and `<p>c</p>`, a new `<p>b</p>` may also be found as `b</p><p>`.
    """
    if change.start != change.end and change.new_start != change.new_end:
        return change
    put_in = change.start == change.end
    piece, where = (Span(*change[2:4]), new) if put_in else (Span(*change[:2]), old)
    space = Span(edge.new_end, following.new_start) if put_in else Span(edge.end, following.start)
    for shift in _shifts(piece, space, where):
        if _is_whole(where[piece.start + shift : piece.end + shift]):
            start, end, new_start, new_end = (part + shift for part in change[:4])
            return Change(start, end, new_start, new_end, independent=True)
    return change


def _shifts(piece: Span, space: Span, where: Sequence[Token]) -> Iterator[int]:
    """The distances by which an inserted or deleted piece can be moved without altering the change."""
    yield 0
    start, end = piece
    while start > space.start and where[start - 1].key == where[end - 1].key:
        start, end = start - 1, end - 1
        yield start - piece.start
    start, end = piece
    while end < space.end and where[start].key == where[end].key:
        start, end = start + 1, end + 1
        yield start - piece.start


def _is_whole(piece: Sequence[Token]) -> bool:
    """Whether the tokens are complete elements."""
    depth = 0
    for token in piece:
        if depth == 0 and (not token.is_tag or token.depth_change < 0):
            return False
        depth += token.depth_change
    return depth == 0


def _cut(of: Sequence[Token], reach: range) -> Sequence[Token]:
    return of[reach.start : reach.stop]


def _choice(place: Region, old: Sequence[Token], edited: Sequence[Token], converted: Sequence[Token]) -> str:
    """The version to use at a changed place: mine, new, or conflict (where mine is kept)."""
    if not place.by_new:
        return "mine"
    was, mine, new = _cut(old, place.base), _cut(edited, place.mine), _cut(converted, place.new)
    if not place.by_me or _only_layout(was, mine):
        return "new"
    same = [token.key for token in mine] == [token.key for token in new]
    return "mine" if same or _only_layout(was, new) else "conflict"


def _only_layout(first: Sequence[Token], second: Sequence[Token]) -> bool:
    """Whether two pieces differ only in inserted or deleted line ends."""
    if len(first) != len(second):
        return False
    return all(
        a.key == b.key or (a.key.strip() == b.key.strip() and "\n" in a.raw + b.raw)
        for a, b in zip(first, second, strict=True)
    )


# ---------------------------------------------------------------- differences
def _differences(
    text: str, edited: Sequence[Token], converted: Sequence[Token], places: Sequence[tuple[range, range | None, range]],
    old: Sequence[Token] = (),
) -> Iterator[Difference]:  # fmt: skip
    """The differences with their place in `text`, the person's version, and the words of each version."""
    source = Source(text)
    paths = _paths(edited, [mine.start for mine, _, _ in places])
    for (mine, base, new), path in zip(places, paths, strict=True):
        token = edited[min(mine.start, len(edited) - 1)]
        words = [" ".join(join_tokens(_cut(*piece)).split()) for piece in ((edited, mine), (converted, new))]
        was = None if base is None else " ".join(join_tokens(_cut(old, base)).split())
        yield Difference(source.position(token.start), path, words[0], words[1], was)


def _paths(edited: Sequence[Token], starts: Sequence[int]) -> Iterator[str]:
    """The path of elements at each token index of `starts`, which increase, as `text/body/div`."""
    names: list[str] = []
    done = 0
    for start in starts:
        for token in edited[done:start]:
            if token.depth_change > 0:
                names.append(token.name)
            elif token.depth_change < 0 and names:
                names.pop()
        done = max(done, start)
        yield "/".join(names)
