"""Which language is meant by a name, and which one a text without a label is written in."""

import re
from functools import lru_cache

from teikit.conventions import Convention
from teikit.recognizers.vocabulary_choice import main_language

# Fewer letters than this do not tell a script.
_ENOUGH = 20


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


def language_by_script(text: str, convention: Convention) -> str:
    """The language of the convention that is written in the script of most letters; of several, that of the words.

    A text too short to show it is in the first of them; empty where none is written so, or letters are few.
    """
    sample = text[:20_000]
    cyrillic, latin = (sum(map(len, re.findall(script, sample))) for script in ("[а-яёА-ЯЁ]+", "[a-zA-Z]+"))
    if cyrillic + latin < _ENOUGH:
        return ""
    wanted = cyrillic > latin
    fitting = [v.language for v in convention.vocabularies if (v.language in _CYRILLIC) == wanted]
    if len(fitting) < 2:
        return fitting[0] if fitting else ""
    return main_language(sample, convention) or fitting[0]


_CYRILLIC = {"ru", "uk", "be", "bg", "sr", "mn"}
