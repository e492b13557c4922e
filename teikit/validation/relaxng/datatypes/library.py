"""Datatypes: the two built-in types of RELAX NG, and those of XML Schema part 2 with their facets (params)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from teikit.core import TeikitError
from teikit.validation.relaxng.datatypes import times as xsd_times
from teikit.validation.relaxng.datatypes import values as xsd_values
from teikit.validation.relaxng.datatypes.regex import Regex, RegexError
from teikit.validation.relaxng.match import expanded_name

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
Prefixes = Mapping[str, str]
_LENGTHS = ("length", "minLength", "maxLength")
_BOUNDS = ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")
_DIGITS = ("totalDigits", "fractionDigits")
_WHITESPACE = re.compile(r"[ \t\n\r]+")


class DatatypeError(TeikitError):
    """An unknown datatype, or a param that it does not allow."""


@dataclass(frozen=True)
class BuiltinType:
    """A datatype without params: its white space handling, its values, their order, and the params it allows."""

    name: str
    read: Callable[[str], Any]
    whitespace: str = "collapse"
    compare: Callable[[Any, Any], int | None] = xsd_values.compare
    length: Callable[[Any], int] = len
    params: tuple[str, ...] = ("pattern", *_LENGTHS)
    id_type: str = ""
    is_qualified: bool = False
    is_entity: bool = False
    library: str = XSD

    def normalized(self, text: str) -> str:
        """The text with white space normalized for the type."""
        if self.whitespace == "collapse":
            return _WHITESPACE.sub(" ", text).strip(" ")
        return text if self.whitespace == "preserve" else re.sub(r"[\t\n\r]", " ", text)

    def value(self, text: str, prefixes: Prefixes) -> Any:
        """The value of a text whose white space is normalized. Raises ValueError."""
        if self.is_qualified:
            return _qualified(text, prefixes)
        value = self.read(text)
        if self.is_entity and not all(f"&{name}" in prefixes for name in text.split()):
            raise ValueError(text)
        return value


def _qualified(text: str, prefixes: Prefixes) -> str:
    prefix, local = xsd_values.read_qname(text)
    if prefix and not prefixes.get(prefix):
        raise ValueError(f"no namespace for {prefix}")
    return expanded_name(prefixes.get(prefix, ""), local)


@dataclass(frozen=True)
class Datatype:
    """A datatype with its params. Raises DatatypeError if the type does not allow them."""

    kind: BuiltinType
    params: tuple[tuple[str, str], ...] = ()
    prefixes: Prefixes = field(default_factory=dict, compare=False)
    _checks: list[Callable[[str, Any], bool]] = field(default_factory=list, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = [name for name, _ in self.params if name != "pattern"]
        if len(names) != len(set(names)):
            raise DatatypeError("a parameter is given twice")
        for name, text in self.params:
            if name not in self.kind.params:
                raise DatatypeError(f"the type {self.kind.name} has no parameter {name}")
            self._checks.append(self._check(name, text))

    def _check(self, name: str, text: str) -> Callable[[str, Any], bool]:
        try:
            if name == "pattern":
                regex = Regex(text)
                return lambda normalized, value: regex.matches(normalized)
            if name in _BOUNDS:
                return _bound_check(name, self.kind, self.kind.value(self.kind.normalized(text), self.prefixes))
            count = int(xsd_values.integer_reader("nonNegativeInteger")(text.strip()))
        except RegexError as error:
            raise DatatypeError(f"the pattern {text} is not a valid regular expression: {error}") from error
        except ValueError as error:
            raise DatatypeError(f"{text} is not a valid value of {name} for the type {self.kind.name}") from error
        if name in _LENGTHS:
            return _length_check(name, self.kind, count)
        place = _DIGITS.index(name)
        return lambda normalized, value: xsd_values.digits(value)[place] <= count

    @property
    def id_type(self) -> str:
        """ID, IDREF, IDREFS or empty."""
        return self.kind.id_type

    @property
    def context_dependent(self) -> bool:
        """Whether a value depends on the namespaces or entities in scope."""
        return self.kind.is_qualified or self.kind.is_entity

    @property
    def description(self) -> tuple[Any, ...]:
        """What it can be made from again: library, name, params, prefixes; its ID type and whether context matters."""
        prefixes = dict(self.prefixes) if self.kind.is_qualified else {}
        return self.kind.library, self.kind.name, self.params, prefixes, self.id_type, self.context_dependent

    def allows(self, text: str, prefixes: Prefixes) -> bool:
        """Whether a text is a value of the datatype."""
        normalized = self.kind.normalized(text)
        try:
            value = self.kind.value(normalized, prefixes)
        except ValueError:
            return False
        return all(check(normalized, value) for check in self._checks)


@dataclass(frozen=True)
class FixedValue:
    """One value of a datatype, as in a `value` pattern. Raises DatatypeError if the type does not have it."""

    kind: BuiltinType
    written: str
    prefixes: Prefixes = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        try:
            self.kind.value(self.kind.normalized(self.written), self.prefixes)
        except ValueError as error:
            raise DatatypeError(f"“{self.written}” is not a value of the type {self.kind.name}") from error

    @property
    def id_type(self) -> str:
        """ID, IDREF, IDREFS or empty."""
        return self.kind.id_type

    @property
    def context_dependent(self) -> bool:
        """Whether the value depends on the namespaces in scope."""
        return self.kind.is_qualified

    @property
    def description(self) -> tuple[Any, ...]:
        """As that of a `Datatype`."""
        prefixes = dict(self.prefixes) if self.kind.is_qualified else {}
        return self.kind.library, self.kind.name, (), prefixes, self.id_type, self.context_dependent

    def allows(self, text: str, prefixes: Prefixes) -> bool:
        """Whether a text has that value."""
        try:
            own = self.kind.value(self.kind.normalized(self.written), self.prefixes)
            return bool(self.kind.value(self.kind.normalized(text), prefixes) == own)
        except ValueError:
            return False


def _bound_check(name: str, kind: BuiltinType, bound: Any) -> Callable[[str, Any], bool]:
    allowed = {"minInclusive": (0, 1), "minExclusive": (1,), "maxInclusive": (-1, 0), "maxExclusive": (-1,)}[name]
    return lambda normalized, value: kind.compare(value, bound) in allowed


def _length_check(name: str, kind: BuiltinType, count: int) -> Callable[[str, Any], bool]:
    if name == "length":
        return lambda normalized, value: kind.length(value) == count
    if name == "minLength":
        return lambda normalized, value: kind.length(value) >= count
    return lambda normalized, value: kind.length(value) <= count


def _list_reader(read: Callable[[str], str]) -> Callable[[str], list[str]]:
    def words(text: str) -> list[str]:
        if not text:
            raise ValueError("no word")
        return [read(word) for word in text.split(" ")]

    return words


def _xsd_types() -> dict[str, BuiltinType]:
    ordered, ncname = ("pattern", *_BOUNDS), xsd_values.form_reader("NCName")
    nmtoken, numeric = xsd_values.form_reader("NMTOKEN"), ("pattern", *_BOUNDS, *_DIGITS)
    types = [
        BuiltinType("string", str, "preserve"),
        BuiltinType("normalizedString", str, "replace"),
        *(BuiltinType(name, str, "preserve") for name in ("untypedAtomic", "anyAtomicType")),
        BuiltinType("token", str),
        *(BuiltinType(name, xsd_values.form_reader(name)) for name in ("language", "Name", "NCName", "NMTOKEN")),
        *(BuiltinType(name, ncname, id_type=name) for name in ("ID", "IDREF")),
        BuiltinType("IDREFS", _list_reader(ncname), id_type="IDREFS"),
        BuiltinType("NMTOKENS", _list_reader(nmtoken)),
        BuiltinType("ENTITY", ncname, is_entity=True),
        BuiltinType("ENTITIES", _list_reader(ncname), is_entity=True),
        *(BuiltinType(name, str, is_qualified=True) for name in ("QName", "NOTATION")),
        BuiltinType("boolean", xsd_values.read_boolean, params=("pattern",)),
        BuiltinType("decimal", xsd_values.read_decimal, params=numeric),
        *(BuiltinType(name, xsd_values.integer_reader(name), params=numeric) for name in xsd_values.INTEGERS),
        BuiltinType("double", xsd_values.read_double, params=ordered),
        BuiltinType("float", xsd_values.read_float, params=ordered),
        BuiltinType("hexBinary", xsd_values.read_hex),
        BuiltinType("base64Binary", xsd_values.read_base64),
        BuiltinType("anyURI", xsd_values.read_uri),
        BuiltinType("duration", xsd_times.read_duration, compare=xsd_times.compare_durations, params=ordered),
    ]
    for name in ("dateTime", "date", "time", "gYearMonth", "gYear", "gMonthDay", "gMonth", "gDay"):
        types.append(
            BuiltinType(name, xsd_times.moment_reader(name), compare=xsd_times.compare_moments, params=ordered)
        )
    return {kind.name: kind for kind in types}


@cache
def builtin_types(library: str) -> dict[str, BuiltinType]:
    """The types of a library by name. Raises DatatypeError for an unknown library."""
    if not library:
        return {
            "string": BuiltinType("string", str, "preserve", params=(), library=""),
            "token": BuiltinType("token", str, params=(), library=""),
        }
    if library.rstrip("/") == XSD:
        return _xsd_types()
    raise DatatypeError(f"the datatype library {library} is not known")


def builtin_type(library: str, name: str) -> BuiltinType:
    """A type of a library. Raises DatatypeError."""
    kind = builtin_types(library).get(name)
    if kind is None:
        raise DatatypeError(f"there is no datatype {name}" + (" in XML Schema" if library else ""))
    return kind


def datatype(library: str, name: str, params: Sequence[tuple[str, str]], prefixes: Prefixes) -> Datatype:
    """A datatype with params. Raises DatatypeError."""
    return Datatype(builtin_type(library, name), tuple(params), prefixes)
