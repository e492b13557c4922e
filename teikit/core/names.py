"""Names of files: how messages show them, and which of them other systems take for the same name."""

import unicodedata

# Controls, ends of lines, and bytes that are not UTF-8 (Python gives each of them as a half of a surrogate pair).
_UNSEEN = {"Cc", "Zl", "Zp"}
_NOT_UTF8 = "Cs"
_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}  # what changes the order of signs on a line


def printable(name: str) -> str:
    """The name or path on one line: controls as `\\n` or `\\x1b`, `?` for each byte that is not UTF-8."""
    return name if name.isprintable() else "".join(map(_shown, name))


def is_plain_name(name: str) -> bool:
    """Whether a name is UTF-8 without controls: no page, link or list of files can hold another."""
    return printable(name) == name


def name_on_any_system(name: str) -> str:
    """Equal for names or paths that some file systems do not tell apart: capitals, composed and decomposed letters.

    Unicode Standard Annex 15 (normalization); so are the file systems of Windows and macOS by default.
    """
    if name.isascii():
        return name.casefold()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def _shown(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == _NOT_UTF8:
        return "?"
    unseen = category in _UNSEEN or unicodedata.bidirectional(sign) in _TURNING
    return sign.encode("unicode_escape").decode() if unseen else sign
