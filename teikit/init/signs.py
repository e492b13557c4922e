"""Finds the signs that transcribers put around words: which, how often, where, and whether a convention knows them.

What is looked for, and what it may mean, is data: `conventions/files/signs.toml`. Brackets that are not listed there
are found by their kind in Unicode.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from teikit.conventions import Convention
from teikit.core import Source, Span, bundled_toml, shorten

_EXAMPLES = 3
_WITHIN = 200
# Words that are shorter are shown with those around them.
_SHORT = 6
# Brackets and quotation marks that belong to the text itself, or that a note of the convention opens.
_ORDINARY = "()[]"
# The words of a note are the editor's: a sign by itself in them does not count.
_BRACKETED = re.compile(r"\[[^\[\]]*+\]")


class Example(NamedTuple):
    """A place where a sign is used, as `file:line:column`, and the words there."""

    place: str
    words: str


class SignForm(NamedTuple):
    """A sign to look for: its name, its two signs (the second is empty for a sign by itself), and its meanings.

    `declared`: it has one usual meaning. Each meaning has the keys `meaning` and `tei`.
    """

    name: str
    open: str
    close: str
    pattern: str
    hug: bool = False
    within: str = ""
    declared: bool = False
    meanings: Sequence[Mapping[str, str]] = ()

    @property
    def shown(self) -> str:
        """The sign as the report shows it."""
        return f"{self.open}…{self.close}" if self.close else self.open


@dataclass
class SignCount:
    """How often a sign occurs, in how many files, and the first places."""

    form: SignForm
    number: int = 0
    files: int = 0
    examples: list[Example] = field(default_factory=list)


@cache
def _data() -> Mapping[str, Any]:
    return bundled_toml("conventions", "files", "signs.toml")


@cache
def listed_forms() -> tuple[SignForm, ...]:
    """The signs of the data file."""
    return tuple(_form(row) for row in _data()["sign"])


def _form(row: Mapping[str, Any]) -> SignForm:
    open_, close = row.get("open", row.get("example", "")), row.get("close", "")
    pattern = row.get("pattern") or pair_pattern(open_, close, row.get("hug", False), row.get("within", ""))
    return SignForm(
        row["name"], open_, close, pattern, row.get("hug", False), row.get("within", ""),
        row.get("declared", False), row["meanings"],
    )  # fmt: skip


def pair_pattern(opening: str, closing: str, hug: bool = False, within: str = "") -> str:
    """The pattern of words between two signs; with `hug` the signs stand outside of words."""
    first, last = re.escape(opening), re.escape(closing)
    inside = within or rf"[^\n{re.escape(opening[0] + closing[0])}]{{1,{_WITHIN}}}"
    before, after = (r"(?<!\w)", r"(?!\w)") if hug else ("", "")
    alone = rf"(?<!{first})" if opening == closing else ""
    return rf"{alone}{before}{first}(?!\s|{first})(?:{inside})(?<!\s){last}{after}(?!{last})"


class SignCounter:
    """Counts signs text by text, so that no text is kept."""

    def __init__(self) -> None:
        self._counts: dict[str, SignCount] = {}

    def add(self, source: Source) -> None:
        """Counts the signs of one text."""
        outside = _BRACKETED.sub(lambda match: " " * len(match[0]), source.text)
        for form in (*listed_forms(), *_other_brackets(source.text)):
            self._count(source, source.text if form.close else outside, form)

    def _count(self, source: Source, text: str, form: SignForm) -> None:
        places = [Span(*match.span()) for match in _compiled(form.pattern).finditer(text)]
        if not places:
            return
        count = self._counts.setdefault(form.name, SignCount(form))
        count.number += len(places)
        count.files += 1
        for span in places[: _EXAMPLES - len(count.examples)]:
            count.examples.append(example_at(source, span))

    def unknown_to(self, convention: Convention) -> list[SignCount]:
        """The signs that a convention does not know, the most frequent first."""
        known = {sign for mark in convention.marks for sign in (mark.open, mark.close) if sign}
        unknown = (count for count in self._counts.values() if count.form.open not in known)
        return sorted(unknown, key=lambda count: (-count.number, count.form.open))


def example_at(source: Source, span: Span) -> Example:
    """The place of a span with its words, and those around a short one in its line."""
    position, text = source.position(span.start), source.text
    begin, end = span
    if len(span) < _SHORT:
        line_end = text.find("\n", span.end)
        begin = max(text.rfind("\n", 0, span.start) + 1, span.start - 15)
        end = min(line_end if line_end >= 0 else len(text), span.end + 20)
    return Example(f"{source.name}:{position.line}:{position.column}", shorten(text[begin:end].strip(), 50))


def _other_brackets(text: str) -> list[SignForm]:
    """Brackets in a text that the data file does not list, in pairs as Unicode has them beside each other."""
    listed = {form.open for form in listed_forms()}
    signs = {char for char in set(text) if unicodedata.category(char) == "Ps" and char not in _ORDINARY}
    return [_unlisted(char) for char in sorted(signs - listed) if chr(ord(char) + 1) in text]


def _unlisted(char: str) -> SignForm:
    closing = chr(ord(char) + 1)
    name = unicodedata.name(char, "sign").lower().replace(" ", "-")
    return SignForm(name, char, closing, pair_pattern(char, closing))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
