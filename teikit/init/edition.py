"""Begins an edition in a folder: writes its files, none of which may exist, and says what was found."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from teikit.core import Diagnostic, TeikitError
from teikit.edition import DOCUMENTS_TABLE, FILE, display_path
from teikit.init.folder import Folder, look_at
from teikit.init.marks import convention_text
from teikit.init.reading import Readings, read_transcripts
from teikit.init.report import found_lines, next_lines, sign_lines
from teikit.init.settings import CONVENTION, edition_text, title_of
from teikit.init.table import images_of, table_text
from teikit.init.templates import Template, load_template
from teikit.readers import SUFFIXES

_USUAL = "letters"


class InitError(TeikitError):
    """An edition cannot be begun in a folder; the message says why, and what to do."""


class Begun(NamedTuple):
    """What was done: lines of the report, the lines that say what to do next, and diagnostics of the files."""

    report: list[str]
    next: list[str]
    diagnostics: list[Diagnostic]


def begin_edition(path: Path, template: str = "", show: Callable[[str], None] = lambda name: None) -> Begun:
    """Begins an edition in the folder at `path`, which is made if it does not exist.

    No existing file is changed. `show` is called with the name of each transcript that was read. Raises InitError,
    ConventionError, OSError.
    """
    if (path / FILE).exists():
        raise InitError(f"there is already an edition in {display_path(path)} ({FILE}); nothing was written")
    model = load_template(template or _USUAL)
    path.mkdir(parents=True, exist_ok=True)
    folder = look_at(path)
    _check(folder, template)
    written: list[str] = []
    if not folder.transcripts and not folder.tei:
        folder = _with_example(folder, model, written)
    readings = read_transcripts(folder.transcripts, show)
    _write_all(folder, readings, model, written)
    report = [*found_lines(folder, readings), *sign_lines(readings), *written]
    return Begun(report, next_lines(folder, written), [*readings.problems, *folder.skipped])


def _check(folder: Folder, template: str) -> None:
    """Raises InitError for a folder without anything to publish, unless a template is asked for."""
    if not folder.transcripts and not folder.tei and not template:
        suffixes = ", ".join(SUFFIXES)
        place = display_path(folder.path)
        raise InitError(
            f"there are no transcripts ({suffixes}) and no TEI in {place}; put some there, or begin with an example: "
            f"teikit init {place} --template letters{''.join(f'. {d.file}: {d.message}' for d in folder.skipped)}"
        )


def _with_example(folder: Folder, model: Template, written: list[str]) -> Folder:
    """The folder with the example of a template, or with an empty folder for TEI."""
    place = folder.path / ("raw" if model.example else "xml")
    place.mkdir(exist_ok=True)
    if not model.example:
        return folder
    _write(place / model.example["file"], model.example["text"].lstrip("\n"), written)
    return look_at(folder.path)


def _write_all(folder: Folder, readings: Readings, model: Template, written: list[str]) -> None:
    convention = readings.convention
    if readings.rows:
        title = title_of(folder.path.resolve().name)
        if _write(folder.path / CONVENTION, convention_text(readings, title), written) and convention:
            convention = CONVENTION
    if readings.rows and model.columns:
        images = images_of(readings.rows, folder.path)
        table = table_text(readings.rows, model.columns, readings.language, images)
        _write(folder.path / DOCUMENTS_TABLE, table, written)
    extra = "" if readings.rows or folder.tei else model.settings
    _write(folder.path / FILE, edition_text(folder, readings, convention, extra), written)


def _write(path: Path, text: str, written: list[str]) -> bool:
    """Writes a new file; an existing one is kept, and the report says so."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        written.append(f"kept {display_path(path)}, which exists already")
        return False
    written.append(f"wrote {display_path(path)}")
    return True
