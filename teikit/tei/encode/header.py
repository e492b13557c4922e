"""Writes the TEI header from what the archive's page says (TEI Guidelines, chapter 2)."""

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import NamedTuple

from lxml import etree

from teikit.conventions import Convention
from teikit.core import Source, Span
from teikit.interpretation import Hand, Interpretation
from teikit.recognizers import DateFound, language_name, parts_of
from teikit.tei.builder import Element, normalized, sayable
from teikit.tei.merge import UNSEALED
from teikit.transcript import ArchiveReference, Metadata, Responsibility
from teikit.xml import XML_ID, tei


class Conversion(NamedTuple):
    """How a document was made: the tool's version, the date of the conversion (ISO), how much is in doubt."""

    version: str
    date: str
    doubtful: int


def write_header(
    root: Element, interpretation: Interpretation, references: Mapping[str, str], conversion: Conversion
) -> None:
    """Adds the `teiHeader` as first child of `root`; `references` are the values of @ref by the words of a name."""
    (source, convention, *_), data = interpretation.document, interpretation.metadata
    header = etree.Element(tei("teiHeader"))
    root.insert(0, header)
    _file_description(header, source, data, references)
    _encoding_description(header, convention, data.layout, conversion)
    _profile(header, data, interpretation.hands, convention, references)
    revision = _child(header, "revisionDesc")
    decisions = "decision" if conversion.doubtful == 1 else "decisions"
    message = f"Converted from the transcript; {conversion.doubtful} {decisions} in doubt."
    _child(revision, "change", message, when=conversion.date, n=str(conversion.doubtful))
    etree.indent(header, level=1)
    header.tail = "\n  "


