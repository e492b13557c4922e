"""The table [site] of `edition.toml`: how the website of an edition looks and what it says besides the documents."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from teikit.core import interface_language, resource
from teikit.edition.looks import Font, colours_of, faces_of, fonts_of
from teikit.edition.places import file_of, files_of
from teikit.edition.shape import EditionError
from teikit.edition.words import words_of

SITE_LINKS = 5
"""The most entries of a menu, besides the search."""
SITE_PAGES = frozenset(
    {
        "index", "documents", "persons", "places", "organisations", "works", "archives", "interventions", "timeline",
        "calendar", "network", "search", "404",
    }
)  # fmt: skip
"""The names of pages that teikit makes and no text of the edition may have."""
SITE_EXPORTS = ("csv", "jsonl", "bibtex", "ris", "csl", "cmif", "txt", "atom", "dts", "iiif", "epub")
"""The exports that a site can have; without a choice it has all of them."""
WRITTEN_PAGES = ("introduction", "about", "principles", "imprint")
"""The names of texts that a site knows: it makes the last two itself where they are not written."""

_WEB = ("https://", "http://")


class MenuEntry(NamedTuple):
    """An entry of the menu: the name of a page or a web address, and its label if it is not that of the page."""

    page: str
    label: str = ""
    address: str = ""


@dataclass(frozen=True)
class SiteSettings:
    """The settings of a website.

    `address` is where the site will be, with a slash at its end. `colours` and `dark` are values of custom properties
    in light and dark, `faces` lists of fonts by what they are for, ready for CSS. `words` are messages of the interface
    in the words of the edition, `institution` a name and its web address. An empty `menu` is made from what there is.
    """

    address: str = ""
    theme: str = "quiet"
    css: Path | None = None
    logo: Path | None = None
    menu: tuple[MenuEntry, ...] = ()
    pages: tuple[Path, ...] = ()
    exports: tuple[str, ...] = SITE_EXPORTS
    xslt: Path | None = None
    colours: tuple[tuple[str, str], ...] = ()
    dark: tuple[tuple[str, str], ...] = ()
    faces: tuple[tuple[str, str], ...] = ()
    fonts: tuple[Font, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    institution: tuple[str, str] = ("", "")
    contact: str = ""
    privacy: str = ""


def site_settings(folder: Path, table: Mapping[str, Any], language: str, path: Path) -> SiteSettings:
    """The settings of [site], a table whose keys are known. Raises EditionError.

    `folder` is that of the edition, `language` the one of its pages, `path` that of its edition.toml, for messages.
    """
    return SiteSettings(
        address=_address(table.get("address", ""), path),
        theme=_theme(table.get("theme", "quiet"), path),
        css=file_of(folder, table, "css", (".css",), path),
        logo=file_of(folder, table, "logo", (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"), path),
        menu=_menu(table.get("menu", []), path),
        pages=_pages(folder, table.get("pages"), path),
        exports=_exports(table.get("exports", [*SITE_EXPORTS]), path),
        xslt=file_of(folder, table, "xslt", (".xsl", ".xslt"), path),
        colours=colours_of(table.get("colours", {}), "colours", path),
        dark=colours_of(table.get("dark", {}), "dark", path),
        faces=faces_of(table.get("faces", {}), path),
        fonts=fonts_of(folder, table.get("fonts", []), path),
        words=words_of(table.get("words", {}), interface_language(language), path),
        institution=_institution(table.get("institution", ""), path),
        contact=_contact(table.get("contact", ""), path),
        privacy=table.get("privacy", ""),
    )


def themes() -> tuple[str, ...]:
    """The names of the themes."""
    return tuple(sorted(file.stem for file in resource("xslt", "site", "themes").glob("*.css")))


def is_web_address(words: str) -> bool:
    """Whether a text is a web address without blanks, quotation marks and angle brackets."""
    return words.startswith(_WEB) and len(words) > len("https://") and not set(words) & set(" \t\r\n\"'<>\\^`{|}")


def _address(words: str, path: Path) -> str:
    if words and not (is_web_address(words) and "?" not in words and "#" not in words):
        wanted = "a web address such as https://example.org/letters/, without ? and #"
        raise EditionError(f"{path}: [site] address must be {wanted}")
    return f"{words.rstrip('/')}/" if words else ""


def _theme(words: str, path: Path) -> str:
    if words not in themes():
        raise EditionError(f"{path}: [site] theme must be one of {', '.join(themes())}")
    return words


def _menu(entries: list[Any], path: Path) -> tuple[MenuEntry, ...]:
    if len(entries) > SITE_LINKS:
        raise EditionError(f"{path}: [site] menu has at most {SITE_LINKS} entries besides the search")
    return tuple(_entry({"page": entry} if isinstance(entry, str) else entry, path) for entry in entries)


def _entry(entry: Any, path: Path) -> MenuEntry:
    values = entry.values() if isinstance(entry, dict) else (None,)
    known = all(isinstance(value, str) for value in values) and set(entry) <= {"page", "address", "label"}
    if not known or ("page" in entry) is ("address" in entry):
        what = "names of pages, or tables with a page or an address and a label"
        raise EditionError(f"{path}: [site] menu has {what}")
    link = MenuEntry(entry.get("page", ""), entry.get("label", "").strip(), entry.get("address", ""))
    if link.address and not is_web_address(link.address):
        raise EditionError(f"{path}: [site] menu: “{link.address}” is no web address (https://…)")
    if link.address and not link.label:
        raise EditionError(f"{path}: [site] menu: an address needs a label")
    if not link.address and (not link.page or set(link.page) & set("/\\:.#?")):
        raise EditionError(f"{path}: [site] menu: “{link.page}” is no name of a page such as “persons”")
    return link


def _pages(folder: Path, given: Any, path: Path) -> tuple[Path, ...]:
    """The texts of the site: those that are listed, or those of a folder in the order of their names."""
    pages = files_of(folder, given, "pages", (".md",), path)
    for page in pages:
        if page.stem.casefold() in SITE_PAGES:
            name = page.relative_to(folder.resolve()).as_posix()
            what = "has the name of a page that teikit makes; rename it"
            raise EditionError(f"{path}: [site] pages: “{name}” {what}")
    return pages


def _institution(value: str | Mapping[str, Any], path: Path) -> tuple[str, str]:
    if isinstance(value, str):
        return value, ""
    if not set(value) <= {"name", "url"} or not all(isinstance(words, str) for words in value.values()):
        raise EditionError(f"{path}: [site] institution has a name and a url, both in quotation marks")
    url = value.get("url", "")
    if url and not is_web_address(url):
        raise EditionError(f"{path}: [site] institution: “{url}” is no web address (https://…)")
    return value.get("name", url), url


def _contact(words: str, path: Path) -> str:
    name, at, host = words.partition("@")
    mail = bool(name and at and "." in host) and not set(words) & set(" \t\r\n\"'<>\\?&#:/,;@".replace("@", ""))
    if words and not is_web_address(words) and not (mail and "@" not in host):
        raise EditionError(f"{path}: [site] contact must be a mail address or a web address (https://…)")
    return words


def _exports(given: Any, path: Path) -> tuple[str, ...]:
    """The names of exports, each once. Raises EditionError for a name that is no export."""
    if not isinstance(given, list) or not set(map(str, given)) <= set(SITE_EXPORTS):
        raise EditionError(f"{path}: [site] exports must be a list of names among {', '.join(SITE_EXPORTS)}")
    return tuple(name for name in SITE_EXPORTS if name in given)
