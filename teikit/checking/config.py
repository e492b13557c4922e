"""What is the same for all files of a run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


class EditionSchemas(NamedTuple):
    """The schemas that an edition has for its files, besides those that a file names itself.

    `own`: teikit's own for all files (True), for none (False), or for those that teikit made. `generated` are files
    that it made from transcripts. `default`: whether a file without any schema is checked against all of TEI.
    """

    listed: tuple[Path, ...] = ()
    own: bool | None = None
    generated: frozenset[Path] = frozenset()
    default: bool = True


NO_EDITION = EditionSchemas()


@dataclass(frozen=True)
class Config:
    """What is the same for all files of a run. `root` bounds what may be read beside a file; `cache` is a folder;
    `phase` is that of all Schematron schemas, empty where they or the file say; `registers` are files in which a
    pointer is looked up that has no target in its own file; `texts` are read in place of files.
    """

    root: Path
    display_path: Callable[[Path], str]
    given: tuple[Path, ...] | None = None
    edition: EditionSchemas = NO_EDITION
    catalogs: tuple[Path, ...] = ()
    cache: Path | None = None
    phase: str = ""
    registers: tuple[Path, ...] = ()
    texts: Mapping[Path, bytes] = field(default_factory=dict)
