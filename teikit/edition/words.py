"""Words of the interface that an edition replaces by its own: [site] words in `edition.toml`."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from teikit.core import messages
from teikit.edition.shape import EditionError

_ARGUMENT = re.compile(r"\{(\w+)\}")


def words_of(table: Mapping[str, Any], language: str, path: Path) -> tuple[tuple[str, str], ...]:
    """The messages of a table by key. Raises EditionError where the language of the interface has no such message.

    A message may use what the message that it replaces has in braces.
    """
    known = messages(language)
    for key, words in table.items():
        where = f"{path}: [site] words"
        if key not in known or key.startswith("plural."):
            similar = get_close_matches(key, known, n=1, cutoff=0.8)
            meant = f"; did you mean “{similar[0]}”?" if similar else ""
            keys = f"; the keys are those of the messages in locales/{language}.xml"
            raise EditionError(f"{where} has no “{key}”{meant or keys}")
        if not isinstance(words, str):
            raise EditionError(f"{where}: “{key}” must be text in quotation marks")
        for argument in _ARGUMENT.findall(words):
            if argument not in _ARGUMENT.findall(known[key]):
                raise EditionError(f"{where}: “{key}” has {{{argument}}}, which teikit has no value for")
    return tuple(table.items())
