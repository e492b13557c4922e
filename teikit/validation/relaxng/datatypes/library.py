"""Datatypes: the two of RELAX NG itself, and those of XML Schema part 2 with their parameters (facets)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from teikit.validation.relaxng.datatypes import times as xsd_times
from teikit.validation.relaxng.datatypes import values as xsd_values
from teikit.validation.relaxng.datatypes.regex import Regex, RegexError
from teikit.validation.relaxng.match import name_of

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
Prefixes = Mapping[str, str]
_LENGTHS = ("length", "minLength", "maxLength")
_BOUNDS = ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")
_DIGITS = ("totalDigits", "fractionDigits")
_BLANK = re.compile(r"[ \t\n\r]+")


class DatatypeError(Exception):
    """A type that is not known, or a parameter it cannot have."""


@dataclass(frozen=True)
class Kind:
    """A type without parameters: how its blanks are read, its values, its order, the parameters it may have."""

    name: str
    read: Callable[[str], Any]
    blanks: str = "collapse"
    compare: Callable[[Any, Any], int | None] = xsd_values.compare
    length: Callable[[Any], int] = len
    params: tuple[str, ...] = ("pattern", *_LENGTHS)
    id_kind: str = ""
    prefixed: bool = False
    entities: bool = False

    def prepared(self, text: str) -> str:
        """The text with its blanks as the type reads them."""
        if self.blanks == "collapse":
            return _BLANK.sub(" ", text).strip(" ")
        return text if self.blanks == "preserve" else re.sub(r"[\t\n\r]", " ", text)

    def value(self, text: str, prefixes: Prefixes) -> Any:
        """The value of a text whose blanks are prepared. Raises ValueError."""
        if self.prefixed:
            return _qualified(text, prefixes)
        value = self.read(text)
        if self.entities and not all(f"&{name}" in prefixes for name in text.split()):
            raise ValueError(text)
        return value


def _qualified(text: str, prefixes: Prefixes) -> str:
    prefix, local = xsd_values.read_qname(text)
    if prefix and not prefixes.get(prefix):
        raise ValueError(f"no namespace for {prefix}")
    return name_of(prefixes.get(prefix, ""), local)


@dataclass(frozen=True)
class Datatype:
    """A type with its parameters. Raises DatatypeError where the type cannot have them."""

    kind: Kind
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
                return lambda prepared, value: regex.matches(prepared)
            if name in _BOUNDS:
                return _bound(name, self.kind, self.kind.value(self.kind.prepared(text), self.prefixes))
            count = int(xsd_values.integer_reader("nonNegativeInteger")(text.strip()))
        except RegexError as error:
            raise DatatypeError(f"the pattern {text} is no regular expression: {error}") from error
        except ValueError as error:
            raise DatatypeError(f"{text} is no value for {name} of {self.kind.name}") from error
        if name in _LENGTHS:
            return _measured(name, self.kind, count)
        place = _DIGITS.index(name)
        return lambda prepared, value: xsd_values.digits(value)[place] <= count

    @property
    def id_kind(self) -> str:
        """ID, IDREF, IDREFS or empty."""
        return self.kind.id_kind

    @property
    def contextual(self) -> bool:
        """Whether a value depends on where it stands."""
        return self.kind.prefixed or self.kind.entities

    def allows(self, text: str, prefixes: Prefixes) -> bool:
        """Whether a text is a value of the type."""
        prepared = self.kind.prepared(text)
        try:
            value = self.kind.value(prepared, prefixes)
        except ValueError:
            return False
        return all(check(prepared, value) for check in self._checks)


@dataclass(frozen=True)
class Exactly:
    """One value of a type, as a `value` pattern has it. Raises DatatypeError where it is none."""

    kind: Kind
    written: str
    prefixes: Prefixes = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        try:
            self.kind.value(self.kind.prepared(self.written), self.prefixes)
        except ValueError as error:
            raise DatatypeError(f"“{self.written}” is no value of the type {self.kind.name}") from error

    @property
    def id_kind(self) -> str:
        """ID, IDREF, IDREFS or empty."""
        return self.kind.id_kind

    @property
    def contextual(self) -> bool:
        """Whether a value depends on where it stands."""
        return self.kind.prefixed

    def allows(self, text: str, prefixes: Prefixes) -> bool:
        """Whether a text is that value."""
        try:
            own = self.kind.value(self.kind.prepared(self.written), self.prefixes)
            return bool(self.kind.value(self.kind.prepared(text), prefixes) == own)
        except ValueError:
            return False


def _bound(name: str, kind: Kind, bound: Any) -> Callable[[str, Any], bool]:
    wanted = {"minInclusive": (0, 1), "minExclusive": (1,), "maxInclusive": (-1, 0), "maxExclusive": (-1,)}[name]
    return lambda prepared, value: kind.compare(value, bound) in wanted


def _measured(name: str, kind: Kind, count: int) -> Callable[[str, Any], bool]:
    if name == "length":
        return lambda prepared, value: kind.length(value) == count
    if name == "minLength":
        return lambda prepared, value: kind.length(value) >= count
    return lambda prepared, value: kind.length(value) <= count


def _several(read: Callable[[str], str]) -> Callable[[str], list[str]]:
    def words(text: str) -> list[str]:
        if not text:
            raise ValueError("no word")
        return [read(word) for word in text.split(" ")]

    return words


def _kinds() -> dict[str, Kind]:
    ordered, ncname = ("pattern", *_BOUNDS), xsd_values.form_reader("NCName")
    nmtoken, numeric = xsd_values.form_reader("NMTOKEN"), ("pattern", *_BOUNDS, *_DIGITS)
    types = [
        Kind("string", str, "preserve"),
        Kind("normalizedString", str, "replace"),
        *(Kind(name, str, "preserve") for name in ("untypedAtomic", "anyAtomicType")),
        Kind("token", str),
        *(Kind(name, xsd_values.form_reader(name)) for name in ("language", "Name", "NCName", "NMTOKEN")),
        *(Kind(name, ncname, id_kind=name) for name in ("ID", "IDREF")),
        Kind("IDREFS", _several(ncname), id_kind="IDREFS"),
        Kind("NMTOKENS", _several(nmtoken)),
        Kind("ENTITY", ncname, entities=True),
        Kind("ENTITIES", _several(ncname), entities=True),
        *(Kind(name, str, prefixed=True) for name in ("QName", "NOTATION")),
        Kind("boolean", xsd_values.read_boolean, params=("pattern",)),
        Kind("decimal", xsd_values.read_decimal, params=numeric),
        *(Kind(name, xsd_values.integer_reader(name), params=numeric) for name in xsd_values.INTEGERS),
        Kind("double", xsd_values.read_double, params=ordered),
        Kind("float", xsd_values.read_float, params=ordered),
        Kind("hexBinary", xsd_values.read_hex),
        Kind("base64Binary", xsd_values.read_base64),
        Kind("anyURI", xsd_values.read_uri),
        Kind("duration", xsd_times.read_duration, compare=xsd_times.compare_durations, params=ordered),
    ]
    for name in ("dateTime", "date", "time", "gYearMonth", "gYear", "gMonthDay", "gMonth", "gDay"):
        types.append(Kind(name, xsd_times.moment_reader(name), compare=xsd_times.compare_moments, params=ordered))
    return {kind.name: kind for kind in types}


@cache
def kinds(library: str) -> dict[str, Kind]:
    """The types of a library by name. Raises DatatypeError for a library that is not known."""
    if not library:
        return {
            "string": Kind("string", str, "preserve", params=()),
            "token": Kind("token", str, params=()),
        }
    if library.rstrip("/") == XSD:
        return _kinds()
    raise DatatypeError(f"the datatype library {library} is not known")


def kind_of(library: str, name: str) -> Kind:
    """A type of a library. Raises DatatypeError."""
    kind = kinds(library).get(name)
    if kind is None:
        raise DatatypeError(f"there is no datatype {name}" + (" in XML Schema" if library else ""))
    return kind


def datatype(library: str, name: str, params: Sequence[tuple[str, str]], prefixes: Prefixes) -> Datatype:
    """A type with parameters. Raises DatatypeError."""
    return Datatype(kind_of(library, name), tuple(params), prefixes)
