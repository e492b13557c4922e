"""Names, offices and titles in brackets: some are glosses, others are supplied words.

`Filippov [Stalin]`, `[GMD General] Liu Ruming` and `They [the Soviets]` are glosses: they identify the words beside
them. `[Nikolai] Roshchin` is supplied, as is a word that is capitalised only because a sentence begins with it.
"""

import re

from teikit.conventions import Convention
from teikit.core import ACCENT, CAPITAL, WORD, Span
from teikit.interpretation.model import Context, NoteReading
from teikit.recognizers import compiled, is_function_word

_NAME_BEFORE = re.compile(rf"(?:^|[\s(\"“„/-])(?P<name>[{CAPITAL}][{WORD}]*(?:-\s+[{WORD}]+|\([\w]\))?[.]?)[\"”]?\s*$")
_WORD_BEFORE = re.compile(rf"(?<![{WORD}])([{WORD}]++)[\"”]?\s*+$")
_INITIALS = re.compile(rf"(?:[{CAPITAL}][{ACCENT}]*\. ?)+")


def gloss(content: str, inside: Span, context: Context, convention: Convention) -> NoteReading | None:
    """The reading of a name or title in brackets, by the words beside it; None without evidence."""
    words = content.split()
    after = context.after.lstrip()
    titled = after[:1].isupper() and len(words) > 1 and words[-1][:1].isupper()
    if not words or not (_named(words) or titled):
        return None
    if _begins_sentence(words, convention):
        return NoteReading("supplied", inside, "its capital only begins the sentence")
    pronoun = _WORD_BEFORE.search(context.before[-60:])
    if pronoun and compiled(convention.either("pronouns")).fullmatch(pronoun[1]):
        return NoteReading("gloss", inside, "it says whom a pronoun means")
    before = _name_before(context, convention)
    if completes := _completes(words, before, after, inside, convention):
        return completes
    if before:
        return NoteReading("gloss", inside, "a name in brackets after a name")
    if after[:1].isupper() and not is_function_word(words[0], convention):
        office = any(_is_office(word, convention) or word.isupper() for word in words)
        if not office and all(word[:1].isupper() for word in words):
            return NoteReading("supplied", inside, "first names before a surname")
        return NoteReading("gloss", inside, "an office before a name")
    return None


def _named(words: list[str]) -> bool:
    """Whether the words are names or titles: every long word is capitalised."""
    weighty = [w for w in words if len(w) > 3 or w[:1].isupper()]
    return bool(weighty) and all(w.lstrip("\"“'(")[:1].isupper() for w in weighty)


def _begins_sentence(words: list[str], convention: Convention) -> bool:
    """Whether the words are capitalised only because a sentence begins with them, such as `[They]`."""
    return all(is_function_word(word, convention) for word in words)


def _name_before(context: Context, convention: Convention) -> str:
    """The name directly before the bracket; empty without one, or if it ends another sentence."""
    match = _NAME_BEFORE.search(context.before[-60:])
    if match is None:
        return ""
    name = match["name"]
    ends = name.endswith(".") and len(name) > 2 and not _is_office(name, convention)
    return "" if ends or is_function_word(name, convention) else name


def _is_office(word: str, convention: Convention) -> bool:
    return compiled(convention.either("offices")).fullmatch(word) is not None


def _completes(words: list[str], before: str, after: str, inside: Span, convention: Convention) -> NoteReading | None:
    """`[Nikolai] Roshchin`, `Ambassador [Patrick] Hurley`: one name, or initials, before the name it belongs to."""
    short = len(words) == 1 or _INITIALS.fullmatch(" ".join(words)) is not None
    if not after[:1].isupper() or not short or _is_office(words[-1], convention):
        return None
    if before and not _is_office(before, convention):
        return None
    return NoteReading("supplied", inside, "a first name before a surname")
