"""The elements of a text that XInclude is about: includes, fallbacks, the elements with an xml:id, the root."""

from typing import NamedTuple

from teikit.xml.source_map import MappedText
from teikit.xml.wellformedness import CurrentOffset, tag_end, walk_elements

NAMESPACE = "http://www.w3.org/2001/XInclude"
_XML = "http://www.w3.org/XML/1998/namespace}"
DRAFT_NAMESPACE = "http://www.w3.org/2003/XInclude"  # of a draft; some projects still use it
_INCLUDE, _FALLBACK, _OLD = f"{NAMESPACE}}}include", f"{NAMESPACE}}}fallback", f"{DRAFT_NAMESPACE}}}include"
_OWN = {_INCLUDE, _FALLBACK, _OLD}


class Element(NamedTuple):
    """An element of a text: where it starts and ends, its attributes, the offsets of the start tags around it."""

    start: int
    end: int
    attributes: dict[str, str]
    around: tuple[int, ...]


class Outline:
    """The includes of a text, the fallbacks in them, the elements with an xml:id, the root."""

    def __init__(self, text: MappedText) -> None:
        self.includes: list[Element] = []
        self.drafts: list[Element] = []
        self.fallbacks: list[Element] = []
        self.ids: dict[str, Element] = {}
        self.root: Element | None = None
        self._text = text.text
        self._open: list[tuple[str, dict[str, str], int]] = []
        self.broken = walk_elements(text, self._start, self._end)
        self.includes.sort()

    def _start(self, name: str, attributes: dict[str, str], here: CurrentOffset) -> None:
        self._open.append((name, attributes, here()))

    def _end(self, here: CurrentOffset) -> None:
        name, attributes, start = self._open.pop()
        if name not in _OWN and f"{_XML}id" not in attributes and self._open:
            return  # most elements: nothing needs them
        end = tag_end(self._text, start)
        if not self._text.startswith("/>", end - 2):
            end = self._text.find(">", here()) + 1
        element = Element(start, end, attributes, tuple(o for _, _, o in self._open))
        if name == _INCLUDE:
            self.includes.append(element)
        elif name == _OLD:
            self.drafts.append(element)
        elif name == _FALLBACK:
            self.fallbacks.append(element)
        if key := attributes.get(f"{_XML}id"):
            self.ids.setdefault(key.strip(), element)
        if not self._open:
            self.root = element
