"""Lists of who was present: which words of an item are a person, which an office.

`die Herren Frei, Meier`, `Messrs. Bell, Robson and Forster`: a courtesy for several persons is no part of a name, and
each name is one. `The Chairman` is an office, and a body or a place is neither.
"""

import re
from collections.abc import Iterator

from teikit.conventions import Convention
from teikit.core import CAPITAL, WORD, Span
from teikit.interpretation.addresses import titles_of
from teikit.interpretation.inline import InlineReader
from teikit.interpretation.nodes import Inline, NameNode, SpanPart
from teikit.recognizers import cased, compiled
from teikit.transcript import Block, Text, clip

ROLE = "role"
# What ends a name in an item.
_END = re.compile(r"[,(;:–—]| - ")
# A name between two joining words: words with capitals, with particles between them.
_NAME = (
    rf"(?:[^\W\d_]{{1,3}}\.? )?[{CAPITAL}][{WORD}.'’-]*"
    rf"(?: (?:[{CAPITAL}][{WORD}.'’-]*|[^\W\d_]{{2,3}}\.?(?= [{CAPITAL}])))*"
)
# The words of the vocabularies that make words behind a name an office.
_OFFICES = (("offices",), ("person_names", "titles"), ("letters", "roles"))
_Piece = tuple[int, int, str]


def read_person(inline: InlineReader, span: Span, block: Block) -> SpanPart:
    """The names in an item, and the office behind one: `Mr Low, chairman`, `Mrs Hale (Dover)`."""
    nodes = clip(block.nodes, span)
    if len(nodes) != 1 or not isinstance(nodes[0], Text):
        return SpanPart(span, inline.read(nodes, block=block.span))
    result: list[Inline] = []
    done = span.start
    for start, end, kind in _pieces(span.cut(inline.state.source.text), inline.state.convention):
        name = Span(span.start + start, span.start + end)
        inline.text(Span(done, name.start), result)
        result.append(NameNode(name, kind))
        done = name.end
    inline.text(Span(done, span.end), result)
    return SpanPart(span, tuple(result))


def _pieces(words: str, convention: Convention) -> Iterator[_Piece]:
    """The names and offices in the words of an item: begin, end, type."""
    joins = convention.either("person_names", "joins")
    at = compiled(rf"[•–—\s-]*(?:{joins}\s+(?=\S))?").match(words)
    place, several, first = at.end() if at else 0, False, True
    groups = compiled(rf"(?:{joins}\s+)?(?:{convention.either('person_names', 'groups')})\s+")
    while place < len(words):
        group = groups.match(words, place)
        place, several = (group.end(), True) if group else (place, several)
        if not (first or group or (several and _is_named(words[place:], convention))):
            yield from _office_behind(words, place, convention)
            return
        ends = _END.search(words, place)
        end = ends.start() if ends else len(words)
        yield from _persons(words, place, end, convention, several)
        first, separator = False, words[end : end + 1]
        place = end + len(words[end:]) - len(words[end:].lstrip(" ,(–—-;:"))
        several = several and separator == ","


def _persons(words: str, start: int, end: int, convention: Convention, several: bool) -> Iterator[_Piece]:
    """The persons between two places, one behind each joining word; an office without a name is a role."""
    joint = compiled(rf"\s+(?:{convention.either('person_names', 'joins')})\s+")
    parts, at = [], start
    for match in [*joint.finditer(words, start, end), None]:
        parts.append((at, match.start() if match else end))
        at = match.end() if match else end
    whole = len(parts) > 1 and not all(
        several or (cased(_NAME).fullmatch(words[a:b].strip(" .")) and not _is_title(words[a:b], convention))
        for a, b in parts
    )
    for first, last in [(start, end)] if whole else parts:
        last -= len(words[first:last]) - len(words[first:last].rstrip(" ."))
        if last > first and not _is_body(words[first:last], convention):
            yield first, last, ROLE if _is_office(words[first:last], convention) else ""


def _office_behind(words: str, place: int, convention: Convention) -> Iterator[_Piece]:
    """The office behind a name, to the end of the item."""
    joint = compiled(rf"(?:{convention.either('person_names', 'joins')})\s+").match(words, place)
    place, end = joint.end() if joint else place, place + len(words[place:].rstrip(" .,;)"))
    behind = words[place:end]
    either = "|".join(convention.either(*key) for key in _OFFICES)
    office = compiled(rf"(?<!\w)(?:{either})(?!\w)")
    article = compiled(rf"\w{{1,3}} (?=(?-i:[{CAPITAL}]))").match(behind)
    small = behind[:1].islower() and not article
    if (
        behind
        and (small or office.search(behind, article.end() if article else 0))
        and not _is_body(behind, convention)
    ):
        yield place, end, ROLE


def _is_named(words: str, convention: Convention) -> bool:
    """Whether words go on with a name, and with no office."""
    name = _END.split(words)[0].strip(" .")
    return bool(cased(_NAME).match(words)) and not _is_office(name, convention)


def _is_title(words: str, convention: Convention) -> bool:
    return compiled(rf"(?:{titles_of(convention)}[\s.]*)+").fullmatch(words.strip()) is not None


def _is_office(words: str, convention: Convention) -> bool:
    """Whether words are an office without a name: `The Chairman`, `der Bürgermeister`, `Town Clerk`."""
    office = rf"{convention.either('letters', 'roles')}\w{{0,2}}"
    return compiled(rf"(?:\w{{1,3}} )?(?:\w+ )?{office}").fullmatch(words.strip(" .")) is not None


def _is_body(words: str, convention: Convention) -> bool:
    """Whether words name a body and no person."""
    either = f"(?:{convention.either('person_names', 'bodies')}|{convention.either('letters', 'bodies')})"
    titled = compiled(rf"(?:{convention.either('person_names', 'titles')})(?=\s|(?<=\.)\w)").match(words)
    return titled is None and compiled(rf"(?:\w+ )*(?<!\w){either}").fullmatch(words.strip(" .")) is not None
