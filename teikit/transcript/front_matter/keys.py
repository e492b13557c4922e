"""Keys above a text: a block between lines `---` (YAML as editors write it), or lines `Title: …`.

A key is a column of the table of documents, or a word for one. A key that is not known stays in the header as a note.
Nothing of the block is in the text.
"""

import re
from collections.abc import Iterator
from functools import cache

from teikit.conventions import Layout
from teikit.core import Source, Span
from teikit.transcript.front_matter.fields import COLUMNS, field_data
from teikit.transcript.front_matter.model import Front, trimmed

KEYS = "keys"
"""The kind of the layout of a text with keys above it."""
_FENCE = re.compile(r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n")
_LINE = re.compile(r"(?P<key>[^\W\d_][\w -]{0,30}?)[ \t]*[:=][ \t]*(?P<value>\S[^\r\n]*|)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>[^\r\n]+)|[ \t]+(?P<more>[^\s-][^\r\n]*)")
# A block of keys is in so many characters at the beginning of a file, and has so many lines.
_HEAD, _MOST = 20_000, 200
# So many lines `Title: …` are a block without a line above them.
_FEWEST = 2

# A key and its values.
Field = tuple[str, tuple[Span, ...]]
_COMMENT = "comment"


def column_of(key: str) -> str:
    """The name of the column that a key is; empty for an unknown key."""
    name = re.sub(r"[\s-]+", "_", key.strip().casefold())
    return name if name in COLUMNS else field_data()["keys"].get(name, "")


def read_keys(source: Source) -> Front | None:
    """The text with the keys above it; None if it has none, or nothing below them."""
    text = source.text
    fence = _FENCE.match(text)
    start = fence.end() if fence else 0
    fields, end = _fields(text, start, bool(fence))
    if not fields:
        return None
    if fence:
        closing = re.compile(rf"[ \t]*(?:{re.escape(fence['fence'])}|\.\.\.)[ \t]*(?:\r?\n|$)").match(text, end)
        if closing is None:
            return None
        end = closing.end()
    elif not _are_of_the_editor([key for key, _ in fields]):
        return None
    if not text[end:].strip():
        return None
    values: dict[str, tuple[Span, ...]] = {}
    for key, spans in fields:
        name = column_of(key)
        name = name if name and name not in values else key
        values[name] = (*values.get(name, ()), *spans)
    marks = _between(text, Span(0, end), sorted(span for _, spans in fields for span in spans))
    return Front(layout_of_keys(), (trimmed(text, Span(end, len(text))),), values, tuple(marks))


@cache
def layout_of_keys() -> Layout:
    """The layout of a text with keys above it, or with a legend below it."""
    return Layout(KEYS, (), {}, {"kind": KEYS})


def _between(text: str, block: Span, values: list[Span]) -> Iterator[Span]:
    """What is in a block besides its values: keys, colons, quotation marks, the lines around it."""
    start = block.start
    for value in (*values, Span(block.end, block.end)):
        mark = trimmed(text, Span(start, max(start, value.start)))
        if mark:
            yield mark
        start = value.end


def _are_of_the_editor(keys: list[str]) -> bool:
    """Whether lines of keys are the editor's: all of them known, and one that no letter or minutes has."""
    columns = [column_of(key) for key in keys]
    own = set(field_data()["keys_of_texts"]["names"])
    return len(columns) >= _FEWEST and all(columns) and bool(set(columns) - own)


def _fields(text: str, start: int, fenced: bool) -> tuple[list[Field], int]:
    """The keys with their values, and where they end; items and further lines belong to the key before."""
    fields: list[Field] = []
    end = start
    for line in _lines(text, start, fenced):
        words = line.cut(text)
        item, key = _ITEM.fullmatch(words), _LINE.fullmatch(words.strip())
        begin = line.start + len(words) - len(words.lstrip())
        if fenced and words.lstrip().startswith("#"):
            fields.append((_COMMENT, (trimmed(text, Span(begin + 1, line.end)),)))
        elif fenced and item and fields:
            part = "value" if item["value"] else "more"
            value = Span(line.start + item.start(part), line.start + item.end(part))
            fields[-1] = (fields[-1][0], (*fields[-1][1], _unquoted(text, value)))
        elif key and (fenced or column_of(key["key"])):
            value = Span(begin + key.start("value"), begin + key.end("value"))
            fields.append((key["key"], (_unquoted(text, value),) if value else ()))
        else:
            break
        end = line.end + (text[line.end : line.end + 2] == "\r\n") + (text[line.end : line.end + 1] != "")
    return fields, min(end, len(text))


def _lines(text: str, start: int, fenced: bool) -> Iterator[Span]:
    """The lines of a block that may be keys: up to a blank line, or between fences to the next one."""
    at = start
    for _ in range(_MOST):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        line = Span(at, stop - (text[stop - 1 : stop] == "\r" and stop > at))
        words = line.cut(text).strip()
        if at >= min(len(text), _HEAD) or (not words and not fenced) or words in ("---", "+++", "..."):
            return
        if words:
            yield line
        at = stop + 1


def _unquoted(text: str, span: Span) -> Span:
    """A value without the quotation marks or brackets around it."""
    span = trimmed(text, span)
    words = span.cut(text)
    paired = len(words) > 1 and words[0] + words[-1] in ('""', "''", "[]")
    return trimmed(text, Span(span.start + 1, span.end - 1)) if paired else span
