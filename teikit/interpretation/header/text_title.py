"""The title of a text by its headings, or by a first line that looks like one (encoding guide, 8.2)."""

import re
from collections.abc import Sequence

from teikit.core import Source, Span
from teikit.interpretation.header.heading_words import heading_words
from teikit.interpretation.header.headings import (
    MARK,
    addressee_in_heading,
    bare_heading,
    is_article,
    parties_in_heading,
)
from teikit.interpretation.header.lines import heading_lines, trimmed
from teikit.interpretation.header.parts import EDITORIAL, Parts, dates_in, words_of, words_without_marks
from teikit.interpretation.header.superscriptions import sides_over_lines
from teikit.interpretation.nodes import BlockKind, BlockNode
from teikit.transcript import RECEIVED, SENT, Metadata

_BRACKETS = re.compile(r"\s*\[[^\[\]]*\]")
# A title has a word of so many letters, and is not longer than this.
_WORDS, _LONGEST = re.compile(r"[^\W\d_]{4,}"), 300
_SENTENCE = re.compile(r"[^\W\d_]{4,}[,.;:?!]$|(?<=[^\W\d_]{4})[.;?!]\s+\w+\s+[^\W\d_]")
# A title is made of so many of sender, addressee and date.
_ENOUGH = 2
# A heading that names both sides of a letter is among so many lines.
_HEADING = 4
# A line that says what kind of text follows is among so many lines, and has so many characters.
_KINDS, _SHORT = 6, 90
_LABEL = re.compile(r"[^\W\d_][^\W\d_ ]{1,20}:\s")
_NO_TITLES = (BlockKind.FORMULA, BlockKind.SALUTE, BlockKind.DATELINE, BlockKind.STAMP)


def with_heading(data: Metadata, source: Source, parts: Parts, body: Span, language: str) -> Metadata:
    """The values with the first heading as title, without notes in brackets; unchanged without one.

    Of a letter whose title can be made of its parties and date, it is only a heading that its editor wrote, one that
    says whom it is to or what it is, above its date.
    """
    known = sum(map(bool, (data.party(SENT), data.party(RECEIVED), data.date)))
    plain = parts.is_greeted and known >= _ENOUGH
    heads = [(_title_of(source, head), head.span) for head in parts.heads]
    edited = [title for title, head in zip(heads, parts.heads, strict=True) if head.type == EDITORIAL or not plain]
    labelled = any(party.found_in.startswith("label") for party in data.parties)
    above = None if labelled or sides_over_lines(source, parts, language) else _above(source, parts, language)
    each = (_order(source, parts), _first(edited), _kind(heads), above, _alone(source, parts))
    titled, span = next((title for title in each if title), ("", Span(0, 0)))
    if titled:
        return data._replace(title=titled, title_found_in="heading", title_span=span)
    if parts.meets and not parts.heads:
        return data._replace(
            title=words_of(source, parts.lines[0]), title_found_in="heading", title_span=parts.lines[0]
        )
    sides = next((line for line in parts.lines[:_HEADING] if parties_in_heading(source.cut(line))), None)
    over = None if sides else sides_over_lines(source, parts, language)
    if over:
        sides = Span(over[0].start, over[1].end)
        return data._replace(title=words_of(source, sides), title_found_in="heading over lines", title_span=sides)
    if sides:
        return data._replace(title=MARK.sub("", source.cut(sides)), title_found_in="heading", title_span=sides)
    top = _top(source, parts) if parts.is_greeted or known >= _ENOUGH else None
    if top:
        return data._replace(title=top[0], title_found_in="line above a letter", title_span=top[1])
    if known >= _ENOUGH or parts.is_greeted:
        return data
    line, span = _first(_lines(source, parts, body)) or ("", Span(0, 0))
    found_in = "line like a heading" if line else ""
    return data._replace(title=line, title_span=span, title_found_in=found_in)


