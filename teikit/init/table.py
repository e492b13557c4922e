"""The text of a new documents.csv: one row for each transcript.

What the text itself says of date, sender, addressee and place is not copied into it: it is read from the text each
time, with its certainty, until a person writes a value.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from teikit.core import picture
from teikit.edition import files_below
from teikit.init.reading import Row

_IMAGES = "images"


def table_text(rows: Iterable[Row], columns: Sequence[str], language: str, images: Mapping[str, Sequence[str]]) -> str:
    """The table as CSV; `language` is that of the edition, which is not repeated, `images` are those of files."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = [*columns, *([_IMAGES] if images and _IMAGES not in columns else [])]
    writer.writerow(columns)
    for row in rows:
        if row.file != " ".join(row.file.split()):
            continue  # the white space of a cell is not kept, so that the row would not be found
        cells = {"file": row.file, "language": row.language if row.language != language else ""}
        cells[_IMAGES] = "; ".join(images.get(row.file, ()))
        writer.writerow([cells.get(column, "") for column in columns])
    return out.getvalue()


def images_of(rows: Iterable[Row], folder: Path) -> dict[str, list[str]]:
    """The images in a folder that have the name of a transcript, alone or with a sign and more behind it (a-1.jpg)."""
    stems = {PurePosixPath(row.file.partition("#")[0]).stem: row.file for row in rows}
    images: dict[str, list[str]] = {}
    for file in sorted(files_below(folder)):
        names = [stem for stem in stems if _begins(file.stem, stem)]
        if names and picture(file).kind:
            images.setdefault(stems[max(names, key=len)], []).append(file.relative_to(folder).as_posix())
    return images


def _begins(name: str, stem: str) -> bool:
    return name == stem or (name.startswith(stem) and not name[len(stem)].isalnum())
