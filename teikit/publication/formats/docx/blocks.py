"""Blocks of print XML as paragraphs and tables of WordprocessingML."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from teikit.publication.formats.docx.looks import BOLD, INDENTS, SIDES, STEP, look_of
from teikit.publication.formats.docx.markup import paragraph_properties, styled, w
from teikit.publication.formats.docx.parts import Part, Volume
from teikit.publication.formats.docx.running import PLAIN, Look, Running
from teikit.publication.formats.docx.tables import table
from teikit.publication.formats.tree import LINE_SIDES, Element, children, is_running, name_of, nodes_of

_DEEPEST_LIST, _DEEPEST_HEADING = 8, 9
_LETTER = 100  # about the width of a letter, in twentieths of a point
_MOST_LEAD = 4000
_MIRRORED = {"left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block is: the kind of its group, its list level (from 0; -1 outside), its indentation, its look."""

    look: Look = PLAIN
    group: str = ""
    level: int = -1
    left: int = 0
    marked: bool = True  # the ends of paragraphs may be marked as added or deleted


class Blocks:
    """Writes blocks into the document. `prefix` makes the names of bookmarks unique."""

    def __init__(self, volume: Volume, part: Part, prefix: str = "") -> None:
        self._volume = volume
        self._running = Running(volume, part)
        self._prefix = prefix
        self._rules: dict[str, Callable[[Element, Place], str]] = {
            "p": self._p,
            "head": self._head,
            "line": self._line,
            "stamp": self._simple("Stamp"),
            "caption": self._simple("Caption"),
            "label": self._simple("ListItem"),
            "verseline": self._verse_line,
            "group": self._group,
            "list": self._list,
            "item": self._item,
            "figure": self._figure,
            "image": self._picture,
            "table": self._table,
            "verse": self._verse,
            "description": self._description,
            "fact": self._fact,
        }

    def each(self, element: Element, place: Place) -> str:
        """All blocks in an element, as markup."""
        return "".join(self.of(child, place) for child in element)

    def of(self, element: Element, place: Place) -> str:
        """A block as markup. Raises KeyError for what is no block."""
        return self._rules[name_of(element)](element, replace(place, look=place.look.within(element)))

    def mixed(self, element: Element, place: Place, style: str) -> Iterator[str]:
        """Blocks, and a paragraph for each stretch of running text between them."""
        stretch: list[str] = []
        for node in nodes_of(element):
            if is_running(node):
                stretch.append(self._run(node, place.look))
                continue
            if "".join(stretch):
                yield self._paragraph(style, "".join(stretch), element, place)
            stretch.clear()
            if not isinstance(node, str):
                yield self.of(node, place)
        if "".join(stretch):
            yield self._paragraph(style, "".join(stretch), element, place)

    def _run(self, node: Element | str, look: Look) -> str:
        holder = Element("runs")
        if isinstance(node, str):
            holder.text = node if node.strip() else ""
        else:
            holder.append(node)
            node, holder[0].tail = holder[0], ""
        return self._running.of(holder, look)

    # ------------------------------------------------------------ paragraphs
    def _paragraph(
        self, style: str, content: str, element: Element, place: Place, side: str = "", left: int = 0, first: int = 0,
        **more: str,
    ) -> str:  # fmt: skip
        """A paragraph in the style, on the side and with the indents that its element has."""
        names = element.get("style", "").split()
        own = next((SIDES[name] for name in names if name in SIDES), side)
        left += place.left + next((INDENTS[name] for name in names if name in INDENTS), 0)
        first = STEP if "first-line-indent" in names else -STEP if "hanging" in names else first
        properties = {"pStyle": w("pStyle", val=style), **more}
        if place.look.rtl:
            properties["bidi"] = w("bidi")
            own = _MIRRORED.get(own, own)
        if left or first:
            indent = {"firstLine": first} if first >= 0 else {"left": left - first, "hanging": -first}
            properties["ind"] = w("ind", **{"left": left, **indent})
        if own:
            properties["jc"] = w("jc", val=own)
        return w("p", paragraph_properties({**properties, **self._ending(place)}), content)

    def _ending(self, place: Place) -> dict[str, str]:
        """That the end of a paragraph was added or deleted with it."""
        changes = [("ins", place.look.added), ("del", place.look.deleted)] if place.marked else []
        marks = [w(name, id=self._volume.number(), author=who) for name, who in changes if who]
        return {"rPr": w("rPr", *marks)} if marks else {}

    def _simple(self, style: str) -> Callable[[Element, Place], str]:
        def written(element: Element, place: Place) -> str:
            return self._paragraph(style, self._running.of(element, place.look), element, place)

        return written

    def _p(self, element: Element, place: Place) -> str:
        style = {"note": "EditorialNote", "description": "Description"}.get(place.group, "BodyText")
        return self._paragraph(style, self._running.of(element, place.look), element, place)

    def _head(self, element: Element, place: Place) -> str:
        depth = min(int(element.get("depth", "0")), _DEEPEST_HEADING)
        content = self._running.of(element, place.look)
        if element.get("mark"):
            content = self.marked(element.get("mark", ""), content)
        return self._paragraph(f"Heading{depth}" if depth else "MinorHeading", content, element, place)

    def marked(self, mark: str, content: str) -> str:
        """Content with a bookmark, so that links inside the document can name it."""
        number = self._volume.number()
        start = w("bookmarkStart", id=number, name=f"{self._prefix}{mark}")
        return start + content + w("bookmarkEnd", id=number)

    def _line(self, element: Element, place: Place) -> str:
        kind = element.get("kind", "")
        side = LINE_SIDES.get(place.group, LINE_SIDES[""]).get(kind, "")
        style = {"speaker": "Speaker", "stage": "Stage", "note": "EditorialNote"}.get(kind, "SourceLineText")
        left = STEP * int(element.get("indent") or 0)
        return self._paragraph(style, self._running.of(element, place.look), element, place, side, left)

    # ------------------------------------------------------------ groups
    def _group(self, element: Element, place: Place) -> str:
        kind, look = element.get("kind", ""), place.look
        if kind in ("addition", "deletion") and self._volume.diplomatic:
            look = self._running.changed(look, kind, element.get("hand", ""))
        return self.each(element, replace(place, group=kind, look=look))

    def _list(self, element: Element, place: Place) -> str:
        return self.each(element, replace(place, level=min(place.level + 1, _DEEPEST_LIST)))

    def _item(self, element: Element, place: Place) -> str:
        """The label, if there is one, and the first paragraph are a list item; the rest is indented below."""
        level = max(place.level, 0)
        label = [self._running.of(part, place.look.within(part)) for part in children(element, "label")]
        rest = [child for child in element if name_of(child) != "label"]
        first = rest.pop(0) if rest and name_of(rest[0]) == "p" else None
        content = "".join([*label, w("r", w("tab"))] if label and first is not None else label)
        look = place.look.within(first) if first is not None else place.look
        if first is not None:
            content += self._running.of(first, look)
        listed = w("numPr", w("ilvl", val=level), w("numId", val=1))
        own = replace(place, look=look, left=0)
        item = self._paragraph("ListItem", content, first if first is not None else element, own, numPr=listed)
        below = replace(place, left=STEP * (level + 1), group="")
        return item + "".join(self.of(child, below) for child in rest)

    def _verse(self, element: Element, place: Place) -> str:
        number = styled("SourceLine", f"{element.get('n')}\u2002") if element.get("n") else ""
        inner = replace(place, group="verse", left=place.left + STEP)
        parts = [self.of(child, inner) for child in element]
        before = self._paragraph("StanzaNumber", number, Element("n"), place) if number else ""
        return before + "".join(parts) + w("p", w("pPr", w("pStyle", val="StanzaEnd")))

    def _verse_line(self, element: Element, place: Place) -> str:
        steps = STEP * int(element.get("indent") or 0)
        lead = min(_LETTER * len(element.get("before", "")), _MOST_LEAD)
        number = w("r", w("tab")) + styled("SourceLine", element.get("n", "")) if element.get("n") else ""
        content = self._running.of(element, place.look) + number
        return self._paragraph("VerseLine", content, element, place, left=steps + lead)

    def _figure(self, element: Element, place: Place) -> str:
        return self.each(element, replace(place, group="figure"))

    def _picture(self, element: Element, place: Place) -> str:
        return self._paragraph("Figure", self._run(element, place.look), element, place)

    # ------------------------------------------------------------ tables and descriptions
    def _table(self, element: Element, place: Place) -> str:
        above = "".join(self.of(caption, place) for caption in children(element, "caption"))
        # The ends of paragraphs in cells are no changes: a cell cannot be without its last paragraph.
        inner = replace(place, group="cell", left=0, level=-1, marked=False)

        def content(cell: Element) -> str:
            heads = BOLD if cell.get("heads") else {}
            look = replace(inner.look, properties={**inner.look.properties, **heads}).within(cell)
            return "".join(self.mixed(cell, replace(inner, look=look), "Cell"))

        return above + table(children(element, "row"), content, place.look.rtl)

    def _description(self, element: Element, place: Place) -> str:
        title = self._paragraph("FactsHeading", styled("FactLabel", element.get("label", "")), Element("label"), place)
        return title + self.each(element, replace(place, group="description", left=place.left + STEP // 2))

    def _fact(self, element: Element, place: Place) -> str:
        label = styled("FactLabel", f"{element.get('label', '')}: ")
        look = replace(place.look, tracked=False, properties=look_of(element.get("style", "").split()))
        return self._paragraph("Fact", label + self._running.of(element, look), element, place)
