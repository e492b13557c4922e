"""Reads sender, addressee and places from the opener, the closer and the headings of a text."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from teikit.conventions import Convention
from teikit.core import CAPITAL, SMALL, Source, Span, begins_name
from teikit.interpretation.header.closing_places import closing_place
from teikit.interpretation.header.heading_words import heading_words
from teikit.interpretation.header.headings import addressee_in_heading, parties_in_heading
from teikit.interpretation.header.lines import is_place, trimmed
from teikit.interpretation.header.parts import ADDRESS, Parts, names_in, words_of
from teikit.interpretation.header.salutations import names_in_salutation
from teikit.interpretation.header.tops import name_at_end
from teikit.interpretation.nodes import BlockKind, BlockNode
from teikit.recognizers import compiled, name_key, persons_in
from teikit.transcript import RECEIVED, SENT, SETTING, Party, PlaceOf, column_of

INTERNAL = "internal"
"""The value of @evidence for what the text itself says."""
SIGNATURE, NO_PERSON = "signature", ", no name of a person"
_PERSON, _PLACE = ("", "typed"), "place"
_WORD = re.compile(r"[^\W\d_]{2,}(?!\.)")
_BRACKETS = re.compile(r"\s*\[[^\[\]]*\]")
# A word in round brackets before a name: `(Signé) Benckendorff`.
_LEAD = re.compile(r"^\([^()]*\)\s*")
# Letters before the name of one who signs for another: `p. p.`, `i. A.`
_FOR = re.compile(r"^(?:\w\.\s*){2}(?=\w\. |\w{2})")
_PER = re.compile(rf"^(?:[{SMALL}]\.\s*){{2}}(?=[{CAPITAL}])")
# A line `To: …` above a text, and the columns of the two that are read.
_LABELLED = re.compile(r"(?P<key>[^\W\d_][^\W\d_ ]{0,11})[ \t]*(?P<mark>[:.]?)[ \t]+(?P<value>[^\W\d].{2,80})")
_COLUMNS = {SENT: "sender", RECEIVED: "addressee"}
# A name in a signature has at most so many words.
_FEW = 4


class PartyReader:
    """Reads the parties and places of one text in a language."""

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
        if labelled or not self._parts.is_letter:
            sent = self._parts.wired or (self._parts.opener and self._superscribed())
            return labelled or self._headed(SENT) or (self._at_end() if sent and not self._signatures() else [])
        signed = [self._party(SENT, name, block, SIGNATURE) for block, name in self._names(self._signatures())]
        signed = signed or [party for block in self._signatures() for party in self._spelt(block)]
        full = [self._party(SENT, name, block, "address") for block, name in self._names(self._own)[:1]]
        if full and (not signed or (len(signed) == 1 and signed[0].cert and not full[0].cert)):
            return full
        return _distinct(_persons(signed)) or self._headed(SENT) or self._at_end()

    def _at_end(self) -> list[Party]:
        """The name alone on a line at the end of a letter in which no signature was read."""
        span = name_at_end(self._source, self._parts, self._body, self._convention)
        return [_inferred(SENT, words_of(self._source, span), "last line", span)] if span else []

    # ---------------------------------------------------------------- addressees
    def addressees(self) -> list[Party]:
        """Whom the inside address names, else lines of labels, the heading, the salutation."""
        addressed = [self._party(RECEIVED, name, block, "address") for block, name in self._names(self._other)[:1]]
        stated = addressed or self._labelled(RECEIVED)
        headed = stated or self._headed(RECEIVED) or self._superscribed() or self._addressed_below()
        greeted = self._greeted()
        return greeted if not stated and _fuller(greeted, headed) else headed or greeted

    def _superscribed(self) -> list[Party]:
        """Whom a heading above the letter names, or a line below its date: `To Clement Biddle`."""
        if not (self._parts.opener or self._parts.closer or self._parts.dated):
            return []
        salutes = [block.span for block in self._parts.opener if block.kind == BlockKind.SALUTE]
        lines = (*((line, True) for line in self._parts.above), *((span, False) for span in salutes))
        each = ((line, addressee_in_heading(self._source.cut(line), self._language, top)) for line, top in lines)
        return [_inferred(RECEIVED, name, "heading", self._within(name, line)) for line, name in each if name][:1]

    def _addressed_below(self) -> list[Party]:
        """Whom the last line names, below the signature: `À Mademoiselle de Rozières, rue Saint-Lazare`."""
        end = max((block.span.end for block in self._signatures()), default=self._body.end)
        line = trimmed(self._source, Span(end, self._body.end))
        words = self._source.cut(line)
        name = "" if "\n" in words else addressee_in_heading(words, self._language).partition(",")[0]
        return [_inferred(RECEIVED, name, "line below the signature", self._within(name, line))] if name else []

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
        """Where a span has the words of a name; else the span."""
        match = re.compile(r"\s+".join(map(re.escape, name.split()))).search(self._source.text, *span)
        return Span(*match.span()) if match else span

    # ---------------------------------------------------------------- both
    @cached_property
    def _labels(self) -> Mapping[str, tuple[Span, re.Match[str]]]:
        """The first lines that have a label, by the column of the table of documents that the label is."""
        each = ((line, _LABELLED.fullmatch(self._source.text, *line)) for line in self._parts.lines)
        return {column_of(match["key"]): (line, match) for line, match in each if match}

    def _labelled(self, role: str) -> list[Party]:
        """The party in a line `To: …` or `From: …` above a text; both are there, or a mark and a person's name."""
        labelled = self._labels
        both = all(column in labelled for column in _COLUMNS.values())
        if _COLUMNS[role] not in labelled:
            return []
        line, match = labelled[_COLUMNS[role]]
        name = _BRACKETS.sub("", match["value"]).strip(" .,;")
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
        if sides is None or not (self._parts.opener or self._parts.closer or self._parts.dated):
            return []
        return [_inferred(role, sides[role == RECEIVED], "heading", head)]

    def _spelt(self, block: BlockNode) -> list[Party]:
        """The first line of a signature in which no name was read, if it is one of few words."""
        name = re.sub(r"^\W+|\W+$", "", _BRACKETS.sub("", self._source.cut(block.span)).strip().split("\n")[0])
        name = self._bare(_FOR.sub("", name))
        few = 0 < len(name.split()) <= _FEW and begins_name(name) and not any(c.isdigit() for c in name)
        if not few or names_in(block, "role") or self._closes(name):
            return []
        return [_inferred(SENT, name, "words of a signature", block.span)]

    # ---------------------------------------------------------------- places
    def places(self) -> tuple[PlaceOf, ...]:
        """The place of the dateline, else of the sender's address; the place of the inside address."""
        role = SENT if self._parts.is_letter else SETTING
        datelines = self._parts.of_kind(BlockKind.DATELINE)
        sent = self._place(datelines, role, "dateline") or self._where(datelines, role)
        sent = sent or self._place(self._own, role, "address")
        if sent is None and self._closing_place:
            span = self._closing_place
            sent = PlaceOf(role, words_of(self._source, span), "", "", INTERNAL, span, "line beside the date")
        received = self._place(self._other, RECEIVED, "address of the addressee")
        return tuple(place for place in (sent, received) if place)

    def _place(self, blocks: Sequence[BlockNode], role: str, found_in: str) -> PlaceOf | None:
        spans = [span for block in blocks for span in names_in(block, _PLACE)]
        titles = (*self._parts.above, *(self._parts.lines[:1] if self._parts.meets else ()))
        spans = [span for span in spans if not any(line.covers(span) for line in titles)]
        span = next((span for span in spans if is_place(words_of(self._source, span))), None)
        return PlaceOf(role, words_of(self._source, span), "", "", INTERNAL, span, found_in) if span else None

    def _where(self, blocks: Sequence[BlockNode], role: str) -> PlaceOf | None:
        """The place behind a word such as `in` before a date: `V Praze`, `À Lyon`."""
        for span in (span for block in blocks for span in names_in(block, "where")):
            before, _, name = self._source.cut(span).partition(" ")
            if begins_name(name) and heading_words("events", "places").fullmatch(before):
                place = Span(span.end - len(name), span.end)
                return PlaceOf(role, name, "", "", INTERNAL, place, "dateline")
        return None

    # ---------------------------------------------------------------- names
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
        """A name without words in round brackets and words of a valediction before it: `Твой А. Чехов`."""
        words = _LEAD.sub("", name).split()
        closing = compiled(self._convention.either("letters", "closing_words"))
        while len(words) > 1 and closing.fullmatch(words[0].strip(",").casefold()):
            words = words[1:]
        return " ".join(words)

    def _closes(self, name: str) -> bool:
        """Whether words are those of a valediction: `Menor siervo de V. R.`"""
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
