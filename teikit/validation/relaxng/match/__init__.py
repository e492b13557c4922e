"""Matching: derivatives of patterns, the automaton built on them, and validation."""

from teikit.validation.relaxng.match.attributes import attributes_in, id_type
from teikit.validation.relaxng.match.automaton import Automaton, StartTag, State, Transition
from teikit.validation.relaxng.match.derivatives import WHITESPACE, Derivatives, list_tokens
from teikit.validation.relaxng.match.name_classes import (
    SEPARATOR,
    XML,
    XMLNS,
    AnyName,
    Name,
    NameChoice,
    NameClass,
    NsName,
    expanded_name,
    listed_names,
    overlap,
    split_name,
)
from teikit.validation.relaxng.match.patterns import (
    EMPTY,
    NOT_ALLOWED,
    TEXT,
    Attribute,
    Element,
    Pattern,
    Patterns,
    Value,
)
from teikit.validation.relaxng.match.validate import Ids, Namespaces, Observe, is_valid, new_parser

__all__ = [
    "EMPTY",
    "NOT_ALLOWED",
    "SEPARATOR",
    "TEXT",
    "WHITESPACE",
    "XML",
    "XMLNS",
    "AnyName",
    "Attribute",
    "Automaton",
    "Derivatives",
    "Element",
    "Ids",
    "Name",
    "NameChoice",
    "NameClass",
    "Namespaces",
    "NsName",
    "Observe",
    "Pattern",
    "Patterns",
    "StartTag",
    "State",
    "Transition",
    "Value",
    "attributes_in",
    "expanded_name",
    "id_type",
    "is_valid",
    "list_tokens",
    "listed_names",
    "new_parser",
    "overlap",
    "split_name",
]
