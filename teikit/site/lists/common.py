"""What the pages with lists share: their files, how they are made, their first lines, what is listed apart."""

from teikit.model import Document
from teikit.pages import SitePage, site_page
from teikit.site.lists.catalogue import Catalogue
from teikit.site.lists.markup import element
from teikit.site.lists.rows import href

START = "documents.html"
FOLDER = "documents"


def page(catalogue: Catalogue, path: str, heading: str, content: str) -> SitePage:
    """A page of lists."""
    data = element("list", content, heading=heading)
    return site_page("lists.xsl", data, path, heading, catalogue.interface, {"edition": catalogue.title})


def path_of(slug: str, part: int) -> str:
    """The file of a part of a list, from 0."""
    return f"{FOLDER}/{name_of(slug, part)}"


def name_of(slug: str, part: int) -> str:
    """The name of that file."""
    return f"{slug}.html" if part == 0 else f"{slug}-{part + 1}.html"


def back(catalogue: Catalogue) -> str:
    """The link from a list to the start of the lists."""
    return element("back", href=f"../{START}", text=catalogue.words("all-documents", count=len(catalogue.documents)))


def lead(catalogue: Catalogue) -> str:
    """How many documents there are, and from when."""
    text = catalogue.words("documents", count=len(catalogue.documents))
    if periods := [*catalogue.periods.of]:
        first, last = periods[0].words(catalogue.interface), periods[-1].words(catalogue.interface)
        text = catalogue.words("lead", documents=text, years=first if first == last else f"{first} – {last}")
    return element("lead", text=text)


def apart(catalogue: Catalogue) -> str:
    """The pages of corpora and of registers, which are no documents of the edition."""
    kinds = (("corpora", catalogue.model.corpora), ("registers", catalogue.model.registers))
    return "".join(element("apart", map(_apart_row, documents), kind=kind) for kind, documents in kinds if documents)


def _apart_row(document: Document) -> str:
    return element("page", href=href(document), title=document.record.title)
