"""The spellings of dates in a text, each read once, whoever asks for them."""

from functools import lru_cache

from teikit.conventions import Convention
from teikit.recognizers.date_patterns import DateSpelling, read_spelling, spellings, starts

# The spellings in so many texts are kept.
_RECENT = 8


class SpeltDates:
    """The spellings of dates in a text, each read once: a text is searched several times, with other years known."""

    def __init__(self, text: str, convention: Convention) -> None:
        self._text, self._convention = text, convention
        self._starts: dict[int, tuple[int, ...]] = {}
        self._at: dict[int, tuple[DateSpelling | None, int]] = {}

    def starts(self, digit: int) -> tuple[int, ...]:
        """The possible starts of a date with its first digit there."""
        if digit not in self._starts:
            self._starts[digit] = tuple(starts(self._text, digit, self._convention))
        return self._starts[digit]

    def at(self, start: int) -> tuple[DateSpelling | None, int]:
        """The spelling that starts there, and where it ends; None without one."""
        if start not in self._at:
            match = spellings(self._convention).match(self._text, start)
            self._at[start] = (read_spelling(match, self._convention), match.end()) if match else (None, 0)
        return self._at[start]


@lru_cache(_RECENT)
def spelt_in(text: str, convention: Convention) -> SpeltDates:
    """The spellings in a text."""
    return SpeltDates(text, convention)
