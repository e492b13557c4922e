"""Readers of notes in brackets: who wrote, what is missing, deleted or wrong, and which words are transcribed.

Notes are sentences in a controlled language, whose words are data (`conventions/vocabulary/`). Each reading has a
reason and, if it is doubtful, a certainty. `brackets` reads a bracket that is not such a sentence.
"""

import re
from difflib import SequenceMatcher

from teikit.conventions import Convention
from teikit.core import Span
from teikit.interpretation.candidates.hand_shift import hand_begins
from teikit.interpretation.candidates.handwriting import endorsement, handwriting
from teikit.interpretation.candidates.missing import amount, blank, damage, extent, left_out, missing, omission
from teikit.interpretation.candidates.phrases import completed, doubtful, figure, heard, manner, page, recording
from teikit.interpretation.candidates.ways import way_of_writing
from teikit.interpretation.model import Context, NoteReading, Reader
from teikit.recognizers import begins, compiled, key_of, stripped, whole

_POSTMARK = {"type": "postmark"}
# A correction of several words replaces as many words before the bracket if they are at least so similar (0 to 1).
_LIKE = 0.6
# How similar a correction is at least to its error where the note explains the error too.
_CORRECTS = 0.5


def read_note(text: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """The reading of the bracket with content `inside`; None if it is not a sentence of the controlled language."""
    content = stripped(text, inside)
    if not content:
        return None
    return next((match for read in READERS if (match := read(text, content, context, convention))), None)


# ---------------------------------------------------------------- stamps, signatures, voices
def _stamp(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    postmark = begins(rf"{convention.either('agents', 'postmark')}\s*:\s*", text, span)
    if postmark:
        return NoteReading("stamp", Span(postmark.end(), span.end), "the note names a postmark", values=_POSTMARK)
    match = begins(rf"{convention.either('agents', 'stamp')}\s*:\s*", text, span)
    if match is None:
        return _stamped(text, span, convention)
    # A stamp that is described ("faded oval stamp") keeps its description.
    described = Span(match.start(), match.end()) if re.search(r"\w\s+\w", match[0]) else None
    return NoteReading("stamp", Span(match.end(), span.end), "the note names a stamp", described=described)


def _letterhead(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[letterhead: Hotel Krone]`: what is printed at the head of the paper."""
    match = begins(rf"{convention.either('agents', 'letterhead')}\s*:\s*", text, span)
    if match is None or not text[match.end() : span.end].strip():
        return None
    return NoteReading("letterhead", Span(match.end(), span.end), "the note names a letterhead")


def _stamped(text: str, span: Span, convention: Convention) -> NoteReading | None:
    """`["CLOSED" stamped]`: the words of a stamp in quotation marks before what it is."""
    match = whole(rf"[\"“„«](?P<x>[^\"“”„«»]+)[\"”“»],?\s+{convention.either('agents', 'stamp')}", text, span)
    return NoteReading("stamp", Span(*match.span("x")), "the note names a stamp") if match else None


def _signature(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    match = begins(rf"{convention.either('signatures', 'autograph')}(?!\w)[:\s]*", text, span)
    if match is None or len(span) > 60:
        return None
    # Words about the signature ("Chinese", "illegible") stay as its description.
    start = match.start() if re.search(r"\w\s+\w", match[0]) else match.end()
    return NoteReading("signature", Span(start, span.end), "the note mentions an autograph signature")


def _voice(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    for kind in ("translator", "editor"):
        match = begins(rf"{convention.either('agents', kind)}(?:\s*[:.]|\s+[—–-])\s*", text, span)
        if match:
            # A note without other words keeps these.
            words = Span(match.end(), span.end) if match.end() < span.end else span
            return NoteReading(kind, words, f"the note names the {kind}")
    return None


# ---------------------------------------------------------------- missing, left out, left empty
def _heading(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[Footnotes:]`, `[Control copy]`: words of the edition's page."""
    if not whole(rf"{convention.either('note_heads')}|{convention.either('running_heads')}", text, span):
        return None
    return NoteReading("editor", span, "it heads notes or a page of the edition")


# ---------------------------------------------------------------- struck out, wrong
def _struck(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    struck = convention.either("actions", "redacted")
    counted = whole(rf"{amount(convention)}\s+{struck}[.]?", text, span) or whole(rf"{struck}[.]?", text, span)
    if counted:
        values = extent(counted, {}, convention)
        return NoteReading("redaction", Span(span.end, span.end), "the note says redacted", values=values)
    blackened = begins(rf"(?P<said>[^:]{{1,40}} )?{convention.either('actions', 'redacted')}\s*(?::|$)", text, span)
    if blackened:
        start = blackened.end() if blackened.start("said") < 0 else span.start
        return NoteReading("redaction", stripped(text, Span(start, span.end)), "the note says redacted")
    for kind, action in (("deletion", "deleted"), ("underlined", "underlined")):
        words = convention.either("actions", action)
        with_tool = rf"(?:,?\s+(?P<tool>{convention.either('media')}))?"
        before = begins(rf"(?:{convention.either('units')} )?{words}{with_tool}\s*:\s*", text, span)
        if before and text[before.end() : span.end].strip():
            medium = key_of("media", before["tool"] or "", convention)
            return NoteReading(kind, Span(before.end(), span.end), f"the note says {action}", medium=medium)
        after = whole(rf"(?P<x>.+?)\s*[-–—,]\s*{words}", text, span)
        if after:
            return NoteReading(kind, Span(*after.span("x")), f"the note says {action}")
    return None


def _label(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[crossed out]`, `[emphasis in the original]`: an action without the words concerned."""
    number = rf"(?:(?:\d{{1,4}}|{convention.either('counts')}|{convention.either('extents')})\s+)?"
    counted = rf"(?:{number}{convention.either('units')}\s+(?:{convention.either('joining', 'is')}\s+)?)?"
    act = rf"{counted}(?:{convention.either('actions')}|{convention.either('labels')})"
    if len(span.cut(text).split()) > 8 or not whole(rf"{act}(?:[\s,;(].*)?[.!]?", text, span):
        return None
    if whole(convention.either("actions", "deleted"), text, span) and not _word_before(context):
        return NoteReading("deletion", Span(span.end, span.end), "the note says deleted, without the words")
    return NoteReading("editor", span, "it names an action without the words concerned", cert="medium")


def _word_before(context: Context) -> bool:
    """Whether a word is directly before the bracket, which the note may be about."""
    return re.search(r"\w[\"”')]?\s*\Z", context.before) is not None


def _sic(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    sic, remedy = (
        convention.either("errors", "sic"),
        rf"(?:{convention.either('errors', 'remedy')}\s*+(?:[:,—–-]\s*+)?)*",
    )
    match = whole(rf"(?:[–—-]\s*+)?{sic}!?(?:\s*+(?:[,;:–—-]\s*+)?{remedy}(?P<x>\S.*?))?[.]?", text, span)
    match = match or whole(rf"{remedy}(?P<x>(?=[\w\"“'‘])\S.*?)(?:,\s*+|\s++(?:[–—-]\s*+)?){sic}", text, span)
    match = match or whole(
        rf"{convention.either('errors', 'recte')}(?:\s*+[:,]\s*+|\s++)(?P<x>\S.{{0,60}}?)", text, span
    )
    if match is None:
        return _corrected(text, span, context, convention)
    words = match["x"] or ""
    comment = compiled(convention.either("errors", "comment")).fullmatch(words)
    if comment or len(words.split()) > 6:
        return NoteReading("editor", span, "a comment on an error without a correction")
    given = Span(*match.span("x")) if words else None
    if given and len(words) > 2 and words[0] in "\"“'‘" and words[-1] in "\"”'’":
        given = Span(given.start + 1, given.end - 1)
    lead = _reach(context.before, given.cut(text) if given else "")
    return NoteReading("sic", Span(span.end, span.end), "the note says sic", remedy=given, lead=lead)


def _corrected(text: str, span: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[Ministry of Trade, sic, in fact OGPU]`: an explanation of the error and its correction, or only a comment."""
    sic, remedy = convention.either("errors", "sic"), convention.either("errors", "remedy")
    match = whole(
        rf"(?P<said>.{{1,80}}?)[,;]\s*+{sic}\s*+[,;:–—-]\s*+{remedy}\s*+[:,]?\s*+(?P<x>\S.*?)[.]?", text, span
    )
    lead = _reach(context.before, match["x"]) if match else 0
    error = context.before[len(context.before) - lead :].strip()
    if match and lead and SequenceMatcher(None, error, match["x"]).ratio() >= _CORRECTS:
        return NoteReading(
            "sic", Span(span.end, span.end), "the note says sic and gives a correction", remedy=Span(*match.span("x")),
            described=Span(*match.span("said")), lead=lead,
        )  # fmt: skip
    if not whole(rf".+\W{sic}\W.+", text, span):
        return None
    return NoteReading("editor", span, "a comment on an error with more than a correction")


def _reach(before: str, remedy: str) -> int:
    """The length of the error before the bracket: one word, or as many words as the correction if they are similar."""
    words = list(re.finditer(r"[^\s\[\]]+", before[-300:]))
    count = len(remedy.split())
    if not words:
        return 0
    while len(words) > 1 and not re.search(r"\w", words[-1][0]):
        # Separate punctuation, such as `/?/`, belongs to the word before it.
        words[-2:] = [re.compile(r"(?s).+").fullmatch(before[-300:], words[-2].start(), words[-1].end()) or words[-1]]
    like = words[-count:] if 1 < count <= len(words) else words[-1:]
    error = before[-300:][like[0].start() :]
    if "[" in error or "]" in error or SequenceMatcher(None, error.strip(), remedy).ratio() < _LIKE:
        error = before[-300:][words[-1].start() :]
    return len(error) if not re.search(r"[\[\]]", error) else 0


READERS: tuple[Reader, ...] = (
    omission, page, way_of_writing, recording, _heading, hand_begins, endorsement, handwriting, _stamp, _letterhead,
    figure, _signature, _voice, blank, damage, missing, left_out, doubtful, completed, _struck, _label, _sic, heard,
    manner,
)  # fmt: skip
