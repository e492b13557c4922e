"""The patterns of a phase as plain data: abstract patterns and rules instantiated, ids and severities determined."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from teikit.core import Severity
from teikit.validation.schematron.embedded import EMBEDDED, declared_prefixes
from teikit.validation.schematron.expressions import substitute_parameters
from teikit.validation.schematron.load import SCH, Files, is_true

ALL, DEFAULT, ANY = "#ALL", "#DEFAULT", "#ANY"
BINDINGS = ("xslt", "xslt2", "xslt3", "xslt4", "xpath", "xpath2", "xpath3", "xpath31")
PATTERNS = (f"{SCH}pattern", f"{SCH}group")
_SEVERITIES = {
    **dict.fromkeys(("fatal", "error"), Severity.ERROR),
    **dict.fromkeys(("warn", "warning", "nonfatal", "caution"), Severity.WARNING),
    **dict.fromkeys(("info", "information", "hint", "note", "tip", "suggestion"), Severity.INFO),
}


@dataclass(frozen=True)
class Pattern:
    """An active pattern or group.

    `instance` is the element in the schema and `definition` the one with the rules (a different one for an instance of
    an abstract pattern). `parameters` are those of the instance. In a group every rule applies, in a pattern only the
    first that matches.
    """

    instance: etree._Element
    definition: etree._Element
    parameters: dict[str, str]
    is_group: bool

    @property
    def id(self) -> str:
        """Its id or that of its abstract pattern, else empty."""
        return self.instance.get("id") or self.definition.get("id") or ""

    def fill(self, expression: str | None) -> str:
        """An expression with the parameters substituted."""
        return substitute_parameters(expression or "", self.parameters)

    @property
    def documents(self) -> etree._Element | None:
        """The element whose attribute selects other documents for the pattern; None for the main document."""
        return next((e for e in (self.instance, self.definition) if e.get("documents") is not None), None)

    @property
    def lets(self) -> list[etree._Element]:
        """Its own variables."""
        return [
            *self.definition.findall(f"{SCH}let"),
            *([] if self.instance is self.definition else self.instance.findall(f"{SCH}let")),
        ]

    @property
    def rules(self) -> list[etree._Element]:
        """Its rules that are not abstract."""
        return [rule for rule in self.definition.findall(f"{SCH}rule") if not is_true(rule.get("abstract"))]


@dataclass(frozen=True)
class Check:
    """A test, or a rule as a whole: its id or empty, the id of its rule or pattern, severity, `see`, quick fixes."""

    kind: str
    id: str
    parent_id: str
    severity: Severity
    see: str = ""
    fixes: tuple[str, ...] = ()


class Schema:
    """A schema in one phase, after its includes are resolved. Raises SchematronError for inconsistent schemas.

    `chooses_phase`: each document selects its phase (`#ANY`). `is_xpath1`: the expressions are XPath 1.0.
    """

    def __init__(self, root: etree._Element, files: Files, phase: str) -> None:
        self.root, self.files = root, files
        binding = root.get("queryBinding", "xslt").lower()
        if binding not in BINDINGS:
            raise files.error(root, f'the queryBinding "{binding}" is unknown; use xslt3', "queryBinding")
        self.is_xpath1 = binding in ("xslt", "xpath")
        self.chooses_phase = (root.get("defaultPhase", ALL) if phase == DEFAULT else phase) == ANY
        self.phase = None if self.chooses_phase else self._phase(phase)
        self._by_id = {(e.tag, e.get("id")): e for e in reversed(list(root.iter(f"{SCH}*"))) if e.get("id")}
        self.namespaces = self._namespaces()

    @property
    def phases(self) -> list[etree._Element]:
        """The phases with a condition (`when`)."""
        return [phase for phase in self.root.iter(f"{SCH}phase") if phase.get("when")]

    def _phase(self, requested: str) -> etree._Element | None:
        """The selected phase; None for all patterns."""
        name = self.root.get("defaultPhase", ALL) if requested == DEFAULT else requested
        if name == ALL:
            return None
        phases = {p.get("id"): p for p in self.root.iter(f"{SCH}phase")}
        if name not in phases:
            known = ", ".join(sorted(filter(None, phases))) or "none"
            attribute = "defaultPhase" if requested == DEFAULT else ""
            raise self.files.error(self.root, f'there is no phase "{name}"; the phases are: {known}', attribute)
        return phases[name]

    def _namespaces(self) -> dict[str, str]:
        """The prefixes of the expressions. The empty prefix applies to names without a prefix."""
        embedded = self.root.get(EMBEDDED) is not None
        namespaces: dict[str, str] = {}
        for ns in self.root.iter(f"{SCH}ns"):
            prefix, uri = ns.get("prefix", ""), ns.get("uri", "")
            if not (re.fullmatch(r"(?!xmlns$)[^\W\d][\w.\-]*|", prefix) and uri):
                raise self.files.error(
                    ns,
                    f'cannot bind the prefix "{prefix}" to "{uri}": a prefix is a name, a namespace is not empty',
                )
            if not embedded and namespaces.get(prefix, uri) != uri:
                raise self.files.error(ns, f"the prefix {prefix} is already bound to {namespaces[prefix]}", "prefix")
            namespaces.setdefault(prefix, uri)
        scope = declared_prefixes(self.root) if embedded else {}
        return {**scope, **namespaces}

    @property
    def lets(self) -> list[etree._Element]:
        """The variables and parameters of the schema; those of the phase override others of the same name."""
        of_phase = [] if self.phase is None else self.phase.findall(f"{SCH}let")
        names = {let.get("name") for let in of_phase}
        declared = [e for e in self.root if e.tag in (f"{SCH}let", f"{SCH}param")]
        return [let for let in declared if let.get("name") not in names] + of_phase

    @property
    def patterns(self) -> list[Pattern]:
        """The active patterns, in the order of the schema."""
        written = [p for p in self.root if p.tag in PATTERNS and not is_true(p.get("abstract"))]
        if self.phase is not None:
            active = self._active({p.get("id") for p in written})
            written = [p for p in written if p.get("id") in active]
        return [self._pattern(p) for p in written]

    def _active(self, known: set[str | None]) -> set[str | None]:
        assert self.phase is not None
        for active in self.phase.findall(f"{SCH}active"):
            if active.get("pattern") not in known:
                raise self.files.error(active, f'there is no pattern "{active.get("pattern")}"', "pattern")
        return {active.get("pattern") for active in self.phase.findall(f"{SCH}active")}

    def _pattern(self, instance: etree._Element) -> Pattern:
        group = instance.tag == f"{SCH}group"
        if (base := instance.get("is-a")) is None:
            return Pattern(instance, instance, {}, group)
        bodies = [self._by_id.get((tag, base)) for tag in PATTERNS]
        definition = next((b for b in bodies if b is not None and is_true(b.get("abstract"))), None)
        if definition is None:
            raise self.files.error(instance, f'there is no abstract pattern "{base}"', "is-a")
        parameters = {p.get("name", ""): p.get("value", "") for p in instance.findall(f"{SCH}param")}
        for declared in definition.findall(f"{SCH}param"):
            name, value = declared.get("name", ""), declared.get("value")
            if name not in parameters and value is None:
                raise self.files.error(instance, f'the abstract pattern "{base}" needs the parameter {name}', "is-a")
            parameters.setdefault(name, value or "")
        return Pattern(instance, definition, parameters, group or definition.tag == f"{SCH}group")

    def items(self, rule: etree._Element, chain: tuple[str, ...] = ()) -> Iterator[etree._Element]:
        """The variables and tests of a rule, including those of the abstract rules it extends."""
        for item in rule:
            if item.tag != f"{SCH}extends":
                yield item
                continue
            name = item.get("rule", "")
            candidates = [r for r in rule.itersiblings(f"{SCH}rule", preceding=True) if r.get("id") == name]
            candidates += [r for r in rule.itersiblings(f"{SCH}rule") if r.get("id") == name]
            base = candidates[0] if candidates else self._by_id.get((f"{SCH}rule", name))
            if base is None or not is_true(base.get("abstract")):
                raise self.files.error(item, f'there is no abstract rule "{name}"', "rule")
            if name in chain:
                raise self.files.error(item, f'the abstract rule "{name}" extends itself', "rule")
            yield from self.items(base, (*chain, name))

    def part(self, kind: str, name: str) -> etree._Element | None:
        """The diagnostic or property with that id."""
        return self._by_id.get((f"{SCH}{kind}", name))

    def check(self, test: etree._Element, rule: etree._Element, pattern: Pattern, fixes: tuple[str, ...]) -> Check:
        """The properties of a test, or of a rule, that are known before it runs."""
        holders = (test, rule, pattern.instance, pattern.definition)
        values = [e.get(name, "") for e in holders for name in ("severity", "role", "flag")]
        severities = (_SEVERITIES[w] for word in values for w in word.lower().split() if w in _SEVERITIES)
        parent_id = rule.get("id") or pattern.id
        kind = etree.QName(test).localname
        own_id = test.get("id") or "" if test is not rule else ""
        return Check(
            kind, own_id, parent_id, next(severities, Severity.ERROR), test.get("see") or rule.get("see") or "", fixes
        )
