"""Describes an element of a schema for people: its content, its parents, its attributes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from textwrap import wrap

from teikit.validation.relaxng.explain import (
    all_elements,
    attribute_name,
    documentation,
    fixed_values,
    join_words,
    names_of,
    needed_attributes,
    value_phrase,
    values_in,
)
from teikit.validation.relaxng.match import (
    EMPTY,
    TEXT,
    Attribute,
    Derivatives,
    Element,
    Pattern,
    Value,
    attributes_in,
    listed_names,
    split_name,
)
from teikit.validation.relaxng.schema import Schema

_WIDTH = 100
_LIST = re.compile(r"<[^>]+>(?:, <[^>]+>){5,} or <[^>]+>")
_NO_LIMIT = 10_000  # a description lists everything


@dataclass(frozen=True)
class AttributeFacts:
    """An attribute: whether it is required, its values, its datatypes, both as a phrase and in compact notation."""

    name: str
    required: bool
    values: tuple[str, ...]
    types: tuple[str, ...]
    expected: str
    meaning: str
    compact: str = ""


@dataclass(frozen=True)
class ElementFacts:
    """An element as one declaration of the schema defines it; `content` is a phrase, `compact` the same in notation."""

    name: str
    meaning: str
    content: str
    text: bool
    children: tuple[str, ...]
    parents: tuple[str, ...]
    attributes: tuple[AttributeFacts, ...]
    compact: str = ""


def describe(schema: Schema, local: str) -> list[ElementFacts]:
    """Every declaration of an element with that local name. Raises SchemaError."""
    with schema.located_errors():
        names = [name for name in schema.declared.names if split_name(name)[1] == local]
        elements = [e for name in names for e in schema.declared.elements(name)]
        return [element_facts(e, _parents(schema, e), schema.automaton.derive) for e in elements]


def _parents(schema: Schema, element: Element) -> tuple[str, ...]:
    holders = (e for e in schema.elements() if element in all_elements(e.content))
    return tuple(sorted({split_name(name)[1] for name in names_of(holders)}))


def element_facts(element: Element, parents: tuple[str, ...], derivatives: Derivatives) -> ElementFacts:
    """The facts of one declaration of an element."""
    content = derivatives.start_tag_close(element.content, True)
    children = names_of(all_elements(content))
    required_attributes = {
        attribute for need in needed_attributes(element.content) if len(need) == 1 for attribute in need
    }
    attributes = [fact for a in attributes_in(element.content) for fact in _attribute(a, a in required_attributes)]
    return ElementFacts(
        split_name((listed_names(element.names) or ["*"])[0])[1],
        documentation(element.node),
        content_words(content),
        any(p is TEXT for p in _leaves(content)),
        tuple(sorted({split_name(name)[1] for name in children})),
        parents,
        tuple(sorted(attributes, key=lambda fact: (not fact.required, fact.name))),
        compact_notation(content),
    )


def _attribute(attribute: Attribute, required: bool) -> Iterator[AttributeFacts]:
    values = tuple(fixed_values(attribute.left))
    typed = (inner for inner, _ in values_in(attribute.left) if isinstance(inner, Value) and inner.kind == "data")
    types = tuple(dict.fromkeys(inner.type.kind.name for inner in typed))
    expected, meaning = value_phrase(attribute.left, shown=_NO_LIMIT), documentation(attribute.node)
    for name in listed_names(attribute.names) or ["*"]:
        called = "any other" if name == "*" else attribute_name(name)
        yield AttributeFacts(called, required, values, types, expected, meaning, compact_notation(attribute.left))


def _leaves(pattern: Pattern) -> Iterator[Pattern]:
    if pattern.kind in ("choice", "group", "interleave", "oneOrMore"):
        for part in pattern.parts:
            yield from _leaves(part)
    else:
        yield pattern


def content_words(pattern: Pattern, inner: bool = False) -> str:
    """A content model as a phrase; in brackets if it is part of a longer one and has parts itself."""
    if pattern is EMPTY or pattern is TEXT:
        return "nothing" if pattern is EMPTY else "text"
    if isinstance(pattern, Element):
        return join_words([f"<{split_name(n)[1]}>" for n in listed_names(pattern.names) or ()]) or "any element"
    if pattern.data:
        return value_phrase(pattern, shown=_NO_LIMIT)
    words = _joined_words(pattern)
    return f"({words})" if inner and pattern.kind != "oneOrMore" and (", " in words or " or " in words) else words


def _choice(pattern: Pattern) -> str:
    parts = [p for p in _sequence(pattern) if p is not EMPTY]
    optional = pattern.nullable and any(p is EMPTY for p in _sequence(pattern))
    if optional and len(parts) == 1 and parts[0].kind == "oneOrMore":
        return f"any number of {content_words(parts[0].left, True)}"
    # The order of a choice has no meaning: text first, then the elements in alphabetical order.
    words = join_words(sorted({content_words(p, True) for p in parts}, key=_sort_key), shown=_NO_LIMIT)
    return f"optionally {f'({words})' if len(parts) > 1 else words}" if optional else words


def _sort_key(words: str) -> tuple[bool, bool, str]:
    return words != "text", not words.startswith("<"), words.lower()


def _more(pattern: Pattern) -> str:
    few = "any number of" if pattern.left.nullable else "one or more of"
    return f"{few} {content_words(pattern.left, True)}"


def _sequence(pattern: Pattern) -> Iterator[Pattern]:
    for part in pattern.parts:
        if part.kind == pattern.kind:
            yield from _sequence(part)
        else:
            yield part


def _joined_words(pattern: Pattern) -> str:
    if pattern.kind == "choice":
        return _choice(pattern)
    if pattern.kind == "oneOrMore":
        return _more(pattern)
    joint = ", then " if pattern.kind == "group" else " and in any order "
    return joint.join(content_words(part, True) for part in _sequence(pattern)) or "empty"


def compact_notation(pattern: Pattern, inner: bool = False) -> str:
    """A pattern in the notation of RELAX NG's compact syntax, with elements as <name>: it needs no language."""
    if isinstance(pattern, Element):
        return " | ".join(f"<{split_name(name)[1]}>" for name in listed_names(pattern.names) or ()) or "*"
    if isinstance(pattern, Value):
        return f'"{pattern.written}"' if pattern.kind == "value" else f"xsd:{pattern.type.kind.name}"
    if pattern.kind in ("oneOrMore", "list"):
        inside = compact_notation(pattern.left, pattern.kind != "list")
        return f"{inside}+" if pattern.kind == "oneOrMore" else f"list {{ {inside} }}"
    parts = [part for part in _sequence(pattern) if part is not EMPTY]
    if pattern.kind == "choice" and len(parts) < sum(1 for _ in _sequence(pattern)):
        return _optional(parts)
    words = [compact_notation(part, True) for part in parts]
    words = sorted(words, key=_sort_key) if pattern.kind == "choice" else words
    joined = {"choice": " | ", "group": ", ", "interleave": " & "}.get(pattern.kind, "").join(words) or pattern.kind
    return f"({joined})" if inner and len(words) > 1 else joined


