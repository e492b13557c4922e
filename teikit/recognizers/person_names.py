"""Names of persons as headers and signatures give them: the name without titles and offices, and a key to compare.

`Cde. Mao Zedong`, `USSR Minister of Foreign Affairs A.A. Gromyko` and `Marshal Malinovsky, the Commanding General of …`
each name one person; `Head of the Delegation` and `CC VKP(b)` name none. Which words are titles is data.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from teikit.conventions import Convention
from teikit.core import ACCENT, CAPITAL, SURNAME, WORD, LazyPattern, begins_name, lazy_pattern
from teikit.recognizers.patterns import compiled
from teikit.recognizers.scripts import has_vowel, in_plain_latin, script_named, scripts_in

# The maximum numbers of characters and words in a name.
_LONGEST, _MOST_WORDS = 300, 5
_INITIAL = rf"[{CAPITAL}][{ACCENT}]*(?:[^\W\d_][{ACCENT}]*)?\.[ -]?"
_INITIALS_AND_SURNAME = re.compile(rf"(?:{_INITIAL}){{1,3}}{SURNAME}$")
_NAME_PART = re.compile(rf"[^\W\d_][{WORD}.]*")
_PREFIX = re.compile(r"[^\W\d_]['’-](?=[^\W\d_]\w)")
_BRACKET = re.compile(r"\s*[\[(]([^\[\]()]*)[\])]\s*")


class PersonName(NamedTuple):
    """A name without titles, and the key that is the same for all its spellings."""

    words: str
    key: str

    @property
    def script(self) -> str:
        """The code of the script it is written in (ISO 15924); empty for Latin letters."""
        others = sorted(scripts_in(self.words) - {"latin"})
        return script_named(others[0]).code if others else ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The key, and a second one for a spelling in another script."""
        return (self.key, f"{self.key}*") if self.script else (self.key,)

    @property
    def shown(self) -> str:
        """The name for a list: not all in capitals, with a space after the last initial."""
        words = re.sub(r"(?<=\.)(?=\w{2})", " ", self.words)
        if not any(len(word) > 2 and word.isupper() and word.isalpha() for word in words.split()):
            return words
        return re.sub(r"[^\W\d_]{2,}(?:['’]\w+)?", lambda match: match[0].capitalize(), words)


class Named(NamedTuple):
    """A person named by words: the first name given, then other names that the words give to the same person."""

    names: tuple[PersonName, ...]


