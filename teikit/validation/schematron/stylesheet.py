"""Compiles a schema to an XSLT 3.0 stylesheet that returns its results as strings.

The stylesheet walks a document once. Each rule is a template of one mode. A node passes all rules that match it, in
order, but within a pattern only the first one applies (the tunnel parameter `done` holds the patterns that have been
applied; it is reset for child nodes). A result is one string: the number of the check, of the document, of the element,
and of the text, comment or instruction in it (from 0 in document order), the name of the attribute, the properties and
the message.

Expressions are copied into the stylesheet unchanged, one in an attribute and never inside another expression. A
malformed expression is therefore an error but cannot inject code. Errors at run time are caught: in a test for that
test, in a variable for its rule. A context whose evaluation fails does not match, as XSLT defines it.
"""

from dataclasses import dataclass

from lxml import etree

from teikit.core import Severity
from teikit.validation.schematron.expand import Check, Pattern, Schema
from teikit.validation.schematron.expressions import visited_nodes
from teikit.validation.schematron.load import SCH, XSL
from teikit.validation.schematron.messages import fixes_of, write_message, write_properties
from teikit.validation.schematron.resources import write_readers
from teikit.validation.schematron.stylesheet_writer import STRINGS, TK, XS, Stylesheet

SEPARATOR = "\u241f"
FAILED = "!"
START = f"{TK}start"
_TOP_PRIORITY = 1_000_000
_MAX_FILES = 200
_COPIED = tuple(
    f"{XSL}{kind}"
    for kind in ("function", "key", "variable", "param", "template", "mode", "accumulator", "decimal-format")
)
_ERROR = "$Q{http://www.w3.org/2005/xqt-errors}"


@dataclass(frozen=True)
class Compiled:
    """A compiled schema: the stylesheet, and its checks by number."""

    sheet: Stylesheet
    checks: tuple[Check, ...]


def compile_schema(schema: Schema) -> Compiled:
    """Compiles a schema. Raises SchematronError for errors in the schema."""
    return _Writer(schema).write()


