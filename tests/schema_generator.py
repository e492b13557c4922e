"""Writes random documents from a RELAX NG grammar: each is valid by construction, and together they use all of it.

The grammar is read in the XML syntax, as far as `schemas/teikit.rng` uses it. Where there is a choice, the branch that
was used least so far is taken, so that some hundred documents pass through every element and every attribute value.
"""

import random
from collections import Counter
from collections.abc import Collection, Iterator
from copy import deepcopy
from pathlib import Path

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
DATA = {
    "ID": (),
    "NCName": ("teikit", "anna", "latin"),
    "anyURI": ("#a", "https://example.org/a?b=1#c", "b.xml"),
    "boolean": ("true", "false"),
    "date": ("1951-09-26", "1900-02-28"),
    "dateTime": ("1951-09-26T17:45:00",),
    "decimal": ("0", "12.5", "-3"),
    "duration": ("PT5S", "PT1H12M"),
    "gMonthDay": ("--09-26",),
    "gYear": ("1951",),
    "gYearMonth": ("1951-09",),
    "language": ("ru", "zh-Hans", "de-1901"),
    "nonNegativeInteger": ("0", "2", "417"),
    "time": ("17:45:00",),
}
TOKENS = {
    r"[\p{L}\p{N}\p{P}\p{S}]+": ("слово", "blue-ink", "№1", "a/b"),
    r"\S+": DATA["anyURI"],
    r"[0-9]+(\.[0-9]+){0,2}": ("5", "4.12.0"),
    r"[0-9]+(\.[0-9]+){0,3}([a-z]+[0-9]*)?": ("0.1.0", "2", "1.0rc1"),
    r"[0-9]+,[0-9]+": ("1,20", "30,4"),
    r"0(\.[0-9]+)?|1(\.0+)?": ("0.87", "1", "0"),
    r"[a-z]+/[a-z0-9.+\-]+": ("image/png", "image/svg+xml"),
    r"[0-9]+(\.[0-9]+)?(px|mm|cm|%)": ("12.5mm", "30px", "50%"),
}


