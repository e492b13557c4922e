"""Compares what a TEI file says with the annotation: which items are found, which elements are false."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from gold_events import Event, span_of

Item = dict[str, Any]

# A block agrees if the letters that both have are this share of the letters that either has.
WIDE = {"p": 0.75, "item": 0.6, "attendance": 0.7, "address-recipient": 0.7, "head": 0.7, "head-ed": 0.7, "ps": 0.7,
        "entry": 0.6, "row": 0.6}  # fmt: skip
BLOCKS = {
    "dateline", "salute", "valediction", "signed", "office", "address-recipient", "address-sender", "head", "head-ed",
    "p", "item", "ps", "stamp", "formula", "entry-head", "entry", "speaker", "attendance", "row", "endorsement",
    "footnote", "fnmark", "legend", "fw", "pb",
}  # fmt: skip
UNSCORED = {"front", "layout", "label", "hi", "sigmark"}
# Attributes that are compared where an item of the kind is found.
ATTRIBUTES = {
    "dateline": ["when"], "entry-head": ["when"], "formula": ["type"], "expan": ["ex"], "sic": ["corr"], "pb": ["n"],
    "gap": ["reason", "quantity", "unit"], "item": ["n"], "note": ["type"], "entry": ["n"], "fw": ["type"],
}  # fmt: skip


@dataclass
class Result:
    """What a comparison finds: items with their element (None: missed), false elements, attributes right or wrong."""

    pairs: list[tuple[Item, Event | None]] = field(default_factory=list)
    false: list[Event] = field(default_factory=list)
    absorbed: list[Event] = field(default_factory=list)
    attributes: list[tuple[Item, Event, str, bool]] = field(default_factory=list)


def folded(words: str) -> str:
    """Words without the differences that do not matter."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return " ".join(re.sub(r"[^\w]+", " ", plain).split())


class Text:
    """A raw text that counts the letters between two offsets."""

    def __init__(self, text: str) -> None:
        self.text, self.sums = text, [0]
        for char in text:
            self.sums.append(self.sums[-1] + char.isalnum())

    def letters(self, start: int, end: int) -> int:
        """How many letters and digits a span has."""
        return self.sums[max(start, min(end, len(self.text)))] - self.sums[min(start, len(self.text))]

    def common(self, item: Item, event: Event) -> float:
        """How much two spans share: of all they have for blocks that are read for their bounds, else of the shorter."""
        start, end = max(item["start"], event.start), min(item["end"], event.end)
        both = self.letters(start, end) if start < end else 0
        one, other = self.letters(item["start"], item["end"]), self.letters(event.start, event.end)
        if item["kind"] in WIDE:
            return both / ((one + other - both) or 1)
        return both / (min(one, other) or 1) if both * 3 >= max(one, other) else 0.0


def kinds(item: Item) -> set[str]:
    """The kinds that are right for an item."""
    return {item["kind"], *item["alt"]} - {"none"}


def agreement(item: Item, event: Event, text: Text) -> float:
    """How well an element answers to an item; 0 if it does not."""
    if item["kind"] == "fnmark":
        return _at_mark(item, event)
    if event.kind not in kinds(item):
        return 0.0
    if event.kind in ("pb", "space", "gap") and item["kind"] == event.kind:
        near = event.start <= item["end"] + 2 and item["start"] <= event.end + 2
        return 1.0 if near else 0.0
    if item["kind"] == "footnote" and event.kind == "footnote":
        return _same_note(item, event, text)
    share = text.common(item, event)
    return share if share >= WIDE.get(item["kind"], 0.5) else 0.0


def _at_mark(item: Item, event: Event) -> float:
    """Whether a footnote is where its mark is: it has the mark's number, and its block holds the mark."""
    if event.kind != "footnote" or event.attrs.get("n") != item["attrs"]["n"]:
        return 0.0
    for above in event.element.iterancestors():
        if (span := span_of(above)) is not None and span[1] - span[0] < 100_000:
            return (
                1.0 if span[0] <= item["start"] + 1 and item["end"] <= span[1] + 4 and above.tag[-3:] != "div" else 0.0
            )
    return 0.0


