"""Offprints: a document by itself, with the pages, lines and number that it has in the volume."""

from typing import NamedTuple

from teikit.publication.print.typesetting import Typeset


class Start(NamedTuple):
    """Where a document begins in the volume: its page, and its number, empty for none."""

    page: int
    number: str


def starts_of(done: Typeset) -> dict[str, Start]:
    """Where each document of a volume begins, by its id."""
    sections = [section for document in done.flow.documents for section in document.sections]
    rows = done.rows.at
    return {each.name: Start(rows[each.head.start].page, each.number) for each in sections if each.head.start in rows}
