"""Which language is meant by a name."""

import re
from functools import lru_cache

from teikit.conventions import Convention


@lru_cache(256)
def language_code(words: str, convention: Convention) -> str:
    """The BCP 47 code of a language named in any of the convention's languages; empty where it is not known."""
    for code, names in convention.words.get("languages", {}).items():
        if any(re.fullmatch(name, words.strip(" ."), re.IGNORECASE) for name in names):
            return code
    return ""


def first_language(words: str, convention: Convention) -> str:
    """The code of the first language that is known where words name one or several; empty where none is."""
    parting = rf"[;,/]|\s+{convention.either('joining', 'and')}\s+"
    codes = (language_code(part, convention) for part in re.split(parting, words))
    return next((code for code in codes if code), "")
