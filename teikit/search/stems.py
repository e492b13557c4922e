"""The stem of a word, by the Snowball stemmer of its language (conventions/search/stemmers.toml).

A stemmer knows modern spelling only: letters of an old spelling are replaced first (letters.toml, `spelling`).
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import Stemmer

from teikit.core import bundled_toml
from teikit.search.letters import fold, surface, table, without_ending

_REMEMBERED = 200_000


@cache
def _algorithms() -> dict[str, str]:
    return bundled_toml("conventions", "search", "stemmers.toml")


class Forms(dict[str, str]):
    """The form of each word of one language: as it is written, without case. It fills itself.

    `stems` are the folded stems of the forms.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        algorithm = _algorithms().get(language)
        self.stems: dict[str, str] = {}
        self._stem: Callable[[str], str] = Stemmer.Stemmer(algorithm).stemWord if algorithm else str
        spellings: list[dict[str, Any]] = [table()["spelling"]["any"], table()["spelling"].get(language, {})]
        self._letters = str.maketrans({a: b for spelling in spellings for a, b in spelling.get("letters", {}).items()})
        self._endings: list[str] = [ending for spelling in spellings for ending in spelling.get("endings", [])]

    def __missing__(self, word: str) -> str:
        form = surface(word)
        modern = without_ending(form.translate(self._letters), self._endings)
        stem = fold(self._stem(modern)) or fold(form)
        self.stems[form] = stem
        return self.setdefault(word, form)


class Languages(dict[str, Forms]):
    """The forms of each language, by its tag (BCP 47)."""

    def forget(self) -> None:
        """Forget the forms of a language where they are many."""
        for forms in self.values():
            if len(forms) > _REMEMBERED:
                forms.clear()
                forms.stems.clear()

    def __missing__(self, tag: str) -> Forms:
        language = tag.partition("-")[0].lower()
        return self.setdefault(tag, self[language] if language != tag else Forms(language))
