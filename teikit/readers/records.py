"""Reads records: an export as a table (CSV), one row a document, or the archive's interface (JSON).

Each record becomes a page of the layout “record”, its fields behind labels, so that all else is the work of the layout.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from teikit.core import Diagnostic, Source, bundled_toml, resource, shorten, span_diagnostic
from teikit.readers.extract import Extract, Writer
from teikit.readers.kinds import is_hypertext, is_table
from teikit.readers.table import Value, delimiter_of, rows, unclosed_quotations

# A line of names that has so many known ones is one.
_KNOWN_NAMES = 3
# The same in a file whose name says that it is a table.
_FEW_NAMES = 2
_LABELS = (
    "title", "date", "author", "url", "record", "citation", "summary", "credits", "publisher", "language", "archive",
    "persons", "rights",
)  # fmt: skip


Record = dict[str, Value]


class Records(NamedTuple):
    """The records of a file, and what is wrong with them."""

    records: list[Record]
    findings: list[Diagnostic]


class Kind(NamedTuple):
    """How the records of a project are built: the columns of its table in order, what the first of them looks like.

    `fields` names the columns and keys that hold each field.
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
    kinds_found = []
    for path in sorted(resource("conventions", "records").glob("*.toml")):
        data = bundled_toml("conventions", "records", path.name)["record"]
        fields = {name: tuple(keys) for name, keys in data["fields"].items()}
        kinds_found.append(Kind(tuple(data["columns"]), data["first"], fields))
    return tuple(kinds_found)


_DATA = re.compile(r"\s*[\[{]\s*[\"{]")


def may_be_records(beginning: str) -> bool:
    """Whether a file that begins so may be one of records."""
    if _DATA.match(beginning):
        return True
    first = next(rows(beginning, delimiter), []) if (delimiter := delimiter_of(beginning)) else []
    return any(_names_of(first, kind) or (first and re.match(kind.first, first[0].words)) for kind in kinds())


def _names_of(row: Sequence[Value], kind: Kind, needed: int = _KNOWN_NAMES) -> list[str]:
    """The names in the first row of a table; none where it is a record already, or no table."""
    names = [value.words.strip().lower() for value in row]
    return names if sum(name in kind.names for name in names) >= needed and "title" in names else []


def read_records(source: Source) -> tuple[list[Extract], list[Diagnostic]]:
    """The documents of a file of records, none where it is no such file, and what is wrong with the records.

    Of several, each has an anchor, which no other has in whatever letters: the number that the record itself has, or
    the last part of its address, or `row-2` for the second.
    """
    for kind in kinds():
        records = _from_json(source, kind)
        if not records.records:
            records = _from_table(source, kind)
        if records.records:
            names = anchors(records.records, kind) if len(records.records) > 1 else [""]
            pages = zip(records.records, names, strict=True)
            findings = list(records.findings)
            return [_page(source, record, kind, anchor, findings) for record, anchor in pages], findings
    return [], []


def anchors(records: Sequence[Record], kind: Kind) -> list[str]:
    """A name for each record that stays when records are put in before it, where the record gives one."""
    own = [_own_name(record, kind) for record in records]
    counts = Counter(name.casefold() for name in own)
    return [
        name if name and counts[name.casefold()] == 1 and not _ROW.fullmatch(name) else f"row-{number}"
        for number, name in enumerate(own, 1)
    ]


_ROW = re.compile(r"row-\d+", re.IGNORECASE)


def _own_name(record: Record, kind: Kind) -> str:
    number, address = (_key(record, kind.fields.get(field, ())) for field in ("record", "url"))
    words = record[number].words if number else ""
    if not words and address:
        words = re.split(r"[?#]", record[address].words.strip())[0].rstrip("/").rpartition("/")[2]
    return re.sub(r"[^\w-]+", "-", words, flags=re.ASCII).strip("-")[:80]


def is_data(text: str) -> bool:
    """Whether a text is JSON that holds objects: data, and no transcript with brackets."""
    if not _DATA.match(text):
        return False
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return any(isinstance(entry, dict) and len(entry) > 1 for entry in (data if isinstance(data, list) else [data]))


def unknown_columns(source: Source) -> Diagnostic:
    """That a table has no document, and which columns teikit reads."""
    delimiter = "" if _DATA.match(source.text) else delimiter_of(source.text)
    names = [value.words.strip() for value in next(rows(source.text, delimiter), [])] if delimiter else []
    texts = ", ".join(dict.fromkeys(name for kind in kinds() for name in kind.fields["text"]))
    there = f"its columns are {shorten(', '.join(names), 80)}" if names else "it has no columns"
    message = f"is a table or data without known columns: {there}; needed are title and one of {texts}"
    return span_diagnostic(source, 0, "read-unknown-columns", message)


