"""The context of any place in a text that is being edited, fast also at the end of a long text.

The text is read from its beginning, and the context is kept every few thousand characters. After an edit, what was kept
before the edit is still right.
"""

import re
from typing import NamedTuple

from teikit.editing.markup import MARKUP, is_empty, is_text, is_unfinished, pairs_of
from teikit.validation import Context, Contexts

_SPACING = 8192
_BLOCK = 2048
_FAR = 1000  # open elements in which an end tag looks for its start tag


class Place(NamedTuple):
    """A place in a text: its context, and where the markup begins that the place is in (`offset`: in none)."""

    context: Context
    start: int
    offset: int


class Scanner:
    """Reads one text against one schema; a context is kept about every `spacing` characters."""

    def __init__(self, contexts: Contexts, spacing: int = _SPACING) -> None:
        self.contexts = contexts
        self._spacing = spacing
        self.text = ""
        self._kept = [(0, contexts.outermost)]

    def update(self, text: str) -> None:
        """Take a changed text."""
        same = _common(self.text, text)
        self.text = text
        self._kept = [self._kept[0], *(kept for kept in self._kept[1:] if kept[0] < same)]

    @property
    def kept(self) -> list[int]:
        """The offsets of which the contexts are kept."""
        return [offset for offset, _ in self._kept]

    def place(self, offset: int) -> Place:
        """The context at an offset. Raises SchemaError."""
        with self.contexts.located_errors():
            # Not the one at the offset itself: whether a broken tag ends before it depends on what follows.
            position, context = next((kept for kept in reversed(self._kept) if kept[0] < offset), self._kept[0])
            return self._scan(position, context, offset)

    def _scan(self, position: int, context: Context, end: int) -> Place:
        text, contexts = self.text, self.contexts
        for match in MARKUP.finditer(text, position, end):
            start = match.start()
            if position < start and not context.state.mixed and not text[position:start].isspace():
                context = contexts.after_text(context)
            # Where markup begins, nothing before depends on what follows.
            if start - self._kept[-1][0] >= self._spacing:
                self._kept.append((start, context))
            if match.end() == end and is_unfinished(match):
                return Place(context, start, end)
            context = self._after(match, context)
            position = match.end()
        if text[position:end].strip():
            context = contexts.after_text(context)
        return Place(context, end, end)

    def _after(self, match: re.Match[str], context: Context) -> Context:
        """The context after a piece of markup."""
        contexts = self.contexts
        name = match["start"]
        if name:
            opened = contexts.opened(context, name, pairs_of(match["attributes"]))
            return contexts.closed(opened) if is_empty(match) else opened
        if match["end"]:
            return _closed(contexts, context, match["end"])
        if match["broken"] and match[0].endswith(">"):
            return contexts.opened(context, match["broken"], pairs_of(match[0]))
        return contexts.after_text(context) if is_text(match) else context


def _closed(contexts: Contexts, context: Context, name: str) -> Context:
    """The context after an end tag; elements inside that are still open are closed by it, too."""
    holder: Context | None = context
    for _ in range(_FAR):
        if holder is None or holder.name == name:
            break
        holder = holder.parent
    if holder is None or holder.name != name or holder.parent is None:
        return context
    while context.name != name:
        context = contexts.closed(context)
    return contexts.closed(context)


def _common(first: str, second: str) -> int:
    """The number of characters that both texts begin with."""
    shorter = min(len(first), len(second))
    blocks = range(0, shorter, _BLOCK)
    start = next((at for at in blocks if first[at : at + _BLOCK] != second[at : at + _BLOCK]), shorter)
    last = range(start, min(start + _BLOCK, shorter))
    return next((at for at in last if first[at] != second[at]), min(start + _BLOCK, shorter))