def name_key(name: str) -> str:
    """The key of a name, the same for all spellings: Latin letters, without capitals, full stops, hyphens, accents."""
    latin = in_plain_latin(unicodedata.normalize("NFC", name).casefold())
    plain = "".join(c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", re.sub(r"['’ʼ`]", "", plain)))


def persons_in(words: str, convention: Convention) -> list[Named]:
    """The persons named by words of a header or signature, in order; empty if they name an office or organisation."""
    if len(words) > _LONGEST:
        return []
    persons = (_person(part, convention) for part in parts_of(words, convention))
    return [named for named in persons if named]


def parts_of(words: str, convention: Convention) -> list[str]:
    """Words that name several persons, separated, each with the titles before it; else the words unchanged."""
    joint = re.compile(rf"(?:,\s*)?\s+{convention.either('person_names', 'joins')}\s+")
    if len(words) > _LONGEST or not joint.search(words):
        return [words]
    pieces = joint.split(words)
    for parts in ([name for piece in pieces for name in re.split(r",\s+", piece)], pieces):
        if all(_person(part, convention) for part in parts):
            return parts
    return [words]


def _person(words: str, convention: Convention) -> Named | None:
    outside, inside = _without_brackets(" ".join(words.split()).strip(' ,;:"“”„«»'), convention)
    first = _name(outside, convention)
    if first is None:
        return None
    others = [name for name in (_name(piece, convention) for piece in inside) if name and name.key != first.key]
    return Named((first, *dict.fromkeys(others)))


def _without_brackets(words: str, convention: Convention) -> tuple[str, list[str]]:
    """The words, and those in brackets after a name; `[Nikolai] Roshchin` and `Liu [Shaoqi]` are one name."""
    bracket = _BRACKET.search(words)
    if bracket is None:
        return words, []
    before, within, after = words[: bracket.start()].strip(), bracket[1].strip(), words[bracket.end() :].strip()
    syllable = compiled(convention.either("person_names", "syllable"))
    completes = syllable.fullmatch(before) and " " not in within
    if after[:1].isalpha() or completes:
        return _without_brackets(f"{before} {within} {after}".strip(), convention)
    outside, inside = _without_brackets(f"{before} {after}".strip(), convention)
    return outside, [within, *inside]


def _name(words: str, convention: Convention) -> PersonName | None:
    """The name in words that may have a title before it and an office after it."""
    first = words.split(",")[0].strip(" .")
    titles = _titles(convention)
    bare = first
    while title := titles.match(bare):
        bare = bare[title.end() :]
    behind = _INITIALS_AND_SURNAME.search(first)
    last = max((title.end() for title in titles.finditer(first)), default=0)
    for tried in (bare, behind[0] if behind else "", first[last:]):
        if _is_name(tried, convention, titled=len(tried) < len(first)):
            return PersonName(tried, name_key(tried))
    return None


@cache
def _titles(convention: Convention) -> LazyPattern:
    words = "|".join((convention.either("offices"), convention.either("person_names", "titles")))
    return LazyPattern(rf"(?<!\w)(?:{words})(?=\s|(?<=\.)\w)\s*", re.IGNORECASE)


def _is_name(words: str, convention: Convention, titled: bool) -> bool:
    """Whether words are a name; behind a title or an initial, a particle may be a common word: `Don Félix de Haro`."""
    parts = words.split()
    particle = compiled(convention.either("person_names", "particles"))
    if not parts or len(parts) > _MOST_WORDS or not any(len(part.strip(".")) > 1 for part in parts):
        return False
    if not all(_is_capitalised(part) or (n and particle.fullmatch(part)) for n, part in enumerate(parts)):
        return False
    personal = titled or re.fullmatch(_INITIAL, parts[0])
    plain = [part for n, part in enumerate(parts) if not (personal and n and particle.fullmatch(part))]
    return not any(_is_common(part, convention) for part in plain) and not _has_acronym(parts, convention)


def _is_common(word: str, convention: Convention) -> bool:
    bare = word.strip(".").casefold()
    if len(bare) == 1:
        return False
    names = ("bodies", "common")
    sections = (*(convention.either("person_names", name) for name in names), convention.either("offices"))
    return any(lazy_pattern(section, re.IGNORECASE).fullmatch(bare) for section in sections)


def _is_capitalised(part: str) -> bool:
    """`Orlov`, `d'Estaing`, `毛`: a letter that is not small begins it, perhaps behind a prefix of one letter."""
    prefix = _PREFIX.match(part)
    begins = begins_name(part) or (prefix is not None and begins_name(part[prefix.end() :]))
    return begins and _NAME_PART.fullmatch(part) is not None


def _has_acronym(parts: list[str], convention: Convention) -> bool:
    """`CC CPSU`, `KGB`, `ЦК ВКП`: a word in capitals without a vowel, or one that the vocabularies list."""
    capitals = [part for part in parts if part.isupper() and part.isalpha() and len(part) > 1]
    listed = compiled(convention.either("person_names", "acronyms"))
    return any(not has_vowel(part) or listed.fullmatch(part) for part in capitals)


# ---------------------------------------------------------------- comparing
def may_be_one(key: str, other_key: str) -> bool:
    """Whether two keys may belong to one person: one is part of the other, or has its initials."""
    a, b = sorted((key.split(), other_key.split()), key=len)
    if key == other_key or not a:
        return key == other_key
    if len(a) == 1:
        return len(b) > 1 and a[0] in (b[0], b[-1]) and len(a[0]) > 1
    return a[-1] == b[-1] and _compatible(a[:-1], b[:-1])


def signs_for(signature: str, sender: str) -> bool:
    """Whether the key of a signature is certainly a longer or shorter form of the sender's."""
    a, b = signature.split(), sender.split()
    return bool(a and b) and a[-1] == b[-1] and len(a[-1]) > 1 and _compatible(*sorted((a[:-1], b[:-1]), key=len))


def _compatible(short: list[str], long: list[str]) -> bool:
    """Whether the given parts of forenames agree: `a` and `andrei` do, `y` and `eugene` do not."""
    pairs = zip(short, long, strict=False)
    return all(x == y or (1 in (len(x), len(y)) and x[0] == y[0]) for x, y in pairs)
