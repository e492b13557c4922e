"""What is published: the TEI of an edition, or the TEI files and folders that are named, with or without an edition."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from teikit.edition.config import FILE, Edition, find_edition, load_edition
from teikit.edition.selection import tei_of_edition
from teikit.edition.shape import EditionError
from teikit.edition.validation import ValidationSettings
from teikit.edition.walk import NoFileError, documents_in


class Selection(NamedTuple):
    """TEI files to publish, and the edition whose settings they are published with.

    `named` are the paths that a person gave, empty for a whole edition. `configured` is whether the settings are those
    of an edition.toml.
    """

    files: list[Path]
    edition: Edition
    named: tuple[Path, ...] = ()
    configured: bool = True

    def refreshed(self) -> "Selection":
        """The selection with the files that its edition has now."""
        return self if self.named else self._replace(files=tei_of_edition(self.edition))

    def with_fonts(self, fonts: Path | None) -> "Selection":
        """The selection with another folder of fonts for its print, if there is one."""
        return self._replace(edition=replace(self.edition, fonts=fonts.resolve())) if fonts else self


def edition_of(paths: Sequence[Path]) -> Edition | None:
    """The edition of the current folder, if all of the named files and folders are TEI of it. Raises EditionError."""
    try:
        folder = find_edition(Path())
    except EditionError:
        return None
    if not all(path.resolve().is_relative_to(folder) for path in paths):
        return None
    edition = load_edition(folder)
    return edition if all(path.resolve().is_relative_to(edition.xml) for path in paths) else None


def select(paths: Sequence[Path], title: str | None = None) -> Selection:
    """The TEI in files and folders; without any, the edition of the current folder, or else the TEI in that folder.

    A single folder with an edition.toml is that edition. `title` replaces that of the edition. Raises NoFileError,
    EditionError.
    """
    if len(paths) == 1 and is_edition(paths[0]):
        return select_edition(load_edition(paths[0]), title)
    if paths:
        return select_paths(paths, title)
    if has_edition(Path()):
        return select_edition(load_edition(find_edition(Path())), title)
    try:
        return select_paths([Path()], title)
    except NoFileError as error:
        raise NoFileError(f"no {FILE} in . or above, and {error}; make one, or name the files to work on") from error


def select_edition(edition: Edition, title: str | None = None) -> Selection:
    """All TEI of an edition; `title` replaces that of the edition."""
    return Selection(tei_of_edition(edition), _titled(edition, title))


def select_paths(paths: Sequence[Path], title: str | None = None) -> Selection:
    """The TEI in files and folders, with the settings of their edition, if they are of one.

    Without an edition the settings are the defaults: the title is the name of the folder, no file outside the folder
    that holds all of the paths is read, and the TEI need not be as teikit's own schemas want it. Raises NoFileError,
    EditionError.
    """
    named = tuple(paths)
    edition = edition_of(named)
    files = list(dict.fromkeys(file for path in named for file in documents_in(path)))
    return Selection(files, _titled(edition or _edition_without_toml(named), title), named, edition is not None)


def _titled(edition: Edition, title: str | None) -> Edition:
    return replace(edition, title=title) if title else edition


def _edition_without_toml(paths: Sequence[Path]) -> Edition:
    folders = [path.resolve() if path.is_dir() else path.resolve().parent for path in paths]
    folder = Path(os.path.commonpath(folders))
    name = (paths[0].stem if len(paths) == 1 and paths[0].is_file() else folder.name) or "Edition"
    return Edition(folder, name, raw=folder, xml=folder, people=False, validation=ValidationSettings(own=False))


def has_edition(start: Path) -> bool:
    """Whether a folder lies in the folder of an edition."""
    return any(map(is_edition, (start.resolve(), *start.resolve().parents)))


def is_edition(path: Path) -> bool:
    """Whether a folder is that of an edition."""
    return (path / FILE).is_file()
