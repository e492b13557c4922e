"""Fills the TEI snippets of a convention's marks.

A snippet is a piece of TEI with places: `{content}` what is between the signs, `{text}` the sign as it is,
`{closed}` the same without blanks, `{count}` its length, `{hand}` the hand, and the groups of the mark's pattern.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

from lxml import etree

from teikit.conventions import Convention, ConventionError
from teikit.core import Span
from teikit.tei.builder import Builder, Element
from teikit.xml import TEI, tei

_PLACE = re.compile(r"\{(\w+)\}")
_TEXTS = ("{content}", "{text}", "{closed}")


class SnippetError(ValueError):
    """A snippet is no well-formed TEI, or has a place that nothing fills."""


@cache
def snippet(text: str) -> Element:
    """The parsed snippet, under a wrapper element. Raises SnippetError."""
    try:
        return etree.fromstring(f'<snippet xmlns="{TEI}">{text}</snippet>')
    except etree.XMLSyntaxError as error:
        raise SnippetError(f"“{text}” is not well-formed: {error}") from error


@cache
def usable(convention: Convention) -> Convention:
    """The convention, if every mark's TEI can be written. Raises ConventionError naming the mark that cannot."""
    for mark in convention.marks:
        try:
            for node in snippet(mark.tei).iter():
                inside = [node.text, *(child.tail for child in node)]
                words = [text for text in inside if text and text not in _TEXTS]
                if words:
                    raise SnippetError(f"it may hold {' or '.join(_TEXTS)} as text, not “{words[0]}”")
        except SnippetError as error:
            raise ConventionError(f"convention “{convention.name}”, mark “{mark.name}”: its tei: {error}") from error
    return convention


def fill(
    builder: Builder,
    text: str,
    span: Span,
    values: Mapping[str, str],
    content: Callable[[], None] | None = None,
    reference: str = "",
) -> None:
    """Writes a snippet at the builder's cursor.

    `span` is what the mark covers, `values` fill the places in attributes, `content` writes what is between the
    signs; `reference` is the @ref of a name in it. Raises SnippetError for a place without a value.
    """
    for child in snippet(text):
        _fill(builder, child, span, values, content, reference)


def _fill(
    builder: Builder,
    node: Element,
    span: Span,
    values: Mapping[str, str],
    content: Callable[[], None] | None,
    reference: str,
) -> None:
    attributes = {str(name): _filled(str(value), values) for name, value in node.attrib.items()}
    if reference and node.tag == tei("persName"):
        attributes["ref"] = reference
    with builder.within(etree.QName(node).localname, attributes, span):
        _write(builder, node.text, span, content)
        for child in node:
            _fill(builder, child, span, values, content, reference)
            _write(builder, child.tail, span, content)


def _filled(value: str, values: Mapping[str, str]) -> str:
    def lookup(match: re.Match[str]) -> str:
        try:
            return values[match[1]]
        except KeyError:
            raise SnippetError(f"nothing fills {match[0]} in a mark's TEI") from None

    return _PLACE.sub(lookup, value)


def _write(builder: Builder, place: str | None, span: Span, content: Callable[[], None] | None) -> None:
    if not place:
        return
    if place == "{content}" and content is not None:
        content()
    elif place == "{text}":
        builder.text(span)
    elif place == "{closed}":
        for match in re.finditer(r"\S+", builder.source.cut(span)):
            builder.text(Span(span.start + match.start(), span.start + match.end()))
    else:
        raise SnippetError(f"a mark's TEI may hold {{content}}, {{text}} or {{closed}}, not “{place}”")