class _Writer:
    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.sheet = Stylesheet(schema.namespaces, schema.files, schema.is_xpath1)
        self.checks: list[Check] = []
        self.rules = 0

    def write(self) -> Compiled:
        patterns = self.schema.patterns
        self._variables(patterns)
        self._xslt(self.schema.root)
        self._diagnostic_template()
        modes: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            element = pattern.documents
            key = self.sheet.expression((element, "documents", pattern)) if element is not None else ""
            modes.setdefault(key, []).append(pattern)
        start = self._template(match="/", mode=START)
        if self.schema.chooses_phase:
            self._phase_choice(start)
            modes = {}
        for number, (documents, members) in enumerate(modes.items()):
            mode = f"{TK}walk-{number}"
            self._start_walk(start, mode, members[0] if documents else None)
            self._pattern_mode(mode, members)
        write_readers(self.sheet)
        return Compiled(self.sheet, tuple(self.checks))

    # ------------------------------------------------------------ variables and XSLT of the schema
    def _variables(self, patterns: list[Pattern]) -> None:
        """Declares all global variables; a variable of a pattern is renamed if another one has the same name."""
        self._check_unique(self.schema.lets)
        every = [let.get("name") for lets in (self.schema.lets, *(p.lets for p in patterns)) for let in lets]
        for number, pattern in enumerate(patterns):
            self._check_unique(pattern.lets)
            names = {let.get("name", "") for let in pattern.lets if every.count(let.get("name")) > 1}
            self.sheet.variables[id(pattern.instance)] = {name: f"{TK}{name}-{number}" for name in names}
        for let in self.schema.lets:
            self._let(let, self.sheet.root, None)
        for pattern in patterns:
            for let in pattern.lets:
                self._let(let, self.sheet.root, pattern)

    def _check_unique(self, lets: list[etree._Element]) -> None:
        names = set()
        for let in lets:
            if let.get("name") in names:
                raise self.schema.files.error(let, f"the variable {let.get('name')} is already declared", "name")
            names.add(let.get("name"))

    def _let(self, let: etree._Element, into: etree._Element, pattern: Pattern | None) -> None:
        names = self.sheet.variables.get(id(pattern.instance), {}) if pattern else {}
        name = let.get("name", "")
        if let.tag == f"{SCH}param" and let.get("value") is None:
            raise self.schema.files.error(let, f"the parameter {name} has no value")
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
        """Copies the XSLT of the schema, and of the local stylesheets it includes or imports."""
        for child in inside:
            if child.tag == f"{XSL}include":
                self._xslt(self._linked_root(child), imported)
            elif child.tag in _COPIED and not (imported and self._is_overridden(child)):
                self.sheet.root.append(self.sheet.copied(child))
        for child in inside.findall(f"{XSL}import"):
            self._xslt(self._linked_root(child), imported=True)

    def _linked_root(self, link: etree._Element) -> etree._Element:
        """The root of the stylesheet that an include or import references."""
        files = self.schema.files
        if len(files.opened) > _MAX_FILES:
            raise files.error(link, f"{link.get('href')} includes itself", "href")
        return files.load_root(files.resolve(link, link.get("href", ""))[0])

    def _is_overridden(self, xslt: etree._Element) -> bool:
        """Whether the stylesheet already has a function, variable or template that overrides an imported one."""
        arity = len(xslt.findall(f"{XSL}param")) if xslt.tag == f"{XSL}function" else 0
        same = [e for e in self.sheet.root.findall(xslt.tag) if xslt.get("name") and e.get("name") == xslt.get("name")]
        return any(not arity or len(e.findall(f"{XSL}param")) == arity for e in same)

    # ------------------------------------------------------------ the walk
    def _template(self, **attributes: str) -> etree._Element:
        return self.sheet.add(self.sheet.root, "template", None, "", as_=STRINGS, **attributes)

    def _start_walk(self, into: etree._Element, mode: str, subordinate: Pattern | None) -> None:
        """Starts a walk at the root, at the nodes that the phase selects, or at the roots of other documents."""
        phase = self.schema.phase
        if subordinate is not None and subordinate.documents is not None:
            attempt = self.sheet.add(into, "try")
            written = (subordinate.documents, "documents", subordinate)
            each = self.sheet.add(attempt, "for-each", written, "select")
            self.sheet.add(each, "apply-templates", select=f"{TK}subordinate(.)", mode=mode)
            self._catch(attempt, Check("rule", "", subordinate.id, self._severity(subordinate)), f"${TK}main")
        elif phase is not None and phase.get("from"):
            each = self.sheet.add(into, "for-each", (phase, "from", None), "select")
            self.sheet.add(each, "apply-templates", select=".", mode=mode)
        else:
            self.sheet.add(into, "apply-templates", select=".", mode=mode)

    def _phase_choice(self, into: etree._Element) -> None:
        """Returns the id of the first phase whose condition is true for the document."""
        choice = self.sheet.add(into, "choose")
        for phase in self.schema.phases:
            applies = self.sheet.add(choice, "when", (phase, "when", None), "test")
            self.sheet.add(self.sheet.add(applies, "value-of"), "text").text = phase.get("id")
        self.sheet.add(choice, "otherwise")

    def _severity(self, pattern: Pattern) -> Severity:
        return self.schema.check(pattern.instance, pattern.instance, pattern, ()).severity

    def _pattern_mode(self, mode: str, patterns: list[Pattern]) -> None:
        self.sheet.add(self.sheet.root, "mode", name=mode)
        contexts = [p.fill(r.get("context")) for p in patterns for r in p.rules]
        down = self._template(match=".", mode=mode, priority="0")
        next_step = self.sheet.add(down, "apply-templates", select=visited_nodes(contexts), mode=mode)
        self.sheet.add(next_step, "with-param", name=f"{TK}done", tunnel="yes", select="()")
        for pattern in patterns:
            first = self.rules + 1  # the number in `done`: that of the pattern, or in a group that of the rule
            for rule in pattern.rules:
                self.rules += 1
                self._rule(rule, pattern, mode, self.rules if pattern.is_group else first)

    def _rule(self, rule: etree._Element, pattern: Pattern, mode: str, number: int) -> None:
        sheet = self.sheet
        template = sheet.add(
            sheet.root, "template", (rule, "context", pattern), "match",
            mode=mode, priority=str(_TOP_PRIORITY - self.rules), as_=STRINGS,
        )  # fmt: skip
        sheet.add(template, "param", name=f"{TK}done", tunnel="yes", select="()", as_=f"{XS}integer*")
        guard = sheet.add(template, "if", test=f"not(${TK}done = {number})")
        sheet.add(guard, "variable", name=f"{TK}node", select=".")
        attempt = inside = sheet.add(guard, "try")
        if rule.get("visit-each") is not None:
            inside = sheet.add(attempt, "for-each", (rule, "visit-each", pattern), "select")
        self._items(rule, pattern, inside)
        self._catch(attempt, self.schema.check(rule, rule, pattern, ()), f"${TK}node")
        next_step = sheet.add(template, "next-match")
        sheet.add(next_step, "with-param", name=f"{TK}done", tunnel="yes", select=f"${TK}done, {number}")

    def _items(self, rule: etree._Element, pattern: Pattern, into: etree._Element) -> None:
        items = list(self.schema.items(rule))
        self._check_unique(rule.findall(f"{SCH}let"))
        for item in items:
            if item.tag == f"{SCH}let":
                self._let(item, into, pattern)
            elif item.tag in (f"{SCH}assert", f"{SCH}report"):
                self._test(item, rule, pattern, into)
            elif item.tag == f"{XSL}variable":
                name = item.get("name", "")
                raise self.schema.files.error(item, f"write sch:let instead of xsl:variable for {name} in a rule")

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
        call = self._call_diagnostic(wrong, str(len(self.checks)))
        for holder in (test, rule):
            if holder.get("subject"):
                sheet.add(call, "with-param", (holder, "subject", pattern), "select", name=f"{TK}at")
                break
        write_message(sheet, self.schema, pattern, test, sheet.add(call, "with-param", name=f"{TK}message"))
        if test.get("properties"):
            write_properties(sheet, self.schema, pattern, test, sheet.add(call, "with-param", name=f"{TK}properties"))
        self._catch(attempt, check, f"${TK}node")

    # ------------------------------------------------------------ findings
    def _call_diagnostic(self, into: etree._Element, check: str, node: str = f"${TK}node") -> etree._Element:
        call = self.sheet.add(into, "call-template", name=f"{TK}diagnostic")
        self.sheet.add(call, "with-param", name=f"{TK}check", select=f"'{check}'")
        self.sheet.add(call, "with-param", name=f"{TK}node", select=node)
        return call

    def _catch(self, attempt: etree._Element, check: Check, node: str) -> None:
        """Returns a result if an expression fails at run time. Numbers the check."""
        caught = self.sheet.add(attempt, "catch")
        call = self._call_diagnostic(caught, f"{FAILED}{len(self.checks)}", node)
        self.sheet.add(call, "with-param", name=f"{TK}message", select=f"{_ERROR}description")
        self.checks.append(check)

    def _diagnostic_template(self) -> None:
        """Writes the template that builds the string of a result, and the accumulators that number the nodes."""
        sheet, root = self.sheet, self.sheet.root
        for name, match in (("element", "*"), ("leaf", "text() | comment() | processing-instruction()")):
            counted = sheet.add(root, "accumulator", name=f"{TK}{name}", as_=f"{XS}integer", initial_value="-1")
            sheet.add(counted, "accumulator-rule", match=match, select="$value + 1")
        sheet.add(root, "mode", name=START, use_accumulators="#all")
        template = self._template(name=f"{TK}diagnostic")
        for name in ("check", "node", "at", "message", "properties"):
            sheet.add(template, "param", name=f"{TK}{name}", select="()")
        known = f"(${TK}main, ${TK}documents)"
        sheet.add(
            template, "variable", name=f"{TK}where",
            select=f"((${TK}at, .)[. instance of node()][root() intersect {known}], ${TK}node)[1]",
        )  # fmt: skip
        element = f"${TK}where/ancestor-or-self::*[1]/accumulator-before('{TK}element')"
        leaf = f"${TK}where/(self::text() | self::comment() | self::processing-instruction())"
        parts = (
            f"${TK}check",
            f"for $d in 1 to count({known}) return if ({known}[$d] is ${TK}where/root()) then $d - 1 else ()",
            f"string(({element}, 0)[1])",
            f"string({leaf}/accumulator-before('{TK}leaf'))",
            f"${TK}where/self::attribute()/name()",
            f"translate(string(${TK}properties), '{SEPARATOR}', ' ')",
            f"translate(string-join(${TK}message ! string()), '{SEPARATOR}', ' ')",
        )
        joined = ", ".join(f"string-join(({part}) ! string(), ' ')" for part in parts)
        sheet.add(template, "sequence", select=f"string-join(({joined}), '{SEPARATOR}')")
