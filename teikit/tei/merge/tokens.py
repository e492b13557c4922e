"""Cuts a TEI file into tags, words and marks, so that two states of it can be compared as an editor compares them.

What a tool does on saving (order of attributes, quotation marks, line ends, entities for characters) is no difference;
a blank is one, how long it is and whether it holds a line end is not; a line end between two tags is none either. The
tokens of a file, put together, are the file.
"""

import re
from collections.abc import Iterable
from html import unescape
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<blank>\s*)"
    r"(?P<core><!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|&[^;\s<&]+;|\w+|[^\w\s]|\Z)",
    re.DOTALL,
)
_NAME = re.compile(r"</?\s*([^\s/>]+)")
_ATTRIBUTE = re.compile(r"""([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")


_CHARACTER = re.compile(r"&(?:#\d+|#x[\da-fA-F]+|amp|lt|gt|quot|apos);")

# What is no text to be read for references, or a reference by number.
_REFERENCE = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|(&#(?:\d+|x[\da-fA-F]+);)", re.DOTALL)


class Token(NamedTuple):
    """A tag, word or mark: `key` is what it is compared by, `raw` what stands in the file, `start` where.

    `raw` begins with the blanks before it. `opens` is 1 for a start tag, -1 for an end tag, else 0.
    """

    key: str
    raw: str
    start: int
    opens: int = 0

    @property
    def name(self) -> str:
        """The element's name; empty for what is no tag."""
        match = _NAME.match(self.raw.lstrip()) if self.is_tag else None
        return match[1] if match else ""

    @property
    def is_tag(self) -> bool:
        """Whether it is a tag, not a word."""
        return self.opens != 0 or self.key.lstrip().startswith("<")


def tokens(text: str) -> list[Token]:
    """The tokens of a well-formed XML text."""
    result: list[Token] = []
    for match in _TOKEN.finditer(text):
        if match[0]:
            result.append(_token(match, bool(result) and result[-1].is_tag))
    return _with_empty_elements(result)


def with_letters(text: str) -> str:
    """The XML text with letters where a tool that saves in ASCII wrote their numbers."""
    return _REFERENCE.sub(lambda match: _letter(match[0]) if match[1] else match[0], text)


def _letter(reference: str) -> str:
    number = reference[2:-1]
    character = chr(int(number[1:], 16) if number[0] == "x" else int(number))
    return character if character > "\u00a0" and character.isprintable() else reference


def put_together(cut: Iterable[Token]) -> str:
    """The text of tokens."""
    return "".join(token.raw for token in cut)


def _token(match: re.Match[str], after_tag: bool) -> Token:
    core, blank = match["core"], " " if match["blank"] else ""
    if after_tag and core.startswith("<") and "\n" in match["blank"]:
        blank = ""
    start = match.start("core")
    if core.startswith("</"):
        return Token(f"{blank}</{_name(core)}>", match[0], start, -1)
    if re.match(r"<[^!?]", core):
        opens = 0 if core.endswith("/>") else 1
        return Token(f"{blank}{_tag_key(core)}", match[0], start, opens)
    return Token(blank + (_unescape(core) if core.startswith("&") else core), match[0], start)


def _unescape(text: str) -> str:
    """The text with characters for the references that every XML file may have; entities of its own stay."""
    return _CHARACTER.sub(lambda found: unescape(found[0]), text)


def _name(core: str) -> str:
    match = _NAME.match(core)
    return match[1] if match else core


def _tag_key(core: str) -> str:
    values = ((name, " ".join(_unescape(value[1:-1]).split())) for name, value in _ATTRIBUTE.findall(core))
    return f"<{_name(core)} {sorted(values)}{'/' if core.endswith('/>') else ''}>"


def _with_empty_elements(parsed: list[Token]) -> list[Token]:
    """`<x></x>` becomes one token, with the key of `<x/>`."""
    joined: list[Token] = []
    for token in parsed:
        before = joined[-1] if joined else None
        if before and before.opens == 1 and token.opens == -1 and token.key == f"</{before.name}>":
            joined[-1] = Token(before.key[:-1] + "/>", before.raw + token.raw, before.start)
        else:
            joined.append(token)
    return joined
