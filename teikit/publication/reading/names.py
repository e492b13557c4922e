"""The names of pages: readable, the same at each build, different on any file system."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from teikit.core import name_on_any_system

_START = "index"  # the page of the edition itself


def page_names(paths: Sequence[PurePath], reserved: Iterable[str] = ()) -> list[str]:
    """A page name for each path, which is relative to the folder that holds all of them.

    It is the stem of the file. Files with the same stem, whatever its case and composition, are named by their folders
    too; what is still the same, or is `reserved`, is numbered in order.
    """
    counts = Counter([*(name_on_any_system(path.stem) for path in paths), *reserved])
    alone = [counts[name_on_any_system(path.stem)] == 1 for path in paths]
    taken = {name_on_any_system(_safe(path.stem)) for path, is_alone in zip(paths, alone, strict=True) if is_alone}
    taken.update(reserved)
    return [
        _safe(path.stem) if is_alone else _free(_safe(_long_name(path)), taken)
        for path, is_alone in zip(paths, alone, strict=True)
    ]


def _long_name(path: PurePath) -> str:
    return "-".join([*path.parts[:-1], path.stem])


def _safe(name: str) -> str:
    return f"{name}-document" if name.casefold() == _START else name


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken; it is taken then."""
    number, free = 1, name
    while name_on_any_system(free) in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(name_on_any_system(free))
    return free
