"""Makes a title from sender, addressee and date, in the language of the edition (encoding guide, 8.2)."""

import re
from collections.abc import Iterable

from teikit.conventions import Convention
from teikit.core import message
from teikit.recognizers import persons_in
from teikit.transcript import RECEIVED, SENT, Metadata, Party

GENERATED = "generated"
# A word of a name that is not an initial.
_WORD = re.compile(r"[^\W\d_]{2,}(?!\.)")


def with_title(data: Metadata, language: str, convention: Convention) -> Metadata:
    """The values with a title, made from two of sender, addressee and date if no source gives one."""
    if data.title:
        return data
    sender, addressee = (_names(data.party(role), convention) for role in (SENT, RECEIVED))
    date = date_in_words(data.date, language) if data.date_kind == "when" else ""
    if sum(map(bool, (sender, addressee, date))) < 2:
        return data
    if sender and addressee:
        words = message(language, "header.letter", sender=sender, addressee=addressee)
    else:
        words = sender or message(language, "header.addressed", addressee=addressee)
    title = message(language, "header.dated", words=words, date=date) if date else words
    return data._replace(title=title, title_type=GENERATED)


def _names(parties: Iterable[Party], convention: Convention) -> str:
    """The names of parties, a first name and a surname without titles and offices; others as they are."""
    shown = []
    for party in parties:
        persons = [] if party.organisation else persons_in(party.name, convention)
        names = [person.names[0].shown for person in persons]
        shown += names if names and all(len(_WORD.findall(name)) > 1 for name in names) else [party.name]
    return ", ".join(dict.fromkeys(shown))


def date_in_words(date: str, language: str) -> str:
    """A date (ISO 8601) in words; empty for one without a year, and for none."""
    parts = date.split("-")
    if not parts[0]:
        return ""
    if len(parts) == 1:
        return parts[0]
    month = int(parts[1])
    if len(parts) == 2:
        return message(language, "date.month", month=message(language, f"month.{month}"), year=parts[0])
    of_month = message(language, f"month-of.{month}")
    return message(language, "date.day", day=int(parts[2]), month=of_month, year=parts[0])
