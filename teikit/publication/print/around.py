"""What is around the text of a page: running heads, the texts of numbers, crop marks."""

from collections.abc import Iterator
from typing import Any

from teikit.publication.print.flow import Flow
from teikit.publication.print.measures import MM, Measures

_MOST_WORDS = 7  # of a running head


def crop_marks(measures: Measures) -> Iterator[tuple[float, float, float, float]]:
    """Short lines outside the corners of a page that is printed on a larger sheet."""
    bleed, length = measures.bleed, measures.bleed / 2
    if not bleed:
        return
    for x in (bleed, measures.page_width - bleed):
        yield (x, 0.0, 0.0, length)
        yield (x, measures.page_height - length, 0.0, length)
    for y in (bleed, measures.page_height - bleed):
        yield (0.0, y, length, 0.0)
        yield (measures.page_width - length, y, length, 0.0)


def text_at(x: float, y: float, size: float, side: str, body: str, italic: bool = False) -> dict[str, Any]:
    """A text beside, above or below the lines: `side` is where x is from it."""
    return {"x": round(x, 2), "y": round(y, 2), "size": size, "side": side, "body": body} | (
        {"italic": True} if italic else {}
    )


class Heads:
    """The running heads, cut where they are wider than their line, or longer than is read at a glance."""

    def __init__(self, flow: Flow, widths: list[float]) -> None:
        self.flow, self.widths = flow, widths
        self.width = flow.measures.text_width - 14 * MM
        self._known: dict[str, str] = {}

    @staticmethod
    def measure(flow: Flow) -> None:
        """Have the words of all titles measured."""
        for title in [
            flow.title,
            *(d.title for d in flow.documents),
            *(s.title for d in flow.documents for s in d.sections),
            *(c.title for d in flow.documents for c in d.chapters),
        ]:
            for word in [*title.split(), "…", "a a", "aa"]:
                flow.piece("head", [word])

    def fitted(self, title: str) -> str:
        """A title, or as many of its words as fit."""
        if title not in self._known:
            self._known[title] = self._cut(title)
        return self._known[title]

    def _width(self, word: str) -> float:
        return self.widths[self.flow.piece("head", [word])]

    def _cut(self, title: str) -> str:
        space = self._width("a a") - self._width("aa")
        width, kept = 0.0, list[str]()
        words = title.split()
        for i, word in enumerate(words):
            if i >= _MOST_WORDS:
                return " ".join(kept) + "…"
            width += self._width(word) + space * bool(kept)
            if width + (0 if i == len(words) - 1 else self._width("…")) > self.width:
                return " ".join(kept or [word[:60]]) + "…"
            kept.append(word)
        return title
