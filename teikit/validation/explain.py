"""What is wrong with an element, in words a person can act on: what stands there, where, and what was expected."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from lxml import etree

from teikit.validation.vocabulary import XML, Attribute, Declaration, Vocabulary

_WORDS = {
    "ID": "an id: letters, digits, - and _, not beginning with a digit",
    "NCName": "a name without spaces or colon",
    "anyURI": "a pointer: #id, or a web address",
    "date": "YYYY-MM-DD",
    "dateTime": "YYYY-MM-DDThh:mm:ss",
    "decimal": "a number",
    "gMonthDay": "--MM-DD",
    "gYear": "YYYY",
    "gYearMonth": "YYYY-MM",
    "language": "a language tag such as ru or zh-Hans",
    "nonNegativeInteger": "a whole number",
    "time": "hh:mm:ss",
    "token": "a word without spaces",
}
_EXTRA = re.compile(r"(?:Did not expect element|Element \S+ has extra content:) (?P<name>[^\s:]+)")


@dataclass(frozen=True)
class Fault:
    """One fault: of an element, or of the named attribute of it."""

    element: etree._Element
    code: str
    message: str
    attribute: str = ""

    @classmethod
    def unknown(cls, element: etree._Element, vocabulary: Vocabulary) -> "Fault":
        """An element that cannot stand where it stands, as the grammar does not have it, or not as a root."""
        name, space = etree.QName(element), vocabulary.namespace
        if name.namespace != space and name.localname in vocabulary.names:
            said = f'<{name.localname}> is not in the namespace "{space}": write xmlns="{space}" on the root element'
            return cls(element, "tei-namespace", said)
        if name.localname in vocabulary.names:
            return cls(element, "tei-element-misplaced", f"<{name.localname}> cannot stand here")
        near = _near(name.localname, vocabulary.names)
        return cls(element, "tei-element-unknown", f"there is no element <{name.localname}> in this schema{near}")


def attribute_faults(element: etree._Element, declared: Declaration) -> list[Fault]:
    """Attributes that the element must not have, lacks, or has with a wrong value out of a list."""
    present = {_written(name): str(value) for name, value in element.attrib.items()}
    found = [_unknown_attribute(element, name, declared) for name in present if name not in declared.attributes]
    for name, attribute in declared.attributes.items():
        if name not in present:
            if attribute.required:
                said = f"<{declared.name}> needs the attribute {name}{_one_of(attribute)}"
                found.append(Fault(element, "tei-attribute-missing", said))
        elif not _fits(present[name], attribute):
            said = f'{name}="{present[name]}" on <{declared.name}> is not a value it can have{_one_of(attribute)}'
            found.append(Fault(element, "tei-attribute-value", said, name))
    return found


def child_faults(element: etree._Element, declared: Declaration, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Children that can never stand in the element."""
    parent = declared.name
    for child in element.iterchildren("*"):
        name = etree.QName(child)
        if name.namespace != etree.QName(element).namespace:
            said = f"<{name.localname}> in <{parent}> is in another namespace than <{parent}>"
            yield Fault(child, "tei-namespace", said)
        elif name.localname not in vocabulary.names:
            yield Fault.unknown(child, vocabulary)
        elif name.localname not in declared.children:
            said = f"<{name.localname}> cannot stand in <{parent}>{_may_hold(declared)}"
            yield Fault(child, "tei-element-misplaced", said)


def reworded(element: etree._Element, messages: list[str], declared: Declaration) -> Fault:
    """What libxml2 says of an element whose attributes and children are each right: their order or number, or text."""
    parent = declared.name
    if any("Did not expect text" in message for message in messages):
        said = f"text cannot stand directly in <{parent}>{_may_hold(declared)}"
        return Fault(element, "tei-text-misplaced", said)
    for message in messages:
        found = _EXTRA.search(message)
        child = _child(element, found["name"]) if found else None
        if child is not None:
            said = f"<{etree.QName(child).localname}> comes too early or too late in <{parent}>, or one too many"
            return Fault(child, "tei-element-misplaced", said)
    if (value := _attribute_value(element, declared, messages)) is not None:
        return value
    return Fault(element, "tei-incomplete", f"<{parent}> is not complete{_may_hold(declared)}")


def _attribute_value(element: etree._Element, declared: Declaration, messages: list[str]) -> Fault | None:
    """An attribute whose value is not of its type; libxml2 names the attribute, or only the value."""
    for name, attribute in declared.attributes.items():
        value = element.get(name.replace("xml:", XML))
        clues = (f"attribute {name.removeprefix('xml:')} for", f"'{value}'")
        if value is not None and any(clue in message for clue in clues for message in messages):
            said = f'{name}="{value}" on <{declared.name}> is not a value it can have{_one_of(attribute)}'
            return Fault(element, "tei-attribute-value", said, name)
    return None


def _unknown_attribute(element: etree._Element, name: str, declared: Declaration) -> Fault:
    near = _near(name, declared.attributes, "{}")
    said = f"<{declared.name}> has no attribute {name}{near}"
    return Fault(element, "tei-attribute-unknown", said, name)


def _fits(value: str, attribute: Attribute) -> bool:
    """Whether a value is one of the listed (word by word, as lists are); values of a type are libxml2's to judge."""
    if attribute.types or not attribute.values:
        return True
    return all(word in attribute.values for word in value.split() or [""])


def _one_of(attribute: Attribute) -> str:
    if attribute.values and not attribute.types:
        return ": one of " + ", ".join(attribute.values)
    said = [_WORDS.get(kind, kind) for kind in attribute.types]
    return ": " + ", or ".join([*said, *attribute.values]) if said else ""


def _may_hold(declared: Declaration) -> str:
    names = list(declared.children)
    if not names:
        return ", which is empty or holds text only"
    return f"; it may hold {', '.join(f'<{n}>' for n in names[:8])}{' …' if len(names) > 8 else ''}"


def _near(word: str, words: Iterable[str], form: str = "<{}>") -> str:
    found = get_close_matches(word, list(words), 1, 0.7)
    return f": did you mean {form.format(found[0])}?" if found else ""


def _written(name: str | bytes) -> str:
    return str(name).replace(XML, "xml:")


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((c for c in element.iterchildren("*") if etree.QName(c).localname == name), None)