class Generator:
    """Makes documents from the grammar of a file; `used` counts how often each pattern was passed."""

    def __init__(self, schema: Path, seed: int) -> None:
        tree = etree.parse(schema, etree.XMLParser(remove_comments=True))
        self.random = random.Random(seed)
        self.used: Counter[etree._Element] = Counter()
        self.defines: dict[str, list[etree._Element]] = {}
        for define in tree.iter(f"{RNG}define"):
            self.defines[define.get("name")] = patterns(define)
        self.namespace = tree.getroot().get("ns")
        self.start = patterns(next(tree.iter(f"{RNG}start")))
        self.things = list(tree.iter(f"{RNG}element", f"{RNG}attribute", f"{RNG}value"))
        self._ids = 0
        self._left = 0
        self._cost = self._costs()

    def document(self, depth: int = 14, size: int = 200, text: bool = False) -> etree._Element:
        """A document from the grammar's start; below `depth`, or behind `size` elements, only what is required.

        With `text`, one that has a text, and is not nothing but lists.
        """
        made = self._made(self.start, depth, size)
        while text and made.find("{*}text") is None:
            made = self._made(self.start, depth, size)
        return made

    def fragments(self, depth: int = 3, size: int = 20) -> Iterator[etree._Element]:
        """One fragment for each element that the grammar defines under a name, with that element as its root."""
        for pattern in self.things:
            if pattern.tag == f"{RNG}element" and pattern.getparent().tag == f"{RNG}define":
                yield self._made([pattern], depth, size)

    def _made(self, inside: list[etree._Element], depth: int, size: int) -> etree._Element:
        holder = etree.Element("holder")
        self._left = size
        self._all(inside, holder, depth)
        return etree.fromstring(etree.tostring(holder[0], with_tail=False), etree.XMLParser(collect_ids=False))

    def unused(self) -> list[str]:
        """The elements, attributes and values that no document has used yet, in words."""
        return [f"{e.tag.removeprefix(RNG)} {e.get('name') or e.text}" for e in self.things if not self.used[e]]

    def _costs(self) -> dict[etree._Element, float]:
        """How deep each pattern must nest at the least, found by going round until nothing changes."""
        everything = [p for define in self.defines.values() for top in define for p in top.iter(f"{RNG}*")]
        cost: dict[etree._Element, float] = dict.fromkeys(everything, float("inf"))
        changed = True
        while changed:
            changed = False
            for pattern in everything:
                new = self._cost_of(pattern, cost)
                changed = changed or new != cost[pattern]
                cost[pattern] = new
        return cost

    def _cost_of(self, pattern: etree._Element, cost: dict[etree._Element, float]) -> float:
        kind = pattern.tag.removeprefix(RNG)
        if kind in ("zeroOrMore", "optional", "empty", "text", "data", "value", "list", "attribute", "param"):
            return 0
        inner = self.defines[pattern.get("name")] if kind == "ref" else patterns(pattern)
        costs = [cost[p] for p in inner]
        if kind == "choice":
            return min(costs)
        return max(costs, default=0) + (1 if kind == "element" else 0)

    def _write(self, pattern: etree._Element, into: etree._Element, depth: int) -> None:
        self.used[pattern] += 1
        getattr(self, "_" + pattern.tag.removeprefix(RNG))(pattern, into, depth)

    def _all(self, inside: list[etree._Element], into: etree._Element, depth: int) -> None:
        for pattern in inside:
            self._write(pattern, into, depth)

    def _element(self, pattern: etree._Element, into: etree._Element, depth: int) -> None:
        made = etree.SubElement(into, f"{{{self.namespace}}}{pattern.get('name')}", nsmap={None: self.namespace})
        self._left -= 1
        self._all(patterns(pattern), made, depth - 1 if self._left > 0 else 0)

    def _attribute(self, pattern: etree._Element, into: etree._Element, depth: int) -> None:
        inside = patterns(pattern)
        namespace, name = pattern.get("ns"), pattern.get("name").replace("xml:", XML)
        into.set(f"{{{namespace}}}{name}" if namespace else name, self._value_of(inside[0]) if inside else "some text")

    def _ref(self, pattern: etree._Element, into: etree._Element, depth: int) -> None:
        self._all(self.defines[pattern.get("name")], into, depth)

    def _group(self, pattern: etree._Element, into: etree._Element, depth: int) -> None:
        self._all(patterns(pattern), into, depth)

    def _mixed(self, pattern: etree._Element, into: etree._Element, depth: int) -> None:
        self._text(pattern, into, depth)
        self._all(patterns(pattern), into, depth)
        for child in into:
            if self.random.random() < 0.3:
                child.tail = " и "

    def _optional(self, pattern: etree._Element, into: etree._Element, depth: int) -> None:
        if self._wanted(pattern, depth):
            self._all(patterns(pattern), into, depth)

    def _zeroOrMore(self, pattern: etree._Element, into: etree._Element, depth: int) -> None:  # noqa: N802
        for _ in range(self.random.choice((0, 1, 1, 2)) if depth > 0 else 0):
            self._all(patterns(pattern), into, depth)

    def _oneOrMore(self, pattern: etree._Element, into: etree._Element, depth: int) -> None:  # noqa: N802
        for _ in range(self.random.choice((1, 1, 2)) if depth > 0 else 1):
            self._all(patterns(pattern), into, depth)

    def _choice(self, pattern: etree._Element, into: etree._Element, depth: int) -> None:
        self._write(self._branch(pattern, depth), into, depth)

    def _text(self, pattern: etree._Element, into: etree._Element, depth: int) -> None:
        if self.random.random() < 0.7 and not len(into):
            into.text = "Слова text"

    def _empty(self, pattern: etree._Element, into: etree._Element, depth: int) -> None:
        """Nothing to write."""

    def _wanted(self, pattern: etree._Element, depth: int) -> bool:
        is_attribute = pattern[0].tag == f"{RNG}attribute"
        if is_attribute and not self.used[pattern]:
            return True
        return self.random.random() < (0.15 if is_attribute else 0.5 if depth > 0 else 0)

    def _branch(self, pattern: etree._Element, depth: int) -> etree._Element:
        branches = patterns(pattern)
        if depth <= 0:
            least = min(self._cost.get(b, 0) for b in branches)
            return self.random.choice([b for b in branches if self._cost.get(b, 0) == least])
        if self.random.random() < 0.3:
            return self.random.choice(branches)
        fewest = min(self._uses(b) for b in branches)
        return self.random.choice([b for b in branches if self._uses(b) == fewest])

    def _uses(self, branch: etree._Element) -> int:
        if branch.tag != f"{RNG}ref":
            return self.used[branch]
        return min(self.used[p] for p in self.defines[branch.get("name")])

    def _value_of(self, pattern: etree._Element) -> str:
        self.used[pattern] += 1
        kind = pattern.tag.removeprefix(RNG)
        inside = patterns(pattern)
        if kind == "value":
            return str(pattern.text)
        if kind == "text":
            return "some text, № 1"
        if kind == "data":
            return self._datum(pattern)
        if kind == "choice":
            return self._value_of(min(inside, key=lambda branch: (self.used[branch], self.random.random())))
        if kind == "ref":
            inside = self.defines[pattern.get("name")]
        times = self.random.choice((1, 2)) if kind == "oneOrMore" else 1
        return " ".join(self._value_of(p) for _ in range(times) for p in inside)

    def _datum(self, pattern: etree._Element) -> str:
        if pattern.get("type") == "ID":
            self._ids += 1
            return f"id-{self._ids}"
        samples = [TOKENS[p.text] for p in pattern.iter(f"{RNG}param")]
        return self.random.choice(samples[0] if samples else DATA[pattern.get("type")])


