"""Reads a source whole: the archive's page, the texts in it, and which paragraphs of two texts say the same."""

from typing import NamedTuple

from teikit.convention import Convention
from teikit.diagnostics import Diagnostic
from teikit.source import Source, Span
from teikit.transcript.blocks import Block, blocks
from teikit.transcript.layout import Front, find_front
from teikit.transcript.parser import parse
from teikit.transcript.structure import Division, align, divide


class Document(NamedTuple):
    """A transcript understood: what `encode` writes as TEI.

    `body` is the span of the text behind the archive's page; `pairs` are paragraphs of the first and the second text
    that correspond.
    """

    source: Source
    convention: Convention
    front: Front | None
    body: Span
    divisions: tuple[Division, ...]
    pairs: tuple[tuple[Block, Block], ...] = ()


def read_document(source: Source, convention: Convention) -> tuple[Document, list[Diagnostic]]:
    """The document in a source, with everything found doubtful on the way. Never raises on text."""
    front, findings = find_front(source, convention)
    body = front.body if front else source.whole
    transcript, unbalanced = parse(source, convention, body)
    found, glued = blocks(transcript, convention)
    divisions, parted = divide(found, source)
    pairs = align(divisions[0], divisions[1], source) if len(divisions) == 2 else []
    document = Document(source, convention, front, body, tuple(divisions), tuple(pairs))
    return document, [*findings, *unbalanced, *glued, *parted]