def _top(source: Source, parts: Parts) -> tuple[str, Span] | None:
    """The first line of a letter, alone above an empty line, that no part of its opener claims."""
    line = parts.lines[0] if parts.lines else Span(0, 0)
    words = words_of(source, line)
    words = words.rstrip(".") if words.isupper() else words
    if heading_words("firms").search(words):
        return None
    salutes = sum(block.kind == BlockKind.SALUTE for block in parts.opener)
    silent = words.isupper() and salutes > 1
    claimed = any(block.span.covers(line) for block in parts.opener if not _is_unknown(block, silent))
    alone = source.text[line.end : line.end + 2].isspace() and len(words.split()) > _ENOUGH and len(words) <= _SHORT
    below = any(block.span.start > line.end for block in parts.opener)
    title = MARK.sub("", words)
    return (
        (title, line) if alone and below and not claimed and not _SENTENCE.search(words) and title[0] != "[" else None
    )


def _is_unknown(block: BlockNode, silent: bool) -> bool:
    """Whether the model has no answer for a block: a note on how a text was handled, in much doubt.

    `silent` says that the block may be no salutation either, as it is in capitals, above another one.
    """
    doubtful = (BlockKind.FORMULA, BlockKind.SALUTE) if silent else (BlockKind.FORMULA,)
    return block.kind == BlockKind.UNKNOWN or (block.kind in doubtful and block.cert == "low")


def _title_of(source: Source, head: BlockNode) -> str:
    """The words of a heading without notes in brackets; only its first line if labels with their values follow."""
    lines = source.cut(head.span).split("\n")
    if len(lines) > 1 and any(_LABEL.match(line.strip()) for line in lines[1:]):
        return _BRACKETS.sub("", " ".join(lines[0].split())).strip()
    return _BRACKETS.sub("", words_without_marks(source, head)).strip()


def _order(source: Source, parts: Parts) -> tuple[str, Span] | None:
    """The line that names an order: above it is who gives it."""
    lines = ((MARK.sub("", words_of(source, line)).strip(". "), line) for line in parts.lines[:_KINDS])
    return next((line for line in lines if heading_words("kinds", "orders").fullmatch(line[0])), None)


def _alone(source: Source, parts: Parts) -> tuple[str, Span] | None:
    """A line alone among the first ones that says what kind of text it is, in more than one word."""
    text = source.text
    lines = [line for line in parts.lines[:_KINDS] if len(line) <= _SHORT]
    apart = [line for line in lines if text[line.end : line.end + 2].isspace() or source.cut(line).isupper()]
    return _kind([(MARK.sub("", words_of(source, line)).strip("* ."), line) for line in apart])


def _kind(titles: Sequence[tuple[str, Span]]) -> tuple[str, Span] | None:
    """The first heading that says what kind of text it is, in more than one word."""
    kinds = heading_words("kinds", "first")
    plain = ((title, bare_heading(title[0])) for title in titles if " " in title[0])
    named = (title for title, words in plain if kinds.match(words) and " " in words and not _SENTENCE.search(words))
    return next(named, None)


def _above(source: Source, parts: Parts, language: str) -> tuple[str, Span] | None:
    """The line above the date of a letter that says whom it is to, or what kind of text it is."""
    lines = [(MARK.sub("", words_of(source, line)).strip("* "), line) for line in parts.above]
    lines = [(_BRACKETS.sub("", words) if words.endswith("]") else words, line) for words, line in lines]
    names = ((line, addressee_in_heading(source.cut(line[1]), language, True)) for line in lines)
    return _kind(lines) or next((line for line, name in names if name and not is_article(name)), None)


def _first(titles: Sequence[tuple[str, Span]]) -> tuple[str, Span] | None:
    """The first words that may be a title, with their place."""
    return next((title for title in titles if _WORDS.search(title[0]) and len(title[0]) <= _LONGEST), None)


def _lines(source: Source, parts: Parts, body: Span) -> list[tuple[str, Span]]:
    """The first lines that may be a heading, but for those of the opener and those with a bracket or a date."""
    taken = [block.span for block in parts.opener if block.kind in _NO_TITLES or dates_in(block)]
    lines = [line for line in heading_lines(source, body) if not any(span.covers(line) for span in taken)]
    words = [(MARK.sub("", " ".join(source.cut(line).split())), trimmed(source, line)) for line in lines]
    return [line for line in words if not line[0].startswith("[")]
