"""What is the same for all files of a run."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Config:
    """What is the same for all files of a run. `root` bounds what may be read beside a file; `cache` is a folder;
    `phase` is that of all Schematron schemas, empty where they or the file say; `registers` are files in which a
    pointer is looked up that has no target in its own file.
    """

    root: Path
    display_path: Callable[[Path], str]
    given: tuple[Path, ...] | None = None
    edition: tuple[Path, ...] | None = None
    catalogs: tuple[Path, ...] = ()
    cache: Path | None = None
    phase: str = ""
    registers: tuple[Path, ...] = ()
