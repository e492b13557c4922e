"""The pages of the site itself: start, texts of the edition, editorial principles, imprint, page not found."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from teikit.core import Diagnostic
from teikit.edition import Edition, display_path
from teikit.pages import Later, SitePage, site_page
from teikit.site.frame.assets import theme
from teikit.site.frame.contents import Contents
from teikit.site.frame.contrast import low_contrast
from teikit.site.frame.frame import NOT_FOUND
from teikit.site.frame.imprint import imprint
from teikit.site.frame.markup import element
from teikit.site.frame.principles import examples_of, principles
from teikit.site.frame.start import start
from teikit.site.frame.words import Words
from teikit.site.lists import Catalogue
from teikit.site.texts import Targets, Text, read_text

_SHEET = "frame.xsl"
_ALWAYS = ("index", "principles", "imprint")
_LEADING_ON = ("index", "documents", "persons", "search")
_CONTENTS = 3  # sections: a text with fewer has no list of them


Specimens = Callable[[Sequence[str]], list[Any]]
"""Makes of pieces of TEI a node of the page that shows each in the element with the id `example-1` …."""


@dataclass(frozen=True)
class SitePages:
    """The pages of a site, the files that they need by path, what is wrong in them, the titles of its texts by page."""

    drafts: tuple[SitePage, ...]
    files: Mapping[str, Path]
    findings: tuple[Diagnostic, ...]
    titles: Mapping[str, str]


def site_pages(
    edition: Edition, catalogue: Catalogue, paths: Collection[str], specimens: Specimens = lambda _: []
) -> SitePages:
    """The pages of the site itself; `paths` are those of all other pages and files. Raises OSError."""
    words, model = Words(edition), catalogue.model
    pages = {text: f"{text.stem}.html" for text in edition.site.pages}
    own = {*paths, *(f"{name}.html" for name in _ALWAYS), *pages.values()}
    targets = Targets.of(model, pages, own)
    texts = {path.stem: _read(path, edition, targets) for path in edition.site.pages}
    titles = {name: text.menu for name, text in texts.items()}
    contents = Contents(frozenset(own), titles, words)
    drafts = [_page(edition, words, "index", edition.title, start(edition, catalogue, contents))]
    drafts += [_page(edition, words, name, text.title, _text(text)) for name, text in texts.items()]
    if "principles" not in texts:
        title = words("menu.principles")
        examples = examples_of(edition)
        shown = Later("\0".join(examples), lambda: {"specimens": specimens(examples)})
        drafts.append(_page(edition, words, "principles", title, principles(edition, model, contents), shown))
    if "imprint" not in texts:
        drafts.append(_page(edition, words, "imprint", words("menu.imprint"), imprint(edition, words)))
    drafts.append(_not_found(edition, contents))
    findings = (*low_contrast(edition, theme(edition)), *(f for text in texts.values() for f in text.findings))
    return SitePages(tuple(drafts), _files(texts.values()), findings, titles)


def _read(path: Path, edition: Edition, targets: Targets) -> Text:
    return read_text(path, display_path(path), edition.folder, targets)


def _files(texts: Iterable[Text]) -> dict[str, Path]:
    return {path: file for text in texts for path, file in text.images.items()}


def _page(
    edition: Edition, words: Words, name: str, title: str, data: str, later: Later | None = None
) -> SitePage:  # fmt: skip
    root = edition.site.address if f"{name}.html" == NOT_FOUND else ""
    given = {"edition": edition.title, "root": root, "assets": f"{root}assets"}
    return site_page(_SHEET, data, f"{name}.html", title, words.interface, given, later)


def _text(text: Text) -> str:
    sections = [element("section", id=ident, label=words) for ident, words in text.sections]
    return element(
        "text",
        [*(sections if len(sections) >= _CONTENTS else []), element("content", text.content)],
        title=text.title,
        description=text.description,
    )


def _not_found(edition: Edition, contents: Contents) -> SitePage:
    root, words = edition.site.address, contents.words
    pages = {page: contents.label(page) for page in _LEADING_ON if contents.has(page)} | {"index": edition.title}
    links = [element("link", href=f"{root}{page}.html", label=label) for page, label in pages.items()]
    title = words("site.not-found")
    return _page(edition, words, NOT_FOUND.partition(".")[0], title, element("not-found", links, title=title))
