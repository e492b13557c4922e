"""The elements that a schema declares, by name, found without compiling more than necessary."""

from collections.abc import Iterator

from teikit.validation.relaxng.compile import RNG, Compiler, Node, Scope
from teikit.validation.relaxng.match import Element, Pattern, listed_names, split_name


class DeclaredElements:
    """The declared elements of a schema. `main_namespace` is the namespace of most of them."""

    def __init__(self, root: Node, start: Pattern, compiler: Compiler) -> None:
        self._compiler = compiler
        self._owners: dict[Node, tuple[str, Scope]] = {}
        self._nodes: dict[str, list[Node]] = {}
        for node in self._element_nodes(root):
            for name in listed_names(compiler.names(node)) or ():
                self._nodes.setdefault(name, []).append(node)
        self.names = sorted(self._nodes, key=lambda name: (split_name(name)[1], name))
        self.local_names = list(dict.fromkeys(split_name(name)[1] for name in self.names))
        namespaces = [split_name(name)[0] for name in self.names]
        self._namespaces: dict[str, list[str]] = {}
        for name in self.names:
            self._namespaces.setdefault(split_name(name)[1], []).append(split_name(name)[0])
        self.main_namespace = max(dict.fromkeys(namespaces), key=namespaces.count, default="")

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

    def namespaces(self, local: str) -> list[str]:
        """The namespaces in which the schema declares an element of that local name."""
        return self._namespaces.get(local, [])

    def elements(self, name: str) -> list[Element]:
        """The element patterns of a name. Raises SchemaNodeError, SchemaError."""
        patterns = (self._element(node) for node in self._nodes.get(name, ()))
        return [element for element in patterns if element is not None]

    def _element(self, node: Node) -> Element | None:
        compiled = self._compiler.elements
        ancestors = list(node.iterancestors(f"{RNG}element"))
        define = next((a for a in node.iterancestors() if a in self._owners), None)
        if node not in compiled and define is not None:
            name, scope = self._owners[define]
            self._compiler.definition(name, scope)
        for outer in reversed(ancestors):
            if outer in compiled:
                _ = compiled[outer].content
        return compiled.get(node)
