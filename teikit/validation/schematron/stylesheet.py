"""A schema as an XSLT 3.0 stylesheet that returns its findings as strings.

The stylesheet walks a document once. Each rule is a template in one mode; a node goes through all rules that match it,
first to last, but in each pattern only the first takes effect (`done` carries the patterns that had theirs; below the
node it starts anew). A finding is one string: number of the check, number of the document, of the element, and of the
text, comment or instruction in it (from 0 in document order), name of the attribute, properties, message.

Expressions stand in the stylesheet as they are written, one an attribute, never inside another expression: what is
odd in them can be wrong, but cannot become other code. What fails while it runs is caught: in a test for that test, in
a variable for its rule. A context that fails on a node does not match it (so XSLT has it).
"""

from dataclasses import dataclass

from lxml import etree

from teikit.core import Severity
from teikit.validation.schematron.expand import Check, Pattern, Schema
from teikit.validation.schematron.expressions import visits
from teikit.validation.schematron.load import SCH, XSL
from teikit.validation.schematron.messages import fixes_of, write_message, write_properties
from teikit.validation.schematron.resources import write_readers
from teikit.validation.schematron.stylesheet_writer import STRINGS, XS, Sheet, T

SEPARATOR = "\u241f"
FAILED = "!"
START = f"{T}start"
_TOP = 1_000_000
_MOST_FILES = 200
_TAKEN = tuple(
    f"{XSL}{kind}"
    for kind in ("function", "key", "variable", "param", "template", "mode", "accumulator", "decimal-format")
)
_ERROR = "$Q{http://www.w3.org/2005/xqt-errors}"


@dataclass(frozen=True)
class Compiled:
    """A schema as a stylesheet, and its checks by number."""

    sheet: Sheet
    checks: tuple[Check, ...]


def compiled(schema: Schema) -> Compiled:
    """Writes the stylesheet of a schema. Raises SchematronError for what is wrong in the schema."""
    return _Writer(schema).compiled()


