"""What a text says of itself: title, date, sender, addressee, place (encoding guide, 8.2 to 8.4).

Nothing else is read from it: an archive, a licence or a translator is never inferred (8.5). How sure a value is follows
from the part of the text it was found in, as measured (`certainties`); a salutation without a name gives nothing.
"""

import re
from collections.abc import Sequence

from teikit.conventions import Convention
from teikit.core import Source, Span
from teikit.interpretation.header.certainties import with_certainties
from teikit.interpretation.header.events import Event, event_in
from teikit.interpretation.header.lines import DatedLine, dated_line, first_lines, place_beside
from teikit.interpretation.header.parties import PartyReader
from teikit.interpretation.header.parts import (
    Parts,
    dates_in,
    names_in,
    parts_of_text,
    words_of,
)
from teikit.interpretation.header.places import INTERNAL
from teikit.interpretation.header.precedence import Layer
from teikit.interpretation.header.text_title import with_heading
from teikit.interpretation.header.tops import line_of_place, lines_above, names_meeting, way_behind
from teikit.interpretation.nodes import BlockKind, BlockNode, DateNode, TextNode
from teikit.transcript import RECEIVED, SENT, SETTING, Metadata, PlaceOf, Stated

# A place is at most so many characters behind its date.
_NEAR = 20
_COMPLETE = re.compile(r"\d{4}")


def layer_of_text(
    texts: Sequence[TextNode], source: Source, convention: Convention, known: Metadata, given: Stated, language: str
) -> Layer:
    """The values that the text itself gives, at the place of its date or its first block.

    Of what is `known` from other sources only the date is read, and the parties that a person stated in a table
    (`given`): to report where they differ. `language` is that of the text, empty if it is not decided.
    """
    parts = parts_of_text(texts)
    dated = _dateline_date(parts)
    body = texts[0].span if texts else Span(0, 0)
    roles = [role for role in (SENT, RECEIVED) if given.table.party(role) or not known.party(role)]
    if roles or not known.title:
        parts = parts._replace(lines=first_lines(source, body))
        parts = parts._replace(above=lines_above(parts), meets=names_meeting(source, parts, convention))
    line = dated_line(source, body, convention) if texts and dated is None and not known.date else None
    if line and not parts.heads:
        parts = parts._replace(dated=line.date.span.start < body.start + len(body) // 3)
    reader = PartyReader(source, convention, parts, body, language)
    parties = (*(reader.senders() if SENT in roles else ()), *(reader.addressees() if RECEIVED in roles else ()))
    data = Metadata(parties=parties, places=() if known.places else reader.places())
    if dated:
        in_heading = any(head.span.covers(dated.decision.span) for head in parts.heads)
        data = _of_dateline(data, dated, source, "heading" if in_heading else "dateline")
        data = data._replace(places=data.places or (() if known.places else _beside(source, dated, parts)))
    elif line:
        data = _of_line(data, line, source)
    wanted = not (data.date or known.date) or not (data.places or known.places or parts.is_greeted)
    if texts and wanted and not any(party.role == SENT and party.found_in == "heading" for party in data.parties):
        data = _of_event(data, event_in(source, body, convention), source, known)
    if not known.title:
        data = with_heading(data, source, parts, body, language)
    place = dated.decision.span if dated else line.date.span if line else Span(0, 0)
    return Layer("the text", with_certainties(data, given.learned), place, inferred=True)


def _of_dateline(data: Metadata, dated: DateNode, source: Source, found_in: str) -> Metadata:
    """The values with the date of a dateline, or of a heading."""
    kind, value, last = _value(dated.decision.values)
    return data._replace(
        date=value,
        date_kind=kind,
        date_last=last,
        date_cert=dated.decision.cert,
        date_words=words_of(source, dated.decision.span),
        date_evidence=INTERNAL,
        date_span=dated.decision.span,
        date_found_in=found_in,
    )


def _beside(source: Source, date: DateNode, parts: Parts) -> tuple[PlaceOf, ...]:
    """The place beside a date that no block names; words that say where without a name are not one."""
    role, way = SENT if parts.is_letter else SETTING, way_behind(source, date.decision.span)
    if way:
        return (PlaceOf(role, words_of(source, way), "", "", INTERNAL, way, "words beside the date"),)
    if parts.meets or any(names_in(block, "where") for block in parts.of_kind(BlockKind.DATELINE)):
        return ()
    place = place_beside(source, date.decision.span)
    span, found_in = _in_line(source, place, date.decision.span), "words beside the date"
    above = None if place else line_of_place(source, parts, date.decision.span)
    if above:
        place, span, found_in = words_of(source, above), above, "line above the date"
    return (PlaceOf(role, place, "", "", INTERNAL, span, found_in),) if place else ()


def _in_line(source: Source, words: str, date: Span) -> Span:
    """Where the words are in the line of a date; the date if they are spelt otherwise there."""
    start = max(0, source.text.rfind("\n", 0, date.start) - len(words) - 1)
    place = source.text.find(words, start, date.end + len(words) + _NEAR)
    return Span(place, place + len(words)) if place >= 0 else date


def _of_line(data: Metadata, line: DatedLine, source: Source) -> Metadata:
    """The values with the date of a line that was not read as a dateline, and its place if no other is known."""
    role = SENT if data.parties else SETTING
    date = line.date
    where = _in_line(source, line.place, date.span)
    place = PlaceOf(role, line.place, "", "", INTERNAL, where, "line with a date")
    places = data.places or ((place,) if line.place else ())
    return data._replace(
        date=date.when,
        date_kind=date.kind,
        date_last=date.last,
        date_cert=date.cert,
        date_words=words_of(source, date.span),
        date_evidence=INTERNAL,
        date_span=date.span,
        date_found_in="line with a date",
        places=places,
    )


def _of_event(data: Metadata, event: Event | None, source: Source, known: Metadata) -> Metadata:
    """The values with the date and the place of an event, where no other is known."""
    if event is None or (data.date and data.date != event.date.when):
        return data
    if not (data.date or known.date):
        data = _of_line(data, DatedLine(event.date), source)._replace(date_found_in="sentence")
    if known.places or data.places or event.place is None:
        return data
    place = PlaceOf(SETTING, words_of(source, event.place), "", "", INTERNAL, event.place, "sentence")
    return data._replace(places=(place,))


# ---------------------------------------------------------------- the date
def _dateline_date(parts: Parts) -> DateNode | None:
    """The first complete date of the datelines; else the only complete date of the headings."""
    of_opener, of_heads, of_closer = (_complete(blocks) for blocks in (parts.opener, parts.heads, parts.closer))
    values = {tuple(sorted(date.decision.values.items())) for date in of_heads}
    if of_opener or (of_closer and (parts.is_letter or len(values) != 1)):
        return (of_opener or of_closer)[0]
    if len(values) != 1:
        return None
    return of_heads[0]


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
