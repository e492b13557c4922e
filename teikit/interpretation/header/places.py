"""Reads from where a text was sent, and to where, from the opener and the closer of a text."""

import re
from collections.abc import Sequence

from teikit.core import Source, Span, begins_name
from teikit.interpretation.header.heading_words import heading_words
from teikit.interpretation.header.lines import is_place
from teikit.interpretation.header.parts import Parts, names_in, words_of
from teikit.interpretation.nodes import BlockKind, BlockNode
from teikit.transcript import RECEIVED, SENT, SETTING, PlaceOf

INTERNAL = "internal"
"""The value of @evidence for what the text itself says."""
_PLACE = "place"


def place_of_words(source: Source, words: str, span: Span) -> Span:
    """Where a span has words, however they are spaced; else the span."""
    match = re.compile(r"\s+".join(map(re.escape, words.split()))).search(source.text, *span)
    return Span(*match.span()) if match else span


class PlaceReader:
    """Reads the places of one text: `own` and `other` are the addresses of sender and addressee."""

    def __init__(
        self,
        source: Source,
        parts: Parts,
        own: Sequence[BlockNode],
        other: Sequence[BlockNode],
        closing_place: Span | None,
        label: re.Match[str] | None,
    ) -> None:
        self._source, self._parts, self._own, self._other = source, parts, own, other
        self._closing_place, self._label = closing_place, label

    def places(self) -> tuple[PlaceOf, ...]:
        """The place of the dateline, else of the sender's address; the place of the inside address."""
        role = SENT if self._parts.is_letter else SETTING
        datelines = self._parts.of_kind(BlockKind.DATELINE)
        sent = self._place(datelines, role, "dateline") or self._where(datelines, role)
        sent = sent or self._place(self._own, role, "address") or self._settlement() or self._labelled_place()
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

    def _settlement(self) -> PlaceOf | None:
        """The place in a block that is nothing but `г. Смоленск`, or `Из Пекина`."""
        role = SENT if self._parts.is_letter else SETTING
        for block in (*self._parts.opener, *self._parts.closer):
            words = words_of(self._source, block.span).rstrip(" .,")
            origin = heading_words("ways", "origins").fullmatch(words)
            place = (
                origin["place"] if origin and begins_name(origin["place"]) and block in self._parts.opener else words
            )
            if place != words or heading_words("events", "settlements").fullmatch(words):
                span = place_of_words(self._source, place, block.span)
                return PlaceOf(role, place, "", "", INTERNAL, span, "words of a block")
        return None

    def _labelled_place(self) -> PlaceOf | None:
        """The place in a line `Place: …` above a text that is no letter."""
        match = self._label
        if match is None or match["mark"] != ":" or self._parts.is_letter:
            return None
        return PlaceOf(SETTING, match["value"].strip(" .,;"), "", "", INTERNAL, Span(*match.span("value")), "label")

    def _where(self, blocks: Sequence[BlockNode], role: str) -> PlaceOf | None:
        """The place behind a word such as `in` before a date: `V Praze`, `À Lyon`."""
        for span in (span for block in blocks for span in names_in(block, "where")):
            before, _, name = self._source.cut(span).partition(" ")
            if begins_name(name) and heading_words("events", "places").fullmatch(before):
                place = Span(span.end - len(name), span.end)
                return PlaceOf(role, name, "", "", INTERNAL, place, "dateline")
        return None
