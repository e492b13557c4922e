"""Reads a table into rows of cells, each with its place: CSV (RFC 4180) as programs write it, or keys of TOML.

Commas, semicolons or tabs separate the cells; the encoding is UTF-8, UTF-16 with its mark, or one that is detected.
Nothing is raised for any file: what is wrong is a diagnostic with line and column.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from teikit.core import Diagnostic, Source, Span, file_diagnostic, source_of, span_diagnostic
from teikit.readers import decode, delimiter_of, table_rows, unclosed_quotations
from teikit.transcript import field_data

_FALLBACK = "cp1252"


class Cell(NamedTuple):
    """A value with its place: a span of the table's text, or (in TOML) the words that say which key it is."""

    words: str
    source: Source
    span: Span = Span(0, 0)
    key: str = ""

    def diagnostic(self, code: str, message: str) -> Diagnostic:
        """A diagnostic at the place of the value."""
        if self.key:
            return file_diagnostic(self.source.name, code, f"{self.key}: {message}")
        return span_diagnostic(self.source, self.span, code, message)


Row = Mapping[str, Cell]


class Table(NamedTuple):
    """The rows of a table by the names of its columns, and what is wrong with it."""

    rows: Sequence[Row]
    diagnostics: list[Diagnostic]


def read_table(path: Path, name: str, columns: Sequence[str]) -> Table:
    """The table in a file; `name` is its name in messages, `columns` the known columns."""
    source, diagnostics = _decoded(path, name)
    if source is None:
        return Table((), diagnostics)
    named = re.match(field_data()["separator_line"], source.text)
    delimiter = named[1] if named else delimiter_of(source.text) or ","
    start = named.end() if named else 0
    values = list(table_rows(source.text[start:], delimiter))
    diagnostics += unclosed_quotations(source, (value for row in values for value in row), start)
    each = ([_cell(source, value, start) for value in row] for row in values)
    header = next(each, [])
    names, unknown = _names(header, columns)
    rows = [row for row in each if row]
    uneven = [_uneven(row, len(names)) for row in rows if len(row) > len(names)]
    return Table([_by_name(names, row) for row in rows], [*diagnostics, *unknown, *uneven])


def toml_row(values: Mapping[str, Any], file: str, key: str) -> Row:
    """The keys of a table in a TOML file as a row; lists are joined with semicolons."""
    source = source_of("", file)
    return {name: Cell(_joined(value), source, key=f"{key} {name}") for name, value in values.items()}


def _joined(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def suggestion(words: str, known: Iterable[str]) -> str:
    """The end of a message that names the most similar of known words; empty if none is similar."""
    similar = get_close_matches(words, list(known), n=1, cutoff=0.6)
    return f"; did you mean “{similar[0]}”?" if similar else ""


def _decoded(path: Path, name: str) -> tuple[Source | None, list[Diagnostic]]:
    """The text of the file. A table has few letters beyond ASCII: Windows-1252 is read where none is detected."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, [file_diagnostic(name, "read-unreadable", f"cannot be read: {error.strerror or error}")]
    source, diagnostics = decode(data, name)
    if source is None and any(diagnostic.code == "read-undecodable" for diagnostic in diagnostics):
        other, others = decode(data, name, _FALLBACK)
        if other is not None:
            message = f"is not UTF-8; read as {_FALLBACK}"
            return other, [file_diagnostic(name, "read-detected-encoding", message), *others]
    return source, diagnostics


def _cell(source: Source, value: Any, start: int) -> Cell:
    words = " ".join(value.words.split()) if "\n\n" not in value.words else value.words.strip()
    begin = start + value.start
    return Cell(words, source, Span(begin, begin + len(value.words)))


def _names(header: Sequence[Cell], columns: Sequence[str]) -> tuple[list[str], list[Diagnostic]]:
    """The name of each column; empty for one that is not known, with a diagnostic."""
    names: list[str] = []
    diagnostics = []
    for number, cell in enumerate(header, 1):
        name = re.sub(r"[\s-]+", "_", cell.words.strip().casefold())
        if name not in columns or name in names:
            diagnostics.append(_unknown(cell, name, number, columns, name in names))
            name = ""
        names.append(name)
    return names, diagnostics


def _unknown(cell: Cell, name: str, number: int, columns: Sequence[str], again: bool) -> Diagnostic:
    if again:
        return cell.diagnostic("edition-unknown-column", f"there are two columns “{name}”; the first is used")
    if not name:
        return cell.diagnostic("edition-unknown-column", f"column {number} has no name; it is not used")
    hint = suggestion(name, columns) or f"; known are {', '.join(columns)}"
    return cell.diagnostic("edition-unknown-column", f"“{cell.words}” is not a known column{hint}")


def _uneven(row: Sequence[Cell], count: int) -> Diagnostic:
    message = f"this row has {len(row)} cells, and the header row {count}"
    return row[0].diagnostic("read-uneven-record", message)


def _by_name(names: Sequence[str], row: Sequence[Cell]) -> Row:
    return {name: cell for name, cell in zip(names, row, strict=False) if name and cell.words}
