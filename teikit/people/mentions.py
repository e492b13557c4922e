"""The persons named in a document's metadata and signatures, and the pointers to them in the list of persons."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.interpretation import Name
from teikit.recognizers import Named, PersonName, name_key, persons_in
from teikit.tei import normalized
from teikit.xml import PEOPLE


class Mention(NamedTuple):
    """A person named in a document: the names in their order, the role, and the words.

    `edits` is true for a contributor to the edition, such as a translator.
    """

    names: tuple[PersonName, ...]
    role: str
    words: str
    edits: bool = False


class Referred(NamedTuple):
    """The persons of a document linked to the list.

    `lacking`: the list lacks a name; `split`: names that belong to two persons of the list; `references`: the value of
    @ref by the words of a name.
    """

    mentions: tuple[Mention, ...]
    lacking: bool
    split: tuple[str, ...]
    references: Mapping[str, str] = {}


NOBODY = Referred((), False, ())


def refer(names: Iterable[Name], known: Mapping[str, str], convention: Convention) -> Referred:
    """Links the names of a document to persons; `known` maps the key of a name to the person's id.

    An empty id means that the name is known but has no person: it was removed from the list, or two persons have it.
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
