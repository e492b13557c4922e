"""What is wrong with an element, in words a person can act on: what stands there, where, and what was expected."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from lxml import etree

from teikit.validation.content import Pattern, expected
from teikit.validation.vocabulary import Attribute, Declaration, Vocabulary

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
_SHOWN = 8


@dataclass(frozen=True)
class Fault:
    """One fault: of an element, or of the named attribute of it."""

    element: etree._Element
    code: str
    message: str
    attribute: str = ""


def unknown_element(element: etree._Element, vocabulary: Vocabulary) -> Fault:
    """An element that the grammar does not have, or not in this namespace, or not as a root."""
    name, space = etree.QName(element), vocabulary.namespace
    if name.localname not in vocabulary.names:
        near = _near(name.localname, vocabulary.names)
        said = f"there is no element <{name.localname}> in this schema{near}"
        return Fault(element, "tei-element-unknown", said)
    if name.namespace != space:
        said = f'<{name.localname}> is not in the namespace "{space}": write xmlns="{space}" on the root element'
        return Fault(element, "tei-namespace", said)
    return Fault(element, "tei-element-misplaced", f"<{name.localname}> cannot stand here")


def wrong_child(child: etree._Element, declared: Declaration) -> Fault:
    """A child that can never stand in its parent."""
    name, parent = etree.QName(child), declared.name
    if name.namespace != declared.namespace:
        said = f"<{name.localname}> in <{parent}> is in another namespace than <{parent}>"
        return Fault(child, "tei-namespace", said)
    if name.localname not in declared.vocabulary.names:
        return unknown_element(child, declared.vocabulary)
    said = f"<{name.localname}> cannot stand in <{parent}>{_may_hold(declared.children)}"
    return Fault(child, "tei-element-misplaced", said)


def untimely_child(child: etree._Element, declared: Declaration, state: Pattern) -> Fault:
    """A child that may stand in its parent, but not at this place."""
    names = [d.name for d in expected(state)]
    here = f"; here may come {_listed(names)}" if names else "; nothing may follow here"
    said = f"<{etree.QName(child).localname}> cannot stand at this place in <{declared.name}>{here}"
    return Fault(child, "tei-element-misplaced", said)


def loose_text(element: etree._Element, declared: Declaration, text: str) -> Fault:
    """Text where none may be."""
    words = " ".join(text.split())
    shown = words if len(words) <= 30 else f"{words[:30]}…"
    said = f"the text “{shown}” cannot stand directly in <{declared.name}>{_may_hold(declared.children)}"
    return Fault(element, "tei-text-misplaced", said)


def incomplete(element: etree._Element, declared: Declaration, state: Pattern) -> Fault:
    """An element that ends too early."""
    said = f"<{declared.name}> is not complete; it still needs {_listed([d.name for d in expected(state)], ' or ')}"
    return Fault(element, "tei-incomplete", said)


def unknown_attribute(element: etree._Element, name: str, declared: Declaration) -> Fault:
    """An attribute that the element cannot have."""
    said = f"<{declared.name}> has no attribute {name}{_near(name, declared.attributes, '{}')}"
    return Fault(element, "tei-attribute-unknown", said, name)


def missing_attribute(element: etree._Element, attribute: Attribute, declared: Declaration) -> Fault:
    """An attribute that the element must have."""
    said = f"<{declared.name}> needs the attribute {attribute.name}{_one_of(attribute)}"
    return Fault(element, "tei-attribute-missing", said)


def wrong_value(element: etree._Element, attribute: Attribute, value: str, declared: Declaration) -> Fault:
    """An attribute with a value that it cannot have."""
    said = f'{attribute.name}="{value}" on <{declared.name}> is not a value it can have{_one_of(attribute)}'
    return Fault(element, "tei-attribute-value", said, attribute.name)


def _one_of(attribute: Attribute) -> str:
    if attribute.values and not attribute.types:
        return ": one of " + ", ".join(attribute.values)
    said = [_WORDS.get(kind, kind) for kind in attribute.types]
    return ": " + ", or ".join([*said, *attribute.values]) if said else ""


def _may_hold(children: Iterable[str]) -> str:
    names = list(children)
    return f"; it may hold {_listed(names)}" if names else ", which holds no elements"


def _listed(names: list[str], parted: str = ", ") -> str:
    return parted.join(f"<{n}>" for n in names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")


def _near(word: str, words: Iterable[str], form: str = "<{}>") -> str:
    found = get_close_matches(word, list(words), 1, 0.7)
    return f": did you mean {form.format(found[0])}?" if found else ""
