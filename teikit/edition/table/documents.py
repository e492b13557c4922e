"""Reads the table of documents of an edition, and finds the row of each document."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from teikit.core import Diagnostic, Position, file_diagnostic, interface_language, message
from teikit.edition.config import DocumentEntry, Edition, file_and_anchor
from teikit.edition.table.cells import Cell, Row, Table, read_table, suggestion, toml_row
from teikit.edition.table.images import page_images
from teikit.edition.table.registers import Entry, entries_of, with_references
from teikit.edition.walk import DOCUMENTS_TABLE
from teikit.transcript import COLUMNS, Licence, Metadata, Problem, Stated, metadata_of

FILE = DOCUMENTS_TABLE
"""The name of the table in the folder of an edition."""
_BAD = "edition-bad-value"
_KEYS = ("file", "files")
_START = Position(1, 1)
# For so many rows a similar name is looked for: each look compares all names.
_SUGGESTED = 20


class DocumentsTable(NamedTuple):
    """What the table says of each document, by its entry, and what is wrong with the table."""

    stated: Mapping[DocumentEntry, Stated]
    diagnostics: list[Diagnostic]


def read_documents_table(edition: Edition, entries: Sequence[DocumentEntry], names: tuple[str, str]) -> DocumentsTable:
    """The table of an edition: `documents.csv`, and the keys of `[[document]]`, which have precedence.

    `entries` are the documents, `names` how messages call the table and edition.toml.
    """
    place = edition.folder / FILE
    table = read_table(place, names[0], [*_KEYS, *COLUMNS]) if place.is_file() else Table((), [])
    rows, misplaced = _rows_by_entry(table, edition, entries, names[0])
    diagnostics = [*table.diagnostics, *misplaced]
    stated: dict[DocumentEntry, Stated] = {}
    taken: dict[str, str] = {}
    known = entries_of(edition) if table.rows or any(entry.values for entry in entries) else {}
    for entry in entries:
        row = {**rows.get(entry, {}), **toml_row(dict(entry.values), names[1], f"[[document]] {entry.raw.name}")}
        data, problems = _of_row(row, edition, entry, known)
        data, repeated = _with_own_id(data, row, entry, taken)
        diagnostics += [*problems, *repeated]
        source = names[0] if entry in rows else names[1]
        stated[entry] = Stated(data, _of_edition(edition), source, interface_language(edition.language))
    if rows:
        without = [entry for entry in entries if entry not in rows and not entry.values]
        diagnostics += [
            file_diagnostic(names[0], "edition-no-row", f"{entry.raw.name} has no row in the table", _START)
            for entry in without
        ]
    return DocumentsTable(stated, diagnostics)


def _of_edition(edition: Edition) -> Metadata:
    """What edition.toml says of every document."""
    return Metadata(
        publisher=edition.publisher,
        pub_place=edition.pub_place,
        pub_date=edition.date,
        licence=Licence(*edition.licence) if edition.licence[0] else None,
        funders=edition.funders,
        editors=edition.editors,
        editing=message(interface_language(edition.language), "header.editor") if edition.editors else "",
        text_language=edition.text_language,
    )


def _rows_by_entry(
    table: Table, edition: Edition, entries: Sequence[DocumentEntry], name: str
) -> tuple[dict[DocumentEntry, Row], list[Diagnostic]]:
    """The first row of each document; rows without a file, with an unknown one, and further rows are reported."""
    by_file = {_key(entry.raw, entry.anchor): entry for entry in entries}
    rows: dict[DocumentEntry, Row] = {}
    diagnostics = []
    if table.rows and not any(key in row for row in table.rows for key in _KEYS):
        message = "the table has no column “file”, so that its rows belong to no document"
        return {}, [file_diagnostic(name, "edition-no-file-column", message, _START)]
    for row in table.rows:
        cell = row.get("file") or row.get("files")
        if cell is None:
            first = next(iter(row.values()), None)
            diagnostics += [first.diagnostic(_BAD, "this row names no file")] if first else []
            continue
        entry = _entry_of(cell, edition, by_file)
        if entry is None:
            diagnostics.append(_missing(cell, edition, entries if len(diagnostics) < _SUGGESTED else ()))
        elif entry in rows:
            message = f"“{cell.words}” has a row already; this one is not used"
            diagnostics.append(cell.diagnostic("edition-duplicate-row", message))
        else:
            rows[entry] = row
    return rows, diagnostics


def _key(raw: Path, anchor: str) -> tuple[str, str]:
    return str(raw), anchor


def _entry_of(cell: Cell, edition: Edition, by_file: Mapping[tuple[str, str], DocumentEntry]) -> DocumentEntry | None:
    """The document of a cell: a path from the folder of transcripts, or from that of the edition."""
    for folder in (edition.raw, edition.folder):
        file, anchor = file_and_anchor(folder, cell.words.replace("\\", "/"))
        entry = by_file.get(_key((folder / file).resolve(), anchor)) or by_file.get(_key(folder / file, anchor))
        if entry:
            return entry
    return None


def _missing(cell: Cell, edition: Edition, entries: Sequence[DocumentEntry]) -> Diagnostic:
    if ";" in cell.words:
        message = f"“{cell.words}” are several files: a document is one file; join them, with a mark for each page"
        return cell.diagnostic("edition-missing-file", message)
    names = [f"{entry.raw.name}#{entry.anchor}" if entry.anchor else entry.raw.name for entry in entries]
    folder = edition.raw.name
    hint = suggestion(cell.words, names)
    return cell.diagnostic("edition-missing-file", f"there is no document “{cell.words}” in {folder}/{hint}")


def _of_row(
    row: Row, edition: Edition, entry: DocumentEntry, known: Mapping[str, Entry]
) -> tuple[Metadata, list[Diagnostic]]:
    tei = edition.tei_of(entry)
    data, wrong = metadata_of({name: cell.words for name, cell in row.items()}, interface_language(edition.language))
    problems = [_problem(row[problem.field], problem) for problem in wrong]
    data, unknown = with_references(data, row, known, tei)
    names = [str(image) for image in data.images]
    images, missing = page_images(names, row["images"], edition.folder, tei) if names else ([], [])
    return data._replace(images=tuple(images)), [*problems, *unknown, *missing]


def _problem(cell: Cell, problem: Problem) -> Diagnostic:
    return cell.diagnostic(_BAD, problem.message if cell.key else f"{problem.field}: {problem.message}")


def _with_own_id(
    data: Metadata, row: Row, entry: DocumentEntry, taken: dict[str, str]
) -> tuple[Metadata, list[Diagnostic]]:
    """The values without an id that another document has."""
    if not data.ident:
        return data, []
    if data.ident in taken:
        message = f"id: “{data.ident}” is already the id of {taken[data.ident]}"
        return data._replace(ident=""), [row["id"].diagnostic(_BAD, message)]
    taken[data.ident] = entry.raw.name
    return data, []
