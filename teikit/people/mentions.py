"""The persons that a document names in its header and signatures, and its pointers to the edition's list of them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.interpretation import Name
from teikit.recognizers import Named, PersonName, name_key, persons_in
from teikit.tei import normalized
from teikit.xml import PEOPLE


class Mention(NamedTuple):
    """A person named in a document: the names given, the one that is there first; in what role; in what words.

    `edits` says that it is someone who made the edition, such as a translator.
    """

    names: tuple[PersonName, ...]
    role: str
    words: str
    edits: bool = False


class Referred(NamedTuple):
    """The persons named in a document, whether the list lacks a name of them, names that the list gives to two, and
    the values of @ref by the words of a name.
    """

    mentions: tuple[Mention, ...]
    lacking: bool
    split: tuple[str, ...]
    references: Mapping[str, str] = {}


NOBODY = Referred((), False, ())


def refer(names: Iterable[Name], known: Mapping[str, str], convention: Convention) -> Referred:
    """The persons whom the names of a document mean; `known` has the person's id by key of the name.

    An empty id says that the name is known, and means nobody in particular: it was taken off the list, or is on it
    twice.
    """
    mentions, split, references = [], [], {}
    for name in names:
        words = normalized(name.words)
        persons = persons_in(words, convention)
        pointers = [_person(named, known) for named in persons] if persons else [known.get(name_key(words), "")]
        references[words] = " ".join(f"{PEOPLE}#{ident}" for ident in dict.fromkeys(pointers) if ident)
        mentions += [Mention(named.names, name.role, words, name.edits) for named in persons]
        split += [words for named in persons if len(_persons(named, known)) > 1]
    lacking = any(key not in known for mention in mentions for name in mention.names for key in name.keys)
    return Referred(tuple(mentions), lacking, tuple(split), references)


def _persons(named: Named, known: Mapping[str, str]) -> list[str]:
    return [ident for ident in dict.fromkeys(known.get(name.key, "") for name in named.names) if ident]


def _person(named: Named, known: Mapping[str, str]) -> str:
    return next(iter(_persons(named, known)), "")
