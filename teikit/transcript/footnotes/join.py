"""Joins footnotes and endnotes to their marks, and reads the textual changes that notes describe.

A note is joined where its mark occurs once in the text it belongs to: stars and raised figures are plain, a small
letter against a word is a mark only where the word is known without it. A note without a certain mark stays in place
and is reported.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from teikit.conventions import Convention
from teikit.core import Diagnostic, LazyPattern, Source, Span, is_small, span_diagnostic
from teikit.recognizers import compiled, is_function_word
from teikit.transcript.footnotes.anchors import DAGGERS, QUOTE, RAISED, Marks
from teikit.transcript.footnotes.ordered import numbered_by_order
from teikit.transcript.footnotes.pieces import cut_numbered, second_marks
from teikit.transcript.model import Block, Change, Footnote
from teikit.transcript.syntax import Break, BreakKind, Group, Node, clip

_SIGN = rf"\*{{1,4}}(?!\S[^*\n]*\*)\)?|(?!§{{1,2}}\s?\d)[{DAGGERS}]{{1,3}}\)?|[{RAISED}]{{1,3}}|\[\d{{1,3}}\]"
_START = re.compile(rf"(?P<mark>{_SIGN}|(?P<letter>[^\W\d_])(?=[ \t]+[\"“„«]?(?P<first>[^\W\d_])))[ \t]*(?=[^\s*])")
# The maximum number of notes that are joined; a text with more is not the work of an editor.
MAX_NOTES = 300


def join_notes(blocks: list[Block], source: Source, convention: Convention) -> tuple[list[Block], list[Diagnostic]]:
    """The blocks with notes joined to their marks, and diagnostics for the others."""
    pieces, marked = _pieces(blocks, source, convention)
    joined, diagnostics = list(pieces), list[Diagnostic]()
    marks, ends = Marks(joined, source), [block.span.end for block in pieces]
    last_page = max((index for index, block in enumerate(pieces) if block.kind == "page"), default=-1)

    def join(index: int, holder: int, mark: Span) -> None:
        where = "bottom" if index < last_page else "end"
        marks.take(mark)
        note = _footnote(pieces[index], joined[holder], mark, where, source, convention)
        joined[holder] = joined[holder]._replace(footnotes=(*joined[holder].footnotes, note))
        joined[index] = pieces[index]._replace(kind="joined")

    for index, mark in marked.items():
        holder = bisect_right(ends, mark.start)
        if pieces[holder].kind != "footnote":
            join(index, holder, mark)
    notes = [index for index, block in enumerate(joined) if block.kind == "footnote"]
    for index in _counted_paragraphs(pieces, notes, marks, source):
        joined[index] = pieces[index]._replace(kind="item")
        notes.remove(index)
    for index in _begun_by_numbers(pieces, notes, marks, source):
        joined[index] = pieces[index]._replace(kind="paragraph", n="", label=None)
        notes.remove(index)
    for index in notes[:MAX_NOTES]:
        place = marks.of(pieces[index], index)
        if place:
            join(index, *place)
        else:
            message = f"no one mark “{pieces[index].n}” was found for this note; it is left here"
            diagnostics.append(span_diagnostic(source, pieces[index].span, "note-without-mark", message))
    return [block for block in joined if block.kind != "joined"], diagnostics


def _pieces(blocks: Sequence[Block], source: Source, convention: Convention) -> tuple[list[Block], dict[int, Span]]:
    """The blocks, with each note as a block of its own, and the marks that are known from the order of the numbers."""
    cut = cut_numbered(blocks, source, numbered_by_order(blocks, source, convention))
    pieces, marked, plain = list[Block](), dict[int, Span](), [block for block, _ in cut]
    for index, (block, mark) in enumerate(cut):
        if mark is not None:
            marked[len(pieces)] = mark
        pieces += [block] if mark is not None else _notes_in(plain, index, source, convention)
    return pieces, marked


def _counted_paragraphs(blocks: Sequence[Block], notes: list[int], marks: Marks, source: Source) -> list[int]:
    """The notes `[1] …`, `[2] …` that are numbered paragraphs of the text, not notes.

    They have no marks, are numbered from 1, and there is text after them or no text before them.
    """
    counted = [i for i in notes if (label := blocks[i].label) and source.cut(label) == f"[{blocks[i].n}]"]
    unmarked = not any(marks.occurs(f"[{blocks[i].n}]") for i in counted)
    if len(counted) < 2 or not unmarked or [blocks[i].n for i in counted] != [str(n + 1) for n in range(len(counted))]:
        return []
    text = [i for i, block in enumerate(blocks) if block.kind in ("paragraph", "item")]
    goes_on = bool(text) and text[-1] > counted[-1]
    return counted if goes_on or not any(i < counted[0] for i in text) else []


def _begun_by_numbers(blocks: Sequence[Block], notes: list[int], marks: Marks, source: Source) -> list[int]:
    """The notes `[3] …`, `[4] …` that are paragraphs of the text: no text before them has a mark, and text follows."""
    text = [index for index, block in enumerate(blocks) if block.kind in ("paragraph", "item")]
    counted = [i for i in notes if (label := blocks[i].label) and source.cut(label) == f"[{blocks[i].n}]"]
    unmarked = not any(marks.occurs(f"[{blocks[i].n}]") for i in counted)
    among = bool(counted) and bool(text) and text[-1] > counted[-1]
    return counted if unmarked and (among or not any(index < min(counted, default=0) for index in text)) else []


# ---------------------------------------------------------------- notes
@cache
def _head(convention: Convention, end: str = "") -> LazyPattern:
    """The heading of notes, before a line end or a mark, or `end`."""
    return compiled(rf"\[?{convention.either('note_heads')}\]?[ \t]*(?={end}[\n\r*\[{DAGGERS}{RAISED}])")


def _note_start(text: str, span: Span) -> re.Match[str] | None:
    """The mark with which a note begins: a sign, or a small letter before a capital."""
    match = _START.match(text, span.start, span.end)
    if match and match["letter"] and not (is_small(match["letter"]) and match["first"].isupper()):
        return None
    return match


def begins_notes(span: Span, source: Source, convention: Convention) -> bool:
    """Whether lines begin with a note or the heading of notes, so that they are not paragraphs."""
    text = source.text
    if text.find("\n", span.start, span.end) < 0:
        return False
    first = _head(convention).match(text, span.start, span.end)
    return bool(first or _note_start(text, span))


def _notes_in(blocks: Sequence[Block], index: int, source: Source, convention: Convention) -> list[Block]:
    """The notes in a block, each as a block; the block itself if it contains no notes."""
    block = blocks[index]
    if block.kind not in ("paragraph", "item", "name") or not block.nodes:
        return [block]
    starts = list(_starts(block, source, convention))
    if not starts and (run_together := second_marks(block, source)):
        return run_together
    if not starts:
        return [block]
    marks = [mark for _, mark in starts if mark]
    letters = any(is_small(source.cut(mark)) for mark in marks)
    if not marks or (letters and not _at_foot(blocks, index, marks, source, convention)):
        return [block]
    ends = [start for start, _ in starts[1:]] + [block.span.end]
    return [_note(block, Span(s, e), mark, source) for (s, mark), e in zip(starts, ends, strict=True)]


def _starts(block: Block, source: Source, convention: Convention) -> Iterator[tuple[int, Span | None]]:
    """The starts of notes in a block that begins with one, with their marks; None for the line of their heading."""
    head = _head(convention, "$|")
    lines = [block.span.start, *(n.span.end for n in block.nodes if isinstance(n, Break))]
    for start in lines:
        titled = head.match(source.text, start, block.span.end)
        if titled:
            yield start, None
            start = titled.end()
        note = _note_start(source.text, Span(start, block.span.end))
        if note:
            yield start, Span(*note.span("mark"))
        elif not titled and start == block.span.start:
            return


def _at_foot(blocks: Sequence[Block], index: int, marks: list[Span], source: Source, convention: Convention) -> bool:
    """Whether small letters can be marks here: several are in order, or the page ends and the letter is not a word."""
    values = [source.cut(mark) for mark in marks]
    if len(values) > 1 and values == sorted(set(values)):
        return True
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    words = any(is_function_word(value, convention) for value in values)
    return following is not None and following.kind == "page" and not words


def _note(block: Block, span: Span, mark: Span | None, source: Source) -> Block:
    words = source.cut(span).rstrip()
    span = Span(span.start, span.start + len(words))
    nodes = clip(block.nodes, span)
    if mark is None:
        return Block("note" if isinstance(nodes[0], Group) and len(nodes) == 1 else "paragraph", span, nodes)
    return Block("footnote", span, nodes, n=source.cut(mark).strip("[])"), label=mark)


# ---------------------------------------------------------------- what the note says
def _footnote(note: Block, holder: Block, mark: Span, place: str, source: Source, convention: Convention) -> Footnote:
    label = note.label or note.span
    words = source.text[label.end : note.span.end]
    content = Span(label.end + len(words) - len(words.lstrip()), note.span.end)
    nodes = tuple(_joined(clip(note.nodes, content)))
    change = _change(content, Span(holder.span.start, mark.start), source, convention)
    return Footnote(mark, note.n, Span(note.span.start, label.end), content, nodes, place, change)


def _joined(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield Break(node.span, BreakKind.LINE) if isinstance(node, Break) else node


def _change(content: Span, before: Span, source: Source, convention: Convention) -> Change | None:
    """The change that a note describes, if the text before the mark shows which version is in the text."""
    words, text = " ".join(source.cut(content).split()), source.cut(before)
    if len(words) != len(content):
        return None
    for meaning, patterns in convention.words.get("textual_notes", {}).items():
        for pattern in patterns:
            if match := compiled(pattern.replace("Q", QUOTE)).fullmatch(words):
                return _placed(meaning, match, content.start, text, before.end)
    return None


def _placed(meaning: str, match: re.Match[str], start: int, text: str, end: int) -> Change | None:
    spans = {name: Span(start + match.start(name), start + match.end(name)) for name in match.groupdict()}
    old, new = spans.get("old"), spans.get("new")
    for name in ("new", "old"):
        if name in spans and text.rstrip('"”»').endswith(match[name]):
            edge = end - len(text) + len(text.rstrip('"”»'))
            return Change(old, new, Span(edge - len(match[name]), edge), name)
    return Change(old, None, Span(end, end), "") if meaning == "deleted" else None
