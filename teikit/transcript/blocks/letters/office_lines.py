"""Lines of editions and of offices: headings that say who writes to whom, datelines, references, received lines."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from teikit.conventions import Convention
from teikit.core import CAPITAL, Span, are_capitalised
from teikit.recognizers import cased, compiled, find_dates, is_function_word, may_hold_date
from teikit.transcript.blocks.context import BlockContext, Classify
from teikit.transcript.blocks.letters.formulas import LINE, POLITE, is_greeting, verb
from teikit.transcript.syntax import Group, Node

# A date in a spelling that the vocabularies do not know.
_YEAR, _DAY = re.compile(r"(?<!\d)1\d\d\d(?!\d)|(?<!\d)20\d\d(?!\d)"), re.compile(r"(?<!\d)(?:[12]?\d|3[01])(?!\d)")
DATED, _DATE_WORDS = 60, 9
# Several rules ask about one line: what is known of so many is kept.
_RECENT = 512
# The shortest and the longest heading of an edition.
_WRITER = (8, 260)


def _is_dated(line: str, convention: Convention) -> bool:
    """Whether a line is a few words with a year and a day, in a spelling of dates that may be unknown; no sentence."""
    if len(line) > DATED or line[-1:] in "?!:;" or verb(convention).search(line):
        return False
    return bool(_YEAR.search(line) and _DAY.search(line)) and len(line.split()) <= _DATE_WORDS


def edition_head(line: str, following: Sequence[str], context: BlockContext) -> bool:
    """Whether a line is a heading that an edition writes above a letter: its number, who writes to whom.

    A date is on one of the lines after it, or both are named by their offices.
    """
    convention = context.convention
    if not any(is_dateline(other, context) or behind_formula(other, context) for other in following):
        return _is_office_to_office(line, convention)
    if goes_on(line, convention) and following and _is_writer_to(f"{line} {following[0]}", convention):
        return True
    if is_numbered_title(line, convention) and is_dateline(following[0], context):
        return True
    if _is_to_and_date(line, convention) or _is_to_capitals(line, convention):
        return True
    number = compiled(rf"{context.convention.either('numbering', 'sign')}?\s?\d{{1,4}}[^\W\d_]?[.:]?")
    beside = any(_is_writer_to(other, context.convention) for other in (line, *following[:1]))
    headed = _is_writer_to(line, context.convention) or (beside and number.fullmatch(line) is not None)
    return headed


def is_numbered_title(line: str, convention: Convention) -> bool:
    """Whether the words behind a number are no sentence and most of them, but small words, have capitals."""
    if not _NUMBERED.match(line) or len(line) >= LINE:
        return False
    words = [word for word in line.split()[1:] if not is_function_word(word, convention)]
    capital = sum(word[:1].isupper() for word in words)
    return capital * 3 > len(words) * 2 and line[-1:] not in ".,;:" and not verb(convention).search(line)


def _is_to_and_date(line: str, convention: Convention) -> bool:
    """Whether a line names the addressee and the date, as editions do above the dateline: `To Ann Lee  5 May 1871`."""
    to = compiled(rf"{convention.either('letters', 'addressed_to')}\s(?=(?-i:[{CAPITAL}]))").match(line)
    if to is None or len(line) > LINE or not may_hold_date(line, Span(0, len(line))):
        return False
    last = next(iter(find_dates(line, convention)), None)
    name = line[to.end() : last.span.start].strip(" ,[") if last else ""
    return last is not None and are_capitalised(name) and not line[last.span.end :].strip(" .]0123456789")


def _is_to_capitals(line: str, convention: Convention) -> bool:
    """Whether a line names the addressee in capitals behind a word that is not: `To COLONEL LOW`."""
    word, _, name = line.partition(" ")
    # An edition puts the mark of a note before the heading as well.
    to = compiled(rf"[*†‡]?{convention.either('letters', 'addressed_to')}").fullmatch(word)
    return to is not None and name.isupper() and not word.isupper() and len(line) < DATED


def goes_on(line: str, convention: Convention) -> bool:
    """Whether a line of a heading goes on with the next: it ends with a small word."""
    return is_function_word(line.split()[-1], convention) and line[-1:].islower()


def _is_writer_to(line: str, convention: Convention) -> bool:
    """Whether a line says who writes to whom, and is no sentence: `The Consul at Tabriz to the Secretary of State`."""
    if not line[:1].isalnum() or line[-1:] in ",;:!?" or not _WRITER[0] < len(line) < _WRITER[1]:
        return False
    name = rf"(?-i:[{CAPITAL}]|[^\W\d_]{{1,3}}['’ ]?\s?[{CAPITAL}]|[^\W\d_]{{1,4}} [^\W\d_]{{1,4}} [{CAPITAL}])"
    to = rf"(?<=[\w).,\]])\s(?-i:{convention.either('letters', 'addressed_to')})\s{name}"
    before = compiled(rf"(?:\d{{1,4}}\.? )?(?-i:[{CAPITAL}]).{{3,}}?{to}").match(line)
    return before is not None and not verb(convention).search(line) and not is_greeting(line, convention)


def _is_office_to_office(line: str, convention: Convention) -> bool:
    """Whether a line says who writes to whom, both by an office: `The Minister of War to the Consul (Vale)`."""
    if line[-1:] == "." or not _is_writer_to(line, convention):
        return False
    writer, *others = compiled(rf"\s{convention.either('letters', 'addressed_to')}\s").split(line)
    office = compiled(rf"(?<!\w){convention.either('offices')}(?!\w)")
    small = is_function_word(writer.split()[0], convention)
    return small and bool(office.search(writer)) and any(office.search(other) for other in others)


def behind_formula(line: str, context: BlockContext) -> int:
    """Where the dateline begins in a line that has a reference or a word for a telegram before it; 0 in other lines."""
    if len(line) > LINE * 1.5 or not any(char.isdigit() for char in line) or formula_type(line, context):
        return 0
    known = (
        match.end()
        for match in islice(re.finditer(r"\s+", line), _REFERENCE)
        if formula_type(line[: match.start()], context) in _NUMBERING and is_dateline(line[match.end() :], context)
    )
    return max(known, default=0)


def is_dateline(line: str, context: BlockContext) -> bool:
    """Whether a line is a place and a date, perhaps with a time of day or a weekday."""
    return _is_dateline(line, context.convention, context.classify)


@lru_cache(_RECENT)
def _is_dateline(line: str, convention: Convention, classify: Classify) -> bool:
    if not may_hold_date(line, Span(0, len(line))):
        return False
    # A mark of a note may be joined to the year.
    bare = _GLUED.sub("", line)
    if _FILE.fullmatch(bare) and not is_year_date(bare):
        return False
    if compiled(rf"(?<!\w){convention.either('letters', 'meeting')}(?!\w)").search(bare):
        return False
    block = classify(bare)
    return (block is not None and block.kind == "dateline") or _is_dated(bare, convention)


# The types of formulas that may be before a dateline on its line, and the number of their words.
_NUMBERING, _REFERENCE = ("reference", "transmission"), 6
# The types of formulas by the keys of their words.
_FORMULAS = {"enclosure": "enclosure", "subject": "subject", "subject_label": "subject", "copies": "copy",
             "reference": "reference", "received": "transmission"}  # fmt: skip
# `893.00/4: Telegram`, and initials of who dictated and who typed.
_FILE = re.compile(
    r"(?=.{0,12}\d)[\w.]{2,12}/[\w½¼¾.–-]{1,12}(?:/[\w.-]{1,9})*(?: ?: [^\W\d_]{1,20}(?: [^\W\d_]{1,20})?)?\.?"
)
_GLUED = re.compile(r"(?<=(?<!\d)1[5-9]\d\d)\d\.?\Z")
# `1529. M. P. CHEKHOVA`: a heading of a letter in an edition.
_NUMBERED = re.compile(r"\d{1,4}\. [^\W\d_]")
_INITIALS = rf"[{CAPITAL}]{{2,4}}[/:][^\W\d_]{{1,4}}\.?"


def formula_type(line: str, context: BlockContext) -> str:
    """The type of a formula that is a whole line; empty where it is no formula."""
    return "" if len(line) > POLITE else _formula_type(line, context.convention, context.classify)


@lru_cache(_RECENT)
def _formula_type(line: str, convention: Convention, classify: Classify) -> str:
    for key, kind in _FORMULAS.items():
        if compiled(convention.either("letters", key)).fullmatch(line):
            return kind
    if _FILE.fullmatch(line) and not is_year_date(line):
        return "reference"
    if cased(_INITIALS).fullmatch(line):
        return "handling"
    block = classify(line)
    return (block.type or "handling") if block and block.kind == "formula" else ""


def received(nodes: Sequence[Node], context: BlockContext) -> bool:
    """Whether a bracket says when a telegram was received, as an edition prints it: `[Received April 15—2:45 p.m.]`."""
    if len(nodes) != 1 or not isinstance(nodes[0], Group):
        return False
    words = " ".join(nodes[0].inside.cut(context.source.text).split())
    return compiled(context.convention.either("letters", "received")).fullmatch(words) is not None


def is_year_date(line: str) -> bool:
    """Whether a line of figures and strokes is a date: `3/5/1921`."""
    parts = [part for part in re.split(r"\W", line) if part]
    return len(parts) == 3 and all(part.isdigit() for part in parts)
