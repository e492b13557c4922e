"""The model of interpretation: kinds of brackets, the readings that readers propose, decisions."""

from collections.abc import Callable, Container, Mapping
from enum import StrEnum
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.core import Span

# For parameters without values.
NOTHING: Mapping[str, str] = {}
# A bracket whose signs stay text.
TEXT = "text"
# The place of handwriting if the note names no place.
UNPLACED = "unspecified"
# The evidence of a decision that a person made.
SETTLED = "edition.toml"

# Every kind of bracket, with its likely alternatives; without any, all kinds are alternatives.
KINDS: Mapping[str, tuple[str, ...]] = {
    "abbreviation": ("gloss", "supplied"),
    "addition": ("marginalia",),
    "blank": (),
    "changed-case": (),
    "conjecture": ("supplied",),
    "damage": ("gap", "editor"),
    "deletion": ("editor",),
    "doubtful-word": (),
    "editor": ("translator", "gloss", "marginalia"),
    "endorsement": ("marginalia", "editor"),
    "expansion": ("supplied",),
    "figure": ("editor",),
    "footnote-mark": (),
    "gap": ("editor",),
    "gloss": ("supplied", "translator"),
    "hand": ("editor",),
    "incident": ("kinesic", "vocal", "editor"),
    "kinesic": ("incident", "vocal", "editor"),
    "letterhead": ("editor",),
    "marginalia": ("addition", "stamp", "editor"),
    "milestone": (),
    "original": (),
    "page": (),
    "pause": ("incident", "editor"),
    "readings": ("unclear", "editor"),
    "redaction": (),
    "sic": ("editor",),
    "signature": (),
    "stamp": (),
    "supplied": ("gloss", "conjecture", "editor"),
    "supplied-mark": (),
    "translator": ("editor", "gloss"),
    "unclear": ("conjecture", "supplied"),
    "underlined": (),
    "unknown": ("supplied", "gloss", "editor", "conjecture"),
    "vocal": ("incident", "kinesic", "editor"),
}


def alternatives_to(kind: str) -> tuple[str, ...]:
    """The other kinds that a bracket of `kind` may be, the likely ones first, text last (unless it is text)."""
    likely = KINDS.get(kind) or tuple(name for name in KINDS if name != kind)
    return likely if kind == TEXT else (*likely, TEXT)


class Subject(StrEnum):
    """What a decision is about."""

    BRACKET = "bracket"
    DATE = "date"
    LINE_END = "line end"
    MARK = "mark"
    BLOCK = "block"
    PAGE = "page"
    SUBSTITUTION = "substitution"
    HEADER = "value of the header"


class Decision(NamedTuple):
    """What a place in the transcript is, decided before any TEI is written.

    `span` is the place in the source. `kind` depends on `subject`: for a bracket one of `KINDS`, `TEXT` or `footnote`,
    for a date `date` or `time`, for a line end `divided-word`, for a mark its name in the convention, for a block its
    label, for page furniture `page`, for a deletion with the addition that replaces it `substitution`, for the header
    its value (`title`, `date`, `sender`, `addressee`, `place`). `cert` is low or medium for a doubtful decision, else
    empty. `evidence` are the reasons, `alternatives` the other possible kinds, `values` further values (place, hand,
    medium, scribe, reason, extent, when …). `code` is the code of the diagnostic that reports the decision, empty
    without one. `margin` is how much more probable the kind is than the next, where both were scored.
    """

    span: Span
    kind: str
    cert: str = ""
    evidence: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    values: Mapping[str, str] = NOTHING
    code: str = ""
    subject: Subject = Subject.BRACKET
    margin: float = 1.0


# ---------------------------------------------------------------- candidates
class Context(NamedTuple):
    """The surroundings of a bracket: the text before and after it (in its block), and whether it is a block of its own.

    `damaged`: the document marks words as unreadable. `usage`: the lower-case words of the document outside brackets.
    `translation`: the document is a translation. `spoken`: it names its speakers.
    """

    before: str = ""
    after: str = ""
    own_block: bool = False
    damaged: bool = False
    usage: Container[str] = frozenset()
    translation: bool = False
    spoken: bool = False


class NoteReading(NamedTuple):
    """What a reader proposes for a bracket. `content` are the transcribed words; spans are offsets in the source.

    `described` are words of the note that describe rather than transcribe; `by_hand`: the note says that it is
    handwritten; `lead` is how many characters before the bracket belong to it; `values` are further attributes;
    `alternatives` are the other kinds, the likeliest first, where it was scored; `margin` is as in `Decision`.
    """

    kind: str
    content: Span
    reason: str
    cert: str = ""
    place: str = ""
    medium: str = ""
    scribe: str = ""
    continues: str = ""
    continued: bool = False
    doubtful: bool = False
    by_hand: bool = False
    described: Span | None = None
    remedy: Span | None = None
    lead: int = 0
    values: Mapping[str, str] = NOTHING
    alternatives: tuple[str, ...] = ()
    margin: float = 1.0


Reader = Callable[[str, Span, Context, Convention], NoteReading | None]
