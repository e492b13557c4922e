"""Layers of notes that are not at the foot: at the end of a section, of a document, or of the volume."""

from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

from teikit.publication.print.flow import Node
from teikit.publication.print.measures import NOTE_SIZE, SIZE
from teikit.publication.print.notes import Explained
from teikit.publication.print.tables import TableWriter
from teikit.publication.print.writer import Setting

_NOTE, _LEAD = NOTE_SIZE / SIZE, 0.47
_REFERENCE = 38.0  # the width of a reference


class EndWriter(TableWriter):
    """Writes the notes of layers at the ends of parts of the text."""

    def notes_at_end(self, place: str) -> None:
        """Add the notes that belong at the end of a section or document, layer by layer."""
        collected, self.ended[place] = self.ended[place], []
        self._layers(collected)

    def notes_of_volume(self, title: str, recto: bool) -> None:
        """Add the notes of the volume as a part of their own, document by document."""
        if not self.volume_notes:
            return
        self.open("", title, "", kind="notes").recto = recto
        self.setting = Setting(lang=self.flow.lang)
        self._end_heading(title, 1, SIZE * 1.25)
        for number, notes in groupby(self.volume_notes, lambda explained: explained.note.document):
            self._end_heading(self.flow.documents[number].title, 2, SIZE)
            self._layers(list(notes))

    def _end_heading(self, title: str, level: int, size: float) -> None:
        head = self.paragraph([title], above=14, below=6, size=size / SIZE, styles=("semibold",), side="start",
                              level=level, keep=True, whole=len(title) < 900)  # fmt: skip
        head.kind, head.title = "head", title

    def _layers(self, collected: list[Explained]) -> None:
        for layer in self.flow.layers:
            notes = [explained for explained in collected if explained.layer == layer]
            if notes:
                self.space(12)
            if notes and layer.heading:
                self.paragraph([layer.heading], size=_NOTE, lead=_LEAD, styles=("emphasis",), side="start", keep=True,
                               counted=False, scheme="", below=3)  # fmt: skip
            for explained in notes:
                self._note_at_end(explained)
            if notes:
                self.space(12)

    def _note_at_end(self, explained: Explained) -> None:
        note = explained.note
        label: Node = {"s": ["raised"], "c": [note.mark]} if note.mark else {"where": note.at, "width": _REFERENCE}
        bracket: list[Node] = ["] "] if explained.lemma else []
        content = [label, " ", *explained.lemma, *bracket, *explained.stated]
        given: dict[str, Any] = {"lang": note.lang, "direction": note.direction, "counted": False, "scheme": ""}
        hang = 8.0 if note.mark else _REFERENCE
        self.paragraph(content, size=_NOTE, lead=_LEAD, side="start", first=0.0, hang=hang, above=2, **given)


def is_section(element: Element) -> bool:
    """Whether an element of print XML is a division of the text."""
    return element.get("kind") == "division"
