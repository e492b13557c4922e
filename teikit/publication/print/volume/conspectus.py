"""The conspectus of sigla in the front matter: what the apparatus calls its witnesses, sources and hands.

It is there where each siglum means the same in all documents; else each document has its own list behind its text.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from teikit.publication.print.documents import DocumentWriter, sigla_of
from teikit.publication.print.flow import Document, Node
from teikit.publication.print.measures import MM, NOTE_SIZE, SIZE
from teikit.publication.print.running import P, plain
from teikit.publication.print.writer import Setting

_SIZE, _LEAD = (NOTE_SIZE + 1) / SIZE, 0.52


def is_common(documents: Iterable[Element]) -> bool:
    """Whether documents have sigla, and each siglum means the same in all of them."""
    meanings: dict[str, str] = {}
    for document in documents:
        for siglum in document.findall(f"{P}siglum"):
            label = siglum.find(f"{P}label")
            if label is not None and meanings.setdefault(plain(label), plain(siglum)) != plain(siglum):
                return False
    return bool(meanings)


def write_conspectus(writer: DocumentWriter, documents: list[Element], recto: bool) -> Document:
    """Add the conspectus: the sigla of all documents, each once, and the hands of the only document."""
    document = writer.open("", writer.words["conspectus"], "", kind="sigla")
    document.recto = recto
    writer.setting = Setting(lang=writer.flow.lang, size=_SIZE)
    head = writer.paragraph([document.title], size=13 / SIZE, styles=("semibold",), side="start", below=12, keep=True)
    head.kind, head.level, head.title = "head", 1, document.title
    known: set[str] = set()
    for element in documents:
        for siglum in sigla_of(element):
            if plain(siglum) not in known:
                known.add(plain(siglum))
                _siglum(writer, siglum)
    if len(documents) == 1:
        _hands(writer, documents[0])
        writer.hands_listed = True
    writer.finish()
    return document


def _siglum(writer: DocumentWriter, siglum: Element) -> None:
    writer.siglum(siglum, 22 * MM, size=_SIZE, lead=_LEAD, above=4)


def _hands(writer: DocumentWriter, document: Element) -> None:
    hands = document.findall(f"{P}hand")
    if hands:
        writer.paragraph([writer.words["hands"]], size=_SIZE, styles=("emphasis",), side="start", above=9, below=3,
                         keep=True)  # fmt: skip
    for hand in hands:
        label: Node = {"hung": 22 * MM, "c": [hand.get("label", "")]}
        content = [label, *writer.plain.of(hand)]
        writer.paragraph(content, size=_SIZE, lead=_LEAD, side="start", above=4, hang=22 * MM)
