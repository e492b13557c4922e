"""The words of explanations: names, lists of bounded length, types of values, what was probably meant."""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from teikit.validation.relaxng.datatypes import Datatype
from teikit.validation.relaxng.explain.queries import needed_next, shortest, values_in
from teikit.validation.relaxng.match import XML, Element, Pattern, Value, parts_of, plain_names

_DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
_SHOWN = 8
_VALUES_SHOWN = 12
_LONGEST = 160
_QUOTED = 40
_TYPES = {
    "ID": "an id (a letter or _ first, then letters, digits, - . _)",
    "IDREF": "the id of another element",
    "IDREFS": "ids of other elements",
    "Name": "an XML name",
    "NCName": "a name without blanks or colon",
    "NMTOKEN": "a word of letters, digits, - . _ :",
    "QName": "a name, with a declared prefix or without",
    "anyURI": "a pointer (#id) or a web address",
    "base64Binary": "data in base 64",
    "boolean": "true or false",
    "date": "a date YYYY-MM-DD",
    "dateTime": "a date and time YYYY-MM-DDThh:mm:ss",
    "decimal": "a decimal number",
    "double": "a number",
    "duration": "a duration such as P3Y6M or PT30M",
    "float": "a number",
    "gDay": "a day ---DD",
    "gMonth": "a month --MM",
    "gMonthDay": "a month and day --MM-DD",
    "gYear": "a year YYYY",
    "gYearMonth": "a year and month YYYY-MM",
    "integer": "a whole number",
    "language": "a language tag such as ru or zh-Hans",
    "nonNegativeInteger": "a whole number, 0 or more",
    "positiveInteger": "a whole number, 1 or more",
    "string": "text",
    "time": "a time hh:mm:ss",
    "token": "text",
}
_PATTERNS = {
    r"[^\p{C}\p{Z}]+": "a word without blanks",
    r"[\p{L}\p{N}\p{P}\p{S}]+": "a word without blanks",
    r"\S+": "",
    r"(\-?[\d]+/\-?[\d]+)": "a fraction such as 1/2",
    r"[0-9.,DHMPRSTWYZ/:+\-]+": "a date, time or duration of ISO 8601",
}
_BOUNDS = {
    "minInclusive": "at least", "maxInclusive": "at most", "minExclusive": "more than", "maxExclusive": "less than",
    "length": "of length", "minLength": "of length at least", "maxLength": "of length at most",
    "totalDigits": "with digits at most", "fractionDigits": "with decimal places at most",
}  # fmt: skip


def tag(name: str, home: str = "") -> str:
    """An element as people write it; with its namespace where that is not `home`."""
    namespace, local = parts_of(name)
    if namespace == home or not home:
        return f"<{local}>"
    return f"<{local}> of the namespace {namespace}" if namespace else f"<{local}> without a namespace"


def attribute_name(name: str) -> str:
    """An attribute as people write it."""
    namespace, local = parts_of(name)
    if not namespace:
        return local
    return f"xml:{local}" if namespace == XML else f"{{{namespace}}}{local}"


def names_of(elements: Iterable[Element]) -> list[str]:
    """The names of element patterns, each once, open name classes left out."""
    return list(dict.fromkeys(name for e in elements for name in plain_names(e.names) or ()))


def listed(words: Sequence[str], joint: str = " or ", shown: int = _SHOWN) -> str:
    """Some words as a list of bounded length."""
    if len(words) > shown:
        return ", ".join(words[:shown]) + f" … ({len(words)} in all)"
    return ", ".join(words[:-1]) + joint + words[-1] if len(words) > 1 else "".join(words)


def article(name: str) -> str:
    """An element with the article that goes before it."""
    return f"an <{name}>" if name[:1] in "aeiou" else f"a <{name}>"


def needs(patterns: Iterable[Pattern], ranked: Callable[[list[str]], list[str]]) -> str:
    """What must come, each thing after the other; where there is a choice, as far as it is short."""
    phrases = []
    for pattern in patterns:
        least, first = shortest(pattern), ranked(names_of(needed_next(pattern)))
        phrases.append(tags(first) if len(least) < 2 and first else tags(names_of(least), joint=" and "))
    return " and ".join(dict.fromkeys(phrases))