def _child(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    conversion = etree.SubElement(parent, tei(name))
    if text:
        conversion.text = sayable(text)
    for key, value in attributes.items():
        if value:
            conversion.set(XML_ID if key == "id" else key, sayable(value))
    return conversion


def _person(parent: Element, name: str, words: str, references: Mapping[str, str], ident: str = "") -> None:
    """An element with a person's name, and the pointer to the person."""
    _child(parent, name, words, id=ident, ref=references.get(normalized(words), ""))


# ---------------------------------------------------------------- fileDesc
def _file_description(header: Element, source: Source, data: Metadata, references: Mapping[str, str]) -> None:
    description = _child(header, "fileDesc")
    titles = _child(description, "titleStmt")
    _child(titles, "title", data.title or PurePath(source.document).stem)
    if data.author:
        _person(titles, "author", data.author, references)
    for funder in data.funders:
        _child(titles, "funder", funder)
    for responsibility, ident in _with_ids(data.responsibilities):
        statement = _child(titles, "respStmt")
        _child(statement, "resp", responsibility.says)
        _person(statement, "name", responsibility.name, references, ident)
    _publication(_child(description, "publicationStmt"), data)
    if data.site or data.notes:
        notes = _child(description, "notesStmt")
        for line in data.site:
            _child(notes, "note", line, type="editorial", subtype="site")
        for line in data.notes:
            _child(notes, "note", line, type="editorial")
    _source_description(description, source, data)


def _publication(publication: Element, data: Metadata) -> None:
    """Publisher and numbers; a paragraph where the page names no publisher."""
    numbers = [(kind, value) for kind, value in (("URL", data.url), ("record", data.record)) if value]
    if data.publisher:
        _child(publication, "publisher", data.publisher)
        for kind, value in numbers:
            _child(publication, "idno", value, type=kind)
        return
    message = _child(publication, "p", data.published or "Not published before.")
    for kind, value in [*([("number", data.number)] if data.number else []), *numbers]:
        _child(message, "idno", value, type=kind)
    message.text = f"{message.text} " if len(message) else message.text


def _with_ids(stated: Iterable[Responsibility]) -> list[tuple[Responsibility, str]]:
    """Each responsibility with an xml:id of its own: the role, numbered from the second person on."""
    counts: dict[str, int] = {}
    with_ids = []
    for responsibility in stated:
        counts[responsibility.role] = number = counts.get(responsibility.role, 0) + 1
        with_ids.append((responsibility, responsibility.role if number == 1 else f"{responsibility.role}-{number}"))
    return with_ids


def _source_description(description: Element, source: Source, data: Metadata) -> None:
    sources = _child(description, "sourceDesc")
    if data.citation:
        _child(sources, "bibl", data.citation, type="citation")
    if data.archives or data.original_language_words:
        _manuscript(_child(sources, "msDesc"), data)
    transcript = _child(sources, "bibl", type="transcript")
    _child(transcript, "idno", PurePath(source.document).name, type="file")
    _child(transcript, "idno", source.digest, type="SHA-256")


def _manuscript(manuscript: Element, data: Metadata) -> None:
    identifier = _child(manuscript, "msIdentifier")
    for archive in data.archives[:1]:
        _archive(identifier, archive)
    for archive in data.archives[1:]:
        _archive(_child(identifier, "altIdentifier"), archive)
    if not data.archives:
        _child(identifier, "repository", "not stated")
    if data.original_language_words:
        item = _child(_child(manuscript, "msContents"), "msItem")
        _child(item, "textLang", data.original_language_words, mainLang=data.original_language)
    described = [archive for archive in data.archives if archive.described]
    if described:
        physical = _child(manuscript, "physDesc")
        for archive in described:
            _child(physical, "p", archive.described)


def _archive(parent: Element, archive: ArchiveReference) -> None:
    _child(parent, "repository", archive.repository)
    number = _child(parent, "idno")
    for kind, value in archive.units.items():
        _child(number, "idno", value, type=kind)


# ---------------------------------------------------------------- encodingDesc, profileDesc
def _encoding_description(header: Element, convention: Convention, layout: str, conversion: Conversion) -> None:
    description = _child(header, "encodingDesc")
    declaration = _child(description, "editorialDecl")
    _child(
        declaration,
        "p",
        f"Brackets and signs of the transcript are read by the convention “{convention.name}”: "
        f"{convention.description}",
    )
    if layout:
        _child(declaration, "p", f"The page around the text is read by the layout “{layout}” of the convention.")
    application = _child(_child(description, "appInfo"), "application", ident="teikit", version=conversion.version)
    _child(application, "label", "teikit")
    _child(application, "desc", f"Convention {convention.name}, version {convention.version}")
    _child(application, "desc", UNSEALED, type="generated")


def _profile(
    header: Element, data: Metadata, hands: Mapping[Hand, str], convention: Convention, references: Mapping[str, str]
) -> None:
    profile = _child(header, "profileDesc")
    if data.date_words:
        _child(_child(profile, "creation"), "date", data.date_words, cert=data.date_cert, **_dates(data))
    codes = (data.text_language, *data.languages, data.original_language)
    languages = dict.fromkeys(code for code in codes if code)
    if languages:
        usage = _child(profile, "langUsage")
        for code in languages:
            name = language_name(code) or data.original_language_words or code
            _child(usage, "language", name, ident=code, cert=data.languages.get(code, ""))
    if data.summary:
        _child(_child(profile, "abstract"), "p", data.summary)
    if hands:
        _hands(_child(profile, "handNotes"), hands)
    _correspondence(profile, data, convention, references)


def _hands(notes: Element, known: Mapping[Hand, str]) -> None:
    for hand, ident in known.items():
        medium = hand.medium.replace(" ", "-") or "unknown"
        _child(notes, "handNote", hand.described, id=ident, scribe=hand.name, medium=medium)


def _dates(data: Metadata) -> dict[str, str]:
    stated = DateFound(Span(0, 0), data.date, kind=data.date_kind, last=data.date_last)
    return dict(stated.attributes) if data.date else {}


def _correspondence(profile: Element, data: Metadata, convention: Convention, references: Mapping[str, str]) -> None:
    people = data.correspondence
    if not (people.sent or people.received):
        return
    description = _child(profile, "correspDesc")
    for kind, name in (("sent", people.sent), ("transmitted", people.transmitted), ("received", people.received)):
        if name:
            action = _child(description, "correspAction", type=kind)
            for person in [] if name in people.bodies else parts_of(name, convention):
                _person(action, "persName", person, references)
            if name in people.bodies:
                _child(action, "orgName", name)
            if kind == "sent" and data.date:
                _child(action, "date", **_dates(data))
