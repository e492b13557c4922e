"""The scripts of letters. Only this module distinguishes scripts.

The script of a letter is in its Unicode name; the rest is data: `conventions/languages/scripts.toml`.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from teikit.core import bundled_toml

# The share of letters, and their minimum number, for the script of a text.
_SHARE, _LETTERS = 0.7, 12
# Letters of ASCII are of one script, and most of a text: they are counted together.
_ASCII_LETTER = "a"
_NO_LETTERS = bytes(byte for byte in range(128) if not chr(byte).isalpha())
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


class Script(NamedTuple):
    """A script: its name here and in ISO 15924, the letters that lists count by, in order, and its vowels."""

    name: str
    code: str
    counting: str = ""
    vowels: str = ""


class _Scripts(NamedTuple):
    scripts: Mapping[str, Script]
    by_unicode: Mapping[str, str]
    plain: Mapping[int, str]
    optional_accents: Mapping[int, str]


@cache
def _data() -> _Scripts:
    data = bundled_toml("conventions", "languages", "scripts.toml")
    rows = data["script"]
    return _Scripts(
        {row["name"]: Script(row["name"], row["code"], row.get("counting", ""), row.get("vowels", "")) for row in rows},
        {word: row["name"] for row in rows for word in row["unicode"]},
        _replacements(data["plain"]["letters"]),
        _replacements(data["optional_accents"]["letters"]),
    )


def _replacements(entries: Iterable[str]) -> dict[int, str]:
    """A table for `str.translate` of entries with a letter, a blank and what it is replaced by."""
    return {ord(letter): plain for letter, _, plain in (entry.partition(" ") for entry in entries)}


@lru_cache(4096)
def script_of_letter(letter: str) -> str:
    """The name of a letter's script; empty for other characters, and for scripts that are not listed."""
    if not letter.isalpha():
        return ""
    return _data().by_unicode.get(unicodedata.name(letter, "").partition(" ")[0], "")


def script_counts(text: str) -> Counter[str]:
    """The number of letters of each script in a text."""
    counts: Counter[str] = Counter()
    ascii_letters = len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    if ascii_letters:
        counts[script_of_letter(_ASCII_LETTER)] = ascii_letters
    for char, times in Counter(_BEYOND_ASCII.findall(text)).items():
        if script := script_of_letter(char):
            counts[script] += times
    return counts


def main_script(text: str) -> tuple[str, int]:
    """The script of nearly all letters of a text (empty where none is, or where there are few), and how many there are.

    Japanese is written in kana and some Han characters: these count as kana where there is enough of it.
    """
    counts = script_counts(text)
    if counts["kana"] * 10 > counts["han"]:
        counts["kana"] += counts.pop("han", 0)
    total = counts.total()
    script = max(counts, key=counts.__getitem__, default="")
    return (script if total >= _LETTERS and counts[script] >= _SHARE * total else ""), total


def scripts_in(words: str) -> frozenset[str]:
    """The scripts of the letters in words; `other` for one that is not listed."""
    return frozenset(script_of_letter(char) or "other" for char in set(words) if char.isalpha())


def script_named(name: str) -> Script:
    """The script with this name, or an empty one."""
    return _data().scripts.get(name) or Script(name, "")


def place_in_alphabet(letter: str) -> int:
    """The number of a letter in lists that count by letters; 0 for other letters."""
    counting = script_named(script_of_letter(letter)).counting if len(letter) == 1 else ""
    return counting.find(letter.lower()) + 1


def in_plain_latin(words: str) -> str:
    """Lower-case letters in plain Latin letters; other characters are unchanged."""
    return words.translate(_data().plain)


def without_optional_accents(words: str) -> str:
    """Lower-case letters without the accents that many writers leave out."""
    return words.translate(_data().optional_accents)


def has_vowel(word: str) -> bool:
    """Whether a word has a vowel of its script, with or without an accent."""
    letters = unicodedata.normalize("NFC", word.lower())
    return any(char in script_named(script_of_letter(char)).vowels for char in letters)
