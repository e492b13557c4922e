"""The patterns of a phase as plain data: abstract patterns and rules filled in, names and severities settled."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from teikit.core import Severity
from teikit.validation.schematron.embedded import EMBEDDED, named
from teikit.validation.schematron.expressions import filled
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
    """A pattern or group in use.

    `used` is the element that was written, `body` the one with the rules (another where it is an instance of an
    abstract pattern), `given` the parameters. In a group each rule is tried, in a pattern the first that matches.
    """

    used: etree._Element
    body: etree._Element
    given: dict[str, str]
    is_group: bool

    @property
    def id(self) -> str:
        """Its id, or that of the abstract pattern; else empty."""
        return self.used.get("id") or self.body.get("id") or ""

    def fill(self, expression: str | None) -> str:
        """An expression with the parameters put in."""
        return filled(expression or "", self.given)

    @property
    def documents(self) -> etree._Element | None:
        """The element that says which other documents the pattern is about; None for the main one."""
        return next((e for e in (self.used, self.body) if e.get("documents") is not None), None)

    @property
    def lets(self) -> list[etree._Element]:
        """Its own variables."""
        return [*self.body.findall(f"{SCH}let"), *([] if self.used is self.body else self.used.findall(f"{SCH}let"))]

    @property
    def rules(self) -> list[etree._Element]:
        """Its rules that check something."""
        return [rule for rule in self.body.findall(f"{SCH}rule") if not is_true(rule.get("abstract"))]


@dataclass(frozen=True)
class Check:
    """A test, or a rule as a whole: its id or empty, the id of its rule or pattern, severity, `see`, quick fixes."""

    kind: str
    id: str
    named: str
    severity: Severity
    see: str = ""
    fixes: tuple[str, ...] = ()


class Schema:
    """A schema with its includes put in, in one phase. Raises SchematronError for what does not fit together.

    `chooses` says that each document chooses its phase (`#ANY`), `is_xpath1` that its expressions are of XPath 1.0.
    """

    def __init__(self, root: etree._Element, files: Files, phase: str) -> None:
        self.root, self.files = root, files
        binding = root.get("queryBinding", "xslt").lower()
        if binding not in BINDINGS:
            raise files.fault(root, f'the queryBinding "{binding}" is not known; use xslt3', "queryBinding")
        self.is_xpath1 = binding in ("xslt", "xpath")
        self.chooses = (root.get("defaultPhase", ALL) if phase == DEFAULT else phase) == ANY
        self.phase = None if self.chooses else self._phase(phase)
        self._by_id = {(e.tag, e.get("id")): e for e in reversed(list(root.iter(f"{SCH}*"))) if e.get("id")}
        self.namespaces = self._namespaces()

    @property
    def phases(self) -> list[etree._Element]:
        """The phases that say when they are meant (`when`)."""
        return [phase for phase in self.root.iter(f"{SCH}phase") if phase.get("when")]

    def _phase(self, wanted: str) -> etree._Element | None:
        """The phase in use; None for all patterns."""
        name = self.root.get("defaultPhase", ALL) if wanted == DEFAULT else wanted
        if name == ALL:
            return None
        phases = {p.get("id"): p for p in self.root.iter(f"{SCH}phase")}
        if name not in phases:
            known = ", ".join(sorted(filter(None, phases))) or "none"
            attribute = "defaultPhase" if wanted == DEFAULT else ""
            raise self.files.fault(self.root, f'there is no phase "{name}"; the phases are: {known}', attribute)
        return phases[name]

    def _namespaces(self) -> dict[str, str]:
        """The prefixes of the expressions. The empty one stands for names without a prefix."""
        embedded = self.root.get(EMBEDDED) is not None
        namespaces: dict[str, str] = {}
        for ns in self.root.iter(f"{SCH}ns"):
            prefix, uri = ns.get("prefix", ""), ns.get("uri", "")
            if not (re.fullmatch(r"(?!xmlns$)[^\W\d][\w.\-]*|", prefix) and uri):
                raise self.files.fault(
                    ns, f'"{prefix}" cannot stand for "{uri}": a prefix is a name, a namespace is not empty'
                )
            if not embedded and namespaces.get(prefix, uri) != uri:
                raise self.files.fault(ns, f"the prefix {prefix} stands for {namespaces[prefix]} already", "prefix")
            namespaces.setdefault(prefix, uri)
        scope = named(self.root) if embedded else {}
        return {**scope, **namespaces}

    @property
    def lets(self) -> list[etree._Element]:
        """The variables and parameters of the schema; those of the phase come instead of others of the same name."""
        of_phase = [] if self.phase is None else self.phase.findall(f"{SCH}let")
        names = {let.get("name") for let in of_phase}
        own = [e for e in self.root if e.tag in (f"{SCH}let", f"{SCH}param")]
        return [let for let in own if let.get("name") not in names] + of_phase

    @property
    def patterns(self) -> list[Pattern]:
        """The patterns that are active, in their order."""
        written = [p for p in self.root if p.tag in PATTERNS and not is_true(p.get("abstract"))]
        if self.phase is not None:
            active = self._active({p.get("id") for p in written})
            written = [p for p in written if p.get("id") in active]
        return [self._pattern(p) for p in written]

    def _active(self, known: set[str | None]) -> set[str | None]:
        assert self.phase is not None
        for active in self.phase.findall(f"{SCH}active"):
            if active.get("pattern") not in known:
                raise self.files.fault(active, f'there is no pattern "{active.get("pattern")}"', "pattern")
        return {active.get("pattern") for active in self.phase.findall(f"{SCH}active")}

    def _pattern(self, used: etree._Element) -> Pattern:
        group = used.tag == f"{SCH}group"
        if (base := used.get("is-a")) is None:
            return Pattern(used, used, {}, group)
        bodies = [self._by_id.get((tag, base)) for tag in PATTERNS]
        body = next((b for b in bodies if b is not None and is_true(b.get("abstract"))), None)
        if body is None:
            raise self.files.fault(used, f'there is no abstract pattern "{base}"', "is-a")
        given = {p.get("name", ""): p.get("value", "") for p in used.findall(f"{SCH}param")}
        for declared in body.findall(f"{SCH}param"):
            name, value = declared.get("name", ""), declared.get("value")
            if name not in given and value is None:
                raise self.files.fault(used, f'the abstract pattern "{base}" needs the parameter {name}', "is-a")
            given.setdefault(name, value or "")
        return Pattern(used, body, given, group or body.tag == f"{SCH}group")

    def items(self, rule: etree._Element, trail: tuple[str, ...] = ()) -> Iterator[etree._Element]:
        """The variables and tests of a rule, with those of the abstract rules it extends."""
        for item in rule:
            if item.tag != f"{SCH}extends":
                yield item
                continue
            name = item.get("rule", "")
            near = [r for r in rule.itersiblings(f"{SCH}rule", preceding=True) if r.get("id") == name]
            near += [r for r in rule.itersiblings(f"{SCH}rule") if r.get("id") == name]
            base = near[0] if near else self._by_id.get((f"{SCH}rule", name))
            if base is None or not is_true(base.get("abstract")):
                raise self.files.fault(item, f'there is no abstract rule "{name}"', "rule")
            if name in trail:
                raise self.files.fault(item, f'the abstract rule "{name}" extends itself', "rule")
            yield from self.items(base, (*trail, name))

    def part(self, kind: str, name: str) -> etree._Element | None:
        """The diagnostic or property of that id."""
        return self._by_id.get((f"{SCH}{kind}", name))

    def check(self, test: etree._Element, rule: etree._Element, pattern: Pattern, fixes: tuple[str, ...]) -> Check:
        """What is known of a test, or of a rule, before it is run."""
        holders = (test, rule, pattern.used, pattern.body)
        words = [e.get(name, "") for e in holders for name in ("severity", "role", "flag")]
        known = (_SEVERITIES[w] for word in words for w in word.lower().split() if w in _SEVERITIES)
        named = rule.get("id") or pattern.id
        kind = etree.QName(test).localname
        own = test.get("id") or "" if test is not rule else ""
        return Check(kind, own, named, next(known, Severity.ERROR), test.get("see") or rule.get("see") or "", fixes)
