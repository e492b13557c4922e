"""Which of the files of a run are registers: index files of persons, places or organisations, and no texts."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from teikit.edition import tei_below
from teikit.xml import as_utf8

_MOST_FILES = 5_000  # in which an editor looks for registers
_NAME = rb"<(?:[\w.\-]+:)?"
_GAP = rb"(?:\s|<!--(?:(?!-->).)*-->)*"
_DIVISION = _NAME + rb"div(?:\s[^<>]*)?>" + _GAP
_HEADING = _NAME + rb"head(?:\s[^<>]*)?>[^<]*</[^<>]*>" + _GAP
_LIST = _NAME + rb"list(?:Person|Place|Org)[\s>]"
_BODY = re.compile(
    _NAME + rb"body(?:\s[^<>]*)?>" + _GAP + rb"(?:" + _DIVISION + rb"){0,3}(?:" + _HEADING + rb")?" + _LIST, re.DOTALL
)
_STANDOFF = re.compile(_NAME + rb"standOff(?:\s[^<>]*)?>" + _GAP + _LIST, re.DOTALL)
_TEXT = re.compile(_NAME + rb"(?:text|sourceDoc)[\s>]")


def is_register(data: bytes) -> bool:
    """Whether the text of a file (in UTF-8) begins with such a list, or it has one and no text.

    A list in the header or at the end of a text makes it no register.
    """
    return bool(_BODY.search(data) or (_STANDOFF.search(data) and not _TEXT.search(data)))


def registers_once(*given: Iterable[Path]) -> tuple[Path, ...]:
    """All registers, each once: those that are configured, then those that were found."""
    return tuple({path.resolve(): path for path in reversed([*chain.from_iterable(given)])}.values())[::-1]


def registers_among(files: Iterable[Path]) -> tuple[Path, ...]:
    """The registers among files; each is read once as long as it is the same."""
    return tuple(file for file in files if _is_register(file))


def registers_below(folder: Path) -> tuple[Path, ...]:
    """The registers in a folder and its subfolders, as an editor wants them at once: of so many files at most."""
    return registers_among(islice(tei_below(folder), _MOST_FILES))


def _is_register(file: Path) -> bool:
    try:
        state = file.stat()
        return _known(file, state.st_mtime_ns, state.st_size)
    except OSError:
        return False


@lru_cache(maxsize=20_000)
def _known(file: Path, changed: int, size: int) -> bool:
    return is_register(as_utf8(file.read_bytes()))
