"""The lines at the top of memoranda and forms: whom a paper is to, whom it is from, when, and about what.

`TO: …`, `FROM: …`, `DATE: …`, `SUBJECT: …` are fields of a form (TEI: `seg`, `salute`, `dateline` in `opener`). One of
them alone is no evidence; two different ones are.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from teikit.conventions import Convention
from teikit.recognizers import compiled
from teikit.transcript.blocks.context import BlockContext
from teikit.transcript.blocks.letters.formulas import verb
from teikit.transcript.blocks.letters.office_lines import is_dateline
from teikit.transcript.blocks.letters.units import Unit

# The lines that may have fields; the longest line of one; the most unknown lines between two; the most lines of one.
_TOP, _LINE, _BETWEEN, _LINES = 20, 130, 2, 4
# The label of a line by the name of its field.
_LABELS: Mapping[str, str] = {"to": "salute", "from": "formula", "through": "formula", "date": "dateline",
                              "subject": "formula"}  # fmt: skip
# The type of the formula that a field is.
_TYPES: Mapping[str, str] = {"from": "transmission", "through": "transmission", "subject": "subject"}
# Who the paper is to or from, or what it is about, is a memorandum's own; a date and a copy are any paper's.
_OWN = {"to", "from", "subject"}
_RECENT = 512


def field_of(line: str, convention: Convention) -> str:
    """The name of the field that a line states: to, from, through, date, subject; empty in other lines."""
    colon = line.find(":", 0, 40)
    return _field(line[:colon].strip(), convention) if colon > 0 and len(line) <= _LINE else ""


@lru_cache(_RECENT)
def _field(label: str, convention: Convention) -> str:
    known = (name for name in _LABELS if compiled(convention.either("fields", name)).fullmatch(label))
    return next(known, "")


def field_type(line: str, convention: Convention) -> str:
    """The type of the formula that the field of a line is; empty for an address, a date and other lines."""
    return _TYPES.get(field_of(line, convention), "")


def memo_lines(units: Sequence[Unit], words: Sequence[str], context: BlockContext) -> Mapping[int, str]:
    """The labels of the lines that are fields at the top of a text, two different ones at least; else empty."""
    named = _named(units, words, context)
    if len(set(named.values())) < 2 or len(set(named.values()) & _OWN) < (1 if "date" in named.values() else 2):
        return {}
    labels: dict[int, str] = {}
    for index, name in named.items():
        labels[index] = _LABELS[name]
        end = index + 1
        while end < min(index + _LINES, len(words)) and _continues(units, words, end, named, context):
            labels[end] = "rest"
            end += 1
    return labels


def _named(units: Sequence[Unit], words: Sequence[str], context: BlockContext) -> dict[int, str]:
    """The fields of the lines at the top, by the number of the line: consecutive but for a few unknown ones."""
    named: dict[int, str] = {}
    for index in range(min(_TOP, len(words))):
        name = "" if units[index].aside else field_of(words[index], context.convention)
        if named and index - max(named) > _BETWEEN + 1:
            break
        dated = name != "date" or is_dateline(words[index].partition(":")[2].strip(), context)
        if name and dated and name not in named.values() and not _is_sentence(words[index], context):
            named[index] = name
    return named


def _is_sentence(line: str, context: BlockContext) -> bool:
    stopped = line[-1:] in ".?!" and len(line.split()) > 8
    return stopped and verb(context.convention).search(line) is not None


def _continues(
    units: Sequence[Unit], words: Sequence[str], at: int, named: Mapping[int, str], context: BlockContext
) -> bool:
    """Whether a line goes on with the field above it: directly below, and indented, small, or behind a comma."""
    if units[at].aside or units[at].blanks or at in named or len(words[at]) > _LINE:
        return False
    if is_dateline(words[at], context) or verb(context.convention).search(words[at]):
        return False
    indent = _indent(units, at, context)
    above = words[at - 1]
    return indent > 3 or above[-1:] in ",:;" or words[at][:1].islower()


def _indent(units: Sequence[Unit], at: int, context: BlockContext) -> int:
    text, start = context.source.text, units[at].span.start
    return start - text.rfind("\n", 0, start) - 1
