"""Reads sender, addressee and places from the opener, the closer and the headings of a text."""

import re
from collections.abc import Sequence

from teikit.conventions import Convention
from teikit.core import CAPITAL, SMALL, Source, Span, begins_name
from teikit.interpretation.header.headings import parties_in_heading
from teikit.interpretation.header.lines import is_place
from teikit.interpretation.header.parts import ADDRESS, Parts, names_in, words_of
from teikit.interpretation.header.salutations import names_in_salutation
from teikit.interpretation.nodes import BlockKind, BlockNode
from teikit.recognizers import compiled, name_key, persons_in
from teikit.transcript import RECEIVED, SENT, SETTING, Party, PlaceOf, column_of

INTERNAL = "internal"
"""The value of @evidence for what the text itself says."""
_PERSON, _PLACE = ("", "typed"), "place"
_WORD = re.compile(r"[^\W\d_]{2,}(?!\.)")
_BRACKETS = re.compile(r"\s*\[[^\[\]]*\]")
# A word in round brackets before a name: `(Signé) Benckendorff`.
_LEAD = re.compile(r"^\([^()]*\)\s*")
# Letters before the name of one who signs for another: `p. p.`, `i. A.`
_FOR = re.compile(r"^(?:\w\.\s*){2}(?=\w\. |\w{2})")
_PER = re.compile(rf"^(?:[{SMALL}]\.\s*){{2}}(?=[{CAPITAL}])")
# A line `To: …` above a text, and the columns of the two that are read.
_LABELLED = re.compile(r"(?P<key>[^\W\d_][^\W\d_ ]{0,11})[ \t]*[:.][ \t]+(?P<value>[^\W\d].{2,80})")
_COLUMNS = {SENT: "sender", RECEIVED: "addressee"}
# A name in a signature has at most so many words.
_FEW = 4


