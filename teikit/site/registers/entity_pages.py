"""The pages of the registers of persons, places, organisations and works, and a page for each entry."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from urllib.parse import quote

from teikit.core import message
from teikit.model import PERSON, Date, Document, Entity, Mention
from teikit.pages import SitePage, root_of, site_page
from teikit.site.lists import element, text_element
from teikit.site.registers.common import document_attributes, page_links, paths_of
from teikit.site.registers.passages import Passages
from teikit.site.registers.places import REGISTERS, Part, Registers, has_page, letter, scripts, token

_SHEET = "registers.xsl"
_DOCUMENTS = 100  # the most documents of a page of an entity
_PASSAGES = 3  # the most passages that are shown of a document
_PARTNERS = 12


def register_lists(registers: Registers, edition: str, interface: str) -> Iterator[SitePage]:
    """The pages with the entries of each register. `edition` is the title of the edition."""
    for kind in registers.kinds:
        yield from _lists(kind, registers, edition, interface)


# ---------------------------------------------------------------- lists
def _lists(kind: str, registers: Registers, edition: str, interface: str) -> Iterator[SitePage]:
    parts = registers.parts[kind]
    first = f"{REGISTERS[kind]}.html"
    paths = [first, *(part.path for part in parts if part.path != first)]
    for path in paths:
        part = next((part for part in parts if part.path == path), Part(path, "", ()))
        count = len(registers.of_kind(kind))
        written = scripts(registers.of_kind(kind))
        content = [*_letters(parts, path, first, written), *_groups(part, registers, written)]
        data = element("register", content, kind=kind, count=count, letter=part.letter, others=_others(kind, registers))
        title = message(interface, f"register.{REGISTERS[kind]}")
        yield site_page(_SHEET, data, path, title, interface, {"edition": edition})


def _others(kind: str, registers: Registers) -> str:
    return " ".join(other for other in registers.kinds if other != kind)


def _letters(parts: Sequence[Part], path: str, first: str, written: Mapping[str, str]) -> Iterator[str]:
    """The letters of a register with their scripts: places on its only page, else its other pages."""
    root = root_of(path)
    if parts[0].path == first:
        counts = Counter(letter(entity.name) for entity in parts[0].entities)
        if len(counts) > 1:
            for n, name in enumerate(counts, 1):
                yield element("letter", name=name, href=f"#letter-{n}", script=written.get(name))
        return
    for part in parts:
        number = part.path.rpartition("-")[2].removesuffix(".html")
        name = f"{part.letter} {number}" if number.isdigit() else part.letter
        current = "yes" if part.path == path else ""
        script = written.get(part.letter)
        yield element("letter", name=name, href=root + quote(part.path), current=current, script=script)


def _groups(part: Part, registers: Registers, written: Mapping[str, str]) -> Iterator[str]:
    groups = groupby(part.entities, key=lambda entity: letter(entity.name))
    for number, (name, members) in enumerate(groups, 1):
        entries = (_entry(entity, part.path, registers) for entity in members)
        yield element("group", entries, name=name, n=number, script=written.get(name))


def _entry(entity: Entity, path: str, registers: Registers) -> str:
    root, ident = root_of(path), registers.slugs[token(entity)]
    record, own = entity.record, has_page(entity)
    documents = entity.documents
    shown = () if own else (element("document", **document_attributes(d, root)) for d in documents)
    return element(
        "entry",
        shown,
        id="" if own else ident,
        href=root + registers.addresses[token(entity)] if own else "",
        name=entity.name,
        lang=record.names[0].language if record.names else "",
        life=life(record.dates),
        what="; ".join(record.occupations[:3]) or "; ".join(author.text for author in record.authors),
        count=len(documents) or "",
    )


# ---------------------------------------------------------------- entries
def entity_pages(
    entity: Entity, registers: Registers, passages: Passages, edition: str, interface: str
) -> Iterator[SitePage]:  # fmt: skip
    """The pages of an entity that `has_page`.

    They depend on the documents that name it, and on the names and addresses of the others.
    """
    name = f"{REGISTERS[entity.record.kind]}/{registers.slugs[token(entity)]}"
    documents = entity.documents
    paths = paths_of(name, len(documents), _DOCUMENTS)
    facts, attributes = _facts(entity, registers), _attributes(entity)
    for number, path in enumerate(paths):
        shown = documents[number * _DOCUMENTS : (number + 1) * _DOCUMENTS]
        content = [*facts, *page_links(paths, path), *_occurrences(entity, shown, passages)]
        data = element("entity", content, **attributes)
        yield site_page(_SHEET, data, path, entity.name, interface, {"edition": edition})


def _attributes(entity: Entity) -> dict[str, str | int | None]:
    return {
        "kind": entity.record.kind,
        "name": entity.name,
        "lang": entity.record.names[0].language if entity.record.names else "",
        "life": life(entity.record.dates),
        "documents": len(entity.documents),
        "passages": sum(bool(occurrence.mention.block) for occurrence in entity.occurrences),
        "back": f"../{REGISTERS[entity.record.kind]}.html",
    }


def _facts(entity: Entity, registers: Registers) -> list[str]:
    record = entity.record
    names = (text_element("name", n.text, lang=n.language, type=n.kind) for n in record.names[1:])
    forms = (text_element("form", form, count=count) for form, count in entity.forms.most_common(40))
    authorities = dict.fromkeys([v.ref for v in record.identifiers] + ([record.key] if "://" in record.key else []))
    return [
        *(text_element("occupation", what) for what in record.occupations),
        *(text_element("author", author.text, href=_entity_href(author.ref, registers)) for author in record.authors),
        *([text_element("note", record.description)] if record.description else []),
        *names,
        *forms,
        *(text_element("authority", address) for address in authorities if address.startswith(("http://", "https://"))),
        *_partners(entity, registers),
    ]


def _entity_href(key: str, registers: Registers) -> str:
    return f"../{registers.addresses[key]}" if key in registers.addresses else ""


def _partners(entity: Entity, registers: Registers) -> Iterator[str]:
    """Whom a person writes to or receives letters from, the most frequent first."""
    opposite = {"sent": "received", "received": "sent"}
    counts: Counter[tuple[str, str]] = Counter()
    for document, mention in entity.occurrences:
        wanted = opposite.get(mention.role, "")
        others = {(_token(m), m.text) for m in document.mentions if wanted and m.role == wanted and m.kind == PERSON}
        counts.update(other for other in others if other[0] != token(entity))
    merged: Counter[str] = Counter()
    names: dict[str, str] = {}
    for (key, name), count in counts.items():
        merged[key] += count
        names.setdefault(key, name)
    for key, count in sorted(merged.items(), key=lambda item: (-item[1], names[item[0]]))[:_PARTNERS]:
        name = registers.names_of_persons.get(key, names[key])
        yield text_element("partner", name, href=_entity_href(key, registers), count=count)


def _token(mention: Mention) -> str:
    return mention.key or f"?{mention.kind}:{mention.text}"


def _occurrences(entity: Entity, documents: Sequence[Document], passages: Passages) -> Iterator[str]:
    names = {document.name for document in documents}
    grouped: dict[str, list[Mention]] = {}
    for document, mention in entity.occurrences:
        if document.name in names:
            grouped.setdefault(document.name, []).append(mention)
    for document in documents:
        mentions = grouped[document.name]
        roles = dict.fromkeys(mention.role for mention in mentions if mention.role)
        in_text = [mention for mention in mentions if mention.block]
        yield element(
            "document",
            _passages(document, in_text[:_PASSAGES], passages),
            **document_attributes(document, "../"),
            roles=" ".join(roles),
            passages=len(in_text),
            more=max(0, len(in_text) - _PASSAGES) or None,
        )


def _passages(document: Document, mentions: Iterable[Mention], passages: Passages) -> Iterator[str]:
    for mention, passage in passages.of(document, mentions):
        content = (text_element(key, getattr(passage, key)) for key in ("before", "name", "after"))
        yield element("passage", content, href=f"../{quote(passage.page)}.html#{quote(mention.block)}")


def life(dates: Sequence[Date]) -> str:
    """The years of a life or of being, as in 1893–1976; what is not known is left out."""
    years = {date.kind: (date.earliest or date.latest).lstrip("-").split("-")[0].lstrip("0") for date in dates}
    if "birth" in years or "death" in years:
        return f"{years.get('birth', '')}–{years.get('death', '')}".strip()
    return next((date.text for date in dates if date.text), "")
