"""The elements that a schema declares anywhere, by name; found without compiling more than is asked for."""

from collections.abc import Iterator

from teikit.validation.relaxng.compile import RNG, Compiler, Node, Scope
from teikit.validation.relaxng.match import Element, Pattern, parts_of, plain_names


class Vocabulary:
    """The element names of a schema."""

    def __init__(self, root: Node, start: Pattern, compiler: Compiler) -> None:
        self._compiler = compiler
        self._owners: dict[Node, tuple[str, Scope]] = {}
        self._nodes: dict[str, list[Node]] = {}
        for node in self._element_nodes(root):
            for name in plain_names(compiler.names(node)) or ():
                self._nodes.setdefault(name, []).append(node)
        self.names = sorted(self._nodes, key=lambda name: (parts_of(name)[1], name))
        self.locals = list(dict.fromkeys(parts_of(name)[1] for name in self.names))
        spaces = [parts_of(name)[0] for name in self.names]
        self._spaces: dict[str, list[str]] = {}
        for name in self.names:
            self._spaces.setdefault(parts_of(name)[1], []).append(parts_of(name)[0])
        self.home = max(dict.fromkeys(spaces), key=spaces.count, default="")

    def _element_nodes(self, root: Node) -> Iterator[Node]:
        if not self._compiler.scopes:
            yield from root.iter(f"{RNG}element")
        for scope in self._compiler.scopes:
            for name, nodes in scope.grammar.defines.items() if scope.grammar else ():
                for define in nodes:
                    self._owners[define] = name, scope
                    yield from define.iter(f"{RNG}element")

    def has(self, name: str) -> bool:
        """Whether the schema declares an element of that name."""
        return name in self._nodes

    def spaces(self, local: str) -> list[str]:
        """The namespaces in which the schema has an element of that local name."""
        return self._spaces.get(local, [])

    def elements(self, name: str) -> list[Element]:
        """The element patterns of a name. Raises Wrong, SchemaError."""
        patterns = (self._element(node) for node in self._nodes.get(name, ()))
        return [element for element in patterns if element is not None]

    def _element(self, node: Node) -> Element | None:
        compiled = self._compiler.made
        around = list(node.iterancestors(f"{RNG}element"))
        define = next((a for a in node.iterancestors() if a in self._owners), None)
        if node not in compiled and define is not None:
            name, scope = self._owners[define]
            self._compiler.named(name, scope)
        for outer in reversed(around):
            if outer in compiled:
                _ = compiled[outer].content
        return compiled.get(node)
