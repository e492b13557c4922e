"""What a bracketed note says: who speaks or wrote, how, where, and which of its words stand on the paper.

The notes are sentences in a controlled language whose words are data (`conventions/vocabulary/`). Each reading keeps
the reason for it; what is damaged or doubtful says so. A bracket that is no such sentence is left to `brackets`.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from teikit.convention import Convention
from teikit.source import Span


class Context(NamedTuple):
    """What stands around a bracket: the text before and after it (in its block), and whether it is a block of its own.

    `damaged` says that the document marks words as unreadable.
    """

    before: str = ""
    after: str = ""
    own_block: bool = False
    damaged: bool = False


class NoteReading(NamedTuple):
    """A bracket understood. `content` are the words that stand in the text; spans count in the source.

    `kind` names the row of the encoder's table; `described` are words of the note that describe rather than transcribe;
    `lead` is how many characters of the text before the bracket it reaches back over; `values` are further attributes.
    """

    kind: str
    content: Span
    reason: str
    cert: str = ""
    place: str = ""
    medium: str = ""
    continues: str = ""
    continued: bool = False
    doubtful: bool = False
    described: Span | None = None
    remedy: Span | None = None
    lead: int = 0
    values: Mapping[str, str] = MappingProxyType({})


Reader = Callable[[str, Span, Context, Convention], NoteReading | None]


def read_note(text: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """What the bracket with content `inside` says, None where it is no sentence of the controlled language."""
    content = _stripped(text, inside)
    if not content:
        return None
    return next((found for read in READERS if (found := read(text, content, context, convention))), None)


def _stripped(text: str, span: Span) -> Span:
    piece = span.cut(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.end - len(piece) + len(piece.rstrip())))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


def _match(pattern: str, text: str, span: Span) -> re.Match[str] | None:
    return _compiled(pattern).match(text, span.start, span.end)


def _whole(pattern: str, text: str, span: Span) -> re.Match[str] | None:
    return _compiled(pattern).fullmatch(text, span.start, span.end)


def key_of(section: str, words: str, convention: Convention) -> str:
    """Which key of a vocabulary section the words belong to; empty where none."""
    keys = convention.words.get(section, {})
    return next((k for k in keys if _compiled(convention.either(section, k)).fullmatch(words.strip())), "")


def find_key(section: str, words: str, convention: Convention) -> tuple[str, Span] | None:
    """The first word of a vocabulary section found in `words`: its key and where; the longest wins at one place."""
    match = _compiled(rf"(?<!\w){convention.either(section)}(?!\w)").search(words)
    return (key_of(section, match[0], convention), Span(*match.span())) if match else None


# ---------------------------------------------------------------- handwriting
def _hand(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    opening = _match(
        rf"{convention.either('agents', 'hand')}(?!\w)|{convention.either('actions', 'inserted')}(?!\w)", text, span
    )
    if opening is None:
        return None
    rest = Span(opening.end(), span.end)
    colon = _compiled(r"[^:\"“„]*+:\s*").match(text, rest.start, rest.end)
    if colon is None and (damaged := _damaged(text, rest, convention)):
        return damaged
    colon = colon or _compiled(r"[^:\"“„]*+(?=[\"“„])").match(text, rest.start, rest.end)
    if colon is None:
        return None
    words = Span(rest.start, colon.end())
    return _hand_with_words(text, opening[0], words, Span(colon.end(), span.end), context, convention)


def _hand_with_words(
    text: str, agent: str, words: Span, content: Span, context: Context, convention: Convention
) -> NoteReading:
    said = words.cut(text)
    announced = _compiled(rf"{convention.either('continuation', 'announced')}.*").search(said)
    place = find_key("places", said[: announced.start()] if announced else said, convention)
    onward = find_key("places", announced[0], convention) if announced else None
    medium = find_key("media", said, convention)
    known = [place[1] if place else None, Span(*announced.span()) if announced else None, medium[1] if medium else None]
    inserted = bool(_compiled(convention.either("actions", "inserted")).search(agent + said))
    continued = bool(_match(rf"[\"“„]?{convention.either('continuation', 'begins')}", text, content))
    addition, reason = _is_insertion(
        text, content, place[0] if place else "", inserted, bool(announced), continued, context
    )
    return NoteReading(
        kind="addition" if addition else "marginalia",
        content=content,
        reason=reason,
        place=place[0] if place else "",
        medium=medium[0] if medium else "",
        continues=onward[0] if onward else ("unspecified" if announced else ""),
        continued=continued and addition,
        doubtful=find_key("doubt", said, convention) is not None,
        described=_left_over(said, words, known),
    )


def _left_over(said: str, words: Span, known: list[Span | None]) -> Span | None:
    """The words of a note's opening that no vocabulary explains, if they say something."""
    bare = said
    for span in known:
        if span:
            bare = bare[: span.start] + " " * len(span) + bare[span.end :]
    return words if re.search(r"\w{4,}", bare) else None


def _is_insertion(
    text: str, content: Span, place: str, inserted: bool, announced: bool, continued: bool, context: Context
) -> tuple[bool, str]:
    """Addition or remark (TEI Guidelines 11.3.1): what continues its sentence is one."""
    if inserted:
        return True, "the note calls it inserted"
    if place in ("above", "below", "inline"):
        return True, "it stands in the line's own space"
    if announced or continued:
        return True, "it is one half of a text that goes on elsewhere"
    if context.own_block:
        return False, "it stands outside the text"
    words = content.cut(text).strip(' "“”„«»')
    if re.match(r"\d+[.)]", words) or words.endswith(("?", "!")):
        return False, "it is numbered, asks or exclaims"
    if words[:1].islower() and not context.before.rstrip().endswith((".", "!", "?", ":")):
        return True, "it continues the sentence it stands in"
    return False, "it is complete in itself"


