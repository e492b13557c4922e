"""What a text says of itself: title, date, sender, addressee, place (encoding guide, 8.2 to 8.4).

Nothing else is read from it: an archive, a licence or a translator is never inferred (8.5). A full name is sure,
initials or a first name are of medium certainty, a name in a salutation is low; one without a name gives nothing.
"""

import re
from collections.abc import Sequence

from teikit.conventions import Convention
from teikit.core import Source, Span
from teikit.interpretation.header.lines import DatedLine, dated_line, place_beside
from teikit.interpretation.header.parts import ADDRESS, Parts, dates_in, names_in, parts_of_text, words_of
from teikit.interpretation.header.precedence import Layer
from teikit.interpretation.header.salutations import names_in_salutation
from teikit.interpretation.nodes import BlockKind, BlockNode, DateNode, TextNode
from teikit.recognizers import name_key, persons_in
from teikit.transcript import RECEIVED, SENT, SETTING, Metadata, Party, PlaceOf

INTERNAL = "internal"
_PERSON, _PLACE = ("", "typed"), "place"
_COMPLETE = re.compile(r"\d{4}")
_WORD = re.compile(r"[^\W\d_]{2,}(?!\.)")
_BRACKETS = re.compile(r"\s*\[[^\[\]]*\]")
# A heading is a title if it is not longer.
_TITLE = 300


def layer_of_text(texts: Sequence[TextNode], source: Source, convention: Convention) -> Layer:
    """The values that the text itself gives, at the place of its date or its first block."""
    parts = parts_of_text(texts)
    dated = _dateline_date(parts)
    line = dated_line(source, texts[0].span, convention) if texts and dated is None else None
    reader = _Reader(source, convention, parts)
    data = Metadata(
        title=_title(source, parts), parties=(*reader.senders(), *reader.addressees()), places=reader.places()
    )
    if dated:
        values = dated.decision.values
        kind, value, last = _value(values)
        data = data._replace(
            date=value,
            date_kind=kind,
            date_last=last,
            date_cert=dated.decision.cert,
            date_words=words_of(source, dated.decision.span),
            date_evidence=INTERNAL,
            places=data.places or _beside(source, dated, SENT if parts.is_letter else SETTING),
        )
    if line:
        data = _of_line(data, line, source)
    place = dated.decision.span if dated else line.date.span if line else Span(0, 0)
    return Layer("the text", data, place, inferred=True)


def _beside(source: Source, date: DateNode, role: str) -> tuple[PlaceOf, ...]:
    """The place beside a date that no block names, in doubt."""
    place = place_beside(source, date.decision.span)
    return (PlaceOf(role, place, cert="medium", evidence=INTERNAL),) if place else ()


def _of_line(data: Metadata, line: DatedLine, source: Source) -> Metadata:
    """The values with the date of a line that was not read as a dateline, and its place if no other is known."""
    role = SENT if data.parties else SETTING
    places = data.places or ((PlaceOf(role, line.place, cert="medium", evidence=INTERNAL),) if line.place else ())
    date = line.date
    return data._replace(
        date=date.when,
        date_kind=date.kind,
        date_last=date.last,
        date_cert=date.cert or "medium",
        date_words=words_of(source, date.span),
        date_evidence=INTERNAL,
        places=places,
    )


def _title(source: Source, parts: Parts) -> str:
    """The first heading, without the marks of its notes."""
    if not parts.heads:
        return ""
    head = parts.heads[0]
    words = _BRACKETS.sub("", words_of(source, head.span)).strip()
    return words if len(words) <= _TITLE else ""


# ---------------------------------------------------------------- the date
def _dateline_date(parts: Parts) -> DateNode | None:
    """The first complete date of the datelines; else the only complete date of the headings."""
    of_opener, of_heads, of_closer = (_complete(blocks) for blocks in (parts.opener, parts.heads, parts.closer))
    values = {tuple(sorted(date.decision.values.items())) for date in of_heads}
    if of_opener or (of_closer and (parts.is_letter or len(values) != 1)):
        return (of_opener or of_closer)[0]
    if len(values) != 1:
        return None
    return of_heads[0]._replace(decision=of_heads[0].decision._replace(cert=of_heads[0].decision.cert or "medium"))


def _complete(blocks: Sequence[BlockNode]) -> list[DateNode]:
    """The dates with a year in datelines and headings."""
    kinds = (BlockKind.DATELINE, BlockKind.HEAD)
    return [date for block in blocks if block.kind in kinds for date in dates_in(block) if _is_complete(date)]


