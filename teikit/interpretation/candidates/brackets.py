"""Brackets without the words of a note: supplied words, glosses, expansions, original words, note marks.

They look alike. What is certain by its form is read here: punctuation, digits, letters beside the bracket, an
abbreviation before it. All others are scored by their evidence (`scoring`). Words of a bracket become words of the text
on evidence only (TEI Guidelines 11.3.3 for `supplied`, 3.6.5 for `expan`).
"""

import re
from collections.abc import Callable
from difflib import SequenceMatcher

from teikit.conventions import Convention
from teikit.core import Span
from teikit.interpretation.model import Context, NoteReading
from teikit.interpretation.scoring import Scored, bracket_model, scored
from teikit.recognizers import (
    begins,
    compiled,
    find_key,
    is_function_word,
    scripts_in,
    stripped,
    transliterated,
    whole,
)

_LETTERS_BEFORE = re.compile(r"(?<![^\W\d_])[^\W\d_]++\Z")
_LETTERS_AFTER = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+[.]?\??")
_ENDS_WORD = re.compile(r"\w[\"”')]?\Z")
_ABBREVIATED = re.compile(r"(?<![^\W\d_])(?P<letters>[^\W\d_]{2,12})(?P<stop>\.?) ?\Z")
# How alike two readings of one word are at least (0 to 1); the longest reading that is scored.
_ALIKE, _LONGEST = 0.5, 12
# So many characters before a bracket show whether the text is in capitals.
_NEAR = 20

Decider = Callable[[str, Span, Context, Convention], NoteReading | None]


