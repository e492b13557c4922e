"""A small site with a search for the tests in a browser: pages of documents made by hand, index and search page."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from teikit.core import resource
from teikit.model import Block, Date, Document, EditionModel, Hand, Intervention, Mention, Record, Value, edition_model
from teikit.search import DOCUMENT_SCRIPTS, Link, search_assets, search_page, write_index

HOSTILE = "</script><img src=x onerror=\"document.title='broken'\">&amp;'"


def paragraph(
    ident: str, text: str, reading: str | None = None, field: str = "text", page: str = "", language: str = ""
) -> Block:
    return Block(ident, page, field, text, text if reading is None else reading, language)


RUSSIAN = Record(
    "Письмо Стасова", archive="РГАЛИ", languages=(Value("Russian", "text", language="ru"),),
    dates=(Date("1901", earliest="1901"),),
)  # fmt: skip
GERMAN = Record(
    "Brief an Müller", archive="Stadtarchiv", languages=(Value("German", "text", language="de"),),
    dates=(Date("1913–1914", earliest="1913-05", latest="1914-02-01"),),
)  # fmt: skip
ENGLISH = Record(
    "Report from Harbin", archive="RGASPI", languages=(Value("English", "text", language="en"),),
    dates=(Date("1949", earliest="1949-12-24"),),
)  # fmt: skip

CONTINUED = "Freundschaft dauert in vielen Häusern fort."

DOCUMENTS: dict[str, tuple[Document, list[Block]]] = {}


def add(document: Document, *blocks: Block) -> None:
    DOCUMENTS[document.name] = (
        document,
        [block if block.page else block._replace(page=document.name) for block in blocks],
    )


add(
    Document("stasov", RUSSIAN, mentions=(Mention("person", "p#tolstoy", "Толстой"), Mention("place", "", "Москва"))),
    paragraph("p1", "Милостивый государь, наше дѣло рѣшено, и въ Москвѣ ждутъ свѣта."),
    paragraph("p2", "Старые друзья\nмоего отца пишутъ рѣдко."),
)
add(
    Document(
        "mueller", GERMAN,
        mentions=(Mention("person", "p#mueller", "Müller"),),
        interventions=(Intervention("deletion", "Kummer", "p1", hand="h1"),),
        hands=(Hand("h1", "Pencil"),),
    ),
    paragraph("p1", f"Unser Kummer {CONTINUED}", f"Unsere {CONTINUED}"),
    paragraph("n1", "Über die Straße siehe Band zwei.", field="note"),
)  # fmt: skip
add(
    Document("harbin", ENGLISH, mentions=(Mention("person", "", HOSTILE), Mention("place", "", "Harbin"))),
    paragraph("h1", "The railway", field="header"),
    paragraph("p1", "The old house of the old railway stood in Harbin."),
    paragraph("p2", "An old man saw the house from the train to 北京.", page="harbin-2"),
    paragraph("p3", f"A hostile line: {HOSTILE}", page="harbin-2"),
)
for number in range(14):
    add(
        Document(f"note-{number}", Record(f"Memorandum {number}")),
        paragraph("p1", f"The secretary noted item {number} of the harvest, and the words of letters."),
    )

MODEL: EditionModel = edition_model([document for document, _ in DOCUMENTS.values()], [], True)
POLICY = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'self' file:; base-uri 'none'; form-action 'self' file:"  # noqa: E501


def document_page(title: str, blocks: Iterable[Block]) -> str:
    """A page with its blocks, each with both views, as the pages of a site have them: the reading view is shown."""
    scripts = "".join(f'<script src="assets/{name}" defer></script>' for name in DOCUMENT_SCRIPTS)
    body = "".join(
        f'<p id="{block.ident}"><span hidden>{escape(block.diplomatic)}</span>{lines(block.reading)}</p>'
        for block in blocks
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{POLICY}"><title>{escape(title)}</title>{scripts}</head><body><main><h1>{escape(title)}</h1>{body}'
        f"</main></body></html>"
    )


def lines(text: str) -> str:
    return "<br>\n".join(f"<span>{escape(line[:9])}</span>{escape(line[9:])}" for line in text.split("\n"))


def write_search_site(folder: Path) -> None:
    """Write the pages, the index, the search page and what it needs."""
    write_index(folder, MODEL, lambda document: DOCUMENTS[document.name][1], "en")
    for path, content in search_assets():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content)
    for name in ("theme.css", "site.css"):
        source = resource("xslt", "site") / name
        theme = resource("xslt", "site", "themes", "quiet.css").read_text("utf-8")
        (folder / "assets" / name).write_text(theme + (source.read_text("utf-8") if source.exists() else ""), "utf-8")
    page = search_page("An edition", "en", [Link("stasov.html", "Letter")]).html
    (folder / "search.html").write_text(page.replace("form-action 'none'", "form-action 'self' file:"), "utf-8")
    for document, blocks in DOCUMENTS.values():
        for page_name in {block.page for block in blocks}:
            html = document_page(document.record.title, [block for block in blocks if block.page == page_name])
            (folder / f"{page_name}.html").write_text(html, "utf-8")
