"""Where the links of a text lead: to documents and names of the edition, other texts, pages of the site, the web."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from teikit.model import ENTITY_KINDS, EditionModel

_DOCUMENT = "document"
_ELSEWHERE = ("http", "https", "mailto")


class Link(NamedTuple):
    """An address for the page, empty where the link leads nowhere; then a code and what is wrong."""

    href: str
    code: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Targets:
    """What a link can lead to: documents by name, the keys of names by kind and id, texts by file, pages by path."""

    documents: Collection[str] = ()
    entities: Mapping[tuple[str, str], str] = field(default_factory=dict)
    texts: Mapping[Path, str] = field(default_factory=dict)
    pages: Collection[str] = ()

    @classmethod
    def of(cls, model: EditionModel, texts: Mapping[Path, str], pages: Collection[str]) -> "Targets":
        """The targets in an edition; an entry of a register is known by its id there."""
        documents = [document.name for document in (*model.documents, *model.corpora, *model.registers)]
        records = [entity.record for entity in model.entities if entity.record.key]
        ids = {(record.kind, record.key.rpartition("#")[2]): record.key for record in records}
        return cls(frozenset(documents), {**ids, **{(r.kind, r.key): r.key for r in records}}, texts, pages)


def resolve(address: str, text: Path, targets: Targets) -> Link:
    """Where an address in a text leads. The text is the file that has the link."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return _refused(address)
    scheme, rest = parts.scheme.lower(), unquote(parts.path)
    place = f"#{parts.fragment}" if parts.fragment else ""
    if scheme in _ELSEWHERE:
        return Link(address)
    if scheme == _DOCUMENT:
        return _document(rest, place, targets)
    if scheme in ENTITY_KINDS:
        return _entity(scheme, unquote(address.partition(":")[2]), targets)
    if scheme or parts.netloc or "\\" in address or rest.startswith("/"):
        return _refused(address)
    if not rest:
        return Link(place or "#")
    return _text(rest, place, text, targets) if rest.lower().endswith(".md") else _page(rest, place, targets)


def _refused(address: str) -> Link:
    return Link("", "publish-link-refused", f"“{address}” is no link to a page, a web address or a mail address")


def _document(name: str, place: str, targets: Targets) -> Link:
    if name in targets.documents:
        return Link(f"{quote(name)}.html{place}")
    return Link("", "publish-link-unknown", f"there is no document “{name}”{_meant(name, targets.documents)}")


def _entity(kind: str, ident: str, targets: Targets) -> Link:
    key = targets.entities.get((kind, ident))
    if key:
        return Link(f"entity:{quote(key, safe='')}")
    known = [name for of, name in targets.entities if of == kind]
    return Link("", "publish-link-unknown", f"there is no {kind} “{ident}”{_meant(ident, known)}")


def _text(name: str, place: str, text: Path, targets: Targets) -> Link:
    page = targets.texts.get((text.parent / name).resolve())
    if page:
        return Link(f"{quote(page)}{place}")
    return Link("", "publish-link-unknown", f"there is no text “{name}” in the pages of the site")


def _page(name: str, place: str, targets: Targets) -> Link:
    if name in targets.pages:
        return Link(f"{quote(name)}{place}")
    return Link("", "publish-link-unknown", f"the site has no page “{name}”{_meant(name, targets.pages)}")


def _meant(name: str, known: Collection[str]) -> str:
    similar = get_close_matches(name, sorted(known), n=1)
    return f"; did you mean “{similar[0]}”?" if similar else ""
