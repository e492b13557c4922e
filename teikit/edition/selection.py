"""Selects the files that a command works on: those of an edition, or those named on the command line."""

import os
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from teikit.core import Diagnostic, file_diagnostic
from teikit.edition.config import FILE, DocumentEntry, Edition
from teikit.edition.documents import overrides_by_entry, split_records
from teikit.edition.jobs import Job, without_clashes
from teikit.edition.learned import learned_header, learned_labels
from teikit.edition.places import display_path
from teikit.edition.shape import EditionError
from teikit.edition.skipped import skipped_in_folder, skipped_in_raw
from teikit.edition.walk import (
    DOCUMENTS_TABLE,
    NoFileError,
    editions_in,
    has_people,
    tei_below,
    transcripts_in,
    wrong_link,
)
from teikit.interpretation import KINDS, TEXT, Override
from teikit.readers import is_transcript
from teikit.xml import PEOPLE

if TYPE_CHECKING:
    from teikit.transcript import Stated


class Inputs(NamedTuple):
    """What a command works on: jobs, diagnostics of the selection, the edition (if any), and `people`.

    `people` is the path of the list of persons, None without one.
    """

    jobs: list[Job]
    findings: list[Diagnostic]
    edition: Edition | None = None
    people: Path | None = None


# ---------------------------------------------------------------- transcripts
def jobs_of_edition(
    edition: Edition, convention: str | None = None, check: bool = False
) -> tuple[list[Job], list[Diagnostic]]:
    """The transcripts of an edition, and the diagnostics of its list of documents."""
    entries, outside = _entries(edition)
    overrides = overrides_by_entry(edition, entries)
    unmatched = _unmatched_overrides(edition, {override for matched in overrides.values() for override in matched})
    schemas = schemas_of(edition)
    stated, problems = _stated(edition, entries)
    labels, header = learned_labels(edition.folder), learned_header(edition.folder)
    jobs = [
        Job(
            entry.raw, _document(entry.raw, entry.anchor), edition.tei_of(entry),
            convention or entry.convention or edition.convention, entry.encoding, schemas, check,
            overrides=tuple(overrides.get(entry, ())), anchor=entry.anchor,
            stated=stated[entry]._replace(learned=header), labels=labels,
        )
        for entry in entries
    ]  # fmt: skip
    kept, clashes = without_clashes(jobs)
    skipped = [] if edition.listed else skipped_in_raw(edition.raw, display_path(edition.raw), _not_raw(edition))
    return kept, [*_unreadable(edition.raw), *outside, *problems, *skipped, *unmatched, *clashes]


def _unreadable(folder: Path) -> list[Diagnostic]:
    """A diagnostic for a folder whose files cannot be listed: it is not an empty one."""
    try:
        with os.scandir(folder):
            return []
    except PermissionError as error:
        return [file_diagnostic(display_path(folder), "read-unreadable", f"cannot be read: {error.strerror}")]
    except OSError:
        return []


def _stated(
    edition: Edition, entries: list[DocumentEntry]
) -> "tuple[Mapping[DocumentEntry, Stated], list[Diagnostic]]":
    """What documents.csv and edition.toml say of each document, and what is wrong in them."""
    if not entries and not (edition.folder / DOCUMENTS_TABLE).is_file():
        return {}, []
    from teikit.edition.table import read_documents_table

    names = (display_path(edition.folder / DOCUMENTS_TABLE), display_path(edition.folder / FILE))
    return read_documents_table(edition, entries, names)


def _not_raw(edition: Edition) -> list[Path]:
    """The files and folders of an edition that are no transcripts, where its transcripts are in its own folder."""
    fonts = edition.folder / edition.fonts
    settings = edition.folder.resolve().glob("*.toml") if edition.raw == edition.folder.resolve() else ()
    site, images = edition.site, edition.folder / "images"
    own = [path for path in (*site.pages, site.css, site.logo, site.xslt) if path]
    return [edition.xml, edition.build, fonts, images, edition.raw / DOCUMENTS_TABLE, *own, *settings]


