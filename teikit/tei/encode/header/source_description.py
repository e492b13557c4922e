"""Writes `sourceDesc`: the citation, the document in an archive, recording, raw file (TEI Guidelines 2.2.7)."""

from pathlib import PurePath

from teikit.core import Source
from teikit.tei.builder import Element
from teikit.tei.encode.header.elements import child
from teikit.transcript import ArchiveReference, Metadata

_SHELFMARK = "shelfmark"


def write_source(description: Element, source: Source, data: Metadata) -> None:
    """The `sourceDesc` of a document."""
    sources = child(description, "sourceDesc")
    if data.citation:
        child(sources, "bibl", data.citation, type="citation")
    archives = [archive for archive in data.archives if archive.repository or archive.settlement]
    for archive in data.archives:
        if archive not in archives and archive.units:
            # TEI wants a repository or a place in msIdentifier: a shelfmark alone is part of a citation
            _numbers(child(sources, "bibl", type="citation"), archive)
    if archives:
        _manuscript(child(sources, "msDesc"), data, archives)
    elif data.original_language_words or data.original_title:
        _bibliographic(child(sources, "bibl", type="citation"), data)
    if data.recording:
        recording = child(
            child(sources, "recordingStmt"), "recording", type=data.recording.type, dur=data.recording.duration
        )
        if data.recording.date:
            child(recording, "date", when=data.recording.date)
    transcript = child(sources, "bibl", type="transcript")
    child(transcript, "idno", PurePath(source.document).name, type="file")
    child(transcript, "idno", source.digest, type="SHA-256")


def _manuscript(manuscript: Element, data: Metadata, archives: list[ArchiveReference]) -> None:
    identifier = child(manuscript, "msIdentifier")
    _archive(identifier, archives[0])
    for archive in archives[1:]:
        _archive(child(identifier, "altIdentifier"), archive)
    if data.original_language_words or data.original_title:
        item = child(child(manuscript, "msContents"), "msItem")
        _bibliographic(item, data)
    described = [archive for archive in archives if archive.described]
    if described:
        physical = child(manuscript, "physDesc")
        for archive in described:
            child(physical, "p", archive.described)


def _bibliographic(parent: Element, data: Metadata) -> None:
    """The title and the language of the original."""
    if data.original_title:
        child(parent, "title", data.original_title)
    if data.original_language_words:
        child(parent, "textLang", data.original_language_words, mainLang=data.original_language)


def _archive(parent: Element, archive: ArchiveReference) -> None:
    if archive.settlement:
        child(parent, "settlement", archive.settlement)
    if archive.repository:
        child(parent, "repository", archive.repository)
    _numbers(parent, archive)


def _numbers(parent: Element, archive: ArchiveReference) -> None:
    """The numbers of an archive: one `idno` for a shelfmark, one around the others."""
    number = parent if list(archive.units) == [_SHELFMARK] else child(parent, "idno") if archive.units else parent
    for kind, value in archive.units.items():
        child(number, "idno", value, type=kind)
