"""Interprets running text: dates, marks of the convention, line ends, notes at their marks, brackets."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from teikit.conventions import Mark, MarkKind
from teikit.core import Span, lazy_pattern
from teikit.interpretation.bracket_nodes import ABOUT_WORD, BracketNodes, flat
from teikit.interpretation.decide import Decider
from teikit.interpretation.line_ends import LineEnds
from teikit.interpretation.model import UNPLACED, Decision, NoteReading, Subject
from teikit.interpretation.nodes import (
    Bracket,
    ChangeNode,
    DateNode,
    DescriptionNode,
    Inline,
    MeasureNode,
    NoteNode,
    PairNode,
    Run,
    SignNode,
)
from teikit.interpretation.state import State
from teikit.interpretation.substitutions import join_substitutions
from teikit.interpretation.text_dates import TextDates
from teikit.recognizers import find_key, find_measures
from teikit.transcript import Break, Footnote, Group, Node, Sign, Text, clip

_NO_WORDS = "it mentions handwriting without giving its words"


class Place(NamedTuple):
    """The place of nodes: whether their line ends are kept (`lines`), their `block`, which is searched for evidence
    around a bracket, and whether they are `among_blocks`, between paragraphs.
    """

    lines: bool
    block: Span
    among_blocks: bool = False


class InlineReader:
    """Interprets the nodes of a transcript as running text, in the order of the text."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.decider = Decider(state)
        self._dates = TextDates(state)
        self._line_ends = LineEnds(state)
        self.brackets = BracketNodes(state, self.read)

    def read(
        self, nodes: Sequence[Node], lines: bool = False, block: Span | None = None, among_blocks: bool = False
    ) -> tuple[Inline, ...]:
        """Interprets nodes. Without `block`, they are the whole block; the other parameters are as in `Place`."""
        if not nodes:
            return ()
        place = Place(lines, block or Span(nodes[0].span.start, nodes[-1].span.end), among_blocks)
        result: list[Inline] = []
        done = nodes[0].span.start
        for n, (node, following) in enumerate(zip_longest(nodes, nodes[1:])):
            reading = self.about_block(node, place.block) if following and not isinstance(nodes[-1], Break) else None
            if reading and isinstance(node, Group):
                result.append(self._block_by_hand(node, reading, nodes[n + 1 :], place))
                break
            done = self._node(node, following, done, place, result)
        return join_substitutions(self.state, result)

    def _node(self, node: Node, following: Node | None, done: int, place: Place, result: list[Inline]) -> int:
        """Interprets one node from `done` on; returns where the next begins (a bracket may include text after it)."""
        if isinstance(node, Text):
            return self._text(node, following, done, place, result)
        if isinstance(node, Break):
            self._line_ends.add(node.span, place.lines, result)
        elif isinstance(node, Sign):
            result.append(self._sign(node))
        elif node.mark.kind is MarkKind.NOTE:
            before = Span(min(done, node.span.start), node.span.start)
            after = following.span.end if isinstance(following, Text) else node.span.end
            return self._bracket(node, before, after, place, result)
        else:
            result.append(self._pair(node, place.lines))
        return node.span.end

    # ------------------------------------------------------------ text, dates, notes at their marks
    def _text(self, node: Text, following: Node | None, done: int, place: Place, result: list[Inline]) -> int:
        start, end = max(done, node.span.start), node.span.end
        if isinstance(following, Group) and following.mark.kind is MarkKind.NOTE:
            reading = self.decider.reading(following, place.block)
            end = max(start, end - (reading.lead if reading else 0))
            if reading and reading.kind == "sic" and end < node.span.end:
                start = self._date_in_error(Span(start, node.span.end), end, reading, result)
        self.text(Span(start, end), result)
        return end

    def _date_in_error(self, span: Span, error: int, reading: NoteReading, result: list[Inline]) -> int:
        """Interprets the text before an error that ends a date; returns the offset up to which it is done."""
        remedy = self.state.source.cut(reading.remedy) if reading.remedy else ""
        date = self._dates.before_error(span, error, remedy)
        if date is None:
            return span.start
        self.text(Span(span.start, date.span.start), result)
        end = Span(date.span.end, date.span.end)
        message = f"“{self.state.words(date.span)}” read as {date.values['when']}: {date.evidence[0]}"
        result.append(DateNode(self.state.decide(date, message, doubt=True), end))
        return date.span.end

    def text(self, span: Span, result: list[Inline]) -> None:
        """Interprets plain text, with the notes whose marks are in it."""
        done = span.start
        for note in self.state.notes_in(span):
            reach = note.change.span if note.change else Span(note.mark.start, note.mark.start)
            if reach.start >= done:
                self._dated(Span(done, reach.start), result)
                self._change(note, result)
                self._dated(Span(reach.end, note.mark.start), result)
            else:
                self._dated(Span(done, note.mark.start), result)
            result.append(self._note(note))
            done = note.mark.end
        self._dated(Span(done, max(done, span.end)), result)

    def _change(self, note: Footnote, result: list[Inline]) -> None:
        """What a textual note says was done to the words at its mark."""
        change, state = note.change, self.state
        if change is None:
            return
        words = state.source.cut(note.content)
        medium, place = (find_key(section, words, state.convention) for section in ("media", "places"))
        hand = state.hands.pointer(medium[0] if medium else "")
        if change.old or change.new:
            where = place[0] if place else UNPLACED
            result.append(ChangeNode(change.old, change.new, change.span, change.present, hand, where))

    def _note(self, note: Footnote) -> NoteNode:
        children = self.read(note.nodes, block=note.content)
        return NoteNode(note.content, note.mark, note.label, note.n, note.place, children)

    def _dated(self, span: Span, result: list[Inline]) -> None:
        """Interprets text that may contain dates and divided words."""
        done = span.start
        for date in self._dates.within(span) if self._dates.may_be_in(span) else ():
            self._measured(Span(done, date.span.start), result)
            result.append(self._dates.node(date))
            done = date.span.end
        self._measured(Span(done, max(done, span.end)), result)

    def _measured(self, span: Span, result: list[Inline]) -> None:
        """Interprets text without dates: measures, where the convention wants them, and divided words."""
        done, convention = span.start, self.state.convention
        words = span.cut(self.state.source.text) if convention.measures else ""
        for measure in find_measures(words, convention, span.start):
            self._line_ends.in_text(Span(done, measure.span.start), result)
            result.append(MeasureNode(measure))
            done = measure.span.end
        self._line_ends.in_text(Span(done, max(done, span.end)), result)

    # ------------------------------------------------------------ marks of the convention
    def _pair(self, group: Group, lines: bool) -> PairNode:
        mark, state = group.mark, self.state
        code = "block-collection-mark" if mark.report else ""
        decision = Decision(
            group.span, mark.name, evidence=("a mark of the convention",), code=code, subject=Subject.MARK
        )
        state.decide(decision, f"“{state.words(group.inside)}”: {mark.report}" if code else "")
        values = self._values(mark.tei)
        children = self.read(group.children, lines)
        name = self._signatory(mark, group.inside)
        return PairNode(group.span, mark, group.open, group.close, values, children, name)

    def _sign(self, sign: Sign) -> SignNode:
        words, mark = self.state.source.cut(sign.span), sign.mark
        match = lazy_pattern(mark.pattern, re.DOTALL).fullmatch(words)
        groups = {name: value or "" for name, value in (match.groupdict() if match else {}).items()}
        values = {**self._values(mark.tei), **groups, "count": str(len(words))}
        cert, code = ("low", "read-lost-character") if mark.report else ("", "")
        decision = Decision(
            sign.span, mark.name, cert, ("a mark of the convention",), values=groups, code=code, subject=Subject.MARK
        )
        self.state.decide(decision, f"{len(words)} {mark.report}" if code else "", doubt=True)
        return SignNode(sign.span, mark, values, self._signatory(mark, sign.span))

    def _signatory(self, mark: Mark, words: Span) -> Span:
        """The words, where the mark says that they are a name and they sign; else an empty span."""
        return words if self.state.in_signature and mark.is_name else Span(words.start, words.start)

    def _values(self, snippet: str) -> dict[str, str]:
        return {"hand": self.state.hands.pointer()} if "{hand}" in snippet else {}

    # ------------------------------------------------------------ brackets
    def _bracket(self, group: Group, before: Span, after: int, place: Place, result: list[Inline]) -> int:
        """Interprets a bracket; returns where the text continues."""
        note = self.state.notes.get(group.span.start)
        if note:
            result.append(Run(before))
            evidence = ("a note with this mark was found",)
            self.state.decide(Decision(group.span, "footnote", evidence=evidence, values={"n": note.n}))
            result.append(self._note(note))
            return group.span.end
        reading = self.decider.reading(group, place.block)
        if reading is None:
            self._kept_as_text(group, place.lines, result)
            return group.span.end
        if reading.values.get("reach") == "block":  # the words that it is about are read apart from it
            settled = group.span.start in self.state.overrides
            reading = reading._replace(content=group.inside, values={})
            reading = reading if settled else reading._replace(kind="editor", cert="low", reason=_NO_WORDS)
        node = self.brackets.node(group, reading, before, after, place.among_blocks)
        if node.described and reading.kind not in ABOUT_WORD:
            result.append(DescriptionNode(node.described, group.open.start))
        result.append(node)
        return node.after.end

    def about_block(self, node: Node, block: Span) -> NoteReading | None:
        """The reading of a bracket that is about the whole block behind it, as `[handwritten:]` is; else None."""
        if not isinstance(node, Group) or node.mark.kind is not MarkKind.NOTE or node.span.start in self.state.notes:
            return None
        reading = self.decider.reading(node, block)
        return reading if reading and reading.values.get("reach") == "block" else None

    def _block_by_hand(self, group: Group, reading: NoteReading, rest: Sequence[Node], place: Place) -> Bracket:
        """The node of such a bracket: its element holds the words behind it."""
        before = Span(group.span.start, group.span.start)
        node = self.brackets.node(group, reading, before, group.span.end, False)
        content = Span(rest[0].span.start, rest[-1].span.end)
        blank = len(words := content.cut(self.state.source.text)) - len(words.lstrip())
        content = Span(content.start + blank, content.end)
        end = Span(content.end, content.end)
        children = self.read(clip(tuple(rest), content), place.lines, place.block)
        return node._replace(content=content, children=children, close=end, after=end)

    def _kept_as_text(self, group: Group, lines: bool, result: list[Inline]) -> None:
        """A bracket that fits no known note: its signs stay text."""
        message = f"“{self.state.words(group.span)}” fits no known note; kept as text"
        self.state.decide(self.decider.as_text(group), message, doubt=True)
        result.append(Run(group.open))
        result += self.read(flat(group.children), lines)
        result.append(Run(group.close))
