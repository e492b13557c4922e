"""The pages of a site as files: which document each belongs to, its size, ids, links, words; dates of the index."""

import json
import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html
from foreign_words import TEI, Published, html_words, read_tei, words_in

LIMIT = 1_500_000
LOCALES = Path(__file__).resolve().parent.parent / "locales"
DATE_ATTRIBUTES = re.compile(r"^(?:when|notBefore|notAfter|from|to|atLeast|atMost)(?:-iso|-custom)?$")
# A date in these elements is one of the electronic edition, not of the document.
OF_THE_EDITION = (
    "publicationStmt",
    "change",
    "revisionDesc",
    "editionStmt",
    "respStmt",
    "availability",
    "encodingDesc",
    "seriesStmt",
)
DATES = (
    "date",
    "origDate",
    "docDate",
    "time",
    "creation",
    "dateline",
    "imprint",
    "title",
    "origin",
    "biblScope",
    "history",
)


@dataclass
class Page:
    """A page of a site; `tei` is the TEI that it offers, relative to the site."""

    path: Path
    root: Any
    tei: str = ""

    @cached_property
    def size(self) -> int:
        return self.path.stat().st_size

    @cached_property
    def ids(self) -> Counter[str]:
        return Counter(self.root.xpath("//@id"))

    @cached_property
    def witnesses(self) -> list[Any]:
        """The elements with the text of the document."""
        found: list[Any] = self.root.xpath("//main//*[contains(concat(' ', @class, ' '), ' witnesses ')]")
        return found

    @cached_property
    def words(self) -> Published:
        return html_words([self.root])

    @cached_property
    def words_outside(self) -> Published:
        """The words outside of the text, where those of the header are."""
        return html_words([self.root], frozenset(self.witnesses))


@dataclass
class Site:
    """The pages of a site by name, and the page of the index."""

    folder: Path
    pages: dict[str, Page] = field(default_factory=dict)

    @property
    def documents(self) -> list[Page]:
        return [page for name, page in self.pages.items() if name != "index.html"]


def read_site(folder: Path) -> Site:
    """All pages in a folder and its subfolders."""
    site, parser = Site(folder), lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    for path in sorted(folder.rglob("*.html")):
        root = lxml.html.parse(str(path), parser).getroot()
        offered = [a for a in root.xpath("//header//a/@href | //nav//a/@href") if re.search(r"(^|/)tei/.+\.xml$", a)]
        site.pages[path.relative_to(folder).as_posix()] = Page(
            path, root, _resolved(path, offered[0], folder) if offered else ""
        )
    return site


def _resolved(page: Path, href: str, folder: Path) -> str:
    return (page.parent / unquote(href)).resolve().relative_to(folder.resolve()).as_posix()


def _plain(name: str) -> str:
    return re.sub(r"[^\w]+", "-", re.sub(r"\.(?:xml|tei|html)$", "", name)).strip("-").casefold()


def pages_of(sources: Mapping[Path, Any], base: Path, site: Site) -> dict[Path, list[Page]]:
    """The pages of each TEI file: by name, and where a name says nothing or too much, by the words that are alike."""
    found: dict[Path, list[Page]] = defaultdict(list)
    words: dict[Path, Counter[str]] = {}
    for page in site.documents:
        name = _plain(page.tei.removeprefix("tei/") or page.path.relative_to(site.folder).as_posix())
        named = _by_name(name, sources, base)
        if len(named) != 1:
            for path in named or sources:
                words.setdefault(
                    path,
                    Counter(words_in(" ".join(sources[path].itertext()))) if sources[path] is not None else Counter(),
                )
            named = _by_words(page.words.counts, {path: words[path] for path in named or sources})
        for path in named:
            found[path].append(page)
    return found


def _by_name(name: str, sources: Iterable[Path], base: Path) -> list[Path]:
    """The files whose path or stem is the page's name, else those whose stem begins it: the longest such stem."""
    whole = [path for path in sources if _plain(path.relative_to(base).as_posix()) == name]
    same = whole or [path for path in sources if _plain(path.name) in (name, name.removesuffix("-document"))]
    if same:
        return same
    prefixes = {
        path: stem
        for path in sources
        for stem in {_plain(path.name), _plain(path.relative_to(base).as_posix())}
        if name.startswith(f"{stem}-")
    }
    longest = max(map(len, prefixes.values()), default=0)
    return [path for path, stem in prefixes.items() if len(stem) == longest]


def _by_words(page: Counter[str], sources: Mapping[Path, Counter[str]]) -> list[Path]:
    """The file that shares most of the page's rarer words, if it has at least a third of them."""
    rare = {word for word in page if len(word) > 3}
    shares = {path: len(rare & counts.keys()) / max(1, len(rare)) for path, counts in sources.items()}
    best = max(shares, key=lambda path: shares[path], default=None)
    return [best] if best is not None and shares[best] > 1 / 3 else []


