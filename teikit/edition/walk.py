"""The files that a command finds in a folder that was named on the command line."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from os.path import normpath
from pathlib import Path

from teikit.core import TeikitError, printable, read_toml
from teikit.edition.config import FILE
from teikit.edition.places import is_file
from teikit.edition.shape import EditionError
from teikit.readers import SUFFIXES, is_transcript
from teikit.xml import PEOPLE

_TEI = (".xml", ".tei")
DOCUMENTS_TABLE = "documents.csv"
"""The table of the documents of an edition, beside its edition.toml."""
SITE_RECORD = ".teikit"
"""The file in which a site of teikit lists its pages: nothing beside it is a source."""


class NoFileError(TeikitError):
    """A folder has no file of the kind that a command works on; the message names both."""


def has_people(folder: Path) -> bool:
    """Whether a folder contains a list of persons that teikit keeps."""
    place = folder / PEOPLE
    if not place.is_file():
        return False
    data = place.read_bytes()
    return b"standOff" in data and (b'ident="teikit"' in data or b"teiHeader" not in data)


def transcripts_in(path: Path) -> list[Path]:
    """A file itself, or the transcripts in a folder; of an edition in it, those in its folder of transcripts.

    The pages of an edition are not transcripts. Raises NoFileError, and EditionError for an edition.toml that is not
    TOML.
    """
    editions = {folder: _place(folder, "raw") for folder in editions_in(path)}

    def wanted(file: Path) -> bool:
        around = [(folder, raw) for folder, raw in editions.items() if file.is_relative_to(folder)]
        return is_transcript(file) and all(_is_in_raw(file, folder, raw) for folder, raw in around)

    return _files_in(path, wanted, f"transcript ({', '.join(SUFFIXES)})")


def _is_in_raw(file: Path, folder: Path, raw: Path) -> bool:
    """Whether a file is one of the transcripts in `raw`; if that is the edition's own `folder`, directly in it."""
    if Path(normpath(folder)) != raw:
        return file.is_relative_to(raw)
    return Path(normpath(file.parent)) == raw and file.name != DOCUMENTS_TABLE


def tei_in(path: Path) -> list[Path]:
    """A file itself, or the TEI files in a folder and its subfolders, without what an edition in it has published.

    Raises NoFileError, and EditionError for an edition.toml that is not TOML.
    """
    published = [_place(folder, "build") for folder in editions_in(path)]
    return _files_in(
        path,
        lambda file: is_tei(file) and not any(map(file.is_relative_to, published)),
        f"TEI file ({', '.join(_TEI)})",
    )


def tei_below(folder: Path) -> list[Path]:
    """The TEI files in a folder and its subfolders, in order."""
    return sorted(file for file in files_below(folder) if is_tei(file))


def documents_in(path: Path) -> list[Path]:
    """As `tei_in`; the lists of persons that teikit keeps are not documents."""
    return [file for file in tei_in(path) if file == path or file.name != PEOPLE or not has_people(file.parent)]


def other_files(paths: Sequence[Path]) -> Counter[str]:
    """How many files of each suffix in folders are not read, because their names are not those of TEI files."""
    files = {file for path in paths if path.is_dir() for file in files_below(path)}
    return Counter(file.suffix.lower() or file.name for file in files if not is_tei(file))


def is_tei(path: Path) -> bool:
    """Whether a file is TEI by its name."""
    return path.suffix.lower() in _TEI


def _files_in(path: Path, wanted: Callable[[Path], bool], what: str) -> list[Path]:
    """A file itself, or the wanted files in a folder and its subfolders, sorted."""
    if not path.is_dir():
        return [path]
    files = sorted(file for file in files_below(path) if wanted(file))
    if not files:
        raise NoFileError(f"there is no {what} in {path}")
    return files


def files_below(folder: Path) -> Iterator[Path]:
    """The files in a folder and its subfolders, without hidden ones and those of sites that teikit has written."""
    for place, folders, files in os.walk(folder):
        folders[:] = [] if SITE_RECORD in files else [name for name in folders if not name.startswith(".")]
        for name in files if SITE_RECORD not in files else ():
            file = Path(place, name)
            if not name.startswith(".") and is_file(file):
                yield file


def linked_folders(folder: Path) -> list[Path]:
    """Links to folders in a folder: they are not followed, since they may lead anywhere, or in a circle."""
    return sorted(path for path in folder.glob("*") if path.is_symlink() and path.is_dir()) if folder.is_dir() else []


def wrong_link(path: Path, root: Path) -> str:
    """What is wrong with a link to a file; empty for one inside `root`, and for a file that is not a link.

    A link out of `root`, the folder that a command reads, could publish any file of the machine.
    """
    if not path.is_symlink():
        return ""
    target = path.resolve()
    if not target.exists():
        return f"is a link to {printable(str(target))}, which is not there"
    if target.is_relative_to(root):
        return ""
    return f"is a link to {printable(str(target))}, outside {printable(str(root))}"


def editions_in(path: Path) -> list[Path]:
    """The folders of editions in a folder and its subfolders."""
    return [file.parent for file in path.rglob(FILE)] if path.is_dir() else []


def _place(folder: Path, name: str) -> Path:
    """A folder of an edition, as [paths] in its edition.toml names it. Raises EditionError."""
    paths = read_toml(folder / FILE, EditionError).get("paths", {})
    words = paths.get(name, name) if isinstance(paths, dict) else name
    return Path(normpath(folder / str(words)))
