"""The patterns of a compiled schema as a table of simple types, and back.

An entry is a tuple: the kind, then the numbers of its parts in the table. An element whose content was not compiled has
the content -1.
"""

from typing import Any

from teikit.validation.relaxng.match import (
    EMPTY,
    NOT_ALLOWED,
    TEXT,
    WHITESPACE,
    AnyName,
    Attribute,
    Element,
    Name,
    NameChoice,
    NameClass,
    NsName,
    Pattern,
    Patterns,
    Value,
)

Table = list[tuple[Any, ...]]
_CONSTANTS = (EMPTY, NOT_ALLOWED, TEXT)
_TOKEN = ("", "token")


class NotKeptError(Exception):
    """The table does not have the content of an element."""


# ---------------------------------------------------------------- writing
def table_of(start: Pattern, whole: bool) -> Table:
    """The table of the patterns of a schema, `start` first; `whole` compiles the content of all elements."""
    writer = _Writer()
    writer.number(start)
    while writer.waiting:
        element = writer.waiting.pop()
        if whole or element.is_compiled:
            writer.set_content(element)
    return writer.table


class _Writer:
    def __init__(self) -> None:
        self.table: Table = []
        self.waiting: list[Element] = []
        self._numbers: dict[Pattern, int] = {}

    def number(self, pattern: Pattern) -> int:
        """The number of a pattern in the table, to which it is added."""
        if pattern not in self._numbers:
            number = self._numbers[pattern] = len(self.table)
            self.table.append(())
            self.table[number] = self._entry(pattern)
        return self._numbers[pattern]

    def set_content(self, element: Element) -> None:
        number = self._numbers[element]
        self.table[number] = (*self.table[number][:2], self.number(element.content))

    def _entry(self, pattern: Pattern) -> tuple[Any, ...]:
        if isinstance(pattern, Element):
            self.waiting.append(pattern)
            return "element", _written(pattern.names), -1
        if isinstance(pattern, Attribute):
            return "attribute", _written(pattern.names), self.number(pattern.left)
        if isinstance(pattern, Value):
            excepted = -1 if pattern.left is pattern else self.number(pattern.left)
            return pattern.kind, pattern.written, excepted, *pattern.type.description
        return pattern.kind, *(self.number(part) for part in pattern.parts)


def _written(names: NameClass) -> tuple[Any, ...]:
    if isinstance(names, Name):
        return (names.name,)
    if isinstance(names, NameChoice):
        return "|", *map(_written, names.classes)
    assert isinstance(names, AnyName | NsName)
    excepted = _written(names.excepted) if names.excepted else ()
    return ("*", excepted) if isinstance(names, AnyName) else (":", excepted, names.namespace)


# ---------------------------------------------------------------- reading
class TableReader:
    """Makes the patterns of a table, each when it is first needed."""

    def __init__(self, table: Table, make: Patterns) -> None:
        self._table, self._make = table, make
        self._patterns: dict[int, Pattern] = {}

    def pattern(self, number: int) -> Pattern:
        """The pattern of an entry."""
        if number not in self._patterns:
            self._patterns[number] = self._made(self._table[number])
        return self._patterns[number]

    def _made(self, entry: tuple[Any, ...]) -> Pattern:
        kind, make = entry[0], self._make
        for constant in _CONSTANTS:
            if kind == constant.kind:
                return constant
        if kind == "element":
            return make.element(_names(entry[1]), None, lambda: self._content(entry[2]))
        if kind == "attribute":
            return make.attribute(_names(entry[1]), self.pattern(entry[2]), None)
        if kind == "value":
            return make.value(KeptType(kind, entry[1], entry[3:]), None, entry[1])
        if kind == "data":
            return make.data(KeptType(kind, "", entry[3:]), None, self.pattern(entry[2]) if entry[2] >= 0 else None)
        return self._joined(kind, [self.pattern(part) for part in entry[1:]])

    def _joined(self, kind: str, parts: list[Pattern]) -> Pattern:
        make = self._make
        if kind == "choice":
            return make.choice(parts)
        if kind == "oneOrMore":
            return make.one_or_more(parts[0])
        if kind == "list":
            return make.list_of(parts[0])
        return make.group(*parts) if kind == "group" else make.interleave(*parts)

    def _content(self, number: int) -> Pattern:
        if number < 0:
            raise NotKeptError
        return self.pattern(number)


def _names(written: tuple[Any, ...]) -> NameClass:
    kind = written[0]
    if len(written) == 1:
        return Name(kind)
    if kind == "|":
        return NameChoice(tuple(map(_names, written[1:])))
    excepted = _names(written[1]) if written[1] else None
    return AnyName(excepted) if kind == "*" else NsName(written[2], excepted)


class KeptType:
    """A datatype, which is made when a value is first checked."""

    __slots__ = ("_kind", "_made", "_word", "_written", "context_dependent", "description", "id_type")

    def __init__(self, kind: str, written: str, description: tuple[Any, ...]) -> None:
        self._kind, self._written, self.description = kind, written, description
        self.id_type: str = description[4]
        self.context_dependent: bool = description[5]
        self._made: Any = None
        is_word = kind == "value" and description[:2] == _TOKEN
        self._word = _collapsed(written) if is_word else None

    def allows(self, text: str, prefixes: Any) -> bool:
        """Whether a text is a value of the datatype."""
        if self._word is not None:
            return _collapsed(text) == self._word
        if self._made is None:
            from teikit.validation.relaxng.datatypes import FixedValue, builtin_type, datatype

            library, name, params, own, _, _ = self.description
            if self._kind == "value":
                self._made = FixedValue(builtin_type(library, name), self._written, own)
            else:
                self._made = datatype(library, name, params, own)
        allowed: bool = self._made.allows(text, prefixes)
        return allowed


def _collapsed(text: str) -> str:
    for space in WHITESPACE[1:]:
        text = text.replace(space, " ")
    return " ".join(part for part in text.split(" ") if part)
