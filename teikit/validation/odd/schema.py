"""A compiled ODD: its grammar and its rules, ready to check documents or to be written as files."""

from functools import cache, cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from teikit.core import Diagnostic, Severity, Source, resource, sort_diagnostics
from teikit.validation.odd.content import DOCUMENTATION
from teikit.validation.odd.grammar import OddGrammar
from teikit.validation.odd.model import Attribute, Node, Problem, Spec
from teikit.validation.odd.namespaces import RNG, SCH, TEI
from teikit.validation.odd.quick import QuickRules, Table, quick_table
from teikit.validation.odd.rules import rules_in
from teikit.validation.odd.selection import Customization
from teikit.validation.odd.source import Key
from teikit.validation.relaxng import Schema, SchemaError
from teikit.validation.schematron import Rules, rules_of

_CACHE_SIZE = 300_000  # patterns that a grammar may cache before it is compiled again


class OddSchema:
    """The schema of an ODD. Raises SchemaError, with the places of all errors, or OSError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.odd = Customization(path)
        self.odd.problems += class_loops(self.odd.specs)
        self._refuse_errors()
        self._written = OddGrammar(self.odd)
        self._refuse_errors()
        self._rules: dict[str, Rules | None] = {}

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What is wrong with the ODD as far as it has been compiled, at the places in its files."""
        diagnostics = [self.odd.files.diagnostic(problem) for problem in dict.fromkeys(self.odd.problems)]
        return sort_diagnostics(dict.fromkeys(diagnostics))

    @cached_property
    def grammar(self) -> Schema | None:
        """The grammar for the RELAX NG engine; None for an ODD that includes no element."""
        return _Grammar(self._written, self.path) if self.odd.has_elements else None

    def rules_apply(self, source: Source) -> bool:
        """Whether the rules must be run on a well-formed document."""
        return self._quick is None or self._quick.may_fire(source)

    @cached_property
    def _quick(self) -> QuickRules | None:
        table = self.quick_table()
        return None if table is None else QuickRules(table)

    def quick_table(self) -> Table | None:
        """What decides whether one of the rules may fire, for QuickRules; None where they must be run."""
        return quick_table(rules_in(self._written))

    def rules(self, phase: str) -> Rules | None:
        """The Schematron rules in a phase; None for an ODD without rules. Raises SchematronError."""
        if phase not in self._rules:
            self._rules[phase] = rules_of(rules_in(self._written), self.odd.files.rules, phase)
        return self._rules[phase]

    def current_grammar(self) -> Schema | None:
        """The grammar, compiled again where it has cached too much. Raises SchemaError."""
        if self.grammar is not None and len(self.grammar.patterns) > _CACHE_SIZE:
            del self.grammar
        return self.grammar

    def check_grammar(self, source: Source) -> list[Diagnostic]:
        """The errors of a well-formed document in the grammar. Raises SchemaError."""
        grammar = self.current_grammar()
        return grammar.check(source) if grammar else []

    def attributes_of(self, spec: Spec) -> dict[str, Attribute]:
        """The attributes of an element as they are specified, by name: its own, and those of its classes."""
        attributes = self._written.attributes
        effective = attributes.of_element(spec)
        inherited = [
            a for key in effective.classes for k in attributes.closure(key) for a in attributes.definitions(k).values()
        ]
        inherited += [attributes.definitions(key)[name] for key, name in effective.single]
        return {a.name or a.ident: a for a in (*inherited, *effective.own.attributes())}

    # ---------------------------------------------------------------- as files
    def relaxng(self, with_rules: bool = True) -> bytes:
        """The grammar as a RELAX NG file, with the rules inside or without."""
        prefixes: Any = {None: RNG[1:-1], "a": DOCUMENTATION[1:-14], "sch": SCH[1:-1], "tei": TEI[1:-1]}
        attributes: dict[str, str] = {str(name): str(value) for name, value in self._written.root.items()}
        root = etree.Element(f"{RNG}grammar", attributes, prefixes)
        root.addprevious(etree.Comment(f" Made from {self.path.name} by teikit schema. Change the ODD instead. "))
        rules = _outside_patterns_first(rules_in(self._written)) if with_rules else []
        root.extend([*rules, *self._written.reachable()])
        return _serialised(root)

    def schematron(self) -> bytes:
        """The rules alone, as a Schematron file."""
        pieces = rules_in(self._written)
        nsmap: Any = {None: SCH[1:-1]}
        root = etree.Element(f"{SCH}schema", {"queryBinding": "xslt3"}, nsmap)
        root.extend(_outside_patterns_first(pieces))
        return _serialised(root)

    def _refuse_errors(self) -> None:
        if any(problem.severity == "error" for problem in self.odd.problems):
            errors = [diagnostic for diagnostic in self.diagnostics if diagnostic.severity is Severity.ERROR]
            raise SchemaError("\n".join(f"{error.place}: {error.message}" for error in errors), errors)


class _Grammar(Schema):
    """The grammar of an ODD in the engine. Its errors have places in the ODD."""

    def __init__(self, written: OddGrammar, path: Path) -> None:
        self._odd_grammar = written
        super().__init__(path.absolute().as_uri(), str(path), generated=written)

    def error_at(self, node: Node, message: str) -> SchemaError:
        """The error for what is wrong with a node of the grammar, at its place in the ODD."""
        problem = Problem(self._odd_grammar.origin(node), "error", message)
        diagnostic = self._odd_grammar.odd.files.diagnostic(problem)
        return SchemaError(f"{diagnostic.place}: {message}", [diagnostic])


def class_loops(specs: dict[Key, Spec]) -> list[Problem]:
    """The classes that are members of themselves, each at the memberOf that closes the circle."""
    problems: list[Problem] = []
    finished: set[str] = set()

    def visit(key: str, chain: tuple[str, ...]) -> None:
        spec = specs.get(("class", key))
        for member in spec.classes or () if spec and key not in finished else ():
            if member.mode != "delete" and member.key in (*chain, key):
                circle = " → ".join([*chain, key, member.key])
                message = f"classes are members of each other in a circle ({circle}): remove one of these memberOf"
                problems.append(Problem(member.node, "error", message))
            elif member.mode != "delete":
                visit(member.key, (*chain, key))
        finished.add(key)

    for kind, ident in specs:
        if kind == "class":
            visit(ident, ())
    return problems


def _outside_patterns_first(pieces: list[Node]) -> list[Node]:
    """The pieces in the order that a sch:schema has them: namespaces, other declarations, patterns."""
    return sorted(pieces, key=lambda piece: (piece.tag != f"{SCH}ns", piece.tag == f"{SCH}pattern"))


def _serialised(root: Node) -> bytes:
    etree.strip_attributes(root, "{urn:teikit:schematron}*")
    etree.cleanup_namespaces(root, keep_ns_prefixes=["tei"] if root.find(f".//{SCH}*") is not None else [])
    etree.indent(root)
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8") + b"\n"


@cache
def _compiled(path: Path, place: Path) -> OddSchema:
    return OddSchema(path)


def compile_odd(path: Path) -> OddSchema:
    """The schema of an ODD, compiled once in a process. Raises SchemaError with places in the ODD, OSError."""
    return _compiled(path, path.absolute())  # a relative path is another file in another working folder


def tei_all() -> OddSchema:
    """The schema of all of TEI P5."""
    return compile_odd(resource("schemas", "tei_all.odd"))
