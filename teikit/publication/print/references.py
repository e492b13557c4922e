"""References to lines of pages: ranges, the number that a text has of its own, which of equal words a lemma is."""

from teikit.publication.print.flow import Note
from teikit.publication.print.rows import Rows

_RANKS = "¹²³⁴⁵⁶⁷⁸⁹"


def shortened(first: str, last: str) -> str:
    """12–14, 21–4 and 107–8: of the second number the digits that differ, and of 10 to 19 always both."""
    if first == last:
        return first
    start, kept = 0, 2 if last[-2:-1] == "1" else 1
    while len(first) == len(last) and start < len(last) - kept and first[start] == last[start]:
        start += 1
    return f"{first}–{last[start:]}"


def reference(note: Note, rows: Rows) -> str:
    """The line or lines of the text that a note is on, with the page where it is another than that of the note."""
    if note.own:
        return note.own
    start, end, at = (rows.at.get(anchor) for anchor in (note.start, note.end, note.at))
    if start is None or end is None or at is None:
        return ""
    if start.page != end.page:
        return f"{start.page}.{start.number}–{end.page}.{end.number}"
    page = "" if start.page == at.page else f"{start.page}."
    return page + shortened(str(start.number), str(end.number))


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
