"""The files that a command finds in a folder that was named on the command line."""

from collections.abc import Callable
from os.path import normpath
from pathlib import Path

from teikit.core import TeikitError, read_toml
from teikit.edition.config import FILE, EditionError
from teikit.readers import SUFFIXES, is_transcript
from teikit.xml import PEOPLE

_TEI = (".xml", ".tei")
SITE_RECORD = ".teikit"
"""The file in which a site of teikit lists its pages: nothing beside it is a source."""


class NoFileError(TeikitError):
    """A folder has no file of the kind that a command works on; the message names both."""


def has_people(folder: Path) -> bool:
    """Whether a folder contains a list of persons."""
    place = folder / PEOPLE
    return place.is_file() and b"standOff" in place.read_bytes()


def transcripts_in(path: Path) -> list[Path]:
    """A file itself, or the transcripts in a folder; of an edition in it, those in its folder of transcripts.

    The pages of an edition are not transcripts. Raises NoFileError, and EditionError for an edition.toml that is not
    TOML.
    """
    editions = {folder: _place(folder, "raw") for folder in _editions_in(path)}

    def wanted(file: Path) -> bool:
        around = [raw for folder, raw in editions.items() if file.is_relative_to(folder)]
        return is_transcript(file) and all(file.is_relative_to(raw) for raw in around)

    return _files_in(path, wanted, f"transcript ({', '.join(SUFFIXES)})")


def tei_in(path: Path) -> list[Path]:
    """A file itself, or the TEI files in a folder, without what an edition in it has published.

    Raises NoFileError, and EditionError for an edition.toml that is not TOML.
    """
    published = [_place(folder, "build") for folder in _editions_in(path)]
    return _files_in(
        path,
        lambda file: _is_tei(file) and not any(map(file.is_relative_to, published)),
        f"TEI file ({', '.join(_TEI)})",
    )


def documents_in(path: Path) -> list[Path]:
    """As `tei_in`; the lists of persons in a folder are not documents."""
    return [file for file in tei_in(path) if file == path or file.name != PEOPLE or not has_people(file.parent)]


def _is_tei(path: Path) -> bool:
    return path.suffix.lower() in _TEI


def _files_in(path: Path, wanted: Callable[[Path], bool], what: str) -> list[Path]:
    """A file itself, or the wanted files in a folder and its subfolders, sorted, without hidden and published ones."""
    if not path.is_dir():
        return [path]
    sites = [record.parent for record in path.rglob(SITE_RECORD)]
    files = sorted(
        file
        for file in path.rglob("*")
        if wanted(file)
        and file.is_file()
        and not any(part.startswith(".") for part in file.relative_to(path).parts)
        and not any(map(file.is_relative_to, sites))
    )
    if not files:
        raise NoFileError(f"there is no {what} in {path}")
    return files


def _editions_in(path: Path) -> list[Path]:
    return [file.parent for file in path.rglob(FILE)] if path.is_dir() else []


def _place(folder: Path, name: str) -> Path:
    """A folder of an edition, as [paths] in its edition.toml names it. Raises EditionError."""
    paths = read_toml(folder / FILE, EditionError).get("paths", {})
    words = paths.get(name, name) if isinstance(paths, dict) else name
    return Path(normpath(folder / str(words)))
