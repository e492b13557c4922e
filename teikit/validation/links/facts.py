"""Collects what the check of links needs from a file in one pass: ids, pointers and private URI schemes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from teikit.core import Diagnostic
from teikit.validation.links.attributes import is_pointer
from teikit.xml import CurrentOffset, EncodedText, MappedText, walk_elements

TEI = "http://www.tei-c.org/ns/1.0"
_XML = "http://www.w3.org/XML/1998/namespace"


_Names = tuple[str, ...]
Seen = Callable[[str, _Names, list[str], int], None]
Judge = Callable[[bytes, Callable[[Any], Seen]], bool]


class Pointer(NamedTuple):
    """An attribute that holds pointers, with the offset of its element and the xml:base in scope."""

    element: str
    attribute: str
    value: str
    offset: int
    base: str


class Target(NamedTuple):
    """An element with an xml:id: its name and its offset."""

    element: str
    offset: int


class Prefix(NamedTuple):
    """A private URI scheme (TEI P5, prefixDef)."""

    match: str
    replacement: str


@dataclass
class Facts:
    """The ids, pointers and private URI schemes of a file.

    `repeated` are ids that an earlier element already has. `root` is the name of the root, with its namespace
    before a closing brace, `root_id` its xml:id; `parts` are the names of the TEI elements in the root.
    """

    ids: dict[str, Target] = field(default_factory=dict)
    repeated: list[tuple[str, Target]] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)
    prefixes: dict[str, list[Prefix]] = field(default_factory=dict)
    root: str = ""
    root_id: str = ""
    parts: set[str] = field(default_factory=set)


class _Plan(NamedTuple):
    """What a start tag with certain attribute names holds: its local name, and where its facts are in the list of expat
    (name, value, name, value …): xml:base and xml:id (0 where it has none), and pointers with their names.
    """

    element: str
    base: int
    xml_id: int
    pointers: tuple[tuple[int, str], ...]
    is_prefix: bool


_PLANS: dict[tuple[str, _Names], _Plan | None] = {}  # of what any document of this process has
_MAX_PLANS = 50_000


def _plan(name: str, names: _Names, separator: str = "}") -> _Plan | None:
    """The plan of a start tag, whose names are `namespace`, `separator`, `local`; None where it holds no facts."""
    key = (name, names)
    if key not in _PLANS:
        if len(_PLANS) >= _MAX_PLANS:
            _PLANS.clear()
        _PLANS[key] = _new_plan(name.replace(separator, "}"), tuple(n.replace(separator, "}") for n in names))
    return _PLANS[key]


def _new_plan(name: str, names: _Names) -> _Plan | None:
    namespace, _, local = name.rpartition("}")
    places = {attribute: 2 * n + 1 for n, attribute in enumerate(names)}
    base, xml_id = places.get(f"{_XML}}}base", 0), places.get(f"{_XML}}}id", 0)
    is_tei = namespace == TEI
    pointers = tuple((n, attribute) for attribute, n in places.items() if is_tei and is_pointer(local, attribute))
    is_prefix = is_tei and local == "prefixDef"
    return _Plan(local, base, xml_id, pointers, is_prefix) if base or xml_id or pointers or is_prefix else None


class _Reader:
    """Collects facts from start tags, whose names are of the form `namespace}local`."""

    def __init__(self) -> None:
        self.facts = Facts()
        self._bases = [(-1, "")]  # the elements around that have an xml:base: their depth, and the base inside

    def start(self, name: str, names: _Names, written: list[str], depth: int, offset: int) -> None:
        """A start tag at an offset, with the names and values of its attributes; `depth` elements are around it."""
        while self._bases[-1][0] >= depth:
            self._bases.pop()
        if depth < 2:
            self.top(name, depth)
        if plan := _plan(name, names):
            self.add(plan, written, depth, offset)

    def add(self, plan: _Plan, written: list[str], depth: int, offset: int) -> None:
        """The facts of a start tag."""
        base = self._bases[-1][1]
        if plan.base:
            base = _resolve(base, written[plan.base])
            self._bases.append((depth, base))
        if plan.xml_id:
            self._id(written[plan.xml_id], Target(plan.element, offset), depth)
        for n, attribute in plan.pointers:
            self.facts.pointers.append(Pointer(plan.element, attribute, written[n], offset, base))
        if plan.is_prefix:
            self._prefix(dict(zip(written[::2], written[1::2], strict=True)))

    def top(self, name: str, depth: int) -> None:
        """The root, or a child of it."""
        if depth == 0:
            self.facts.root = name
        elif name.startswith(f"{TEI}}}"):
            self.facts.parts.add(name.rpartition("}")[2])

    def _id(self, written: str, target: Target, depth: int) -> None:
        name = written.strip()
        if depth == 0:
            self.facts.root_id = written
        if name in self.facts.ids:
            self.facts.repeated.append((name, target))
        else:
            self.facts.ids[name] = target

    def _prefix(self, attributes: dict[str, str]) -> None:
        if ident := attributes.get("ident"):
            prefix = Prefix(attributes.get("matchPattern", ""), attributes.get("replacementPattern", ""))
            self.facts.prefixes.setdefault(ident, []).append(prefix)


def _resolve(base: str, given: str) -> str:
    """The base URI inside an element with this xml:base: the path of a folder, or an absolute address."""
    if not given:
        return base
    if "://" in given or given.startswith("/") or not base:
        return given
    return f"{base[: base.rfind('/') + 1]}{given}"


def facts_of(text: MappedText) -> tuple[Facts, Diagnostic | None]:
    """The facts of a text, and the diagnostic if it is not well-formed."""
    reader, depth = _Reader(), 0

    def start(name: str, attributes: dict[str, str], here: CurrentOffset) -> None:
        nonlocal depth
        written = [word for pair in attributes.items() for word in pair]
        reader.start(name, tuple(attributes), written, depth, here() if attributes else 0)
        depth += 1

    def end(here: CurrentOffset) -> None:
        nonlocal depth
        depth -= 1

    broken = walk_elements(text, start, end)
    return reader.facts, broken


def facts_in_pass(text: MappedText, separator: str, judge: Judge) -> tuple[Facts, bool]:
    """The facts of a well-formed text, collected while `judge` reads it for its own purpose, and what that returns.

    `judge` takes the text in UTF-8, and what makes the handler of start tags for its parser, where `separator` is
    between namespace and name. It need not report elements without attributes. Raises ExpatError.
    """
    encoded, reader = EncodedText(text.text), _Reader()
    seen: list[tuple[_Plan, list[str], int, int]] = []

    def observe(parser: Any) -> Seen:
        seen.clear()  # a judge that cannot finish reads the text again

        def start(name: str, names: _Names, written: list[str], depth: int) -> None:
            if depth < 2:
                reader.top(name.replace(separator, "}"), depth)
            if plan := _plan(name, names, separator):
                seen.append((plan, written, depth, parser.CurrentByteIndex))

        return start

    valid = judge(encoded.data, observe)
    if any(plan.base and depth for plan, _, depth, _ in seen):
        return facts_of(text)[0], valid  # where an element with an xml:base ends has not been seen
    for plan, written, depth, byte in seen:
        reader.add(plan, written, depth, encoded.offset(byte))
    return reader.facts, valid
