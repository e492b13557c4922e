"""The markup of a text that need not be well-formed: tags, comments and sections, each read for itself."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from teikit.core import Span

_NAME = r"""[^\s<>/="'!?][^\s<>/="']*"""
# One piece of markup. A tag whose quotation marks do not match ends at the next > or before the next <.
MARKUP = re.compile(
    rf"""<(?:
        !--.*?(?:-->|\Z)
      | !\[CDATA\[.*?(?:\]\]>|\Z)
      | \?.*?(?:\?>|\Z)
      | !DOCTYPE(?:[^\[>"']|"[^"]*"|'[^']*')*+(?:\[.*?\]\s*)?(?:>|\Z)
      | /(?P<end>{_NAME})\s*>
      | (?P<start>{_NAME})(?P<attributes>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>
      | (?P<broken>{_NAME})?[^<>]*+>?
    )""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(rf"""({_NAME})\s*=\s*(?:"([^"<]*)"|'([^'<]*)'|["']?([^"'<>]*))""")
_CLOSINGS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}


class Written(NamedTuple):
    """An attribute of a tag as it is written; the spans count in the text."""

    name: str
    value: str
    name_span: Span
    value_span: Span


def is_unfinished(match: re.Match[str]) -> bool:
    """Whether the markup goes on where the text ends."""
    if match["end"] or match["start"]:
        return False
    piece = match[0]
    opening = next((opening for opening in _CLOSINGS if piece.startswith(opening)), "<")
    closing = _CLOSINGS.get(opening, ">")
    return not piece.endswith(closing) or len(piece) < len(opening) + len(closing)


def is_text(match: re.Match[str]) -> bool:
    """Whether the markup is a CDATA section, which is text."""
    return match[0].startswith("<![CDATA[")


def attributes_of(text: str, start: int, end: int) -> Iterator[Written]:
    """The attributes between two offsets of a tag."""
    for match in _ATTRIBUTE.finditer(text, start, end):
        group = next(group for group in (2, 3, 4) if match[group] is not None)
        yield Written(match[1], match[group], Span(*match.span(1)), Span(*match.span(group)))


def pairs_of(attributes: str) -> list[tuple[str, str]]:
    """The names and values of the attributes of a start tag."""
    return [(name, double or single or bare) for name, double, single, bare in _ATTRIBUTE.findall(attributes)]


def matching_end(text: str, start: int) -> re.Match[str] | None:
    """The end tag of the element whose start tag begins at an offset; None for an empty element, or without one."""
    depth, name = 0, ""
    for match in MARKUP.finditer(text, start):
        if match["start"]:
            name = name or match["start"]
            depth += match["start"] == name and not is_empty(match)
            if not depth:
                return None
        elif match["end"] and match["end"] == name:
            depth -= 1
            if not depth:
                return match
    return None


def is_empty(match: re.Match[str]) -> bool:
    """Whether a start tag is that of an empty element."""
    return match[0].endswith("/>")
