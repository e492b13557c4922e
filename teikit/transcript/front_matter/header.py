"""The header of a document as values: what the page around it, a table, the edition or the text say of it."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from teikit.core import Span
from teikit.transcript.front_matter.citation import ArchiveReference, Responsibility
from teikit.transcript.front_matter.correspondence import Correspondence

SENT, TRANSMITTED, RECEIVED = "sent", "transmitted", "received"
"""The roles of a party: values of correspAction/@type (TEI Guidelines, 2.4.6)."""
SETTING = "setting"
"""The role of a place that is not one of a letter."""
TRANSCRIPTION, TRANSLATION = "transcription", "translation"
"""The types of a text: values of div/@type."""
_NOWHERE = Span(0, 0)


class Party(NamedTuple):
    """A sender, transmitter or addressee; `ref` points to a person of a list, `cert` and `evidence` are TEI's.

    `span` is where the text names the party, empty if another source does; `found_in` what part of the text it is.
    """

    role: str
    name: str
    organisation: bool = False
    ref: str = ""
    cert: str = ""
    evidence: str = ""
    span: Span = _NOWHERE
    found_in: str = ""


class PlaceOf(NamedTuple):
    """A place and its role: where a letter was sent from or received, or the setting; the rest as in `Party`."""

    role: str
    name: str
    ref: str = ""
    cert: str = ""
    evidence: str = ""
    span: Span = _NOWHERE
    found_in: str = ""


class Licence(NamedTuple):
    """The terms of use: the name of the licence and its web address."""

    name: str
    url: str = ""


class Participant(NamedTuple):
    """A speaker of an interview or a meeting: the label before the speeches, the name, what the person is there."""

    label: str
    name: str
    role: str = ""


class Recording(NamedTuple):
    """A recording: `audio` or `video`, its length (ISO 8601), its date (ISO 8601)."""

    type: str
    duration: str = ""
    date: str = ""


class PageImage(NamedTuple):
    """The image of a page: its address from the TEI file, its width and height in pixels (0 if unknown)."""

    url: str
    width: int = 0
    height: int = 0


class StatedHand(NamedTuple):
    """A hand that a table names: its scribe and its medium."""

    scribe: str
    medium: str = ""


class Metadata(NamedTuple):
    """What is known of a document. Empty values where nothing is known.

    `title_type` is `generated` for a title made from other values, `title_cert` how sure it is. `date_kind` is the kind
    of `DateFound` that `date` is, `date_last` the end of a span, `date_cert` how sure it is, `date_evidence` where it
    comes from (TEI @evidence); `title_span` and `date_span` are where the text has them, empty if another source does;
    `title_found_in` and `date_found_in` are what part of the text that is. `number` is the document's number in an
    edition. `languages` are those that texts are found to be in by their words, each with its certainty. `editors` are
    those of the edition, `editing` is what they did, in words. `ident` is the xml:id of the TEI document.
    """

    title: str = ""
    title_type: str = ""
    title_cert: str = ""
    title_span: Span = _NOWHERE
    title_found_in: str = ""
    date: str = ""
    date_words: str = ""
    date_kind: str = "when"
    date_cert: str = ""
    date_last: str = ""
    date_evidence: str = ""
    date_span: Span = _NOWHERE
    date_found_in: str = ""
    author: str = ""
    url: str = ""
    record: str = ""
    number: str = ""
    publisher: str = ""
    pub_place: str = ""
    pub_date: str = ""
    licence: Licence | None = None
    funders: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    editing: str = ""
    citation: str = ""
    summary: str = ""
    site: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    original_title: str = ""
    original_language: str = ""
    original_language_words: str = ""
    text_language: str = ""
    text_type: str = ""
    responsibilities: tuple[Responsibility, ...] = ()
    archives: tuple[ArchiveReference, ...] = ()
    correspondence: Correspondence = Correspondence()
    parties: tuple[Party, ...] = ()
    places: tuple[PlaceOf, ...] = ()
    genre: str = ""
    keywords: tuple[str, ...] = ()
    hands: tuple[StatedHand, ...] = ()
    participants: tuple[Participant, ...] = ()
    setting: str = ""
    recording: Recording | None = None
    calendar: str = ""
    images: tuple[PageImage, ...] = ()
    ident: str = ""
    layout: str = ""
    languages: Mapping[str, str] = {}

    @property
    def year(self) -> int | None:
        """The document's year, if its date gives one."""
        return int(self.date[:4]) if re.match(r"\d{4}", self.date) else None

    def party(self, role: str) -> tuple[Party, ...]:
        """The parties with a role."""
        return tuple(party for party in self.parties if party.role == role)

    def place(self, role: str) -> tuple[PlaceOf, ...]:
        """The places with a role."""
        return tuple(place for place in self.places if place.role == role)


class Stated(NamedTuple):
    """What a person states of a document outside its file: in the table of documents, and for the whole edition.

    `source` is the name of the table in messages, `language` (BCP 47) that of the edition, for titles that are made.
    `learned` is how often values that the texts of the edition say of themselves were right: field, the part of the
    text they were found in, right ones, wrong ones.
    """

    table: Metadata = Metadata()
    edition: Metadata = Metadata()
    source: str = ""
    language: str = "en"
    learned: tuple[tuple[str, str, int, int], ...] = ()
