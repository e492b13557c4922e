"""The register of interventions: additions, deletions and remarks of an edition by hand and kind."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from teikit.core import message, shorten
from teikit.model import Document, EditionModel, Intervention, natural
from teikit.pages import SitePage, site_page
from teikit.site.lists import distinct_slugs, element, text_element
from teikit.site.registers.common import document_attributes, page_links, paths_of
from teikit.site.registers.places import LONGEST

_START = "interventions.html"
_WORDS = 240  # characters of a change that are shown


PageOf = Callable[[Document, str], str]
"""The name of the page of a document that an id is on."""


class _Change(NamedTuple):
    hand: str
    kind: str
    document: Document
    intervention: Intervention
    page: str


def intervention_pages(model: EditionModel, pages: PageOf, edition: str, interface: str) -> Iterator[SitePage]:
    """The interventions of an edition: one page, or pages by hand and kind where they are many.

    `pages` names the page of a document that an id is on.
    """
    changes = sorted(_all(model, pages), key=lambda f: (not f.hand, natural(f.hand), f.hand, f.kind))
    groups = [(key, list(group)) for key, group in groupby(changes, key=lambda f: (f.hand, f.kind))]
    if not changes:
        return
    if len(changes) <= LONGEST:
        content = (_group(hand, kind, members, n, "") for n, ((hand, kind), members) in enumerate(groups, 1))
        yield _page(content, _START, len(changes), edition, interface)
        return
    slugs = distinct_slugs((f"{hand}/{kind}", f"{hand} {kind}") for (hand, kind), _ in groups)
    links: list[str] = []
    for (hand, kind), members in groups:
        paths = paths_of(f"interventions/{slugs[f'{hand}/{kind}']}", len(members), LONGEST)
        links.append(element("group", hand=hand, kind=kind, href=quote(paths[0]), count=len(members)))
        for number, path in enumerate(paths):
            part = members[number * LONGEST : (number + 1) * LONGEST]
            shown = (*page_links(paths, path), _group(hand, kind, part, 1, "../"))
            yield _page(shown, path, len(members), edition, interface)
    yield _page(links, _START, len(changes), edition, interface)


def _all(model: EditionModel, pages: PageOf) -> Iterator[_Change]:
    for document in model.documents:
        labels = {hand.ident: hand.label for hand in document.hands}
        for change in document.interventions:
            if change.text:
                yield _Change(
                    labels.get(change.hand, ""), change.kind, document, change, pages(document, change.anchor)
                )


def _page(content: Iterable[str], path: str, count: int, edition: str, interface: str) -> SitePage:
    data = element("interventions", content, count=count, back="" if path == _START else f"../{_START}")
    return site_page(
        "registers.xsl", data, path, message(interface, "register.interventions"), interface, {"edition": edition}
    )


def _group(hand: str, kind: str, members: Sequence[_Change], number: int, root: str) -> str:
    by_document = groupby(members, key=lambda change: change.document.name)
    content = (_document(list(group), root) for _, group in by_document)
    return element("group", content, hand=hand, kind=kind, n=number, count=len(members))


def _document(members: Sequence[_Change], root: str) -> str:
    changes = (
        text_element(
            "change",
            shorten(change.intervention.text, _WORDS),
            href=f"{root}{quote(change.page)}.html#{quote(change.intervention.anchor)}",
            label=change.intervention.label,
        )
        for change in members
    )
    return element("document", changes, **document_attributes(members[0].document, root))
