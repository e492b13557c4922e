"""How elements are written as notes: a table of one function for each element.

A function returns the text, or None if the convention cannot write the element.
"""

from collections.abc import Mapping

from teikit.tei.builder import Element
from teikit.tei.decode import described
from teikit.tei.decode.decoder_protocol import Decoder, Row
from teikit.tei.decode.templates import children, local
from teikit.transcript import MIN_ROWS
from teikit.xml import XML_ID, tei

# The sign of transcribers for a word that a line end divides, without a sign of the source.
_DIVIDED = "¬"


# ---------------------------------------------------------------- in the document itself
def _pointed(writer: Decoder, pointer: str | None) -> Element | None:
    wanted = (pointer or "").removeprefix("#")
    return next((e for e in writer.root.iter(tei("add"), tei("addSpan")) if wanted and e.get(XML_ID) == wanted), None)


def _hand(writer: Decoder, element: Element) -> dict[str, str]:
    """The attributes of a handwritten element, with the medium of its hand."""
    hand = (element.get("hand") or "").removeprefix("#")
    notes = writer.root.getroottree().getroot().iter(tei("handNote"))
    medium = next((note.get("medium") for note in notes if note.get(XML_ID) == hand), None) or ""
    given = {"place": element.get("place") or "unspecified"}
    return given if medium in ("", "unknown") else {**given, "medium": medium.replace("-", " ")}


def _addition(writer: Decoder, element: Element, content: str) -> str | None:
    """The words of a note about an addition; the second part of a continued one does not repeat its place."""
    attributes, onward = _hand(writer, element), _pointed(writer, element.get("next"))
    announced = _pointed(writer, element.get("prev"))
    bare = announced is not None and content.lstrip('"“„').startswith(("...", "…"))
    if bare:
        attributes["place"] = "unspecified"
    inserted = not bare and onward is None and attributes["place"] not in ("above", "below", "inline")
    there = None if onward is None else onward.get("place") or "unspecified"
    return writer.wording(element).handwritten(attributes, there, content, inserted)


def add(writer: Decoder, element: Element) -> str | None:
    """`[handwritten above: …]`."""
    return writer.note(_addition(writer, element, writer.inside(element)))


def add_span(writer: Decoder, element: Element) -> str | None:
    """The beginning of a note over several paragraphs, which ends at the anchor."""
    following = element.getnext()
    begins = "".join(str(t) for t in following.itertext()).lstrip() if following is not None else ""
    words = _addition(writer, element, begins[:1] and begins[:3])
    return None if words is None else writer.brackets()[0] + words.removesuffix(begins[:3])


def marginalia(writer: Decoder, element: Element) -> str | None:
    """`[handwritten in the left margin: …]`."""
    return writer.wording(element).handwritten(_hand(writer, element), None, writer.inside(element), inserted=False)


def deletion(writer: Decoder, element: Element) -> str | None:
    """`[crossed out: …]`, `[blacked out: …]`."""
    meaning = {"strikethrough": "deleted", "redacted": "redacted"}.get(element.get("rend") or "")
    return writer.note(writer.wording(element).note(meaning, writer.inside(element))) if meaning else None


def highlighted(writer: Decoder, element: Element) -> str | None:
    """`[underlined by hand: …]`."""
    if element.get("rend") != "underline" or not element.get("hand"):
        return None
    return writer.note(writer.wording(element).note("underlined", writer.inside(element)))


def gap(writer: Decoder, element: Element) -> str | None:
    """`[one word missing]`, `[illegible]`, `[signature]`, `[...]`."""
    words = " ".join(writer.inside(child) for child in children(element))
    parent, reason = element.getparent(), element.get("reason")
    if reason == "redacted" and parent is not None and parent.get("rend") == "redacted":
        return words
    if reason == "signature":
        return writer.note(writer.wording(element).note("signature", words))
    attributes = {str(k): str(v) for k, v in element.attrib.items()}
    return writer.note(words) if words else writer.note(writer.wording(element).gap(attributes))


def stamp(writer: Decoder, element: Element) -> str | None:
    """`[stamp: …]`; a stamp that was recognised by its words is written without brackets."""
    parent = element.getparent()
    if element.get("cert") or (parent is not None and local(parent) == "ab" and parent.get("cert")):
        return None
    meaning = {None: "stamp", "postmark": "postmark"}.get(element.get("type"))
    return writer.note(writer.wording(element).note(meaning, writer.inside(element))) if meaning else None


