"""The passages in which names occur: some words before a name, the name, some words after it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from teikit.core import Spool
from teikit.model import Block, Document, EditionModel

Blocks = Callable[[Document], Sequence[Block]]
"""The blocks of a document."""

_AROUND = 75  # characters before and after a name


class Passage(NamedTuple):
    """A name in its sentence, and the page of it."""

    page: str
    before: str
    name: str
    after: str


class Passages:
    """The passages of all mentions of an edition; they lie in one temporary file."""

    def __init__(self, model: EditionModel, blocks: Blocks) -> None:
        """Find the passages in the blocks of each document. Raises OSError."""
        self._spool = Spool()
        self._numbers = {d.name: self._spool.append("\n".join(_lines(d, blocks(d)))) for d in model.documents}
        self.of = lru_cache(maxsize=256)(self._of)

    def _of(self, name: str) -> list[Passage]:
        """The passage of each mention of the document, in the order of the mentions. Raises OSError."""
        return [Passage(*line.split("\t")) for line in self._spool[self._numbers[name]].split("\n")]


def _lines(document: Document, blocks: Sequence[Block]) -> Iterator[str]:
    by_id = {block.ident: block for block in blocks}
    seen: Counter[tuple[str, str]] = Counter()
    for mention in document.mentions:
        block = by_id.get(mention.block)
        passage = _passage(block, mention.text, seen[mention.block, mention.text]) if block else ("", "", "")
        seen[mention.block, mention.text] += 1
        yield "\t".join((block.page if block else document.name, *passage))


def _passage(block: Block, name: str, number: int) -> tuple[str, str, str]:
    """The words around the occurrence `number` of a name in a block."""
    for text in (block.reading, block.diplomatic):
        plain = " ".join(text.split())
        start = end = -1
        for _ in range(number + 1):
            place = plain.find(name, end if end > 0 else 0)
            start, end = (place, place + len(name)) if place >= 0 else (start, end)
        if start >= 0:
            return _before(plain[:start]), name, _after(plain[end:])
    return "", name, ""


def _before(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    words = text[-_AROUND:]
    return f"… {words.split(' ', 1)[1] if ' ' in words else words}"


def _after(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    words = text[:_AROUND]
    return f"{words.rsplit(' ', 1)[0] if ' ' in words else words} …"
