"""Brackets without the words of a note: supplied words, glosses, expansions, original words, note marks.

They look alike. The evidence is: letters directly beside the bracket, capitals, digits, punctuation, neighbouring
words, spelling, and the rest of the document (TEI Guidelines 11.3.3 for `supplied`, 3.6.5 for `expan`). Names are read
in `glosses`.
"""

import re
from collections.abc import Callable

from teikit.conventions import Convention
from teikit.core import Span
from teikit.interpretation.candidates.glosses import gloss
from teikit.interpretation.model import Context, NoteReading
from teikit.recognizers import begins, compiled, find_key, scripts_in, stripped, transliterated, whole

_LETTERS_BEFORE = re.compile(r"(?<![^\W\d_])[^\W\d_]++\Z")
_LETTERS_AFTER = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+[.]?\??")
_ENDS_WORD = re.compile(r"\w[\"”')]?\Z")

Decider = Callable[[str, Span, Context, Convention], NoteReading | None]


def read_bracket(text: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """The reading of a bracket with content `inside`, by the evidence around it; None without evidence."""
    content = inside.cut(text)
    if not content.strip() or inside.cut(text).count("\n") > 3:
        return None
    reading = next(
        (proposed for decide in DECIDERS if (proposed := decide(content, inside, context, convention))), None
    )
    if reading and reading.kind == "supplied" and not context.translation:
        return NoteReading("unknown", inside, "nothing shows whether they are words of the source", cert="low")
    return reading


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
    before = _LETTERS_BEFORE.search(context.before[-40:])
    after = _LETTERS_AFTER.match(context.after[:40]) if content[-1:].isalpha() else None
    if not (before or after) or not _WORD.fullmatch(content):
        return None
    capitals = content.isupper() and len(content) > 1 and before is not None and before[0].isupper()
    if not (content[:1].islower() or capitals):
        return None
    guess = content.endswith("?")
    return NoteReading(
        "expansion", Span(inside.start, inside.end - guess), "letters are glued to the bracket",
        cert="low" if guess else "", lead=len(before[0]) if before else 0,
        values={"after": str(len(after[0]) if after else 0)},
    )  # fmt: skip


def _conjecture(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    if not content.rstrip().endswith("?") or len(content.strip()) < 2:
        return None
    end = inside.end - len(content) + content.rstrip().rindex("?")
    if context.damaged or not context.translation:
        why = "the document has unreadable words" if context.damaged else "the text is no translation"
        return NoteReading("conjecture", Span(inside.start, end), f"a guess, and {why}", cert="low")
    named = gloss(content.rstrip("? "), Span(inside.start, end), context, convention)
    if named and named.kind == "gloss":
        return named._replace(content=inside, cert="low", reason=f"a guess: {named.reason}")
    return NoteReading("supplied", inside, "a guess in a text that is not damaged", cert="low")


def _original(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`county-level [uyezdnyy]`: the word of the original after its translation."""
    words = content.strip()
    if not _ENDS_WORD.search(context.before.rstrip()[-2:]) or len(words.split()) > 6:
        return None
    if _other_script(words, context):
        return NoteReading("original", inside, "it is written in another script than the words around it")
    language, cert = transliterated(words, convention, context.usage)
    if not language or (words[:1].isupper() and cert):
        return None
    return NoteReading(
        "original", inside, "it is spelt as a transliterated word, after a word that may translate it", cert=cert,
        values={"lang": f"{language}-Latn"},
    )  # fmt: skip


def _other_script(words: str, context: Context) -> bool:
    """Whether all letters of the words are of one script and those before them of another."""
    inside, around = scripts_in(words), scripts_in(context.before[-60:])
    return bool(inside and around) and not inside & around


def _explanation(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """`[nicknames, evidently of two generals]`, `[i.e. the second]`: an explanation of the text."""
    if begins(convention.either("explaining", "opening"), content, Span(0, len(content))) or compiled(
        convention.either("explaining", "within")
    ).search(content):
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
    """`[laughter]`, `[seal]`: a description of something heard or seen, not words of the text."""
    if whole(convention.either("descriptions"), content, stripped(content, Span(0, len(content)))):
        return NoteReading("editor", inside, "it describes what is heard or seen")
    return None


def _supplied(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    if len(content.split()) > 12:
        return NoteReading("editor", inside, "too long for words that a sentence needs", cert="medium")
    if ":" in content or any(find_key(section, content, convention) for section in _NOTE_WORDS):
        return NoteReading("editor", inside, "it has words of notes, but fits no rule", cert="low")
    heading = whole(convention.either("attachments"), content, Span(0, len(content)))
    if context.own_block and not (heading and context.translation):
        known = "it heads an attachment" if heading else "it is a block of its own, not part of a sentence"
        return NoteReading("editor", inside, known, cert="" if heading else "medium")
    return NoteReading("supplied", inside, "words in brackets that the sentence needs")


# Words of these sections show that a bracket is a note, not part of a sentence.
_NOTE_WORDS = ("agents", "media", "missing", "signatures")

DECIDERS: tuple[Decider, ...] = (
    _query, _mark, _digits, _case, _glued, _conjecture, _explanation, _description, _summary, _original,
    gloss, _supplied,
)  # fmt: skip
