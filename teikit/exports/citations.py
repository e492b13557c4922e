"""The citation of a document in several styles. The styles are data: `xslt/site/citations.toml` explains them."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from teikit.core import InstallationError, message, read_toml, resource
from teikit.exports.items import Item

_PART = re.compile(r"\[([^\[\]]*)\]")
_VALUE = re.compile(r"\{([\w:-]+)\}")
# Signs that meet where a part is left out or a title ends with a sign of its own: of two that end, one stays.
_MEETING = (
    (re.compile(r"([?!…]),(?=[”»])"), r"\1"),
    (re.compile(r",([”»]?)\.$"), r".\1"),
    (re.compile(r"([.?!…])\."), r"\1"),
    (re.compile(r"([.?!…][”»])\."), r"\1"),
)
# Inside a title in quotation marks.
_INNER = str.maketrans("“”", "‘’")
ITALIC = "\x1f"
"""What begins and ends words in italics in the text of a citation: no text has this character."""


class Citation(NamedTuple):
    """A citation: the name of its style, and its text; ITALIC begins and ends words in italics."""

    style: str
    text: str

    @property
    def pieces(self) -> list[tuple[bool, str]]:
        """The text in pieces, each with whether it is in italics."""
        return [(bool(index % 2), piece) for index, piece in enumerate(self.text.split(ITALIC)) if piece]


def citations(item: Item, language: str) -> list[Citation]:
    """The citations of an item, one in each style; `language` is that of the page's own words."""
    values = _values(item)
    return [Citation(name, _filled(template, values, language)) for name, template in _styles()]


@cache
def _styles() -> tuple[tuple[str, str], ...]:
    """The names and templates of the styles, in the order of the file. Raises InstallationError."""
    styles = read_toml(resource("xslt", "site", "citations.toml"), InstallationError)
    return tuple((style["name"], style["template"].replace("_", ITALIC)) for style in styles.values())


def _values(item: Item) -> Mapping[str, str]:
    first, *others = item.authors or [None]
    names = [first.inverted, *(name.natural for name in others if name)] if first else []
    return {
        "authors": ", ".join(name.natural for name in item.authors),
        "authors-inverted": ", ".join(names),
        "recipients": ", ".join(name.natural for name in item.recipients),
        "title": item.title,
        "inner-title": item.title.translate(_INNER),
        "date": item.date.text if item.date else "",
        "place": item.place,
        "archive": item.archive,
        "edition": item.container,
        "editors": ", ".join(name.natural for name in item.editors),
        "publisher": item.publisher,
        "year": item.year,
        "publisher-year": ", ".join(filter(None, (item.publisher, item.year))),
        "address": item.address,
    }


def _filled(template: str, values: Mapping[str, str], language: str) -> str:
    def value(name: re.Match[str]) -> str:
        kind, _, key = name[1].rpartition(":")
        return message(language, f"cite.{key}") if kind else values[key]

    def part(match: re.Match[str]) -> str:
        names = [name for name in _VALUE.findall(match[1]) if ":" not in name]
        return match[1] if all(values[name] for name in names) else ""

    text = _VALUE.sub(value, _PART.sub(part, template)).strip()
    for signs, kept in _MEETING:
        text = signs.sub(kept, text)
    return text
