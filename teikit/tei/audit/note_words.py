"""Proves of the marks, word by word, that each says what it swallowed: no word of a note goes into a mark unsaid.

The other half of the proof takes letters that were booked as marks on trust. Here each such stretch is read again: its
words must be signs of the convention, the number of a note, words in an attribute of the element that was made of it,
or words that a vocabulary names for a meaning which elements of that kind have. It asks the tree what was made, not
those who made it.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

from teikit.conventions import Convention, MarkKind
from teikit.core import Source, Span
from teikit.interpretation import unsaid
from teikit.tei.builder import Element, Kept, Ledger
from teikit.tei.element_kinds import kind_of
from teikit.xml import SPAN_AT, tei

_WORD = re.compile(r"[^\W\d_]+")
NOBODY: Mapping[str, str] = MappingProxyType({})


def swallowed(
    source: Source, ledger: Ledger, root: Element, convention: Convention, scribes: Mapping[str, str] = NOBODY
) -> tuple[Span, ...]:
    """The stretches booked as marks that hold words which the tree `root` does not say.

    `scribes` are the names that the header gives to hands, by the values of @hand.
    """
    marks = [span for span, kept in ledger.entries if kept is Kept.MARK and _WORD.search(source.cut(span))]
    if not marks:
        return ()
    made, signs = _Made.of(root, scribes), _signs(convention)
    return tuple(
        span
        for span in marks
        if not _is_sign(words := source.cut(span), convention)
        and not all(word in signs or word in made.said(span) for word in _words(words))
        and not any(
            (signs | made.said(span)).issuperset(unsaid(words, kind, convention, made.scribe(span)))
            for kind in made.kinds(span)
        )
    )


def _words(words: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(words)]


def _signs(convention: Convention) -> set[str]:
    """The words in the signs of pairs."""
    return {word for mark in convention.marks for word in _words(mark.open + " " + mark.close)}


def _is_sign(words: str, convention: Convention) -> bool:
    signs = convention.of_kind(MarkKind.SIGN, MarkKind.LINE)
    return any(re.fullmatch(mark.pattern, words, re.DOTALL) for mark in signs)


@dataclass
class _Made:
    """What was made of places of the source: kinds of elements, and words in their attributes."""

    begins: dict[int, list[Element]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[int, list[Element]] = field(default_factory=lambda: defaultdict(list))
    numbers: set[str] = field(default_factory=set)
    scribes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element, scribes: Mapping[str, str]) -> "_Made":
        """All that was made in a tree."""
        made = cls(scribes=scribes)
        for element in root.iter(etree.Element):
            start, _, end = element.get(SPAN_AT, "").partition("-")
            if end.isdecimal():
                made.begins[int(start)].append(element)
                made.ends[int(end)].append(element)
            if element.tag == tei("note"):
                made.numbers.update(_words(element.get("n", "")))
        return made

    def _of(self, span: Span) -> list[Element]:
        """The elements that a mark opens or closes; an error stands before its mark, a page's number behind it."""
        behind = [element for element in self.begins.get(span.end, ()) if element.tag == tei("fw")]
        return [*self.begins.get(span.start, ()), *self.ends.get(span.end, ()), *self.ends.get(span.start, ()), *behind]

    def kinds(self, span: Span) -> set[str]:
        """The kinds of note that became elements at a mark."""
        return {kind_of(made) or ("page" if made.tag == tei("fw") else "") for made in self._of(span)} - {""}

    def scribe(self, span: Span) -> str:
        """Who wrote what was made at a mark, as the header says it; empty where none is known."""
        pointers = (made.get("hand", "") for made in self._of(span))
        return next((who for one in pointers if (who := self.scribes.get(one, ""))), "")

    def said(self, span: Span) -> set[str]:
        """The words in attributes of the elements at a mark, and the numbers of notes."""
        values = (str(value) for made in self._of(span) for value in made.attrib.values())
        return self.numbers.union(*map(_words, values))