class _Writer:
    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.sheet = Sheet(schema.namespaces, schema.files, schema.is_xpath1)
        self.checks: list[Check] = []
        self.rules = 0

    def compiled(self) -> Compiled:
        patterns = self.schema.patterns
        self._variables(patterns)
        self._xslt(self.schema.root)
        self._finding()
        modes: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            element = pattern.documents
            key = self.sheet.expression((element, "documents", pattern)) if element is not None else ""
            modes.setdefault(key, []).append(pattern)
        start = self._template(match="/", mode=START)
        if self.schema.chooses:
            self._choice(start)
            modes = {}
        for number, (documents, members) in enumerate(modes.items()):
            mode = f"{T}walk-{number}"
            self._start(start, mode, members[0] if documents else None)
            self._walk(mode, members)
        write_readers(self.sheet)
        return Compiled(self.sheet, tuple(self.checks))

    # ------------------------------------------------------------ variables and XSLT of the schema
    def _variables(self, patterns: list[Pattern]) -> None:
        """All variables that are global; one of a pattern gets another name where another has its name."""
        self._once(self.schema.lets)
        every = [let.get("name") for lets in (self.schema.lets, *(p.lets for p in patterns)) for let in lets]
        for number, pattern in enumerate(patterns):
            self._once(pattern.lets)
            names = {let.get("name", "") for let in pattern.lets if every.count(let.get("name")) > 1}
            self.sheet.variables[id(pattern.used)] = {name: f"{T}{name}-{number}" for name in names}
        for let in self.schema.lets:
            self._let(let, self.sheet.root, None)
        for pattern in patterns:
            for let in pattern.lets:
                self._let(let, self.sheet.root, pattern)

    def _once(self, lets: list[etree._Element]) -> None:
        names = set()
        for let in lets:
            if let.get("name") in names:
                raise self.schema.files.fault(let, f"the variable {let.get('name')} is there already", "name")
            names.add(let.get("name"))

    def _let(self, let: etree._Element, into: etree._Element, pattern: Pattern | None) -> None:
        names = self.sheet.variables.get(id(pattern.used), {}) if pattern else {}
        name = let.get("name", "")
        if let.tag == f"{SCH}param" and let.get("value") is None:
            raise self.schema.files.fault(let, f"the parameter {name} has no value")
        written = (let, "value", pattern) if let.get("value") is not None else None
        variable = self.sheet.add(into, "variable", written, "select", name=names.get(name, name))
        if let.get("as"):
            variable.set("as", let.get("as", ""))
        if written is None:
            variable.text = let.text
            variable.extend([self.sheet.copied(child, pattern) for child in let])
            if not let.get("as"):
                variable.set("as", "node()*")

    def _xslt(self, inside: etree._Element, imported: bool = False) -> None:
        """Takes over XSLT of the schema, and of the local stylesheets it includes or imports."""
        for child in inside:
            if child.tag == f"{XSL}include":
                self._xslt(self._other(child), imported)
            elif child.tag in _TAKEN and not (imported and self._has(child)):
                self.sheet.root.append(self.sheet.copied(child))
        for child in inside.findall(f"{XSL}import"):
            self._xslt(self._other(child), imported=True)

    def _other(self, link: etree._Element) -> etree._Element:
        """The root of the stylesheet that an include or import names."""
        files = self.schema.files
        if len(files.opened) > _MOST_FILES:
            raise files.fault(link, f"{link.get('href')} includes itself", "href")
        return files.root(files.local(link, link.get("href", ""))[0])

    def _has(self, xslt: etree._Element) -> bool:
        """Whether the stylesheet has what overrides an imported function, variable or template."""
        arity = len(xslt.findall(f"{XSL}param")) if xslt.tag == f"{XSL}function" else 0
        same = [e for e in self.sheet.root.findall(xslt.tag) if xslt.get("name") and e.get("name") == xslt.get("name")]
        return any(not arity or len(e.findall(f"{XSL}param")) == arity for e in same)

    # ------------------------------------------------------------ the walk
    def _template(self, **attributes: str) -> etree._Element:
        return self.sheet.add(self.sheet.root, "template", None, "", as_=STRINGS, **attributes)

    def _start(self, into: etree._Element, mode: str, subordinate: Pattern | None) -> None:
        """Starts a walk: at the root, at what the phase says, or at the roots of other documents."""
        phase = self.schema.phase
        if subordinate is not None and subordinate.documents is not None:
            attempt = self.sheet.add(into, "try")
            written = (subordinate.documents, "documents", subordinate)
            each = self.sheet.add(attempt, "for-each", written, "select")
            self.sheet.add(each, "apply-templates", select=f"{T}subordinate(.)", mode=mode)
            self._caught(attempt, Check("rule", "", subordinate.id, self._severity(subordinate)), f"${T}main")
        elif phase is not None and phase.get("from"):
            each = self.sheet.add(into, "for-each", (phase, "from", None), "select")
            self.sheet.add(each, "apply-templates", select=".", mode=mode)
        else:
            self.sheet.add(into, "apply-templates", select=".", mode=mode)

    def _choice(self, into: etree._Element) -> None:
        """Returns the id of the first phase that is meant for the document."""
        choice = self.sheet.add(into, "choose")
        for phase in self.schema.phases:
            meant = self.sheet.add(choice, "when", (phase, "when", None), "test")
            self.sheet.add(self.sheet.add(meant, "value-of"), "text").text = phase.get("id")
        self.sheet.add(choice, "otherwise")

    def _severity(self, pattern: Pattern) -> Severity:
        return self.schema.check(pattern.used, pattern.used, pattern, ()).severity

    def _walk(self, mode: str, patterns: list[Pattern]) -> None:
        self.sheet.add(self.sheet.root, "mode", name=mode)
        contexts = [p.fill(r.get("context")) for p in patterns for r in p.rules]
        down = self._template(match=".", mode=mode, priority="0")
        onward = self.sheet.add(down, "apply-templates", select=visits(contexts), mode=mode)
        self.sheet.add(onward, "with-param", name=f"{T}done", tunnel="yes", select="()")
        for pattern in patterns:
            first = self.rules + 1  # stands for the pattern in `done`; in a group each rule stands for itself
            for rule in pattern.rules:
                self.rules += 1
                self._rule(rule, pattern, mode, self.rules if pattern.is_group else first)

    def _rule(self, rule: etree._Element, pattern: Pattern, mode: str, number: int) -> None:
        sheet = self.sheet
        template = sheet.add(
            sheet.root, "template", (rule, "context", pattern), "match",
            mode=mode, priority=str(_TOP - self.rules), as_=STRINGS,
        )  # fmt: skip
        sheet.add(template, "param", name=f"{T}done", tunnel="yes", select="()", as_=f"{XS}integer*")
        guard = sheet.add(template, "if", test=f"not(${T}done = {number})")
        sheet.add(guard, "variable", name=f"{T}node", select=".")
        attempt = inside = sheet.add(guard, "try")
        if rule.get("visit-each") is not None:
            inside = sheet.add(attempt, "for-each", (rule, "visit-each", pattern), "select")
        self._items(rule, pattern, inside)
        self._caught(attempt, self.schema.check(rule, rule, pattern, ()), f"${T}node")
        onward = sheet.add(template, "next-match")
        sheet.add(onward, "with-param", name=f"{T}done", tunnel="yes", select=f"${T}done, {number}")

    def _items(self, rule: etree._Element, pattern: Pattern, into: etree._Element) -> None:
        items = list(self.schema.items(rule))
        self._once(rule.findall(f"{SCH}let"))
        for item in items:
            if item.tag == f"{SCH}let":
                self._let(item, into, pattern)
            elif item.tag in (f"{SCH}assert", f"{SCH}report"):
                self._test(item, rule, pattern, into)

    def _test(self, test: etree._Element, rule: etree._Element, pattern: Pattern, into: etree._Element) -> None:
        sheet = self.sheet
        attempt = sheet.add(into, "try")
        if test.tag == f"{SCH}report":
            wrong = sheet.add(attempt, "if", (test, "test", pattern))
        else:
            choice = sheet.add(attempt, "choose")
            sheet.add(choice, "when", (test, "test", pattern))
            wrong = sheet.add(choice, "otherwise")
        check = self.schema.check(test, rule, pattern, fixes_of(self.schema, test, rule))
        call = self._call(wrong, str(len(self.checks)))
        for holder in (test, rule):
            if holder.get("subject"):
                sheet.add(call, "with-param", (holder, "subject", pattern), "select", name=f"{T}at")
                break
        write_message(sheet, self.schema, pattern, test, sheet.add(call, "with-param", name=f"{T}said"))
        if test.get("properties"):
            write_properties(sheet, self.schema, pattern, test, sheet.add(call, "with-param", name=f"{T}properties"))
        self._caught(attempt, check, f"${T}node")

    # ------------------------------------------------------------ findings
    def _call(self, into: etree._Element, check: str, node: str = f"${T}node") -> etree._Element:
        call = self.sheet.add(into, "call-template", name=f"{T}finding")
        self.sheet.add(call, "with-param", name=f"{T}check", select=f"'{check}'")
        self.sheet.add(call, "with-param", name=f"{T}node", select=node)
        return call

    def _caught(self, attempt: etree._Element, check: Check, node: str) -> None:
        """What is returned where an expression fails while it runs. Counts the check."""
        caught = self.sheet.add(attempt, "catch")
        call = self._call(caught, f"{FAILED}{len(self.checks)}", node)
        self.sheet.add(call, "with-param", name=f"{T}said", select=f"{_ERROR}description")
        self.checks.append(check)

    def _finding(self) -> None:
        """The template that makes the string of a finding, and what numbers the nodes."""
        sheet, root = self.sheet, self.sheet.root
        for name, match in (("element", "*"), ("leaf", "text() | comment() | processing-instruction()")):
            counted = sheet.add(root, "accumulator", name=f"{T}{name}", as_=f"{XS}integer", initial_value="-1")
            sheet.add(counted, "accumulator-rule", match=match, select="$value + 1")
        sheet.add(root, "mode", name=START, use_accumulators="#all")
        template = self._template(name=f"{T}finding")
        for name in ("check", "node", "at", "said", "properties"):
            sheet.add(template, "param", name=f"{T}{name}", select="()")
        known = f"(${T}main, ${T}documents)"
        sheet.add(
            template, "variable", name=f"{T}where",
            select=f"((${T}at, .)[. instance of node()][root() intersect {known}], ${T}node)[1]",
        )  # fmt: skip
        element = f"${T}where/ancestor-or-self::*[1]/accumulator-before('{T}element')"
        leaf = f"${T}where/(self::text() | self::comment() | self::processing-instruction())"
        parts = (
            f"${T}check",
            f"for $d in 1 to count({known}) return if ({known}[$d] is ${T}where/root()) then $d - 1 else ()",
            f"string(({element}, 0)[1])",
            f"string({leaf}/accumulator-before('{T}leaf'))",
            f"${T}where/self::attribute()/name()",
            f"translate(string(${T}properties), '{SEPARATOR}', ' ')",
            f"translate(string-join(${T}said ! string()), '{SEPARATOR}', ' ')",
        )
        joined = ", ".join(f"string-join(({part}) ! string(), ' ')" for part in parts)
        sheet.add(template, "sequence", select=f"string-join(({joined}), '{SEPARATOR}')")
