"""The words of the table that have a meaning: languages, genres, the line of the separator. They are data."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

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
def _data() -> Mapping[str, Any]:
    return tomllib.loads(resource("conventions", "documents", "table.toml").read_text(encoding="utf-8"))


def separator_line(text: str) -> re.Match[str] | None:
    """The first line of a table that names the sign between its cells, if it has one."""
    return re.match(_data()["separator_line"], text)


def is_letter(genre: str) -> bool:
    """Whether a genre is one of a document that someone sends to someone."""
    return genre.strip().casefold() in _data()["genres"]["letters"]
