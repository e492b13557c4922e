"""What is large of the documents of a file: the HTML of their drafts, the words of their blocks.

It lies in a temporary file, or in the ledger where an earlier run made it, and is read where it is needed: little of it
is where little has changed.
"""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import NamedTuple

from teikit.core import Spool, packed, unpacked
from teikit.model import Block
from teikit.publication.making import DocumentJob, DocumentMaker, Made, MadeFile


class Texts(NamedTuple):
    """The HTML of each draft by its path, and the blocks of each document by the name of its page."""

    pages: Mapping[str, str]
    blocks: Mapping[str, tuple[Block, ...]]


Analyses = Mapping[str, str]
"""What the search holds of each document, by the name of its page."""


class Packed(NamedTuple):
    """What the documents of a file give, with digests in place of its texts; its texts and analyses, packed."""

    file: MadeFile
    texts: bytes
    analyses: bytes


class TextsApart(NamedTuple):
    """What the documents of a file give, with digests in place of its texts; what reads the texts, and the analyses."""

    file: MadeFile
    read: Callable[[], Texts]
    analyses: Callable[[], Analyses]


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def texts_apart(file: MadeFile) -> Packed:
    """What the documents of a file give, and its texts."""
    pages = {draft.path: draft.html for item in file.documents for draft in item.drafts}
    blocks = {item.name: item.extract.blocks for item in file.documents if item.extract}
    analyses = {item.name: item.analysis for item in file.documents if item.analysis}
    light = file._replace(documents=tuple(map(_without_texts, file.documents)))
    return Packed(light, packed(Texts(pages, blocks)), packed(analyses))


class Packing:
    """Makes what documents give, as `DocumentMaker`, with the texts apart: in the process that makes them."""

    def __init__(self, maker: DocumentMaker) -> None:
        self._maker = maker

    def __call__(self, job: DocumentJob) -> Packed:
        """What the documents of a file give. Raises as the maker."""
        return texts_apart(self._maker(job))


def _without_texts(item: Made) -> Made:
    drafts = tuple(draft._replace(html="", digest=_digest(draft.html)) for draft in item.drafts)
    if item.extract is None:
        return item._replace(drafts=drafts, analysis="")
    words = _digest(repr(item.extract.blocks))
    return item._replace(drafts=drafts, extract=item.extract._replace(blocks=()), words=words, analysis="")


def texts_of(data: bytes) -> Texts:
    """The texts that were packed."""
    texts: Texts = unpacked(data)
    return texts


def analyses_of(data: bytes) -> Analyses:
    """The analyses that were packed."""
    analyses: Analyses = unpacked(data)
    return analyses


class Spooled:
    """Keeps the texts of this run in one temporary file."""

    def __init__(self) -> None:
        self._spool = Spool()

    def keep(self, item: Packed) -> TextsApart:
        """Keep the texts of a file. Raises OSError."""
        texts, analyses, spool = (*map(self._spool.append_bytes, item[1:]), self._spool)
        return TextsApart(
            item.file, lambda: texts_of(spool.bytes_of(texts)), lambda: analyses_of(spool.bytes_of(analyses))
        )
