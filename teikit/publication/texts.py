"""What is large of the documents of a file: the HTML of their drafts, the words of their blocks.

It lies in a temporary file, or in the ledger where an earlier run made it, and is read where it is needed: little of it
is where little has changed.
"""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import NamedTuple

from teikit.core import Spool
from teikit.model import Block
from teikit.publication.making import Made, MadeFile


class Texts(NamedTuple):
    """The HTML of each draft by its path, and the blocks of each document by the name of its page."""

    pages: Mapping[str, str]
    blocks: Mapping[str, tuple[Block, ...]]


Analyses = Mapping[str, str]
"""What the search holds of each document, by the name of its page."""


class Apart(NamedTuple):
    """What the documents of a file give, with digests in place of its texts; the texts; what the search holds."""

    file: MadeFile
    texts: Texts
    analyses: Analyses


class TextsApart(NamedTuple):
    """What the documents of a file give, with digests in place of its texts; what reads the texts, and the analyses."""

    file: MadeFile
    read: Callable[[], Texts]
    analyses: Callable[[], Analyses]


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def apart(file: MadeFile) -> Apart:
    """What the documents of a file give, and its texts."""
    pages = {draft.path: draft.html for item in file.documents for draft in item.drafts}
    blocks = {item.name: item.extract.blocks for item in file.documents if item.extract}
    analyses = {item.name: item.analysis for item in file.documents if item.analysis}
    return Apart(file._replace(documents=tuple(map(_without_texts, file.documents))), Texts(pages, blocks), analyses)


def _without_texts(item: Made) -> Made:
    drafts = tuple(draft._replace(html="", digest=_digest(draft.html)) for draft in item.drafts)
    if item.extract is None:
        return item._replace(drafts=drafts, analysis="")
    words = _digest(repr(item.extract.blocks))
    return item._replace(drafts=drafts, extract=item.extract._replace(blocks=()), words=words, analysis="")


def as_text(texts: Texts) -> str:
    """Texts as one string, which `from_text` reads."""
    return json.dumps(texts, ensure_ascii=False)


def from_text(text: str) -> Texts:
    """What `as_text` wrote."""
    pages, blocks = json.loads(text)
    return Texts(pages, {name: tuple(Block(*values) for values in of) for name, of in blocks.items()})


class Spooled:
    """Keeps the texts of this run in one temporary file."""

    def __init__(self) -> None:
        self._spool = Spool()

    def keep(self, item: Apart) -> TextsApart:
        """Keep the texts of a file. Raises OSError."""
        texts = self._spool.append(as_text(item.texts))
        analyses = self._spool.append(json.dumps(item.analyses, ensure_ascii=False))
        return TextsApart(item.file, lambda: from_text(self._spool[texts]), lambda: _analyses(self._spool[analyses]))


def _analyses(text: str) -> Analyses:
    analyses: Analyses = json.loads(text)
    return analyses
