"""Finds languages by their names."""

import re
from functools import lru_cache

from teikit.conventions import Convention
from teikit.core import lazy_pattern


@lru_cache(256)
def language_code(words: str, convention: Convention) -> str:
    """The BCP 47 code of a language by its name in any of the convention's languages; empty if unknown."""
    for code, names in convention.words.get("languages", {}).items():
        if any(lazy_pattern(name, re.IGNORECASE).fullmatch(words.strip(" .")) for name in names):
            return code
    return ""


def first_language(words: str, convention: Convention) -> str:
    """The code of the first known language that words name; empty without one."""
    parting = rf"[;,/]|\s+{convention.either('joining', 'and')}\s+"
    codes = (language_code(part, convention) for part in lazy_pattern(parting).split(words))
    return next((code for code in codes if code), "")
