"""The passages in which names occur: some words before a name, the name, some words after it."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from teikit.core import Spool
from teikit.model import Block, Document, EditionModel, Mention

Blocks = Callable[[Document], Sequence[Block]]
"""The blocks of a document."""

_AROUND = 75  # characters before and after a name
_ENOUGH = _AROUND + 1  # characters that show whether there are more


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
        self._documents = {document.name: document for document in model.documents}
        self._numbers = {
            d.name: self._spool.append(json.dumps([*_found(d, blocks(d))], ensure_ascii=False)) for d in model.documents
        }
        self._of = lru_cache(maxsize=256)(self._passages)

    def of(self, document: Document, mentions: Iterable[Mention]) -> Iterator[tuple[Mention, Passage]]:
        """Mentions of a document, each with its passage. Raises OSError."""
        numbers, passages = self._of(document.name)
        for mention in mentions:
            yield mention, Passage(*passages[numbers[id(mention)]])

    def _passages(self, name: str) -> tuple[dict[int, int], list[list[str]]]:
        """The number of each mention of a document, by its identity, and the passage of each number."""
        numbers = {id(mention): number for number, mention in enumerate(self._documents[name].mentions)}
        return numbers, json.loads(self._spool[self._numbers[name]])


def _found(document: Document, blocks: Sequence[Block]) -> Iterator[Passage]:
    by_id = {block.ident: _Names(block) for block in blocks}
    for mention in document.mentions:
        names = by_id.get(mention.block)
        passage = names.following(mention.text) if names else ("", "", "")
        yield Passage(names.page if names else document.name, *passage)


class _Names:
    """The names in a block, found in their order."""

    def __init__(self, block: Block) -> None:
        self.page = block.page
        self._block = block
        self._ends: dict[tuple[str, str], int] = {}

    @cached_property
    def _views(self) -> list[str]:
        return [" ".join(text.split()) for text in (self._block.reading, self._block.diplomatic)]

    def following(self, name: str) -> tuple[str, str, str]:
        """The words around the next occurrence of a name, or around the last one where there are no more."""
        for text in self._views:
            end = self._ends.get((text, name), 0)
            place = text.find(name, end)
            end = place + len(name) if place >= 0 else end
            self._ends[text, name] = end
            if end:
                start = end - len(name)
                return _before(text[max(0, start - _ENOUGH) : start]), name, _after(text[end : end + _ENOUGH])
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
