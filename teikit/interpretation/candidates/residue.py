"""Which words of a note are expressed by its element, and how all other words are kept.

A word is expressed if a vocabulary spells it out for a meaning that the element has: “in the left margin” is a @place,
“in pencil” a hand. The open parts of a pattern (`\\w+`, `.`, ranges of letters) spell out no word. A second place or
medium is not expressed, as an element has only one.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.core import CAPITAL, WORD, LazyPattern, Span
from teikit.interpretation.model import NoteReading
from teikit.recognizers import compiled, stripped

_WORD = re.compile(r"[^\W\d_]+")
_NAME_WORD = rf"(?-i:[{CAPITAL}])[{WORD}.]*"
# The name of a person in a pattern of the vocabularies.
NAME = rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,3}}"
# A distinct hand without a name.
_OTHER = "?"
_OPEN = re.compile(r"\\[wWSD]|(?<!\\)\.|\[\^|\[[^\]]*[^\W\d_]-[^\W\d_]")
_AHEAD = re.compile(r"\(\?<?[=!]")

# The meanings that an element has, by the kind of its note: sections of the vocabularies, or single keys of them.
_HAND = ("agents.hand", "actions.inserted", "damaged_places", "continuation", "doubt", "joining")
EXPRESSED: dict[str, tuple[str, ...]] = {
    "addition": _HAND,
    "marginalia": _HAND,
    "deletion": ("actions.deleted", "units", "joining"),
    "underlined": ("actions.underlined", "units", "joining"),
    "hand": ("agents.hand", "hands.other", "joining"),
    "redaction": ("actions.redacted", "units", "counts", "extents", "joining"),
    "stamp": ("agents.stamp",),
    "signature": ("signatures",),
    "blank": ("blanks",),
    "damage": ("damage",),
    "letterhead": ("agents.letterhead",),
    "endorsement": ("agents.endorsement", *_HAND),
    "gap": ("missing", "damage", "damage_verbs", "units", "counts", "extents", "joining"),
    "milestone": ("tapes", "counts"),
    "pause": ("pauses", "units"),
    "readings": ("readings",),
    "supplied": ("completed",),
    "unclear": ("unclear", "unclear_reasons"),
    "translator": ("agents.translator",),
    "editor": ("agents.editor", "agents.translator"),
    "sic": ("errors", "agents.editor"),
    "address": ("letters.address_leaf",),
    "page": ("pages", "page_labels", "sides", "page_turns", "ways", "counts", "joining"),
}
_PLACED = {"addition", "marginalia", "endorsement"}
_WITH_TOOL = _PLACED | {"deletion", "underlined", "hand"}
# Kinds whose element contains the whole note; kinds that keep all their words anyway; kinds with a description beside.
_WHOLE = {
    "gap", "signature", "blank", "redaction", "translator", "editor", "supplied", "gloss", "unknown", "page",
    "figure", "vocal", "kinesic", "incident",
}  # fmt: skip
_TEXT = {"footnote-mark", "readings"}
_BEHIND = {"endorsement", "addition", "marginalia", "deletion", "underlined", "stamp"}


@lru_cache(maxsize=4096)
def unexpressed(words: str, kind: str, convention: Convention, scribe: str = "") -> tuple[str, ...]:
    """The words (in lower case) of a note of that kind that its element does not express.

    `scribe` is the scribe that the element names.
    """
    if kind in _WITH_TOOL and scribe:
        words = _without_hand(words, scribe, convention)
    if kind in _WITH_TOOL:
        words = _without(words, ("media",), convention, 1)
    if kind in _PLACED:
        onward = _named(("continuation.announced",), convention).first.search(words)
        words = _without(words, ("places",), convention, 2 if onward else 1)
    return tuple(_words(_without(words, EXPRESSED.get(kind, ()), convention)))


def _without(words: str, sections: tuple[str, ...], convention: Convention, most: int = 0) -> str:
    """The words without those of the sections, the longest match at each place; at most `most` matches (0: all)."""
    named, left, done, count = _named(sections, convention), "", 0, 0
    while (match := named.first.search(words, done)) and not (most and count == most):
        left += words[done : match.start()] + " "
        done = named.end(words, match.start()) or match.end()
        count += 1
    return left + words[done:]


def _without_hand(words: str, scribe: str, convention: Convention) -> str:
    """The words without those that name the scribe's hand; other words of the name stay."""
    for pattern in convention.words.get("hands", {}).get("other", ()) if scribe == _OTHER else ():
        if match := compiled(rf"(?<!\w)(?:{pattern})(?!\w)").search(words):
            return words[: match.start()] + words[match.end() :]
    for pattern in convention.words.get("hands", {}).get("named", ()):
        if _OPEN.search(pattern.replace("{who}", "")):
            continue
        match = compiled(rf"(?<!\w){pattern.replace('{who}', f'(?P<who>{NAME})')}(?!\w)").search(words)
        if match:
            left = [word for word in _WORD.findall(match["who"]) if not _is_form(word, scribe)]
            return words[: match.start()] + " ".join(left) + words[match.end() :]
    return words