# ---------------------------------------------------------------- a record as a page
def _page(source: Source, record: Record, kind: Kind, anchor: str, findings: list[Diagnostic]) -> Extract:
    """The page of a record; what is wrong with the HTML in its values is added to `findings`."""
    writer = Writer(source)
    used: set[str] = set()
    for label in (*_LABELS, "other", "text"):
        if label == "other":
            text_key = _key(record, kind.fields["text"])
            rest = {k: v for k, v in record.items() if k not in used and k != text_key}
            findings += _others(writer, rest)
            continue
        key = _key(record, kind.fields.get(label, ()))
        if key is None and label not in ("title", "text"):
            continue
        writer.put(f"\n{label}: ")
        if key is not None:
            used.add(key)
            findings += _value(writer, record[key], label == "text")
    return writer.extract(anchor)


def _key(record: Record, names: tuple[str, ...]) -> str | None:
    return next((name for name in names if name in record and record[name].words.strip()), None)


def _others(writer: Writer, record: Record) -> list[Diagnostic]:
    values = {name: value for name, value in record.items() if value.words.strip()}
    findings: list[Diagnostic] = []
    if values:
        writer.put("\nother: ")
    for number, (name, value) in enumerate(values.items()):
        writer.put(f"{'; ' if number else ''}{name} = ")
        findings += _value(writer, value, False)
    return findings


def _value(writer: Writer, value: Value, is_text: bool) -> list[Diagnostic]:
    if is_text:
        writer.put("\n\n")
    value = _listed(value)
    words = value.words
    if is_hypertext(Source(words)):
        from teikit.readers.hypertext import unclosed_in, write_hypertext

        parser = write_hypertext(writer, words, value.start if value.exact else None)
        return unclosed_in(writer.file, parser, value.start)
    words = words if is_text else re.sub(r"\s*\n\s*", " ", words)
    start = value.start
    for piece in re.split(r'(?<=")', words) if value.exact else []:
        writer.take(start, piece)
        # a quotation mark is doubled in the file
        start += len(piece) + piece.endswith('"')
    if not value.exact:
        writer.take(start, words[:1])
        writer.put(words[1:])
    return []


def _listed(value: Value) -> Value:
    """A list that a cell of a table holds as data, in words."""
    if not re.match(r"\[\s*\"", value.words):
        return value
    try:
        return Value(_text_of(json.loads(value.words)), value.start, False)
    except (ValueError, RecursionError):
        return value


# ---------------------------------------------------------------- tables
def _from_table(source: Source, kind: Kind) -> Records:
    delimiter = delimiter_of(source.text)
    each = rows(source.text, delimiter) if delimiter else iter(())
    first = next(each, [])
    names = _names_of(first, kind, _FEW_NAMES if is_table(source.name) else _KNOWN_NAMES)
    if names and not set(names) & set(kind.fields["text"]):
        names = []
    if names:
        records = list(each)
    elif len(first) == len(kind.columns) and re.match(kind.first, first[0].words):
        names = list(kind.columns)
        records = [first, *each]
    else:
        return Records([], [])
    uneven = [row for row in records if len(row) != len(names)]
    message = f"cells, and the line of names {len(names)}; what is beyond it is kept as a note"
    findings = [
        span_diagnostic(source, row[0].start, "read-uneven-record", f"this row has {len(row)} {message}")
        for row in uneven
    ]
    quotations = unclosed_quotations(source, (value for row in records for value in row))
    return Records([_record(names, row) for row in records], [*quotations, *findings])


def _record(names: list[str], row: list[Value]) -> Record:
    """A row by its names; a name that comes twice, and a cell without one, have the number of the column."""
    record: Record = {}
    for number, value in enumerate(row, 1):
        name = names[number - 1] if number <= len(names) else ""
        record[name if name and name not in record else f"column {number}"] = value
    return record


# ---------------------------------------------------------------- JSON
def _from_json(source: Source, kind: Kind) -> Records:
    if not _DATA.match(source.text):
        return Records([], [])
    try:
        data = json.loads(source.text)
    except (ValueError, RecursionError):
        return Records([], [])
    if isinstance(data, dict) and not set(data) & kind.names:
        data = next((value for value in data.values() if isinstance(value, list)), [])
    objects = data if isinstance(data, list) else [data]
    each = [entry for entry in objects if isinstance(entry, dict)]
    known = each if any("title" in entry and len(set(entry) & kind.names) >= 2 for entry in each) else []
    records: list[Record] = []
    place = 0
    for entry in known:
        place = max(place, source.text.find('"title"' if "title" in entry else "{", place))
        records.append({key: Value(_text_of(value), place, False) for key, value in entry.items()})
        place += 1
    left = len(objects) - len(known)
    message = f"{left} of {len(objects)} things in this list are no records, and are left out"
    return Records(records, [span_diagnostic(source, 0, "read-not-a-record", message)] if records and left else [])


def _text_of(value: Any) -> str:
    """A value in words: a list of things by their names, a thing by its text or its name."""
    if isinstance(value, list):
        texts = [_text_of(entry) for entry in value]
        return ("\n\n" if any("\n" in entry or len(entry) > 200 for entry in texts) else "; ").join(
            entry for entry in texts if entry
        )
    if isinstance(value, dict):
        return next(
            (_text_of(value[key]) for key in ("html", "text", "raw", "name", "value", "title") if value.get(key)), ""
        )
    return "" if value is None or isinstance(value, bool) else str(value)
