"""Finds tables: lines whose cells are in the same columns, where that is certain (TEI Guidelines 14.1).

Cells are separated by bars, by tabs, or by two spaces and more. Bars are certain. Spaces also separate the columns of a
page that is read line by line, the parts of a letterhead, and two signatures side by side: only figures below one
another, or three columns and more that are all filled, are a table. What is less certain is left as it is.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from teikit.core import Source, Span
from teikit.transcript.front_matter import trimmed
from teikit.transcript.model import Row

# The minimum number of rows; fewer lines may be similar by chance.
MIN_ROWS = 3
# The maximum number of columns; more are a drawn line or damage.
_MAX_COLUMNS = 100
_GAP = re.compile(r"(?<![ \u00a0])[ \u00a0]*+\t[ \t\u00a0]*|[ \u00a0]{2,}")
# The maximum number of spaces in a line of a table.
_LONG = 1000
# A drawn line between rows.
_RULE = re.compile(r"(?=.*[-=_–—]{3})[\s|+:=_–—-]+")
# `1,400`, `300 fr.`, `2 Thlr. 10 Sgr.`
_FIGURE = re.compile(
    r"[^\w]{0,3}\d[\d\s.,:/–—%½¼¾-]*(?:[^\W\d_]{1,5}\.?(?:\s{0,3}\d[\d\s.,/½¼¾]*[^\W\d_]{1,5}\.?){0,2})?[^\w]{0,2}|[-–—]|[.…]{2,}"
)
_ITEM = re.compile(r"\(?(?:\d{1,3}|[^\W\d_]|[IVXLivxl]{1,5})[.)]|[-–—•]")
# A column with so many words in a cell, on average, is prose.
_PROSE = 4
# If more cells than this share begin in lower case, they continue the cells above them.
_RUNNING = 0.3
# The tolerance of the edges of a column, in characters.
_EDGE = 1


class Table(NamedTuple):
    """A table among lines: its first line, the line after its last, and its rows."""

    first: int
    last: int
    rows: tuple[Row, ...]
    cert: str = ""


def find_table(lines: Sequence[Span], source: Source) -> Table | None:
    """The first lines that are certainly a table; None without one."""
    if len(lines) < MIN_ROWS or not _may_part(source.text, lines[0].start, lines[-1].end):
        return None
    first = 0
    while first + MIN_ROWS <= len(lines):
        way = _parting(lines[first].cut(source.text))
        last = first + 1
        while way and last < len(lines) and _goes_on(lines[last].cut(source.text), way):
            last += 1
        rows = _rows(lines[first:last], source, way) if last - first >= MIN_ROWS else ()
        if rows:
            # Spaces are no mark of the transcriber for cells.
            return Table(first, last, rows, "medium" if way == " " else "")
        first = last
    return None


def _may_part(text: str, start: int, end: int) -> bool:
    """Whether a text has any separator of cells: a quick test, which excludes most running text."""
    return any(text.find(sign, start, end) >= 0 for sign in ("|", "\t", "  ", "\u00a0"))


def _parting(line: str) -> str:
    """The separator of cells in a line: bars, tabs or spaces; empty if there is one cell only, or too many."""
    bare = line.strip()
    if bare.count("|") > _MAX_COLUMNS or bare.count("\t") > _MAX_COLUMNS or bare.count("  ") > _LONG:
        return ""
    if "|" in bare.strip("|"):
        return "|"
    return "\t" if "\t" in bare else " " if _GAP.search(bare) else ""


def _goes_on(line: str, way: str) -> bool:
    return _parting(line) == way or _RULE.fullmatch(line) is not None


def _rows(lines: Sequence[Span], source: Source, way: str) -> tuple[Row, ...]:
    """The rows of lines with the same separator; empty if they are not certainly a table."""
    text = source.text
    rules = [n for n, line in enumerate(lines) if _RULE.fullmatch(line.cut(text))]
    plain = [line for n, line in enumerate(lines) if n not in set(rules)]
    if len(plain) < MIN_ROWS:
        return ()
    cells = _by_bars(plain, text) if way == "|" else _by_tabs(plain, text) if way == "\t" else _by_blanks(plain, text)
    if not cells or (way != "|" and not _certain([[cell.cut(text) for cell in row] for row in cells])):
        return ()
    headed = 1 in rules or _heads([[cell.cut(text) for cell in row] for row in cells])
    return tuple(Row(tuple(row), headed and not n) for n, row in enumerate(cells))


# ---------------------------------------------------------------- cells
def _by_bars(lines: Sequence[Span], text: str) -> list[list[Span]]:
    """The cells between bars; if all lines begin and end with bars, these are the frame."""
    rows = [_between(line, [m.span() for m in re.finditer(r"\|", line.cut(text))], text) for line in lines]
    for end in (0, -1):
        if all(not row[end] for row in rows):
            rows = [row[1:] if end == 0 else row[:-1] for row in rows]
    return rows if len({len(row) for row in rows}) == 1 and len(rows[0]) > 1 else []


def _by_tabs(lines: Sequence[Span], text: str) -> list[list[Span]]:
    """The cells between single tabs, which allows empty cells, or between runs of tabs, as on a typewriter."""
    for tabs in (r"\t", r"\t[\t \u00a0]*"):
        rows = [_between(line, [m.span() for m in re.finditer(tabs, line.cut(text))], text) for line in lines]
        if len({len(row) for row in rows}) == 1 and len(rows[0]) > 1:
            return rows
    return []


def _between(line: Span, gaps: Sequence[tuple[int, int]], text: str) -> list[Span]:
    starts = [line.start, *(line.start + end for _, end in gaps)]
    ends = [*(line.start + start for start, _ in gaps), line.end]
    return [trimmed(text, Span(start, end)) for start, end in zip(starts, ends, strict=True)]


def _by_blanks(lines: Sequence[Span], text: str) -> list[list[Span]]:
    """The cells of columns that spaces separate in all rows and that are aligned; a row may lack figures."""
    pieces = [
        [cell for cell in _between(line, [m.span() for m in _GAP.finditer(line.cut(text))], text) if cell]
        for line in lines
    ]
    offsets = [text.rfind("\n", 0, line.start) + 1 for line in lines]
    placed = [[(c.start - o, c.end - o) for c in row] for row, o in zip(pieces, offsets, strict=True)]
    columns = _columns([place for row in placed for place in row])
    if len(columns) < 2:
        return []
    rows = [_in_columns(row, columns, offset) for row, offset in zip(pieces, offsets, strict=True)]
    whole = all(len(row) == len(columns) for row in pieces)
    if not whole and not _may_lack([[cell.cut(text) for cell in row] for row in rows]):
        return []
    edges = [[Span(c.start - o, c.end - o) for c in row] for row, o in zip(rows, offsets, strict=True)]
    # Sums of several units at the end of lines are often not aligned.
    sums = all(_FIGURE.fullmatch(row[-1].cut(text)) for row in rows)
    kept = len(columns) - sums
    return rows if all(_keeps_edge([row[n] for row in edges]) for n in range(kept)) else []


def _in_columns(pieces: Sequence[Span], columns: Sequence[tuple[int, int]], offset: int) -> list[Span]:
    """The cells of a row: the pieces that are in each column as one, or an empty cell behind the one before it."""
    cells: list[Span] = []
    for start, end in columns:
        inside = [piece for piece in pieces if start <= piece.start - offset < end]
        behind = cells[-1].end if cells else pieces[0].start
        cells.append(Span(inside[0].start, inside[-1].end) if inside else Span(behind, behind))
    return cells


def _may_lack(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows may lack cells: all begin with words and end with figures, as accounts do."""
    return all(row[0] and row[-1] for row in rows) and _are_figures([row[-1] for row in rows])


