"""Reads an XML text with expat, element by element, and explains why a text is not well-formed."""

import re
from collections.abc import Callable
from xml.parsers import expat

from teikit.core import Diagnostic, Span
from teikit.xml.source_map import MappedText

CurrentOffset = Callable[[], int]
Start = Callable[[str, dict[str, str], CurrentOffset], None]


class EncodedText:
    """An XML text as expat wants it, and its byte offsets as offsets of characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.data = text.encode("utf-8", "replace")
        self._ascii = len(self.data) == len(text)
        self._byte = self._character = 0

    def offset(self, byte: int) -> int:
        """The character at a byte; cheap where asked for in rising order."""
        if self._ascii:
            return byte
        if byte < self._byte:
            self._byte = self._character = 0
        self._character += len(self.data[self._byte : byte].decode("utf-8", "ignore"))
        self._byte = byte
        return self._character


def walk_elements(
    mapped: MappedText, start: Start, end: Callable[[CurrentOffset], None] | None = None
) -> Diagnostic | None:
    """Calls `start` with the name (`namespace}local`) and attributes of each element, `end` at each end tag; both with
    what tells the offset of the tag (of the end of an empty element: behind it), which takes time.

    Returns what is not well-formed, None where all is.
    """
    text = EncodedText(mapped.text)
    parser = expat.ParserCreate("utf-8", "}")
    parser.buffer_text = True
    open_: list[int] = []  # bytes: they become offsets only where something is wrong

    def here() -> int:
        return text.offset(parser.CurrentByteIndex)

    def started(name: str, attributes: dict[str, str]) -> None:
        open_.append(parser.CurrentByteIndex)
        start(name, attributes, here)

    def ended(name: str) -> None:
        open_.pop()
        if end:
            end(here)

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    try:
        parser.Parse(text.data, True)
    except expat.ExpatError as error:
        from teikit.xml.wellformedness_errors import explain_error  # imported here: most files are well-formed

        opened = [text.offset(byte) for byte in open_]
        offset, message = explain_error(error.code, mapped.text, text.offset(parser.ErrorByteIndex), opened, mapped)
        return mapped.report(Span(offset, offset), "xml-malformed", message)
    return None


TAG = re.compile(r"""<(?:[^"'>]|"[^"]*"|'[^']*')*+>""")
ATTRIBUTE = re.compile(r"""\s([^\s=<>"'/]+)\s*=\s*("[^"]*"|'[^']*')""")


def tag_end(text: str, start: int) -> int:
    """Where the start tag at `start` ends."""
    tag = TAG.match(text, start)
    return tag.end() if tag else start
