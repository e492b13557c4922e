"""The volume: title page, imprint, contents, signs, documents, as a flow."""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from teikit.publication.print.documents import DocumentWriter, authors_and_date
from teikit.publication.print.flow import Block, Document, Flow, Node
from teikit.publication.print.measures import MM, SIZE, STEP, Measures
from teikit.publication.print.running import P, language, plain
from teikit.publication.print.writer import Setting

_NUMBER_WIDTH = 24.0  # of the page numbers in the contents
_FEWEST_HEADINGS = 4  # of a document whose headings contents and running heads name


def flow_of(
    edition: Element,
    words: Mapping[str, str],
    measures: Measures,
    prints: Callable[[str], bool],
    behind: frozenset[str] = frozenset(),
) -> Flow:
    """The flow of an edition in print XML.

    `words` are the print's own words, `prints` says which facts are printed, `behind` are the names (document and note)
    of notes that pages have no space for. Raises ValueError for an element that print XML does not have.
    """
    flow = Flow(edition.get("title", ""), language(edition.get("lang", "")) or "en", measures)
    writer = DocumentWriter(flow, edition.get("view") == "diplomatic", words, behind)
    writer.prints = prints
    for kind in ("title", "imprint"):
        writer.open("", "", "", kind=kind)
    contents = writer.open("", words["contents"], "", kind="contents")
    documents = edition.findall(f"{P}document")
    for i, document in enumerate(documents):
        writer.document_of(document, f"d{i}-")
    _contents(writer, contents, documents)
    return flow


def _contents(writer: DocumentWriter, contents: Document, documents: list[Element]) -> None:
    """Fill the contents, whose entries name the first blocks of documents and chapters."""
    texts = writer.flow.documents[writer.flow.documents.index(contents) + 1 :]
    writer.resume(contents)
    head = writer.paragraph([writer.words["contents"]], below=10, size=13 / SIZE, styles=("semibold",), side="start")
    head.kind, head.level = "head", 1
    for element, text in zip(documents, texts, strict=True):
        stated = authors_and_date(element)
        dated: list[Node] = [{"lb": 1}, {"s": ["small"], "c": [stated]}] if stated else []
        _entry(writer, text.blocks[0], [element.get("title", ""), *dated], above=9, size=1.0, left=0.0)
        chapters = chapters_of(text.chapters, writer.flow.measures.contents)
        top = min((chapter.level for chapter in chapters), default=0)
        for chapter in chapters:
            _entry(writer, chapter, [{"s": [], "c": [chapter.title], "lang": chapter.lang}], above=4, size=9.5 / SIZE,
                   left=STEP * 0.8 * (1 + chapter.level - top))  # fmt: skip
    _signs(writer, documents)


def chapters_of(headings: list[Block], depth: int) -> list[Block]:
    """The headings that contents and running heads name: those of a text with several, of its highest levels."""
    if len(headings) < _FEWEST_HEADINGS or not depth:
        return []
    top = min(heading.level for heading in headings)
    return [heading for heading in headings if heading.level < top + depth]


def _entry(writer: DocumentWriter, block: Block, title: list[Node], above: float, size: float, left: float) -> None:
    number: list[Node] = [{"fill": 1}, {"page": block.start, "width": _NUMBER_WIDTH}]
    content: list[Node] = [{"to": block.start, "c": title}, *number]
    writer.paragraph(
        content, above=above, side="start", size=size, first=left, hang=left + STEP * 0.8, styles=("solid",)
    )


def _signs(writer: DocumentWriter, documents: list[Element]) -> None:
    """The signs and styles that the documents use, each once."""
    specimens = {
        (each.get("kind"), each.get("label"), plain(each)): each
        for document in documents
        for each in document.findall(f"{P}specimen")
    }
    if not specimens:
        return
    writer.setting = Setting(lang=writer.flow.lang)
    title: list[Node] = [writer.words["signs"]]
    head = writer.paragraph(title, above=24, below=9, size=11 / SIZE, styles=("semibold",), side="start", keep=True)
    head.kind, head.level = "head", 2
    for specimen in specimens.values():
        shown: Node = {"hung": 34 * MM, "c": writer.plain.of(specimen)}
        label: Node = {"s": ["note"], "c": [specimen.get("label", "")]}
        writer.paragraph([shown, label], above=5.5, size=9.5 / SIZE, lead=0.5, hang=34 * MM, side="start")