def broken_links(site: Site) -> list[str]:
    """Links inside the site to a page, file or id that does not exist, and images that are not there."""
    broken = []
    for name, page in site.pages.items():
        for href in {*page.root.xpath("//a/@href | //img/@src | //link/@href | //script/@src | //source/@srcset")}:
            parts = urlsplit(href)
            if parts.scheme or parts.netloc or href.startswith("#view="):
                continue
            target = (page.path.parent / unquote(parts.path)).resolve() if parts.path else page.path.resolve()
            if not target.is_file():
                broken.append(f"{name}: {href}: no such file")
            elif parts.fragment and target.suffix == ".html":
                other = site.pages.get(target.relative_to(site.folder.resolve()).as_posix())
                fragment = unquote(parts.fragment)
                if other is None or not ("=" in fragment or fragment in other.ids or parts.fragment in other.ids):
                    broken.append(f"{name}: {href}: no such id")
    return broken


def duplicate_ids(site: Site) -> list[str]:
    return [
        f"{name}: {ident} ({times})"
        for name, page in site.pages.items()
        for ident, times in page.ids.items()
        if times > 1
    ]


def oversized(site: Site) -> list[str]:
    return [f"{name}: {page.size:,} bytes" for name, page in site.pages.items() if page.size > LIMIT]


# ---------------------------------------------------------------- dates


def undated_words() -> set[str]:
    """What an index says where a document has no date, in all languages."""
    found = set()
    for path in LOCALES.glob("*.xml"):
        for element in read_tei(path).iter():
            if isinstance(element.tag, str) and element.get("key") == "undated":
                found.add("".join(element.itertext()).strip())
    return found


def undated_pages(site: Site) -> set[str]:
    """The pages that an index calls undated, or for which it gives no date at all in a table of dates."""
    words, found = undated_words(), set()
    for page in site.pages.values():
        for row in page.root.xpath("//main//tr[.//a/@href] | //main//li[.//a/@href]"):
            if any(text.strip() in words for text in row.itertext()):
                hrefs = [unquote(urlsplit(href).path) for href in row.xpath(".//a/@href")]
                found |= {
                    (page.path.parent / href).resolve().relative_to(site.folder.resolve()).as_posix()
                    for href in hrefs
                    if href.endswith(".html")
                }
    return found


def dates_of(root: Any) -> list[str]:
    """The dates of a document in its TEI, with the path of each; none of the electronic edition."""
    found = []
    for element in root.iter(f"{TEI}*"):
        name = element.tag.rpartition("}")[2]
        if name not in DATES:
            continue
        above = [ancestor.tag.rpartition("}")[2] for ancestor in element.iterancestors(f"{TEI}*")]
        if _of_the_document(name, above) and _has_date(name, element):
            found.append(f"{'/'.join(reversed(above[:3]))}/{name}: {_shown(element)}")
    return found


def _of_the_document(name: str, above: Sequence[str]) -> bool:
    if "teiHeader" in above:
        return not set(above) & set(OF_THE_EDITION) or "sourceDesc" in above
    return name in ("docDate", "dateline") or bool(
        set(above) & {"dateline", "opener", "closer", "titlePage", "docImprint", "docTitle"}
    )


def _has_date(name: str, element: Any) -> bool:
    if name == "title":
        return element.get("type") in ("iso-date", "date") and bool(words_in("".join(element.itertext())))
    dated = any(DATE_ATTRIBUTES.match(key) and re.search(r"\d", value) for key, value in element.attrib.items())
    return dated or (
        name in ("date", "origDate", "docDate") and bool(re.search(r"\d{3}|[IVXLC]{2}", "".join(element.itertext())))
    )


def _shown(element: Any) -> str:
    attributes = " ".join(f"{key}={value}" for key, value in element.attrib.items() if DATE_ATTRIBUTES.match(key))
    return " ".join([attributes, *"".join(element.itertext()).split()])[:80]


# ---------------------------------------------------------------- the HTML checker


def html_errors(jar: Path, pages: Sequence[Path]) -> list[str]:
    """What the Nu HTML Checker calls an error."""
    command = [
        "java",
        "-Xss16m",
        "-jar",
        str(jar),
        "--errors-only",
        "--exit-zero-always",
        "--format",
        "json",
        *map(str, pages),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(run.stderr)["messages"]
    return [f"{m.get('url', '').rpartition('/')[2]}: {m['message']} {m.get('extract', '')[:80]!r}" for m in messages]
