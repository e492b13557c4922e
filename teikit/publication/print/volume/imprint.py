"""The imprint: who publishes the edition, under which licence, how it is cited, what holds for all its documents."""

from collections.abc import Callable, Collection, Iterator, Mapping
from xml.etree.ElementTree import Element

from teikit.publication.print.running import P, plain
from teikit.publication.print.shared import said_once


def imprint_of(
    edition: Element, words: Mapping[str, str], prints: Callable[[str], bool], schemes: Collection[str] = ("page",)
) -> list[str]:
    """The paragraphs of the imprint. `prints` says which facts are printed, `schemes` what numbers of lines count."""
    known = {
        "page": words["lines"],
        "document": words["lines-document"],
        "section": words["lines-section"],
        "paragraph": words["lines-paragraph"],
        "verse": words["lines-verse"],
        "reference": words["lines-reference"],
    }
    counted = {known.get(scheme, "") for scheme in schemes}
    return [part for part in _paragraphs(edition, words, prints, counted.pop() if len(counted) == 1 else "") if part]


def _paragraphs(
    edition: Element, words: Mapping[str, str], prints: Callable[[str], bool], counted: str
) -> Iterator[str]:
    yield ". ".join(part for part in (edition.get("title", ""), edition.get("subtitle", "")) if part)
    yield _published(edition)
    licence = ", ".join(part for part in (edition.get("licence", ""), edition.get("licence-address", "")) if part)
    yield _said(words["edition"], "version", edition.get("edition", ""))
    yield _said(words["rights"], "licence", licence)
    yield _said(words["funded"], "funder", edition.get("funder", ""))
    yield words["cite"].replace("{citation}", citation_of(edition))
    documents = [each for each in edition.findall(f"{P}document") if not each.get("place")]
    shared = said_once(documents, prints)
    yield words["shared"].replace("{facts}", shared) if shared else ""
    yield f"{words[edition.get('view', 'diplomatic')]} {counted}".strip()
    yield words["typeset"].replace("{version}", edition.get("version", ""))


def _said(message: str, name: str, value: str) -> str:
    """A message with its value; nothing without one."""
    return message.replace(f"{{{name}}}", value) if value else ""


def _published(edition: Element) -> str:
    place, publisher, date = (edition.get(name, "") for name in ("place", "publisher", "date"))
    by = ": ".join(part for part in (place, publisher) if part)
    return ", ".join(part for part in (by, date) if part)


def citation_of(edition: Element) -> str:
    """The edition as it is cited: editors, title, place, publisher and date, address."""
    editors = ", ".join(plain(editor) for editor in edition.findall(f"{P}editor"))
    title = ". ".join(part for part in (edition.get("title", ""), edition.get("subtitle", "")) if part)
    parts = [editors, title, _published(edition), edition.get("address", "")]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."
