"""Which of the files of a run are registers: index files of persons, places or organisations, and no texts."""

import re
from collections.abc import Iterable
from pathlib import Path

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


def registers_among(files: Iterable[Path], known: Iterable[Path] = ()) -> tuple[Path, ...]:
    """The files whose text begins with such a list, or that have one and no text, without the `known` registers.

    A list in the header or at the end of a text makes it no register.
    """
    named = {path.resolve() for path in known}
    return tuple(file for file in files if _is_register(file) and file.resolve() not in named)


def _is_register(file: Path) -> bool:
    try:
        data = file.read_bytes()
    except OSError:
        return False
    return bool(_BODY.search(data) or (_STANDOFF.search(data) and not _TEXT.search(data)))