def _optional(parts: Sequence[Pattern]) -> str:
    """The notation of a choice between the parts and nothing."""
    if len(parts) == 1:
        words = compact_notation(parts[0], True)
        return f"{words[:-1]}*" if parts[0].kind == "oneOrMore" else f"{words}?"
    return f"({' | '.join(sorted((compact_notation(part, True) for part in parts), key=_sort_key))})?"


def as_text(facts: ElementFacts) -> str:
    """The description of an element as a page of text."""
    paragraphs = [f"<{facts.name}>" + (f" {facts.meaning}" if facts.meaning else "")]
    paragraphs += _content(facts.content)
    paragraphs.append("parents: " + (", ".join(f"<{name}>" for name in facts.parents) or "none (root element)"))
    lines = [line for words in paragraphs for line in _wrapped(words, "    ", "")]
    lines.append("attributes:" if facts.attributes else "attributes: none")
    for attribute in facts.attributes:
        must = " (required)" if attribute.required else ""
        expected = f": {attribute.expected}" if attribute.expected else ""
        lines += _wrapped(f"{attribute.name}{must}{expected}", "    ", "  ")
        lines += _wrapped(attribute.meaning, "      ", "      ")
    return "\n".join(lines)


def _content(words: str) -> list[str]:
    """The content of an element; long lists of elements that would hide its structure follow under letters."""
    lists = list(dict.fromkeys(_LIST.findall(words)))
    if len(_LIST.findall(words)) < 2 or len(lists) > len(ascii_uppercase):
        return [f"content: {words}"]
    letters = dict(zip(lists, ascii_uppercase, strict=False))
    short = _LIST.sub(lambda match: letters[match.group()], words)
    for needless in (r"\(([A-Z])\)", r"\(((?:any number|one or more) of (?:[A-Z]|<[^>]+>))\)"):
        short = re.sub(needless, r"\1", short)
    return [f"content: {short}", *(f"  {letter} is one of {elements}" for elements, letter in letters.items())]


def _wrapped(words: str, indent: str, first: str) -> list[str]:
    return wrap(words, _WIDTH, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False)
