"""Which XML files in a folder are not TEI: web pages, finding aids, settings. They are counted, not checked."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from teikit.reports import counted

_NAMED = 3  # of the files that are skipped
_TEI = b"http://www.tei-c.org/ns/"
_TAG = re.compile(rb"<(?:([\w.\-]+):)?([\w.\-]+)")
_NAMESPACE = re.compile(rb"""\sxmlns(?::([\w.\-]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SCHEMA = b"<?xml-model"
_BEFORE = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!DOCTYPE", b">"))


def skipped_note(files: Sequence[Path], display_path: Callable[[Path], str]) -> str:
    """The note of a run that skipped files because they are not TEI."""
    are = "is" if len(files) == 1 else "are"
    names = ", ".join(map(display_path, files[:_NAMED])) + (" …" if len(files) > _NAMED else "")
    return f"{counted(len(files), 'XML file')} skipped that {are} not TEI ({names}): name one to check it"


def is_foreign(data: bytes) -> bool:
    """Whether a file (in UTF-8) has a root element that is not of TEI, and names no schema of its own.

    A root element without a namespace counts as TEI if its name begins with TEI or tei, as in P4. Where the root
    cannot be read, the file is not foreign: what is wrong with it is to be reported.
    """
    start = _start_of_root(data)
    tag = _TAG.match(data, start)
    if tag is None or _SCHEMA in data[:start]:
        return False
    prefix, name = tag.groups()
    end = data.find(b"<", tag.end())
    declared = _NAMESPACE.findall(data, tag.end(), end if end >= 0 else len(data))
    namespaces = {declared_prefix: double or single for declared_prefix, double, single in declared}
    namespace = namespaces.get(prefix or b"", b"")
    if namespace:
        return not namespace.startswith(_TEI)
    return not prefix and not name.lower().startswith(b"tei")


def _start_of_root(data: bytes) -> int:
    """Where the first start tag begins, behind declarations, comments and instructions; else the end of the file."""
    place = data.find(b"<")
    while place >= 0:
        closing = next((end for start, end in _BEFORE if data.startswith(start, place)), b"")
        if not closing:
            return place
        end = data.find(closing, place)
        if closing == b">" and 0 <= (inside := data.find(b"[", place)) < end:
            end = data.find(b">", data.find(b"]", inside))
        place = data.find(b"<", end) if end >= 0 else -1
    return len(data)
