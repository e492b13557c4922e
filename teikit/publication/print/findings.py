"""What the gates find, as diagnostics that name document, page and text."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from teikit.core import Diagnostic, file_diagnostic, shorten
from teikit.publication.print.gates import Deviation, Point
from teikit.publication.print.typesetting import Typeset
from teikit.publication.print.wording import promised

_MOST = 20  # deviations that are reported of one edition: one line set wrong moves all that follow


def findings_of(edition: Element, done: Typeset) -> Iterator[Diagnostic]:
    """What the gates find about an edition that has been set."""
    for warning in done.warnings:
        yield file_diagnostic("edition", "print-typesetter", warning)
    yield from _lost(edition, done)
    yield from map(Reporter(edition, done).misplaced, done.deviations[:_MOST])
    for number in done.wide:
        yield Reporter(edition, done).too_wide(number)


def _lost(edition: Element, done: Typeset) -> Iterator[Diagnostic]:
    """Every note and entry is counted off against what is printed."""
    flow = done.flow
    printed = {*flow.placed, *(name for note in flow.notes for name in note.names), *(m.name for m in flow.margins)}
    for name, (document, text) in promised(edition).items():
        if name not in printed:
            yield file_diagnostic(document, "print-lost-note", f'missing from the PDF: "{shorten(text)}"')


class Reporter:
    """Says where in which document something is."""

    def __init__(self, edition: Element, done: Typeset) -> None:
        self.edition, self.done = edition, done
        self.texts = promised(edition)

    def misplaced(self, deviation: Deviation) -> Diagnostic:
        """An anchor or a note that is elsewhere than planned."""
        flow, number = self.done.flow, deviation.number
        if deviation.is_note:
            note = flow.notes[number] if number >= 0 else None
            name = note.names[0] if note else flow.margins[-1 - number].name
            document, text = self.texts.get(name, ("edition", name))
            what = f'the note "{shorten(text)}"'
        else:
            row = self.done.rows.at[number]
            document = flow.documents[row.document].name
            what = f"line {row.number} of page {row.page}"
        return file_diagnostic(
            document or "edition", "print-misplaced", f"{what}: {_moved(deviation.planned, deviation.actual)}"
        )

    def too_wide(self, number: int) -> Diagnostic:
        """A table that no size of type fits into the page."""
        blocks = ((d, b) for d in self.done.flow.documents for b in d.blocks if b.number == number)
        document, block = next(blocks)
        words = self.done.flow.tables[block.table].longest
        columns = f"a table of {len(words)} columns is too wide for the page"
        return file_diagnostic(document.name, "print-overflow", f"{columns}; its longest word: {max(words, key=len)}")


def _moved(planned: Point, actual: Point | None) -> str:
    if actual is None:
        return f"planned on page {planned.page}, not set"
    if actual.page != planned.page:
        return f"planned on page {planned.page}, set on page {actual.page}"
    return f"set {abs(actual.y - planned.y):.1f} points from its place on page {planned.page}"
