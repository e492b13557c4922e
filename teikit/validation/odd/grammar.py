"""From the specifications of a schema to a RELAX NG grammar.

There is a definition for each element, class, macro, datatype and attribute of a class. Definitions are written when
the engine first needs them, so that a document that uses thirty elements of TEI costs thirty.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from teikit.validation.odd.attributes import Attributes
from teikit.validation.odd.content import ContentWriter, choice_of, document, is_pattern, pattern, repeated
from teikit.validation.odd.model import Attribute, AttributeList, Content, Node, Problem, Spec
from teikit.validation.odd.namespaces import RNG, XML
from teikit.validation.odd.selection import Customization

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
_START = ""  # the key of <start>, as the engine has it


class OddGrammar:
    """The grammar of an ODD, in the form that the RELAX NG engine takes.

    `defines` are the definitions by name (the empty name is the start), `root` the <grammar> that holds them.
    """

    def __init__(self, odd: Customization) -> None:
        self.odd = odd
        self.root = pattern("grammar", ns=odd.namespace, datatypeLibrary=XSD)
        self.defines: dict[str, list[Node]] = {}
        self._labels: dict[tuple[str, str, str], str] = {}
        self._unwritten: dict[Node, Callable[[], list[Node]]] = {}
        self.attributes = Attributes(odd.specs, odd.problems)
        self._content = ContentWriter(odd, self._reference, self._any_element)
        self.members = self._content.members
        for name, (origin, nodes) in odd.imported.items():
            self.defines[name] = nodes
            self._content.origins |= dict.fromkeys(nodes, origin)
        self._define(_START, pattern("start"), partial(self._start, self._root_elements()))
        for (kind, ident), spec in odd.specs.items():
            if kind == "element":
                self._label(kind, ident, "")
                self._declare_element(spec)

    def fill(self, node: Node) -> None:
        """Writes what is in a definition or an element, if it is not written yet."""
        write = self._unwritten.pop(node, None)
        if write is not None:
            if is_pattern(node, "element"):
                del node[-1]  # it stood for the content
            node.extend(write())

    def origin(self, node: Node) -> Node | None:
        """The element of the ODD that a pattern comes from."""
        origins = self._content.origins
        return next((origins[inner] for inner in (node, *node.iterancestors()) if inner in origins), None)

    def reachable(self) -> Iterator[Node]:
        """The definitions that a document can use, all written: the start, then in the order of their names."""
        waiting, seen = [_START], {_START}
        while waiting:
            for node in self.defines[waiting.pop()]:
                self.fill(node)
                for element in node.iter(f"{RNG}element"):
                    self.fill(element)
                names = {ref.get("name", "") for ref in node.iter(f"{RNG}ref")} & self.defines.keys() - seen
                seen |= names
                waiting += names
        for name in sorted(seen):
            yield from self.defines[name]

    # ---------------------------------------------------------------- definitions
    def _define(self, label: str, node: Node, write: Callable[[], list[Node]]) -> None:
        self.root.append(node)
        self.defines[label] = [node]
        self._unwritten[node] = write

    def _label(self, kind: str, name: str, attribute: str) -> str:
        """The name of the pattern for a specification, unique in the grammar."""
        key = kind, name, attribute
        if key not in self._labels:
            label = {"attributes": f"{name}.attributes", "attribute": f"{name}.attribute.{attribute}"}.get(kind, name)
            label = re.sub(r"[^\w.\-]", "_", label)
            taken = label in self.defines
            self._labels[key] = f"{label}_{kind}" if taken else label
        return self._labels[key]

    def _reference(self, kind: str, name: str, attribute: str = "") -> Node:
        """A reference to a specification, to the attributes of a class, or to one of them."""
        label = self._label(kind, name, attribute)
        if label not in self.defines:
            writers: dict[str, Callable[[], list[Node]]] = {
                "attributes": partial(self._class_attributes, name),
                "attribute": partial(self._class_attribute, name, attribute),
                "class": lambda: [self._content.class_members(Content("class", name))],
            }
            write = writers.get(kind, partial(self._definition, kind, name))
            define = pattern("define", name=label)
            spec = self.odd.specs.get((kind, name))
            if spec is not None and spec.node is not None:
                self._content.origins[define] = spec.node
            self._define(label, define, write)
        return pattern("ref", name=label)

    def _definition(self, kind: str, name: str) -> list[Node]:
        content = self._content.content(self.odd.specs[kind, name].content)
        return [pattern("empty") if content is None else content]

    def _any_element(self, content: Content) -> Node:
        name = f"anyElement-{'-'.join((*content.include, 'except', *content.exclude))}"
        label = self._label("any", name, "")
        if label not in self.defines:
            itself = pattern("ref", name=label)
            write = lambda: [self._content.any_element(content, itself)]  # noqa: E731
            self._define(label, pattern("define", name=label), write)
        return pattern("ref", name=label)

    def _root_elements(self) -> list[tuple[str, str]]:
        known = [(kind, name) for name in self.odd.start if (kind := self._content.kind(name))]
        if not self.odd.has_elements:
            self._report("the schema includes no element, so that only its rules count", "info")
        elif not known:
            self._report(
                f"the schema has none of its root elements ({', '.join(self.odd.start)}): correct start", "error"
            )
        for name in self.odd.start if known and self.odd.schema.get("start") else ():
            if not self._content.kind(name):
                self._report(f"start names “{name}”, which the schema does not include", "warning")
        return known

    def _start(self, known: list[tuple[str, str]]) -> list[Node]:
        references = [self._reference(kind, name) for kind, name in known]
        return [pattern("choice", *references) if references else pattern("notAllowed")]

    # ---------------------------------------------------------------- elements
    def _declare_element(self, spec: Spec) -> None:
        label = self._label("element", spec.ident, "")
        node = pattern("element", name=spec.name or spec.ident)
        if spec.namespace is not None:
            node.set("ns", spec.namespace)
        if spec.node is not None:
            self._content.origins[node] = spec.node
        document(node, spec.documentation)
        node.append(pattern("empty"))
        define = pattern("define", node, name=label)
        self.root.append(define)
        self.defines[label] = [define]
        self._unwritten[node] = partial(self._element_content, spec)

    def _element_content(self, spec: Spec) -> list[Node]:
        if spec.values is not None and spec.values.kind == "closed":
            items = spec.values.items
            content: Node | None = choice_of([item.name for item in items], [item.documentation for item in items])
        else:
            content = self._content.content(spec.content)
        if is_pattern(content, "notAllowed") and spec.node is not None:
            message = f"<{spec.ident}> can never be valid: its content needs a class without members"
            self.odd.problems.append(Problem(spec.node, "warning", message))
        effective = self.attributes.of_element(spec)
        return [
            pattern("empty") if content is None else content,
            *(self._reference("attributes", key) for key in effective.classes),
            *(self._reference("attribute", key, name) for key, name in effective.single),
            *self._attribute_list(effective.own),
        ]

    # ---------------------------------------------------------------- attributes
    def _class_attributes(self, key: str) -> list[Node]:
        """All attributes of a class and of those it inherits from, each once."""
        nodes: list[Node] = []
        seen: set[str] = set()
        for inner in self.attributes.closure(key):
            definitions = self.attributes.definitions(inner)
            spec = self.attributes.class_spec(inner)
            attributes = (spec.attributes if spec else None) or AttributeList()
            if inner == key and (attributes.choice or any(isinstance(p, AttributeList) for p in attributes.parts)):
                nodes += self._attribute_list(attributes)
                seen |= {attribute.ident for attribute in attributes.attributes()}
            nodes += [self._reference("attribute", inner, name) for name in definitions if name not in seen]
            seen |= definitions.keys()
        return nodes or [pattern("empty")]

    def _class_attribute(self, key: str, name: str) -> list[Node]:
        return [self._attribute(self.attributes.definitions(key)[name])]

    def _attribute_list(self, attributes: AttributeList) -> list[Node]:
        nodes: list[Node] = []
        for part in attributes.parts:
            if isinstance(part, AttributeList):
                inner = self._attribute_list(part)
                nodes += inner if len(inner) < 2 else [pattern("group", *inner)]
            elif part.mode != "delete" and not part.ident.startswith("xmlns"):
                nodes.append(self._attribute(part))
        return [pattern("choice", *nodes)] if attributes.choice and len(nodes) > 1 else nodes

    def _attribute(self, attribute: Attribute) -> Node:
        name, namespace = attribute.name or attribute.ident, attribute.namespace or ""
        if name.startswith("xml:"):
            name, namespace = name[4:], XML[1:-1]
        node = pattern("attribute", name=name, ns=namespace)
        if attribute.node is not None:
            self._content.origins[node] = attribute.node
        document(node, attribute.documentation)
        node.append(self._value(attribute))
        return node if attribute.usage == "req" else pattern("optional", node)

    def _value(self, attribute: Attribute) -> Node:
        low, high = attribute.occurs
        value = self._word(attribute)
        if is_pattern(value, "text") or (low, high) == (1, 1):
            return value
        if high == 1:
            return pattern("optional", value)
        return pattern("list", *repeated(low, high, partial(self._word, attribute)))

    def _word(self, attribute: Attribute) -> Node:
        """One word of the value of an attribute."""
        values = attribute.values
        names = [item.name for item in values.items] if values else []
        descriptions = [item.documentation for item in values.items] if values else []
        if values is not None and values.kind == "closed":
            return choice_of(names, descriptions)
        content = self._content.content(attribute.datatype)
        if values is None or values.kind != "semi" or is_pattern(content, "text"):
            return pattern("text") if content is None else content
        choice = choice_of(names, descriptions) if names else pattern("choice")
        choice.append(pattern("data", type="Name") if content is None else content)
        return choice

    def _report(self, message: str, severity: str) -> None:
        node = self.odd.schema if self.odd.schema is not self.odd.root else None
        self.odd.problems.append(Problem(node, severity, message))