def patterns(parent: etree._Element) -> list[etree._Element]:
    """The patterns inside a pattern: its children, without annotations."""
    return [child for child in parent if isinstance(child.tag, str) and child.tag.startswith(RNG)]


def any_element(schema: etree._ElementTree, wanted: Collection[str] | None = None) -> etree._ElementTree:
    """A copy of a grammar that accepts each of its elements as a root, so that fragments can be checked alone.

    With `wanted`, only elements of these names: libxml2 takes its time for more.
    """
    tree = deepcopy(schema)
    defines = [d for d in tree.iter(f"{RNG}define") if [p.tag for p in patterns(d)] == [f"{RNG}element"]]
    names = [d.get("name") for d in defines if wanted is None or patterns(d)[0].get("name") in wanted]
    start = next(tree.iter(f"{RNG}start"))
    for child in list(start):
        start.remove(child)
    choice = etree.SubElement(start, f"{RNG}choice")
    for name in dict.fromkeys(names):
        etree.SubElement(choice, f"{RNG}ref", name=name)
    return tree


def mutant(document: etree._Element, seed: int) -> etree._Element:
    """A copy of a document with one thing changed: an element (renamed, moved, doubled, dropped), attribute or text."""
    rng = random.Random(seed)
    made = deepcopy(document)
    elements = [e for e in made.iter("*") if e is not made] or [made]
    one, other = rng.choice(elements), rng.choice(elements)
    change = rng.randrange(7) if one is not made else rng.randrange(4, 7)
    if change == 0:
        one.tag = other.tag
    elif change == 1 and one not in other.iterancestors() and one is not other:
        other.append(one)
    elif change == 2:
        one.addnext(deepcopy(one))
    elif change == 3:
        one.getparent().remove(one)
    elif change == 4:
        one.set(*rng.choice((("type", "none"), ("when", "19.6.1951"), ("n", "1"), ("place", "here"), ("lang", "x"))))
    elif change == 5 and one.attrib:
        del one.attrib[rng.choice(list(one.attrib))]
    else:
        one.text = "loose"
    return made
