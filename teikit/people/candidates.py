"""Finds new persons, and new names of persons of the list; reports possible duplicates.

One person are: the spellings of one name; the sender of a letter and its signatory with a longer or shorter form of the
same name; two names that the source itself gives to one person (`Filippov [Stalin]`). Other names that may belong to
one person become two persons, with a note.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from teikit.core import Diagnostic, file_diagnostic
from teikit.interpretation import SIGNATORY
from teikit.people.mentions import Mention
from teikit.people.person_list import New, People
from teikit.people.person_list_writer import CONTRIBUTORS, Person
from teikit.recognizers import PersonName, may_be_one, signs_for

_MOST_ALIKE = 3
_SENDERS = ("sender", "author")


def new_in(
    people: People, documents: Iterable[tuple[str, Sequence[Mention]]], name: str
) -> tuple[New, list[Diagnostic]]:
    """The additions to the list from documents, each given as its name and the persons that it mentions.

    `name` is the name of the list in messages.
    """
    read = list(documents)
    growth = _Growth(people, name, _stated(read))
    for document, mentions in read:
        growth.document(document, mentions)
    return New(tuple(growth.persons.values()), growth.further), growth.findings


class _Stated(NamedTuple):
    """A second name that a document gives to a person, and a sentence that says where."""

    name: PersonName
    words: str


def _stated(documents: Iterable[tuple[str, Sequence[Mention]]]) -> dict[str, _Stated | None]:
    """The second name by the key of the first, if a document has both; None if documents disagree."""
    second_names: dict[str, _Stated | None] = {}
    for document, mentions in documents:
        for mention in (mention for mention in mentions if len(mention.names) > 1):
            first, second = mention.names[:2]
            before = second_names.setdefault(first.key, _Stated(second, f"{document} has both: “{mention.words}”."))
            if before and before.name.key != second.key:
                second_names[first.key] = None
    return second_names


class _Met(NamedTuple):
    """A mention in a document, with all names of the person; for a signature, the keys of the senders with their ids.

    `why` says which document gives the person a second name, if one does.
    """

    document: str
    mention: Mention
    names: tuple[PersonName, ...]
    senders: Mapping[str, str]
    why: str

    @property
    def group(self) -> str:
        """The type of the list that the person belongs to."""
        return CONTRIBUTORS if self.mention.edits else ""


class _Growth:
    """Collects the additions to a list; writes nothing."""

    def __init__(self, people: People, name: str, stated: Mapping[str, _Stated | None]) -> None:
        self.called = name
        self.stated = stated
        self.known = dict(people.known)
        self.number = people.highest
        self.persons: dict[str, Person] = {}
        self.further: dict[str, Person] = {}
        self.findings: list[Diagnostic] = []
        self._alike: dict[tuple[str, str], list[tuple[str, PersonName]]] = defaultdict(list)
        for person in people.listed:
            for shown in person.names:
                self._enter(person.ident, shown, person.group)

    def document(self, document: str, mentions: Sequence[Mention]) -> None:
        """Adds the persons of one document."""
        senders: dict[str, str] = {}
        for mention in mentions:
            met = self._met(document, mention, senders if mention.role == SIGNATORY else {})
            ident = self._known(met) or self._signing(met) or self._new(met)
            if ident and mention.role in _SENDERS:
                senders |= {name.key: ident for name in mention.names}

    def _met(self, document: str, mention: Mention, senders: Mapping[str, str]) -> _Met:
        first = mention.names[0]
        stated = self.stated.get(first.key)
        if first.key in self.stated and stated is None:
            return _Met(document, mention, (first,), senders, "")
        others = (*mention.names[1:], stated.name) if stated else mention.names[1:]
        names = {name.key: name for name in others if name.key != first.key}
        return _Met(document, mention, (first, *names.values()), senders, stated.words if stated else "")

    def _known(self, met: _Met) -> str | None:
        """The person of the list with one of the names; the other names are added to that person."""
        names = met.names
        ids = [self.known[name.key] for name in names if name.key in self.known]
        live = list(dict.fromkeys(ident for ident in ids if ident))
        if len(live) == 1:
            self._further(live[0], met)
        return live[0] if live else None

    def _signing(self, met: _Met) -> str | None:
        """The sender of the letter, if a signature is certainly theirs."""
        name = met.names[0]
        senders = {ident for key, ident in met.senders.items() if signs_for(name.key, key)}
        if len(senders) != 1 or name.key in self.known:
            return None
        ident = senders.pop()
        self._further(ident, met)
        return ident

    def _further(self, ident: str, met: _Met) -> None:
        """Adds new names to a person, with a note if the source itself gives several names."""
        names = tuple(n for n in met.names if any(key not in self.known for key in n.keys))
        if not names:
            return
        self._record(ident, names, met.group)
        notes = ((met.why, ""),) if met.why else ()
        into = self.persons if ident in self.persons else self.further
        before = into.get(ident, Person(ident, (), (), met.group))
        into[ident] = before._replace(names=before.names + names, notes=before.notes + notes)

    def _new(self, met: _Met) -> str:
        """A new person; empty if the name is recorded but its person was removed from the list."""
        mention = met.mention
        if met.names[0].key in self.known:
            return ""
        self.number += 1
        ident = f"person-{self.number}"
        notes = [(f"First met in {met.document}, as {mention.role}: “{mention.words}”.", "")]
        notes += [(met.why, "")] if met.why and mention.words not in met.why else []
        others = self._others(met)
        if others:
            notes.append((f"May be the same as {', '.join(others)}.", "low"))
            message = f"{met.names[0].shown} ({ident}) may be the same as {', '.join(others)}"
            self.findings.append(file_diagnostic(self.called, "people-possible-duplicate", message))
        self.persons[ident] = Person(ident, met.names, tuple(notes), met.group)
        self._record(ident, met.names, met.group)
        return ident

    def _record(self, ident: str, names: Iterable[PersonName], group: str) -> None:
        for name in names:
            self.known |= {key: self.known.get(key, ident) for key in name.keys}
            self._enter(ident, name, group)

    def _others(self, met: _Met) -> list[str]:
        others: dict[str, str] = {}
        for name in met.names:
            near = [person for token in _ends(name) for person in self._alike[met.group, token]]
            for ident, other in near:
                signs = ident in met.senders.values() and name.key.split()[-1] == other.key.split()[-1]
                if signs or may_be_one(name.key, other.key):
                    others.setdefault(ident, f"{other.shown} ({ident})")
        return list(others.values())[:_MOST_ALIKE]

    def _enter(self, ident: str, name: PersonName, group: str) -> None:
        for token in _ends(name):
            self._alike[group, token].append((ident, name))


def _ends(name: PersonName) -> set[str]:
    """The first and last word of a name: possible duplicates share one of them."""
    words = name.key.split()
    return {words[0], words[-1]} if words else set()
