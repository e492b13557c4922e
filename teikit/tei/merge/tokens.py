"""Splits a TEI file into tags, words and punctuation marks, so that two versions can be compared as an editor does.

What a tool changes on saving (order of attributes, quotation marks, line ends, entities for characters) is not a
difference. A space is one, but its length and line ends in it are not; a line end between two tags is not either. The
tokens of a file, joined, are the file.
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

# Markup in which references are not resolved, or a numeric character reference.
_REFERENCE = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|(&#(?:\d+|x[\da-fA-F]+);)", re.DOTALL)


class Token(NamedTuple):
    """A tag, word or mark: `key` is compared, `raw` is the text in the file, `start` its offset.

    `raw` begins with the white space before the token. `depth_change` is 1 for a start tag, -1 for an end tag, else 0.
    """

    key: str
    raw: str
    start: int
    depth_change: int = 0

    @property
    def name(self) -> str:
        """The name of the element; empty if it is not a tag."""
        match = _NAME.match(self.raw.lstrip()) if self.is_tag else None
        return match[1] if match else ""

    @property
    def is_tag(self) -> bool:
        """Whether it is a tag and not a word."""
        return self.depth_change != 0 or self.key.lstrip().startswith("<")


def tokens(text: str) -> list[Token]:
    """The tokens of a well-formed XML text."""
    result: list[Token] = []
    for match in _TOKEN.finditer(text):
        if match[0]:
            result.append(_token(match, bool(result) and result[-1].is_tag))
    return _with_empty_elements(result)


def decode_references(text: str) -> str:
    """The XML text with letters instead of the numeric references that a tool wrote to save in ASCII."""
    return _REFERENCE.sub(lambda match: _letter(match[0]) if match[1] else match[0], text)


def _letter(reference: str) -> str:
    number = reference[2:-1]
    character = chr(int(number[1:], 16) if number[0] == "x" else int(number))
    return character if character > "\u00a0" and character.isprintable() else reference


def join_tokens(cut: Iterable[Token]) -> str:
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
        depth_change = 0 if core.endswith("/>") else 1
        return Token(f"{blank}{_tag_key(core)}", match[0], start, depth_change)
    return Token(blank + (_unescape(core) if core.startswith("&") else core), match[0], start)


def _unescape(text: str) -> str:
    """The text with characters for the references that every XML file may have; its own entities stay."""
    return _CHARACTER.sub(lambda match: unescape(match[0]), text)


def _name(core: str) -> str:
    match = _NAME.match(core)
    return match[1] if match else core


def _tag_key(core: str) -> str:
    values = ((name, " ".join(_unescape(value[1:-1]).split())) for name, value in _ATTRIBUTE.findall(core))
    return f"<{_name(core)} {sorted(values)}{'/' if core.endswith('/>') else ''}>"


def _with_empty_elements(parsed: list[Token]) -> list[Token]:
    """Joins `<x></x>` to one token with the key of `<x/>`."""
    joined: list[Token] = []
    for token in parsed:
        before = joined[-1] if joined else None
        if before and before.depth_change == 1 and token.depth_change == -1 and token.key == f"</{before.name}>":
            joined[-1] = Token(before.key[:-1] + "/>", before.raw + token.raw, before.start)
        else:
            joined.append(token)
    return joined
