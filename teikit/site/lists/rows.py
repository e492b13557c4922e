"""A row of a list: what it shows of a document, and what it can be filtered by."""

import re
from urllib.parse import quote

from teikit.model import AUTHORS, Document
from teikit.site.lists.catalogue import Catalogue
from teikit.site.lists.dates import html_date, short_date
from teikit.site.lists.markup import element

_WORD = re.compile(r"\w+")


def anchor(catalogue: Catalogue, document: Document) -> str:
    """The id of a document's row."""
    return f"d{catalogue.model.positions[document.name] + 1}"


def href(document: Document, root: str = "") -> str:
    """The address of a document's page."""
    return root + quote(document.address)


def number(catalogue: Catalogue, document: Document) -> str:
    """What tells a document from others with the same title: its number, else the name of its page."""
    record = document.record
    if catalogue.titles[record.title] < 2:
        return ""
    return next((i.text for i in record.identifiers if i.text and "://" not in i.text), document.name)


def parties(catalogue: Catalogue, document: Document) -> tuple[str, str]:
    """Sender and addressee in words, the author where there is no sender; both empty if the title names them all."""
    of = catalogue.parties[document.name]
    sender = "; ".join(party.name for party in of.senders) or document.record.named(*AUTHORS)
    addressee = "; ".join(party.name for party in of.addressees)
    words = {word.casefold() for word in _WORD.findall(f"{sender} {addressee}")}
    in_title = {word.casefold() for word in _WORD.findall(document.record.title)}
    return ("", "") if words <= in_title else (sender, addressee)


def kind(catalogue: Catalogue, document: Document) -> str:
    """The kind of a document, where kinds differ and the title does not begin with it."""
    own = document.record.kind
    return own if catalogue.has_kinds and not document.record.title.casefold().startswith(own.casefold()) else ""


def sort_name(catalogue: Catalogue, document: Document) -> str:
    """The sender, else the author, by which a list is sorted."""
    senders = catalogue.parties[document.name].senders
    return senders[0].name if senders else document.record.named(*AUTHORS)


def row(catalogue: Catalogue, document: Document, root: str, short: bool, named: bool, filtered: bool) -> str:
    """A row: with a `short` date below the heading of its year, with an anchor, with data for filters."""
    key = (document.name, root, short)
    content = catalogue.rows.get(key)
    if content is None:
        content = catalogue.rows[key] = _content(catalogue, document, root, short)
    ident = anchor(catalogue, document) if named else ""
    return element("document", content + (_filter_data(catalogue, document) if filtered else ""), id=ident)


def _content(catalogue: Catalogue, document: Document, root: str, short: bool) -> str:
    date, language = document.record.date, catalogue.interface
    sender, addressee = parties(catalogue, document)
    values = {
        "href": href(document, root),
        "title": document.record.title,
        "translated": document.record.translated_title(language),
        "number": number(catalogue, document),
        "when": (short_date(document, language) if short else date.text) if date else "",
        "datetime": html_date(date),
        "sender": sender,
        "addressee": addressee,
        "place": document.record.place,
        "kind": kind(catalogue, document),
    }
    return element("row", **values)


def _filter_data(catalogue: Catalogue, document: Document) -> str:
    """An empty element with an attribute for each facet: the numbers of the options that the document has."""
    years = catalogue.of_years(document)
    values = {facet.key: " ".join(map(str, facet.numbers(document))) for facet in catalogue.facets}
    bounds = f"{years.first} {years.last}" if years else ""
    return element("data", years=bounds, sender=sort_name(catalogue, document), **values)
