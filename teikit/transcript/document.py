"""Reads a whole source: the archive's page, the texts in it, and corresponding paragraphs of two texts."""

from typing import NamedTuple

from teikit.conventions import Convention
from teikit.core import Diagnostic, Source, Span
from teikit.recognizers import narrow_vocabularies
from teikit.transcript.blocks import Division, align, context_of, divide, segment
from teikit.transcript.front_matter import Front, find_front, find_stated, is_stated, unbalanced_in_front
from teikit.transcript.labels import NO_OPINIONS, LabelModel, Opinions
from teikit.transcript.model import Block
from teikit.transcript.syntax import Transcript, parse, undeclared_signs, with_tags


class Document(NamedTuple):
    """A parsed transcript, the input of `interpret`.

    `convention` has the vocabularies of the languages of the text; `body` is the span of the text behind the archive's
    page; `pairs` are paragraphs of the first and the second text that correspond; `language` (BCP 47) is the language
    of the text if the user states it, else empty; `opinions` is what the model takes the lines of the text for.
    """

    source: Source
    convention: Convention
    front: Front | None
    body: Span
    divisions: tuple[Division, ...]
    pairs: tuple[tuple[Block, Block], ...] = ()
    language: str = ""
    opinions: Opinions = NO_OPINIONS


def read_document(
    source: Source,
    convention: Convention,
    layout: str | None = None,
    language: str = "",
    model: LabelModel | None = None,
) -> tuple[Document, list[Diagnostic]]:
    """The document in a source, and diagnostics for everything doubtful. Raises nothing for any text.

    `layout` names the layout of the page around the text, `language` (BCP 47) the language of the text; each is
    recognised if it is not given. `model` labels lines; the default is teikit's own.
    Raises ConventionError if the convention has no layout of that name.
    """
    front, diagnostics = _page_around(source, convention, layout)
    body = front.body if front else source.whole
    convention = narrow_vocabularies(source.cut(body), convention)
    transcript, unbalanced = _parse_pieces(source, convention, front.pieces if front else (body,))
    signs = undeclared_signs(transcript, convention, unbalanced)
    labels = front is None or is_stated(front)
    context = context_of(transcript, convention, model, labels)
    blocks, glued = segment(transcript, context, labels)
    divisions, separated = divide(blocks, context)
    pairs = align(divisions[0], divisions[1], source) if len(divisions) == 2 else []
    document = Document(source, convention, front, body, tuple(divisions), tuple(pairs), language, context.opinions)
    return document, [*diagnostics, *unbalanced_in_front(source, front), *signs, *glued, *separated]


def _page_around(source: Source, convention: Convention, layout: str | None) -> tuple[Front | None, list[Diagnostic]]:
    """The archive's page by a layout of the convention, else keys above the text and a legend below it.

    That no layout fits is reported for a convention with layouts.
    """
    front, diagnostics = find_front(source, convention, layout)
    if front:
        return front, diagnostics
    stated = find_stated(source)
    return stated, diagnostics if convention.layouts and stated is None else []


def _parse_pieces(
    source: Source, convention: Convention, pieces: tuple[Span, ...]
) -> tuple[Transcript, list[Diagnostic]]:
    """The transcript of a text in one or several pieces; the text between them belongs to the page."""
    parsed = [parse(source, convention, piece) for piece in pieces]
    nodes = with_tags(tuple(node for transcript, _ in parsed for node in transcript.nodes), source.tags)
    whole = Span(pieces[0].start, pieces[-1].end)
    return Transcript(source, whole, nodes), [finding for _, findings in parsed for finding in findings]
