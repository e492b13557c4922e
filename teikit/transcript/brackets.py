"""Brackets that are no sentence: a word the translator supplied, a gloss, an expansion, an original word, a note mark.

They all look alike. What decides is in sight: letters glued to the bracket, capitals, digits, marks, the neighbouring
words, and whether the document marks unreadable words (TEI Guidelines 11.3.3 for `supplied`, 3.6.5 for `expan`).
"""

import re
from collections.abc import Callable

from teikit.convention import Convention
from teikit.source import Span
from teikit.transcript.notes import Context, NoteReading

_LETTERS_BEFORE = re.compile(r"[^\W\d_]+$")
_LETTERS_AFTER = re.compile(r"[^\W\d_]+")
_NAME_BEFORE = re.compile(r"(?:^|[\s(\"“„/-])(?:[A-ZА-ЯЁ][\w'’.-]*|[A-ZА-ЯЁ]{2,})[\"”]?\s*$")
_WORD_BEFORE = re.compile(r"([\w'’-]+)[\"”]?\s*$")

Decider = Callable[[str, Span, Context, Convention], NoteReading | None]


def read_bracket(text: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """What a bracket with content `inside` is, by the evidence around it; None where nothing decides."""
    content = inside.cut(text)
    if not content.strip() or inside.cut(text).count("\n") > 3:
        return None
    return next((found for decide in DECIDERS if (found := decide(content, inside, context, convention))), None)


def _query(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[?]`: doubt about the word before it in mid-sentence, a supplied question mark at a sentence's end."""
    if content.strip() != "?":
        return None
    after = context.after.lstrip()
    if not after or after[0].isupper() or after[0] in '."”':
        return NoteReading("supplied-mark", inside, "a capital or the end follows: a supplied question mark")
    word = re.search(r"[\w'’-]+\s*$", context.before)
    if word is None:
        return NoteReading("supplied-mark", inside, "no word stands before it", cert="low")
    return NoteReading("doubtful-word", Span(inside.end, inside.end), "doubt about the word before", lead=len(word[0]))


def _mark(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    if re.search(r"\w", content):
        return None
    return NoteReading("supplied-mark", inside, "only punctuation: supplied")


def _digits(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    if not re.fullmatch(r"\s*(?:\d{1,3}|[a-z]|\*+)\s*", content) or (context.own_block and not context.before):
        return None
    if content.strip().isalpha():
        return None
    return NoteReading("footnote-mark", inside, "a bare number: the mark of a note")


def _case(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    if len(content) == 1 and content.isupper() and context.after[:1].islower() and not context.before[-1:].isalnum():
        return NoteReading("changed-case", inside, "one capital glued to small letters: changed case")
    return None


def _glued(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    before = _LETTERS_BEFORE.search(context.before[-40:])
    after = _LETTERS_AFTER.match(context.after[:40]) if content[-1:].isalpha() else None
    if not content[:1].islower() or not (before or after) or not re.fullmatch(r"[^\W\d_]+[.]?", content):
        return None
    return NoteReading(
        "expansion", inside, "letters are glued to the bracket", lead=len(before[0]) if before else 0,
        values={"after": str(len(after[0]) if after else 0)},
    )  # fmt: skip


def _conjecture(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    if not content.rstrip().endswith("?") or len(content.strip()) < 2:
        return None
    end = inside.end - len(content) + content.rstrip().rindex("?")
    if context.damaged:
        return NoteReading(
            "conjecture", Span(inside.start, end), "a guess, and the document has unreadable words", cert="low"
        )
    return NoteReading("supplied", inside, "a guess in a text that is not damaged", cert="low")


def _gloss(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """A name or title in brackets: an identification of the name before it, or an office or name of the one after."""
    words = content.split()
    named = _named(words)
    if not named:
        return None
    pronouns = convention.either("pronouns")
    word = _WORD_BEFORE.search(context.before[-60:])
    if word and re.fullmatch(pronouns, word[1], re.IGNORECASE):
        return NoteReading("gloss", inside, "it says whom a pronoun means")
    after = context.after.lstrip()
    if after[:1].isupper() and len(words) == 1 and not _NAME_BEFORE.search(context.before[-60:]):
        return NoteReading("supplied", inside, "a first name before a surname")
    if _NAME_BEFORE.search(context.before[-60:]):
        return NoteReading("gloss", inside, "a name in brackets behind a name")
    if after[:1].isupper():
        return NoteReading("gloss", inside, "an office before a name")
    return None


def _named(words: list[str]) -> bool:
    """Whether the words are names or titles: every word of weight has a capital."""
    weighty = [w for w in words if len(w) > 3 or w[:1].isupper()]
    return bool(weighty) and all(w[:1].isupper() for w in weighty)


def _supplied(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    if len(content.split()) > 12:
        return None
    return NoteReading("supplied", inside, "words in brackets that the sentence needs")


DECIDERS: tuple[Decider, ...] = (_query, _mark, _digits, _case, _glued, _conjecture, _gloss, _supplied)
