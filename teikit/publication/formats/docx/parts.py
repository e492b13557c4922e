"""The parts of a DOCX file while it is made: texts with what they refer to, notes, comments, pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from teikit.core import message
from teikit.publication.formats.docx.markup import HEAD, OFFICE, tag

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass
class Part:
    """A part of the package: the name of its file in the folder `word`, and its relationships by what they name."""

    name: str
    relationships: dict[tuple[str, str], str] = field(default_factory=dict)

    def refer(self, kind: str, target: str) -> str:
        """The id of a relationship of this part; `target` is a part, or the address of a hyperlink."""
        return self.relationships.setdefault((kind, target), f"rId{len(self.relationships) + 1}")

    def written(self) -> str:
        """The relationships of this part as a part of their own."""
        rows = (
            tag("Relationship", {"Id": ident, "Type": _type(kind), "Target": target, **_mode(kind)})
            for (kind, target), ident in self.relationships.items()
        )
        return HEAD + tag("Relationships", {"xmlns": _RELATIONSHIPS}, *rows)


def _type(kind: str) -> str:
    return kind if "://" in kind else f"{OFFICE}/relationships/{kind}"


def _mode(kind: str) -> dict[str, str]:
    return {"TargetMode": "External"} if kind == "hyperlink" else {}


@dataclass
class Volume:
    """What the whole document has in common while its text is written.

    `images` are the files of its pictures by the names that the print XML has. `kinds` are those of the spans that
    occur, `pictures` the files that are used, with the names of their parts.
    """

    diplomatic: bool
    interface: str
    images: Mapping[str, Path]
    body: Part = field(default_factory=lambda: Part("document.xml"))
    footnotes: Part = field(default_factory=lambda: Part("footnotes.xml"))
    comments: Part = field(default_factory=lambda: Part("comments.xml"))
    notes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    pictures: dict[str, str] = field(default_factory=dict)
    textual_notes: int = 0
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def number(self) -> int:
        """A number for the next element that needs an id: a change, a bookmark, a drawing."""
        return next(self._numbers)

    def word(self, key: str, **arguments: str) -> str:
        """A message in the language of the edition."""
        return message(self.interface, key, **arguments)

    def picture(self, name: str) -> str:
        """The part of a picture, by the name that the print XML has for it."""
        return self.pictures.setdefault(name, f"media/{len(self.pictures) + 1}{Path(name).suffix}")
