"""The images of a document: their addresses from its TEI file, and their sizes read from the files."""

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, unquote

from teikit.core import Diagnostic, picture_size
from teikit.edition.table.cells import Cell
from teikit.transcript import PageImage

_SCHEMES = ("http://", "https://")


def page_images(names: Sequence[str], cell: Cell, folder: Path, tei: Path) -> tuple[list[PageImage], list[Diagnostic]]:
    """The images that a cell names, from the edition's folder, as seen from a TEI file; missing ones are reported."""
    images, diagnostics = [], []
    for name in names:
        if name.lower().startswith(_SCHEMES):
            images.append(PageImage(quote(name, safe="/:?&=#%~+,;@!$'()*")))
            continue
        path = folder / unquote(name)
        file = path if path.is_file() else folder / name
        address = Path(os.path.relpath(file, tei.parent)).as_posix()
        images.append(PageImage(quote(address), *_size(file)))
        if not file.is_file():
            diagnostics.append(cell.diagnostic("edition-missing-file", f"images: there is no file “{name}”"))
        elif not file.resolve().is_relative_to(folder.resolve()):
            message = f"images: “{name}” is outside the folder of the edition"
            diagnostics.append(cell.diagnostic("edition-missing-file", message))
    return images, diagnostics


def _size(path: Path) -> tuple[int, int]:
    """Width and height of an image in pixels; 0 and 0 if they are not known."""
    try:
        return picture_size(path) or (0, 0)
    except OSError:
        return 0, 0
