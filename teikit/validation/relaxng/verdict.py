"""The quick pass: whether a document keeps to a schema, in one walk of expat over its text.

It stops at the first fault; what the faults are, `examiner` finds out in a second, slower walk.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from teikit.validation.relaxng.attributes import attributes_in, id_kind
from teikit.validation.relaxng.derive import BLANKS, words_of
from teikit.validation.relaxng.frames import Frame, Frames, Step
from teikit.validation.relaxng.names import SEPARATOR, XML


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
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = walk.handlers()
    try:
        parser.Parse(data, True)
    except NotValid:
        return False
    return ids.used <= ids.defined


class _Walk:
    def __init__(self, root: Frame, frames: Frames, ids: Ids, prefixes: dict[str, str]) -> None:
        self._root = root
        self._frames = frames
        self._ids = ids
        self._prefixes = prefixes

    def _with_attributes(self, step: Step, written: list[str]) -> Frame:
        """The frame behind a start tag with attributes, the slow way: values were to be judged, or decide."""
        frames, pairs = self._frames, list(zip(written[::2], written[1::2], strict=True))
        names = tuple(written[::2])
        opened = frames.open(step, names)
        if opened is None:
            frame = frames.attributes(step.opened, pairs, self._prefixes)
            if frame is None:
                raise NotValid
            for name, value in pairs:
                if (kind := typed(step, name)) and not self._ids.note(kind, value):
                    raise NotValid
            return frame
        for n, attribute, _ in opened.attributes:
            if not frames.fits(attribute, pairs[n][1], self._prefixes):
                raise NotValid
        return opened.frame

    def _bare(self, step: Step) -> Frame:
        opened = self._frames.open(step, ())
        frame = opened.frame if opened else self._frames.attributes(step.opened, (), self._prefixes)
        if frame is None:
            raise NotValid
        return frame

    def handlers(self) -> tuple[Callable[..., None], Callable[..., None], Callable[..., None]]:
        """What expat calls: at a start tag, at an end tag, at text. (Closures: this is where the time goes.)"""
        frame = self._root
        frames, ids, bare = self._frames, self._ids, self._bare
        stack: list[tuple[Step, Frame]] = []
        text: list[str] = []

        def start(name: str, written: list[str]) -> None:
            nonlocal frame
            if text:
                frame = self._mixed(frame, text)
            steps = frame.steps
            step = steps[name] if name in steps else frames.step(frame, name)
            if step is None:
                raise NotValid
            stack.append((step, frame))
            if not written:
                frame = bare(step)
                return
            opened = step.open.get(tuple(written[::2]))
            if opened is None:
                frame = self._with_attributes(step, written)
                opened = step.open[tuple(written[::2])]
                if opened is None:
                    return
            else:
                for n, attribute, judged in opened.attributes:
                    if not judged.get(written[2 * n + 1]) and not frames.fits(
                        attribute, written[2 * n + 1], self._prefixes
                    ):
                        raise NotValid
                frame = opened.frame
            for n, kind in opened.ids:
                if not ids.note(kind, written[2 * n + 1]):
                    raise NotValid

        def end(name: str) -> None:
            nonlocal frame
            ends = self._whole(frame, text) if frame.data or text else frame.ends
            step, parent = stack.pop()
            if not ends:
                raise NotValid
            frame = step.after.get(ends) or step.back(ends)

        def characters(data: str) -> None:
            if not frame.mixed:
                text.append(data)

        return start, end, characters

    def _mixed(self, frame: Frame, text: list[str]) -> Frame:
        """The frame behind text that an element follows."""
        whole = "".join(text)
        text.clear()
        if not whole.strip(BLANKS):
            return frame
        after = self._frames.after_text(frame)
        if after is None:
            raise NotValid
        return after

    def _whole(self, frame: Frame, text: list[str]) -> int:
        """The ways in which an element may end behind that text."""
        if not frame.data:
            return self._mixed(frame, text).ends
        whole = "".join(text)
        text.clear()
        return self._frames.whole(frame, whole, self._prefixes)


def typed(step: Step, name: str) -> str:
    """The ID type of an attribute of an element that may be read in several ways."""
    for pattern in step.opened.patterns:
        for attribute in attributes_in(pattern):
            if attribute.names.has(name) and (kind := id_kind(attribute.left)):
                return kind
    return ""
