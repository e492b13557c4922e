"""Finds the mark of a note in the text before it.

Signs are looked for once, small letters once for each letter: a text of many notes costs no more than its length.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from teikit.core import Source, Span, is_small
from teikit.recognizers import Usage
from teikit.transcript.model import Block
from teikit.transcript.syntax import blanked

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰ"
RAISED_FIGURES = RAISED[:10]
DAGGERS = "†‡§"
QUOTE = '["“”„«»]'
_MARK = re.compile(
    rf"(?=[*\[{DAGGERS}{RAISED}])(?<=\S)(?:(?<!\*)\*{{1,4}}(?!\*)|(?<![{DAGGERS}])[{DAGGERS}]{{1,3}}(?![{DAGGERS}])|"
    rf"(?<![{RAISED}])[{RAISED}]{{1,3}}(?![{RAISED}])|\[\d{{1,3}}\])"
)
_QUOTED = re.compile(rf"{QUOTE}([^\"“”„«»]+){QUOTE}")
# A sign that is always the mark of a note, even pages before the note.
_PLAIN = re.compile(rf"\[|[{RAISED}]")
_WORD_END = re.compile(r"\w+$")
# Characters allowed between quoted words and their mark.
_BETWEEN = '"”».,'
_HOLDERS = {"paragraph", "item", "caps", "salute", "dateline", "formula", "name", "signature", "attachment"}
Place = tuple[int, Span]


class Marks:
    """The signs in the blocks of a text that may be marks, and which have their notes; `found` may change meanwhile,
    but for the places of its blocks.
    """

    def __init__(self, blocks: Sequence[Block], source: Source) -> None:
        self._found, self._source, self._used = blocks, source, Usage(source.text)
        self._pages = [index for index, block in enumerate(blocks) if block.kind == "page"]
        self._taken = {note.mark for block in blocks for note in block.footnotes}
        self._signs: dict[str, list[Place]] | None = None
        self._letters: dict[str, list[Place]] = {}

    def take(self, mark: Span) -> None:
        """Records that a mark has its note."""
        self._taken.add(mark)

    def occurs(self, sign: str) -> bool:
        """Whether the text contains a sign that may be a mark."""
        return sign in self._all()

    def of(self, note: Block, index: int) -> Place | None:
        """The one mark of a note, the block `index`: on its page, else anywhere before it; of several the one behind
        words that the note quotes. With the index of its block.
        """
        sign = self._source.cut(note.label).rstrip(")") if note.label else ""
        for first in (self._page_before(index), 0):
            free = list(islice(self._free(sign, first, index), 2))
            if len(free) > 1:
                quoted = _QUOTED.findall(self._source.cut(note.span))
                free = list(islice(self._behind(self._free(sign, first, index), quoted), 2)) if quoted else []
            if free or not _PLAIN.match(sign):
                return free[0] if len(free) == 1 else None
        return None

    def _free(self, sign: str, first: int, last: int) -> Iterator[Place]:
        """The places of a sign without a note, in the blocks from `first` to before `last`."""
        known = self._small(sign) if is_small(sign) else self._all().get(sign, [])
        for number in range(bisect_left(known, (first,)), bisect_left(known, (last,))):
            if known[number][1] not in self._taken:
                yield known[number]

    def _behind(self, places: Iterable[Place], quoted: Iterable[str]) -> Iterator[Place]:
        text = self._source.text
        words = tuple(word for quotation in quoted if (word := quotation.strip(" .,")) in text)
        for index, mark in places if words else ():
            end = mark.start
            while end and text[end - 1] in _BETWEEN:
                end -= 1
            if text.endswith(words, 0, end):
                yield index, mark

    def _page_before(self, index: int) -> int:
        before = bisect_left(self._pages, index)
        return self._pages[before - 1] + 1 if before else 0

    def _all(self) -> dict[str, list[Place]]:
        """The places of signs that may be marks, by the sign."""
        if self._signs is None:
            self._signs = {}
            for index, block in self._holders():
                text, start = blanked(self._source.text, block.span, block.nodes), block.span.start
                for match in _MARK.finditer(text, 1):
                    span = Span(start + match.start(), start + match.end())
                    self._signs.setdefault(match[0], []).append((index, span))
        return self._signs

    def _small(self, sign: str) -> list[Place]:
        """The places where a small letter may be a mark."""
        if sign not in self._letters:
            self._letters[sign] = [(i, mark) for i, block in self._holders() for mark in self._in_block(sign, block)]
        return self._letters[sign]

    def _holders(self) -> Iterator[tuple[int, Block]]:
        return ((index, block) for index, block in enumerate(self._found) if block.kind in _HOLDERS)

    def _in_block(self, sign: str, block: Block) -> Iterator[Span]:
        """A small letter after a word that the document also has without it, or after a figure or another mark."""
        text = self._source.text
        for match in re.finditer(rf"(?<=[^\s\[]){sign}(?!\w)", self._source.cut(block.span)):
            mark = Span(block.span.start + match.start(), block.span.start + match.end())
            before = text[max(block.span.start, mark.start - 40) : mark.start]
            word = _WORD_END.search(before)
            plain = word is None or word[0].isdecimal()
            apart = plain and (word is not None or before[-1] in '!?.,;:"”)')
            known = not plain and word is not None and len(word[0]) > 2 and word[0] in self._used
            if apart or (known and word and text.count(word[0] + sign) == 1):
                yield mark
