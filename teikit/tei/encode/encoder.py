"""Encodes a document as TEI P5: header, texts, and the proof that nothing was lost."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from teikit.core import Diagnostic, span_diagnostic
from teikit.interpretation import Languages, Override, languages_of
from teikit.recognizers import UNDECIDED, date_order
from teikit.tei.audit import Proof, prove, swallowed, text_of
from teikit.tei.builder import Builder, Element, Kept, new_document
from teikit.tei.encode.body import Body
from teikit.tei.encode.context import Facts, Pen
from teikit.tei.encode.header import Made, write_header
from teikit.tei.encode.inline import Inline
from teikit.tei.encode.substitutions import join_replacements
from teikit.transcript import Document, Metadata, read_metadata
from teikit.xml import XML_ID

# A bracket that may say that words are missing: longer ones say more than that.
_SHORT_NOTE = re.compile(r"\[[^\[\]]{1,80}+\]")


class Encoded(NamedTuple):
    """A TEI document with its provenance still on it, the proof of completeness, and how much of it is in doubt."""

    root: Element
    proof: Proof
    doubtful: int
    metadata: Metadata


def encode(
    document: Document,
    ident: str,
    version: str,
    date: str,
    doubts: int = 0,
    overrides: Mapping[int, Override] | None = None,
) -> tuple[Encoded, list[Diagnostic]]:
    """The TEI of a document.

    `ident` becomes its xml:id, `version` is teikit's, `date` (ISO) that of the conversion, `doubts` how much reading
    the transcript already found doubtful, `overrides` what a person settled, by the offset of the
    bracket. Returns the encoded document and what encoding found. Never raises on text.
    """
    source, front = document.source, document.front
    data, findings = read_metadata(source, front, document.convention) if front else (Metadata(), [])
    root = new_document()
    root.set(XML_ID, xml_id(ident))
    builder = Builder(source, root)
    pen = Pen(builder, document.convention, _facts(document, data), doubtful=doubts, overrides=overrides or {})
    languages, told = languages_of(source, document.divisions, document.language or data.text_language)
    _text(pen, document, data, languages)
    unsaid = swallowed(source, builder.ledger, root, document.convention, pen.hands.scribes())
    join_replacements(root)
    _unmatched(pen)
    if front:
        _account_for_front(builder, document)
    proof = prove(source, builder.ledger, text_of(root), unsaid)
    findings = [*findings, *told, *pen.findings, *_empty(document, root), *_losses(document, proof)]
    data = data._replace(text_language=_known(languages.whole), languages=languages.found)
    write_header(root, source, data, pen.hands, document.convention, Made(version, date, pen.doubtful))
    root.text = "\n  "
    return Encoded(root, proof, pen.doubtful, data), findings


# What no xml:id may hold, among the letters of European scripts.
_NO_NAME = re.compile(
    r"_(?=x[0-9A-F]{4,6}_)|[^0-9A-Za-z_.\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u0400-\u0481\u048a-\u052f-]"
)


def xml_id(words: str) -> str:
    """A name fit for xml:id, made from a file's name (XML 1.0, NCName); other names give other ids.

    What may not stand in one is written by its code, as SQL/XML does (ISO/IEC 9075-14): a blank is `_x0020_`.
    """
    return "doc-" + _NO_NAME.sub(lambda found: f"_x{ord(found[0]):04X}_", words)


def _facts(document: Document, data: Metadata) -> Facts:
    words = document.source.cut(document.body)
    lost = re.compile(document.convention.either("missing", "lost"), re.IGNORECASE)
    damaged = any(lost.search(note[0]) for note in _SHORT_NOTE.finditer(words))
    translator = any(r.role == "translator" for r in data.responsibilities)
    original = document.front is not None and data.text_type == "transcription"
    by = "#translator" if translator and not original else ""
    return Facts(data.year, damaged or original, by, date_order(words), original)


def _known(language: str) -> str:
    return "" if language == UNDECIDED else language


def _text(pen: Pen, document: Document, data: Metadata, languages: Languages) -> None:
    builder = pen.builder
    with builder.within("text", {"lang": languages.whole}):
        builder.newline()
        with builder.within("body"):
            for number, division in enumerate(document.divisions, 1):
                builder.newline()
                attributes = {"type": data.text_type, "lang": languages.of_text.get(division.span, UNDECIDED)}
                if document.pairs:
                    attributes |= {"id": f"w{number}", "corresp": f"#w{3 - number}"}
                Body(Inline(pen), *_links(document, number), languages.of_text).division(division, attributes)
            builder.end_line()
        builder.end_line()
    builder.parent[-1].tail = "\n"


def _links(document: Document, number: int) -> tuple[dict[int, str], dict[int, str]]:
    """For the paragraphs that another text has too: their xml:id and the pointer to the other, by offset."""
    ids, partners = {}, {}
    for index, pair in enumerate(document.pairs, 1):
        block = pair[number - 1] if number <= 2 else None
        if block:
            ids[block.span.start] = f"w{number}-p{index}"
            partners[block.span.start] = f"#w{3 - number}-p{index}"
    return ids, partners


def _unmatched(pen: Pen) -> None:
    for made, _, span in pen.waiting:
        made.attrib.pop(XML_ID, "")
        pen.report(
            span,
            "note-unmatched-continuation",
            "this addition says that it goes on elsewhere; its other half was not found",
            doubt=True,
        )


def _account_for_front(builder: Builder, document: Document) -> None:
    """The page around the text: values are in the header, labels became its elements; all else is layout or lost."""
    if document.front is None:
        return
    for kept, spans in ((Kept.HEADER, document.front.values), (Kept.MARK, document.front.marks)):
        for span in spans:
            builder.ledger.add(span, kept)


def _empty(document: Document, root: Element) -> list[Diagnostic]:
    """A document without a word: what should be its text has been taken for something else."""
    if any(letter.isalnum() for piece in text_of(root).itertext() for letter in str(piece)):
        return []
    return [span_diagnostic(document.source, document.body, "block-no-text", "no words of a text stand here")]


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
