"""What a line says about who signs: a name, an office, both, or a date."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from teikit.core import CAPITAL, SMALL, Span
from teikit.recognizers import compiled, is_function_word
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.letters.formulas import STOP, is_address_of, is_name, is_valediction, verb
from teikit.transcript.blocks.letters.office_lines import formula_type, is_dateline
from teikit.transcript.blocks.letters.units import Unit
from teikit.transcript.blocks.signatories import is_person
from teikit.transcript.syntax import Text

OFFICE_NAME, NAME_OFFICE, NAME_COMMA = "office name", "name office", "name,"
SIGNED_OFFICE, ALONE, DATE = "signed office", "alone", "date"
# The longest line; the most words of a name and of an office.
_LINE, _NAME, _OFFICE = 80, 4, 9
# Columns inside a line.
_COLUMNS = re.compile(r"[ \u00a0]{3,}|[ \u00a0]*\t[ \t\u00a0]*")
_ORDINAL = r"\d{1,2}\."


class Line(NamedTuple):
    """A piece of a line that signs: what it is, its name and its office, its unit, and whether it is in a row."""

    kind: str
    span: Span
    name: Span | None
    office: Span | None
    unit: int
    row: bool = False
    weak: bool = False


def signing_parts(units: Sequence[Unit], words: Sequence[str], at: int, context: BlockContext) -> list[Line]:
    """What a line signs: one piece, or several in columns; empty where it is anything else."""
    unit, line = units[at], words[at]
    if unit.aside or len(line) > _LINE or any(not isinstance(node, Text) for node in unit.nodes):
        return []
    if is_dateline(line, context):
        return [Line(DATE, unit.span, None, None, at)]
    above = words[at - 1] if at and not units[at - 1].aside and not unit.blanks else ""
    if above[-1:] == "," and _is_full_name(above.rstrip(","), context) and _may_be_office(line, context):
        return [Line(ALONE, unit.span, None, _bare(unit.span, context), at)]
    first = at - max(0, unit.piece - 1)
    spans = [span for piece in units[first : at + 1] for span in _columns(piece.span, context)]
    pieces = [_piece(span, first, len(spans) > 1, context) for span in spans]
    known = [piece for piece in pieces if piece]
    if len(known) < len(pieces):
        return []
    if len(known) == 2 and known[0].office and known[1].name and not known[0].name and not known[1].office:
        return [Line(OFFICE_NAME, Span(spans[0].start, spans[-1].end), known[1].name, known[0].office, first)]
    addressed = is_address_of("recipient", line, context.convention) and not is_person(line)
    if addressed and not all(piece.office for piece in known):
        return []
    return known


def _columns(span: Span, context: BlockContext) -> list[Span]:
    text, start, spans = context.source.text, span.start, []
    for match in _COLUMNS.finditer(text, span.start, span.end):
        spans.append(Span(start, match.start()))
        start = match.end()
    return [*spans, Span(start, span.end)]


def _piece(span: Span, unit: int, row: bool, context: BlockContext) -> Line | None:
    """What a piece of a line says about who signs."""
    text = context.source.text
    words = " ".join(span.cut(text).split())
    if not words or verb(context.convention).search(words) or any(map(str.isdigit, words)):
        return None
    if signing := _signed(span, unit, context):
        return signing
    name, comma, rest = words.partition(",")
    if comma and _is_full_name(name, context):
        at = span.start + span.cut(text).index(",")
        if not rest:
            return Line(NAME_COMMA, span, Span(span.start, at), None, unit, row)
        if _may_be_office(rest.strip(), context) and _is_office(rest.strip(), context):
            office = _bare(Span(at + 1, span.end), context)
            return Line(NAME_OFFICE, span, Span(span.start, at), office, unit, row)
    if holder := _office_and_name(span, unit, row, context):
        return holder
    if _is_office(words, context):
        return Line(ALONE, span, None, _bare(span, context), unit, row)
    return Line(ALONE, span, _bare(span, context), None, unit, row) if _is_full_name(words, context) else None


def _signed(span: Span, unit: int, context: BlockContext) -> Line | None:
    """`Signed: head of section`: a word for signed, and an office whose holder is on the next line."""
    signed = compiled(rf"{context.convention.either('closing', 'signed')}(?!\w)\s*[:.,]?\s*")
    match = signed.match(context.source.text, span.start, span.end)
    if match is None or match.end() >= span.end:
        return None
    rest = Span(match.end(), span.end)
    office = _is_office(" ".join(rest.cut(context.source.text).split()), context)
    both = _office_and_name(rest, unit, False, context)
    if both:
        return both._replace(span=span, weak=False)
    return Line(SIGNED_OFFICE, span, None, _bare(rest, context), unit) if office else None


def _office_and_name(span: Span, unit: int, row: bool, context: BlockContext) -> Line | None:
    """An office and the name of its holder behind it: `Secretary: A. Low`, `The Mayor, Low`, `Colonel Low`."""
    text = context.source.text
    roles = context.convention.either("letters", "roles")
    lead = rf"(?:(?:{_ORDINAL}|[\w-]{{1,20}}\.?) ){{0,3}}?"
    small = rf"(?: (?-i:[{SMALL}])[\w.-]*){{0,4}}"
    name = rf"(?P<name>(?-i:[{CAPITAL}])[\w.'’-]*(?: ?(?-i:[{CAPITAL}])[\w.'’-]*){{0,3}})"
    wide = rf"(?P<office>{lead}(?:{roles})(?!\w)(?:[^:,]{{0,60}}?))(?P<sign>\s?[:,])\s+{name}\s*"
    narrow = rf"(?P<office>{lead}(?:{roles})(?!\w){small})(?P<sign>\s+){name}\s*"
    for pattern in (wide, narrow):
        match = compiled(pattern).fullmatch(text, span.start, span.end)
        if match and _is_full_name(match["name"], context) and len(match["office"].split()) <= _OFFICE:
            named = _bare(Span(*match.span("name")), context)
            weak = pattern is narrow and "." not in match["name"].rstrip(".")
            return Line(OFFICE_NAME, span, named, Span(*match.span("office")), unit, row, weak)
    return None


def _is_office(words: str, context: BlockContext) -> bool:
    """Whether words are an office that the vocabularies know, with a few words before it and more behind it."""
    roles = context.convention.either("letters", "roles")
    bare = words.rstrip(" :.,")
    known = context.classify(words)
    lead = rf"(?:(?:{_ORDINAL}|[\w'’-]{{1,20}}\.?) ){{0,3}}"
    office = compiled(rf"{lead}(?:{roles})(?!\w)[^:]{{0,60}}").fullmatch(bare)
    is_known = office is not None or (known is not None and known.kind == "office")
    return is_known and len(bare.split()) <= _OFFICE


def _may_be_office(line: str, context: BlockContext) -> bool:
    """Whether a line below or behind a name and a comma may be an office: short, no sentence, no date, no name."""
    words = line.split()
    if not words or len(words) > _OFFICE or any(map(str.isdigit, line)) or not line[0].isalpha():
        return False
    other = is_valediction(line, context.convention) or formula_type(line, context)
    initials = re.match(rf"(?:[{CAPITAL}]\. ?){{1,3}}[{CAPITAL}][{SMALL}]+,?$", line)
    return not (other or initials or verb(context.convention).search(line) or line[-1] in ":;?!")


def _is_full_name(words: str, context: BlockContext) -> bool:
    """Whether words are the name of a person: few, with capitals, none a word for an office or a small word."""
    bare = words.strip(STOP + " ")
    parts = bare.split()
    named = is_name(bare, context.convention) and not is_valediction(words, context.convention)
    if not 1 <= len(parts) <= _NAME or not named:
        return False
    either = context.convention.either
    taken = compiled(rf"(?:{either('letters', 'roles')}|{either('offices')}|{either('person_names', 'bodies')})")
    particles = compiled(either("person_names", "particles"))
    names = [part for part in parts if not particles.fullmatch(part)]
    titles = compiled(rf"(?:{either('offices')}|{either('person_names', 'titles')})")
    names = names[1:] if len(names) > 1 and titles.fullmatch(names[0]) else names
    small = any(is_function_word(part, context.convention) for part in names if len(part) > 1 and not part.isupper())
    return bool(names) and not small and all(part[:1].isupper() and not taken.fullmatch(part) for part in names)


def _bare(span: Span, context: BlockContext) -> Span:
    """A span without blanks and marks at its ends; the stop of an initial belongs to it."""
    words = span.cut(context.source.text)
    left = len(words) - len(words.lstrip(" \t"))
    return Span(span.start + left, span.start + max(left, len(words.rstrip(" \t:,."))))
