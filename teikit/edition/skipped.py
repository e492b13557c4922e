"""The files in a folder of transcripts that no reader takes: they are named, never passed over in silence."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from teikit.core import Diagnostic, file_diagnostic, is_plain_name, printable, shorten
from teikit.edition.walk import files_below, is_tei, linked_folders
from teikit.readers import is_companion, is_transcript, kind_of_file

# So many names are shown of each kind.
_SHOWN = 3
# So many files are opened to see their kind.
_OPENED = 1000


def skipped_in_raw(raw: Path, name: str, others: Iterable[Path] = ()) -> list[Diagnostic]:
    """One diagnostic for the files of a folder of an edition that are no transcripts of it; none without such files.

    Transcripts in subfolders count as well, because an edition reads those of its folder only. `name` is that of the
    folder in messages. `others` are the other folders and files of the edition, which can be inside it.
    """
    places = tuple(others)
    files = [file for file in files_below(raw) if file.parent != raw or not is_transcript(file)]
    files = [file for file in files if not any(map(file.is_relative_to, places))]
    return _diagnostic([*files, *linked_folders(raw)], raw, name)


def skipped_in_folder(folder: Path, output: Path, name: str) -> list[Diagnostic]:
    """One diagnostic for the files of a folder on the command line that are no transcripts.

    What teikit writes into `output`, if that is in the folder, does not count.
    """
    place, inside = output.resolve(), folder.resolve()
    files = [file for file in files_below(folder) if not is_transcript(file)]
    if place == inside:
        files = [file for file in files if not is_tei(file)]
    elif place.is_relative_to(inside):
        files = [file for file in files if not file.resolve().is_relative_to(place)]
    return _diagnostic([*files, *linked_folders(folder)], folder, name)


def _diagnostic(files: Iterable[Path], folder: Path, name: str) -> list[Diagnostic]:
    groups: dict[str, list[Path]] = defaultdict(list)
    skipped = sorted(file for file in files if not is_companion(file))
    for number, file in enumerate(skipped):
        groups[_group(file, folder, number < _OPENED)].append(file)
    if not skipped:
        return []
    kinds = "; ".join(_described(group, members, folder) for group, members in sorted(groups.items()))
    message = f"{len(skipped):,} file{' is' if len(skipped) == 1 else 's are'} not read: {kinds}"
    return [file_diagnostic(name, "read-skipped-files", message)]


def _group(file: Path, folder: Path, opened: bool) -> str:
    """Transcripts are grouped by their subfolder, links to folders together, other files by their suffix and kind."""
    if file.is_dir():
        return "a link to a folder, which is not followed"
    if is_transcript(file):
        return f"in {file.parent.relative_to(folder).as_posix()}/"
    kind = kind_of_file(file) if opened else ""
    if not is_plain_name(file.name):
        kind = "a name with bytes that are not UTF-8, or with controls: rename it"
    return f"{file.suffix.lower() or 'without suffix'}{f', {kind}' if kind else ''}"


def _described(group: str, files: list[Path], folder: Path) -> str:
    """A group with its number and the first names."""
    names = ", ".join(shorten(_name(file, folder), 50) for file in files[:_SHOWN])
    return f"{len(files):,} {group} ({names}{', …' if len(files) > _SHOWN else ''})"


def _name(file: Path, folder: Path) -> str:
    """The name of a file in a folder, for messages."""
    return printable(file.relative_to(folder).as_posix())
