"""Finds the encoding of a file that is no UTF-8, by how likely the letters are that each encoding makes of it.

The letters and how often they occur are data: `conventions/languages/letter-frequencies.toml`. The candidates are
the encodings that Russian and English transcripts come in; without a clear best candidate none is named. Measured on
excerpts of a Russian transcript: of 300 letters and more nearly all are found, of 100 letters four in five, and none is
taken for another; chardet and charset-normalizer name an encoding for each, at 300 letters a wrong one for 7 and 4 in a
hundred.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from math import log
from typing import NamedTuple

from teikit.core import resource
from teikit.recognizers import script_of_letter

_UNLIKELY = log(0.0001)
# A capital behind a small letter, or a Cyrillic letter beside a Latin one: less likely by this.
_ODD = -4.0
_SCRIPT = "cyrillic"

_CANDIDATES = ("cp1252", "cp1251", "koi8-r", "koi8-u", "cp866", "mac-cyrillic")
# What the mean likelihood must reach, and by how much the whole must exceed the next best reading (natural logarithms).
LIKELY = -4.7
MARGIN = 7.0
# So many bytes tell.
_SAMPLE = 65536


@cache
def _likelihoods() -> Mapping[str, float]:
    """The natural logarithm of how likely each letter or sign is."""
    path = resource("conventions", "languages", "letter-frequencies.toml")
    likelihoods: dict[str, float] = {}
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["letters"]:
        counts = row.get("counts") or [row["each"]] * len(row["letters"])
        likelihoods |= {letter: log(count / 100_000) for letter, count in zip(row["letters"], counts, strict=True)}
    return likelihoods


class Detected(NamedTuple):
    """An encoding, and by how much its reading is likelier than the next best (natural logarithm)."""

    encoding: str
    margin: float


def detect(data: bytes) -> Detected | None:
    """The encoding of bytes that are no UTF-8; None where the evidence does not single one out."""
    sample = data[:_SAMPLE]
    if _is_damaged_utf8(sample):
        return None
    readings: dict[str, str] = {}
    for encoding in _CANDIDATES:
        text = _decoded(sample, encoding)
        if text is not None:
            readings.setdefault(text, encoding)
    ranked = sorted(((*_likelihood(text), encoding) for text, encoding in readings.items()), reverse=True)
    if not ranked:
        return None
    whole, mean, encoding = ranked[0]
    margin = whole - (ranked[1][0] if ranked[1:] else whole - 2 * MARGIN)
    return Detected(encoding, margin) if mean >= LIKELY and margin >= MARGIN else None


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without its mark, by the half of its bytes that is the same for all letters of a script."""
    pairs = min(len(data), _SAMPLE) // 2
    if pairs < 10 or len(data) % 2:
        return None
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        high, low = data[first : 2 * pairs : 2], data[1 - first : 2 * pairs : 2]
        if sum(byte in b"\0\4\x20" for byte in high) > 0.9 * pairs and low.count(0) < 0.1 * pairs:
            return encoding
    return None


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most of what is not ASCII is UTF-8, so that the rest is damage."""
    beyond = [char for char in data.decode("utf-8", "replace") if ord(char) > 127]
    return beyond.count("\ufffd") * 2 < len(beyond)


def _likelihood(text: str) -> tuple[float, float]:
    """The likelihood of the characters beyond ASCII, each beside its neighbours: of all, and the mean."""
    likelihoods, whole, count = _likelihoods(), 0.0, 0
    for before, char in pairwise(f" {text}"):
        if ord(char) > 127:
            count += 1
            whole += likelihoods.get(char.lower(), _UNLIKELY)
        if (ord(char) > 127 or ord(before) > 127) and _is_odd(before, char):
            whole += _ODD
    return whole, whole / count if count else _UNLIKELY


def _is_odd(before: str, char: str) -> bool:
    if not (before.isalpha() and char.isalpha()):
        return False
    other_script = (script_of_letter(before) == _SCRIPT) != (script_of_letter(char) == _SCRIPT)
    return (before.islower() and char.isupper()) or other_script
