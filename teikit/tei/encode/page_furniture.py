"""Writes what a page of the source prints round its text: page beginnings, numbers, running heads."""

from teikit.core import Span
from teikit.tei.builder import Builder
from teikit.transcript import Page


def write_page(builder: Builder, page: Page) -> None:
    """The printed number and head of a page; a number at the foot ends its page, so that the next begins behind it."""
    if page.n and not page.number:
        # The transcriber's bracket says which page begins; it is no word of the page.
        builder.element("pb", {"n": str(page.n), "cert": page.cert}, page.span)
    done = page.span.start
    for printed in (page.number, page.head):
        if printed and not builder.source.text[done : printed.start].isspace():
            # The words before it say that it is a page's number.
            builder.mark(Span(done, printed.start))
        done = printed.end if printed else done
    if page.number and not page.foot:
        builder.element("pb", {"n": str(page.n), "cert": page.cert}, page.number)
    if page.number:
        with builder.within("fw", {"type": "pageNum"}, page.number):
            builder.text(page.number)
    if page.number and page.foot:
        builder.element("pb", {"n": str(page.n + 1), "cert": page.cert}, page.number)
    if page.head:
        with builder.within("fw", {"type": "header"}, page.head):
            builder.text(page.head)
    builder.mark(Span(done, page.span.end))
