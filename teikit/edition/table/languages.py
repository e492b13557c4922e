"""Names of languages and genres in the table: the words are data of the conventions."""

import tomllib
from functools import cache

from teikit.conventions import load_convention
from teikit.core import resource
from teikit.recognizers import language_code, language_name


def code_of_language(words: str) -> str:
    """The code (BCP 47) of a language by its name; empty if it is not known."""
    return language_code(words, load_convention("wilson"))


def name_of_language(code: str) -> str:
    """The name of a language, or its code."""
    return language_name(code.partition("-")[0]) or code


@cache
def _letters() -> frozenset[str]:
    path = resource("conventions", "documents-table.toml")
    return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["genres"]["letters"])


def is_letter(genre: str) -> bool:
    """Whether a genre is one of a document that someone sends to someone."""
    return genre.strip().casefold() in _letters()