def tags(names: Sequence[str], near: str = "", joint: str = " or ") -> str:
    """Elements as a list: those most like `near` first."""
    locals_ = [parts_of(name)[1] for name in names]
    first = similar(near, locals_, 3, 0.6) if near and len(locals_) > _SHOWN else []
    return listed([f"<{n}>" for n in dict.fromkeys([*first, *locals_])], joint)


def similar(word: str, words: Iterable[str], count: int = 1, cutoff: float = 0.7) -> list[str]:
    """The words most like one, best first."""
    return list(_similar(word, tuple(words), count, cutoff))


@lru_cache(maxsize=4096)
def _similar(word: str, words: tuple[str, ...], count: int, cutoff: float) -> tuple[str, ...]:
    folded: dict[str, str] = {}
    for candidate in words:
        folded.setdefault(candidate.lower(), candidate)
    return tuple(folded[match] for match in get_close_matches(word.lower(), list(folded), count, cutoff))


def quoted(text: str) -> str:
    """A text in quotation marks, cut where it is long."""
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= _QUOTED else f"“{words[:_QUOTED]}…”"


def sentence(text: str) -> str:
    """A text as a sentence; empty where there is none."""
    return text[:1].upper() + text[1:] + "." if text else ""


def cut(text: str, longest: int = _LONGEST) -> str:
    """A text cut at a word where it is long."""
    words = " ".join(text.split())
    return words if len(words) <= longest else words[:longest].rpartition(" ")[0] + " …"


def documentation(node: Any) -> str:
    """What the schema says an element, attribute or value is, without the references to chapters."""
    element = node.find(_DOCUMENTATION)
    text = "" if element is None else "".join(element.itertext())
    return re.sub(r"\s*\[(?:[\dA-Z]+\.[^\]]*)\]\s*$", "", " ".join(text.split()))


def described(element: Element) -> str:
    """An element with the description that the schema gives of it; empty where it gives none."""
    text, names = cut(documentation(element.node)), plain_names(element.names)
    return f"<{parts_of(names[0])[1]}> {text}" if text and names else ""


def fixed_values(pattern: Pattern) -> list[str]:
    """The values that a pattern lists, in the schema's order."""
    values = (inner.written for inner, _ in values_in(pattern) if isinstance(inner, Value) and inner.kind == "value")
    return list(dict.fromkeys(values))


def value_words(pattern: Pattern, near: str = "", shown: int = _VALUES_SHOWN) -> str:
    """What a value may be, in words of bounded length."""
    values = fixed_values(pattern)
    likely = similar(near, values, 3, 0.6) if near and len(values) > shown else []
    quoted_values = [f'"{value}"' if value else "nothing" for value in dict.fromkeys([*likely, *values])]
    types = list(dict.fromkeys(_type_words(inner) for inner, _ in values_in(pattern) if inner.kind != "value"))
    words = [listed(quoted_values, shown=shown)] if quoted_values else []
    if len(quoted_values) > 1 and not types:
        words = [f"one of {words[0]}"]
    text = listed([*words, *types], shown=_SHOWN)
    return f"one or more, with blanks between: {text}" if any(in_list for _, in_list in values_in(pattern)) else text


def _type_words(pattern: Pattern) -> str:
    if not isinstance(pattern, Value) or not isinstance(pattern.type, Datatype):
        return "text"
    kind, params = pattern.type.kind, pattern.type.params
    base = _TYPES.get(kind.name, f"a value of the type {kind.name}")
    patterns = [text for name, text in params if name == "pattern"]
    known = [_PATTERNS.get(text, f"text of the form {text}") for text in patterns]
    phrase = " ".join(known).strip() if kind.name in ("token", "string") and any(known) else base
    if any(known) and phrase is base:
        phrase += " " + " ".join(known).replace("text of the form", "of the form")
    bounds = [f"{_BOUNDS[name]} {text}" for name, text in params if name in _BOUNDS]
    return " ".join([phrase, *bounds])
