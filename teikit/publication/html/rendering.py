"""The HTML output: the pages of each reading document, and the styles and scripts that they share.

The pages of a document are `NAME.html`, and `NAME-2.html` and so on for a long one; every link in them is relative. A
draft depends on its own document only; it becomes a page when all documents are read (`teikit.publication.drafts`).
Equal input gives equal bytes.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from teikit.core import Parameter, resource, write_whole
from teikit.pages import Draft, message_map
from teikit.publication.html.own_stylesheet import page_stylesheet
from teikit.publication.html.pages import split
from teikit.publication.reading import Extract, extract

STYLES = ("edition.css", "renderings.css", "kinds.css", "margins.css", "layers.css")
ASSETS = (*STYLES, "facsimile.css", "view.js", "facsimile.js")
THEME = ("xslt", "site", "themes", "quiet.css")


@dataclass(frozen=True)
class Edition:
    """What the pages say of the whole: its title, the language of the page's own words.

    `pages` are the names of all its pages: a link to another document of the edition leads to its page. `page_size` is
    the size of a page in thousands of characters of text: a longer document has several pages.
    """

    title: str = ""
    interface: str = "en"
    pages: tuple[str, ...] = ()
    page_size: int = 150
    xslt: Path | None = None


class Read(NamedTuple):
    """What a document says, its pages as drafts, and the page of each id that is not on the first."""

    extract: Extract
    drafts: list[Draft]
    places: dict[str, str]


def html_page(
    reading: Any,
    edition: Edition | None = None,
    images: Mapping[str, str] | None = None,
    part: Mapping[str, Parameter] | None = None,
    entities: bool = False,
) -> str:
    """The page of a reading document, a node of `teikit.core.saxon`; with an edition it is a draft with placeholders.

    `images` are the images that the site has: address in the TEI file, address seen from the page. `part` are the
    parameters of a `teikit.publication.pages.Part`, where the page is one of several. With `entities` names are links
    to their entries in registers, as `teikit.site.link_entities` completes them.
    Raises XsltError where the node is no reading document.
    """
    of = edition or Edition()
    given: dict[str, Parameter] = {"framed": edition is not None, "edition": of.title, **_language(of.interface)}
    given |= {"pages": "/".join(of.pages), "images": json.dumps(dict(images or {}))}
    given["entities"] = entities
    given |= part or {}
    return page_stylesheet(of.xslt).to_string(reading, given) + "\n"


def self_contained_page(reading: Any, interface: str = "en") -> str:
    """The page of a reading document as one file that needs no other: its style inside, no script, no images.

    `interface` is the language of the page's own words. Raises XsltError as `html_page`.
    """
    sheets = (resource(*THEME), *(resource("xslt", "html", name) for name in STYLES))
    style = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    parameters: dict[str, Parameter] = {**_language(interface), "style": style, "style-digest": digest}
    return page_stylesheet().to_string(reading, parameters) + "\n"


def read_document(
    name: str, kind: str, reading: Any, edition: Edition, images: Mapping[str, str] | None = None
) -> Read:
    """The pages of a document (`NAME.html` …) as drafts. `kind` is that of the document, `images` as for `html_page`.

    Raises XsltError as `html_page`.
    """
    parts, places = split(reading, name, "/".join(edition.pages), edition.page_size)
    extracted = extract(reading, name, kind, images, places)
    title = extracted.document.record.title
    linked = kind == "document"
    pages = ((part, html_page(part.reading, edition, images, part.parameters, linked)) for part in parts)
    drafts = [Draft(f"{part.name}.html", page, title, name) for part, page in pages]
    return Read(extracted, drafts, places)


def write_assets(folder: Path, with_theme: bool = True) -> list[str]:
    """Write the usual theme, the styles and the scripts that pages of documents share; their paths. Raises OSError."""
    files = {f"assets/{asset}": resource("xslt", "html", asset) for asset in ASSETS}
    files |= {"assets/theme.css": resource(*THEME)} if with_theme else {}
    for path, file in files.items():
        write_whole(folder / path, file.read_bytes())
    return [*files]


def _language(interface: str) -> dict[str, Parameter]:
    """The parameters for the language of the page's own words."""
    return {"interface": interface, "messages": message_map(interface)}
