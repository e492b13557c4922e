"""Readers of notes on what cannot be read or is not there: gaps, damage, omissions, blanks (TEI Guidelines 11.3.3)."""

import re

from teikit.conventions import Convention
from teikit.core import Span
from teikit.interpretation.model import Context, NoteReading
from teikit.recognizers import begins, compiled, find_key, key_of, stripped, whole

# Units that become @unit; others stay in the words of @extent.
_UNITS = ("word", "line", "page", "char", "group")


def omission(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[...]`: text that the editor left out."""
    if not whole(r"(?:\.\s?){2,}|…+\.?", text, span):
        return None
    dots = span.cut(text)
    if dots.strip(".") == "" and len(dots) != 3 and (context.before[-1:].isalpha() or context.after[:1].isalpha()):
        # `Mi[..]k`: a dot for each unread letter of a word.
        values = {"reason": "illegible", "quantity": str(len(dots)), "unit": "char"}
        return NoteReading("gap", Span(span.end, span.end), "a sign for each unread letter", values=values)
    return NoteReading(
        "gap", Span(span.end, span.end), "dots in brackets: left out by the editor", values={"reason": "sampling"}
    )


def left_out(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[Here follow the lists.]`: a note on text that the editor left out or that the source lacks."""
    if len(span) > 300:
        return None
    for reason in ("lost", "redacted", "editorial", "sampling"):
        if whole(convention.either("omissions", reason), text, span):
            return NoteReading("gap", span, "the note says what is left out", values={"reason": reason})
    return None


def blank(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[left blank]`: an empty field."""
    if not whole(convention.either("blanks"), text, span):
        return None
    words = Span(span.end, span.end) if len(span.cut(text).split()) == 1 else span
    return NoteReading("blank", words, "the note says that a field was left empty")


def damage(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[torn]`, `[hole: 2 words]`, `[seal covers a word]`; `[water-stained: and the boy]` can be read nevertheless."""
    if not compiled(convention.either("damage")).search(text, span.start, span.end):
        return None
    unit, verb = convention.either("units"), convention.either("damage_verbs")
    match = begins(rf"(?:{unit} )?(?P<agent>{convention.either('damage')})(?!\w)", text, span)
    if match is None:
        return None
    agent = find_key("damage", text[match.start("agent") : span.end], convention)
    values = {"reason": "lost", "agent": agent[0] if agent else ""}
    nothing, reason = Span(span.end, span.end), "the note names damage"
    if whole(r"[.!]?", text, Span(match.end(), span.end)):
        return NoteReading("gap", nothing, reason, values=values)
    rest = begins(rf"\s*(?:[:,;–—-]\s*|{verb}\s+)", text, Span(match.end(), span.end))
    if rest is None:
        return None
    counted = whole(rf"{amount(convention)}\b.*", text, Span(rest.end(), span.end))
    if counted:
        return NoteReading("gap", nothing, reason, values=extent(counted, values, convention))
    if ":" not in rest[0]:
        return None
    return NoteReading("damage", stripped(text, Span(rest.end(), span.end)), reason, values={"agent": values["agent"]})


def missing(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[illegible]`, `[one or two words missing]`, `[inaudible, 3 seconds]`: a gap and its extent."""
    # The patterns below are slow to compile, and needed only for a bracket with one of these words.
    if not compiled(convention.either("missing")).search(text, span.start, span.end):
        return None
    unit, number, what = convention.either("units"), _number(convention), rf"(?P<what>{convention.either('missing')})"
    counted, linked = rf"(?:{number}\s+)?", rf"(?:{convention.either('joining', 'is')}\s+)*"
    shapes = (
        rf"{counted}(?:(?P<unit>{unit})\s+)?{linked}{what}",
        rf"{counted}{what}\s+(?P<unit>{unit})",
        rf"{what}\s*+(?:[:,–—-]\s*+)?{number}\s+(?P<unit>{unit})",
    )
    match = next((match for shape in shapes if (match := whole(shape + r"[.!]?", text, span))), None)
    if match is None:
        return None
    key = key_of("missing", match["what"], convention)
    values = {"reason": "sampling" if key == "omitted" else key, "agent": key_of("damage", match["what"], convention)}
    values = {name: value for name, value in values.items() if value}
    # What is not counted and has no unit of TEI, such as “name illegible”, stays as a description.
    got = match.groupdict()
    uncounted = got["unit"] and not (got.get("count") or got.get("extent") or got.get("least"))
    described = uncounted and key_of("units", got["unit"], convention) not in _UNITS
    return NoteReading(
        "gap", span if described else Span(span.end, span.end), "the note counts what cannot be read",
        values=values if described else extent(match, values, convention),
    )  # fmt: skip


def amount(convention: Convention) -> str:
    """A pattern for how much is missing with its unit, such as `two words`."""
    return rf"{_number(convention)}\s+(?P<unit>{convention.either('units')})"


def _number(convention: Convention) -> str:
    """A pattern for how much is missing: a number, two numbers, or words such as “several”."""
    count = rf"(?:\d{{1,4}}|{convention.either('counts')})"
    ends = rf"(?P<least>{count})\s+(?:{convention.either('joining', 'or')}|[-–])\s+(?P<most>{count})"
    return rf"(?:{ends}|(?P<count>{count})|(?P<extent>{convention.either('extents')}))"


def extent(match: re.Match[str], values: dict[str, str], convention: Convention) -> dict[str, str]:
    """The values with the attributes for how much is missing; a quantity is never guessed."""
    got = {name: value for name, value in match.groupdict().items() if value}
    unit = key_of("units", got["unit"], convention) if "unit" in got else ""
    if "extent" in got or (unit and unit not in _UNITS):
        return values | {"extent": _amount(match, got)}
    if "least" in got:
        ends = [count_of(got["least"], convention), count_of(got["most"], convention)]
        ends.sort(key=lambda count: int(count) if count.isdecimal() else 0)
        values |= {"atLeast": ends[0], "atMost": ends[1]}
    elif "count" in got:
        values["quantity"] = count_of(got["count"], convention)
    elif unit and not compiled(convention.either("unit_plurals")).fullmatch(got["unit"]):
        values["quantity"] = "1"
    return values | ({"unit": unit} if unit else {})


def _amount(match: re.Match[str], got: dict[str, str]) -> str:
    words = [got[name] for name in ("extent", "count", "unit") if name in got]
    if "least" in got:
        words = [match.string[match.start("least") : match.end("most")], got.get("unit", "")]
    amount = " ".join(" ".join(words).split())
    return amount.lower() if amount.isupper() else amount[:1].lower() + amount[1:]


def count_of(words: str, convention: Convention) -> str:
    """A number in words or digits as digits."""
    return str(int(words)) if words.isdecimal() else key_of("counts", words, convention)
