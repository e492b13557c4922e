"""Formulas of letters: words that greet, words that close a letter, names."""

import re
from functools import cache

from teikit.conventions import Convention
from teikit.core import LazyPattern, Source, are_capitalised
from teikit.recognizers import compiled, is_function_word
from teikit.transcript.blocks.letters.units import Unit
from teikit.transcript.blocks.signatories import is_person

# A longer line is a sentence of the text.
LINE = 75
# Longer words of politeness at the end of a letter.
POLITE = 200
# The longest words that close a letter and run on from a sentence, with the name.
_TAIL = 260
# A sentence with a colon at its end has more characters.
_ANNOUNCES = 40
# The end of a sentence inside a line, behind a word and no abbreviation.
_STOP_INSIDE = re.compile(r"[^\W\d_]{4,}[.!?] [^\W\d_]")
# The letters of a word with spaces between them.
_SPACED = 4
# The mark of a note behind a name.
_MARK = re.compile(r"(?<=[^\W\d_.])\.?\s?(?:\[\d{1,3}\]|\(\d{1,3}\)|[\u00b9\u00b2\u00b3*†])\Z")
# Marks round a formula or a name.
STOP = ".,;:!?’'\"”»)–—- "


@cache
def verb(convention: Convention) -> LazyPattern:
    """The words that make a sentence."""
    return compiled(rf"(?<!\w){convention.either('finite_verbs')}(?!\w)")


def is_greeting(line: str, convention: Convention) -> bool:
    """Whether a line is a salutation from end to end, and not a sentence."""
    bare = line.rstrip(STOP).lstrip('"“„«‘')
    if not bare or line[-1:] in ".?;" or not bare[:1].isupper():
        return False
    known = compiled(convention.either("letters", "greeting")).fullmatch(bare)
    return known is not None and not verb(convention).search(bare)


def announces(line: str, convention: Convention) -> bool:
    """Whether a line is a sentence that says that something follows: `The following has been received:-`."""
    ended = len(line) > _ANNOUNCES and line.rstrip("-–— ").endswith(":")
    return ended and (verb(convention).search(line) is not None or _STOP_INSIDE.search(line) is not None)


def is_valediction(line: str, convention: Convention) -> bool:
    """Whether a line is words that close a letter, from end to end."""
    bare = line.rstrip(STOP)
    if not bare or len(line) > POLITE or line[-1:] == "?":
        return False
    known = f"(?:{convention.either('letters', 'valediction')}|{convention.either('closing', 'valediction')})"
    return compiled(known).fullmatch(bare) is not None


_CLAUSE = re.compile(r"(?<=[.,;:!?–—])\s+")


def tail_of(words: str, convention: Convention) -> int:
    """Where words that close a letter begin in a sentence, at the beginning of their clause; 0 without such words."""
    pattern = compiled(rf"(?<!\w){convention.either('letters', 'run_in')}[.,!]?\s*\Z")
    return next((at for at in clause_starts(words, convention) if pattern.match(words, at)), 0)


def clause_starts(words: str, convention: Convention) -> list[int]:
    """Where clauses begin at the end of some words: behind a mark, or at a word that joins."""
    start = max(0, len(words) - _TAIL)
    joining = compiled(rf"(?<=\s)(?:{convention.either('joining', 'and')}|&)\s")
    clauses = [match.end() for match in _CLAUSE.finditer(words, start)]
    return [*clauses, *(match.start() for match in joining.finditer(words, start))]


def is_name(line: str, convention: Convention) -> bool:
    """Whether a line may be a name: a few words with capitals, none of them a small word of the language."""
    line = _MARK.sub("", closed_up(line))
    words = line.strip(STOP + "/([").split()
    if not 1 <= len(words) <= 6 or any(char.isdigit() for char in line) or not words[0][:1].isalpha():
        return False
    names = [word for word in words if len(word) > 2 or word.endswith(".")]
    if is_person(line):
        return True
    capital = are_capitalised(line) or sum(word[:1].isupper() for word in words) * 2 > len(words)
    return capital and not any(is_function_word(word.strip(STOP), convention) for word in names)


def closed_up(line: str) -> str:
    """The words of a line; those of a letter-spaced line without the spaces: `A d a m s`."""
    letters = line.split()
    spaced = len(letters) >= _SPACED and all(len(letter) == 1 and letter.isalpha() for letter in letters)
    return "".join(letters) if spaced else line


def cut_name(line: str, convention: Convention) -> int:
    """Where the name begins in a line that closes a letter and is signed, as `Yours truly, J. Smith` is; or 0."""
    tokens = list(re.finditer(r"\S+", line))
    known = compiled(convention.either("letters", "closing_words"))
    for index in range(len(tokens) - 1, 0, -1):
        before = tokens[index - 1][0]
        if known.fullmatch(before.strip(STOP)):
            name = line[tokens[index].start() :]
            phrase = line[: tokens[index - 1].end()]
            return tokens[index].start() if _closes(phrase, name, convention) else 0
        if not tokens[index][0].lstrip('(/“"')[:1].isupper():
            return 0
    return 0


def _closes(phrase: str, name: str, convention: Convention) -> bool:
    bare = name.strip(STOP)
    known = compiled(convention.either("letters", "closing_words")).fullmatch(bare)
    return known is None and is_name(name, convention) and is_valediction(phrase, convention)


def is_address_of(key: str, line: str, convention: Convention) -> bool:
    """Whether a line begins as the address of the `sender` or the `recipient` does."""
    return compiled(rf"{convention.either('letters', key)}(?!\w)").match(line) is not None


def text_of(unit: Unit, source: Source) -> str:
    """The words of a unit on one line."""
    return " ".join(source.cut(unit.span).split())