def _document(raw: Path, anchor: str) -> str:
    """The name of a document in messages."""
    return f"{display_path(raw)}#{anchor}" if anchor else display_path(raw)


def _unmatched_overrides(edition: Edition, matched: Container[Override]) -> list[Diagnostic]:
    """Diagnostics for overrides that belong to no document. Raises EditionError for an unknown kind."""
    if not edition.overrides:
        return []
    place = edition.folder / FILE
    for override in edition.overrides:
        if override.kind != TEXT and override.kind not in KINDS:
            known = ", ".join(sorted([TEXT, *KINDS]))
            raise EditionError(f"{place}: {override} as = “{override.kind}” is unknown; known are {known}")
    message = "names a file that is not a document of the edition"
    return [
        file_diagnostic(display_path(place), "override-unmatched", f"{override} {message}")
        for override in edition.overrides
        if override not in matched
    ]


def schemas_of(edition: Edition) -> tuple[Path, ...] | None:
    """The schemas that converted TEI must be valid against: teikit's own and those of the edition."""
    from teikit.validation import default_schemas

    listed = edition.validation.schemas
    return (*default_schemas(), *listed) if listed else None


def jobs_of_paths(
    paths: Iterable[Path], out: Path, convention: str, encoding: str | None = None, check: bool = False
) -> tuple[list[Job], list[Diagnostic]]:
    """The transcripts in files and folders; their TEI is written to `out` as STEM.xml."""
    paths = list(paths)
    raws = [DocumentEntry(raw, "", encoding) for path in paths for raw in _transcripts(path, out)]
    entries, _ = split_records(raws, "")
    jobs = [
        Job(
            e.raw, _document(e.raw, e.anchor), out / f"{e.stem}.xml", convention, encoding, None, check, anchor=e.anchor
        )
        for e in entries
    ]  # fmt: skip
    plain = [path for path in paths if path.is_dir() and not editions_in(path)]
    skipped = [d for path in plain for d in skipped_in_folder(path, out, display_path(path))]
    kept, clashes = without_clashes(jobs)
    return kept, [*skipped, *clashes]


def _transcripts(path: Path, out: Path) -> list[Path]:
    """The transcripts at a path. Raises NoFileError, which also names the other files."""
    try:
        return transcripts_in(path)
    except NoFileError as error:
        skipped = skipped_in_folder(path, out, display_path(path))
        raise NoFileError("; ".join([str(error), *(diagnostic.message for diagnostic in skipped)])) from error


# ---------------------------------------------------------------- TEI files
def generated_tei(edition: Edition) -> frozenset[Path]:
    """The files of an edition whose TEI teikit makes from transcripts; none where the edition has `own = false`.

    They must be valid to be published. Other TEI need not be.
    """
    entries = [] if edition.validation.own is False else _entries(edition)[0]
    return frozenset(edition.tei_of(entry) for entry in entries)


def tei_of_edition(edition: Edition) -> list[Path]:
    """The TEI files of an edition in the order of its documents, then those without a transcript.

    The list of persons is not a document.
    """
    known = [edition.tei_of(entry) for entry in _entries(edition)[0]]
    files = tei_below(edition.xml)
    people = {edition.xml / PEOPLE} if has_people(edition.xml) else set()
    others = [] if edition.listed else sorted(set(files) - {*known, *people})
    return list(dict.fromkeys([*(path for path in known if path.is_file()), *others, *edition.registers]))


def _entries(edition: Edition) -> tuple[list[DocumentEntry], list[Diagnostic]]:
    """The documents of an edition. A link to a file outside its folder is refused, as it could publish any file."""
    entries = [entry for entry in edition.documents if edition.listed or is_transcript(entry.raw)]
    root = edition.folder.resolve()
    inside, refused = list[DocumentEntry](), list[Diagnostic]()
    for entry in entries:
        if wrong := wrong_link(entry.raw, root):
            refused.append(file_diagnostic(display_path(entry.raw), "edition-outside-file", wrong))
        else:
            inside.append(entry)
    documents, missing = split_records(inside, display_path(edition.folder / FILE))
    return documents, [*refused, *missing]
