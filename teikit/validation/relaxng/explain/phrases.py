"""Phrases for explanations: names, lists of limited length, datatypes, and the closest matches of a misspelling."""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from teikit.validation.relaxng.datatypes import Datatype
from teikit.validation.relaxng.explain.queries import needed_next, shortest, values_in
from teikit.validation.relaxng.match import XML, Element, Pattern, Value, listed_names, split_name

_DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
_MAX_LISTED = 8
_MAX_VALUES = 12
_MAX_LENGTH = 160
_MAX_QUOTED = 40
_TYPES = {
    "ID": "an id (a letter or _ first, then letters, digits, - . _)",
    "IDREF": "the id of another element",
    "IDREFS": "ids of other elements",
    "Name": "an XML name",
    "NCName": "a name without spaces or colon",
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
    r"[^\p{C}\p{Z}]+": "a word without spaces",
    r"[\p{L}\p{N}\p{P}\p{S}]+": "a word without spaces",
    r"\S+": "",
    r"(\-?[\d]+/\-?[\d]+)": "a fraction such as 1/2",
    r"[0-9.,DHMPRSTWYZ/:+\-]+": "a date, time or duration of ISO 8601",
}
_BOUNDS = {
    "minInclusive": "at least", "maxInclusive": "at most", "minExclusive": "more than", "maxExclusive": "less than",
    "length": "of length", "minLength": "of length at least", "maxLength": "of length at most",
    "totalDigits": "with digits at most", "fractionDigits": "with decimal places at most",
}  # fmt: skip


def attribute_name(name: str) -> str:
    """An attribute as it is written in XML."""
    namespace, local = split_name(name)
    if not namespace:
        return local
    return f"xml:{local}" if namespace == XML else f"{{{namespace}}}{local}"


def names_of(elements: Iterable[Element]) -> list[str]:
    """The names of element patterns, each once, without wildcards."""
    return list(dict.fromkeys(name for e in elements for name in listed_names(e.names) or ()))


def join_words(words: Sequence[str], joint: str = " or ", shown: int = _MAX_LISTED) -> str:
    """Joins words to a list of limited length."""
    if len(words) > shown:
        return ", ".join(words[:shown]) + f" … ({len(words)} in all)"
    return ", ".join(words[:-1]) + joint + words[-1] if len(words) > 1 else "".join(words)


def with_article(name: str) -> str:
    """An element with its indefinite article."""
    return f"an <{name}>" if name[:1] in "aeiou" else f"a <{name}>"


def missing_phrase(patterns: Iterable[Pattern], rank: Callable[[list[str]], list[str]]) -> str:
    """The elements that patterns require, one after the other; of a choice, the alternatives if they are short."""
    phrases = []
    for pattern in patterns:
        least, next_names = shortest(pattern), rank(names_of(needed_next(pattern)))
        phrases.append(
            element_list(next_names) if len(least) < 2 and next_names else element_list(names_of(least), joint=" and ")
        )
    return " and ".join(dict.fromkeys(phrases))


def element_list(names: Sequence[str], near: str = "", joint: str = " or ") -> str:
    """Joins elements to a list; those most similar to `near` come first."""
    local_names = [split_name(name)[1] for name in names]
    first = closest_matches(near, local_names, 3, 0.6) if near and len(local_names) > _MAX_LISTED else []
    return join_words([f"<{n}>" for n in dict.fromkeys([*first, *local_names])], joint)


def closest_matches(word: str, words: Iterable[str], count: int = 1, cutoff: float = 0.7) -> list[str]:
    """The words that are most similar to a word, the best match first."""
    return list(_closest_matches(word, tuple(words), count, cutoff))


@lru_cache(maxsize=4096)
def _closest_matches(word: str, words: tuple[str, ...], count: int, cutoff: float) -> tuple[str, ...]:
    folded: dict[str, str] = {}
    for candidate in words:
        folded.setdefault(candidate.lower(), candidate)
    return tuple(folded[match] for match in get_close_matches(word.lower(), list(folded), count, cutoff))


def quote(text: str) -> str:
    """A text in quotation marks, shortened if it is long."""
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= _MAX_QUOTED else f"“{words[:_MAX_QUOTED]}…”"


def as_sentence(text: str) -> str:
    """A text as a sentence; empty if the text is empty."""
    return text[:1].upper() + text[1:] + "." if text else ""


def shorten_words(text: str, longest: int = _MAX_LENGTH) -> str:
    """A text, shortened at the end of a word if it is long."""
    words = " ".join(text.split())
    return words if len(words) <= longest else words[:longest].rpartition(" ")[0] + " …"


def documentation(node: Any) -> str:
    """The documentation of an element, attribute or value in the schema, without references to chapters."""
    return _without_chapter(node.find(_DOCUMENTATION))


def value_documentation(node: Any) -> str:
    """The documentation of a value: in RELAX NG it follows the value (DTD Compatibility, section 6)."""
    following = node.getnext()
    return documentation(node) or _without_chapter(following if _is_documentation(following) else None)


def _is_documentation(node: Any) -> bool:
    return node is not None and node.tag == _DOCUMENTATION


def _without_chapter(element: Any) -> str:
    text = "" if element is None else "".join(element.itertext())
    return re.sub(r"\s*\[(?:[\dA-Z]+\.[^\]]*)\]\s*$", "", " ".join(text.split()))


def element_description(element: Element) -> str:
    """An element with its documentation from the schema; empty if the schema has no documentation for it."""
    text, names = shorten_words(documentation(element.node)), listed_names(element.names)
    return f"<{split_name(names[0])[1]}> {text}" if text and names else ""


def fixed_values(pattern: Pattern) -> list[str]:
    """The values that a pattern lists, in the order of the schema."""
    values = (inner.written for inner, _ in values_in(pattern) if isinstance(inner, Value) and inner.kind == "value")
    return list(dict.fromkeys(values))


def value_phrase(pattern: Pattern, near: str = "", shown: int = _MAX_VALUES) -> str:
    """The allowed values as a phrase of limited length."""
    values = fixed_values(pattern)
    likely = closest_matches(near, values, 3, 0.6) if near and len(values) > shown else []
    quoted_values = [f'"{value}"' if value else "nothing" for value in dict.fromkeys([*likely, *values])]
    types = list(dict.fromkeys(_type_phrase(inner) for inner, _ in values_in(pattern) if inner.kind != "value"))
    words = [join_words(quoted_values, shown=shown)] if quoted_values else []
    if len(quoted_values) > 1 and not types:
        words = [f"one of {words[0]}"]
    text = join_words([*words, *types], shown=_MAX_LISTED)
    return f"one or more, separated by spaces: {text}" if any(in_list for _, in_list in values_in(pattern)) else text


def described_values(pattern: Pattern, chosen: str = "") -> str:
    """The allowed values that the schema describes, each with its description; only `chosen` where that is given."""
    values = [inner for inner, _ in values_in(pattern) if isinstance(inner, Value) and inner.kind == "value"]
    meanings = {v.written: value_documentation(v.node) for v in values if chosen in ("", v.written)}
    described = [f'"{value}": {shorten_words(meaning, _MAX_QUOTED)}' for value, meaning in meanings.items() if meaning]
    return "; ".join(described[:_MAX_LISTED]) + (" …" if len(described) > _MAX_LISTED else "")


def _type_phrase(pattern: Pattern) -> str:
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
