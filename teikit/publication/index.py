"""The index of an edition: its documents in order, with what their records say of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from teikit.core import InstallationError, Parameter, XsltError, as_xml, message, parse, resource, stylesheet
from teikit.model import AUTHORS, Record, natural
from teikit.pages import message_map

_LONG = 60  # documents: a longer index has links to its parts
_PARTS = 40  # the most parts that are linked to


@dataclass(frozen=True)
class Entry:
    """What the index says of one document: plain data, to be kept between builds.

    `name` is that of its page, `tei` and `pdf` are links to its files, seen from the index; empty without one. `kind`
    is document, or what is listed apart: register, or corpus (what a corpus says of itself).
    """

    name: str
    record: Record
    tei: str = ""
    pdf: str = ""
    kind: str = "document"


def html_index(entries: Sequence[Entry], title: str, description: str, interface: str) -> str:
    """The index page of an edition: a table of its documents, in the order of the entries. Raises InstallationError.

    Corpora are listed before it, registers behind it. `interface` is the language of the page's own words.
    """
    documents = [entry for entry in entries if entry.kind == "document"]
    titles = Counter(entry.record.title for entry in entries)
    parts = _parts(documents, interface) if len(documents) > _LONG else [""] * len(documents)
    listed = [*zip(documents, parts, strict=True), *((entry, "") for entry in entries if entry.kind != "document")]
    rows = (_row(entry, part, titles[entry.record.title] > 1, interface) for entry, part in listed)
    catalogue = _element("catalogue", {"title": title, "description": description}, "".join(rows))
    given: dict[str, Parameter] = {"edition": title, "interface": interface, "messages": message_map(interface)}
    try:
        return stylesheet(resource("xslt", "html", "index.xsl")).to_string(parse(catalogue), given) + "\n"
    except XsltError as error:  # the catalogue is made here: no document is to blame
        raise InstallationError(f"the index page cannot be made, install teikit again: {error}") from error


def _row(entry: Entry, part: str, same_title: bool, interface: str) -> str:
    """A document of the catalogue. One of several with the same title has its number or the name of its page."""
    record, date = entry.record, entry.record.date
    numbers = [number.text for number in record.identifiers if "://" not in number.text]
    values = {
        "title": record.title,
        "translated": record.translated_title(interface),
        "number": (*numbers, entry.name)[0] if same_title else "",
        "earliest": date.earliest if date else "",
        "latest": date.latest if date else "",
        "when": date.text if date else "",
        "author": record.named(*AUTHORS),
        "sender": record.named("sent"),
        "addressee": record.named("received"),
        "place": record.place,
        "archive": record.archive,
        "language": record.language,
        "doubtful": record.doubtful or "",
        "tei": entry.tei,
        "pdf": entry.pdf,
        "href": f"{quote(entry.name)}.html",
        "part": part,
    }
    return _element(entry.kind, {key: value for key, value in values.items() if value or key == "title"})


def _parts(entries: Sequence[Entry], interface: str) -> list[str]:
    """The part of the index that each entry is in: its year, decade or century; its first letter without a date."""
    years = [entry.record.date.order[0] if entry.record.date and entry.record.date.order else None for entry in entries]
    length = next((n for n in (1, 10, 100) if len({year // n for year in years if year is not None}) <= _PARTS), 1000)
    return [
        _time(year // length * length, length, interface) if year is not None else _letter(entry.record.title)
        for year, entry in zip(years, entries, strict=True)
    ]


def _time(first: int, length: int, interface: str) -> str:
    last = first + length - 1
    if first < 0:
        return message(interface, "date.bc", year=f"{-first}–{-last}" if length > 1 else str(-first))
    return f"{max(first, 1)}–{last}" if length > 1 else str(first)


def _letter(title: str) -> str:
    first = natural(title)[0]
    return str(first)[:1].upper() or "0–9"


def _element(name: str, attributes: dict[str, object], content: str = "") -> str:
    """An element of XML; characters that XML cannot hold become the replacement character."""
    given = "".join(f' {key}="{as_xml(str(value))}"' for key, value in attributes.items())
    return f"<{name}{given}>{content}</{name}>"
