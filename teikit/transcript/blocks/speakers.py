"""Names of speakers at the beginning of a line, as minutes, courts and interviews have them.

A name ends with a colon (`GREER:`, `El Sr. Marqués de VEGA:`), or with a full stop where a title, capitals or a word
for a speaker show it (`Mr. Low.`, `The CHAIRMAN.`, `M. le président.`, `Q.`).
"""

import re
from collections import Counter
from collections.abc import Iterable

from teikit.conventions import Convention
from teikit.core import CAPITAL, WORD, LazyPattern
from teikit.recognizers import cased, compiled, is_function_word

# `GREER:`, `Comrade Orlov:`, `Mr. A. B. Low (Dover):`, `Q.`, `A:`
_LABEL = rf"[{CAPITAL}][{WORD}.'’-]*(?: [({CAPITAL}][{WORD}.()'’-]*){{0,4}}\s?:(?=\s+\S)"
# The same with small words, as names and titles have them.
_LONG_LABEL = rf"[{CAPITAL}][{WORD}.'’-]*(?: [({WORD}][{WORD}.()'’-]*){{1,6}}\s?:(?=\s+\S)"
# `Mr. LOW.`, `The CHAIRMAN.`: a name in capitals with a full stop.
_CAPITALS = rf"(?:[{CAPITAL}][{WORD}]*\.? ){{0,2}}(?=[{CAPITAL}]{{2}})[{CAPITAL}'’-]{{3,}}\.(?=\s+[\"“„«]?[{CAPITAL}])"
_LETTER = rf"[{CAPITAL}]\.?:?(?=\s+[\"“„«]?[{CAPITAL}])"
# What each of the patterns needs: they take long to compile, and most texts have no speakers.
_AFTER_LETTER = re.compile(r"[^\W\d_][.:\s]")
_AFTER_NAME = re.compile(r"[.:]\s+\S")
# The longest name; how many lines must begin with one, and how many names must recur, to show a text with speakers.
_LENGTH, _LINES, _NAMES = 60, 4, 2


def name_end(text: str, start: int, end: int, convention: Convention) -> int:
    """Where the name of a speaker ends that a line begins with, behind its mark; 0 without one."""
    match = cased(_LABEL).match(text, start, end) if text.find(":", start, end) >= 0 else None
    if match is None and _AFTER_LETTER.match(text, start, end):
        near = min(end, start + _LENGTH)
        match = _titled(convention).match(text, start, near) or cased(_LETTER).match(text, start, min(end, start + 8))
    if match is None and _AFTER_NAME.search(text, start, min(end, start + _LENGTH)):
        match = _named(text, start, end, convention)
    return match.end() if match else 0


def _named(text: str, start: int, end: int, convention: Convention) -> re.Match[str] | None:
    """A name with small words or with a full stop."""
    near = min(end, start + _LENGTH)
    long = cased(_LONG_LABEL).match(text, start, near)
    if long and _is_name(long[0], convention):
        return long
    titled = _titled(convention).match(text, start, near) or _office(convention).match(text, start, near)
    return titled or cased(_CAPITALS).match(text, start, end)


def _is_name(label: str, convention: Convention) -> bool:
    """Whether the small words of a label are those that names and titles have."""
    bare = label.rstrip(" :")
    if compiled(convention.either("letters", "speakers")).fullmatch(bare):
        return True
    titles = compiled(f"{convention.either('person_names', 'titles')}|{convention.either('person_names', 'particles')}")
    small = [word for word in bare.split() if word[:1].islower()]
    return all(titles.fullmatch(word) or is_function_word(word, convention) for word in small)


def _titled(convention: Convention) -> LazyPattern:
    """A title and a name with a full stop, as minutes have them: `Comrade Ivanov. I think …`."""
    titles = f"(?:{convention.either('offices')}|{convention.either('person_names', 'titles')})"
    name = rf"(?-i:[{CAPITAL}][{WORD}'’-]+)"
    return compiled(rf"{titles} (?:(?-i:[{CAPITAL}])\. ?){{0,2}}{name}[.:](?=\s+(?-i:[{CAPITAL}]))")


def _office(convention: Convention) -> LazyPattern:
    """A word for a speaker, with a mark: `M. le président. La parole est à …`, `Several voices: …`."""
    return compiled(rf"(?-i:(?=[{CAPITAL}])){convention.either('letters', 'speakers')}\s?[.:](?=\s+\S)")


def has_speakers(lines: Iterable[str], convention: Convention) -> bool:
    """Whether lines are those of speakers: two names recur, and most lines that end a sentence begin with a name."""
    begun = [line.strip() for line in lines]
    begun = [line for line in begun if line[:1].isupper()]
    labels = [
        line[:end].rstrip(" :.").casefold() for line in begun if (end := name_end(line, 0, len(line), convention))
    ]
    decision = compiled(convention.either("letters", "decisions"))
    names = Counter(label for label in labels if not decision.fullmatch(label))
    recurring = [count for count in names.values() if count > 1]
    many = len(recurring) >= _NAMES or (len(recurring) > 0 and len(names) > _NAMES)
    return many and names.total() >= _LINES and names.total() * 2 > len(begun) and sum(recurring) * 2 >= len(labels)
