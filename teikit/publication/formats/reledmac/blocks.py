r"""Blocks of print XML as numbered paragraphs (\pstart … \pend), stanzas, tables of LaTeX."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from teikit.publication.formats.grid import Slot, grid_of, head_rows, shares_of, width_of
from teikit.publication.formats.reledmac.escaping import command, escaped
from teikit.publication.formats.reledmac.running import Running, Work
from teikit.publication.formats.tree import LINE_SIDES, Element, children, is_running, name_of, nodes_of, title_of

_MOST_COLUMNS = 20  # of a table; the cells of a wider one are paragraphs
_CONTENTS = {2: "section", 3: "section", 4: "subsection"}
_SIDES = ("left", "center", "right")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block is: the kind of its group, its indentation in em, the kinds that it is in, as a whole."""

    group: str = ""
    left: float = 0.0
    around: tuple[str, ...] = ()
    rtl: bool = False


class Blocks:
    """Writes blocks, as numbered text or (in descriptions and cells) without numbers."""

    def __init__(self, work: Work, numbered: bool = True) -> None:
        self._work = work
        self._numbered = numbered
        self._running = Running(work, numbered)
        self._rules: dict[str, Callable[[Element, Place], str]] = {
            "p": self._p,
            "head": self._head,
            "line": self._line,
            "stamp": self._stamp,
            "caption": self._caption,
            "label": self._p,
            "verseline": self._p,
            "group": self._group,
            "list": self._list,
            "item": self._item,
            "figure": self._each,
            "image": self._picture,
            "table": self._table,
            "verse": self._verse,
            "description": self._description,
            "fact": self._fact,
        }

    def each(self, element: Element, place: Place) -> str:
        """All blocks in an element."""
        return "".join(self.of(child, place) for child in element)

    def of(self, element: Element, place: Place) -> str:
        """A block. Raises KeyError for what is no block."""
        own = replace(place, rtl=element.get("dir", "rtl" if place.rtl else "") == "rtl")
        return self._rules[name_of(element)](element, own)

    def _each(self, element: Element, place: Place) -> str:
        return self.each(element, place)

    # ------------------------------------------------------------ paragraphs
    def paragraph(self, content: str, place: Place, side: str = "", indented: bool = False) -> str:
        """A paragraph, on a side or with an indentation; with numbers where the text has them."""
        begin, end = ("\\pstart\n", "\n\\pend\n") if self._numbered else ("", "\\par\n")
        text = f"{begin}{'' if indented else command('noindent')}{content}{end}"
        side = side or ("rtl" if place.rtl else "")
        if not side and not place.left:
            return text
        return f"\\begin{{teiplace}}{{{side or 'both'}}}{{{place.left:g}}}\n{text}\\end{{teiplace}}\n"

    def _side(self, element: Element, side: str = "") -> str:
        return next((name for name in element.get("style", "").split() if name in _SIDES), side)

    def _content(self, element: Element, place: Place) -> str:
        return self._running.of(element, place.around)

    def _p(self, element: Element, place: Place) -> str:
        return self.paragraph(self._content(element, place), place, self._side(element), indented=True)

    def _head(self, element: Element, place: Place) -> str:
        depth = int(element.get("depth", "9"))
        contents = ""
        if depth in _CONTENTS and self._numbered:
            contents = command("addcontentsline", "toc", _CONTENTS[depth], escaped(title_of(element))) + "\n"
        content = command("teihead", str(depth), self._content(element, place))
        return contents + self.paragraph(content, place, self._side(element))

    def _line(self, element: Element, place: Place) -> str:
        kind = element.get("kind", "")
        side = LINE_SIDES.get(place.group, LINE_SIDES[""]).get(kind, "")
        content = self._content(element, place)
        if kind in ("speaker", "stage", "note"):
            content = command("teikind", kind, content)
        steps = command("teiindent", element.get("indent", "")) if element.get("indent", "").isdigit() else ""
        return self.paragraph(steps + content, place, self._side(element, side))

    def _stamp(self, element: Element, place: Place) -> str:
        return self.paragraph(self._content(element, place), place, "center")

    def _caption(self, element: Element, place: Place) -> str:
        return self.paragraph(command("teihead", "9", self._content(element, place)), place, "center")

    def _picture(self, element: Element, place: Place) -> str:
        holder = Element("runs")
        holder.append(element)
        return self.paragraph(self._running.words(holder), place, "center")

    # ------------------------------------------------------------ groups
    def _group(self, element: Element, place: Place) -> str:
        kind = element.get("kind", "")
        changed = kind == "deletion" or (kind == "addition" and self._work.diplomatic)
        around = (*place.around, kind) if changed or kind == "note" else place.around
        return self.each(element, replace(place, group=kind, around=around))

    def _list(self, element: Element, place: Place) -> str:
        return self.each(element, replace(place, left=place.left + 1.5))

    def _item(self, element: Element, place: Place) -> str:
        label = "".join(self._content(part, place) for part in children(element, "label"))
        rest = [child for child in element if name_of(child) != "label"]
        first = rest.pop(0) if rest and name_of(rest[0]) == "p" else None
        words = self._content(first, place) if first is not None else ""
        listed = command("teiitem", label, words) if label or words else ""
        begin = self.paragraph(listed, place, self._side(first) if first is not None else "") if listed else ""
        return begin + "".join(self.of(child, place) for child in rest)

    def _verse(self, element: Element, place: Place) -> str:
        number = element.get("n", "")
        parts = [self.paragraph(command("teinumber", escaped(number)), place)] if number else []
        lines: list[str] = []
        for child in element:
            if name_of(child) == "verseline":
                lines.append(self._verse_line(child, place))
                continue
            parts += [self._stanza(lines, place), self.of(child, replace(place, group="verse"))]
            lines = []
        return "".join([*parts, self._stanza(lines, place)])

    def _stanza(self, lines: list[str], place: Place) -> str:
        if not lines:
            return ""
        if not self._numbered:
            return "".join(self.paragraph(line, place) for line in lines)
        return "\\stanza\n" + "&\n".join(lines) + "\\&\n"

    def _verse_line(self, element: Element, place: Place) -> str:
        before = command("teibefore", escaped(element.get("before", ""))) if element.get("before") else ""
        steps = command("teiindent", element.get("indent", "")) if element.get("indent", "").isdigit() else ""
        number = command("teiverse", escaped(element.get("n", ""))) if element.get("n") else ""
        return before + steps + self._content(element, place) + number

    # ------------------------------------------------------------ tables and descriptions
    def _table(self, element: Element, place: Place) -> str:
        above = "".join(self.of(caption, place) for caption in children(element, "caption"))
        rows, inner = children(element, "row"), Blocks(self._work, numbered=False)
        width = width_of(rows)
        if not 0 < width <= _MOST_COLUMNS:
            cells = [inner.cell(cell, place) for row in rows for cell in children(row, "cell")]
            table = "".join(f"{command('noindent')}{cell}\\par\n" for cell in cells)
        else:
            table = "\n".join(self._table_lines(rows, width, inner, place)) + "\n"
        held, self._work.held = self._work.held, []
        # a table in a cell leaves its notes to the table around it
        if not self._numbered:
            self._work.held = held
            return above + table
        return above + table + "".join(self.paragraph(note, Place()) for note in held)

    def _table_lines(self, rows: list[Element], width: int, inner: "Blocks", place: Place) -> Iterator[str]:
        shares = shares_of(rows, width)
        columns = "".join(f"|>{{\\teicell}}p{{{_length(share)}}}" for share in shares)
        name = "longtable" if self._numbered else "tabular"
        yield f"\\begin{{{name}}}{{{columns}|}}"
        yield "\\hline"
        heads, grid = head_rows(rows), grid_of(rows, width)
        for number, slots in enumerate(grid, 1):
            cells = " & ".join(inner.slot(slot, shares[first:], place) for first, slot in _numbered(slots))
            yield f"{cells} \\tabularnewline {_lines_below(grid, number)}"
            if number == heads and self._numbered:
                yield "\\endhead"
        yield f"\\end{{{name}}}"

    def slot(self, slot: Slot, shares: list[float], place: Place) -> str:
        """A cell of a table with its spans; `shares` are those of its first column and the columns behind it."""
        content = self.cell(slot.cell, place) if slot.cell is not None else ""
        if slot.merge == "restart" and slot.cell is not None:
            content = f"\\multirow[t]{{{slot.cell.get('rows', '1')}}}{{=}}{{{content}}}"
        if slot.columns == 1:
            return content
        column = f"|>{{\\teicell}}p{{{_length(sum(shares[: slot.columns]))}}}|"
        return command("multicolumn", str(slot.columns), column, content)

    def cell(self, cell: Element, place: Place) -> str:
        """The content of a cell: running text and blocks, each of these a paragraph."""
        parts: list[str] = []
        stretch = Element("runs")
        for node in nodes_of(cell):
            if is_running(node):
                add(stretch, node)
                continue
            parts += [self._running.of(stretch, place.around)]
            stretch = Element("runs")
            parts += [self.of(node, Place(around=place.around)).strip()] if not isinstance(node, str) else []
        parts += [self._running.of(stretch, place.around)]
        content = "\\par ".join(part.removesuffix("\\par") for part in parts if part.strip())
        return command("teikind", "headword", content) if cell.get("heads") and content else content

    def _description(self, element: Element, place: Place) -> str:
        inner = Blocks(self._work, numbered=False)
        title = command("teifacts", escaped(element.get("label", ""))) + "\n"
        return title + inner.each(element, place)

    def _fact(self, element: Element, place: Place) -> str:
        return command("teifact", escaped(element.get("label", "")), self._running.words(element)) + "\n"


def _length(share: float) -> str:
    """The width of the text of a cell that has a part of the line."""
    return f"\\dimexpr {share:.4f}\\linewidth-2\\tabcolsep\\relax"


def _numbered(slots: list[Slot]) -> Iterator[tuple[int, Slot]]:
    """Slots with the numbers, from 0, of their first columns."""
    column = 0
    for slot in slots:
        yield column, slot
        column += slot.columns


def _lines_below(grid: list[list[Slot]], number: int) -> str:
    """The line below a row (from 1), which does not cross cells that go on."""
    below = grid[number] if number < len(grid) else []
    if not any(slot.merge == "continue" for slot in below):
        return "\\hline"
    return "".join(
        command("cline", f"{first + 1}-{first + slot.columns}")
        for first, slot in _numbered(below)
        if slot.merge != "continue"
    )


def add(holder: Element, node: Element | str) -> None:
    """Add a node to running text."""
    if isinstance(node, str):
        if len(holder):
            holder[-1].tail = (holder[-1].tail or "") + node
        else:
            holder.text = (holder.text or "") + node
        return
    copy = Element(node.tag, node.attrib)
    copy.text = node.text
    copy.extend(node)
    holder.append(copy)
