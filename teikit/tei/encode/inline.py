"""Writes running text: dates, the marks of the convention, and brackets as they were understood."""

import re
from collections.abc import Iterator, Sequence

from teikit.conventions import MarkKind
from teikit.core import Span
from teikit.interpretation import Context, NoteReading, kept, read_bracket, read_note, reading_of
from teikit.recognizers import YEAR, DateFound, compiled, find_dates, may_hold_date
from teikit.tei.builder import Kept
from teikit.tei.encode.context import Bracket, Pen, flat
from teikit.tei.encode.editorial import EDITORIAL
from teikit.tei.encode.footnotes import write_change, write_footnote
from teikit.tei.encode.source_features import PAPER
from teikit.tei.encode.templates import fill
from teikit.transcript import Break, Footnote, Group, Node, Sign, Text

KINDS = PAPER | EDITORIAL
_BROKEN = re.compile(r"(?<=[^\W\d_]{2})-(?P<blank> )(?P<two>[^\W\d_]{2,})")
# `1⏎st`: the raised letters of an ordinal, thrown on a line of their own.
_RAISED = re.compile(r"\d\s*\n\s*(?:st|nd|rd|th)(?!\w)")
_YEAR_BEHIND = re.compile(r",?\s?\[(1\d{3}|20\d\d)\]")
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
            if reading and reading.kind == "sic" and end < node.span.end:
                start = self._date_in_error(Span(start, node.span.end), end, reading)
        self.text(Span(start, end))
        return end

    def _date_in_error(self, span: Span, error: int, reading: NoteReading) -> int:
        """Writes what stands before an error, if the error is the end of a date; returns how far it came.

        `5 May 1950 [sic, 1951]`: the day keeps its year, the one the note gives.
        """
        source, convention = self.pen.source, self.pen.convention
        dates = find_dates(source.cut(span), convention, self.pen.facts.year, span.start)
        cut = next((found for found in dates if found.span.start < error < found.span.end), None)
        if cut is None:
            return span.start
        day = source.text[cut.span.start : error]
        remedy = source.cut(reading.remedy) if reading.remedy else ""
        corrected = next(find_dates(day + remedy, convention), None) if remedy else None
        self.text(Span(span.start, cut.span.start))
        words = Span(cut.span.start, cut.span.start + len(day.rstrip()))
        when, cert = (corrected.when, "medium") if corrected else (cut.when, cut.cert)
        with self.builder.within("date", {"when": when, "cert": cert}, words):
            self.builder.text(words)
        return words.end

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
        done = span.start
        for found in self._dates(span) if may_hold_date(self.pen.source.text, span) else ():
            self._plain(Span(done, found.span.start))
            self._date(found)
            done = found.span.end
        self._plain(Span(done, max(done, span.end)))

    def _dates(self, span: Span) -> Iterator[DateFound]:
        """The dates in a span; the year of `12 May [1950]`, in a bracket behind it, is the date's."""
        text, convention, facts = self.pen.source.text, self.pen.convention, self.pen.facts
        for found in find_dates(span.cut(text), convention, facts.year, span.start, facts.order):
            bracket = None if found.stated else _YEAR_BEHIND.match(text, found.span.end)
            year = int(bracket[1]) if bracket else None
            completed = (
                next(find_dates(found.span.cut(text), convention, year, found.span.start), None) if year else None
            )
            yield completed._replace(doubt="the year in brackets") if completed else found

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
        if compiled(self.pen.convention.either("hyphens", "suspended")).fullmatch(two):
            return False
        # `Soviet- American`, `Commander-in- Chief`: two names, or the end of a word of several parts.
        compound = len(one) > 2 and one[0].isupper() and len(two) > 3
        parts = self.pen.source.text[broken.start() - len(one) - 1 : broken.start() - len(one)] == "-"
        return two[0].islower() or compound or parts or f"{one}-{two}" in self.pen.source.text

    def _hyphen(self, span: Span) -> None:
        self.pen.report(
            span, "block-line-end-hyphen", "a word is divided at a line end; whether it keeps the hyphen is open"
        )

    def _date(self, found: DateFound) -> None:
        name = "time" if found.time else "date"
        with self.builder.within(name, found.attributes, found.span):
            self._blank(found.span, found.blank or Span(found.span.end, found.span.end))
        if found.cert:
            read = found.when + (f" to {found.last}" if found.last else "")
            what = f"“{self.pen.words(found.span)}” read as {read}, with {found.doubt}"
            code = "date-inferred-year" if found.doubt == YEAR else "date-doubtful"
            self.pen.report(found.span, code, what, doubt=True)

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
            self.pen.report(
                group.span, "block-collection-mark", f"“{self.pen.words(group.inside)}”: {group.mark.report}"
            )
        fill(self.builder, snippet, group.span, self._values(snippet), lambda: self.write(group.children, lines))
        self.builder.mark(group.close)

    def sign(self, sign: Sign) -> None:
        """Writes a sign by the snippet of its mark."""
        words, snippet = self.pen.source.cut(sign.span), sign.mark.tei
        match = re.fullmatch(sign.mark.pattern, words, re.DOTALL)
        groups = {name: value or "" for name, value in (match.groupdict() if match else {}).items()}
        if sign.mark.report:
            self.pen.report(sign.span, "read-lost-character", f"{len(words)} {sign.mark.report}", doubt=True)
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
        elif _RAISED.match(self.pen.source.text, max(0, node.span.start - 1)):
            self.builder.element("lb", {"break": "no"}, node.span)
        elif self._divides_word(node.span):
            self.builder.element("lb", {"break": "no"}, node.span)
            self._hyphen(node.span)
        else:
            self.builder.literal(" ")

    def _divides_word(self, span: Span) -> bool:
        text = self.pen.source.text
        before, after = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 1]
        return len(before) == 2 and before[0].isalpha() and before[1] in "-¬" and after.islower()

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
            self.pen.report(group.span, "note-doubtful", what, doubt=True)
        bracket = Bracket(
            self.pen, group, reading, before, after, lambda nodes: self.write(nodes, lines=True, block=group.span)
        )
        if reading.described:
            bracket.described(reading.described)
        return KINDS[reading.kind](bracket)

    def _as_it_stands(self, group: Group, lines: bool) -> int:
        """A bracket that fits nothing: its signs stay text."""
        words = self.pen.words(group.span)
        self.pen.report(group.span, "note-uninterpreted", f"“{words}” fits no known note; kept as text", doubt=True)
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

    def _doubled(self, group: Group) -> NoteReading | None:
        """`[[Orlov?]]`: a second pair of brackets in a note is round a reading in doubt; `[[illegible]]` is a gap."""
        inner = group.children[0] if len(group.children) == 1 else None
        if not isinstance(inner, Group) or inner.span != group.inside or inner.mark is not group.mark:
            return None
        said = read_note(self.pen.source.text, inner.inside, Context(), self.pen.convention)
        if said and said.kind == "gap":
            return said
        words = self.pen.source.cut(inner.inside)
        guess = Span(inner.inside.start, inner.inside.end - (len(words) - len(words.rstrip("? "))))
        return (
            NoteReading("conjecture", guess, "in two pairs of brackets: a reading in doubt", cert="low")
            if guess
            else None
        )

    def _reading(self, group: Group, block: Span) -> NoteReading | None:
        text = self.pen.source.text
        context = Context(
            before=text[max(block.start, group.span.start - 300) : group.span.start],
            after=text[group.span.end : min(block.end, group.span.end + 100)],
            own_block=group.span == block,
            damaged=self.pen.facts.damaged,
            usage=self.pen.usage,
        )
        said = self._doubled(group) or read_note(text, group.inside, context, self.pen.convention)
        said = said or read_bracket(text, group.inside, context, self.pen.convention)
        settled = self.pen.overrides.get(group.span.start)
        said = reading_of(settled, said, text, group.inside, context) if settled else said
        return kept(said, text, group.inside, self.pen.convention) if said else None
