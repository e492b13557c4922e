"""The words of fields that have a meaning: languages, genres, names of fields, legends. They are data."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from teikit.conventions import load_convention
from teikit.core import bundled_toml
from teikit.recognizers import language_code, language_name


def code_of_language(words: str) -> str:
    """The code (BCP 47) of a language by its name; empty if it is not known."""
    return language_code(words, load_convention("wilson"))


def name_of_language(code: str) -> str:
    """The name of a language, or its code."""
    return language_name(code.partition("-")[0]) or code


@cache
def field_data() -> Mapping[str, Any]:
    """The data of fields: `conventions/documents/fields.toml`."""
    return bundled_toml("conventions", "documents", "fields.toml")


def is_letter(genre: str) -> bool:
    """Whether a genre is one of a document that someone sends to someone."""
    return genre.strip().casefold() in field_data()["genres"]["letters"]
