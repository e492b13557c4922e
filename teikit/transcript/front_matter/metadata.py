"""Reads the fields of the archive's page: title, date, citation, people, archive reference, languages.

Parts of a citation that cannot be parsed stay in it and are reported.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from teikit.conventions import Convention
from teikit.core import SMALL, Diagnostic, Source, lazy_pattern, span_diagnostic
from teikit.recognizers import find_dates, first_language, language_code, language_in, parts_of
from teikit.transcript.front_matter.citation import (
    ArchiveReference,
    Responsibility,
    archive_references,
    responsibilities,
    web_address,
)
from teikit.transcript.front_matter.correspondence import Correspondence, correspondence
from teikit.transcript.front_matter.header import (
    RECEIVED,
    SENT,
    TRANSCRIPTION,
    TRANSLATION,
    TRANSMITTED,
    Metadata,
    Party,
)
from teikit.transcript.front_matter.model import Front, flat
from teikit.transcript.front_matter.stated_page import is_stated, read_stated

__all__ = [
    "ArchiveReference",
    "Correspondence",
    "Metadata",
    "Responsibility",
    "archive_references",
    "language_code",
    "read_metadata",
]


class _Dated(NamedTuple):
    words: str
    value: str
    kind: str
    cert: str
    last: str = ""


def read_metadata(
    source: Source, front: Front, convention: Convention, language: str = "en"
) -> tuple[Metadata, list[Diagnostic]]:
    """The metadata in the fields of the page around a text, and diagnostics for what could not be read.

    `language` is that of the edition, for words that are added.
    """
    return (
        read_stated(source, front, convention, language) if is_stated(front) else _of_archive(source, front, convention)
    )


def _of_archive(source: Source, front: Front, convention: Convention) -> tuple[Metadata, list[Diagnostic]]:
    """The metadata in the fields of the archive's page."""
    data = front.layout.data
    citing: Mapping[str, Any] = data.get("citation", {})
    title = _title(source, front)
    raw = "\n".join(source.cut(span) for span in front.fields.get("citation", ()))
    citation, summary = _summary_apart(flat(raw), front.words(source, "summary"), data)
    dated = _dated(flat(" ".join(source.cut(span) for span in front.date)), data, convention)
    url, record = web_address("\n".join([raw, *(source.cut(s) for s in front.fields.get("url", ()))]), citing)
    original = _original_language(source, front, citation, citing)
    meaning = _kind_of_text(source, front, first_language(original, convention), convention)
    metadata = Metadata(
        title=title,
        date=dated.value,
        date_words=dated.words,
        date_kind=dated.kind,
        date_cert=dated.cert,
        date_last=dated.last,
        author=front.words(source, "author"),
        url=url,
        record=front.words(source, "record") or record,
        number=front.words(source, "number"),
        publisher=_publisher(front.words(source, "publisher"), url, data),
        funders=_funders(front.words(source, "credits"), data.get("credits", {})),
        citation=citation,
        summary=summary,
        site=tuple(flat(source.cut(span)) for span in front.site),
        notes=_notes(source, front, url),
        original_language=first_language(original, convention),
        original_language_words=original,
        text_language=meaning.get("language", ""),
        text_type=meaning.get("type", TRANSCRIPTION),
        responsibilities=responsibilities(_untitled(citation, title), citing),
        archives=archive_references(_untitled(citation, title), citing),
        layout=front.layout.name,
    )
    metadata = _with_parties(metadata, data, convention)
    return metadata, _doubts(source, front, metadata)


def _title(source: Source, front: Front) -> str:
    mark = str(front.layout.data.get("title_mark", ""))
    title = flat(" ".join(source.cut(span) for span in front.title))
    return title.removeprefix(mark).removesuffix(mark).strip() if mark else title


def _untitled(citation: str, title: str) -> str:
    """The citation without the title it begins with: a title may speak of archives and translators too."""
    lead = lazy_pattern(r"[“\"„«'‘]").match(citation)
    start = lead.end() if lead else 0
    return citation[start + len(title) :] if title and citation.startswith(title, start) else citation


def _summary_apart(citation: str, summary: str, data: Mapping[str, Any]) -> tuple[str, str]:
    """Where a page puts the summary before the citation, without a label of its own, the two are separated."""
    if summary or not data.get("summary_first"):
        return citation, summary
    start = lazy_pattern(data["summary_first"]).search(citation)
    return (citation[start.start() :], citation[: start.start()].strip()) if start else (citation, summary)


# Fields that have a place of their own in the TEI header.
_PLACED = {
    "title",
    "date",
    "author",
    "url",
    "record",
    "number",
    "citation",
    "summary",
    "credits",
    "original_language",
    "publisher",
}


def _notes(source: Source, front: Front, url: str) -> tuple[str, ...]:
    """Fields that the TEI header has no place of its own for, each with its label, so that none is left out."""
    labels: Mapping[str, str] = front.layout.data.get("notes", {})
    others = [name for name in front.fields if name not in _PLACED or (name == "url" and not url)]
    notes = ((labels.get(name, front.layout.fields[name].rstrip(":")), front.words(source, name)) for name in others)
    return tuple(f"{label}: {words}" if label else words for label, words in notes if words)