def _is_complete(date: DateNode) -> bool:
    return any(_COMPLETE.match(value) for value in date.decision.values.values())


def _value(values: object) -> tuple[str, str, str]:
    """The kind, the value and the end of a date, as in `DateFound`, from its attributes."""
    attributes = dict(values)  # type: ignore[call-overload]
    for kind, (first, last) in {"period": ("from", "to"), "between": ("notBefore", "notAfter")}.items():
        if first in attributes and last in attributes:
            return kind, attributes[first], attributes[last]
    name = next((name for name in ("when", "notBefore", "notAfter", "from", "to") if name in attributes), "when")
    return name, attributes.get(name, ""), ""


# ---------------------------------------------------------------- people and places
class _Reader:
    """Reads the parties and places of one text."""

    def __init__(self, source: Source, convention: Convention, parts: Parts) -> None:
        self._source, self._convention, self._parts = source, convention, parts
        addresses = [b for b in (*parts.opener, *parts.closer, *parts.leaf) if b.kind == ADDRESS]
        self._own = [block for block in addresses if block.type == "sender"]
        self._other = [block for block in addresses if block.type != "sender"]

    def senders(self) -> list[Party]:
        """Who signed a letter; the name in the sender's address where it is fuller than that of the signature."""
        if not self._parts.is_letter:
            return []
        signed = [self._party(SENT, name, block) for block, name in self._names(self._signatures())]
        full = [self._party(SENT, name, block) for block, name in self._names(self._own)[:1]]
        if full and (not signed or (len(signed) == 1 and signed[0].cert and not full[0].cert)):
            return full
        return _distinct(signed)

    def addressees(self) -> list[Party]:
        """Whom the inside address names, else the salutation."""
        addressed = [self._party(RECEIVED, name, block) for block, name in self._names(self._other)[:1]]
        if addressed:
            return addressed
        salutes = [block for block in self._parts.opener if block.kind == BlockKind.SALUTE]
        each = (names_in_salutation(self._source.cut(block.span)) for block in salutes)
        names = next((names for names in each if names), [])
        names = [name for name in names if persons_in(name, self._convention)]
        return [Party(RECEIVED, name, cert="low", evidence=INTERNAL) for name in names]

    def places(self) -> tuple[PlaceOf, ...]:
        """The place of the dateline, else of the sender's address; the place of the inside address."""
        role = SENT if self._parts.is_letter else SETTING
        sent = self._place(self._parts.of_kind(BlockKind.DATELINE), role, "") or self._place(self._own, role, "medium")
        received = self._place(self._other, RECEIVED, "")
        return tuple(place for place in (sent, received) if place)

    def _place(self, blocks: Sequence[BlockNode], role: str, cert: str) -> PlaceOf | None:
        spans = [span for block in blocks for span in names_in(block, _PLACE)]
        return PlaceOf(role, words_of(self._source, spans[0]), cert=cert, evidence=INTERNAL) if spans else None

    def _signatures(self) -> list[BlockNode]:
        return [block for block in self._parts.closer if block.kind == BlockKind.SIGNATURE]

    def _names(self, blocks: Sequence[BlockNode]) -> list[tuple[BlockNode, str]]:
        """The names of persons in blocks; of a written and a typed form in one signature, the fuller one."""
        names = []
        for block in blocks:
            spelt = [words_of(self._source, span) for span in names_in(block, *_PERSON)]
            distinct = {_BRACKETS.sub("", name): None for name in sorted(spelt, key=len, reverse=True)}
            kept: list[str] = []
            for name in distinct:
                if not any(set(name_key(name).split()) <= set(name_key(other).split()) for other in kept):
                    kept.append(name)
            names += [(block, name) for name in spelt if name in kept]
        return names

    def _party(self, role: str, name: str, block: BlockNode) -> Party:
        return Party(role, name, cert=_worse(self._cert(name), block.cert), evidence=INTERNAL)

    def _cert(self, name: str) -> str:
        """Whether a name is a full one: a first name or an initial, and a surname."""
        persons = persons_in(name, self._convention)
        words = persons[0].names[0].words if persons else name
        full = _WORD.findall(words)
        parts = re.findall(r"[^\W\d_]+", words)
        return "" if full and len(parts) > 1 else "medium"


def _distinct(parties: Sequence[Party]) -> list[Party]:
    return list({name_key(party.name): party for party in reversed(parties)}.values())[::-1]


def _worse(first: str, second: str) -> str:
    order = ("", "medium", "low")
    return max(first, second, key=order.index)
