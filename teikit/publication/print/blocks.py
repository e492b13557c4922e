"""The blocks of print XML as blocks of the flow: all that is one inside the other there follows one another here.

No block that has notes contains others: the typesetter can lose the notes of one that goes on to the next page.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby
from xml.etree.ElementTree import Element

from teikit.publication.print.ends import EndWriter, is_section
from teikit.publication.print.flow import Node
from teikit.publication.print.measures import LABEL, LINED, NOTE_SIZE, SIZE, SMALL, STEP
from teikit.publication.print.running import LOOKS, P, directed, looks, name_of, plain, title_of
from teikit.publication.print.writer import Setting

_SIDES = {"opener": {"dateline": "end", "stamp": "center"}, "closer": {"signed": "end"}}
_ANYWHERE = {"furniture": "center", "signed": "end"}
_TEXT_SIZED = frozenset(("salute", "signed", "dateline", "label", "other", "speaker", "stage", "of-source"))
_LINE_STYLES = {"speaker": "small-caps", "stage": "emphasis"}
_DEPTHS = {"indent": STEP, "indent-2": 2 * STEP, "indent-3": 3 * STEP}
# The space above and below a group, in points.
_GROUPS = {
    "opener": (0, 10),
    "closer": (10, 8),
    "postscript": (12, 8),
    "division": (12, 8),
    "speech": (12, 12),
    "entry": (9.5, 9.5),
    "zone": (12, 12),
    "deletion": (8, 8),
    "note": (8, 8),
    "quotation": (8, 8),
}
_SIZES = {"note": 0.88, "quotation": 0.92}
_LONG_HEADING, _LONG_STAMP, _LINE = 800, 700, 60  # letters; a longer one may be divided by pages
CAPTION = 0.92
_NOTE, _SMALL, _SMALL_LEAD = NOTE_SIZE / SIZE, SMALL / SIZE, 0.55
_MOST_INDENTED = 5  # descriptions in each other that are set in


class BlockWriter(EndWriter):
    """Writes the blocks of texts. `level` is that of the title above them in the outline."""

    level = 1

    _depth = 0  # of divisions in each other

    def write(self, elements: Iterable[Element], setting: Setting) -> None:
        """Add blocks in order. Raises ValueError for an element that print XML does not have."""
        for label, group in groupby(elements, lambda e: e.get("label", "") if name_of(e) == "fact" else None):
            if label is not None:
                self.setting, before = setting, self.setting
                self.statements(list(group), label)
                self.setting = before
                continue
            for element in group:
                before, self.setting, self.source = self.setting, setting.within(element), element
                start = len(self.out)
                self._rule(element)(element)
                self.setting = before
                if element.get("id") and len(self.out) > start:
                    self.flow.targets.setdefault(f"{self.page}#{element.get('id')}", self.out[start].start)

    def _rule(self, element: Element) -> Callable[[Element], None]:
        rules: dict[str, Callable[[Element], None]] = {
            "p": self._paragraph,
            "head": self._heading,
            "line": self._line,
            "stamp": self._stamp,
            "group": self._group,
            "list": self._list,
            "item": lambda e: self._item(e, LABEL),
            "image": self._image,
            "figure": self._figure,
            "table": self.table,
            "description": self.description,
            "verse": self._verse,
            "verseline": self._verse_line,
            "label": self._paragraph,
        }
        if name_of(element) not in rules:
            raise ValueError(f"the print has no rule for <{name_of(element)}>")
        return rules[name_of(element)]

    def inner(self, elements: Iterable[Element], **changes: object) -> None:
        """Add what is in an element, in a changed setting."""
        self.write(elements, replace(self.setting, **changes))  # type: ignore[arg-type]

    def styles(self, element: Element, *names: str) -> tuple[str, ...]:
        """The styles of a block with how it looks in the source."""
        return (*self.setting.styles, *names, *(name for name in looks(element) if name in LOOKS))

    # ---------------------------------------------------------------- paragraphs and lines
    def _paragraph(self, element: Element) -> None:
        names, left = looks(element), self.setting.left
        side, depth = side_of(element, ""), sum(_DEPTHS.get(name, 0.0) for name in names)
        first = left + STEP if self.setting.item < 0 else self.setting.item
        hang = left
        if element.get("lines"):
            first = hang = left + LINED
            side = side or "start"
        elif "hanging" in names:
            first, hang = left + depth, left + depth + STEP
        elif depth:
            first, hang = left + depth + STEP * ("first-line-indent" in names), left + depth
        if side in ("center", "right", "end"):
            first = hang = 0.0
        self.paragraph(self.text.of(element), first=first, hang=hang, side=side, styles=self.styles(element))

    def _heading(self, element: Element) -> None:
        content = self.text.of(element)
        short = len(plain(element)) + _LINE * len(element.findall(f".//{P}lb")) <= _LONG_HEADING
        level = int(element.get("depth", "0")) + self.level - 1 if short and element.get("depth") else 0
        styles = (*self.setting.styles, "strong", *self.styles(element)[len(self.setting.styles) :])
        block = self.paragraph(
            content,
            above=10,
            below=6,
            side=side_of(element, "start"),
            styles=styles,
            level=level,
            keep=short,
            whole=short,
            role="head",
        )
        block.hang += STEP
        if level:
            block.kind, block.title = "head", " ".join(title_of(element).split())
            self.document.chapters.append(block)
            if self.document.sections:
                self.document.sections[-1].chapters.append(block)

    def _line(self, element: Element) -> None:
        kind = element.get("kind", "")
        side = side_of(element, _SIDES.get(self.setting.inside, _ANYWHERE).get(kind, "start"))
        size = self.setting.size * (1.0 if kind in _TEXT_SIZED else 0.92)
        styles = self.styles(element, *([_LINE_STYLES[kind]] if kind in _LINE_STYLES else []))
        if kind in ("salute", "signed"):
            self.space(SIZE)
        left = self.setting.left + int(element.get("indent", "0")) * STEP
        for nodes in self.lines_of(element):
            hang = left + STEP if side in ("start", "left") else 0.0
            block = self.paragraph(nodes, first=left, hang=hang, side=side, size=size, styles=styles)
            block.keep, block.role = kind == "speaker", "speaker" if kind == "speaker" else ""

    def lines_of(self, element: Element) -> list[list[Node]]:
        """The lines of the source, each a paragraph, so that a wrapped line does not look like one of them."""
        lines: list[list[Node]] = [[]]
        for node in self.text.of(element):
            if isinstance(node, dict) and "lb" in node:
                lines.append([])
            else:
                lines[-1].append(node)
        return [line for line in lines if line] or [[]]

    def _stamp(self, element: Element) -> None:
        lines = self.lines_of(element)
        if len(plain(element)) > _LONG_STAMP:
            for nodes in lines:
                self.paragraph(nodes, side="center", size=self.setting.size * 0.9)
        else:
            block = self.block("box", [], above=10, below=10, whole=True, styles=self.styles(element))
            block.content = [[{"a": block.start}, *lines[0]], *lines[1:]]

    # ---------------------------------------------------------------- groups, lists, verse
    def _group(self, element: Element) -> None:
        kind, setting = element.get("kind", ""), self.setting
        if kind == "addition" and not self.diplomatic:
            return self.inner(element, inside="")
        if is_section(element):
            self._sections += 1
            self.section, self._depth = self._sections, self._depth + 1
        above, below = _GROUPS.get(kind, (10, 10))
        self.space(above)
        if kind == "addition":
            self.inner(element, inside=kind, left=setting.left + 7, bar=True, styles=self.styles(element, "emphasis"))
        elif kind == "deletion":
            self.inner(element, inside=kind, styles=self.styles(element, "strike"))
        else:
            size = setting.size * _SIZES.get(kind, 1.0)
            left = setting.left + STEP * (kind == "quotation")
            self.inner(element, inside=kind, size=size, left=left, styles=self.styles(element))
        self.space(below)
        if is_section(element):
            self._depth -= 1
            if not self._depth:
                self.notes_at_end("section")

    def _list(self, element: Element) -> None:
        labels = [plain(label) for label in element.findall(f"{P}item/{P}label")]
        width = min(max([LABEL, *(0.52 * SIZE * len(label) + 5 for label in labels)]), 4 * STEP)
        for child in element:
            if name_of(child) == "item":
                before, self.setting, self.source = self.setting, self.setting.within(child), child
                self._item(child, width)
                self.setting = before
            else:
                self.write([child], self.setting)

    def _item(self, element: Element, width: float) -> None:
        left = self.setting.left
        label: list[Node] = []
        for child in element.findall(f"{P}label"):
            label += self.text.of(child)
        own = [child for child in element if name_of(child) != "label"]
        first = own[0] if own and name_of(own[0]) == "p" else None
        if label:
            label = [{"hung": width, "c": label}]
        if first is not None:
            setting = self.setting.within(first)
            given = {"lang": setting.lang, "direction": setting.direction, "styles": self.styles(first)}
            self.paragraph(
                [*label, *self.text.of(first)], first=left if label else left + width, hang=left + width, **given
            )
        elif label:
            self.paragraph(label, hang=left + width, keep=bool(own))
        rest = own[1:] if first is not None else own
        self.inner(rest, left=left + width, inside="", item=left + width)

    def _verse(self, element: Element) -> None:
        self.space(6.72 if self.setting.inside == "speech" else 11.5)
        numbered = any(e.get("n") for e in element.iter(f"{P}lb"))
        self._stanza = element.get("n", "")
        self.inner(
            element, left=self.setting.left + (LINED if numbered else STEP), inside="lined" if numbered else "verse"
        )
        self.space(6.72 if self.setting.inside == "speech" else 11.5)

    def _verse_line(self, element: Element) -> None:
        left, n, side = self.setting.left, element.get("n", ""), side_of(element, "start")
        before, stanza = element.get("before", ""), getattr(self, "_stanza", "")
        lead: list[Node] = [{"before": before}] if before else []
        if stanza:
            lead, self._stanza = [{"stanza": stanza}, *lead], ""
        first = left + int(element.get("indent", "0")) * STEP * (not before)
        hang = left + STEP * (self.setting.inside != "lined")
        content = [*lead, *self.text.of(element)]
        block = self.paragraph(
            content, first=first, hang=hang, side="start" if n else side, role="verse", styles=self.styles(element)
        )
        block.verse, block.goes_on = element.get("verse", n), bool(before)

    # ---------------------------------------------------------------- figures
    def _image(self, element: Element, keep: bool = False, around: float = 8) -> None:
        self.block("par", self.text.node(element), around, around, side="center", whole=True, keep=keep, counted=False)

    def _figure(self, element: Element) -> None:
        captions = element.findall(f"{P}caption")
        parts = [child for child in element if name_of(child) != "caption"]
        self.space(10)
        for part in parts:
            if name_of(part) == "image":
                self._image(part, keep=bool(captions) and part is parts[-1], around=6)
            else:
                self.inner([part], inside="figure")
        for caption in captions:
            self.paragraph(self.text.of(caption), side=side_of(caption, "center"), size=self.setting.size * CAPTION)
        self.space(12)

    # ---------------------------------------------------------------- descriptions
    def description(self, element: Element, depth: int = 1) -> None:
        """Add a group of statements with its label: of a manuscript, or, at depth 0, of the document."""
        setting = self.setting
        self.space(9 if depth == 0 else 4)
        size = _SMALL if depth else 9 / SIZE
        label: list[Node] = [element.get("label", "")]
        self.paragraph(label, size=size, lead=_SMALL_LEAD, styles=("semibold",), side="start", keep=True, below=3)
        self.inner(element, left=setting.left + 8 * (depth < _MOST_INDENTED), inside="description", size=_NOTE)

    def statements(self, facts: list[Element], label: str) -> None:
        """Add statements that have the same label, which is set once."""
        content: list[Node] = [{"s": ["label"], "c": [label]}, "\u00a0 "]
        for i, fact in enumerate(facts):
            content += [" · "] * (i > 0) + directed(fact, self.plain.of(fact))
        left = self.setting.left
        self.paragraph(content, first=left, hang=left + 8, side="start", size=_NOTE, lead=_SMALL_LEAD)


def side_of(element: Element, otherwise: str) -> str:
    """Where the lines of a block are, by how it looks in the source."""
    return next((name for name in looks(element) if name in ("left", "center", "right")), otherwise)