def _publisher(stated: str, url: str, data: Mapping[str, Any]) -> str:
    """The publisher: as the page says, as the layout is that of one, or as the web address is."""
    of_address: Mapping[str, str] = data.get("publisher_of_address", {})
    known = (name for pattern, name in of_address.items() if lazy_pattern(pattern).search(url))
    return stated or str(data.get("publisher", "")) or next(known, "")


def _with_parties(metadata: Metadata, data: Mapping[str, Any], convention: Convention) -> Metadata:
    """The values with the parties of a letter that the title names; none where it names no sender and no addressee."""
    people = correspondence(metadata.title, data.get("correspondence", {}), metadata.author)
    if not (people.sent or people.received):
        return metadata
    roles = ((SENT, people.sent), (TRANSMITTED, people.transmitted), (RECEIVED, people.received))
    parties = tuple(
        Party(role, name, words in people.bodies)
        for role, words in roles
        if words
        for name in ([words] if words in people.bodies else parts_of(words, convention))
    )
    return metadata._replace(correspondence=people, parties=parties)


# ---------------------------------------------------------------- dates
def _dated(words: str, data: Mapping[str, Any], convention: Convention) -> _Dated:
    around: Mapping[str, str] = data.get("date_kinds", {})
    for kind, pattern in around.items():
        match = lazy_pattern(rf"\[?(?:{pattern})\s*", re.IGNORECASE).match(words)
        if match:
            value = _iso(words[match.end() :], convention)
            return _Dated(words, value, "when", "medium") if kind == "circa" else _Dated(words, value, kind, "")
    spans = (date for date in find_dates(words, convention) if date.last and len(date.span) == len(words))
    span = next(spans, None)
    if span:
        return _Dated(words, span.when, span.kind, span.cert, span.last)
    return _Dated(words, _iso(words, convention), "when", "")


def _iso(words: str, convention: Convention) -> str:
    stated = lazy_pattern(r"(\d{4})-?(\d\d)?-?(\d\d)?").fullmatch(words.strip())
    if stated:
        return "-".join(part for part in stated.groups() if part and part != "00")
    spaced = lazy_pattern(r"(?<=\d),(?=\d{4})").sub(", ", words)
    values = [
        date.when
        for spelling in dict.fromkeys((spaced, _unmarked(spaced)))
        for date in find_dates(spelling, convention)
    ]
    year = lazy_pattern(r"(?<!\d)(1\d{3}|20\d\d)(?!\d)").search(words)
    return next((value for value in values if value[:1].isdigit()), year[0] if year else next(iter(values), ""))


def _unmarked(words: str) -> str:
    """A date without the mark of a note after its year."""
    return lazy_pattern(rf"(?<=\d{{4}})(?:[⁰¹²³⁴-⁹*]+|\d{{1,3}}|[{SMALL}])$").sub("", words)


# ---------------------------------------------------------------- languages
def _original_language(source: Source, front: Front, citation: str, citing: Mapping[str, Any]) -> str:
    stated = front.words(source, "original_language")
    if stated:
        return stated
    match = lazy_pattern(citing.get("original", r"(?!)")).search(citation)
    return match["language"] if match else ""


def _kind_of_text(source: Source, front: Front, original: str, convention: Convention) -> Mapping[str, str]:
    """Type and language of the text: as the page says, or else by its script and the layout's word for that."""
    meaning = next((meaning for _, meaning in front.contents), None)
    if meaning is not None or "text" not in front.layout.data:
        return {"language": original, **(meaning or {})}
    words = "".join(source.cut(piece) for piece in front.pieces)
    language = language_in(words, convention)
    kind = front.layout.data["text"].get(language, TRANSCRIPTION)
    if original:
        kind = TRANSCRIPTION if language == original else TRANSLATION
    return {"language": language or original, "type": kind}


# ---------------------------------------------------------------- credits, doubts
def _funders(words: str, data: Mapping[str, Any]) -> tuple[str, ...]:
    words = lazy_pattern(data.get("lead", r"(?!)")).sub("", words).strip(" .")
    if not words:
        return ()
    body = data.get("bodies", r"(?!)")
    parts = lazy_pattern(data["separator"]).split(words) if "separator" in data else [words]
    one_each = len(parts) > 1 and all(lazy_pattern(body).search(part) for part in parts)
    return tuple(parts) if one_each else (words,)


def _doubts(source: Source, front: Front, metadata: Metadata) -> list[Diagnostic]:
    where = next(iter(front.fields.get("citation", ())), front.body)
    diagnostics = []
    if metadata.citation and not metadata.archives:
        diagnostics.append(
            span_diagnostic(
                source,
                where,
                "header-unparsed-citation",
                "no archive reference could be read; the citation stays whole",
            )
        )
    if metadata.original_language_words and not metadata.original_language:
        language = next(iter(front.fields.get("original_language", ())), where)
        diagnostics.append(
            span_diagnostic(
                source, language, "language-unknown", f"“{metadata.original_language_words}” is no language known here"
            )
        )
    return diagnostics
