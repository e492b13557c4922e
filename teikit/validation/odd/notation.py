"""Reads content models in one line, as the table of TEI P5 has them.

#text  #empty  #any  p  model.pLike  macro.x  teidata.word  xsd:token  "value"
(a, b) a sequence   (a | b) alternatives   (a & b) any order   ? * + {2,5} {2,} how often
model.x:sequenceOptional   xsd:token[pattern \\d+]   teidata.word[pattern \\d+]   #any[except uri]
"""

import re
from dataclasses import replace
from functools import cache

from teikit.validation.odd.model import UNBOUNDED, Content

_TOKEN = re.compile(
    r"""\s*(?:(?P<mark>[(),|&])|(?P<times>[?*+]|\{\d+,\d*\})|(?P<value>"(?:[^"\\]|\\.)*")"""
    r"""|\[(?P<facet>(?:[^\]\\]|\\.)*)\]|(?P<name>[#\w][\w.\-:]*))"""
)
_TIMES = {"?": (0, 1), "*": (0, UNBOUNDED), "+": (1, UNBOUNDED)}
_KINDS = {",": "sequence", "|": "alternate", "&": "interleave"}
_PREFIXES = {"model": "class", "att": "class", "macro": "macro", "teidata": "data"}


@cache
def parse_content(text: str) -> Content:
    """The content model of a line. Raises ValueError."""
    reader = _Reader(text)
    content = reader.piece()
    if reader.kind:
        raise ValueError(f"{reader.token!r} is not expected in {text!r}")
    return content


def kind_of(name: str) -> str:
    """What the name of a specification of TEI P5 names: element, class, macro or data."""
    return _PREFIXES.get(name.partition(".")[0], "element") if "." in name else "element"


class _Reader:
    """Reads the tokens of a line; `kind` is that of the next token, empty at the end."""

    def __init__(self, text: str) -> None:
        self._text = text.rstrip()
        self._offset = 0
        self.kind = self.token = ""
        self._next()

    def _next(self) -> str:
        """The token that was the next one."""
        token = self.token
        self.kind = self.token = ""
        if self._offset < len(self._text):
            match = _TOKEN.match(self._text, self._offset)
            if match is None or match.lastgroup is None:
                raise ValueError(f"{self._text[self._offset : self._offset + 20]!r} cannot be read")
            self._offset, self.kind, self.token = match.end(), match.lastgroup, match[match.lastgroup]
        return token

    def piece(self) -> Content:
        """A group or a name, and how often it occurs."""
        content = self._group() if self.token == "(" else self._leaf()
        if self.kind != "times":
            return content
        times = self._next()
        low, high = _TIMES.get(times) or _bounds(times)
        return replace(content, low=low, high=high)

    def _group(self) -> Content:
        self._next()
        mark = self._next() if self.token in ("|", "&") else ""
        parts = [] if self.token == ")" else [self.piece()]
        while self.token in _KINDS:
            if mark not in ("", self.token):
                raise ValueError(f"{mark} and {self.token} are mixed in {self._text!r}; use brackets")
            mark = self._next()
            parts.append(self.piece())
        if self.token != ")":
            raise ValueError(f"{self._text!r} lacks a closing bracket")
        self._next()
        if mark == "|" and all(part.kind == "values" for part in parts):
            return Content("values", include=tuple(value for part in parts for value in part.include))
        return Content(_KINDS[mark or ","], parts=tuple(parts))

    def _leaf(self) -> Content:
        if self.kind == "value":
            return Content("values", include=(re.sub(r"\\(.)", r"\1", self._next()[1:-1]),))
        if self.kind != "name":
            raise ValueError(f"{self.token!r} is not expected in {self._text!r}")
        name = self._next()
        facets: list[tuple[str, str]] = []
        while self.kind == "facet":
            key, _, value = self._next().partition(" ")
            facets.append((key, re.sub(r"\\([\]\\])", r"\1", value)))
        return _named(name, facets)


def _named(name: str, facets: list[tuple[str, str]]) -> Content:
    if name in ("#text", "#empty"):
        return Content(name[1:])
    include = tuple(value for key, value in facets if key in ("include", "require"))
    exclude = tuple(value for key, value in facets if key == "except")
    if name == "#any":
        return Content("any", include=include, exclude=exclude)
    rest = tuple(facet for facet in facets if facet[0] not in ("include", "require", "except"))
    if name.startswith("xsd:"):
        return Content("type", name[4:], facets=rest)
    name, _, expand = name.partition(":")
    return Content(kind_of(name), name, expand=expand, include=include, exclude=exclude, facets=rest)


def _bounds(times: str) -> tuple[int, int]:
    low, high = times[1:-1].split(",")
    return int(low), int(high) if high else UNBOUNDED
