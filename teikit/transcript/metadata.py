"""Reads the fields of the archive's page: title, date, citation, people, archive reference, languages.

What cannot be taken apart stays whole in the citation and is reported.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from teikit.convention import Convention
from teikit.diagnostics import Diagnostic, at
from teikit.source import Source
from teikit.transcript.dates import find_dates
from teikit.transcript.layout import Front


class Responsibility(NamedTuple):
    """Who did what for the document: `role` is the xml:id, `says` the wording, `name` the person."""

    role: str
    says: str
    name: str


class ArchiveReference(NamedTuple):
    """Where the source lies: the repository and its units (fond, opis, papka, delo, list), as they are written."""

    repository: str
    units: Mapping[str, str]


class Correspondence(NamedTuple):
    """Who wrote to whom, as the title says it."""

    sent: str = ""
    transmitted: str = ""
    received: str = ""


class Metadata(NamedTuple):
    """What the archive's page says of the document. Empty strings where it does not say."""

    title: str = ""
    date: str = ""
    date_words: str = ""
    url: str = ""
    record: str = ""
    publisher: str = ""
    funder: str = ""
    citation: str = ""
    summary: str = ""
    site: tuple[str, ...] = ()
    original_language: str = ""
    original_language_words: str = ""
    text_language: str = ""
    text_type: str = "transcription"
    responsibilities: tuple[Responsibility, ...] = ()
    archives: tuple[ArchiveReference, ...] = ()
    correspondence: Correspondence = Correspondence()

    @property
    def year(self) -> int | None:
        """The document's year, if its date gives one."""
        return int(self.date[:4]) if re.match(r"\d{4}", self.date) else None


def read_metadata(source: Source, front: Front, convention: Convention) -> tuple[Metadata, list[Diagnostic]]:
    """What the fields of the archive's page say, and what could not be read."""
    data = front.layout.data
    citing: Mapping[str, Any] = data.get("citation", {})
    words = {name: _flat(source.cut(span)) for name, span in front.fields.items()}
    citation = words.get("citation", "")
    mark = str(data.get("title_mark", ""))
    title = " ".join(source.cut(span) for span in front.title)
    title = _flat(title.removeprefix(mark).removesuffix(mark)) if mark else _flat(title)
    date_words = source.cut(front.date) if front.date else ""
    link = re.search(citing.get("url", r"(?!)"), citation)
    original = words.get("original_language", "")
    contents = next((meaning for _, meaning in front.contents), {})
    original_code = language_code(original, convention)
    archives = archive_references(citation, citing)
    made = Metadata(
        title=title,
        date=_iso(date_words, convention),
        date_words=date_words,
        url=link["url"] if link else "",
        record=link["record"] if link else "",
        publisher=str(data.get("publisher", "")),
        funder=re.sub(data.get("credits", {}).get("lead", r"(?!)"), "", words.get("credits", "")).strip().rstrip("."),
        citation=citation,
        summary=words.get("summary", ""),
        site=tuple(_flat(source.cut(span)) for span in front.site),
        original_language=original_code,
        original_language_words=original,
        text_language=contents.get("language", original_code),
        text_type=contents.get("type", "transcription"),
        responsibilities=_responsibilities(citation, citing),
        archives=archives,
        correspondence=_correspondence(title, data.get("correspondence", [])),
    )
    return made, _doubts(source, front, made)


def _flat(words: str) -> str:
    return " ".join(words.split())


def _iso(words: str, convention: Convention) -> str:
    found = next(find_dates(words, convention), None)
    return found.when if found else (words if re.fullmatch(r"\d{4}", words) else "")


def language_code(words: str, convention: Convention) -> str:
    """The BCP 47 code of a language named in any of the convention's languages; empty where it is not known."""
    for code, names in convention.words.get("languages", {}).items():
        if any(re.fullmatch(name, words.strip(" ."), re.IGNORECASE) for name in names):
            return code
    return ""


def _responsibilities(citation: str, citing: Mapping[str, Any]) -> tuple[Responsibility, ...]:
    found = []
    for entry in citing.get("responsibilities", []):
        match = re.search(entry["pattern"], citation)
        if match:
            found += [
                Responsibility(entry["role"], entry["says"], name.strip())
                for name in re.split(r",\s+|\s+and\s+", match["names"])
                if name.strip()
            ]
    return tuple(found)


@cache
def _unit_pattern(unit: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{unit})\s*(?P<value>[\w/-]+(?:\s*[-–,]\s*\d+\w*)*)", re.IGNORECASE)


def archive_references(citation: str, citing: Mapping[str, Any]) -> tuple[ArchiveReference, ...]:
    """The archive references in a citation: from a repository's name on, its units in any order."""
    names = "|".join(citing.get("repositories", [])) or r"(?!)"
    starts = list(re.finditer(rf"(?<!\w)(?:{names})(?!\w)", citation))
    found = []
    for match, following in zip(starts, [*starts[1:], None], strict=False):
        rest = citation[match.end() : following.start() if following else len(citation)]
        units = _units(re.split(r"\.\s+(?=[A-Z][a-z]{3,})|<|https?:", rest)[0], citing.get("units", {}))
        if units:
            found.append(ArchiveReference(match[0], units))
    return tuple(found)


def _units(words: str, patterns: Mapping[str, str]) -> dict[str, str]:
    units = {}
    for name, pattern in patterns.items():
        match = _unit_pattern(pattern).search(words)
        if match:
            units[name] = match["value"].rstrip(",. ")
    return units


def _correspondence(title: str, patterns: list[Mapping[str, str]]) -> Correspondence:
    for entry in patterns:
        match = re.match(entry["pattern"], title, re.IGNORECASE)
        if match:
            got = {name: (value or "").strip() for name, value in match.groupdict().items()}
            return Correspondence(
                got.get("sent", ""), got.get("transmitted", "") or got.get("transmitted2", ""), got.get("received", "")
            )
    return Correspondence()


def _doubts(source: Source, front: Front, made: Metadata) -> list[Diagnostic]:
    where = front.fields.get("citation", front.span)
    found = []
    if made.citation and not made.archives:
        found.append(
            at(source, where, "citation-unparsed", "no archive reference could be read; the citation stays whole")
        )
    if made.original_language_words and not made.original_language:
        language = front.fields["original_language"]
        found.append(
            at(source, language, "unknown-language", f"“{made.original_language_words}” is no language known here")
        )
    return found
