"""The names of persons that a document has: in what its page says, and in its signatures."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from teikit.interpretation.nodes import BlockNode, Interpretation, NameNode, RunOfBlocks, TextNode
from teikit.recognizers import parts_of

SIGNATORY = "signatory"


class Name(NamedTuple):
    """The words of a name, and the role of who bears it; `edits` says that it is someone who made the edition."""

    words: str
    role: str
    edits: bool = False


def names_of(interpretation: Interpretation) -> tuple[Name, ...]:
    """The names in a document: author, correspondents, signatories, and those who made the edition."""
    metadata, source = interpretation.metadata, interpretation.document.source
    author = [Name(metadata.author, "author")] if metadata.author else []
    signed = [Name(source.cut(node.span), SIGNATORY) for text in interpretation.texts for node in _signed(text)]
    editors = [Name(r.name, r.role.partition("-")[0], edits=True) for r in metadata.responsibilities]
    return (*author, *_correspondents(interpretation), *signed, *editors)


def _correspondents(interpretation: Interpretation) -> Iterator[Name]:
    convention, people = interpretation.document.convention, interpretation.metadata.correspondence
    if not (people.sent or people.received):
        return
    roles = (("sender", people.sent), ("transmitter", people.transmitted), ("addressee", people.received))
    for role, words in roles:
        if words and words not in people.bodies:
            yield from (Name(person, role) for person in parts_of(words, convention))


def _signed(text: TextNode) -> Iterator[NameNode]:
    """The names of who signs, in the order of the text."""
    yield from _names_in(text.top)
    for inner in text.parts:
        yield from _signed(inner)
    yield from _names_in([text.closer] if text.closer else [])


def _names_in(parts: Sequence[BlockNode | RunOfBlocks]) -> Iterator[NameNode]:
    blocks = (block for part in parts if isinstance(part, RunOfBlocks) for block in part.blocks)
    yield from (node for block in blocks for node in block.children if isinstance(node, NameNode))