def _columns(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges of columns that any row fills, separated by two spaces and more."""
    columns: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if columns and start < columns[-1][1] + 2:
            columns[-1] = (columns[-1][0], max(columns[-1][1], end))
        else:
            columns.append((start, end))
    return columns


def _keeps_edge(cells: Sequence[Span]) -> bool:
    """Whether the cells below the first that have words are aligned at their start or end."""
    places = [cell for cell in cells[1:] if cell]
    return not places or any(max(edges) - min(edges) <= _EDGE for edges in zip(*places, strict=True))


# ---------------------------------------------------------------- certainty
def _certain(rows: Sequence[Sequence[str]]) -> bool:
    """Whether cells without bars are a table: a column of figures, or enough columns without prose."""
    columns = list(zip(*rows, strict=True))
    accounts = all(_FIGURE.fullmatch(row[-1]) for row in rows) and not any(cell.endswith("-") for cell in columns[0])
    if any(_is_prose(column) for column in columns[accounts:]):
        return False
    if any(_are_figures(column) for column in columns[1:]):
        return not (len(columns) == 2 and all(_ITEM.fullmatch(cell) for cell in columns[0]))
    below = [cell for row in rows[1:] for cell in row]
    return len(columns) > 2 and all(cell for row in rows for cell in row) and _running(below) <= _RUNNING


def _are_figures(column: Sequence[str]) -> bool:
    """Whether the cells below the first are figures (at least two) or signs for a missing figure."""
    below = [cell for cell in column[1:] if cell]
    return sum(cell[-1:].isalnum() or any(c.isdigit() for c in cell) for cell in below) > 1 and all(
        _FIGURE.fullmatch(cell) for cell in below
    )


def _is_prose(column: Sequence[str]) -> bool:
    words = sum(len(cell.split()) for cell in column)
    divided = sum(cell.endswith("-") and cell[-2:-1].isalpha() for cell in column)
    return words >= _PROSE * len(column) and (_running(column[1:]) > _RUNNING / 2 or divided > 0)


def _running(cells: Sequence[str]) -> float:
    return sum(cell[:1].islower() for cell in cells) / max(1, len(cells))


def _heads(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row has words in a column of figures."""
    columns = [column for column in zip(*rows, strict=True) if _are_figures(column)]
    return bool(columns) and all(rows[0]) and not any(_FIGURE.fullmatch(column[0]) for column in columns)
