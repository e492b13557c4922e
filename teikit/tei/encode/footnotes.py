"""Writes notes at their marks, with the deletion or insertion that a textual note tells of."""

from collections.abc import Callable, Mapping, Sequence

from teikit.core import Span
from teikit.recognizers import find_key
from teikit.tei.encode.context import Pen
from teikit.transcript import Footnote, Node

Write = Callable[[Sequence[Node]], None]


def write_footnote(pen: Pen, note: Footnote, write: Write) -> None:
    """Writes a note where its mark stands; the marks themselves become its number."""
    builder = pen.builder
    with builder.within("note", {"type": "footnote", "n": note.n, "place": note.place}, note.content):
        builder.mark(note.mark)
        builder.mark(note.label)
        write(note.nodes)


def write_change(pen: Pen, note: Footnote) -> None:
    """Writes what a textual note says happened: the words in the text, and those that only the note has."""
    change = note.change
    if change is None:
        return
    said = pen.source.cut(note.content)
    medium = find_key("media", said, pen.convention)
    hand = {"hand": pen.hands.pointer(medium[0] if medium else "")}
    place = find_key("places", said, pen.convention)
    added = {**hand, "place": place[0] if place else "unspecified"}
    deleted = {**hand, "rend": "strikethrough"}
    if change.old and change.new:
        with pen.builder.within("subst", span=change.reach):
            _half(pen, "del", deleted, change.old, change.reach if change.stands == "old" else None)
            _half(pen, "add", added, change.new, change.reach if change.stands == "new" else None)
    elif change.old:
        _half(pen, "del", deleted, change.old, change.reach if change.stands else None)
    elif change.new:
        _half(pen, "add", added, change.new, change.reach)


def _half(pen: Pen, name: str, attributes: Mapping[str, str], words: Span, stands: Span | None) -> None:
    if stands is not None:
        with pen.builder.within(name, attributes, stands):
            pen.builder.text(stands)
    else:
        # The words are only told of: they stand in the note, not in the text.
        pen.builder.generated(name, pen.source.cut(words), attributes)
