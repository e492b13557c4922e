"""Encodes an interpretation as TEI P5: header, texts, and the account that nothing was lost."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from teikit.core import DOCUMENT_ID, Diagnostic, Span, span_diagnostic
from teikit.interpretation import Interpretation, TextNode
from teikit.tei.audit import Proof, lost_in_marks, prove, text_of
from teikit.tei.builder import Builder, Element, Kept, new_document
from teikit.tei.encode.body import BodyWriter
from teikit.tei.encode.calendars import declare_calendars
from teikit.tei.encode.header import Conversion, speaker_pointers, write_facsimile, write_header
from teikit.tei.encode.inline import InlineWriter
from teikit.transcript import Document
from teikit.xml import XML_ID

NO_REFERENCES: Mapping[str, str] = {}


class Encoded(NamedTuple):
    """A TEI document with its provenance still on it, the proof of completeness, and how much of it is in doubt.

    `elements` are those that decisions became, by the span of the decision.
    """

    root: Element
    proof: Proof
    doubtful: int
    elements: Mapping[Span, Element]


def encode(
    interpretation: Interpretation,
    ident: str,
    version: str,
    date: str,
    doubts: int = 0,
    references: Mapping[str, str] = NO_REFERENCES,
) -> tuple[Encoded, list[Diagnostic]]:
    """The TEI of an interpretation, and what is lost in it.

    `ident` becomes its xml:id, `version` is teikit's, `date` (ISO) that of the conversion, `doubts` how much reading
    the transcript already found doubtful; `references` are the values of @ref by the words of a name. Never raises on
    text.
    """
    document = interpretation.document
    root = new_document()
    root.set(XML_ID, interpretation.metadata.ident or xml_id(ident))
    builder = Builder(document.source, root)
    writer = InlineWriter(builder, references)
    _write_texts(writer, interpretation)
    ledger, decisions = builder.ledger, interpretation.decisions
    lost = lost_in_marks(document.source, ledger, root, document.convention, decisions)
    _account_for_front(builder, document)
    proof = prove(document.source, ledger, text_of(root), lost)
    doubtful = doubts + interpretation.doubtful
    diagnostics = [*_empty(document, root), *_losses(document, proof)]
    write_facsimile(root, interpretation.metadata.images)
    write_header(root, interpretation, references, Conversion(version, date, doubtful))
    declare_calendars(root, interpretation.metadata.calendar, interpretation.language)
    root.text = "\n  "
    return Encoded(root, proof, doubtful, writer.elements), diagnostics


# What no xml:id may hold, among the letters of European scripts.
_NO_NAME = re.compile(
    r"_(?=x[0-9A-F]{4,6}_)|[^0-9A-Za-z_.\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u0400-\u0481\u048a-\u052f-]"
)


def xml_id(words: str) -> str:
    """A name fit for xml:id, made from a file's name (XML 1.0, NCName); other names give other ids.

    What may not stand in one is written by its code, as SQL/XML does (ISO/IEC 9075-14): a blank is `_x0020_`.
    """
    return DOCUMENT_ID + _NO_NAME.sub(lambda match: f"_x{ord(match[0]):04X}_", words)


# A value of div/@subtype.
_ONE_WORD = re.compile(r"[\w.-]+")


def _write_texts(writer: InlineWriter, interpretation: Interpretation) -> None:
    builder = writer.builder
    with builder.within("text", {"lang": interpretation.languages.whole}):
        builder.newline()
        with builder.within("body"):
            for number, text in enumerate(interpretation.texts, 1):
                builder.newline()
                _write_text(writer, interpretation, number, text)
            builder.end_line()
        builder.end_line()
    builder.parent[-1].tail = "\n"


def _write_text(writer: InlineWriter, interpretation: Interpretation, number: int, text: TextNode) -> None:
    document = interpretation.document
    data = interpretation.metadata
    genre = data.genre if _ONE_WORD.fullmatch(data.genre) else ""
    attributes = {"type": data.text_type, "subtype": genre, "lang": text.language}
    if document.pairs:
        attributes |= {"id": f"w{number}", "corresp": f"#w{3 - number}"}
    speakers = speaker_pointers(interpretation.metadata)
    BodyWriter(writer, *_links(document, number), speakers).text(text, attributes)


def _links(document: Document, number: int) -> tuple[dict[int, str], dict[int, str]]:
    """For the paragraphs that another text has too: their xml:id and the pointer to the other, by offset."""
    ids, partners = {}, {}
    for index, pair in enumerate(document.pairs, 1):
        block = pair[number - 1] if number <= 2 else None
        if block:
            ids[block.span.start] = f"w{number}-p{index}"
            partners[block.span.start] = f"#w{3 - number}-p{index}"
    return ids, partners


def _account_for_front(builder: Builder, document: Document) -> None:
    """The page around the text: values are in the header, labels became its elements; all else is layout or lost."""
    if document.front is None:
        return
    for kept, spans in ((Kept.HEADER, document.front.values), (Kept.MARK, document.front.marks)):
        for span in spans:
            builder.ledger.add(span, kept)


def _empty(document: Document, root: Element) -> list[Diagnostic]:
    """A document without a word: what should be its text was read as something else."""
    if any(letter.isalnum() for piece in text_of(root).itertext() for letter in str(piece)):
        return []
    return [span_diagnostic(document.source, document.body, "block-no-text", "there are no words of a text here")]


def _losses(document: Document, proof: Proof) -> list[Diagnostic]:
    source = document.source
    lost = [
        span_diagnostic(source, span, "convert-text-lost", f"“{source.cut(span)[:60]}” did not reach the TEI file")
        for span in proof.lost
    ]
    if not proof.agrees:
        lost.append(
            span_diagnostic(
                source,
                document.body,
                "convert-text-lost",
                "the letters of the TEI text are not those of the transcript",
            )
        )
    return lost
