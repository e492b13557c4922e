"""What a TEI file says in the terms of the annotation: blocks and marks with their spans, facts of the header."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
AT = "{urn:teikit:span}at"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Element = etree._Element

FORMULAS = {"transmission", "classification", "copy", "reference", "enclosure", "subject", "handling", "field",
            "certification"}  # fmt: skip
NOTES = {"gloss": "gloss", "marginalia": "marginalia", "footnote": "footnote", "original": "original",
         "endorsement": "endorsement"}  # fmt: skip
PLAIN = {
    "dateline": "dateline", "p": "p", "item": "item", "signed": "signed", "stamp": "stamp", "speaker": "speaker",
    "row": "row", "supplied": "supplied", "expan": "expan", "unclear": "unclear", "gap": "gap", "add": "add",
    "addSpan": "add", "del": "del", "delSpan": "del", "pb": "pb", "fw": "fw", "sic": "sic", "figure": "figure",
    "incident": "incident", "kinesic": "kinesic", "vocal": "vocal", "pause": "pause", "damage": "damage",
    "surplus": "surplus", "byline": "byline", "postscript": "ps", "space": "space", "milestone": "time",
}  # fmt: skip
# What a gap or expansion inside these says is part of them.
HELD = {("gap", "signed"), ("gap", "del"), ("expan", "choice"), ("signed", "signed")}


@dataclass
class Event:
    """One thing that the TEI says: its kind, its span in the raw text, its attributes, its certainty ("" is sure)."""

    kind: str
    start: int
    end: int
    attrs: dict[str, str]
    cert: str
    text: str
    element: Element = field(repr=False)


def span_of(element: Element) -> tuple[int, int] | None:
    """The span that an element is stamped with."""
    start, dash, end = (element.get(AT) or "").partition("-")
    return (int(start), int(end)) if dash else None


def kind_of(element: Element) -> str:
    """What an element is in the terms of the annotation; empty where it is nothing of these."""
    name, type_ = etree.QName(element).localname, element.get("type") or ""
    parent = element.getparent()
    above = "" if parent is None else etree.QName(parent).localname
    if (name, above) in HELD:
        return ""
    if name == "postscript" and {etree.QName(child).localname for child in element} == {"ab"}:
        return ""  # what is no word of the writer is in a postscript, as TEI allows it nowhere else behind a closer
    by_kind = {
        "div": "entry" if type_ == "entry" else "",
        "head": "head-ed" if type_ == "editorial" else _head(parent),
        "salute": "valediction" if above == "closer" else "salute",
        "address": "address-sender" if type_ == "sender" else "address-recipient",
        "note": NOTES.get(type_, "note"),
        "seg": "formula" if type_ in FORMULAS else "",
        "roleName": "office" if above == "signed" else "",
        "list": "attendance" if type_ == "attendance" else "",
        "hi": "letterspaced" if element.get("rend") == "letterspaced" else "",
    }
    return by_kind.get(name, PLAIN.get(name, ""))


def _head(parent: Element | None) -> str:
    kind = "" if parent is None else etree.QName(parent).localname
    if kind == "div" and parent is not None and parent.get("type") == "entry":
        return "entry-head"
    return "" if kind in ("list", "figure") else "head"


def cert_of(element: Element) -> str:
    """The certainty of an element: its own, or that of the opener, closer or division around it."""
    while element is not None:
        if element.get("cert"):
            return str(element.get("cert"))
        parent = element.getparent()
        if parent is None or etree.QName(parent).localname not in ("opener", "closer", "postscript", "choice", "table"):
            return ""
        element = parent
    return ""


def events_of(root: Element) -> list[Event]:
    """What the text says, in document order."""
    return [event for element in _elements(root) if (event := _event(element)) is not None]


def _elements(root: Element) -> Iterator[Element]:
    text = root.find(f"{TEI}text")
    return iter(()) if text is None else text.iter(f"{TEI}*")


def _event(element: Element) -> Event | None:
    kind, span = kind_of(element), span_of(element)
    if not kind or span is None:
        return None
    attrs = {str(name): str(value) for name, value in element.attrib.items() if name != AT}
    for date in element.iter(f"{TEI}date"):
        attrs.setdefault("when", date.get("when") or "")
    if attrs.get("type") == "certification":
        # The annotation has one type for notes on the copy.
        attrs["type"] = "handling"
    if kind == "expan":
        attrs["ex"] = "".join("".join(one.itertext()) for one in element.iter(f"{TEI}ex"))
    corr = None if element.getparent() is None else element.getparent().find(f"{TEI}corr")
    if kind == "sic" and corr is not None:
        attrs["corr"] = "".join(corr.itertext())
    words = " ".join("".join(element.itertext()).split())
    return Event(kind, *span, attrs, cert_of(element), words, element)


def facts_of(root: Element) -> dict[str, list[tuple[str, str]]]:
    """The facts of the header: values with their certainty, by the names of the annotation."""
    paths = {
        "title": "t:teiHeader//t:titleStmt/t:title",
        "date": "t:teiHeader//t:creation//t:date",
        "sender": "t:teiHeader//t:correspAction[@type='sent']/*[self::t:persName or self::t:orgName]",
        "addressee": "t:teiHeader//t:correspAction[@type='received']/*[self::t:persName or self::t:orgName]",
        "place": "t:teiHeader//t:correspAction[@type='sent']/t:placeName | t:teiHeader//t:setting/t:placeName",
        "repository": "t:teiHeader//t:msIdentifier/t:repository",
        "shelfmark": "t:teiHeader//t:sourceDesc//t:idno[@type='shelfmark']",
        "original": "t:teiHeader//t:textLang",
    }
    facts = {name: _values(root, path) for name, path in paths.items()}
    language = root.find(f"{TEI}text")
    facts["language"] = [] if language is None else [(str(language.get(LANG) or "").split("-")[0], "")]
    return facts


def _values(root: Element, path: str) -> list[tuple[str, str]]:
    found = root.xpath(path, namespaces={"t": TEI[1:-1]})
    assert isinstance(found, list)
    values = []
    for one in found:
        assert isinstance(one, etree._Element)
        span = "/".join(filter(None, (one.get("from") or one.get("notBefore"), one.get("to") or one.get("notAfter"))))
        said = one.get("when") or span or one.get("mainLang") or " ".join("".join(one.itertext()).split())
        values.append((str(said), str(one.get("cert") or "")))
    return [value for value in values if value[0]]
