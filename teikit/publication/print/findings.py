"""What the gates find, in words that name document, page and text."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from teikit.core import shorten
from teikit.publication.print.extents import Extent
from teikit.publication.print.finding import EDITION, Finding, documents_of, number_in
from teikit.publication.print.flow import Block
from teikit.publication.print.gates import Deviation, Point
from teikit.publication.print.typesetting import Typeset
from teikit.publication.print.wording import Promised, promised

_KINDS, _BLOCK = {"row": "a row of a table", "box": "a stamp", "head": "a heading"}, "a block"
_SEARCHED = 12  # letters of a word that is looked up in its line
_MOST = 20  # deviations that are reported of one edition: one line set wrong moves all that follow


def findings_of(edition: Element, done: Typeset) -> Iterator[Finding]:
    """What the gates find about an edition that has been set."""
    for warning in done.warnings:
        yield Finding(EDITION, "print-typesetter", warning)
    yield from _lost(edition, done)
    yield from map(Reporter(edition, done).misplaced, done.deviations[:_MOST])
    yield from map(Reporter(edition, done).not_fitting, done.extents[:_MOST])
    for number in done.wide:
        yield Reporter(edition, done).too_wide(number)


def _lost(edition: Element, done: Typeset) -> Iterator[Finding]:
    """Every note and entry is counted off against what is printed."""
    flow = done.flow
    printed = {*flow.placed, *(name for note in flow.notes for name in note.names), *(m.name for m in flow.margins)}
    for name, (document, text, number) in promised(edition).items():
        if name not in printed:
            yield Finding(document, "print-lost-note", f'missing from the PDF: "{shorten(text)}"', number)


class Reporter:
    """Says where in which document something is."""

    def __init__(self, edition: Element, done: Typeset) -> None:
        self.edition, self.done = edition, done
        self.promised = promised(edition)

    def misplaced(self, deviation: Deviation) -> Finding:
        """An anchor or a note that is elsewhere than planned."""
        moved = _moved(deviation.planned, deviation.actual)
        if not deviation.is_note:
            row = self.done.rows.at[deviation.number]
            message = f"line {row.number} of page {row.page}: {moved}"
            return self._about(row.document, row.block, "print-misplaced", message)
        document, text, number = self._note(deviation.number)
        return Finding(document, "print-misplaced", f'the note "{shorten(text)}": {moved}', number)

    def not_fitting(self, extent: Extent) -> Finding:
        """A word that is too wide, a block that is too high."""
        words = shorten(extent.words)
        if extent.block is None:
            document, text, number = self.promised.get(extent.name, Promised(EDITION, extent.name, -1))
            return Finding(document, "print-overflow", f'{extent.what}: "{shorten(text)}"', number)
        block, what = (
            extent.block,
            extent.what if extent.words else f"{_KINDS.get(extent.block.kind, _BLOCK)} {extent.what}",
        )
        return self._about(
            0, block, "print-overflow", what + (f': "{words}"' if words else ""), extent.words[:_SEARCHED]
        )

    def _note(self, number: int) -> Promised:
        """A note, or with a negative number a margin note."""
        flow = self.done.flow
        name = flow.notes[number].names[0] if number >= 0 else flow.margins[-1 - number].name
        return self.promised.get(name, Promised(EDITION, name, -1))

    def too_wide(self, number: int) -> Finding:
        """A table that no size of type fits into the page."""
        documents = enumerate(self.done.flow.documents)
        index, block = next((i, b) for i, d in documents for b in d.blocks if b.number == number)
        words = self.done.flow.tables[block.table].longest
        longest = max(words, key=len)
        message = f"a table of {len(words)} columns is too wide for the page; its longest word: {longest}"
        return self._about(index, block, "print-overflow", message, longest)

    def _about(self, index: int, block: Block, code: str, message: str, words: str = "") -> Finding:
        for name, document in documents_of(self.edition):
            number = number_in(document, block.source)
            if number >= 0:
                return Finding(name, code, message, number, words)
        return Finding(self.done.flow.documents[index].name or EDITION, code, message)


def _moved(planned: Point, actual: Point | None) -> str:
    if actual is None:
        return f"planned on page {planned.page}, not set"
    if actual.page != planned.page:
        return f"planned on page {planned.page}, set on page {actual.page}"
    return f"set {abs(actual.y - planned.y):.1f} points from its place on page {planned.page}"
