"""Who writes a document and who receives it."""

from collections.abc import Mapping
from typing import NamedTuple

from teikit.model import Document

SENT, RECEIVED = "sent", "received"
_DOUBTFUL = frozenset(("low", "medium"))


class Party(NamedTuple):
    """A sender or addressee: the key, else the name, that tells the person from others; the name to show."""

    ident: str
    name: str
    doubtful: bool = False


class Parties(NamedTuple):
    """The senders and the addressees of a document; both may be empty."""

    senders: tuple[Party, ...] = ()
    addressees: tuple[Party, ...] = ()

    @property
    def idents(self) -> frozenset[str]:
        """Who takes part in the correspondence, if there is a sender and an addressee."""
        both = self.senders and self.addressees
        return frozenset(party.ident for party in (*self.senders, *self.addressees)) if both else frozenset()


def parties_of(document: Document, names: Mapping[str, str]) -> Parties:
    """The parties of a document; `names` has the name of an entity by its key.

    The names in the header have keys of registers; without them the record has the names.
    """
    sent, received = _mentioned(document, SENT, names), _mentioned(document, RECEIVED, names)
    if not sent and not received:
        sent, received = _recorded(document, SENT, names), _recorded(document, RECEIVED, names)
    return Parties(sent, received)


def _mentioned(document: Document, role: str, names: Mapping[str, str]) -> tuple[Party, ...]:
    mentions = (mention for mention in document.mentions if mention.role == role and not mention.block)
    parties = (
        Party(m.key or m.text, names.get(m.key, m.text) if m.key else m.text, m.certainty in _DOUBTFUL)
        for m in mentions
        if m.kind in ("person", "organisation")
    )
    return tuple({party.ident: party for party in parties}.values())


def _recorded(document: Document, role: str, names: Mapping[str, str]) -> tuple[Party, ...]:
    persons = (person for person in document.record.persons if person.kind == role)
    parties = (Party(p.ref or p.text, names.get(p.ref, p.text) if p.ref else p.text) for p in persons)
    return tuple({party.ident: party for party in parties}.values())
