"""Lines of offices: datelines, references, received lines."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from teikit.conventions import Convention
from teikit.core import CAPITAL, Span
from teikit.recognizers import cased, compiled, may_hold_date
from teikit.transcript.blocks.context import BlockContext, Classify
from teikit.transcript.blocks.letters.formulas import LINE, POLITE, verb
from teikit.transcript.syntax import Group, Node

# A date in a spelling that the vocabularies do not know.
_YEAR = re.compile(r"(?<!\d)1\d\d\d(?!\d)|(?<!\d)20\d\d(?!\d)")
# The day before the year, with the month between them or before both; the year may be first where the month is next.
_NEAR_YEAR = re.compile(
    r"(?<!\d)(?:[12]?\d|3[01])(?!\d)(?:[^\d\n]{0,25}|\D{0,12}\d{1,2}\D{0,12})(?<!\d)(?:1\d|20)\d\d(?!\d)"
    r"|(?<!\d)(?:1\d|20)\d\d[.,]? [^\W\d_]{3,12}\.? (?:[12]?\d|3[01])(?!\d)"
)
# `1944—3 p.m.`: the second line of a dateline.
_YEAR_TIME = re.compile(r"(?<!\d)(?:1\d|20)\d\d ?[—–] ?\d{1,2}(?!\d)")
_DIGIT, _LETTERS = re.compile(r"\d"), re.compile(r"[^\W\d_]{3}")
DATED, _DATE_WORDS = 60, 9
# Several rules ask about one line: what is known of so many is kept.
_RECENT = 512


def _is_dated(line: str, convention: Convention) -> bool:
    """Whether a line is a few words with a year and a day, in a spelling of dates that may be unknown; no sentence."""
    if len(line) > DATED or line[-1:] in "?!:;" or verb(convention).search(line):
        return False
    # A number before or behind a year, with no word of three letters, is that of a letter in an edition.
    near = _NEAR_YEAR.search(line) and _LETTERS.search(line)
    day = _YEAR.search(line) and (near or _YEAR_TIME.search(line))
    return bool(day) and len(line.split()) <= _DATE_WORDS


def behind_formula(line: str, context: BlockContext) -> int:
    """Where the dateline begins in a line that has a reference or a word for a telegram before it; 0 in other lines."""
    if len(line) > LINE * 1.5 or not _DIGIT.search(line):
        return 0
    return _behind_formula(line, context.convention, context.classify)


@lru_cache(_RECENT)
def _behind_formula(line: str, convention: Convention, classify: Classify) -> int:
    known = (convention, classify)
    if len(line) <= POLITE and _formula_type(line, *known):
        return 0
    cuts = (match.span() for match in islice(re.finditer(r"\s+", line), _REFERENCE))
    ends = [
        end
        for start, end in cuts
        if start <= POLITE and _formula_type(line[:start], *known) in _NUMBERING and _is_dateline(line[end:], *known)
    ]
    return max(ends, default=0)


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
