"""The record of a document: what its TEI says of it as typed values, which index, order and exports share."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any
from unicodedata import category, normalize

SERIES = ("series", "collection")
AUTHORS = ("author", "item-author")
_DIGITS = re.compile(r"(\d+)")
_NUMERAL = re.compile(r"\b[IVXLC]+(?=[a-z]?\b)")
_ROMAN = re.compile(r"C{0,3}(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_INITIAL = re.compile(r"\.\s?[A-Z]")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True)
class Value:
    """A value of a record: its `text`, and its `kind` (the kind of a title, the role of a person, place or language).

    `ref` is its key (PAGE#ID of a register, or a web address), or the pointer that the TEI has for it; `language` the
    language (BCP 47) that it is or is in.
    """

    text: str
    kind: str = ""
    ref: str = ""
    language: str = ""


@dataclass(frozen=True)
class Date:
    """A date in words, with its bounds: a year of four or more digits, perhaps with month and day.

    A year before the common era is negative. `when` to `until` are the values of the TEI (`when`, `notBefore`,
    `notAfter`, `from`, `to`); `certainty` is @cert.
    """

    text: str
    kind: str = ""
    earliest: str = ""
    latest: str = ""
    when: str = ""
    not_before: str = ""
    not_after: str = ""
    since: str = ""
    until: str = ""
    certainty: str = ""
    calendar: str = ""

    @property
    def order(self) -> tuple[int, ...]:
        """What sorts dates: the earliest bound, then the latest; empty where the date has neither."""
        bounds = (self.earliest or self.latest, self.latest or self.earliest)
        return (*_parts(bounds[0], 0), *_parts(bounds[1], 99)) if any(bounds) else ()


@dataclass(frozen=True)
class Record:
    """The record of one document. The first of `titles` is its own, the first of `dates` is that of the document.

    `archive` says where the source is kept, with its shelfmark; `repository` is the institution alone, `settlement`
    its place, `fonds` the part of its holdings; `kind` is what kind of document it is, such as letter (these four only
    for a document of a site).
    """

    title: str
    titles: tuple[Value, ...] = ()
    persons: tuple[Value, ...] = ()
    dates: tuple[Date, ...] = ()
    places: tuple[Value, ...] = ()
    languages: tuple[Value, ...] = ()
    identifiers: tuple[Value, ...] = ()
    archive: str = ""
    publishers: tuple[str, ...] = ()
    address: str = ""
    citation: str = ""
    doubtful: int = 0
    repository: str = ""
    settlement: str = ""
    fonds: str = ""
    kind: str = ""

    @property
    def date(self) -> Date | None:
        """The date of the document."""
        return self.dates[0] if self.dates else None

    def named(self, *kinds: str) -> str:
        """The persons with one of the roles, in words."""
        return _words(person.text for person in self.persons if person.kind in kinds)

    def translated_title(self, language: str) -> str:
        """The title in another language than that of the document, if the TEI has one in this language."""
        return next((t.text for t in self.titles if t.kind == "parallel" and t.language == language), "")

    @property
    def place(self) -> str:
        """Where the document was made, or sent from."""
        kinds = next((kind for kind in ("origin", "sent", "dateline") if any(p.kind == kind for p in self.places)), "")
        return _words(place.text for place in self.places if kinds and place.kind == kinds)

    @property
    def language(self) -> str:
        """The languages of the text; those of the manuscript, or of the file, where the text says none."""
        for kinds in (("text",), ("translation",), ("main", "other"), ("used",)):
            if names := _words(language.text for language in self.languages if language.kind in kinds):
                return names
        return ""

    @property
    def order(self) -> tuple[Any, ...]:
        """What sorts documents: the date, documents without one last; then the title, with numbers as numbers."""
        order = self.date.order if self.date else ()
        return (not order, order, natural(self.title))

    def as_dict(self) -> dict[str, Any]:
        """The record as plain data, for JSON."""
        return asdict(self)


@lru_cache(maxsize=4096)
def natural(text: str) -> tuple[str | int, ...]:
    """A key that sorts text as a reader does: 2 before 10, II before X, without case, accents and opening signs."""
    plain = "".join(char for char in normalize("NFKD", text) if category(char) != "Mn")
    figures = _NUMERAL.sub(_figures, plain)
    parts = _DIGITS.split(re.sub(r"[^\w\s]+", "", figures).casefold().strip())
    return tuple(int(part) if index % 2 else " ".join(part.split()) for index, part in enumerate(parts))


def _figures(numeral: re.Match[str]) -> str:
    """A Roman numeral in figures; a letter that may be an initial, and letters that are no numeral, as they are."""
    letters = numeral[0]
    initial = len(letters) == 1 and (letters in "LC" or _INITIAL.match(numeral.string, numeral.end()))
    if initial or not _ROMAN.fullmatch(letters):
        return letters
    values = [_VALUES[letter] for letter in letters]
    following = zip(values, [*values[1:], 0], strict=True)
    return str(sum(-value if value < after else value for value, after in following))


def _words(values: Iterable[str]) -> str:
    """Values in one line; those with commas in them are separated by semicolons."""
    distinct = list(dict.fromkeys(value for value in values if value))
    return ("; " if any("," in value for value in distinct) else ", ").join(distinct)


def _parts(value: str, unknown: int) -> tuple[int, int, int]:
    year, month, day = re.fullmatch(r"(-?\d+)(?:-(\d\d))?(?:-(\d\d))?", value).groups()  # type: ignore[union-attr]
    return int(year), int(month or unknown), int(day or unknown)
