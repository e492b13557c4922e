"""The register of archival references: the documents by archive and fonds."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from teikit.core import message
from teikit.model import Document, EditionModel, natural
from teikit.pages import SitePage, root_of, site_page
from teikit.site.lists import distinct_slugs, element
from teikit.site.registers.common import document_attributes, page_links, paths_of
from teikit.site.registers.places import LONGEST

_START = "archives.html"


def archive_pages(model: EditionModel, edition: str, interface: str) -> Iterator[SitePage]:
    """The archival references of an edition: one page, or one for each archive where the documents are many."""
    kept = sorted((document for document in model.documents if document.record.archive), key=_order)
    archives = [(name, list(group)) for name, group in groupby(kept, key=_archive)]
    if not archives:
        return
    if len(kept) <= LONGEST:
        content = (element("archive", _fonds(own, ""), name=name, n=n) for n, (name, own) in enumerate(archives, 1))
        yield _page(content, _START, len(kept), edition, interface)
        return
    slugs = distinct_slugs((name, name) for name, _ in archives)
    links: list[str] = []
    for name, documents in archives:
        paths = paths_of(f"archives/{slugs[name]}", len(documents), LONGEST)
        links.append(element("archive", name=name, href=quote(paths[0]), count=len(documents)))
        for number, path in enumerate(paths):
            part = documents[number * LONGEST : (number + 1) * LONGEST]
            shown = (*page_links(paths, path), element("archive", _fonds(part, root_of(path)), name=name, n=1))
            yield _page(shown, path, len(documents), edition, interface)
    yield _page(links, _START, len(kept), edition, interface)


def _page(content: Iterable[str], path: str, count: int, edition: str, interface: str) -> SitePage:
    back = "" if path == _START else f"{root_of(path)}{_START}"
    data = element("archives", content, count=count, back=back)
    return site_page(
        "registers.xsl", data, path, message(interface, "register.archives"), interface, {"edition": edition}
    )


def _fonds(documents: Sequence[Document], root: str) -> Iterator[str]:
    for name, group in groupby(documents, key=lambda document: document.record.fonds):
        rows = (element("document", **document_attributes(d, root), shelfmark=d.record.archive) for d in group)
        yield element("fonds", rows, name=name)


def _archive(document: Document) -> str:
    record = document.record
    return record.repository or record.settlement or record.archive


def _order(document: Document) -> tuple[object, ...]:
    record = document.record
    return natural(_archive(document)), _archive(document), natural(record.fonds), record.fonds, natural(record.archive)
