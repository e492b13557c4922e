"""Joins a deletion and the insertion that takes its place (TEI Guidelines 11.3.1.5)."""

from lxml import etree

from teikit.tei.builder import Element
from teikit.xml import SPAN_AT, tei

_HALVES = {(tei("del"), tei("add")), (tei("add"), tei("del"))}


def join_replacements(root: Element) -> None:
    """Puts each `del` and the `add` beside it, with nothing but white space between, into a `subst`."""
    for first in list(root.iter(tei("del"), tei("add"))):
        second, parent = first.getnext(), first.getparent()
        if second is None or parent is None or parent.tag == tei("subst") or (first.tail or "").strip():
            continue
        if (first.tag, second.tag) in _HALVES:
            _join(first, second)


def _join(first: Element, second: Element) -> None:
    """Puts both into a new element in their place; the place is never counted, as that would count all before it."""
    joined = etree.Element(tei("subst"))
    start, end = first.get(SPAN_AT, "").partition("-")[0], second.get(SPAN_AT, "").rpartition("-")[2]
    joined.set(SPAN_AT, f"{start}-{end}")
    first.addprevious(joined)
    joined.tail, second.tail = second.tail, None
    joined.append(first)
    joined.append(second)
