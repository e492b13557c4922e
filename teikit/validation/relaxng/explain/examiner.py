"""The slow walk over a document that does not keep to its schema: every fault once, at its place, with what to do.

Behind a fault the examination goes on as if the likeliest mend were made, so that one fault does not become ten.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from teikit.core import Source, Span
from teikit.validation.relaxng.explain.attributes import Attributes
from teikit.validation.relaxng.explain.children import Children, Recovery
from teikit.validation.relaxng.explain.declared import Vocabulary
from teikit.validation.relaxng.explain.faults import Fault, Faults, FullError
from teikit.validation.relaxng.explain.open_elements import Level
from teikit.validation.relaxng.explain.phrases import attribute_name, described, names_of, quoted, tags, value_words
from teikit.validation.relaxng.explain.queries import needed_next, shortest
from teikit.validation.relaxng.explain.suggestions import Mending
from teikit.validation.relaxng.match import (
    BLANKS,
    Frame,
    Frames,
    Namespaces,
    Step,
    name_of,
    new_parser,
    parts_of,
    words_of,
)

_NEAR = 50  # open elements among which a mend is looked for
_TAG = re.compile(r"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(r"""\s([^\s=<>"'/]+)\s*=\s*("[^"]*"|'[^']*')""")


class _ForeignError(Exception):
    """The root is of another vocabulary: all else would be said of a document that is none of this kind."""


class Examiner:
    """Examines one document."""

    def __init__(self, source: Source, root: Frame, frames: Frames, vocabulary: Vocabulary) -> None:
        self._source = source
        self._data = source.text.encode()
        self._ascii = self._data.isascii()
        self._counted = (0, 0)
        self._placed: tuple[int, dict[str, Span]] = (-1, {})
        self._frames = frames
        self.faults = Faults(source)
        self._mending = Mending(frames, source.text, lambda offset: source.position(offset).line)
        self._children = Children(frames, vocabulary, self._mending)
        self._stack = [Level("", 0, root)]
        self._defined: dict[str, int] = {}
        self._used: list[tuple[str, str, Span]] = []
        self._parser: Any = None
        self._prefixes: Namespaces | dict[str, str] = {}

    def run(self) -> Faults:
        """All faults. Raises ExpatError where the document is not well-formed, Wrong where the schema is wrong."""
        parser = self._parser = new_parser()
        self._prefixes = Namespaces(parser)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        with suppress(_ForeignError, FullError):
            parser.Parse(self._data, True)
            for name, value, span in self._used:
                if value not in self._defined:
                    self.faults.add(Fault("tei-id-unknown", span, f"{name}: no element has the id {quoted(value)}"))
        return self.faults

    # ---------------------------------------------------------------- places
    def _here(self) -> int:
        """Where the parser is, in characters. It only goes forward, so each byte is counted once."""
        byte = int(self._parser.CurrentByteIndex)
        before, count = self._counted
        if self._ascii or byte < before:
            return byte if self._ascii else len(self._data[:byte].decode())
        count += len(self._data[before:byte].decode())
        self._counted = byte, count
        return count

    def _tag(self, start: int) -> Span:
        match = _TAG.match(self._source.text, start)
        return Span(start, match.end() if match else start)

    def _place(self, start: int, name: str) -> Span:
        """The span of an attribute of the start tag at an offset; of the tag where the name is empty."""
        if self._placed[0] != start:
            tag = self._tag(start)
            written = _ATTRIBUTE.finditer(self._source.text, tag.start, tag.end)
            spans = {self._expanded(match[1]): Span(match.start(1), match.end()) for match in written}
            self._placed = start, {**spans, "": tag}
        spans = self._placed[1]
        return spans.get(name, spans[""])

    def _expanded(self, written: str) -> str:
        """The name of an attribute with its namespace."""
        prefix, _, local = written.rpartition(":")
        return name_of(self._prefixes.get(prefix, "") if prefix else "", local)

    # ---------------------------------------------------------------- events
    def _start(self, name: str, written: list[str]) -> None:
        level, start = self._stack[-1], self._here()
        self._flush(level)
        name = self._renamed(name, level)
        step = None if level.loose else self._frames.step(level.frame, name)
        recovery = Recovery(name, step, level.frame) if step else self._unexpected(name, start)
        level.children.append((recovery.name, level.frame, start))
        child = Level(recovery.name, start, level.frame, recovery.step, recovery.step is None, renamed=level.renamed)
        if child.loose and len(self._stack) == 1:
            raise _ForeignError
        if recovery.renamed:
            child.renamed = level.renamed | dict([recovery.renamed])
        if recovery.step:
            pairs = list(zip(written[::2], written[1::2], strict=True))
            child.frame = self._opened(recovery.step, recovery.name, start, pairs)
        if recovery.step is not None and recovery.frame is not level.frame:
            level.frame = recovery.frame
        self._stack.append(child)

    def _renamed(self, name: str, level: Level) -> str:
        """The name in the namespace that was meant, behind a fault in the namespace."""
        if not level.renamed:
            return name
        namespace, local = parts_of(name)
        return name_of(level.renamed.get(namespace, namespace), local)

    def _unexpected(self, name: str, start: int) -> Recovery:
        """Tells the fault of an unexpected child, once for all alike in its parent; how to go on."""
        level = self._stack[-1]
        known: Recovery | None = level.judged.get((name, level.frame))
        if known is not None:
            if known.fault:
                self.faults.again(level.refused[known.fault.kind], self._tag(start))
            return known
        frame = level.frame
        recovery = self._children.judge(name, self._tag(start), self._stack[-_NEAR:])
        if recovery.frame is frame:
            level.judged[name, frame] = recovery
        if recovery.fault:
            level.hurt = True
            alike = level.refused.get(recovery.fault.kind)
            if alike is None:
                level.refused[recovery.fault.kind] = self.faults.add(recovery.fault)
            else:
                self.faults.again(alike, recovery.fault.span)
        return recovery

    def _opened(self, step: Step, name: str, start: int, written: Sequence[tuple[str, str]]) -> Frame:
        opened = self._frames.open(step, tuple(n for n, _ in written))
        frame = None
        if opened is None:
            frame = self._frames.attributes(step.opened, written, self._prefixes)
        elif all(self._frames.fits(a, written[n // 2][1], self._prefixes) for n, a, _ in opened.attributes):
            frame = opened.frame
        if frame is None:
            judge = Attributes(
                self._frames, name, dict(self._prefixes), lambda a: self._place(start, a), self.faults.add
            )
            frame = judge.judge(step, written)
        self._ids(step, start, written)
        return frame

    def _end(self, _: str) -> None:
        level = self._stack.pop()
        around = self._stack[-1]
        if level.loose or level.step is None:
            return
        everything = (1 << len(level.step.elements)) - 1
        ends = self._ends(level)
        if not ends and not level.hurt:
            self._incomplete(level)
        around.frame = level.step.back(ends or everything)

    def _ends(self, level: Level) -> int:
        """The ways in which an element may end here, as bits; text that is wrong in it is told."""
        whole = "".join(level.text)
        if level.frame.data and not level.children:
            ends = self._frames.whole(level.frame, whole, self._prefixes)
            if not ends and whole.strip(BLANKS):
                self._wrong_text(level, whole)
            level.text.clear()
            return ends
        self._flush(level)
        return level.frame.ends

    def _text(self, characters: str) -> None:
        level = self._stack[-1]
        if level.frame.mixed or level.loose:
            return
        if level.text_start < 0 and (shown := characters.lstrip(BLANKS)):
            level.text_start = self._here() + len(characters) - len(shown)
        level.text.append(characters)

    def _flush(self, level: Level) -> None:
        """Judges the text before a tag."""
        whole = "".join(level.text)
        level.text.clear()
        start, level.text_start = level.text_start, -1
        if not whole.strip(BLANKS) or level.loose:
            return
        after = self._frames.after_text(level.frame)
        if after is not None:
            level.frame = after
        else:
            self._loose_text(level, whole, start)

    # ---------------------------------------------------------------- faults
    def _loose_text(self, level: Level, text: str, start: int) -> None:
        kind = ("text", level.name)
        span = Span(start, start + len(text.strip(BLANKS)))
        if kind in level.refused:
            self.faults.again(level.refused[kind], span)
            return
        expected = self._mending.ranked(names_of(level.expected()))
        message = f"the text {quoted(text)} cannot stand directly in <{level.local}>"
        message += f"; here may come {tags(expected)}" if expected else ", which holds no text here"
        mend = self._mending.text(level)
        advice = f"{mend[:1].upper()}{mend[1:]}, or remove it." if mend else ""
        level.hurt = True
        level.refused[kind] = self.faults.add(Fault("tei-text-misplaced", span, message, advice, kind))

    def _wrong_text(self, level: Level, text: str) -> None:
        pattern = self._frames.make.choice(level.frame.patterns)
        message = f"{quoted(text)} is not what <{level.local}> can hold: expected is {value_words(pattern, text)}"
        span = Span(level.text_start, level.text_start + len(text.strip(BLANKS)))
        level.hurt = True
        self.faults.add(Fault("tei-text-value", span, message, "", (level.name, text)))

    def _incomplete(self, level: Level) -> None:
        needed = min((shortest(p) for p in level.frame.patterns if p.kind != "none"), key=len, default=[])
        names = self._mending.ranked(names_of(e for p in level.frame.patterns for e in needed_next(p)))
        advice = next((description for e in needed if (description := described(e))), "")
        if len(needed) > 1:
            message = f"<{level.local}> is not complete; it still needs {tags(names_of(needed), joint=' and ')}"
        elif names:
            message = f"<{level.local}> is not complete; it still needs {tags(names)}"
        else:
            words = value_words(self._frames.make.choice(level.frame.patterns))
            message = f"<{level.local}> is empty" + (f": expected is {words}" if words else " and must not be")
        advice = advice if len(names) == 1 or len(needed) > 1 else ""
        fault = Fault("tei-incomplete", self._tag(level.start), message, advice, (level.name, *names))
        self.faults.add(fault)

    # ---------------------------------------------------------------- ids
    def _ids(self, step: Step, start: int, written: Sequence[tuple[str, str]]) -> None:
        for name, value in written:
            kind = step.id_kind(name)
            for word in words_of(value) if kind else ():
                if kind != "ID":
                    self._used.append((attribute_name(name), word, self._place(start, name)))
                elif word in self._defined:
                    line = self._source.position(self._defined[word]).line
                    message = f'{attribute_name(name)}="{word}" is already used in line {line}'
                    self.faults.add(Fault("tei-duplicate-id", self._place(start, name), message))
                else:
                    self._defined[word] = start
