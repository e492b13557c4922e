"""Cuts a long list into parts that fit on a page, where possible between its groups."""

from collections.abc import Iterable
from typing import NamedTuple

from teikit.model import Document

LONGEST = 200
"""Rows: the longest list on a page of a large edition."""


class Section(NamedTuple):
    """Documents under one heading: an id, the words of the heading, and whether rows leave out the year."""

    ident: str
    heading: str
    documents: list[Document]
    short: bool = True


Part = list[Section]
"""The sections of one page."""


def cut(sections: Iterable[Section], longest: int = LONGEST) -> list[Part]:
    """The sections in parts of at most `longest` documents; a section is cut only if it is longer than a part."""
    parts: list[Part] = []
    free = 0
    for section in _pieces(sections, longest):
        if not parts or len(section.documents) > free:
            parts.append([])
            free = longest
        parts[-1].append(section)
        free -= len(section.documents)
    return parts


def label(part: Part) -> str:
    """The headings of the first and the last section of a part."""
    first, last = part[0].heading, part[-1].heading
    return first if first == last else f"{first} – {last}"


def _pieces(sections: Iterable[Section], longest: int) -> Iterable[Section]:
    for section in sections:
        for start in range(0, len(section.documents), longest):
            ident = section.ident if start == 0 else f"{section.ident}-{start // longest + 1}"
            yield section._replace(ident=ident, documents=section.documents[start : start + longest])
