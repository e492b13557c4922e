"""Regular expressions that are compiled only when a text may match them.

The words of the vocabularies make long patterns, and most texts have none of their words. To compile a pattern takes
longer than to convert a page, so that is put off until a text contains what each match contains (`required_text`).
"""

import re
import sys
from collections.abc import Callable, Iterator
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from teikit.core import required_text
from teikit.core.compiled import compiled as compile_pattern
from teikit.core.required_text import folded, required
from teikit.core.start_cache import kept

# The length of a text up to which a search looks for what is required: a longer one is likely to have it, and is
# often searched from several places.
_SHORT = 2_000
# So many times a pattern is not tried; then it is compiled, as to try it takes less time than to look for its words.
_OFTEN = 500
# Several patterns are tried with one text.
_RECENT = 8
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class LazyPattern:
    """A pattern with the methods of `re.Pattern` that are used."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags
        self._refused = 0

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled pattern, whose methods are those of this one from now on. Raises re.error."""
        compiled = compile_pattern(self.pattern, self._flags)
        vars(self).update({name: getattr(compiled, name) for name in _METHODS})
        return compiled

    @cached_property
    def _required(self) -> tuple[str, ...] | None:
        if self._flags & re.VERBOSE:
            return None
        texts: tuple[str, ...] | None
        (texts,) = kept(f"required {_rules()} {self.pattern}", lambda: (required(self.pattern),))
        return texts

    def may_match(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether a part of a text contains what each match contains."""
        return self._required is None or any(map(_folded(text, start, end).__contains__, self._required))

    def _is_tried(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether to compile the pattern and to try it."""
        self._refused += 1
        long = (end if end < len(text) else len(text)) - start > _SHORT
        return long or self._refused > _OFTEN or self.may_match(text, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self.compiled.search(text, start, end) if self._is_tried(text, start, end) else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.compiled.match(text, start, end) if self._is_tried(text, start, end) else None

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return self.compiled.fullmatch(text, start, end) if self._is_tried(text, start, end) else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.compiled.finditer(text, start, end) if self._is_tried(text, start, end) else iter(())

    def findall(self, text: str) -> list[Any]:
        """As `re.Pattern.findall`."""
        return self.compiled.findall(text) if self._is_tried(text) else []

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """As `re.Pattern.sub`."""
        return self.compiled.sub(replacement, text, count) if self._is_tried(text) else text

    def split(self, text: str, maxsplit: int = 0) -> list[str | Any]:
        """As `re.Pattern.split`."""
        return self.compiled.split(text, maxsplit) if self._is_tried(text) else [text]


@cache
def lazy_pattern(pattern: str, flags: int = 0) -> LazyPattern:
    """The pattern of a table, always the same object; a pattern made of the words of a document is not to be kept."""
    return LazyPattern(pattern, flags)


@cache
def _rules() -> str:
    """What tells the rules of `required` from others, for those who work on them."""
    state = Path(required_text.__file__).stat()
    return f"{state.st_size} {state.st_mtime_ns}"


@lru_cache(_RECENT)
def _folded(text: str, start: int, end: int) -> str:
    return folded(text[start:end])
