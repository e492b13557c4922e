"""Decides what a bracket is: readers propose a reading, overrides take precedence, no word of a note is lost."""

from teikit.core import Span
from teikit.interpretation.candidates import keep_words, read_bracket, read_note
from teikit.interpretation.model import SETTLED, TEXT, Context, Decision, NoteReading, alternatives_to
from teikit.interpretation.overrides import reading_of
from teikit.interpretation.state import State
from teikit.transcript import Group

# How many characters before and after a bracket are used as evidence.
_BEFORE, _AFTER = 300, 100


class Decider:
    """Decides about the brackets of one document."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._known: dict[tuple[Span, Span], NoteReading | None] = {}

    def reading(self, group: Group, block: Span) -> NoteReading | None:
        """The reading of a bracket in `block`, by its words, else by the text around it; None if it stays text."""
        known = (group.span, block)
        if known not in self._known:
            self._known[known] = self._reading(group, block)
        return self._known[known]

    def as_text(self, group: Group) -> Decision:
        """The decision that a bracket stays text."""
        if group.span.start in self._state.overrides:
            return Decision(group.span, TEXT, evidence=(SETTLED,))
        reason = "it fits no known note"
        return Decision(group.span, TEXT, "low", (reason,), alternatives_to(TEXT), code="note-uninterpreted")

    def _reading(self, group: Group, block: Span) -> NoteReading | None:
        state, context = self._state, self._context(group, block)
        text, convention = state.source.text, state.convention
        inside, proposed = self._doubled(group, context) or (group.inside, None)
        proposed = proposed or read_note(text, inside, context, convention)
        proposed = proposed or read_bracket(text, inside, context, convention)
        complete = keep_words(proposed, text, inside, convention) if proposed else None
        override = state.overrides.get(group.span.start)
        if override is None:
            return complete
        settled = reading_of(override, proposed, complete, text, inside, context)
        return keep_words(settled, text, inside, convention) if settled else None

    def _context(self, group: Group, block: Span) -> Context:
        text, (start, end) = self._state.source.text, group.span
        return Context(
            before=text[max(block.start, start - _BEFORE) : start],
            after=text[end : min(block.end, end + _AFTER)],
            own_block=group.span == block,
            damaged=self._state.facts.damaged,
            usage=self._state.usage,
            translation=self._state.facts.translation,
            spoken=self._state.facts.spoken,
        )

    def _doubled(self, group: Group, context: Context) -> tuple[Span, NoteReading | None] | None:
        """`[[Orlov?]]`: double brackets mark a doubtful reading; `[[illegible]]` is read as `[illegible]` is.

        Returns the words inside both pairs, and their reading; None for a single pair.
        """
        inner = group.children[0] if len(group.children) == 1 else None
        if not isinstance(inner, Group) or inner.span != group.inside or inner.mark is not group.mark:
            return None
        text = self._state.source.text
        note = read_note(text, inner.inside, context, self._state.convention)
        if note:
            return inner.inside, note
        words = inner.inside.cut(text)
        guess = Span(inner.inside.start, inner.inside.end - (len(words) - len(words.rstrip("? "))))
        if not guess:
            return None
        return inner.inside, NoteReading(
            "conjecture", guess, "in two pairs of brackets: a reading in doubt", cert="low"
        )
