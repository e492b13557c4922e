"""The names of persons in a document: in its metadata and in its signatures."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from teikit.core import Span
from teikit.interpretation.nodes import (
    BlockNode,
    Inline,
    Interpretation,
    NameNode,
    PairNode,
    RunOfBlocks,
    SignNode,
    TextNode,
    children_of,
)
from teikit.transcript import RECEIVED, SENT, TRANSMITTED, Metadata

SIGNATORY = "signatory"
# The types of a NameNode that are the name of a person.
_PERSON = ("", "typed")
ROLES = {SENT: "sender", TRANSMITTED: "transmitter", RECEIVED: "addressee"}


class Name(NamedTuple):
    """The words of a name and the person's role; `edits` is true for a contributor to the edition."""

    words: str
    role: str
    edits: bool = False


def names_of(interpretation: Interpretation) -> tuple[Name, ...]:
    """The names in a document: author, correspondents, signatories, contributors to the edition."""
    metadata, source = interpretation.metadata, interpretation.document.source
    author = [Name(metadata.author, "author")] if metadata.author else []
    signed = [Name(source.cut(span), SIGNATORY) for text in interpretation.texts for span in _signed(text)]
    editors = [Name(r.name, r.role.partition("-")[0], edits=True) for r in metadata.responsibilities]
    return (*author, *_correspondents(metadata), *signed, *editors)


def _correspondents(metadata: Metadata) -> Iterator[Name]:
    """The persons among the parties, but for names in doubt, and those that point to a list already."""
    for party in metadata.parties:
        if not (party.organisation or party.ref or party.cert):
            yield Name(party.name, ROLES[party.role])


def _signed(text: TextNode) -> Iterator[Span]:
    """The names of the signatories, in the order of the text."""
    yield from _names_in(text.top)
    for inner in text.parts:
        yield from _signed(inner)
    yield from _names_in([text.closer] if text.closer else [])


def _names_in(parts: Sequence[BlockNode | RunOfBlocks]) -> Iterator[Span]:
    for block in (block for part in parts if isinstance(part, RunOfBlocks) for block in part.blocks):
        yield from _names_among(block.children)


def _names_among(nodes: Sequence[Inline]) -> Iterator[Span]:
    """The names that signatures have as such, and those that the TEI of a mark makes names."""
    for node in nodes:
        if isinstance(node, NameNode) and node.type in _PERSON:
            yield node.span
        elif isinstance(node, SignNode | PairNode) and node.name:
            yield node.name
        yield from _names_among(children_of(node))
