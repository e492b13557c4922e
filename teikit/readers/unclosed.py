"""An HTML parser that loses no text: markup that is not closed is text, and its place is kept.

Python's parser drops what is behind an unclosed `<script>`, and, depending on its version, behind an unclosed comment
or tag (as browsers do: HTML Living Standard, 13.2.5). In a transcript all of that may be the document.
"""

import re
from html.parser import HTMLParser
from typing import NamedTuple

from teikit.core import Position, Source, shorten

_OPENING = re.compile(r"<(?:[/!?]|[^\W\d_])")
_COMMENT, _INSTRUCTION = "<!--", re.compile(r"[^\W\d_]")
# A document type or an instruction in which a tag begins before it ends: the text between is no part of it.
_DECLARED = re.compile(r"<[!?][^<>\[]*+(?=<)")
_VALUE = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
# A tag with its values, of which no one has so many: what is damaged may have many more, and each tag in it is tried.
_TAG = re.compile(rf"<(?:[^>=]{{1,200}}+|{_VALUE.pattern}|=){{0,60}}+")
_SHOWN = 30


class Unclosed(NamedTuple):
    """Markup that is not closed: its offset in the HTML, and how it begins."""

    offset: int
    words: str


class WholeParser(HTMLParser):
    """Parses a whole text at once, and calls `handle_data` for markup that is not closed."""

    def __init__(self, html: str, raw: tuple[str, ...]) -> None:
        """`raw` are the elements whose content is no text of the document if they are closed."""
        super().__init__(convert_charrefs=False)
        self.place = Source(html)
        self.unclosed: list[Unclosed] = []
        self.raw = raw
        ends = re.finditer(rf"</({'|'.join(map(re.escape, raw))})\b", html, re.IGNORECASE)
        self.last_end = {end[1].lower(): end.start() for end in ends}
        self._no_more_comments = False

    def parse(self) -> None:
        """Parses the text; a tag at its end that has no `>` is text."""
        html = self.place.text
        tail = html.rfind("<", html.rfind(">") + 1)
        self.feed(html if tail < 0 else html[:tail])
        self.close()
        if tail >= 0:
            if _OPENING.match(html, tail):
                self.report(tail, html[tail : tail + _SHOWN])
            self.text_at(html[tail:], tail)

    def text_at(self, words: str, offset: int) -> None:
        """Words of the text at an offset, where the parser's own place is another."""
        raise NotImplementedError

    @property
    def here(self) -> int:
        """The offset of what is parsed."""
        line, column = self.getpos()
        return self.place.offset(Position(line, column + 1))

    def report(self, offset: int, words: str) -> None:
        """Keep the place of markup that is not closed."""
        self.unclosed.append(Unclosed(offset, shorten(" ".join(words.split()), _SHOWN)))

    def is_closed(self, tag: str) -> bool:
        """Whether an end tag of that name follows the tag that is parsed."""
        return self.last_end.get(tag, -1) > self.here

    # ------------------------------------------------------------ what the parser would drop
    def set_cdata_mode(self, elem: str, **how: bool) -> None:
        """The content of an element is read as tags and text, unless it is no text and is closed."""
        if elem.lower() in self.raw and self.is_closed(elem.lower()):
            super().set_cdata_mode(elem, **how)

    def parse_comment(self, i: int, report: bool = True) -> int:
        """The end of a comment; one that is not closed is text."""
        end = -1 if self._no_more_comments else super().parse_comment(i, report)
        if end >= 0:
            return end
        if not self._no_more_comments:
            self.report(i, _COMMENT)
        self._no_more_comments = True
        self.handle_data(_COMMENT)
        return i + len(_COMMENT)

    def parse_starttag(self, i: int) -> int:
        """The end of a start tag; one whose quotation mark is not closed is text up to the next `>`.

        It is not closed either where a later one closes it, behind a line end and a tag: the text between is no value.
        """
        end = -1 if self._encloses_lines(i) else super().parse_starttag(i)
        if end >= 0:
            return end
        close = self.rawdata.find(">", i)
        end = len(self.rawdata) if close < 0 else close + 1
        self.report(i, self.rawdata[i : i + _SHOWN])
        self.handle_data(self.rawdata[i:end])
        return end

    def _encloses_lines(self, i: int) -> bool:
        """Whether the quotation marks of a tag enclose a line end and a tag."""
        tag = _TAG.match(self.rawdata, i)
        values = _VALUE.finditer(tag[0]) if tag else ()
        return any("\n" in value[0] and "<" in value[0] for value in values)

    def parse_bogus_comment(self, i: int, report: bool = True) -> int:
        """The end of a sign such as `<!x>` or `</ x>`: it is no markup of HTML, and so is text."""
        end = super().parse_bogus_comment(i, False)
        if end >= 0:
            self.handle_data(self.rawdata[i:end])
        return end

    def parse_html_declaration(self, i: int) -> int:
        """The end of a document type; where a tag begins before it ends, it is text up to there."""
        return self._text_before_tag(i) or super().parse_html_declaration(i)

    def parse_pi(self, i: int) -> int:
        """The end of an instruction; where a tag begins before it ends, it is text up to there."""
        return self._text_before_tag(i) or super().parse_pi(i)

    def _text_before_tag(self, i: int) -> int:
        """The end of the text in a declaration that a tag ends; 0 for one that `>` ends, or with declarations in it."""
        declared = _DECLARED.match(self.rawdata, i)
        if declared is None:
            return 0
        self.report(i, declared[0])
        self.handle_data(declared[0])
        return declared.end()

    def handle_pi(self, data: str) -> None:
        """An instruction for programs; a sign such as `<?>` is text."""
        if not _INSTRUCTION.match(data):
            self.handle_data(f"<?{data}>")
