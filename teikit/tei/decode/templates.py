"""Uses the TEI templates of a convention's marks in reverse: from an element to the sign that it is written with."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from teikit.conventions import Convention, Mark, MarkKind
from teikit.tei.builder import Element
from teikit.tei.encode import snippet
from teikit.xml import SPAN_AT, XML_ID

_PLACE = re.compile(r"\{(\w+)\}")
# Attributes that a transcript does not contain: teikit adds hands, ids and source positions.
_UNWRITTEN = {"hand", XML_ID, SPAN_AT}

Words = Callable[[Element], str]


@dataclass(frozen=True)
class Written:
    """Elements written with a mark: the text, the mark, and how many siblings it covers."""

    text: str
    mark: Mark
    covers: int


def written(element: Element, convention: Convention, language: str, words: Words) -> Written | None:
    """The element (with siblings after it) written with a mark of the convention; None if no mark fits.

    `words` returns the text of an element's content. A mark of one language is used in that language only.
    """
    for mark in convention.of_kind(MarkKind.PAIR, MarkKind.SIGN, MarkKind.LINE):
        if mark.language in ("", language) and not mark.only_read:
            text = _as_mark(mark, element, words)
            if text is not None:
                return Written(text, mark, len(snippet(mark.tei)))
    return None


def _as_mark(mark: Mark, element: Element, words: Words) -> str | None:
    values = _matched(list(snippet(mark.tei)), element, words)
    if values is None:
        return None
    if mark.kind is MarkKind.PAIR:
        text = values.get("content", "")
        fits = not mark.within or re.fullmatch(mark.within, text, re.DOTALL)
        return mark.open + text + mark.close if text.strip() and fits and _may_hug(mark, text) else None
    text = _sign(mark, values)
    return text if re.fullmatch(mark.pattern, text, re.DOTALL) else None


def _may_hug(mark: Mark, text: str) -> bool:
    return not mark.hug or ((text[0].isalnum() or text[0] in "[(") and not text[-1].isspace() and mark.open not in text)


def _sign(mark: Mark, values: dict[str, str]) -> str:
    if "text" in values:
        return values["text"]
    if "closed" in values:
        return " ".join("".join(values["closed"].split()))
    count = values.pop("count", "1")
    if values:
        return _PLACE.sub(lambda place: values.get(place[1], ""), mark.shown)
    return mark.shown * min(int(count), 10_000) if count.isdecimal() else mark.shown


def _matched(patterns: list[Element], element: Element, words: Words) -> dict[str, str] | None:
    """The values of a template's placeholders; None if the elements do not match the template."""
    values: dict[str, str] = {}
    current: Element | None = element
    for index, pattern in enumerate(patterns):
        if current is None or (index and _after_text(current)) or not _same(pattern, current, values, words):
            return None
        current = current.getnext()
    return values


def _after_text(element: Element) -> bool:
    before = element.getprevious()
    return before is not None and bool((before.tail or "").strip())


def _same(pattern: Element, element: Element, values: dict[str, str], words: Words) -> bool:
    if pattern.tag != element.tag or not _same_attributes(pattern, element, values):
        return False
    place = _PLACE.fullmatch(pattern.text or "")
    if place:
        values[place[1]] = words(element)
        return True
    if words(element).strip() and not len(pattern):
        return False
    return len(pattern) == len(element) and all(
        _same(*pair, values, words) for pair in zip(pattern, element, strict=True)
    )


def _same_attributes(pattern: Element, element: Element, values: dict[str, str]) -> bool:
    wanted = {str(k): str(v) for k, v in pattern.attrib.items()}
    given = {str(k): str(v) for k, v in element.attrib.items()}
    if given.keys() - wanted.keys() - _UNWRITTEN:
        return False
    for name, value in wanted.items():
        place = _PLACE.fullmatch(value)
        if place and name in given:
            values[place[1]] = given[name]
        elif given.get(name) != value and name not in _UNWRITTEN:
            return False
    return True


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for a comment or a processing instruction."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: Element) -> Iterator[Element]:
    """The child elements, without comments and processing instructions."""
    return (child for child in element if isinstance(child.tag, str))