def _same_note(item: Item, event: Event, text: Text) -> float:
    wanted = folded(text.text[item["start"] : item["end"]])
    similar = SequenceMatcher(None, wanted, folded(event.text), autojunk=False).ratio()
    return similar if similar >= 0.75 else 0.0


def compared(items: Iterable[Item], events: list[Event], text: Text) -> Result:
    """The items of the annotation with the elements that answer to them, each element to one item."""
    result, taken = Result(), set[int]()
    wanted = _behind_speakers([item for item in items if item["kind"] not in UNSCORED | {"legend"}])
    ranked = sorted(
        ((agreement(item, event, text), event.kind == item["kind"], -index, -at) for index, item in enumerate(wanted)
         for at, event in enumerate(events)), reverse=True)  # fmt: skip
    answers: dict[int, int] = {}
    for share, _, minus_index, minus_at in ranked:
        index, at = -minus_index, -minus_at
        mark = wanted[index]["kind"] == "fnmark"
        if share and index not in answers and (mark or at not in taken):
            answers[index] = at
            if not mark:
                taken.add(at)
    for index, item in enumerate(wanted):
        event = events[answers[index]] if index in answers else None
        result.pairs.append((item, event))
        if event is not None and event.kind == item["kind"]:
            result.attributes += [(item, event, *one) for one in checked(item, event)]
    result.pairs += [(item, None) for item in items if item["kind"] == "legend" and _in_text(item, events, text)]
    _sort_rest([event for at, event in enumerate(events) if at not in taken], list(items), events, text, result)
    return result


def _behind_speakers(items: list[Item]) -> list[Item]:
    """The items; a paragraph that is marked from the name of its speaker on begins behind the name, as in TEI."""
    ends = {item["start"]: item["end"] for item in items if item["kind"] == "speaker"}
    return [
        {**item, "start": ends[item["start"]]} if item["kind"] == "p" and item["start"] in ends else item
        for item in items
    ]


def _in_text(item: Item, events: list[Event], text: Text) -> bool:
    """Whether the words of a legend, which belong to the header, are in the text."""
    return any(text.common(item, event) >= 0.5 for event in events if event.kind in BLOCKS)


def _sort_rest(rest: list[Event], items: list[Item], events: list[Event], text: Text, result: Result) -> None:
    """An element that answers to no item is false, unless it only wraps another or says an item once more."""
    for event in rest:
        again = event.kind != "p" and any(
            event.kind in kinds(item) and text.common(item, event) >= 0.5 for item in items
        )
        layout = any(item["kind"] in UNSCORED and _inside(event, item) for item in items)
        wraps = event.kind in ("p", "item") and any(_wraps(event, one, text) for one in events if one is not event)
        (result.absorbed if again or layout or wraps else result.false).append(event)


def _inside(event: Event, item: Item) -> bool:
    return bool(item["start"] - 1 <= event.start and event.end <= item["end"] + 1)


def _wraps(event: Event, other: Event, text: Text) -> bool:
    """Whether a paragraph or item only holds another element, or is only the content of one."""
    if event.element in other.element.iter():
        holders = ("item", "ps", "footnote", "note", "endorsement", "attendance")
        return other.kind in (holders if event.kind == "p" else ("attendance",))
    if event.kind != "p":
        return False
    most = text.letters(other.start, other.end) * 5 >= text.letters(event.start, event.end) * 4
    return most and other.element in event.element.iter()


def checked(item: Item, event: Event) -> list[tuple[str, bool]]:
    """The attributes of an item with whether the element says the same."""
    wanted = item["attrs"]
    return [
        (name, folded(str(wanted[name])) == folded(event.attrs.get(name, "")))
        for name in ATTRIBUTES.get(item["kind"], ())
        if name in wanted
    ]
