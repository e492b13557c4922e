"""Checks of the marks, word by word, that no word of a note is lost in them.

The other half of the audit takes the account of characters that became marks on trust. Here each such place is read
again: its words must be signs of the convention, the number of a note, words in an attribute of the element that the
place became, or words that a vocabulary names for a meaning which elements of the kind that was decided have.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from teikit.conventions import Convention, MarkKind
from teikit.core import Source, Span, lazy_pattern
from teikit.interpretation import Decision, Subject, unexpressed
from teikit.recognizers import compiled
from teikit.tei.builder import Element, Kept, Ledger
from teikit.xml import SPAN_AT, tei

_WORD = re.compile(r"[^\W\d_]+")


def lost_in_marks(
    source: Source, ledger: Ledger, root: Element, convention: Convention, decisions: Iterable[Decision]
) -> tuple[Span, ...]:
    """The places accounted for as marks that hold words which the tree `root` does not express.

    `decisions` say what each bracket was taken for.
    """
    marks = [span for span, kept in ledger.entries if kept is Kept.MARK and _WORD.search(source.cut(span))]
    if not marks:
        return ()
    places, signs = _Places.of(root, decisions), _signs(convention)
    return tuple(
        span
        for span in marks
        if not _is_sign(words := source.cut(span), convention)
        and not _is_heading(words, convention)
        and not _is_expressed(words, signs | places.words(span), places.decisions(span), convention)
    )


def _is_expressed(words: str, known: set[str], decisions: Iterable[Decision], convention: Convention) -> bool:
    return known.issuperset(_words(words)) or any(
        known.issuperset(unexpressed(words, decision.kind, convention, decision.values.get("scribe", "")))
        for decision in decisions
    )


def _is_heading(words: str, convention: Convention) -> bool:
    """Whether these are the heading of notes and the number of the first: layout, as the notes are at their marks."""
    heading = compiled(rf"[\W_]*{convention.either('note_heads')}[\W_]*\n").match(words)
    return heading is not None and not any(letter.isalpha() for letter in words[heading.end() :])


def _words(words: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(words)]


def _signs(convention: Convention) -> set[str]:
    """The words in the signs of pairs."""
    return {word for mark in convention.marks for word in _words(mark.open + " " + mark.close)}


def _is_sign(words: str, convention: Convention) -> bool:
    signs = convention.of_kind(MarkKind.SIGN, MarkKind.LINE)
    return any(lazy_pattern(mark.pattern, re.DOTALL).fullmatch(words) for mark in signs)


@dataclass
class _Places:
    """What became of places of the source: the decisions about them, and the words in attributes of their elements."""

    begins: dict[int, list[Element]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[int, list[Element]] = field(default_factory=lambda: defaultdict(list))
    numbers: set[str] = field(default_factory=set)
    decided: dict[int, list[Decision]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, root: Element, decisions: Iterable[Decision]) -> "_Places":
        """The places of a tree, and of decisions."""
        places = cls()
        subjects = (Subject.BRACKET, Subject.PAGE, Subject.BLOCK)
        for decision in (decision for decision in decisions if decision.subject in subjects):
            places.decided[decision.span.start].append(decision)
            places.decided[decision.span.end].append(decision)
        for element in root.iter(etree.Element):
            start, _, end = element.get(SPAN_AT, "").partition("-")
            if end.isdecimal():
                places.begins[int(start)].append(element)
                places.ends[int(end)].append(element)
            if element.tag == tei("note"):
                places.numbers.update(_words(element.get("n", "")))
        return places

    def decisions(self, span: Span) -> list[Decision]:
        """The decisions about brackets that a mark opens or closes, or in which it follows a description."""
        near = [*self.decided.get(span.start, ()), *self.decided.get(span.end, ())]
        for element in self.ends.get(span.start, ()) if not near else ():
            for outer in element.iterancestors(tei("choice")):
                near += self.decided.get(int((outer.get(SPAN_AT) or "-0").partition("-")[2]), ())
        return [decision for decision in near if decision.span.covers(span)]

    def words(self, span: Span) -> set[str]:
        """The words in attributes of the elements that a mark opens or closes, and the numbers of notes.

        An error is before its mark.
        """
        elements = (*self.begins.get(span.start, ()), *self.ends.get(span.end, ()), *self.ends.get(span.start, ()))
        values = (str(value) for element in elements for value in element.attrib.values())
        return self.numbers.union(*map(_words, values))
