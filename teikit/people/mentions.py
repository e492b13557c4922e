"""The persons that a document names in its header and signatures, and its pointers to the edition's list of them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.recognizers import Named, PersonName, name_key, persons_in
from teikit.tei import Element
from teikit.xml import PEOPLE, XML_ID, tei

SIGNATORY = "signatory"
_ROLES = {"sent": "sender", "transmitted": "transmitter", "received": "addressee"}


class Mention(NamedTuple):
    """A person named in a document: the names given, the one that stands there first; in what role; in what words.

    `edits` says that it is someone who made the edition, such as a translator.
    """

    names: tuple[PersonName, ...]
    role: str
    words: str
    edits: bool = False


class Referred(NamedTuple):
    """What came of it: all persons named, whether the list lacks a name of them, names that the list gives to two."""

    mentions: tuple[Mention, ...]
    lacking: bool
    split: tuple[str, ...]


NOBODY = Referred((), False, ())


def refer(root: Element, known: Mapping[str, str], convention: Convention) -> Referred:
    """Sets `ref` on the names of a document whose person the list has; `known` has the person's id by key of the name.

    An empty id says that the name is known, and stands for nobody in particular: it was taken off the list, or is on it
    twice. What a name in the document points at besides stays.
    """
    mentions, split = [], []
    for element, role in _named_elements(root):
        words = " ".join("".join(map(str, element.itertext())).split())
        found = persons_in(words, convention)
        pointers = [known.get(name_key(words), "")] if not found else [_person(named, known) for named in found]
        if any(pointers):
            element.set("ref", " ".join(f"{PEOPLE}#{ident}" for ident in dict.fromkeys(pointers) if ident))
        edits = element.tag == tei("name")
        mentions += [Mention(named.names, role, words, edits) for named in found]
        split += [words for named in found if len(_persons(named, known)) > 1]
    lacking = any(key not in known for mention in mentions for name in mention.names for key in name.keys)
    return Referred(tuple(mentions), lacking, tuple(split))


def _persons(named: Named, known: Mapping[str, str]) -> list[str]:
    return [ident for ident in dict.fromkeys(known.get(name.key, "") for name in named.names) if ident]


def _person(named: Named, known: Mapping[str, str]) -> str:
    return next(iter(_persons(named, known)), "")


def _named_elements(root: Element) -> Iterator[tuple[Element, str]]:
    titles = root.find(f"{tei('teiHeader')}/{tei('fileDesc')}/{tei('titleStmt')}")
    for author in [] if titles is None else titles.iterfind(tei("author")):
        yield author, "author"
    for action in root.iter(tei("correspAction")):
        for name in action.iterfind(tei("persName")):
            yield name, _ROLES.get(action.get("type", ""), "correspondent")
    for signed in root.iter(tei("signed")):
        for name in signed.iter(tei("persName")):
            yield name, SIGNATORY
    for name in [] if titles is None else titles.iterfind(f"{tei('respStmt')}/{tei('name')}"):
        yield name, name.get(XML_ID, "contributor").partition("-")[0]
