"""The tokens of RELAX NG's compact syntax (RELAX NG Compact Syntax, section 2)."""

import re
from typing import NamedTuple

_NAME = r"[^\W\d][\w.\-]*"
_TOKEN = re.compile(
    r"(?P<documentation>(?:\#\#[^\n]*(?:\n[ \t]*(?=\#\#))?)+)"
    r"|(?P<comment>\#[^\n]*)"
    r"|(?P<blank>[ \t\r\n]+)"
    r"|(?P<literal>\"\"\".*?\"\"\"|'''.*?'''|\"[^\"\n]*\"|'[^'\n]*')"
    rf"|(?P<name>\\?{_NAME}(?::(?:{_NAME}|\*))?)"
    r"|(?P<sign>>>|\|=|&=|[=|&,~?*+\-{}()\[\]])",
    re.DOTALL,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"\\x+\{([0-9a-fA-F]+)\}")


class CompactError(Exception):
    """An error in the compact syntax, with its offset in the text."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


class Token(NamedTuple):
    """A token: its kind, its text (a literal without its quotation marks), its offset."""

    kind: str
    text: str
    offset: int


def tokens_of(text: str) -> list[Token]:
    """The tokens; the last one is of the kind `end`. Raises CompactError."""
    tokens, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:
            raise CompactError(f"unexpected {text[at]}", at)
        kind = match.lastgroup or ""
        if kind not in ("blank", "comment"):
            tokens.append(Token(kind, _cleared(kind, _unescaped(match.group(), at)), at))
        at = match.end()
    return [*tokens, Token("end", "the end of the file", at)]


def _unescaped(text: str, offset: int) -> str:
    try:
        unescaped = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text) if "\\x" in text else text
    except (ValueError, OverflowError):
        raise CompactError("the escape does not name a character", offset) from None
    if control := _CONTROL.search(unescaped):
        raise CompactError(f"character U+{ord(control.group()):04X} is not allowed", offset)
    return unescaped


def _cleared(kind: str, text: str) -> str:
    if kind == "literal":
        return text[3:-3] if text.startswith(('"""', "'''")) else text[1:-1]
    if kind == "documentation":
        return "\n".join(re.sub(r"^\s*##+ ?", "", line) for line in text.split("\n")).strip()
    return text
