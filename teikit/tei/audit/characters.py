"""Proves that no character of the raw file was lost: what is in the TEI text, in the header, a mark, or layout.

Letters of the text are compared one by one; what became a mark is read again in `note_words`.
"""

from collections.abc import Sequence
from typing import NamedTuple, cast

from lxml import etree

from teikit.core import Source, Span
from teikit.tei.builder import GENERATED, Element, Kept, Ledger, sayable
from teikit.xml import SPAN, tei


class Proof(NamedTuple):
    """The count of characters by what became of them; `lost` are spans that are not white space and went nowhere.

    `agrees` says that the letters of the TEI text are those the account says were written, one by one, and none twice.
    """

    counts: dict[Kept, int]
    total: int
    lost: tuple[Span, ...]
    agrees: bool

    @property
    def holds(self) -> bool:
        """Whether every character is accounted for."""
        return not self.lost and self.agrees and sum(self.counts.values()) == self.total

    def __str__(self) -> str:
        parts = " + ".join(f"{self.counts[kept]} {kept}" for kept in Kept)
        return f"{self.total} character{'' if self.total == 1 else 's'} = {parts}"


def prove(source: Source, ledger: Ledger, text: Element, lost_in_marks: Sequence[Span] = ()) -> Proof:
    """The account of `source`, checked against the TEI element `text` that was made of it.

    `lost_in_marks` are marks with words that the TEI does not express (see `note_words`).
    """
    counts = dict.fromkeys(Kept, 0)
    lost = list(lost_in_marks)
    # Notes are written where their marks stand: letters are compared in the order they were written, each once.
    written = [source.cut(span) for span, kept in ledger.entries if kept is Kept.TEXT]
    once, done = True, 0
    for (start, end), kept in sorted(ledger.entries, key=_start):
        if start > done:
            _between(source, Span(done, start), counts, lost)
            done = start
        once = once and not (kept is Kept.TEXT and start < done)
        if end > done:
            counts[kept] += end - done
            done = end
    _between(source, Span(done, len(source.text)), counts, lost)
    agrees = once and _letters(sayable("".join(written))) == _letters(_source_text(text, ledger.generated))
    return Proof(counts, len(source.text), tuple(lost), agrees)


def _start(entry: tuple[Span, Kept]) -> int:
    return entry[0].start


def _between(source: Source, span: Span, counts: dict[Kept, int], lost: list[Span]) -> None:
    """White space that nobody wrote is layout; anything else is lost."""
    if span.end <= span.start:
        return
    if source.cut(span).isspace():
        counts[Kept.LAYOUT] += len(span)
    else:
        lost.append(span)


_SOURCE_TEXT = etree.XPath(
    f"descendant::text()[not(parent::*/@at:at = '{GENERATED}')]", namespaces={"at": SPAN}, smart_strings=False
)


def _source_text(element: Element, generated: bool) -> str:
    """The text of a tree in order, without what was generated, if anything was."""
    if not generated:
        return etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    return "".join(cast("list[str]", _SOURCE_TEXT(element)))


def _letters(text: str) -> str:
    return "".join(text.split())


def text_of(root: Element) -> Element:
    """The `text` element of a TEI document."""
    text = root.find(tei("text"))
    if text is None:
        raise ValueError("a TEI document without a text")
    return text
