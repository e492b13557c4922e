"""Reads the rows of a table as text (RFC 4180, and what programs make of it): commas, semicolons or tabs between cells.

A row is never dropped: where its quotation marks or the number of its cells are wrong, it is read as far as it goes.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Value(NamedTuple):
    """A value of a record and its place in the file; `exact` says that the file spells it so."""

    words: str
    start: int
    exact: bool = True


_QUOTED = re.compile(r'"(?P<words>[^"]*+(?:""[^"]*+)*+)"')
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
        return Value(rest[0], at, '"' not in rest[0]), rest.end()
    words = quoted["words"].replace('""', '"') + rest[0]
    return Value(words, at + 1, not rest[0].strip()), rest.end()
