"""Which language a text is written in, by its script and its small words; undecided where too little shows it.

Small words make up a third of a running text in most languages and say little else, so that names, numbers and words
taken over do not mislead. The words are data: `conventions/languages/`.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from string import ascii_letters
from typing import NamedTuple

from teikit.core import resource

# So many characters show a language; beyond them, a text is no longer read for it.
_SAMPLE = 20_000
# Words in brackets are the editor's, often in another language.
_BRACKETED = re.compile(r"\[[^\[\]]*+\]")
_ASCII = re.compile(r"[\x00-\x7f]+")
_LATIN = ascii_letters.encode()
_WORD = re.compile(r"[^\W\d_]+")
# The script of a text is that of this share of its letters, and of so many at least.
_SHARE_OF_SCRIPT, _LETTERS = 0.7, 12
# To be decided: words in sight, small words among them, their share, and how far they are ahead of another language's.
_WORDS, _HITS, _SHARE, _AHEAD = 8, 3, 0.15, 1.4
# To be sure.
_SURE_WORDS, _SURE_SHARE, _SURE_AHEAD = 40, 0.2, 2.0


UNDECIDED = "und"


class Found(NamedTuple):
    """The language found (BCP 47; `und` where undecided), how sure that is, and why, in words."""

    code: str
    cert: str
    why: str


class _Languages(NamedTuple):
    names: Mapping[str, str]
    scripts: Mapping[str, re.Pattern[str]]
    of_script: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, Mapping[str, float]]
    letters: Mapping[str, frozenset[str]]


@cache
def _languages() -> _Languages:
    path = resource("conventions", "languages", "small-words.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    having: dict[str, list[str]] = defaultdict(list)
    of_script: dict[str, list[str]] = defaultdict(list)
    for language in data["language"]:
        of_script[language["script"]].append(language["code"])
        for word in language.get("words", []):
            having[word].append(language["code"])
    return _Languages(
        names={language["code"]: language["name"] for language in data["language"]},
        scripts={name: re.compile(f"[{letters}]+") for name, letters in data["scripts"].items()},
        of_script={script: tuple(codes) for script, codes in of_script.items()},
        weights={word: dict.fromkeys(codes, 1 / len(codes)) for word, codes in having.items()},
        letters={language["code"]: frozenset(language.get("letters", "")) for language in data["language"]},
    )


def language_name(code: str) -> str:
    """The English name of a language that texts are told by; empty where it is none of them."""
    return _languages().names.get(code, "")


def language_of(text: str) -> Found:
    """The language of a running text. Never raises."""
    sample = _BRACKETED.sub(" ", text[:_SAMPLE])
    script, letters = _script(sample)
    if not script:
        return Found(UNDECIDED, "", "too few letters, or letters of several scripts" if letters else "no letters")
    codes = _languages().of_script.get(script, ())
    if len(codes) == 1:
        return Found(codes[0], "", f"{letters} {script} letters")
    return _by_words(sample, script, codes)


def script_of(text: str) -> str:
    """The script of nearly all letters of a text; empty where none is, or where there are few letters."""
    return _script(text[:_SAMPLE])[0]


def is_written_in(code: str, script: str) -> bool:
    """Whether a language may be written in a script; of a language not known here, any."""
    found = [name for name, codes in _languages().of_script.items() if code.split("-")[0] in codes]
    return not found or script in found


def _script(sample: str) -> tuple[str, int]:
    scripts = _languages().scripts
    counts = dict.fromkeys(scripts, 0)
    if not sample.isascii():
        other = _ASCII.sub("", sample)
        counts = {name: sum(map(len, pattern.findall(other))) for name, pattern in scripts.items()}
    plain = sample.encode("ascii", "ignore")
    counts["latin"] += len(plain) - len(plain.translate(None, _LATIN))
    if counts["kana"] * 10 > counts["han"] and counts["kana"]:
        counts["kana"] += counts.pop("han")
    total = sum(counts.values())
    script = max(counts, key=counts.__getitem__)
    return (script if total >= _LETTERS and counts[script] >= _SHARE_OF_SCRIPT * total else ""), total


def _by_words(sample: str, script: str, codes: tuple[str, ...]) -> Found:
    known = _languages()
    words = Counter[str]()
    for word, times in Counter(_WORD.findall(sample)).items():
        if known.scripts[script].match(word):
            words[word.casefold()] += times
    number = words.total()
    letters = frozenset().union(*(known.letters[code] for code in codes))
    hits, scores = Counter[str](), dict.fromkeys(codes, 0.0)
    for word, times in words.items():
        weights = known.weights.get(word, {})
        lettered = () if letters.isdisjoint(word) else [c for c in codes if not known.letters[c].isdisjoint(word)]
        if not weights and not lettered:
            continue
        for code in (code for code in codes if code in weights or code in lettered):
            hits[code] += times
            scores[code] += times * max(weights.get(code, 0), 1 / len(lettered) if code in lettered else 0)
    first, second = sorted(codes, key=lambda code: -scores[code])[:2]
    share, ahead = hits[first] / max(number, 1), scores[first] / max(scores[second], 0.5)
    if number < _WORDS or hits[first] < _HITS or share < _SHARE or ahead < _AHEAD:
        return Found(UNDECIDED, "", f"{number} {script} words do not show it")
    sure = number >= _SURE_WORDS and share >= _SURE_SHARE and ahead >= _SURE_AHEAD
    return Found(first, "" if sure else "medium", f"{hits[first]} of {number} words show it")