def read_bracket(text: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """The reading of a bracket with content `inside`, by the evidence around it; None without evidence."""
    content = inside.cut(text)
    if not content.strip() or inside.cut(text).count("\n") > 3:
        return None
    certain = (decide(content, inside, context, convention) for decide in CERTAIN)
    return next((reading for reading in certain if reading), None) or _scored(content, inside, context, convention)


# ---------------------------------------------------------------- certain by its form
def _query(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[?]`: inside a sentence, doubt about the word before; at its end, a supplied question mark."""
    if content.strip() != "?":
        return None
    after = context.after.lstrip()
    if not after or after[0].isupper() or after[0] in '."”':
        return NoteReading("supplied-mark", inside, "a capital or the end follows: a supplied question mark")
    word = re.search(r"[\w'’-]+\s*$", context.before)
    if word is None:
        return NoteReading("supplied-mark", inside, "no word is before it", cert="low")
    return NoteReading("doubtful-word", Span(inside.end, inside.end), "doubt about the word before", lead=len(word[0]))


def _mark(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    if re.search(r"\w", content):
        return None
    return NoteReading("supplied-mark", inside, "only punctuation: supplied")


def _digits(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    number = re.fullmatch(r"\s*(?:\d{1,3}|\*+)\s*", content)
    if number is None or (context.own_block and not context.before):
        return None
    after = re.match(r"\d{1,2}(?!\d)", context.after)
    if after and len(content.strip()) == 2 and not context.before[-1:].isalnum():
        return NoteReading(
            "expansion", inside, "digits follow at once: a number completed", values={"after": str(len(after[0]))}
        )
    return NoteReading("footnote-mark", inside, "a bare number: the mark of a note")


def _case(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    if len(content) == 1 and content.isupper() and context.after[:1].islower() and not context.before[-1:].isalnum():
        return NoteReading("changed-case", inside, "one capital glued to small letters: changed case")
    return None


def _glued(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`Com[munist]`: letters that complete an abbreviation; `lon[g]`: one letter that the writer left out."""
    before = _LETTERS_BEFORE.search(context.before[-40:])
    after = _LETTERS_AFTER.match(context.after[:40]) if content[-1:].isalpha() else None
    if not (before or after) or not _WORD.fullmatch(content):
        return None
    capitals = content.isupper() and len(content) > 1 and before is not None and before[0].isupper()
    if not (content[:1].islower() or capitals):
        return None
    if len(content) == 1 and len(before[0] if before else "") + len(after[0] if after else "") > 1:
        return NoteReading("supplied", inside, "one letter that the word lacks", cert="medium")
    guess = content.endswith("?")
    return NoteReading(
        "expansion", Span(inside.start, inside.end - guess), "letters are glued to the bracket",
        cert="low" if guess else "", lead=len(before[0]) if before else 0,
        values={"after": str(len(after[0]) if after else 0)},
    )  # fmt: skip


def _abbreviation(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`Hptm. [Hauptmann]`: one word whose letters the abbreviation before it has, in their order."""
    match, word = _ABBREVIATED.search(context.before[-20:]), content.strip()
    if match is None or not re.fullmatch(r"[^\W\d_]+", word):
        return None
    letters, full = match["letters"].lower(), word.lower()
    if (
        match["letters"].isupper()
        or letters[0] != full[0]
        or len(full) < len(letters) + 2
        or not _in_order(letters, full)
    ):
        return None
    contracted = letters[-1] == full[-1] and not full.startswith(letters) and len(letters) * 2 <= len(full)
    if not match["stop"] and not contracted:
        return None
    return NoteReading("abbreviation", inside, "the full form of the abbreviation before it", lead=len(match[0]))


def _in_order(letters: str, word: str) -> bool:
    """Whether a word has these letters in this order."""
    rest = iter(word)
    return all(letter in rest for letter in letters)


def _readings(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[hat/hut?]`, `[hat or hut]`: two readings of one word."""
    either = convention.either("readings", "or")
    match = whole(
        rf"\s*(?P<a>\w+)(?:\s*/\s*|\s+{either}\s+)(?P<b>\w+)\s*(?P<guess>\??)\s*", content, Span(0, len(content))
    )
    if match is None or (context.translation and not match["guess"]):
        return None
    alike = SequenceMatcher(None, match["a"], match["b"]).ratio() >= _ALIKE
    if not alike and not (match["guess"] and "/" in content):
        return None
    first, second = (Span(inside.start + match.start(name), inside.start + match.end(name)) for name in ("a", "b"))
    return NoteReading("readings", first, "two readings of one word", remedy=second)


def _begun_guess(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[?Virgil]`: a doubtful reading with its question mark before it."""
    mark = re.match(r"\s*\?\s*(?=\w)", content)
    if mark is None:
        return None
    return NoteReading("conjecture", Span(inside.start + mark.end(), inside.end), "a guess", cert="low")


def _unread_letters(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`S[????]`, `Mi[..]k`: a sign for each letter of a word that cannot be read."""
    signs = re.fullmatch(r"\?{2,12}|\.{2,12}|\?(?=\Z)", content)
    beside = context.before[-1:].isalnum() or context.after[:1].isalnum()
    if signs is None or not beside or (content == "?" and not context.before[-1:].isdigit()):
        return None
    values = {"reason": "illegible", "quantity": str(len(content)), "unit": "char"}
    return NoteReading("gap", Span(inside.end, inside.end), "a sign for each unread letter", values=values)


def _guess(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[report?]`: a doubtful reading where the document is damaged or no translation."""
    if not content.rstrip().endswith("?") or len(content.strip()) < 2:
        return None
    if context.translation and not context.damaged:
        return None
    end = inside.end - len(content) + content.rstrip().rindex("?")
    why = "the document has unreadable words" if context.damaged else "the text is no translation"
    return NoteReading("conjecture", Span(inside.start, end), f"a guess, and {why}", cert="low")


def _original(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`county [уезд]`: a word of another script after a word that may translate it."""
    words = content.strip()
    if not _ENDS_WORD.search(context.before.rstrip()[-2:]) or len(words.split()) > 6:
        return None
    inside_it, around = scripts_in(words), scripts_in(context.before[-60:])
    if not (inside_it and around) or inside_it & around:
        return None
    return NoteReading("original", inside, "it is written in another script than the words around it")


def _explanation(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[nicknames, evidently of two generals]`, `[i.e. the second]`: an explanation of the text."""
    if begins(
        convention.either("explaining", "opening"), content, stripped(content, Span(0, len(content)))
    ) or compiled(convention.either("explaining", "within")).search(content):
        return NoteReading("gloss", inside, "it explains the words before it")
    return None


def _summary(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """A whole sentence in brackets between sentences: a note of the editor."""
    words = content.strip()
    between = not context.before.strip() or context.before.rstrip()[-1] in ".!?:)"
    if len(words.split()) < 5 or not words[0].isupper() or words[-1] not in ".!" or not between:
        return None
    return NoteReading("editor", inside, "a sentence by itself, in brackets", cert="medium")


def _description(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[laughter]`, `[emblem]`: a description of something heard or seen, not words of the text."""
    if whole(convention.either("descriptions"), content, stripped(content, Span(0, len(content)))):
        return NoteReading("editor", inside, "it describes what is heard or seen")
    return None


def _apart(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """A bracket that is a block of its own, or has words of notes."""
    if len(content.split()) > _LONGEST:
        return NoteReading("editor", inside, "too long for words that a sentence needs", cert="medium")
    if ":" in content or any(find_key(section, content, convention) for section in _NOTE_WORDS):
        return NoteReading("editor", inside, "it has words of notes, but fits no rule", cert="low")
    if not context.own_block:
        return None
    heading = whole(convention.either("attachments"), content, Span(0, len(content)))
    if heading and context.translation:
        return NoteReading("supplied", inside, "a heading that the translator added")
    known = "it heads an attachment" if heading else "it is a block of its own, not part of a sentence"
    return NoteReading("editor", inside, known, cert="" if heading else "medium")


# Words of these sections show that a bracket is a note, not part of a sentence.
_NOTE_WORDS = ("agents", "media", "missing", "signatures")

CERTAIN: tuple[Decider, ...] = (
    _unread_letters, _query, _begun_guess, _mark, _digits, _case, _glued, _abbreviation, _readings, _guess,
    _explanation, _description, _summary, _original, _apart,
)  # fmt: skip


# ---------------------------------------------------------------- by score
def _scored(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading:
    """The likeliest reading of a bracket by all its evidence."""
    result = scored(content, context, convention)
    kind, cert = result.kind, bracket_model().certainty(result.kind, result.probability)
    if content.rstrip().endswith("?"):
        cert = "low"
    if not context.translation:
        kind, cert = _outside_translations(content, context, result, cert, convention)
    margin = result.probability - result.ranking[1][1]
    if kind == "unknown":
        reason = "nothing shows whether they are words of the source"
        return NoteReading("unknown", inside, reason, cert="low", margin=margin)
    language = transliterated(content.strip(), convention, context.usage)[0] if kind == "original" else ""
    values = {"lang": f"{language}-Latn"} if language else {}
    reason = ", ".join(result.evidence) or "the words around it"
    others = tuple(KIND_OF[other] for other, _ in result.ranking if KIND_OF[other] != KIND_OF[kind])
    return NoteReading(KIND_OF[kind], inside, reason, cert=cert, values=values, alternatives=others, margin=margin)


def _outside_translations(
    content: str, context: Context, result: Scored, cert: str, convention: Convention
) -> tuple[str, str]:
    """The reading where no translator supplied words: the text's own words only if all are small, and never certain.

    What is in capitals in a text in capitals, or against a word, explains nothing: it may be a word of the text.
    """
    if result.kind != "supplied":
        shouted = content.isupper() and context.before[-_NEAR:].isupper()
        own = result.kind == "gloss" and (shouted or context.after[:1].isalpha() or context.before[-1:].isalnum())
        if cert or own or result.kind == "original":
            return "unknown", "low"
        # One name beside another explains it.
        names = content[:1].isupper() and any(word[:1].isupper() for word in context.before.split()[-2:])
        return result.kind, "" if names else "medium"
    small = all(is_function_word(word, convention) for word in content.split())
    return ("supplied", "medium") if small and cert != "low" else ("unknown", "low")


# What the readings of the model are called among the kinds of brackets.
KIND_OF = {"supplied": "supplied", "gloss": "gloss", "original": "original", "note": "editor"}
