"""The whole text: title page, contents, signs, and each document with its facts, its texts and what is behind them."""

from collections.abc import Iterator

from teikit.publication.formats.docx.blocks import Blocks, Place
from teikit.publication.formats.docx.looks import ITALIC
from teikit.publication.formats.docx.markup import paragraph, styled, tag, text, w
from teikit.publication.formats.docx.parts import Volume
from teikit.publication.formats.docx.running import Look, Running
from teikit.publication.formats.tree import (
    Element,
    chapters_of,
    children,
    is_behind,
    language_of,
    plain,
    specimens_of,
    title_of,
    without,
)

_NOTE = Look({}, tracked=False, anchored=False)
_DEEPEST_SIGLUM = 4


def written(edition: Element, volume: Volume) -> Iterator[str]:
    """The paragraphs and tables of an edition, from the title page on."""
    documents = children(edition, "document")
    yield from _title_page(edition, volume)
    if len(documents) > 1:
        yield from _contents(documents, volume)
    yield from _signs(edition, volume)
    for number, document in enumerate(documents):
        yield from _document(document, f"d{number}-", volume)


def _title_page(edition: Element, volume: Volume) -> Iterator[str]:
    yield paragraph("Title", _run(edition.get("title", "")))
    if edition.get("subtitle"):
        yield paragraph("Subtitle", _run(edition.get("subtitle", "")))
    if editors := [plain(editor) for editor in children(edition, "editor")]:
        yield paragraph("TitlePage", _run(volume.word("print.edited-by", editors=", ".join(editors))))
    if imprint := [edition.get(name, "") for name in ("publisher", "date") if edition.get(name)]:
        yield paragraph("TitlePage", _run(", ".join(imprint)))
    yield paragraph("TitlePage", _run(volume.word(f"print.{edition.get('view')}")))


def _run(words: str) -> str:
    return w("r", text(words))


def _contents(documents: list[Element], volume: Volume) -> Iterator[str]:
    """Titles that are links. There are no page numbers: they depend on the word processor."""
    yield paragraph("FrontHeading", _run(volume.word("print.contents")))
    for number, document in enumerate(documents):
        yield _listed("TOC1", f"d{number}-start", document.get("title", ""))
        for head in chapters_of(document):
            yield _listed("TOC2", f"d{number}-{head.get('mark')}", title_of(head))


def _listed(style: str, mark: str, title: str) -> str:
    return paragraph(style, tag("w:hyperlink", {"w:anchor": mark}, _run(title)))


def _signs(edition: Element, volume: Volume) -> Iterator[str]:
    specimens = specimens_of(edition)
    if specimens:
        yield paragraph("FrontHeading", _run(volume.word("print.signs")))
    for specimen in specimens:
        shown = Running(volume, volume.body).of(specimen, _NOTE)
        yield paragraph("Specimen", shown, w("r", w("tab")), _run(specimen.get("label", "")))


# ---------------------------------------------------------------- a document


def _document(document: Element, prefix: str, volume: Volume) -> Iterator[str]:
    volume.textual_notes = 0
    blocks, running = Blocks(volume, volume.body, prefix), Running(volume, volume.body)
    yield paragraph("Heading1", blocks.marked("start", _run(document.get("title", ""))))
    for subtitle in children(document, "subtitle"):
        yield paragraph("Byline", w("r", w("rPr", *ITALIC.values()), text(plain(subtitle))))
    if byline := [plain(element) for element in children(document, "author", "date")]:
        yield paragraph("Byline", _run(" · ".join(byline)))
    stated = [
        fact
        for fact in children(document, "fact")
        if fact.get("name") != "title" or plain(fact) != document.get("title")
    ]
    yield from (_fact(fact, running) for fact in stated if not is_behind(fact))
    for hand in children(document, "hand"):
        label = styled("FactLabel", f"{volume.word('print.hands')}: {hand.get('label', '')}: ")
        yield paragraph("Fact", label, running.of(hand, _NOTE))
    yield from _texts(document, blocks)
    yield from _unplaced(document, running, volume)
    yield from _sigla(document, running, volume)
    yield from (_fact(fact, running) for fact in stated if is_behind(fact))
    for group in children(document, "description"):
        yield blocks.of(group, Place(_NOTE))


def _fact(fact: Element, running: Running) -> str:
    label = styled("FactLabel", f"{fact.get('label', '')}: ")
    return paragraph("Fact", label, running.of(fact, _NOTE))


def _texts(document: Element, blocks: Blocks) -> Iterator[str]:
    witnesses = children(document, "witness")
    for number, witness in enumerate(witnesses, 1):
        if len(witnesses) > 1 and witness.get("label"):
            yield paragraph("Heading2", _run(witness.get("label", "")))
        language = language_of(witness) or language_of(document)
        yield blocks.marked(f"text{number}", blocks.each(witness, Place(Look({}, language=language))))


def _unplaced(document: Element, running: Running, volume: Volume) -> Iterator[str]:
    """The textual notes on words that are not in the text."""
    entries = children(document, "entry")
    if entries:
        yield paragraph("FactsHeading", _run(volume.word("print.unplaced")))
    yield from (paragraph("EditorialNote", running.entry(entry, _NOTE)) for entry in entries)


def _sigla(document: Element, running: Running, volume: Volume) -> Iterator[str]:
    sigla = children(document, "siglum")
    if sigla:
        yield paragraph("FactsHeading", _run(volume.word("print.sigla")))
    for siglum in sigla:
        labels = children(siglum, "label")
        indent = {"ind": w("ind", left=340 * (min(int(siglum.get("level", "1")), _DEEPEST_SIGLUM) - 1))}
        shown = [running.of(label, Look(ITALIC, tracked=False, anchored=False)) for label in labels]
        rest = without(siglum, "label")
        look = _NOTE if labels else Look(ITALIC, tracked=False, anchored=False)
        yield paragraph("Fact", *shown, w("r", w("tab")) if labels else "", running.of(rest, look), properties=indent)
