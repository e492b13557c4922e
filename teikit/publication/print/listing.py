"""The apparatus as JSON: each note of a print with the page and the line that it is on (docs/critical-editions.md)."""

import json
from typing import Any
from xml.etree.ElementTree import Element

from teikit.publication.print.flow import Note
from teikit.publication.print.references import References, rank
from teikit.publication.print.running import P
from teikit.publication.print.typesetting import Typeset

FORMAT = "teikit-apparatus-1"
"""The name of the format; fields that are added do not change it."""


def apparatus_json(edition: Element, done: Typeset) -> bytes:
    """The apparatus of an edition in print XML that has been set."""
    notes = _Notes(done)
    data = {
        "format": FORMAT,
        "title": edition.get("title", ""),
        "view": edition.get("view", ""),
        "pages": len(done.pages),
        "documents": [notes.of(i, document) for i, document in enumerate(edition.findall(f"{P}document"))],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


class _Notes:
    """The notes of a volume by the documents that they are in."""

    def __init__(self, done: Typeset) -> None:
        self.done, self.rows = done, done.rows
        self.references: References = done.references
        foot = {id(note): label for label, note in self._labels()}
        notes = [*done.flow.notes, *done.flow.ended.values()]
        self.by_prefix: dict[str, list[dict[str, Any]]] = {}
        for note in sorted(notes, key=lambda note: note.at):
            prefix = note.names[0].partition("-")[0]
            self.by_prefix.setdefault(prefix, []).append(self._note(note, foot.get(id(note))))

    def _labels(self) -> list[tuple[str, Note]]:
        """The notes at the feet of pages, each with which of the equal words of its line its lemma is."""
        placed = [each for page in self.done.pages for layer in page.layers for each in layer.placed]
        return [(each.same, self.done.flow.notes[each.note]) for each in placed]

    def of(self, number: int, document: Element) -> dict[str, Any]:
        """A document with its notes, in the order of the text."""
        name = document.get("id", "")
        return {"id": name, "title": document.get("title", ""), "notes": self.by_prefix.get(f"d{number}", [])}

    def _note(self, note: Note, same: str | None) -> dict[str, Any]:
        start, end = (self.rows.at.get(anchor) for anchor in (note.start, note.end))
        lemma, statement = note.texts
        place: dict[str, Any] = {}
        if start and end:
            place = {"page": start.page, "line": start.number}
            place |= {"to_page": end.page, "to_line": end.number} if end is not start else {}
        return {
            "layer": note.layer,
            "place": note.place,
            **place,
            "reference": self.references.of(note, at_end=note.place != "foot"),
            **({"mark": note.mark} if note.mark else {}),
            **({"lemma": lemma} if lemma else {}),
            **({"same": same or rank(note, self.rows)} if (same or rank(note, self.rows)) and lemma else {}),
            "text": statement,
            **{name: value for name, value in note.kinds.items() if value},
            **({"lang": note.lang} if note.lang else {}),
        }
