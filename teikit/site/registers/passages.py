"""The passages in which names occur: some words before a name, the name, some words after it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from teikit.model import Block, Document, Mention

_AROUND = 75  # characters before and after a name
_ENOUGH = _AROUND + 1  # characters that show whether there are more


class Passage(NamedTuple):
    """A name in its sentence, and the page of it."""

    page: str
    before: str
    name: str
    after: str


class Passages:
    """The passages of all mentions of an edition; those of a document are asked for when one is needed."""

    def __init__(self, of: Callable[[Document], Sequence[Passage]]) -> None:
        """`of` gives the passage of each mention of a document, in their order, as `passages_of` does."""
        self._by_mention = lru_cache(maxsize=256)(self._of_document)
        self._given = of
        self._documents: dict[str, Document] = {}

    def of(self, document: Document, mentions: Iterable[Mention]) -> Iterator[tuple[Mention, Passage]]:
        """Mentions of a document, each with its passage."""
        listed = list(mentions)
        if listed:
            self._documents[document.name] = document
            passages = self._by_mention(document.name)
            yield from ((mention, passages[id(mention)]) for mention in listed)

    def _of_document(self, name: str) -> dict[int, Passage]:
        """The passage of each mention of a document, by its identity."""
        document = self._documents[name]
        return {id(m): passage for m, passage in zip(document.mentions, self._given(document), strict=True)}


def passages_of(document: Document, blocks: Iterable[Block]) -> tuple[Passage, ...]:
    """The passage of each mention of a document, in their order; `blocks` are those of the document."""
    by_id = {block.ident: _Names(block) for block in blocks}
    return tuple(_passage(document, mention, by_id.get(mention.block)) for mention in document.mentions)


def _passage(document: Document, mention: Mention, names: "_Names | None") -> Passage:
    if names is None:
        return Passage(document.name, "", "", "")
    return Passage(names.page, *names.following(mention.text))


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
