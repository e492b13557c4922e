"""Joins a deletion and the insertion that takes its place (TEI Guidelines 11.3.1.5)."""

from lxml import etree

from teikit.tei.builder import Element
from teikit.tei.names import SPAN_AT, tei

_HALVES = {(tei("del"), tei("add")), (tei("add"), tei("del"))}


def join_replacements(root: Element) -> None:
    """Puts each `del` and the `add` beside it, with nothing but white space between, into a `subst`."""
    for first in list(root.iter(tei("del"), tei("add"))):
        second, parent = first.getnext(), first.getparent()
        if second is None or parent is None or parent.tag == tei("subst") or (first.tail or "").strip():
            continue
        if (first.tag, second.tag) in _HALVES:
            _join(parent, first, second)


def _join(parent: Element, first: Element, second: Element) -> None:
    joined = etree.Element(tei("subst"))
    start, end = first.get(SPAN_AT, "").partition("-")[0], second.get(SPAN_AT, "").rpartition("-")[2]
    joined.set(SPAN_AT, f"{start}-{end}")
    joined.tail, second.tail = second.tail, None
    parent.insert(parent.index(first), joined)
    joined.extend([first, second])