def space(writer: Decoder, element: Element) -> str | None:
    """A blank field, as spaces."""
    quantity = element.get("quantity") or "1"
    return " " * min(int(quantity), 1000) if quantity.isdecimal() and element.get("unit") == "char" else None


def line_break(writer: Decoder, element: Element) -> str:
    """A line end of the document; one inside a word, where the source has no hyphen, after the transcriber's sign."""
    before, parent = element.getprevious(), element.getparent()
    words = before.tail if before is not None else parent.text if parent is not None else ""
    divided = element.get("break") == "no" and (words or " ")[-1].isalpha()
    return f"{_DIVIDED}\n" if divided else "\n"


# ---------------------------------------------------------------- by an editor or translator
def bracketed(writer: Decoder, element: Element) -> str | None:
    """`[word]`: supplied, or a gloss."""
    return writer.note(writer.inside(element))


def supplied(writer: Decoder, element: Element) -> str | None:
    """`[word]`, for words that a translation needs; other reasons have no sign."""
    return bracketed(writer, element) if element.get("reason") in (None, "translation") else None


def note(writer: Decoder, element: Element) -> str | None:
    """A note by its type."""
    kind = element.get("type") or ""
    if kind == "marginalia":
        return writer.note(marginalia(writer, element))
    if kind == "gloss" or (kind == "editorial" and element.get("cert")):
        # A note recognised as the editor's by its words has no label.
        return bracketed(writer, element)
    # An endorsement is overleaf, if it does not say otherwise; a place or hand of its own has no words here.
    endorsed = kind == "endorsement" and element.get("place") == "overleaf" and element.get("hand") is None
    worded = endorsed or kind in _VOICES
    return writer.note(writer.wording(element).note(kind, writer.inside(element))) if worded else None


def expansion(writer: Decoder, element: Element) -> str | None:
    """`Com[munist]`."""
    return writer.inside(element) if any(local(child) == "ex" for child in children(element)) else None


def sic(writer: Decoder, element: Element) -> str | None:
    """`word [sic]`."""
    marked = writer.note(writer.wording(element).say("sic"))
    return f"{writer.inside(element)} {marked}" if marked else None


def choice(writer: Decoder, element: Element) -> str | None:
    """`word [sic, other]`, `[W]ith`, `[hat/hut?]`, `Hptm. [Hauptmann]`."""
    if pair := described.readings(writer, element) or described.abbreviation(writer, element):
        return pair
    parts: Mapping[str, Element] = {local(child): child for child in children(element)}
    if len(parts) != len(list(children(element))):
        return None
    if parts.keys() == {"sic", "corr"}:
        label = writer.wording(element).say("sic")
        marked = writer.note(f"{label}, {writer.inside(parts['corr'])}") if label else None
        return f"{writer.inside(parts['sic'])} {marked}" if marked else None
    if parts.keys() == {"orig", "reg"} and writer.inside(parts["orig"]) == writer.inside(parts["reg"]).lower():
        return bracketed(writer, parts["reg"])
    return None


def table(writer: Decoder, element: Element) -> str:
    """One line for each row, with bars between cells. A table that would not be read back is reported."""
    rows = [row for row in children(element) if local(row) == "row"]
    cells = [[writer.inside(cell).replace("\n", " ").strip() for cell in children(row)] for row in rows]
    plain = len(rows) >= MIN_ROWS and len({len(row) for row in cells}) == 1 and len(cells[0]) > 1
    if not plain or any("|" in cell for row in cells for cell in row) or len(rows) < len(list(children(element))):
        writer.report_unwritable(element)
    others = [writer.inside(child) for child in children(element) if child not in rows]
    return "\n".join([*others, *("| " + " | ".join(row) + " |" for row in cells)])


_VOICES = ("translator", "editorial")
ROWS: dict[str, Row] = {
    "add": add,
    "addSpan": add_span,
    "del": deletion,
    "hi": highlighted,
    "gap": gap,
    "stamp": stamp,
    "unclear": described.doubtful,
    "space": space,
    "lb": line_break,
    "supplied": supplied,
    "note": note,
    "expan": expansion,
    "ex": bracketed,
    "sic": sic,
    "choice": choice,
    "table": table,
    **described.ROWS,
}
