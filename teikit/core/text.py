"""Text in messages and in XML."""

import re

_LINE_END = re.compile(r"\s*[\r\n\f]\s*")
# All that production 2 of XML 1.0 leaves out. (The class of what it allows takes ten times as long to compile.)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_AS_IS = re.compile('[&"<>\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')


def shorten(text: str, width: int = 60, tail: int = 0) -> str:
    """The text on one line of at most `width` characters.

    Of a longer text the beginning and the last `tail` characters stay, with an ellipsis between them.
    """
    line = _LINE_END.sub(" ", text)
    if len(line) <= width:
        return line
    return f"{line[: width - tail - 1]}…{line[len(line) - tail :]}"


def xml_characters(text: str) -> str:
    """The text with U+FFFD for each character that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def as_xml(text: str) -> str:
    """The text escaped for XML, also in attributes, with U+FFFD for each character that XML cannot hold.

    (The escape functions of the standard library import all of html or urllib.)
    """
    if not _NOT_AS_IS.search(text):  # as most texts
        return text
    text = xml_characters(text).replace("&", "&amp;").replace('"', "&quot;")
    return text.replace("<", "&lt;").replace(">", "&gt;")
