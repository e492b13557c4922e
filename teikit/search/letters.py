"""Words of a text, and the forms in which they are compared; the table is conventions/search/letters.toml.

The search page does the same in the browser (xslt/site/fold.js), with the same table: a test compares both on every
letter. Source: The Unicode Standard, general categories L, M and N, normalization forms NFC and NFKD.
"""

import json
import re
import unicodedata
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from teikit.core import bundled_toml, kept, resource


@cache
def table() -> dict[str, Any]:
    """The table of letters."""
    return bundled_toml("conventions", "search", "letters.toml")


def _is_mark(code: int) -> bool:
    return unicodedata.category(chr(code))[0] == "M"


@cache
def _marks() -> str:
    """All combining marks, as the contents of a character class."""
    marks: str = kept(f"marks {unicodedata.unidata_version}", _found_marks)
    return marks


def _found_marks() -> str:
    codes = (code for code in (*range(0x20000), *range(0xE0000, 0xE1000)) if _is_mark(code))
    runs = ([code for _, code in run] for _, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0]))
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs)


@cache
def word_pattern() -> re.Pattern[str]:
    """What a word is: letters, digits and marks; a letter of a script without blanks is a word of its own."""
    single = "".join(table()["single"])
    inside = _marks() + table()["joiners"]
    return re.compile(rf"[{single}]|[^\W_{single}]+(?:[{inside}]+[^\W_{single}]*)*")


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return word_pattern().findall(text)


def surface(word: str) -> str:
    """A word as it is written, in small letters and composed: what a search for the exact form compares."""
    return unicodedata.normalize("NFC", word.translate(_joiners()).lower())[: table()["longest"]]


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word without case, accents and old letters."""
    small = unicodedata.normalize("NFKC", word.translate(_joiners())).lower()
    plain = unicodedata.normalize("NFC", small.translate(_folds()))
    return without_ending(plain, table()["endings"])[: table()["longest"]] or surface(word)


def without_ending(word: str, endings: list[str]) -> str:
    """A word of two letters and more without one of the endings."""
    for ending in endings:
        if word.endswith(ending) and word != ending:
            return word[: -len(ending)]
    return word


@cache
def _joiners() -> dict[int, None]:
    return {ord(char): None for char in table()["joiners"]}


class _Folds(dict[int, str]):
    """What each character becomes; it fills itself, as `str.translate` asks for characters."""

    def __init__(self) -> None:
        super().__init__({ord(char): char for char in table()["keep"]})
        self._left_out = re.compile(f"[{''.join(table()['marks'])}]")
        self._letters = table()["letters"]

    def __missing__(self, code: int) -> str:
        parts = self._left_out.sub("", unicodedata.normalize("NFKD", chr(code)))
        kept = "".join(part for part in parts if part.isalnum() or _is_mark(ord(part)))
        composed = unicodedata.normalize("NFC", kept)
        return self.setdefault(code, "".join(self._letters.get(char, char) for char in composed))


@cache
def _folds() -> _Folds:
    return _Folds()


def script() -> str:
    """The script that folds words in the browser, with the table of letters."""
    names = ("longest", "single", "joiners", "marks", "keep", "endings", "letters")
    data = json.dumps({name: table()[name] for name in names}, ensure_ascii=False, separators=(",", ":"))
    source = resource("xslt", "site", "fold.js").read_text(encoding="utf-8")
    return f'"use strict";\nconst teikitLetters = {data};\n{source}'
