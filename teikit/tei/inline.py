"""Writes running text: dates, the marks of the convention, and brackets as they were understood."""

import re
from collections.abc import Sequence

from teikit.convention import MarkKind
from teikit.source import Span
from teikit.tei.builder import Kept
from teikit.tei.editorial import EDITORIAL
from teikit.tei.footnotes import write_change, write_footnote
from teikit.tei.paper import PAPER
from teikit.tei.pen import Bracket, Pen, flat
from teikit.tei.settled import reading_of
from teikit.tei.snippets import fill
from teikit.transcript.block_model import Footnote
from teikit.transcript.brackets import read_bracket
from teikit.transcript.dates import DateFound, find_dates, may_hold_date
from teikit.transcript.model import Break, Group, Node, Sign, Text
from teikit.transcript.notes import Context, NoteReading, read_note

KINDS = PAPER | EDITORIAL
_BROKEN = re.compile(r"(?<=[^\W\d_]{2})-(?P<blank> )(?P<two>[^\W\d_]{2,})")
_LETTERS = re.compile(r"[^\W\d_]+$")


class Inline:
    """Writes nodes at the cursor of a pen's builder."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self.builder = pen.builder
        self._read: dict[tuple[Span, Span], NoteReading | None] = {}

    def write(self, nodes: Sequence[Node], lines: bool = False, block: Span | None = None) -> None:
        """Writes nodes in order, keeping line ends as `lb` where `lines` says so.

        `block` is the whole of which they are part, for the evidence around a bracket.
        """
        if not nodes:
            return
        around = block or Span(nodes[0].span.start, nodes[-1].span.end)
        done = nodes[0].span.start
        for index, node in enumerate(nodes):
            following = nodes[index + 1] if index + 1 < len(nodes) else None
            done = self._node(node, following, done, lines, around)

    def _node(self, node: Node, following: Node | None, done: int, lines: bool, block: Span) -> int:
        """Writes one node from `done` on and returns where the next begins: a bracket may take in letters around it."""
        if isinstance(node, Text):
            return self._text(node, following, done, block)
        if isinstance(node, Break):
            self._break(node, lines)
        elif isinstance(node, Sign):
            self.sign(node)
        elif node.mark.kind is MarkKind.NOTE:
            before = Span(min(done, node.span.start), node.span.start)
            after = following.span.end if isinstance(following, Text) else node.span.end
            return self._bracket(node, before, after, lines, block)
        else:
            self._pair(node, lines)
        return node.span.end

    # ------------------------------------------------------------ text and dates
    def _text(self, node: Text, following: Node | None, done: int, block: Span) -> int:
        start, end = max(done, node.span.start), node.span.end
        if isinstance(following, Group) and following.mark.kind is MarkKind.NOTE:
            reading = self.reading(following, block)
            end = max(start, end - (reading.lead if reading else 0))
        self.text(Span(start, end))
        return end

    def text(self, span: Span) -> None:
        """Writes plain text, with the notes that have their marks in it."""
        done = span.start
        for note in self.pen.footnotes_in(span):
            reach = note.change.reach if note.change else Span(note.mark.start, note.mark.start)
            if reach.start >= done:
                self._dated(Span(done, reach.start))
                write_change(self.pen, note)
                self._dated(Span(reach.end, note.mark.start))
            else:
                self._dated(Span(done, note.mark.start))
            self._footnote(note)
            done = note.mark.end
        self._dated(Span(done, max(done, span.end)))

    def _footnote(self, note: Footnote) -> None:
        write_footnote(self.pen, note, lambda nodes: self.write(nodes, block=note.content))

    def _dated(self, span: Span) -> None:
        """Writes plain text, with the dates and broken words in it."""
        if not may_hold_date(self.pen.source.text, span):
            self._plain(span)
            return
        done = span.start
        for found in find_dates(self.pen.source.cut(span), self.pen.convention, self.pen.facts.year, span.start):
            self._plain(Span(done, found.span.start))
            self._date(found)
            done = found.span.end
        self._plain(Span(done, max(done, span.end)))

    def _plain(self, span: Span) -> None:
        """Writes text; a blank behind a hyphen inside a word is an old line end."""
        hyphen = self.pen.source.text.find("- ", span.start, span.end)
        if hyphen < 0:
            self.builder.text(span)
            return
        done = span.start
        for broken in _BROKEN.finditer(self.pen.source.text, hyphen, span.end):
            blank = Span(*broken.span("blank"))
            if not self._is_one_word(broken):
                continue
            self.builder.text(Span(done, blank.start))
            self.builder.element("lb", {"break": "no"}, blank)
            self.builder.mark(blank)
            self._hyphen(blank)
            done = blank.end
        self.builder.text(Span(done, max(done, span.end)))

    def _is_one_word(self, broken: re.Match[str]) -> bool:
        """Whether words round hyphen and blank are one: it goes on in small letters, or is written so again."""
        before, two = _LETTERS.search(self.pen.source.text[max(0, broken.start() - 40) : broken.start()]), broken["two"]
        one = before[0] if before else ""
        if two.casefold() in ("and", "or", "to", "и", "или"):
            return False
        return two[0].islower() or f"{one}-{two}" in self.pen.source.text

    def _hyphen(self, span: Span) -> None:
        self.pen.report(
            span, "hyphen-at-line-end", "a word is divided at a line end; whether it keeps the hyphen is open"
        )

    def _date(self, found: DateFound) -> None:
        name = "time" if found.time else "date"
        with self.builder.within(name, {"when": found.when, "cert": found.cert}, found.span):
            self._blank(found.span, found.blank or Span(found.span.end, found.span.end))
        if found.cert:
            words = self.pen.words(found.span)
            self.pen.report(
                found.span, "year-inferred", f"“{words}” read as {found.when}, with the document's year", doubt=True
            )

    def _blank(self, whole: Span, blank: Span) -> None:
        """The words of a date, with the field for the day that was left open."""
        self.builder.text(Span(whole.start, blank.start))
        if blank:
            self.builder.element("space", {"unit": "char", "quantity": str(len(blank))}, blank)
            self.builder.mark(blank)
        self.builder.text(Span(blank.end, whole.end))

    # ------------------------------------------------------------ marks of the convention
    def _pair(self, group: Group, lines: bool) -> None:
        snippet = group.mark.tei
        self.builder.mark(group.open)
        if group.mark.report:
            self.pen.report(group.span, "mark-of-collection", f"“{self.pen.words(group.inside)}”: {group.mark.report}")
        fill(self.builder, snippet, group.span, self._values(snippet), lambda: self.write(group.children, lines))
        self.builder.mark(group.close)

    def sign(self, sign: Sign) -> None:
        """Writes a sign by the snippet of its mark."""
        words, snippet = self.pen.source.cut(sign.span), sign.mark.tei
        match = re.fullmatch(sign.mark.pattern, words, re.DOTALL)
        groups = {name: value or "" for name, value in (match.groupdict() if match else {}).items()}
        if sign.mark.report:
            self.pen.report(sign.span, "unencoded-character", f"{len(words)} {sign.mark.report}", doubt=True)
        if "{text}" not in snippet and "{closed}" not in snippet:
            self.builder.mark(sign.span)
        fill(self.builder, snippet, sign.span, {**self._values(snippet), **groups, "count": str(len(words))})

    def _values(self, snippet: str) -> dict[str, str]:
        return {"hand": self.pen.hands.pointer()} if "{hand}" in snippet else {}

    # ------------------------------------------------------------ line ends
    def _break(self, node: Break, lines: bool) -> None:
        self.builder.ledger.add(node.span, Kept.LAYOUT)
        if lines:
            self.builder.element("lb", span=node.span)
        elif self._divides_word(node.span):
            self.builder.element("lb", {"break": "no"}, node.span)
            self._hyphen(node.span)
        else:
            self.builder.literal(" ")

    def _divides_word(self, span: Span) -> bool:
        text = self.pen.source.text
        if text[span.start - 1 : span.start] not in ("-", "¬"):
            return False
        return text[max(0, span.start - 2) : span.start - 1].isalpha() and text[span.end : span.end + 1].islower()

    # ------------------------------------------------------------ brackets
    def _bracket(self, group: Group, before: Span, after: int, lines: bool, block: Span) -> int:
        note = self.pen.footnotes.get(group.span.start)
        if note:
            self.builder.text(before)
            self._footnote(note)
            return group.span.end
        reading = self.reading(group, block)
        if reading is None:
            return self._as_it_stands(group, lines)
        if reading.cert:
            what = (
                f"“{self.pen.words(group.span)}” taken for {reading.kind}, certainty {reading.cert}: {reading.reason}"
            )
            self.pen.report(group.span, "doubtful-note", what, doubt=True)
        bracket = Bracket(
            self.pen, group, reading, before, after, lambda nodes: self.write(nodes, lines=True, block=group.span)
        )
        if reading.described:
            bracket.described(reading.described)
        return KINDS[reading.kind](bracket)

    def _as_it_stands(self, group: Group, lines: bool) -> int:
        """A bracket that fits nothing: its signs stay text."""
        words = self.pen.words(group.span)
        self.pen.report(group.span, "uninterpreted-note", f"“{words}” fits no known note; kept as text", doubt=True)
        self.builder.text(group.open)
        self.write(flat(group.children), lines)
        self.builder.text(group.close)
        return group.span.end

    def reading(self, group: Group, block: Span) -> NoteReading | None:
        """What a bracket says, by its words or else by what stands around it; worked out once."""
        known = (group.span, block)
        if known not in self._read:
            self._read[known] = self._reading(group, block)
        return self._read[known]

    def _reading(self, group: Group, block: Span) -> NoteReading | None:
        text = self.pen.source.text
        context = Context(
            before=text[max(block.start, group.span.start - 300) : group.span.start],
            after=text[group.span.end : min(block.end, group.span.end + 100)],
            own_block=group.span == block,
            damaged=self.pen.facts.damaged,
            usage=self.pen.usage,
        )
        said = read_note(text, group.inside, context, self.pen.convention)
        said = said or read_bracket(text, group.inside, context, self.pen.convention)
        settled = self.pen.overrides.get(group.span.start)
        return reading_of(settled, said, text, group.inside, context) if settled else said
