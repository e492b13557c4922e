"""Reads sender and addressee from the opener, the closer and the headings of a text."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from teikit.conventions import Convention
from teikit.core import CAPITAL, SMALL, Source, Span, begins_name
from teikit.interpretation.header.closing_places import closing_place
from teikit.interpretation.header.heading_words import heading_words
from teikit.interpretation.header.headings import addressee_in_heading, parties_in_heading
from teikit.interpretation.header.lines import trimmed
from teikit.interpretation.header.parts import ADDRESS, Parts, names_in, words_of
from teikit.interpretation.header.places import INTERNAL, PlaceReader, place_of_words
from teikit.interpretation.header.salutations import names_in_salutation
from teikit.interpretation.header.superscriptions import (
    addressee_over_lines,
    office_in_address,
    petitioned,
    sides_over_lines,
)
from teikit.interpretation.header.tops import name_at_end
from teikit.interpretation.nodes import BlockKind, BlockNode
from teikit.recognizers import compiled, name_key, persons_in
from teikit.transcript import RECEIVED, SENT, Party, PlaceOf, column_of

SIGNATURE, BELOW, SECOND = "signature", "signature below a valediction", "signature below another"
NO_PERSON = ", no name of a person"
_PERSON = ("", "typed")
_WORD = re.compile(r"[^\W\d_]{2,}(?!\.)")
_BRACKETS = re.compile(r"\s*\[[^\[\]]*\]")
# A word in round brackets before a name: `(Signé) Benckendorff`.
_LEAD = re.compile(r"^\([^()]*\)\s*")
# A particle before a name: `von Humboldt`.
_SMALL = re.compile(r"^[^\W\d_]{2,3}\s(?:[^\W\d_]{2,3}\s)?")
# Letters before the name of one who signs for another: `p. p.`, `i. A.`
_FOR = re.compile(r"^(?:\w\.\s*){2}(?=\w\. |\w{2})")
_PER = re.compile(rf"^(?:[{SMALL}]\.\s*){{2}}(?=[{CAPITAL}])")
# A line `To: …` above a text, and the columns of the two that are read.
_LABELLED = re.compile(r"(?P<key>[^\W\d_][^\W\d_ ]{0,11})[ \t]*(?P<mark>[:.]?)[ \t]+(?P<value>[^\W\d].{2,80})")
# What is behind a name in such a line: an address or a number.
_NUMBERED = re.compile(r",[^\d]*\d.*$")
_COLUMNS = {SENT: "sender", RECEIVED: "addressee"}
# A name in a signature has at most so many words.
_FEW = 4
# A small word in a name has at most so many letters: `Conde de Revillagigedo`.
_PARTICLE = 3


class PartyReader:
    """Reads the parties of one text in a language."""

    def __init__(self, source: Source, convention: Convention, parts: Parts, body: Span, language: str) -> None:
        self._source, self._convention, self._parts = source, convention, parts
        self._body, self._language = body, language
        addresses = [b for b in (*parts.opener, *parts.closer, *parts.leaf) if b.kind == ADDRESS]
        self._own = [block for block in addresses if block.type == "sender"]
        self._other = [block for block in addresses if block.type != "sender"]
        self._closing_place = closing_place(source, parts)

    # ---------------------------------------------------------------- senders
    def senders(self) -> list[Party]:
        """Who signed a letter; the name in the sender's address where it is fuller than that of the signature."""
        labelled = self._labelled(SENT)
        if labelled or not (self._parts.is_letter or self._petitioned()):
            sent = self._parts.wired or (self._parts.opener and self._superscribed())
            return labelled or self._headed(SENT) or (self._at_end() if sent and not self._signatures() else [])
        named = [
            (block, name) for block, name in self._names(self._signatures()) if not self._is_addressee(name, block)
        ]
        signed = [self._party(SENT, name, block, self._kind_of(block)) for block, name in named]
        signed = signed or [party for block in self._signatures() for party in self._spelt(block)]
        full = [self._party(SENT, name, block, "address") for block, name in self._names(self._own)[:1]]
        if full and (not signed or (len(signed) == 1 and signed[0].cert and not full[0].cert)):
            return full
        return _distinct(_persons(signed)) or self._headed(SENT) or self._at_end()

    def _kind_of(self, signature: BlockNode) -> str:
        """What a signature is evidence of: the first one below a valediction, one alone, one below another."""
        closer = self._parts.closer
        above = [block.kind for block in closer[: closer.index(signature)]]
        return SECOND if BlockKind.SIGNATURE in above else BELOW if BlockKind.SALUTE in above else SIGNATURE

    def _is_addressee(self, name: str, signature: BlockNode) -> bool:
        """Whether a name below a signature is the addressee’s: `R. Hale, Esq.`, below `Mr. Hale`."""
        if self._kind_of(signature) != SECOND:
            return False
        surnames = {name_key(party.name).split()[-1] for party in self._greeted()}
        polite = heading_words("courtesy").search(self._source.cut(signature.span)) is not None
        return polite or not surnames.isdisjoint(name_key(name).split()[-1:])

    def _at_end(self) -> list[Party]:
        """The name alone on a line at the end of a letter in which no signature was read."""
        span = name_at_end(self._source, self._parts, self._body, self._convention)
        return [_inferred(SENT, words_of(self._source, span), "last line", span)] if span else []

    # ---------------------------------------------------------------- addressees
    def addressees(self) -> list[Party]:
        """Whom the inside address names, else lines of labels, the heading, the salutation."""
        addressed = [self._party(RECEIVED, name, block, "address") for block, name in self._names(self._other)[:1]]
        stated = addressed or self._labelled(RECEIVED)
        headed = stated or self._headed(RECEIVED) or self._superscribed() or self._petitioned() or self._addressed()
        headed = headed or self._addressed_below()
        greeted = self._greeted()
        return greeted if not stated and _fuller(greeted, headed) else headed or greeted

    def _superscribed(self) -> list[Party]:
        """Whom a heading above the letter names, or a line below its date: `To Clement Biddle`."""
        if not (self._parts.opener or self._parts.closer or self._parts.dated):
            return []
        salutes = [block.span for block in self._parts.opener if block.kind == BlockKind.SALUTE]
        lines = (*((line, True) for line in self._parts.above), *((span, False) for span in salutes))
        each = ((line, addressee_in_heading(self._source.cut(line), self._language, top)) for line, top in lines)
        line, name = next(((line, name) for line, name in each if name), (Span(0, 0), ""))
        over = addressee_over_lines(self._source, line, name) if name else None
        if over:
            return [_inferred(RECEIVED, words_of(self._source, over), "heading over lines", over)]
        return [_inferred(RECEIVED, name, "heading", self._within(name, line))] if name else []

    def _petitioned(self) -> list[Party]:
        """Whom the lines above the word for a petition name."""
        span = petitioned(self._source, self._parts)
        return [_inferred(RECEIVED, words_of(self._source, span), "heading over lines", span)] if span else []

    def _addressed_below(self) -> list[Party]:
        """Whom the last line names, below the signature: `À Mademoiselle de Rozières, rue Saint-Lazare`."""
        last = self._source.text.rfind("\n\n", self._body.start, self._body.end)
        end = max((block.span.end for block in self._signatures()), default=max(last, self._body.start))
        line = trimmed(self._source, Span(end, self._body.end))
        words = self._source.cut(line)
        name = "" if "\n" in words else addressee_in_heading(words, self._language) or self._titled(words)
        name = name.partition(",")[0]
        return [_inferred(RECEIVED, name, "line below the signature", self._within(name, line))] if name else []

    def _addressed(self) -> list[Party]:
        """Whom the lines of an address name in which no person's name was read: an office, a name behind a title."""
        for block in self._other:
            span = office_in_address(self._source, block.span, self._language)
            words = self._source.cut(block.span).split("\n")[0]
            name = words_of(self._source, span) if span else ""
            name = name or self._titled(addressee_in_heading(words, self._language) or words)
            if name:
                return [_inferred(RECEIVED, name, "lines of an address", self._within(name, block.span))]
        return []

    def _titled(self, words: str) -> str:
        """A name with a title before it, as letters have it below the signature: `Mrs. Hale, Bath`; empty for others.

        Behind a longer name there may be words of an office: `Excmo. Sr. Gobernador Civil de la provincia de Cádiz`.
        """
        name = words.partition(",")[0].strip(" .")
        title = compiled(rf"(?:{self._convention.either('letters', 'recipient')})\s").match(name)
        small = (n for n, word in enumerate(name.split()) if not begins_name(word) and len(word) > _PARTICLE)
        count = next(small, 0)
        return name if title and " " in name and (not count or count > _FEW) else ""

    def _greeted(self) -> list[Party]:
        """Whom the salutation names."""
        salutes = [block for block in self._parts.opener if block.kind == BlockKind.SALUTE]
        each = (names_in_salutation(self._source.cut(block.span)) for block in salutes)
        names = next((names for names in each if names), [])
        names = [name for name in names if persons_in(name, self._convention)]
        return [_inferred(RECEIVED, name, "salutation", self._place_of(name, salutes)) for name in names]

    def _place_of(self, name: str, blocks: Sequence[BlockNode]) -> Span:
        """Where the first of these blocks that has the words of a name has them; else the first block."""
        matches = (self._within(name, block.span) for block in blocks)
        return next((span for span, block in zip(matches, blocks, strict=True) if span != block.span), blocks[0].span)

    def _within(self, name: str, span: Span) -> Span:
        return place_of_words(self._source, name, span)

    # ---------------------------------------------------------------- both
    @cached_property
    def _labels(self) -> Mapping[str, tuple[Span, re.Match[str]]]:
        """The first lines that have a label, by the column of the table of documents that the label is."""
        each = ((line, _LABELLED.fullmatch(self._source.text, *line)) for line in self._parts.lines)
        labels = [(line, match) for line, match in each if match]
        labels.sort(key=lambda label: label[1]["mark"] != ":")
        return {column_of(match["key"]): (line, match) for line, match in reversed(labels)}

    def _labelled(self, role: str) -> list[Party]:
        """The party in a line `To: …` or `From: …` above a text; both are there, or a mark and a person's name."""
        labelled = self._labels
        both = all(column in labelled for column in _COLUMNS.values())
        if _COLUMNS[role] not in labelled:
            return []
        line, match = labelled[_COLUMNS[role]]
        name = _NUMBERED.sub("", _BRACKETS.sub("", match["value"])).strip(" .,;")
        person = match["mark"] == ":" and len(name.split()) > 1 and persons_in(name, self._convention)
        if not name or not ((both and (match["mark"] or begins_name(name))) or person):
            return []
        return [_inferred(role, name, self._known("label", name), line)]

    def _headed(self, role: str) -> list[Party]:
        """The party that a heading names: `The Secretary of State to the Ambassador in Italy`."""
        heads = [head.span for head in self._parts.heads]
        each = (
            (head, parties_in_heading(words_of(self._source, head), bool(heads))) for head in heads or self._parts.lines
        )
        head, sides = next(((head, sides) for head, sides in each if sides), (Span(0, 0), None))
        if not (self._parts.opener or self._parts.closer or self._parts.dated):
            return []
        over = None if sides else sides_over_lines(self._source, self._parts, self._language)
        if over:
            span = over[role == RECEIVED]
            return [_inferred(role, words_of(self._source, span).rstrip(" .,"), "heading over lines", span)]
        return [_inferred(role, sides[role == RECEIVED], "heading", head)] if sides else []

    def _spelt(self, block: BlockNode) -> list[Party]:
        """The first line of a signature in which no name was read, if it is one of few words."""
        first = _BRACKETS.sub("", self._source.cut(block.span)).strip().split("\n")[0]
        signed = compiled(rf"(?:{self._convention.either('closing', 'signed')})(?!\w)[:.]?\s*")
        name = re.sub(r"^\W+|\W+$", "", signed.sub("", _LEAD.sub("", first), count=1))
        name = self._bare(_FOR.sub("", name))
        named = begins_name(name) or begins_name(_SMALL.sub("", name))
        few = 0 < len(name.split()) <= _FEW and named and not any(c.isdigit() for c in name)
        if not few or names_in(block, "role") or self._closes(_SMALL.sub("", name)):
            return []
        return [_inferred(SENT, name, "words of a signature", block.span)]

    # ---------------------------------------------------------------- names
    def places(self) -> tuple[PlaceOf, ...]:
        """The places that the text says it was sent from and to."""
        _, label = self._labels.get("place", (Span(0, 0), None))
        return PlaceReader(self._source, self._parts, self._own, self._other, self._closing_place, label).places()

    def _signatures(self) -> list[BlockNode]:
        signed = [block for block in self._parts.closer if block.kind == BlockKind.SIGNATURE]
        return [block for block in signed if not (self._closing_place and block.span.covers(self._closing_place))]

    def _names(self, blocks: Sequence[BlockNode]) -> list[tuple[BlockNode, str]]:
        """The names of persons in blocks; of a written and a typed form in one signature, the fuller one."""
        names = []
        for block in blocks:
            names_there = (words_of(self._source, span) for span in names_in(block, *_PERSON))
            spelt = [name for there in names_there if not self._closes(name := self._bare(_PER.sub("", there)))]
            distinct = {_BRACKETS.sub("", name): None for name in sorted(spelt, key=len, reverse=True)}
            kept: list[str] = []
            for name in distinct:
                if not any(set(name_key(name).split()) <= set(name_key(other).split()) for other in kept):
                    kept.append(name)
            names += [(block, name) for name in spelt if name in kept]
        return names

    def _bare(self, name: str) -> str:
        """A name without words in round brackets or of a valediction before it, and without the office behind it."""
        name, comma, behind = _LEAD.sub("", name).partition(", ")
        office = compiled(rf"(?:{self._convention.either('letters', 'roles')})(?!\w)")
        words = (name if office.match(behind) else f"{name}{comma}{behind}").split()
        closing = compiled(self._convention.either("letters", "closing_words"))
        while len(words) > 1 and closing.fullmatch(words[0].strip(",").casefold()):
            words = words[1:]
        return " ".join(words)

    def _closes(self, name: str) -> bool:
        """Whether words are those of a valediction, or of an order: `Menor siervo de V. R.`, `Accordé`."""
        if heading_words("decisions").fullmatch(name.strip(" .:")):
            return True
        closing = compiled(self._convention.either("letters", "closing_words"))
        return any(closing.fullmatch(word.strip(",.").casefold()) for word in name.split())

    def _party(self, role: str, name: str, block: BlockNode, found_in: str) -> Party:
        known = self._known(found_in, name)
        return _inferred(role, name, known, self._place_of(name, [block]))._replace(cert=block.cert)

    def _known(self, found_in: str, name: str) -> str:
        """What part of the text has a name; a first name or a surname alone is other evidence than a full name."""
        persons = persons_in(name, self._convention)
        if not persons:
            return f"{found_in}{NO_PERSON}"
        words = persons[0].names[0].words
        full = _WORD.findall(words)
        parts = re.findall(r"[^\W\d_]+", words)
        return found_in if full and len(parts) > 1 else f"{found_in}, part of a name"


def _persons(parties: Sequence[Party]) -> Sequence[Party]:
    """The parties with the name of a person; all, if none has one."""
    return [party for party in parties if not party.found_in.endswith(NO_PERSON)] or parties


def _inferred(role: str, name: str, found_in: str, span: Span) -> Party:
    return Party(role, name, evidence=INTERNAL, span=span, found_in=found_in)


def _fuller(parties: Sequence[Party], others: Sequence[Party]) -> bool:
    """Whether the only party of the first has all words of the name of the only other one, and more."""
    if len(parties) != 1 or len(others) != 1:
        return False
    return set(name_key(parties[0].name).split()) > set(name_key(others[0].name).split())


def _distinct(parties: Sequence[Party]) -> list[Party]:
    return list({name_key(party.name): party for party in reversed(parties)}.values())[::-1]
