"""A corpus: each TEI in it is a document of its own, with the headers of the corpora around it.

TEI Guidelines 15.1: a `teiCorpus` holds a header and `TEI` or `teiCorpus` elements; a `TEI` may hold `TEI` elements
too.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from teikit.xml import TEI, CurrentOffset, MappedText, TextBuilder, tag_end, walk_elements

_CONTAINERS = (f"{TEI}}}TEI", f"{TEI}}}teiCorpus")
_HEADER = f"{TEI}}}teiHeader"
_ID = "http://www.w3.org/XML/1998/namespace}id"


class _Extent(NamedTuple):
    start: int
    end: int


@dataclass
class Member:
    """A document of a corpus, or a corpus without the documents in it, whose places are `inner`.

    `start` and `end` are its place in the text of the file, `ident` is its xml:id, `around` are the corpora that it is
    in, outermost first.
    """

    start: int
    around: tuple["Member", ...]
    ident: str = ""
    is_corpus: bool = False
    end: int = 0
    header: _Extent = field(default_factory=lambda: _Extent(0, 0))
    inner: list[_Extent] = field(default_factory=list)


def members_of(text: MappedText) -> list[Member]:
    """The corpora and documents of a well-formed text, in document order; that of an empty corpus is itself."""
    reader = _Reader(text)
    walk_elements(text, reader.start, reader.end)
    return reader.members


def member_text(text: MappedText, member: Member) -> MappedText:
    """A document as a text of its own: inside the corpora that it is in, with their headers, without other documents.

    Positions remain those of the file.
    """
    builder = TextBuilder()
    for corpus in member.around:
        builder.copy(text, corpus.start, tag_end(text.text, corpus.start))
        builder.copy(text, *corpus.header)
    done = member.start
    for inner in member.inner:
        builder.copy(text, done, inner.start)
        done = inner.end
    builder.copy(text, done, member.end)
    for corpus in reversed(member.around):
        builder.copy(text, text.text.rindex("<", 0, corpus.end), corpus.end)
    return builder.build(text.main_source)


def documents_of(text: MappedText) -> list[MappedText]:
    """The documents of a text: the text itself, unless it is a corpus."""
    members = members_of(text)
    return [text] if len(members) < 2 else [member_text(text, member) for member in members]


class _Reader:
    """Collects the corpora and documents of a text."""

    def __init__(self, text: MappedText) -> None:
        self.members: list[Member] = []
        self._text = text.text
        self._open: list[Member] = []
        self._depth = 0  # of elements inside the innermost of them
        self._header = -1  # where a header starts that is still open

    def start(self, name: str, attributes: dict[str, str], here: CurrentOffset) -> None:
        if name in _CONTAINERS and not self._depth:
            member = Member(here(), tuple(self._open), attributes.get(_ID, ""), name == _CONTAINERS[1])
            self.members.append(member)
            self._open.append(member)
            return
        self._depth += 1
        if name == _HEADER and self._depth == 1:
            self._header = here()

    def end(self, here: CurrentOffset) -> None:
        if self._depth:
            self._depth -= 1
            if self._header >= 0 and not self._depth:
                self._open[-1].header = _Extent(self._header, self._end(self._header, here))
                self._header = -1
        elif self._open:
            member = self._open.pop()
            member.end = self._end(member.start, here)
            if self._open:
                self._open[-1].inner.append(_Extent(member.start, member.end))

    def _end(self, start: int, here: CurrentOffset) -> int:
        """Where the element ends that starts at `start`, and whose end tag is here."""
        end = tag_end(self._text, start)
        return end if self._text.startswith("/>", end - 2) else self._text.find(">", here()) + 1
