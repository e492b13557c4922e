"""Writes running text: one row a kind of node, one row a kind of bracket. Everything is decided before."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from teikit.core import Source, Span
from teikit.interpretation import (
    Bracket,
    ChangeNode,
    DateNode,
    DescriptionNode,
    DittoNode,
    Inline,
    LineEnd,
    LineRole,
    MeasureNode,
    NameNode,
    NoteNode,
    PairNode,
    Run,
    SignNode,
    SubstitutionNode,
)
from teikit.tei.builder import Builder, Element, Kept, normalized
from teikit.tei.encode.brackets import write_bracket
from teikit.tei.encode.tags import Tag
from teikit.tei.encode.templates import fill

_DIVIDED = {"break": "no"}


class InlineWriter:
    """Writes nodes at the cursor of a builder; `references` are the values of @ref by the words of a name.

    `elements` are those that decisions became, by the span of the decision.
    """

    def __init__(self, builder: Builder, references: Mapping[str, str]) -> None:
        self.builder = builder
        self.references = references
        self.elements: dict[Span, Element] = {}

    @property
    def source(self) -> Source:
        """The source that is written."""
        return self.builder.source

    def write(self, nodes: Sequence[Inline]) -> None:
        """Writes nodes in order."""
        for node in nodes:
            ROWS[type(node)](self, node)

    def run(self, node: Run) -> None:
        """Text as it is."""
        self.builder.text(node.span)

    def line_end(self, node: LineEnd) -> None:
        """A line end: an element, or a blank."""
        builder, role = self.builder, node.role
        sign = role is LineRole.OLD or not self.source.cut(node.span).isspace()
        builder.ledger.add(node.span, Kept.MARK if sign else Kept.LAYOUT)
        if role is LineRole.BLANK:
            builder.literal(" ")
        else:
            element = builder.element("lb", {} if role is LineRole.LINE else _DIVIDED, node.span)
            self.elements.setdefault(node.span, element)

    def date(self, node: DateNode) -> None:
        """A date or a time, with the field for the day that was left open."""
        builder, (whole, blank) = self.builder, (node.decision.span, node.blank)
        attributes = {**node.decision.values, "cert": node.decision.cert}
        with builder.within(node.decision.kind, attributes, whole) as element:
            self.elements[whole] = element
            if node.children:
                self.write(node.children)
                return
            builder.text(Span(whole.start, blank.start))
            if blank:
                builder.element("space", {"unit": "char", "quantity": str(len(blank))}, blank)
                builder.mark(blank)
            builder.text(Span(blank.end, whole.end))

    def sign(self, node: SignNode) -> None:
        """A sign, by the snippet of its mark."""
        snippet, before = node.mark.tei, self.builder.last
        if "{text}" not in snippet and "{closed}" not in snippet:
            self.builder.mark(node.span)
        fill(self.builder, snippet, node.span, node.values, reference=self._reference(node.name))
        self._record(node.span, before)

    def pair(self, node: PairNode) -> None:
        """A pair of signs and what is between them, by the snippet of its mark."""
        before = self.builder.last
        self.builder.mark(node.open)
        content, reference = partial(self.write, node.children), self._reference(node.name)
        fill(self.builder, node.mark.tei, node.span, node.values, content, reference)
        self.builder.mark(node.close)
        self._record(node.span, before)

    def description(self, node: DescriptionNode) -> None:
        """Words of a note that describe rather than transcribe: they stay, as the editor's."""
        self.builder.mark(Span(node.start, node.span.start))
        with self.builder.within("note", {"type": "editorial"}, node.span):
            self.builder.text(node.span)

    def bracket(self, node: Bracket) -> None:
        """A bracket, by the row of its kind."""
        before = self.builder.last
        write_bracket(self.builder, node, self.write)
        self._record(node.decision.span, before)

    def note(self, node: NoteNode) -> None:
        """A note where its mark is; the marks themselves become its number."""
        with self.builder.within("note", {"type": "footnote", "n": node.n, "place": node.place}, node.span):
            self.builder.mark(node.mark)
            self.builder.mark(node.label)
            self.write(node.children)

    def name(self, node: NameNode) -> None:
        """A name or an office, in the element of its type; persons are looked up."""
        tag = NAMES.get(node.type) or Tag("persName", {"type": node.type, "ref": self._reference(node.span)})
        with self.builder.within(tag.name, tag.fixed, node.span):
            self.builder.text(node.span)

    def _reference(self, name: Span) -> str:
        """The value of @ref for the name in a span."""
        return self.references.get(normalized(self.source.cut(name)), "")

    def measure(self, node: MeasureNode) -> None:
        """A sum or a measure; several units are measures in one (TEI Guidelines 3.6.3)."""
        (span, kind, parts, commodity), builder = node.measure, self.builder
        only = {"quantity": parts[0].quantity, "unit": parts[0].unit} if len(parts) == 1 else {}
        with builder.within("measure", {"type": kind, **only, "commodity": commodity}, span):
            done = span.start
            for part in parts if not only else ():
                builder.text(Span(done, part.span.start))
                with builder.within("measure", {"quantity": part.quantity, "unit": part.unit}, part.span):
                    builder.text(part.span)
                done = part.span.end
            builder.text(Span(done, span.end))

    def ditto(self, node: DittoNode) -> None:
        """A mark that repeats the words above it."""
        with self.builder.within("seg", {"type": "ditto"}, node.span):
            self.builder.text(node.span)

    def change(self, node: ChangeNode) -> None:
        """What a textual note says was done: the words in the text, and those that only the note has."""
        added = {"hand": node.hand, "place": node.place}
        deleted = {"hand": node.hand, "rend": "strikethrough"}
        if node.old and node.new:
            with self.builder.within("subst", span=node.reach):
                self._half("del", deleted, node.old, node.reach if node.in_text == "old" else None)
                self._half("add", added, node.new, node.reach if node.in_text == "new" else None)
        elif node.old:
            self._half("del", deleted, node.old, node.reach if node.in_text else None)
        elif node.new:
            self._half("add", added, node.new, node.reach)

    def substitution(self, node: SubstitutionNode) -> None:
        """A deletion and an addition that are one (TEI Guidelines 11.3.1.5)."""
        with self.builder.within("subst", span=node.decision.span) as element:
            self.elements.setdefault(node.decision.span, element)
            self.write(node.children)

    def _half(self, name: str, attributes: Mapping[str, str], words: Span, in_text: Span | None) -> None:
        if in_text is not None:
            with self.builder.within(name, attributes, in_text):
                self.builder.text(in_text)
        else:
            # The words stand in the note, not in the text.
            self.builder.generated(name, self.source.cut(words), attributes)

    def _record(self, span: Span, before: Element | None) -> None:
        element = self.builder.first_after(before)
        if element is not None:
            self.elements[span] = element


# The elements of names that are no persons, by their type.
NAMES: Mapping[str, Tag] = {
    "place": Tag("placeName"),
    "where": Tag("rs", {"type": "place"}),
    "role": Tag("roleName"),
    "label": Tag("label"),
    "mark": Tag("seg", {"type": "mark"}),
}

ROWS: Mapping[type, Callable[..., None]] = {
    Run: InlineWriter.run,
    LineEnd: InlineWriter.line_end,
    DateNode: InlineWriter.date,
    SignNode: InlineWriter.sign,
    PairNode: InlineWriter.pair,
    DescriptionNode: InlineWriter.description,
    Bracket: InlineWriter.bracket,
    NoteNode: InlineWriter.note,
    NameNode: InlineWriter.name,
    DittoNode: InlineWriter.ditto,
    MeasureNode: InlineWriter.measure,
    ChangeNode: InlineWriter.change,
    SubstitutionNode: InlineWriter.substitution,
}
