"""The marks of a TEI document as rows of a table: additions, deletions, marginalia, gaps, doubtful words and so on."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from lxml import etree

from teikit.core import Position, Source
from teikit.tei.builder import GENERATED, Element
from teikit.xml import SPAN_AT, TEI, XML_ID, XmlDocument, tei

Place = tuple[str, Position] | None
"""The name of a file and the line and column in it; None where it is not known."""

# The kind of a mark by the element that encodes it, or by the element and its @type where that decides.
_KINDS = {
    "add": "addition", "addSpan": "addition", "del": "deletion", "delSpan": "deletion", "note marginalia": "marginalia",
    "gap": "gap", "unclear": "unclear", "supplied": "supplied", "stamp": "stamp", "signed": "signature",
    "damage": "damage", "figure": "figure", "note endorsement": "endorsement",
}  # fmt: skip
_MARGIN = "margin"  # a note in the margin is a marginal note, whatever its type
_BREAKS = frozenset(map(tei, ("lb", "p", "l", "head", "item", "cell", "seg")))


def _xpath(expression: str) -> Callable[..., Any]:
    return etree.XPath(expression, namespaces={"t": TEI})


class MarkRow(NamedTuple):
    """A mark: its kind, words, hand, place, reason, certainty, and position in a file.

    `kind` is addition, deletion, marginalia, endorsement, gap, damage, unclear, supplied, figure, stamp or
    signature. `hand` is the xml:id of the hand; `scribe` and `medium` come from its handNote in the header.
    `place`, `reason` and `certainty` are @place, @reason and @cert. `line` and `column` count from 1 in `file`;
    both are None if the position is unknown. A string is empty if the document has no value for it.
    """

    kind: str
    text: str
    hand: str
    scribe: str
    medium: str
    place: str
    reason: str
    certainty: str
    file: str
    line: int | None
    column: int | None


def marks_of_transcript(root: Element, source: Source) -> list[MarkRow]:
    """The marks of an encoded document, each with its place in the transcript `source`; `root` has its stamps."""

    def place(element: Element) -> Place:
        stamp, parent = element.get(SPAN_AT, ""), element.getparent()
        if (
            stamp == GENERATED and parent is not None
        ):  # words that a note reports have the position of the element around them
            stamp = parent.get(SPAN_AT, "")
        start = stamp.partition("-")[0]
        return (source.name, source.position(int(start))) if start.isdecimal() else None

    return list(_rows(root, place))


def marks_of_tei(document: XmlDocument) -> list[MarkRow]:
    """The marks of a TEI document, each with its file and position; an empty list if it is not well-formed."""
    tree, locations, text = document.tree, document.locations, document.mapped
    if tree is None or locations is None or text is None:
        return []
    offsets = dict(zip(tree.getroot().iter(etree.Element), locations.offsets, strict=True))
    return list(_rows(tree.getroot(), lambda element: text.position(offsets[element])))


def _rows(root: Element, place: Callable[[Element], Place]) -> Iterator[MarkRow]:
    hands = {f"#{hand.get(XML_ID)}": hand for hand in root.iter(tei("handNote"))}
    for text in root.iter(tei("text")):
        for element in text.iter(f"{{{TEI}}}*"):
            if kind := _kind(element):
                yield _row(kind, element, hands, place(element))


def _kind(element: Element) -> str:
    name = etree.QName(element).localname
    if name == "note" and _MARGIN in element.get("place", ""):
        return _KINDS["note marginalia"]
    return _KINDS.get(f"{name} {element.get('type', '')}") or _KINDS.get(name, "")


def _row(kind: str, element: Element, hands: dict[str, Element], place: Place) -> MarkRow:
    pointer = next((hand for node in (element, *element.iterancestors()) if (hand := node.get("hand"))), "")
    note = hands.get(pointer)
    file, position = place or ("", None)
    return MarkRow(
        kind,
        _words(element),
        pointer.removeprefix("#"),
        "" if note is None else note.get("scribe", ""),
        "" if note is None else note.get("medium", ""),
        element.get("place", ""),
        element.get("reason", ""),
        element.get("cert", ""),
        file,
        position.line if position else None,
        position.column if position else None,
    )


# ---------------------------------------------------------------- words
_ASIDE = "t:note or (parent::t:choice and (self::t:orig or self::t:sic or self::t:abbr))"
_ASIDES = _xpath(f"count(ancestor-or-self::*[self::{_ASIDE}])")
_TEXTS = _xpath(f"descendant::text()[count(ancestor::*[self::{_ASIDE}]) = $asides]")
_FOLLOWING = _xpath("following::text()")
_WITH_ID = _xpath("(following::*[@xml:id = $id])[1]")


def _words(element: Element) -> str:
    """The words of a mark, on one line. A spanning element (addSpan, delSpan) has the words up to its end.

    Notes inside are left out; of a choice, the corrected, regularised or expanded form is used.
    """
    target = element.get("spanTo", "").removeprefix("#")
    end = _WITH_ID(element, id=target) if target else []
    if end:
        following = _FOLLOWING(element)
        texts = following[: len(following) - len(_FOLLOWING(end[0]))]
    else:
        texts = _TEXTS(element, asides=_ASIDES(element))
    return " ".join("".join(map(_spaced, texts)).split())


def _spaced(text: Any) -> str:
    """A text node of lxml, with a space before it if a line or a block begins with it."""
    element = text.getparent()
    return f" {text}" if element.tag in _BREAKS and element.get("break") != "no" else str(text)
