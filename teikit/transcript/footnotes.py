"""Joins the notes at the foot of a page or behind a text to their marks, and reads what textual notes say happened.

A note is joined where its mark stands once in the text it belongs to: stars and raised figures are plain, a small
letter against a word is a mark only where the word is known without it. What cannot be told stays in place, reported.
"""

import re
from collections.abc import Iterator, Sequence

from teikit.convention import Convention
from teikit.diagnostics import Diagnostic, at
from teikit.source import Source, Span
from teikit.transcript.block_model import Block, Change, Footnote
from teikit.transcript.figures import numbered_notes, second_marks
from teikit.transcript.model import Break, BreakKind, Group, Node, clip
from teikit.transcript.note_words import compiled
from teikit.transcript.words import is_function_word, usage

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰ"
_SIGN = rf"\*{{1,4}}|[{_RAISED}]{{1,3}}|\[\d{{1,3}}\]"
_START = re.compile(rf"(?P<mark>{_SIGN}|[a-zа-я](?=[ \t]+[\"“„«]?[A-ZА-ЯЁ]))[ \t]*(?=[^\s*])")
_MARK = re.compile(
    rf"(?<=\S)(?:(?<!\*)\*{{1,4}}(?!\*)|(?<![{_RAISED}])[{_RAISED}]{{1,3}}(?![{_RAISED}])|\[\d{{1,3}}\])"
)
_SMALL = re.compile(r"[a-zа-я]")
_WORD_END = re.compile(r"\w+$")
# A text with more notes than this is none that an editor made; those beyond stay where they are.
MAX_NOTES = 300
_QUOTE = '["“”„«»]'
Signs = dict[str, list[tuple[int, Span]]]
_HOLDERS = {"paragraph", "item", "caps", "salute", "dateline", "formula", "name", "signature", "attachment"}


def join_notes(found: list[Block], source: Source, convention: Convention) -> tuple[list[Block], list[Diagnostic]]:
    """The blocks with notes taken to their marks, and what could not be joined."""
    parted = [piece for index, block in enumerate(found) for piece in _notes_in(found, index, source, convention)]
    joined, findings = list(parted), list[Diagnostic]()
    for index, (holder, mark) in numbered_notes(parted, source).items():
        note = _footnote(parted[index], joined[holder], mark, "end", source, convention)
        joined[holder] = joined[holder]._replace(footnotes=(*joined[holder].footnotes, note))
        joined[index] = joined[index]._replace(kind="joined")
    notes = [index for index, block in enumerate(parted) if block.kind == "footnote"]
    known = usage(source.text) if notes else frozenset[str]()
    signs = _signs_in(joined, source) if notes else {}
    for index in _counted_paragraphs(parted, notes, signs, source):
        joined[index] = parted[index]._replace(kind="item")
        notes.remove(index)
    last_page = max((index for index, block in enumerate(parted) if block.kind == "page"), default=-1)
    for index in notes[:MAX_NOTES]:
        block = parted[index]
        place = _mark_of(block, index, joined, signs, source, known)
        if place is None:
            said = f"no one mark “{block.n}” was found for this note; it stays here"
            findings.append(at(source, block.span, "note-without-mark", said))
            continue
        at_block, mark = place
        where = "bottom" if index < last_page else "end"
        note = _footnote(block, joined[at_block], mark, where, source, convention)
        joined[at_block] = joined[at_block]._replace(footnotes=(*joined[at_block].footnotes, note))
        joined[index] = block._replace(kind="joined")
    return [block for block in joined if block.kind != "joined"], findings


def _counted_paragraphs(found: Sequence[Block], notes: list[int], signs: Signs, source: Source) -> list[int]:
    """The notes `[1] …`, `[2] …` that are no notes but paragraphs of a text which counts them so.

    None of them has a mark, they count from one, and the text goes on behind them or has nothing before them.
    """
    counted = [i for i in notes if (label := found[i].label) and source.cut(label) == f"[{found[i].n}]"]
    unmarked = all(f"[{found[i].n}]" not in signs for i in counted)
    if len(counted) < 2 or not unmarked or [found[i].n for i in counted] != [str(n + 1) for n in range(len(counted))]:
        return []
    text = [i for i, block in enumerate(found) if block.kind in ("paragraph", "item")]
    goes_on = bool(text) and text[-1] > counted[-1]
    return counted if goes_on or not any(i < counted[0] for i in text) else []


# ---------------------------------------------------------------- notes
def begins_notes(span: Span, source: Source, convention: Convention) -> bool:
    """Whether a run of lines begins with a note or the head of notes: its lines are no paragraphs."""
    head = compiled(rf"\[?{convention.either('note_heads')}\]?[ \t]*(?=[\n\r*\[{_RAISED}])")
    first = source.text[span.start : span.end]
    return bool(head.match(first) or _START.match(first)) and "\n" in first


def _notes_in(found: Sequence[Block], index: int, source: Source, convention: Convention) -> list[Block]:
    """The notes that a block holds, each a block; the block itself where it holds none."""
    block = found[index]
    if block.kind not in ("paragraph", "item", "name") or not block.nodes:
        return [block]
    starts = list(_starts(block, source, convention))
    if not starts and (run_together := second_marks(block, source)):
        return run_together
    if not starts or starts[0][0] != block.span.start:
        return [block]
    marks = [mark for _, mark in starts if mark]
    letters = any(_SMALL.fullmatch(source.cut(mark)) for mark in marks)
    if not marks or (letters and not _at_foot(found, index, marks, source, convention)):
        return [block]
    ends = [start for start, _ in starts[1:]] + [block.span.end]
    return [_note(block, Span(s, e), mark, source) for (s, mark), e in zip(starts, ends, strict=True)]


