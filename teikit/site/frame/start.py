"""The start page: title, one paragraph, search, facts with counts, years, and ways into the edition."""

from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from teikit.core import as_xml
from teikit.edition import WRITTEN_PAGES, Edition
from teikit.model import ORGANISATION, PERSON, Date, Document, EditionModel, Entity
from teikit.site.frame.contents import Contents
from teikit.site.frame.markup import element
from teikit.site.lists import Catalogue, start_bars, year_in_words

_MOST = 5  # links of a way into the edition
_PARTIES = ("sent", "received")


def start(edition: Edition, catalogue: Catalogue, contents: Contents) -> str:
    """The data of the page."""
    model = catalogue.model
    ways = [_persons(model, contents), _begin(model, contents)]
    return element(
        "start",
        [
            *(element("editor", as_xml(name)) for name in edition.editors),
            *_facts(edition, model, contents),
            start_bars(catalogue) if contents.has("documents") else "",
            *(way for way in ways if way),
        ],
        title=edition.title,
        subtitle=edition.subtitle,
        lead=edition.description,
        search="search.html" if contents.has("search") else "",
    )


def _facts(edition: Edition, model: EditionModel, contents: Contents) -> Iterator[str]:
    documents = model.documents
    listed = "documents.html" if contents.has("documents") else ""
    words = sum(document.words for document in documents)
    yield element("contents", documents=len(documents), href=listed, words=words or "")
    yield _fact("dates", " – ".join(dict.fromkeys(_ends(documents, edition.interface))))
    yield _fact("languages", ", ".join(_commonest(document.record.language for document in documents)))
    with_images = sum(1 for document in documents if document.images)
    yield element("facsimiles", documents=with_images) if with_images else ""
    yield _fact("licence", *edition.licence)
    yield _fact("version", ", ".join(part for part in (edition.version, edition.date) if edition.version and part))


def _fact(name: str, words: str, href: str = "") -> str:
    return element(name, as_xml(words), href=href) if words else ""


def _ends(documents: Iterable[Document], interface: str) -> list[str]:
    """The first and the last date of the edition in words; of a date over several years the year where it ends."""
    dates = [document.record.date for document in documents]
    dated = sorted((date for date in dates if date and date.order), key=lambda date: date.order)
    if not dated:
        return []
    first, last = dated[0], max(dated, key=lambda date: date.order[3:])
    return [_end(first, first.order[0], interface), _end(last, last.order[3], interface)]


def _end(date: Date, year: int, interface: str) -> str:
    return date.text if date.order[0] == date.order[3] else year_in_words(year, interface)


def _commonest(words: Iterable[str]) -> list[str]:
    return [text for text, _ in Counter(word for word in words if word).most_common(_MOST)]


def _persons(model: EditionModel, contents: Contents) -> str:
    """Who writes and receives most documents; in an edition without letters, who is named in most of them."""
    persons = [*model.of_kind(PERSON), *model.of_kind(ORGANISATION)]
    if not persons or not contents.has("persons"):
        return ""
    letters = {entity.record.key or entity.name: _letters(entity) for entity in persons}
    heading = contents.words("site.correspondents" if any(letters.values()) else "menu.persons")
    counts = letters if any(letters.values()) else {e.record.key or e.name: len(e.documents) for e in persons}
    first = sorted(persons, key=lambda entity: -counts[entity.record.key or entity.name])[:_MOST]
    items = [_item(_entity(e), e.name, counts[e.record.key or e.name]) for e in first if counts[e.record.key or e.name]]
    every = f"{contents.label('persons')} ({len(model.of_kind(PERSON))})"
    return element("way", [*items, element("more", href="persons.html", label=every)], heading=heading)


def _letters(entity: Entity) -> int:
    """How many documents an entity writes or receives."""
    return len({o.document.name for o in entity.occurrences if o.mention.role in _PARTIES and not o.mention.block})


def _entity(entity: Entity) -> str:
    """The address of the page of an entity, as drafts have it."""
    key = entity.record.key or f"?{entity.record.kind}:{entity.name}"
    return f"entity:{quote(key, safe='')}"


def _item(href: str, label: str, count: int | str = "") -> str:
    return element("item", href=href, label=label, count=count)


def _begin(model: EditionModel, contents: Contents) -> str:
    """Where to begin: the texts of the edition, the first document, the principles."""
    titles = contents.titles
    texts = [name for name in (*WRITTEN_PAGES[:2], *titles) if name in titles and name not in WRITTEN_PAGES[2:]]
    items = [_item(f"{quote(name)}.html", titles[name]) for name in dict.fromkeys(texts)]
    items += [_item(quote(document.address), document.record.title) for document in model.documents[:1]]
    more = [element("more", href="principles.html", label=contents.label("principles"))]
    return element("way", [*items[: _MOST + 1], *more], heading=contents.words("site.begin"))
