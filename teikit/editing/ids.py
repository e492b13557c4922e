"""The ids that a pointer may name: those of the text itself, then those of the registers of its edition."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from teikit.checking import XmlInput, registers_for
from teikit.validation import has_expected_kind
from teikit.xml import as_utf8

_ELEMENT = re.compile(
    r"""<([\w.\-]+:)?(?P<name>[\w.\-]+)\s[^<>]*?\bxml:id\s*=\s*["']\s*(?P<id>[^"'\s<>]+)\s*["'][^<>]*>"""
)
_TAG = re.compile(r"<[^<>]*>?")
_AFTER, _LONGEST = 300, 60  # characters after a start tag that are looked at, and of a label


class Id(NamedTuple):
    """An xml:id: the element that has it, and the beginning of its text."""

    name: str
    element: str
    label: str


def ids_for(text: str, given: XmlInput, element: str, attribute: str, others: Mapping[Path, str]) -> list[Id]:
    """The ids that an attribute may point at, each once: where it names persons, those of persons only.

    `others` are the texts of further open documents. Raises EditionError.
    """
    drafts = {path.resolve(): other for path, other in others.items()}
    entries = {entry.name: entry for path in reversed(registers_for(given)) for entry in _ids_of_register(path, drafts)}
    entries |= {entry.name: entry for entry in ids_in(text)}
    return [entry for entry in entries.values() if has_expected_kind(element, attribute, entry.element)]


def ids_in(text: str) -> Iterator[Id]:
    """The ids of a text, well-formed or not."""
    for match in _ELEMENT.finditer(text):
        words = " ".join(_TAG.sub(" ", text[match.end() : match.end() + _AFTER]).split())
        label = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0]} …"
        yield Id(match["id"], match["name"], label)


def _ids_of_register(path: Path, drafts: Mapping[Path, str]) -> tuple[Id, ...]:
    draft = drafts.get(path.resolve())
    if draft is not None:
        return tuple(ids_in(draft))
    try:
        state = path.stat()
        return _ids_of_file(path, state.st_mtime_ns, state.st_size)
    except OSError:
        return ()


@lru_cache(maxsize=16)
def _ids_of_file(path: Path, changed: int, size: int) -> tuple[Id, ...]:
    return tuple(ids_in(as_utf8(path.read_bytes()).decode("utf-8", "replace")))