def _damaged(text: str, rest: Span, convention: Convention) -> NoteReading | None:
    """`handwritten in the left 24. But silver?"`: the words before the text were lost."""
    damaged = _match(rf"\s*{convention.either('damaged_places')}\s+(?!margin|side|hand)", text, rest)
    if damaged is None:
        return None
    place = key_of("damaged_places", damaged[0], convention)
    return NoteReading(
        kind="marginalia", content=Span(damaged.end(), rest.end), place=place, cert="medium",
        reason="words of the note were lost between the place and the text",
    )  # fmt: skip


# ---------------------------------------------------------------- stamps, signatures, voices
def _stamp(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    found = _match(rf"{convention.either('agents', 'stamp')}\s*:\s*", text, span)
    return NoteReading("stamp", Span(found.end(), span.end), "the note names a stamp") if found else None


def _signature(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    found = _match(rf"{convention.either('signatures', 'autograph')}(?!\w)[:\s]*", text, span)
    if found is None or len(span) > 60:
        return None
    return NoteReading("signature", Span(found.end(), span.end), "the note mentions an autograph signature")


def _voice(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    for kind in ("translator", "editor"):
        found = _match(rf"{convention.either('agents', kind)}\s*[:.—–-]\s*", text, span)
        if found:
            return NoteReading(kind, Span(found.end(), span.end), f"the note names the {kind}")
    return None


# ---------------------------------------------------------------- what is missing, struck out, wrong
def _omission(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    if not _whole(r"(?:\.\s?){2,}|…+\.?", text, span):
        return None
    return NoteReading(
        "gap", Span(span.end, span.end), "dots in brackets: left out by the editor", values={"reason": "sampling"}
    )


def _missing(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    unit, count = convention.either("units"), rf"(?:\d{{1,4}}|{convention.either('counts')})"
    extent, what = convention.either("extents"), convention.either("missing")
    number = rf"(?:(?P<least>{count})\s+(?:or|to|или|-)\s+(?P<most>{count})|(?P<count>{count})|(?P<extent>{extent}))"
    found = _whole(rf"(?:{number}\s+)?(?:(?P<unit>{unit})\s+)?(?:(?:is|are)\s+)?(?P<what>{what})[.]?", text, span)
    if found is None:
        return None
    return NoteReading(
        "gap", Span(span.end, span.end), "the note counts what cannot be read", values=_extent(found, convention)
    )


# What TEI's @unit counts here; other units stay in the words of @extent.
_UNITS = ("word", "line", "page", "char")


def _extent(found: re.Match[str], convention: Convention) -> dict[str, str]:
    got = {name: value for name, value in found.groupdict().items() if value}
    unit = key_of("units", got["unit"], convention) if "unit" in got else ""
    values = {"reason": {"omitted": "sampling"}.get(key := key_of("missing", got["what"], convention), key)}
    if "extent" in got or (unit and unit not in _UNITS):
        words = found.string[found.start() : found.start("what")]
        values["extent"] = " ".join(words.lower().split())
        return values
    if "least" in got:
        values |= {"atLeast": _count(got["least"], convention), "atMost": _count(got["most"], convention)}
    elif "count" in got:
        values["quantity"] = _count(got["count"], convention)
    if unit:
        values["unit"] = unit
    return values


def _count(words: str, convention: Convention) -> str:
    return words if words.isdecimal() else key_of("counts", words, convention)


def _struck(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    for kind, action in (("deletion", "deleted"), ("redaction", "redacted"), ("underlined", "underlined")):
        words = convention.either("actions", action)
        before = _match(rf"{words}\s*:\s*", text, span)
        if before:
            return NoteReading(kind, Span(before.end(), span.end), f"the note says {action}")
        after = _whole(rf"(?P<x>.+?)\s*[-–—,]\s*{words}", text, span)
        if after:
            return NoteReading(kind, Span(*after.span("x")), f"the note says {action}")
    return None


def _sic(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    sic, remedy = convention.either("errors", "sic"), convention.either("errors", "remedy")
    found = _whole(rf"{sic}(?:\s*[,;:–—-]?\s*(?:{remedy}\s*[:,]?\s*)?(?P<x>\S.*?))?[.]?", text, span)
    found = found or _whole(rf"(?P<x>\S.*?),\s*{sic}", text, span)
    if found is None:
        return None
    words = found["x"] or ""
    if words.casefold() in ("plural", "singular"):
        return NoteReading("editor", span, "a comment on an error that gives no reading")
    given = Span(*found.span("x")) if words else None
    if given and words[0] in "\"“'‘" and words[-1] in "\"”'’":
        given = Span(given.start + 1, given.end - 1)
    return NoteReading("sic", Span(span.end, span.end), "the note says sic", remedy=given, lead=_reach(context.before))


def _reach(before: str) -> int:
    """How far back the error reaches: the word before the bracket, with the blanks between."""
    word = re.search(r"[^\s\[\]]+\s*$", before[-200:])
    return len(word[0]) if word else 0


READERS: tuple[Reader, ...] = (_omission, _hand, _stamp, _signature, _voice, _missing, _struck, _sic)
