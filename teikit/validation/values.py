"""Attribute values, judged by libxml2 with a grammar of one attribute: its data types are right, and this is fast."""

from copy import deepcopy

from lxml import etree

from teikit.validation.vocabulary import RNG, Attribute, Vocabulary, patterns

_DATATYPES = "http://www.w3.org/2001/XMLSchema-datatypes"


class Values:
    """Judges the attribute values of one grammar, each value of an attribute once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._judges: dict[etree._Element, etree.RelaxNG] = {}
        self._known: dict[tuple[etree._Element, str], bool] = {}

    def fits(self, attribute: Attribute, value: str) -> bool:
        """Whether the attribute may have the value."""
        key = (attribute.pattern, value)
        if key not in self._known:
            self._known[key] = self._judged(attribute, value)
        return self._known[key]

    def _judged(self, attribute: Attribute, value: str) -> bool:
        inside = patterns(attribute.pattern)
        if not inside or [e.tag for e in inside] == [f"{RNG}text"]:
            return True
        if attribute.pattern not in self._judges:
            self._judges[attribute.pattern] = etree.RelaxNG(self._grammar(attribute.pattern))
        return bool(self._judges[attribute.pattern].validate(etree.Element("a", v=value)))

    def _grammar(self, pattern: etree._Element) -> etree._ElementTree:
        """A grammar for `<a v="…"/>` with the attribute's pattern, and the definitions it needs."""
        grammar = etree.Element(f"{RNG}grammar", datatypeLibrary=_DATATYPES)
        element = etree.SubElement(etree.SubElement(grammar, f"{RNG}start"), f"{RNG}element", name="a")
        attribute = etree.SubElement(element, f"{RNG}attribute", name="v")
        attribute.extend(deepcopy(patterns(pattern)))
        needed = [ref.get("name", "") for ref in pattern.iter(f"{RNG}ref")]
        added: set[str] = set()
        while needed:
            name = needed.pop()
            if name not in added:
                added.add(name)
                for define in self._vocabulary.defines(name):
                    grammar.append(deepcopy(define))
                    needed += [ref.get("name", "") for ref in define.iter(f"{RNG}ref")]
        return etree.ElementTree(grammar)
