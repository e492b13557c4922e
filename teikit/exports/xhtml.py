"""The text of a page of the site as XHTML for a book: one view, without controls, scripts and hidden explanations."""

import re
from collections.abc import Container, Iterable, Mapping
from html.parser import HTMLParser

from teikit.core import as_xml

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
# Controls and what only a page of a site has.
_LEFT_OUT = frozenset(("script", "form", "input", "button", "template", "dialog", "noscript"))
_LEFT_OUT_CLASSES = frozenset(("says", "switches", "neighbours", "trail", "steps", "cite-tools"))
_ADDRESSES = ("href", "src")
_NCNAME = re.compile(r"[^\w.-]")


class Chapter(HTMLParser):
    """Reads a page and keeps its `main` element as XHTML, in `text`.

    `images` are the addresses of its images, `ids` the ids in it.
    """

    def __init__(self, view: str, files: Mapping[str, str], targets: Mapping[str, Container[str]], file: str) -> None:
        """The chapter of a page, `file`.

        `view` is the view to keep; `files` are the files of the book by their addresses on the site, `targets` the ids
        in each of them. A link to an id that is not in the book leads to the file.
        """
        super().__init__(convert_charrefs=True)
        self._other = "only-reading" if view == "diplomatic" else "only-diplomatic"
        self._files = files
        self._targets = targets
        self._file = file
        self._pieces: list[str] = []
        self._open: list[str] = []
        self._skipped = 0
        self.images: list[str] = []
        self.ids: set[str] = set()

    @property
    def text(self) -> str:
        """The content of the page, a `section` of XHTML; empty for a page without `main`."""
        return "".join(self._pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element of the text, or skip it with all that is in it."""
        if not self._open and tag != "main":
            return
        attributes = {name: value or "" for name, value in attrs}
        if self._skipped or self._is_left_out(tag, attributes):
            self._skipped += tag not in _VOID
            return
        if tag == "img":
            self.images.append(attributes.get("src", ""))
            if attributes.get("src", "") not in self._files:  # not in the book: its description is
                self._pieces.append(f"<span>{as_xml(attributes.get('alt', ''))}</span>")
                return
        kept = "".join(f' {name}="{as_xml(value)}"' for name, value in self._kept(attributes))
        name = "section" if tag == "main" else tag
        self._pieces.append(f"<{name}{kept}/>" if tag in _VOID else f"<{name}{kept}>")
        if tag not in _VOID:
            self._open.append(name)

    def handle_endtag(self, tag: str) -> None:
        """Close an element that was kept."""
        if not self._open or tag in _VOID:
            return
        if self._skipped:
            self._skipped -= 1
            return
        self._pieces.append(f"</{self._open.pop()}>")

    def handle_data(self, data: str) -> None:
        """Keep the words of an element that is kept."""
        if self._open and not self._skipped:
            self._pieces.append(as_xml(data))

    def _is_left_out(self, tag: str, attributes: Mapping[str, str]) -> bool:
        classes = set(attributes.get("class", "").split())
        return tag in _LEFT_OUT or "hidden" in attributes or self._other in classes or bool(classes & _LEFT_OUT_CLASSES)

    def _kept(self, attributes: Mapping[str, str]) -> Iterable[tuple[str, str]]:
        """The attributes that a book can have: ids as names of XML, links inside the book or to the web."""
        for name, value in attributes.items():
            if name in _ADDRESSES:
                address = self._address(value)
                yield from ((name, address) for _ in address[:1])
            elif name == "id":
                self.ids.add(xml_id(value))
                yield name, xml_id(value)
            elif name == "lang":
                yield from (("lang", value), ("xml:lang", value))
            elif name in _KEPT:
                yield name, value

    def _address(self, value: str) -> str:
        file, mark, ident = value.partition("#")
        name = self._files.get(file or self._file, "")
        if name and mark and xml_id(ident) in self._targets.get(file or self._file, ()):
            return f"{name if file else ''}#{xml_id(ident)}"
        if name and file:
            return name
        return value if value.startswith(("https://", "http://", "mailto:")) else ""


_KEPT = frozenset(
    ("class", "dir", "alt", "title", "datetime", "start", "value", "type", "colspan", "rowspan", "scope", "headers",
     "width", "height", "cite", "reversed")
)  # fmt: skip


def xml_id(ident: str) -> str:
    """An id of HTML as a name of XML: other characters become hyphens, and a letter is first."""
    name = _NCNAME.sub("-", ident)
    return name if name[:1].isalpha() or name[:1] == "_" else f"id{name}"
