"""References to lines: ranges, the numbers that a text has of its own, which of equal words a lemma is."""

from teikit.publication.print.flow import Note
from teikit.publication.print.numbering import Numbering, joined
from teikit.publication.print.rows import Row, Rows

_RANKS = "¹²³⁴⁵⁶⁷⁸⁹"


def shortened(first: str, last: str) -> str:
    """12–14, 21–4 and 107–8: of the second number the digits that differ, and of 10 to 19 always both."""
    if first == last:
        return first
    start, kept = 0, 2 if last[-2:-1] == "1" else 1
    while len(first) == len(last) and start < len(last) - kept and first[start] == last[start]:
        start += 1
    return f"{first}–{last[start:]}"


def ranged(first: str, last: str) -> str:
    """A range of numbers with parts, such as 2.15 and 2.17: what both have in common is stated once."""
    head, _, start = first.rpartition(".")
    other, _, end = last.rpartition(".")
    if first == last or head != other:
        return first if first == last else f"{first}–{last}"
    numbers = shortened(start, end) if start.isdecimal() and end.isdecimal() else f"{start}–{end}"
    return f"{head}.{numbers}" if head else numbers


class References:
    """The references of notes by the numbers of the rows that they are on."""

    def __init__(self, rows: Rows, numbering: Numbering) -> None:
        self.rows, self.numbering = rows, numbering

    def of(self, note: Note, at_end: bool = False) -> str:
        """The line or lines that a note is on, with the page where it is another than that of the note, or `at_end`."""
        start, end, at = (self.rows.at.get(anchor) for anchor in (note.start, note.end, note.at))
        if start is None or end is None or at is None:
            return note.own
        if start.block.scheme == "reference" and (parts := self._parts(note)):
            return parts
        if note.own and self._is_own(note, start, end):
            return note.own
        if start.label and end.label:
            return ranged(start.label, end.label)
        if start.page != end.page:
            return f"{start.page}.{start.number}–{end.page}.{end.number}"
        page = "" if start.page == at.page and not at_end else f"{start.page}."
        return page + shortened(str(start.number), str(end.number))

    def _parts(self, note: Note) -> str:
        paths = [self.numbering.path(anchor, note.document) for anchor in (note.start, note.end)]
        return joined(*paths) if all(paths) else ""

    @staticmethod
    def _is_own(note: Note, start: Row, end: Row) -> bool:
        """Whether the number that the text has for a note counts: not where lines are counted."""
        scheme = start.block.scheme
        named = "–" in note.own or "-" in note.own
        return scheme == "own" or (scheme == "verse" and (not start.label or (named and start is end)))


def rank(note: Note, rows: Rows) -> str:
    """Which of the equal words of its line a lemma is: ¹, ², …; empty where it is the only one."""
    row, start = rows.at.get(note.start), rows.places.get(note.start)
    if row is None or start is None or note.own:
        return ""
    beside = [rows.places[anchor].x for anchor in note.equal if rows.at.get(anchor) is row]
    if len(beside) < 2:
        return ""
    place = sum(x <= start.x + 0.1 for x in beside) or 1
    return _RANKS[min(place, len(_RANKS)) - 1]
