"""Which specifications an ODD selects, and what it changes in them (TEI Guidelines, TD, “Processing”)."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path

from teikit.validation.odd.files import OddFiles
from teikit.validation.odd.merge import Merger
from teikit.validation.odd.model import Attribute, AttributeList, Node, Problem, Rule, Spec
from teikit.validation.odd.namespaces import TEI, XML
from teikit.validation.odd.reader import REFERENCES, SPECS, Reader, is_example, tag, words
from teikit.validation.odd.source import Key, SpecSource, tei_table
from teikit.validation.relaxng import SchemaError, imported_definitions

_TEI_SOURCE = re.compile(r"^tei:|^https?://(?:www\.)?tei-c\.org/|p5subset\.xml$")
_ADDRESS = re.compile(r"^\w+:")
_WRAPPERS = ("specGrp", "div", "p", "head", "list", "item", "ab", "note")
_FIRST = {"tei": 0, "core": 1}


class Customization:
    """An ODD applied to its source.

    `specs` are the specifications of the schema. `outside` are changes of what the schema does not include: only their
    rules count. `imported` are the definitions of RELAX NG modules by name, each with the moduleRef that it comes from.
    `rules` are those about the whole document, `removed` the ids of rules that the ODD deletes.
    """

    def __init__(self, path: Path, files: OddFiles | None = None, chain: tuple[Path, ...] = ()) -> None:
        """Reads the ODD. Raises SchemaError, OSError."""
        self.files = files or OddFiles(path)
        self.path, self._chain = path, (*chain, path.resolve())
        self.problems: list[Problem] = []
        self.specs: dict[Key, Spec] = {}
        self.imported: dict[str, tuple[Node, list[Node]]] = {}
        self.outside: list[Spec] = []
        self.root = self.files.root(path)
        self.schema = next((s for s in self.root.iter(f"{TEI}schemaSpec") if not is_example(s)), self.root)
        self.namespace = self.schema.get("ns", TEI[1:-1])
        self.prefix = self.schema.get("prefix", "")
        self._reader, self._merger = Reader(self.problems), Merger(self.problems)
        self._sources: dict[str, SpecSource] = {}
        self.source = self._source_of(self.schema)
        items = list(self._items(self.schema) if self.schema is not self.root else self._all_items())
        if not items and self.schema is self.root:
            raise SchemaError(f"{path} is no ODD: it has no schemaSpec")
        self._select(items)
        changes = [self._reader.spec(node) for node in items if tag(node) in SPECS]
        for spec in sorted(changes, key=lambda spec: spec.mode != "add"):
            self._apply(spec)
        holders = dict.fromkeys(parent for node in items if (parent := _parent_of_rule(node)) is not None)
        rules = [rule for holder in holders for rule in self._reader.rules(holder)]
        self.rules = [rule for rule in rules if rule.mode != "delete"]
        self.removed = {rule.ident for rule in [*rules, *_rules_in(changes)] if rule.mode == "delete"}

    @property
    def start(self) -> tuple[str, ...]:
        """The names of the root elements."""
        return words(self.schema, "start") or ("TEI", "teiCorpus")

    @property
    def has_elements(self) -> bool:
        """Whether the schema has any element; if not, it is a set of rules."""
        return any(kind == "element" for kind, _ in self.specs)

    # ---------------------------------------------------------------- sources
    def _source_of(self, node: Node) -> SpecSource:
        holder = node if node.get("source") else self.schema
        name = holder.get("source", "")
        if not name:
            return tei_table()
        if name not in self._sources:
            self._sources[name] = self._open(name, holder)
        return self._sources[name]

    def _open(self, name: str, node: Node) -> SpecSource:
        tei = tei_table()
        if _TEI_SOURCE.search(name):
            self._report(node, f"the source “{name}” is not read: {tei.name} of this version of teikit is used", "info")
            return tei
        if _ADDRESS.match(name):
            message = f"the source “{name}” is not fetched: keep a copy in the project and name it; {tei.name} is used"
            self._report(node, message, "warning")
            return tei
        path = self.path.parent / name
        if path.resolve() in self._chain:
            raise SchemaError(self._located(node, f"the source “{name}” leads back to this ODD"))
        if not self.files.exists(path):
            raise SchemaError(self._located(node, f"there is no file “{name}” in the project"))
        return self._read_odd(path, name)

    def _read_odd(self, path: Path, name: str) -> SpecSource:
        """The specifications of another ODD, which is compiled first if it is not compiled yet."""
        root = self.files.root(path)
        if any(not is_example(node) for node in root.iter(f"{TEI}moduleRef")):
            inner = Customization(path, self.files, self._chain)
            self.problems += inner.problems
            return SpecSource(name, (spec.copy(mode="add") for spec in inner.specs.values()))
        reader = Reader([])
        nodes = (node for node in root.iter(*(TEI + kind for kind in SPECS)) if not is_example(node))
        return SpecSource(name, (reader.spec(node).copy(mode="add") for node in nodes))

    # ---------------------------------------------------------------- declarations
    def _items(self, node: Node, chain: tuple[str, ...] = ()) -> Iterator[Node]:
        """The declarations in a schemaSpec, in the groups inside it and in those it references."""
        for child in node:
            name = tag(child)
            if name == "specGrpRef":
                target = child.get("target", "")
                group = self._group(target)
                if group is None or target in chain:
                    wrong = "includes itself" if group is not None else "does not exist"
                    self._report(child, f"the specGrp “{target}” {wrong}")
                else:
                    yield from self._items(group, (*chain, target))
            elif name in _WRAPPERS:
                yield from self._items(child, chain)
            elif name:
                yield child

    def _group(self, target: str) -> Node | None:
        name, _, ident = target.partition("#")
        path = self.path.parent / name if name else self.path
        if name and (_ADDRESS.match(name) or not self.files.exists(path)):
            return None
        groups = (group for group in self.files.root(path).iter(f"{TEI}specGrp") if not is_example(group))
        return next((group for group in groups if not ident or group.get(f"{XML}id") == ident), None)

    def _all_items(self) -> Iterator[Node]:
        """The declarations of a file without a schemaSpec."""
        for node in self.root.iter(*(TEI + kind for kind in (*SPECS, "constraintSpec"))):
            nested = next(node.iterancestors(*(TEI + kind for kind in SPECS)), None) is not None
            if not nested and not is_example(node):
                yield node

    def _select(self, items: list[Node]) -> None:
        modules = [node for node in items if tag(node) == "moduleRef"]
        for node in sorted(modules, key=lambda node: _FIRST.get(node.get("key", ""), 2)):
            if node.get("key"):
                self._select_module(node)
            else:
                self._import_module(node)
        for node in items:
            if tag(node) in REFERENCES:
                self._select_one(node)

    def _select_module(self, node: Node) -> None:
        source, key = self._source_of(node), node.get("key", "")
        members = source.modules.get(key)
        if members is None:
            self._report(node, f"{source.name} has no module “{key}”{nearest(key, source.modules)}")
            return
        included, excluded = words(node, "include"), words(node, "except")
        elements = [ident for kind, ident in members if kind == "element"]
        for name in (*included, *excluded):
            if name not in elements:
                other = source.get("element", name)
                hint = f": it is in the module {other.module}" if other else nearest(name, elements)
                self._report(node, f"the module {key} has no element “{name}”{hint}", "warning")
        # An empty include selects no element: the module is wanted for its classes.
        wanted = set(included) if node.get("include") is not None else set(elements) - set(excluded)
        for kind, ident in members:
            spec = source.get(kind, ident)
            if spec is not None and (kind != "element" or ident in wanted):
                self.specs[kind, ident] = spec

    def _import_module(self, node: Node) -> None:
        """Reads the RELAX NG grammar that a moduleRef names, for the content models that refer to its patterns."""
        url = node.get("url", "")
        path = self.path.parent / url
        if not url or _ADDRESS.match(url):
            message = f"the module “{url}” is not fetched: keep a copy in the project and name its path"
            self._report(node, message, "warning")
        elif not self.files.exists(path):
            self._report(node, f"there is no file “{url}” in the project")
        else:
            overrides = [deepcopy(child) for child in node.iterfind(f"{TEI}content/*") if isinstance(child.tag, str)]
            for child in overrides:
                child.set("ns", child.get("ns", self.namespace))
            uri = path.resolve().as_uri()
            defines = imported_definitions(uri, self.files.read_uri, overrides, node.get("prefix", ""))
            self.imported |= {name: (node, nodes) for name, nodes in defines.items()}

    def _select_one(self, node: Node) -> None:
        source, kind, key = self._source_of(node), REFERENCES[tag(node)], node.get("key", "")
        spec = source.get(kind, key)
        if spec is None:
            self._report(node, f"{source.name} has no {kind} “{key}”{nearest(key, source.names(kind))}")
        else:
            self.specs[kind, key] = _narrowed(spec, node) if kind == "class" else spec

    # ---------------------------------------------------------------- changes
    def _apply(self, spec: Spec) -> None:
        key = spec.kind, spec.ident
        old = self.specs.get(key)
        if spec.mode == "add":
            spec.module = spec.module or f"derived-module-{self.schema.get('ident', '')}"
            self.specs[key] = spec
        elif old is None:
            self._apply_outside(spec)
        elif spec.mode == "delete":
            del self.specs[key]
        elif spec.mode == "replace":
            spec.module = spec.module or old.module
            self.specs[key] = spec
        else:
            self.specs[key] = self._merger.spec(old, spec)

    def _apply_outside(self, spec: Spec) -> None:
        """Keeps the rules of a change of what the schema does not include."""
        if self.source.get(spec.kind, spec.ident) is None:
            hint = nearest(spec.ident, self.source.names(spec.kind))
            self._report(spec.node, f"there is no {spec.kind} “{spec.ident}” to {spec.mode}{hint}", "warning")
        elif spec.mode != "delete":
            self.outside.append(spec)
            self._report(
                spec.node, f"the schema does not include the {spec.kind} “{spec.ident}”: only its rules count", "info"
            )

    def _report(self, node: Node | None, message: str, severity: str = "error") -> None:
        self.problems.append(Problem(node, severity, message))

    def _located(self, node: Node, message: str) -> str:
        diagnostic = self.files.diagnostic(Problem(node, "error", message))
        return f"{diagnostic.place}: {message}"


def _parent_of_rule(node: Node) -> Node | None:
    return node.getparent() if tag(node) == "constraintSpec" else None


def _rules_in(specs: Iterable[Spec]) -> Iterator[Rule]:
    for spec in specs:
        yield from spec.rules


def _narrowed(spec: Spec, node: Node) -> Spec:
    """An attribute class with the attributes that a classRef includes or does not exclude."""
    included, excluded = words(node, "include"), words(node, "except")
    if spec.attributes is None or not (included or excluded):
        return spec

    def is_kept(part: Attribute | AttributeList) -> bool:
        if isinstance(part, AttributeList):
            return True
        return part.ident in included if node.get("include") is not None else part.ident not in excluded

    parts = tuple(filter(is_kept, spec.attributes.parts))
    return spec.copy(attributes=AttributeList(spec.attributes.choice, parts, spec.attributes.references))


def nearest(name: str, known: Iterable[str]) -> str:
    """A suggestion for a name that does not exist, as the end of a message."""
    from difflib import get_close_matches  # only ODDs with mistakes need it

    close = get_close_matches(name, list(known), 1)
    return f"; did you mean “{close[0]}”?" if close else ""
