"""The quick pass: whether a document keeps to a schema, in one walk of expat over its text.

It stops at the first fault; what the faults are, `examiner` finds out in a second, slower walk.
"""

from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from teikit.validation.relaxng.match.derivatives import BLANKS, words_of
from teikit.validation.relaxng.match.frames import Frame, Frames, Step
from teikit.validation.relaxng.match.name_classes import SEPARATOR, XML


class NotValid(Exception):  # noqa: N818 - no error of the program: it ends the quick pass
    """The document does not keep to the schema."""


@dataclass
class Ids:
    """The ids that a document has and uses, as far as its schema types them so."""

    defined: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)

    def note(self, kind: str, value: str) -> bool:
        """Takes a value in; False where it is an ID that is there already."""
        words = words_of(value)
        if kind != "ID":
            self.used.update(words)
            return True
        if not words or words[0] in self.defined:
            return not words
        self.defined.add(words[0])
        return True


def new_parser() -> Any:
    """A parser that tells names with their namespaces, reads no file and expands nothing."""
    parser = expat.ParserCreate("utf-8", SEPARATOR)
    parser.ordered_attributes = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    return parser


class Namespaces(dict[str, str]):
    """The namespaces that are declared at a place, by prefix."""

    def __init__(self, parser: Any) -> None:
        super().__init__({"xml": XML})
        self._before: list[tuple[str, str]] = []
        parser.StartNamespaceDeclHandler = self._begin
        parser.EndNamespaceDeclHandler = self._end

    def _begin(self, prefix: str | None, uri: str | None) -> None:
        self._before.append((prefix or "", self.get(prefix or "", "")))
        self[prefix or ""] = uri or ""

    def _end(self, prefix: str | None) -> None:
        name, before = self._before.pop()
        self[name] = before


def keeps_to(data: bytes, root: Frame, frames: Frames, ids: Ids) -> bool:
    """Whether a well-formed document in UTF-8 keeps to a schema. Raises ExpatError."""
    parser = new_parser()
    parser.buffer_text = True
    walk = _Walk(root, frames, ids, Namespaces(parser))
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.characters
    try:
        parser.Parse(data, True)
    except NotValid:
        return False
    return ids.used <= ids.defined


class _Walk:
    """What expat calls. Here is where the time goes: an element costs a few look-ups."""

    __slots__ = ("_frame", "_frames", "_ids", "_open", "_prefixes", "_text")

    def __init__(self, root: Frame, frames: Frames, ids: Ids, prefixes: dict[str, str]) -> None:
        self._frame = root
        self._frames = frames
        self._ids = ids
        self._prefixes = prefixes
        self._text: list[str] = []
        self._open: list[Step] = []

    def start(self, name: str, written: list[str]) -> None:
        """A start tag: its name; names and values of its attributes by turns."""
        frame = self._mixed(self._frame) if self._text else self._frame
        step = frame.steps.get(name) or self._frames.step(frame, name)
        if step is None:
            raise NotValid
        self._open.append(step)
        opened = step.open.get(tuple(written[::2]))
        if opened is None:
            self._frame = self._opened(step, written)
            return
        for n, attribute, judged in opened.attributes:
            if not judged.get(written[n]) and not self._frames.fits(attribute, written[n], self._prefixes):
                raise NotValid
        for n, kind in opened.ids:
            if not self._ids.note(kind, written[n]):
                raise NotValid
        self._frame = opened.frame

    def end(self, _: str) -> None:
        """An end tag."""
        frame = self._frame
        ends = self._whole(frame) if frame.data or self._text else frame.ends
        if not ends:
            raise NotValid
        step = self._open.pop()
        self._frame = step.after.get(ends) or step.back(ends)

    def characters(self, data: str) -> None:
        """Text, or a piece of it."""
        if not self._frame.mixed:
            self._text.append(data)

    def _opened(self, step: Step, written: list[str]) -> Frame:
        """The frame behind a start tag with attributes not met on it so far, or dependent on values."""
        frames, pairs = self._frames, list(zip(written[::2], written[1::2], strict=True))
        opened = frames.open(step, tuple(written[::2]))
        if opened is None:
            frame = frames.attributes(step.opened, pairs, self._prefixes)
        else:
            good = all(frames.fits(a, written[n], self._prefixes) for n, a, _ in opened.attributes)
            frame = opened.frame if good else None
        for name, value in pairs:
            if (kind := step.id_kind(name)) and not self._ids.note(kind, value):
                raise NotValid
        if frame is None:
            raise NotValid
        return frame

    def _mixed(self, frame: Frame) -> Frame:
        """The frame behind text that an element follows."""
        whole = "".join(self._text)
        self._text.clear()
        if not whole.strip(BLANKS):
            return frame
        after = self._frames.after_text(frame)
        if after is None:
            raise NotValid
        return after

    def _whole(self, frame: Frame) -> int:
        """The ways in which an element may end behind that text."""
        if not frame.data:
            return self._mixed(frame).ends
        whole = "".join(self._text)
        self._text.clear()
        return self._frames.whole(frame, whole, self._prefixes)
