"""Reads the rows of a table as text (RFC 4180, and what programs make of it): commas, semicolons or tabs between cells.

A row is never dropped: where its quotation marks or the number of its cells are wrong, it is read as far as it goes.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from teikit.core import Diagnostic, Source, span_diagnostic


class Value(NamedTuple):
    """A value of a record and its place in the file; `exact` says that the file spells it so.

    `fault` says what is wrong with the quotation marks around it, empty if nothing is.
    """

    words: str
    start: int
    exact: bool = True
    fault: str = ""


_QUOTED = re.compile(r'"(?P<words>[^"]*+(?:""[^"]*+)*+)"')
_OPEN = "the quotation mark that opens here is not closed: the cell is read up to the next delimiter or line end"
_CLOSED_LATE = (
    "the quotation mark that opens here is probably not closed: the next one, in another line, has words behind it"
)
_LINE_ENDS = re.compile(r"(?:\r\n|\r|\n)+")


def delimiter_of(text: str) -> str:
    """The sign that most often separates the cells of the first line; empty where none of the three occurs."""
    first_line = text.lstrip("\ufeff").split("\n", 1)[0]
    delimiter = max(",;\t", key=first_line.count)
    return delimiter if delimiter in first_line else ""


def rows(text: str, delimiter: str) -> Iterator[list[Value]]:
    """The rows, each its cells with their places; rows of empty cells only are passed over."""
    bare = re.compile(rf"[^{re.escape(delimiter)}\r\n]*+")
    at, row = 0, []
    while at < len(text):
        value, at = _cell(text, at, bare)
        row.append(value)
        if text.startswith(delimiter, at):
            at += 1
            if at < len(text):
                continue
            row.append(Value("", at))
        if any(value.words.strip() for value in row):
            yield row
        row = []
        end = _LINE_ENDS.match(text, at)
        at = end.end() if end else at


def _cell(text: str, at: int, bare: re.Pattern[str]) -> tuple[Value, int]:
    """The cell that begins at `at`, and where it ends; what follows a closing quotation mark belongs to it."""
    quoted = _QUOTED.match(text, at)
    rest = bare.match(text, quoted.end() if quoted else at)
    if rest is None:  # cannot be: the pattern matches nothing, too
        return Value("", at), len(text)
    if quoted is None:
        return Value(rest[0], at, '"' not in rest[0], _OPEN if rest[0].startswith('"') else ""), rest.end()
    words = quoted["words"].replace('""', '"') + rest[0]
    late = rest[0].strip() and _LINE_ENDS.search(quoted["words"])
    return Value(words, at + 1, not rest[0].strip(), _CLOSED_LATE if late else ""), rest.end()


def unclosed_quotations(source: Source, values: Iterable[Value], start: int = 0) -> list[Diagnostic]:
    """Diagnostics for quotation marks that are not closed; the values are those of the text from `start` on."""
    return [
        span_diagnostic(
            source, start + value.start - (value.fault == _CLOSED_LATE), "read-unclosed-quotation", value.fault
        )
        for value in values
        if value.fault
    ]
