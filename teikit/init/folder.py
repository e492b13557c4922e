"""What is in a folder that becomes an edition: where its transcripts are, where its TEI is, and what else is there."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from teikit.core import Diagnostic
from teikit.edition import DOCUMENTS_TABLE, display_path, files_below, is_tei, skipped_in_raw
from teikit.readers import is_transcript

_RAW, _XML, _BUILD = "raw", "xml", "build"


class Folder(NamedTuple):
    """A folder of an edition: its folders of transcripts and of TEI (relative, `.` for itself), and their files.

    `elsewhere` are transcripts in other folders; `skipped` says which files in that of the transcripts are not read.
    """

    path: Path
    raw: str
    xml: str
    transcripts: tuple[Path, ...]
    tei: tuple[Path, ...]
    elsewhere: tuple[Path, ...]
    skipped: tuple[Diagnostic, ...]


def look_at(path: Path) -> Folder:
    """The folder at `path`. Its transcripts are those in raw/, else those in the one folder that has most of them."""
    files = sorted(files_below(path))
    texts = [file for file in files if is_transcript(file) and file.name != DOCUMENTS_TABLE]
    tei = [file for file in files if is_tei(file)]
    raw = _main_folder(path, texts, _RAW)
    transcripts = tuple(file for file in texts if file.parent == path / raw)
    xml = _XML if transcripts else _main_folder(path, tei, _XML)
    others = [path / name for name in (_XML, _BUILD, DOCUMENTS_TABLE)]
    place = path / raw if transcripts else path
    skipped = skipped_in_raw(place, display_path(place), others) if transcripts or not tei else []
    below = tuple(file for file in tei if file.is_relative_to(path / xml))
    elsewhere = tuple(file for file in texts if not file.is_relative_to(path / raw))
    return Folder(path, raw, xml, transcripts, below, elsewhere, tuple(skipped))


def _main_folder(path: Path, files: list[Path], usual: str) -> str:
    """The usual folder if it has any of the files, else the one directly with most of them; the usual without files."""
    if not files or any(file.is_relative_to(path / usual) for file in files):
        return usual
    counts = Counter(file.parent for file in files)
    most = max(counts, key=lambda folder: (counts[folder], folder == path))
    return most.relative_to(path).as_posix()
