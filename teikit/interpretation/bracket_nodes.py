"""Makes the node of a bracket from its reading: its words, the text around it that it includes, its links."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from teikit.core import Span
from teikit.interpretation.model import SETTLED, UNPLACED, Decision, NoteReading, alternatives_to
from teikit.interpretation.nodes import Bracket, Inline, Link, Run, SpanPart
from teikit.interpretation.state import Announced, State
from teikit.interpretation.words import in_words
from teikit.transcript import Break, BreakKind, Group, Node, Text, clip

# `long- range`: a word that was divided at a line end of the source.
_DIVIDED = re.compile(r"[^\W\d_]- [^\W\d_]")
# A comma after an erroneous word belongs to the sentence.
_COMMA = re.compile(r"(?<=[\w\"”»’'])[,;:]\Z|(?<=[^\W\d_]{3})\.\Z")

# Kinds whose words are a description: brackets and divided words in them stay text.
_DESCRIBES = {"signature", "gap", "blank", "redaction", "supplied-mark", "expansion", "figure"}
# Kinds that keep their signs in the text.
_KEEPS_SIGNS = {"footnote-mark"}
# Kinds that need a word before them, which their element contains.
ABOUT_WORD = {"sic", "abbreviation"}
# Kinds of handwriting, and those of them that have a place.
_BY_HAND = {"addition", "marginalia", "endorsement", "deletion", "underlined", "hand"}
_PLACED = {"addition", "marginalia", "endorsement"}
# Kinds with @resp, and those of them with @reason.
_RESPONSIBLE = {"supplied", "supplied-mark", "gloss", "original", "translator"}
_SUPPLIED = {"supplied", "supplied-mark"}


class Read(Protocol):
    """Interprets nodes as running text."""

    def __call__(self, nodes: Sequence[Node], lines: bool = ..., block: Span | None = ...) -> tuple[Inline, ...]:
        """The nodes interpreted."""


class Taken(NamedTuple):
    """The text around a bracket that its element includes: see `Bracket`."""

    before: Span
    word: Span
    rest: Span
    after: Span


class BracketNodes:
    """Makes the nodes of the brackets of one document; `read` interprets their contents."""

    def __init__(self, state: State, read: Read) -> None:
        self._state = state
        self._read = read

    def node(self, group: Group, reading: NoteReading, before: Span, after: int, among_blocks: bool) -> Bracket:
        """The node of a bracket with this reading.

        `before` is the text before the bracket that it may include, `after` the end of the plain text after it;
        `among_blocks` is true between paragraphs.
        """
        taken = TAKES.get(reading.kind, _takes_nothing)(self._state.source.text, group, reading, before, after)
        if reading.kind in ABOUT_WORD and not taken.word:
            # There is no word before it that it could be about, so it is a note.
            reading = reading._replace(kind="editor", content=group.inside)
        if reading.kind in _KEEPS_SIGNS:
            reading = reading._replace(content=group.span)
        values, link = self._values(reading)
        decision = self._decide(group, reading, values)
        parts = paragraphs_of(clip(group.children, reading.content)) if reading.kind == "addition" else []
        spanning = among_blocks and len(parts) > 1
        node = Bracket(
            decision, reading.content, (), group.open, group.close, reading.described, False, *taken,
            reading.remedy, link, (), "",
        )  # fmt: skip
        return self._spanning(node, reading, parts) if spanning else self._enclosing(node, reading, group)

    def _enclosing(self, node: Bracket, reading: NoteReading, group: Group) -> Bracket:
        """The node of a bracket whose element contains its words."""
        content, plain = reading.content, True
        if reading.kind in _KEEPS_SIGNS:
            return node._replace(children=(Run(content),))
        if reading.kind in _DESCRIBES:
            plain = all(isinstance(child, Text) for child in group.children)
            plain = plain and not _DIVIDED.search(self._state.source.text, *content)
        children = self._read(flat(clip(group.children, content)), True, group.span) if plain else (Run(content),)
        self._announce(node, reading)
        return node._replace(children=children, unclear=reading.doubtful and plain)

    def _spanning(self, node: Bracket, reading: NoteReading, parts: Sequence[tuple[Node, ...]]) -> Bracket:
        """The node of an addition over several blocks, written as addSpan and anchor."""
        anchor = (node.link.ident if node.link else "") or self._state.next_addition()
        self._announce(node, reading)
        block = node.decision.span
        paragraphs = [
            SpanPart(Span(part[0].span.start, part[-1].span.end), self._read(part, True, block)) for part in parts
        ]
        return node._replace(paragraphs=tuple(paragraphs), anchor=anchor)

    # ------------------------------------------------------------ the decision
    def _decide(self, group: Group, reading: NoteReading, values: Mapping[str, str]) -> Decision:
        """Records the decision. A decision from edition.toml is never in doubt."""
        kind, cert = reading.kind, reading.cert
        if group.span.start in self._state.overrides:
            return self._state.decide(Decision(group.span, kind, cert, (SETTLED,), (), values))
        others = tuple(dict.fromkeys((*reading.alternatives, *alternatives_to(kind))))
        decision = Decision(group.span, kind, cert, (reading.reason,), others, values, margin=reading.margin)
        if cert:
            words, code = self._state.words(group.span), "note-doubtful"
            message = f"“{words}” read as {in_words(kind)}, certainty {cert}: {reading.reason}"
            if kind == "unknown":
                message, code = f"“{words}”: {reading.reason}", "note-uninterpreted"
            return self._state.decide(decision._replace(code=code), message, doubt=True)
        if kind == "footnote-mark":
            message = f"“{self._state.words(group.span)}” may be the mark of a note; kept as text"
            return self._state.decide(decision._replace(code="note-mark-without-note"), message)
        return self._state.decide(decision)

    def _values(self, reading: NoteReading) -> tuple[dict[str, str], Link | None]:
        """Further values by name, and the link of an addition to its other half."""
        kind, facts = reading.kind, self._state.facts
        values = dict(reading.values)
        link, first = self._link(reading) if kind == "addition" else (None, None)
        if kind in _RESPONSIBLE:
            values["resp"] = facts.responsible
        if kind in _SUPPLIED:
            values["reason"] = "translation" if facts.translation else ""
        if kind in _PLACED:
            nowhere = UNPLACED if kind == "marginalia" else ""
            values["place"] = reading.place or (first.reading.continues if first else nowhere)
        if kind in _BY_HAND:
            # Both halves of an addition have the same hand, even if the notes name different media.
            by = first.reading if first else reading
            hand = first.hand if first else self._hand(reading)
            values |= {"hand": hand, "medium": by.medium, "scribe": by.scribe}
        if kind == "page":
            values["n"] = self._page(values.get("n", ""), values.pop("side", ""))
        return {name: value for name, value in values.items() if value}, link

    def _hand(self, reading: NoteReading) -> str:
        """The value of @hand: where nothing names a hand, what is added to a manuscript is by its own writer."""
        named = reading.by_hand or reading.medium or reading.scribe or self._state.convention.typed
        return self._state.hands.pointer(reading.medium, reading.scribe) if named else ""

    def _page(self, n: str, side: str) -> str:
        """The number of the page that begins; a side alone is that of the leaf before it."""
        leaf = re.match(r"\d+", self._state.page) if side else None
        self._state.page = leaf[0] + side if leaf else n
        return self._state.page

    # ------------------------------------------------------------ divided additions
    def _link(self, reading: NoteReading) -> tuple[Link | None, Announced | None]:
        """The link of an addition; for a second half also the first half."""
        state = self._state
        if reading.continues:
            return Link(state.next_addition()), None
        if not (reading.continued and state.announced):
            return None, None
        first = state.announced.pop(0)
        link = Link(state.next_addition(), prev=f"#{first.link.ident}")
        first.link.next = f"#{link.ident}"
        return link, first

    def _announce(self, node: Bracket, reading: NoteReading) -> None:
        """Keeps the first half of an addition until the second comes; reports a second half without a first."""
        span = node.decision.span
        if reading.kind != "addition":
            return
        if reading.continues and node.link:
            self._state.announced.append(Announced(reading, node.link, node.decision.values.get("hand", ""), span))
        elif reading.continued and not node.link:
            message = "this addition continues another that was not found"
            self._state.report(span, "note-unmatched-continuation", message)

    def report_unmatched(self) -> None:
        """Removes the ids of additions whose other half was not found, and reports them."""
        for first in self._state.announced:
            first.link.ident = ""
            message = "this addition continues elsewhere, but its other half was not found"
            self._state.report(first.span, "note-unmatched-continuation", message, doubt=True)


# ---------------------------------------------------------------- the text around a bracket that it includes
def _takes_nothing(text: str, group: Group, reading: NoteReading, before: Span, after: int) -> Taken:
    end = Span(group.span.end, group.span.end)
    return Taken(before, Span(before.start, before.start), Span(before.end, before.end), end)


def _takes_letters(text: str, group: Group, reading: NoteReading, before: Span, after: int) -> Taken:
    """The letters on both sides of the bracket."""
    end = min(group.span.end + int(reading.values["after"]), after)
    return Taken(before, before, Span(before.end, before.end), Span(group.span.end, end))


def _takes_word(text: str, group: Group, reading: NoteReading, before: Span, after: int) -> Taken:
    """The word before the bracket; the space after the word belongs to the bracket."""
    end = before.start + len(before.cut(text).rstrip())
    return Taken(before, Span(before.start, end), Span(end, end), Span(group.span.end, group.span.end))


def _takes_error(text: str, group: Group, reading: NoteReading, before: Span, after: int) -> Taken:
    """The erroneous words; a comma after them belongs to the sentence."""
    word = _takes_word(text, group, reading, before, after).word
    error = word.start + len(word.cut(text) if reading.remedy else _COMMA.sub("", word.cut(text)))
    nothing = Span(group.span.end, group.span.end)
    return Taken(before, Span(word.start, error), Span(error, word.end), nothing)


TAKES: Mapping[str, Callable[[str, Group, NoteReading, Span, int], Taken]] = {
    "expansion": _takes_letters,
    "doubtful-word": _takes_word,
    "sic": _takes_error,
    "abbreviation": _takes_word,
}


# ---------------------------------------------------------------- nodes
def flat(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """The nodes with paragraph breaks made line ends, for a phrase."""
    return tuple(Break(n.span, BreakKind.LINE) if isinstance(n, Break) else n for n in nodes)


def paragraphs_of(nodes: Sequence[Node]) -> list[tuple[Node, ...]]:
    """The nodes between paragraph breaks."""
    parts: list[list[Node]] = [[]]
    for node in nodes:
        if isinstance(node, Break) and node.kind is BreakKind.PARAGRAPH:
            parts.append([])
        else:
            parts[-1].append(node)
    return [tuple(part) for part in parts if part]
