"""Reads records: an export as a table (CSV), one row a document, or the archive's interface (JSON).

Each record becomes a page of the layout “record”, its fields behind labels, so that all else is the work of the layout.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from teikit.readers.extract import Extract, Writer
from teikit.readers.hypertext import is_hypertext, write_hypertext
from teikit.resources import resource
from teikit.source import Source

# A line of names that has so many known ones is one.
_KNOWN_NAMES = 3
_LABELS = (
    "title", "date", "author", "url", "record", "citation", "summary", "credits", "language", "archive", "persons",
    "rights",
)  # fmt: skip


class Value(NamedTuple):
    """A value of a record and its place in the file; `exact` says that the file spells it so."""

    words: str
    start: int
    exact: bool = True


Record = dict[str, Value]


class Kind(NamedTuple):
    """How a house's records are built: the columns of its table in order, what the first of them looks like, and which
    columns and keys hold which field.
    """

    columns: tuple[str, ...]
    first: str
    fields: Mapping[str, tuple[str, ...]]

    @property
    def names(self) -> set[str]:
        """All names of columns and keys that are known."""
        return {*self.columns, *(name for names in self.fields.values() for name in names)}


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds of records that are bundled."""
    found = []
    for path in sorted(resource("conventions", "records").glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))["record"]
        fields = {name: tuple(keys) for name, keys in data["fields"].items()}
        found.append(Kind(tuple(data["columns"]), data["first"], fields))
    return tuple(found)


def read_records(source: Source) -> list[Extract]:
    """The documents of a file of records, none where it is no such file; their names end with the place behind #."""
    for kind in kinds():
        records = _from_json(source, kind) or _from_table(source, kind)
        if records:
            several = len(records) > 1
            return [_page(source, record, kind, f"row-{n}" if several else "") for n, record in enumerate(records, 1)]
    return []


# ---------------------------------------------------------------- a record as a page
def _page(source: Source, record: Record, kind: Kind, anchor: str) -> Extract:
    writer = Writer(source)
    used: set[str] = set()
    for label in (*_LABELS, "other", "text"):
        if label == "other":
            text_key = _key(record, kind.fields["text"])
            _others(writer, {k: v for k, v in record.items() if k not in used and k != text_key})
            continue
        key = _key(record, kind.fields.get(label, ()))
        if key is None and label != "text":
            continue
        writer.put(f"\n{label}: ")
        if key is not None:
            used.add(key)
            _value(writer, record[key], label == "text")
    return writer.extract(anchor)


def _key(record: Record, names: tuple[str, ...]) -> str | None:
    return next((name for name in names if name in record and record[name].words.strip()), None)


def _others(writer: Writer, record: Record) -> None:
    values = {name: value for name, value in record.items() if value.words.strip()}
    if values:
        writer.put("\nother: ")
    for number, (name, value) in enumerate(values.items()):
        writer.put(f"{'; ' if number else ''}{name} = ")
        _value(writer, value, False)


def _value(writer: Writer, value: Value, is_text: bool) -> None:
    if is_text:
        writer.put("\n\n")
    value = _listed(value)
    words = value.words
    if is_hypertext(Source(words)):
        write_hypertext(writer, words, value.start if value.exact else None)
        return
    words = words if is_text else re.sub(r"\s*\n\s*", " ", words)
    start = value.start
    for piece in re.split(r'(?<=")', words) if value.exact else []:
        writer.take(start, piece)
        # a quotation mark stands doubled in the file
        start += len(piece) + piece.endswith('"')
    if not value.exact:
        writer.take(start, words[:1])
        writer.put(words[1:])


def _listed(value: Value) -> Value:
    """A list that a cell of a table holds as data, in words."""
    if not re.match(r"\[\s*\"", value.words):
        return value
    try:
        return Value(_said(json.loads(value.words)), value.start, False)
    except ValueError:
        return value


# ---------------------------------------------------------------- tables
_CELL = re.compile(r'"(?P<quoted>(?:[^"]|"")*)"|(?P<bare>[^,;\t\r\n]*)')


def _rows(text: str, delimiter: str) -> Iterator[list[Value]]:
    cell = re.compile(_CELL.pattern.replace(",;\\t", re.escape(delimiter)))
    at, row = 0, []
    while at < len(text):
        match = cell.match(text, at)
        if match is None:
            return
        quoted = match["quoted"] is not None
        words = match["quoted"].replace('""', '"') if quoted else match["bare"]
        row.append(Value(words, match.start("quoted" if quoted else "bare"), quoted or '"' not in words))
        at = match.end()
        if text.startswith(delimiter, at):
            at += 1
            continue
        if at < len(text) and text[at] not in "\r\n":
            return
        yield row
        row = []
        at = re.compile(r"(?:\r\n|\r|\n)+|$").match(text, at).end()  # type: ignore[union-attr]


def _from_table(source: Source, kind: Kind) -> list[Record]:
    first_line = source.text.lstrip("\ufeff").split("\n", 1)[0]
    delimiter = max(",;\t", key=first_line.count)
    if not first_line.count(delimiter):
        return []
    rows = list(_rows(source.text, delimiter))
    if not rows:
        return []
    names = [value.words.strip().lower() for value in rows[0]]
    if sum(name in kind.names for name in names) >= _KNOWN_NAMES and "title" in names:
        rows = rows[1:]
    elif len(rows[0]) == len(kind.columns) and re.match(kind.first, rows[0][0].words):
        names = list(kind.columns)
    else:
        return []
    return [dict(zip(names, row, strict=True)) for row in rows if len(row) == len(names)]


# ---------------------------------------------------------------- JSON
def _from_json(source: Source, kind: Kind) -> list[Record]:
    if not re.match(r"\s*[\[{]\s*[\"{]", source.text):
        return []
    try:
        data = json.loads(source.text)
    except (ValueError, RecursionError):
        return []
    if isinstance(data, dict) and not set(data) & kind.names:
        data = next((value for value in data.values() if isinstance(value, list)), [])
    objects = data if isinstance(data, list) else [data]
    known = [one for one in objects if isinstance(one, dict) and len(set(one) & kind.names) >= 2 and "title" in one]
    found, at = [], 0
    for one in known:
        at = max(at, source.text.find('"title"', at))
        found.append({key: Value(_said(value), at, False) for key, value in one.items()})
        at += 1
    return found


def _said(value: Any) -> str:
    """A value in words: a list of things by their names, a thing by its text or its name."""
    if isinstance(value, list):
        said = [_said(one) for one in value]
        return ("\n\n" if any("\n" in one or len(one) > 200 for one in said) else "; ").join(one for one in said if one)
    if isinstance(value, dict):
        return next(
            (_said(value[key]) for key in ("html", "text", "raw", "name", "value", "title") if value.get(key)), ""
        )
    return "" if value is None or isinstance(value, bool) else str(value)
