"""Matches a document against patterns by derivatives."""

from teikit.validation.relaxng.match.attributes import attributes_in, id_kind
from teikit.validation.relaxng.match.derivatives import BLANKS, Derivatives, words_of
from teikit.validation.relaxng.match.frames import Frame, Frames, Step
from teikit.validation.relaxng.match.name_classes import (
    XML,
    XMLNS,
    AnyName,
    NameChoice,
    NameClass,
    NamesOf,
    OneName,
    name_of,
    overlap,
    parts_of,
    plain_names,
)
from teikit.validation.relaxng.match.patterns import EMPTY, NONE, TEXT, Attribute, Element, Pattern, Patterns, Value
from teikit.validation.relaxng.match.validate import Ids, Namespaces, keeps_to, new_parser

__all__ = [
    "BLANKS",
    "EMPTY",
    "NONE",
    "TEXT",
    "XML",
    "XMLNS",
    "AnyName",
    "Attribute",
    "Derivatives",
    "Element",
    "Frame",
    "Frames",
    "Ids",
    "NameChoice",
    "NameClass",
    "NamesOf",
    "Namespaces",
    "OneName",
    "Pattern",
    "Patterns",
    "Step",
    "Value",
    "attributes_in",
    "id_kind",
    "keeps_to",
    "name_of",
    "new_parser",
    "overlap",
    "parts_of",
    "plain_names",
    "words_of",
]