class PartyReader:
    """Reads the parties and places of one text."""

    def __init__(self, source: Source, convention: Convention, parts: Parts) -> None:
        self._source, self._convention, self._parts = source, convention, parts
        addresses = [b for b in (*parts.opener, *parts.closer, *parts.leaf) if b.kind == ADDRESS]
        self._own = [block for block in addresses if block.type == "sender"]
        self._other = [block for block in addresses if block.type != "sender"]

    def senders(self) -> list[Party]:
        """Who signed a letter; the name in the sender's address where it is fuller than that of the signature."""
        labelled = self._labelled(SENT)
        if labelled or not self._parts.is_letter:
            return labelled or self._headed(SENT)
        signed = [self._party(SENT, name, block) for block, name in self._names(self._signatures())]
        signed = signed or [party for block in self._signatures() for party in self._spelt(block)]
        full = [self._party(SENT, name, block) for block, name in self._names(self._own)[:1]]
        if full and (not signed or (len(signed) == 1 and signed[0].cert and not full[0].cert)):
            return full
        return _distinct(signed) or self._headed(SENT)

    def addressees(self) -> list[Party]:
        """Whom the inside address names, else the salutation."""
        addressed = [self._party(RECEIVED, name, block) for block, name in self._names(self._other)[:1]]
        addressed = addressed or self._labelled(RECEIVED)
        if addressed:
            return addressed
        salutes = [block for block in self._parts.opener if block.kind == BlockKind.SALUTE]
        each = (names_in_salutation(self._source.cut(block.span)) for block in salutes)
        names = next((names for names in each if names), [])
        names = [name for name in names if persons_in(name, self._convention)]
        parties = [Party(RECEIVED, name, cert="low", evidence=INTERNAL) for name in names]
        return [party._replace(span=self._place_of(party.name, salutes)) for party in parties] or self._headed(RECEIVED)

    def _place_of(self, name: str, blocks: Sequence[BlockNode]) -> Span:
        """Where the first of these blocks that has the words of a name has them; else the first block."""
        spelt = re.compile(r"\s+".join(map(re.escape, name.split())))
        matches = (spelt.search(self._source.text, *block.span) for block in blocks)
        return next((Span(*match.span()) for match in matches if match), blocks[0].span)

    def _labelled(self, role: str) -> list[Party]:
        """The party in a line `To: …` or `From: …` above a text that has both."""
        each = ((line, _LABELLED.fullmatch(self._source.text, *line)) for line in self._parts.lines)
        labelled = {column_of(match["key"]): (line, match["value"]) for line, match in each if match}
        values = {column: _BRACKETS.sub("", value).strip(" .,;") for column, (_, value) in labelled.items()}
        if not all(values.get(column) for column in _COLUMNS.values()):
            return []
        name, (line, _) = values[_COLUMNS[role]], labelled[_COLUMNS[role]]
        return [Party(role, name, cert=self._cert(name), evidence=INTERNAL, span=line)]

    def _headed(self, role: str) -> list[Party]:
        """The party that a heading names: `The Secretary of State to the Ambassador in Italy`."""
        heads = [head.span for head in self._parts.heads] or self._parts.lines
        each = ((head, parties_in_heading(words_of(self._source, head))) for head in heads)
        head, sides = next(((head, sides) for head, sides in each if sides), (Span(0, 0), None))
        if sides is None or not (self._parts.opener or self._parts.closer or self._parts.dated):
            return []
        return [Party(role, sides[role == RECEIVED], cert="medium", evidence=INTERNAL, span=head)]

    def _spelt(self, block: BlockNode) -> list[Party]:
        """The first line of a signature in which no name was read, if it is one of few words."""
        name = re.sub(r"^\W+|\W+$", "", _BRACKETS.sub("", self._source.cut(block.span)).strip().split("\n")[0])
        name = self._bare(_FOR.sub("", name))
        few = 0 < len(name.split()) <= _FEW and begins_name(name) and not any(c.isdigit() for c in name)
        if not few or names_in(block, "role"):
            return []
        return [Party(SENT, name, cert="medium", evidence=INTERNAL, span=block.span)]

    def places(self) -> tuple[PlaceOf, ...]:
        """The place of the dateline, else of the sender's address; the place of the inside address."""
        role = SENT if self._parts.is_letter else SETTING
        sent = self._place(self._parts.of_kind(BlockKind.DATELINE), role, "") or self._place(self._own, role, "medium")
        received = self._place(self._other, RECEIVED, "")
        return tuple(place for place in (sent, received) if place)

    def _place(self, blocks: Sequence[BlockNode], role: str, cert: str) -> PlaceOf | None:
        spans = [span for block in blocks for span in names_in(block, _PLACE)]
        span = next((span for span in spans if is_place(words_of(self._source, span))), None)
        return PlaceOf(role, words_of(self._source, span), cert=cert, evidence=INTERNAL, span=span) if span else None

    def _signatures(self) -> list[BlockNode]:
        return [block for block in self._parts.closer if block.kind == BlockKind.SIGNATURE]

    def _names(self, blocks: Sequence[BlockNode]) -> list[tuple[BlockNode, str]]:
        """The names of persons in blocks; of a written and a typed form in one signature, the fuller one."""
        names = []
        for block in blocks:
            names_there = (words_of(self._source, span) for span in names_in(block, *_PERSON))
            spelt = [self._bare(_PER.sub("", name)) for name in names_there]
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

    def _party(self, role: str, name: str, block: BlockNode) -> Party:
        cert, span = _worse(self._cert(name), block.cert), self._place_of(name, [block])
        return Party(role, name, cert=cert, evidence=INTERNAL, span=span)

    def _cert(self, name: str) -> str:
        """Whether a name is a full one: a first name or an initial, and a surname."""
        persons = persons_in(name, self._convention)
        if not persons:
            return "medium"
        words = persons[0].names[0].words
        full = _WORD.findall(words)
        parts = re.findall(r"[^\W\d_]+", words)
        return "" if full and len(parts) > 1 else "medium"


def _distinct(parties: Sequence[Party]) -> list[Party]:
    return list({name_key(party.name): party for party in reversed(parties)}.values())[::-1]


def _worse(first: str, second: str) -> str:
    order = ("", "medium", "low")
    return max(first, second, key=order.index)
