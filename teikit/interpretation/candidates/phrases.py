"""Readers of brackets that are a known phrase: pages, times, figures, what is heard, how something is written.

The phrases are data (`conventions/vocabulary/`). A phrase describes the source; its words are never words of it.
"""

import re

from teikit.conventions import Convention
from teikit.core import Span
from teikit.interpretation.candidates.missing import count_of
from teikit.interpretation.model import Context, NoteReading
from teikit.recognizers import begins, compiled, key_of, stripped, whole

_TIME = re.compile(r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)(?::(?P<seconds>[0-5]\d))?(?:[.,]\d{1,3})?")
# A side of a leaf glued to its number: `2r`, `12v`.
_GLUED = re.compile(r"(?P<n>\d{1,4})(?P<side>\w)")
# The longest description of a figure or sound; the shortest word for a side of a leaf alone.
_LONGEST, _SHORTEST_SIDE = 160, 5


# ---------------------------------------------------------------- pages
def page(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[page two]`, `[fol. 1v]`, `[Page 2 - envelope]`, `[2r]`: a page of the source begins."""
    nothing = Span(span.end, span.end)
    if whole(convention.either("page_turns"), text, span):
        return NoteReading("page", nothing, "the note says that a page begins", values={"n": ""})
    alone = key_of("sides", span.cut(text), convention)
    if alone and (len(span) >= _SHORTEST_SIDE or span.cut(text)[-1] == "."):
        return NoteReading("page", nothing, "the side of a leaf", values={"n": alone, "side": alone})
    glued = _GLUED.fullmatch(text, *span)
    if glued and (side := key_of("sides", glued["side"], convention)):
        return NoteReading("page", nothing, "a leaf and its side", values={"n": _plain(glued["n"]) + side})
    count = rf"(?P<n>\d{{1,4}}|{convention.either('counts')})"
    side_of = rf"(?:,?\s*(?P<side>{convention.either('sides')})(?!\w))?"
    of = rf"(?:\s+{convention.either('joining', 'of')}\s+(?:\d{{1,4}}|{convention.either('counts')}))?"
    match = begins(rf"{convention.either('pages')}\s*{count}(?!\d){side_of}(?P<of>{of})(?P<end>[.:]?)", text, span)
    if match is None:
        return None
    rest = stripped(text, Span(match.end(), span.end))
    if rest and not re.match(r"\s*[-–—,;(:]", text[match.end("of") : span.end]):
        return None
    number = count_of(match["n"], convention) + (key_of("sides", match["side"], convention) if match["side"] else "")
    words = Span(rest.start + len(re.match(r"[-–—,;:\s]*", rest.cut(text))[0]), rest.end) if rest else nothing  # type: ignore[index]
    return NoteReading("page", span if match["of"] else words, "the note counts a page", values={"n": number})


def _plain(number: str) -> str:
    return str(int(number))


# ---------------------------------------------------------------- recordings
def recording(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[00:12:40]`, `[end of tape 1, side A]`: a place in a recording."""
    nothing = Span(span.end, span.end)
    time = _TIME.fullmatch(text, *span)
    if time and (time["seconds"] or context.spoken):
        parts = (time["hours"], time["minutes"], time["seconds"])
        hours, minutes, seconds = parts if time["seconds"] else ("0", time["hours"], time["minutes"])
        clock = ":".join(f"{int(part):02}" for part in (hours, minutes, seconds))
        return NoteReading("milestone", nothing, "a time of the recording", values={"unit": "time", "n": clock})
    ends, begin = convention.either("tapes", "end"), convention.either("tapes", "begin")
    number = rf"(?P<n>\d{{1,3}}|{convention.either('counts')})"
    side = rf"(?:[,;]?\s*{convention.either('tapes', 'side')}\s*(?P<side>\w))?"
    whose = rf"(?:(?P<end>{ends})\s+|{begin}\s+)?{convention.either('tapes', 'tape')}"
    tape = whole(rf"{whose}\s*{number}{side}[.]?", text, span)
    if tape is None:
        return None
    n = _next_side(count_of(tape["n"], convention), (tape["side"] or "").upper(), bool(tape["end"]))
    return NoteReading("milestone", nothing, "a side of a tape", values={"unit": "tape", "n": n})


def _next_side(tape: str, side: str, ends: bool) -> str:
    """The side that begins: after the end of a tape's first side the second, after its second the next tape."""
    first, second = ("1", "2") if side in ("1", "2") else ("A", "B")
    if not ends or not tape.isdecimal():
        return tape + side
    if side == first:
        return tape + second
    return str(int(tape) + 1) + (first if side else "")


# ---------------------------------------------------------------- figures, sounds, manners
def figure(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[red wax seal]`, `[drawing of a cat]`, `[image: seal]`: something on the paper without words."""
    if len(span) > _LONGEST:
        return None
    lead = begins(rf"{convention.either('images')}\s*:\s*", text, span)
    named = Span(lead.end(), span.end) if lead else span
    kind = key_of("figures", named.cut(text), convention) or key_of("figures", span.cut(text), convention)
    return NoteReading("figure", span, f"it describes a {kind}", values={"type": kind}) if kind else None


def heard(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[laughs]`, `[shows a photograph]`, `[pause]`: what is heard or seen in a recording."""
    if len(span) > _LONGEST:
        return None
    words = span.cut(text).strip(" .!,;")
    how_long = rf"(?P<n>\d{{1,3}})\s+(?P<unit>{convention.either('units')})"
    silent = compiled(rf"{convention.either('pauses')}(?:[,:;]?\s+{how_long})?").fullmatch(words)
    kind = "pause" if silent else _sound(words, convention)
    if not kind:
        return None
    if not context.spoken:
        return NoteReading("editor", span, "it describes what is heard or seen")
    if silent is None:
        return NoteReading(kind, span, "it describes what is heard or seen in a text with speakers")
    unit = {"second": "S", "minute": "M"}.get(key_of("units", silent["unit"] or "", convention), "")
    duration = {"dur": f"PT{int(silent['n'])}{unit}"} if unit else {}
    return NoteReading("pause", Span(span.end, span.end), "a pause in a text with speakers", values=duration)


def _sound(words: str, convention: Convention) -> str:
    """The kind of what is heard; of several things separated by commas or semicolons, the first is known."""
    if kind := key_of("heard", words, convention):
        return kind
    first, *others = re.split(r"\s*[,;]\s*", words)
    kind = key_of("heard", first, convention) if others else ""
    known = kind and all(key_of("heard", other, convention) == kind for other in others)
    return (kind if known else "incident") if kind else ""


def manner(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[in red ink]`, `[typed]`, `[no date]`: how something is written, without the words concerned."""
    if not whole(rf"{convention.either('manners')}[.]?", text, span):
        return None
    return NoteReading("editor", span, "it describes how the source is written")


# ---------------------------------------------------------------- readings
def doubtful(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[unclear: today]`, `[faded: X?]`: a doubtful reading that is named so."""
    named, reasons = convention.either("unclear"), convention.either("unclear_reasons")
    match = begins(rf"(?:{named}|(?P<reason>{reasons}))\s*:\s*", text, span)
    words = Span(match.end(), span.end) if match else span
    if match is None or not words.cut(text).strip():
        return None
    guess = words.cut(text).rstrip().endswith("?")
    end = words.start + len(words.cut(text).rstrip().removesuffix("?").rstrip())
    reason = key_of("unclear_reasons", match["reason"], convention) if match["reason"] else ""
    reason = reason or ("inaudible" if context.spoken else "")
    return NoteReading(
        "unclear", Span(words.start, end), "the note says that the reading is doubtful",
        values={name: value for name, value in {"reason": reason, "doubt": "low" if guess else ""}.items() if value},
    )  # fmt: skip


def completed(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[supplied: vin]`: words that the editor adds and says so."""
    match = begins(rf"{convention.either('completed')}\s*:\s*", text, span)
    if match is None or not text[match.end() : span.end].strip():
        return None
    return NoteReading("supplied", Span(match.end(), span.end), "the note says that the words are supplied")
