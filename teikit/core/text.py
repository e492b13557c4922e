"""Text in messages."""

import re

_LINE_END = re.compile(r"\s*[\r\n\f]\s*")


def shorten(text: str, width: int = 60, tail: int = 0) -> str:
    """The text on one line of at most `width` characters.

    Of a longer text the beginning and the last `tail` characters stay, with an ellipsis between them.
    """
    line = _LINE_END.sub(" ", text)
    if len(line) <= width:
        return line
    return f"{line[: width - tail - 1]}…{line[len(line) - tail :]}"