def _is_form(word: str, scribe: str) -> bool:
    """Whether a word is part of a name, perhaps with an inflectional ending: `Orlovs`, `Орловым`."""
    names = _WORD.findall(scribe)
    return any(word == name or (len(name) > 2 and re.fullmatch(rf"{name}[^\W\d_]{{1,2}}", word)) for name in names)


class _Named(NamedTuple):
    """The patterns of sections: `first` finds the first match, `each` are the single patterns."""

    first: LazyPattern
    each: tuple[str, ...]

    def end(self, words: str, start: int) -> int:
        """The end of the longest match at `start`; 0 without a match.

        Only patterns that may begin with the letter there are compiled: there are hundreds, and few are ever needed.
        """
        letter = words[start : start + 1].lower()
        able = (pattern for pattern in self.each if not pattern[0].isalpha() or pattern[0].lower() == letter)
        matches = (compiled(rf"(?:{pattern})(?!\w)").match(words, start) for pattern in able)
        return max((match.end() for match in matches if match), default=0)


@cache
def _named(sections: tuple[str, ...], convention: Convention) -> _Named:
    """The patterns of sections that have no open parts."""
    named: dict[str, None] = {}
    for section, _, wanted in (name.partition(".") for name in sections):
        for key, patterns in convention.words.get(section, {}).items():
            bare = [without_context(pattern) for pattern in patterns if wanted in ("", key)]
            named |= dict.fromkeys(words for words in bare if not _OPEN.search(words) and not _may_be_empty(words))
    first = rf"(?<!\w)(?:{'|'.join(named)})(?!\w)" if named else r"(?!)"
    return _Named(compiled(first), tuple(named))


def _may_be_empty(pattern: str) -> bool:
    """Whether a pattern matches no characters; one that begins with two letters and has no choice cannot."""
    certain = pattern[:2].isalpha() and len(pattern) > 1 and "|" not in pattern
    return not certain and compiled(pattern).fullmatch("") is not None


def without_context(pattern: str) -> str:
    """A pattern without its look-ahead and look-behind."""
    while match := _AHEAD.search(pattern):
        end, depth = match.end(), 1
        while end < len(pattern) and depth:
            depth += {"(": 1, ")": -1}.get(pattern[end], 0) if pattern[end - 1] != "\\" else 0
            end += 1
        pattern = pattern[: match.start()] + pattern[end:]
    return pattern


def _words(words: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(words)]


# ---------------------------------------------------------------- keeping all words
def keep_words(reading: NoteReading, text: str, inside: Span, convention: Convention) -> NoteReading:
    """The reading of a note, changed so that it keeps the words that its element does not express."""

    values = _words(" ".join(reading.values.values()))

    def is_expressed(start: int, end: int) -> bool:
        piece = text[start:end]
        return not _WORD.search(piece) or all(
            word in values for word in unexpressed(piece, reading.kind, convention, reading.scribe)
        )

    if reading.kind in _TEXT:
        return reading
    core = reading.remedy or reading.content
    described = reading.described or Span(core.start, core.start)
    if (
        is_expressed(inside.start, described.start)
        and is_expressed(described.end, core.start)
        and is_expressed(core.end, inside.end)
    ):
        return reading
    if reading.kind in _BEHIND and is_expressed(core.end, inside.end):
        opening = Span(inside.start, core.start)
        whole = opening if reading.scribe else _opening(text, opening, reading.kind, convention)
        return reading._replace(described=Span(_without_lead(text, whole), whole.end))
    if reading.kind in _WHOLE:
        return reading._replace(content=stripped(text, inside), described=None)
    reason = "a note with more words than its element can express"
    return NoteReading("editor", stripped(text, inside), reason, cert=reading.cert)


def _opening(text: str, opening: Span, kind: str, convention: Convention) -> Span:
    """The description in the opening of a note: all but the word at its beginning that names the kind."""
    start = opening.start + _named(EXPRESSED[kind][:2], convention).end(opening.cut(text), 0)
    return Span(start, opening.end) if text[start : opening.end].strip(" ,;:") else opening


def _without_lead(text: str, span: Span) -> int:
    """Where the first word of a span begins, after spaces and commas."""
    words = span.cut(text)
    return span.start + len(words) - len(words.lstrip(" ,;\n\t"))