def _starts(block: Block, source: Source, convention: Convention) -> Iterator[tuple[int, Span | None]]:
    """Where notes begin in a block, with their marks; None for a line that is the head of the notes."""
    head = compiled(rf"\[?{convention.either('note_heads')}\]?[ \t]*(?=$|[\n\r*\[{_RAISED}])")
    lines = [block.span.start, *(n.span.end for n in block.nodes if isinstance(n, Break))]
    for start in lines:
        if titled := head.match(source.text, start, block.span.end):
            yield start, None
            start = titled.end()
        if note := _START.match(source.text, start, block.span.end):
            yield start, Span(*note.span("mark"))


def _at_foot(found: Sequence[Block], index: int, marks: list[Span], source: Source, convention: Convention) -> bool:
    """Whether small letters can be marks here: several stand in order, or the page ends and the letter is no word."""
    values = [source.cut(mark) for mark in marks]
    if len(values) > 1 and values == sorted(set(values)):
        return True
    following = found[index + 1] if index + 1 < len(found) else None
    words = any(is_function_word(value, convention) for value in values)
    return following is not None and following.kind == "page" and not words


def _note(block: Block, span: Span, mark: Span | None, source: Source) -> Block:
    words = source.cut(span).rstrip()
    span = Span(span.start, span.start + len(words))
    nodes = clip(block.nodes, span)
    if mark is None:
        return Block("note" if isinstance(nodes[0], Group) and len(nodes) == 1 else "paragraph", span, nodes)
    return Block("footnote", span, nodes, n=source.cut(mark).strip("[]"), label=mark)


# ---------------------------------------------------------------- marks
def _mark_of(
    note: Block, index: int, found: Sequence[Block], signs: Signs, source: Source, known: frozenset[str]
) -> tuple[int, Span] | None:
    """The one mark of a note: on its page, else anywhere before it; of several the one behind words the note quotes."""
    sign = source.cut(note.label) if note.label else ""
    for indexes in (_page_before(found, index), range(index)):
        marks = [(i, m) for i, m in signs.get(sign, []) if i in indexes]
        if _SMALL.fullmatch(sign):
            marks = _small_marks(sign, indexes, found, source, known)
        marks = [(i, m) for i, m in marks if all(m != taken.mark for taken in found[i].footnotes)]
        if len(marks) > 1:
            quoted = re.findall(rf"{_QUOTE}([^\"“”„«»]+){_QUOTE}", source.cut(note.span))
            marks = [(i, m) for i, m in marks if _behind(source.text, m.start, quoted)] if quoted else []
        if marks or not re.match(rf"\[|[{_RAISED}]", sign):
            return marks[0] if len(marks) == 1 else None
    return None


def _signs_in(found: Sequence[Block], source: Source) -> Signs:
    """Where signs that may be marks stand in the text, by the sign."""
    signs: Signs = {}
    for index, block in enumerate(found):
        if block.kind in _HOLDERS:
            for match in _MARK.finditer(source.text, block.span.start + 1, block.span.end):
                signs.setdefault(match[0], []).append((index, Span(*match.span())))
    return signs


def _behind(text: str, end: int, words: list[str]) -> bool:
    return any(text[:end].rstrip('"”».,').endswith(one.strip(" .,")) for one in words)


def _page_before(found: Sequence[Block], index: int) -> range:
    start = index
    while start and found[start - 1].kind != "page":
        start -= 1
    return range(start, index)


def _small_marks(
    sign: str, indexes: range, found: Sequence[Block], source: Source, known: frozenset[str]
) -> list[tuple[int, Span]]:
    return [(i, m) for i in indexes if found[i].kind in _HOLDERS for m in _letters(sign, found[i], source, known)]


def _letters(sign: str, block: Block, source: Source, known: frozenset[str]) -> Iterator[Span]:
    """A small letter against a word that the document knows without it, against a figure, or behind a mark."""
    for match in re.finditer(rf"(?<=[^\s\[]){sign}(?!\w)", source.cut(block.span)):
        mark = Span(block.span.start + match.start(), block.span.start + match.end())
        before = source.text[max(block.span.start, mark.start - 40) : mark.start]
        word = _WORD_END.search(before)
        plain = word is None or word[0].isdecimal()
        apart = plain and (word is not None or before[-1] in '!?.,;:"”)')
        known_word = not plain and word is not None and len(word[0]) > 2 and word[0] in known
        if apart or (known_word and word and source.text.count(word[0] + sign) == 1):
            yield mark


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
    """What the note says was deleted and written, where the text before the mark shows which of it stands there."""
    words, text = " ".join(source.cut(content).split()), source.cut(before)
    if len(words) != len(content):
        return None
    for meaning, patterns in convention.words.get("textual_notes", {}).items():
        for pattern in patterns:
            if match := compiled(pattern.replace("Q", _QUOTE)).fullmatch(words):
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
