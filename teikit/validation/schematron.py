"""Schematron (ISO/IEC 19757-3, queryBinding xslt2 or xslt3) compiled to an XSLT 3.0 stylesheet.

The stylesheet walks the document once. Each rule is a template in one mode; a node goes through all rules that match
it, first to last, but in each pattern only the first takes effect. A finding is one string: the number of the test,
the number of the element in document order, the name of the attribute if the node is one, and the message.

Understood: ns, let, pattern, rule, assert, report, value-of, name, emph, dir, span, diagnostics, role, subject,
abstract rules with extends, abstract patterns with param, xsl:function and xsl:key. Phases are not: every pattern is
active.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
OWN = "urn:teikit:schematron"
SEPARATOR = "\u241f"
_TOP = 1_000_000


class SchematronError(Exception):
    """A Schematron schema that cannot be used, and why."""


@dataclass(frozen=True)
class Test:
    """An assert or report: its id (or its rule's, or pattern's; else empty) and its role."""

    id: str
    role: str


@dataclass(frozen=True)
class Compiled:
    """A schema as a stylesheet, and its tests in order."""

    stylesheet: str
    tests: tuple[Test, ...]


def compile_schematron(path: Path) -> Compiled:
    """Compiles the schema in a file. Raises SchematronError, OSError."""
    try:
        schema = etree.parse(path, etree.XMLParser(no_network=True, remove_comments=True, remove_pis=True)).getroot()
    except etree.XMLSyntaxError as error:
        raise SchematronError(f"{path} is not well-formed: {error}") from error
    if schema.tag != f"{SCH}schema":
        raise SchematronError(f"{path} is no Schematron schema: its root is not sch:schema")
    if schema.get("queryBinding", "xslt") not in ("xslt2", "xslt3"):
        raise SchematronError(f"{path}: the queryBinding must be xslt2 or xslt3")
    try:
        return _Compiler(schema).compiled()
    except SchematronError as error:
        raise SchematronError(f"{path}: {error}") from error


class _Compiler:
    """Writes the stylesheet of one schema."""

    def __init__(self, schema: etree._Element) -> None:
        self.schema = schema
        self.tests: list[Test] = []
        self.diagnostics = {d.get("id"): d for d in schema.iter(f"{SCH}diagnostic")}
        self.rules = {r.get("id"): r for r in schema.iter(f"{SCH}rule") if r.get("abstract") == "true"}
        self.patterns = {p.get("id"): p for p in schema.iter(f"{SCH}pattern")}
        spaces = {n.get("prefix", ""): n.get("uri", "") for n in schema.iter(f"{SCH}ns")}
        spaces |= {"xsl": XSL[1:-1], "xs": "http://www.w3.org/2001/XMLSchema", "teikit-s": OWN}
        self.sheet = etree.Element(f"{XSL}stylesheet", version="3.0", nsmap=spaces)

    def compiled(self) -> Compiled:
        for child in self.schema:
            if child.tag in (f"{XSL}function", f"{XSL}key"):
                self.sheet.append(child)
            elif child.tag == f"{SCH}let":
                _let(child, self.sheet, {})
        self._walk()
        for number, pattern in enumerate(self.patterns_in_use()):
            self._pattern(pattern, number)
        return Compiled(etree.tostring(self.sheet, encoding="unicode"), tuple(self.tests))

    def patterns_in_use(self) -> list[etree._Element]:
        """The patterns that check something: all but the abstract ones."""
        return [p for p in self.schema.findall(f"{SCH}pattern") if p.get("abstract") != "true"]

    def _walk(self) -> None:
        """The templates that go down the tree; a node's children start with no pattern done."""
        etree.SubElement(self.sheet, f"{XSL}mode", name="teikit-s:walk")
        start = _add(self.sheet, "template", match="/", **{"as": "xs:string*"})
        _add(start, "apply-templates", select=".", mode="teikit-s:walk")
        down = _add(self.sheet, "template", match=".", mode="teikit-s:walk", priority="0", **{"as": "xs:string*"})
        onward = _add(down, "apply-templates", select="@*, node()", mode="teikit-s:walk")
        _add(onward, "with-param", name="teikit-s:done", tunnel="yes", select="()")

    def _pattern(self, used: etree._Element, number: int) -> None:
        given = {p.get("name", ""): p.get("value", "") for p in used.findall(f"{SCH}param")}
        pattern = used
        if base := used.get("is-a"):
            if base not in self.patterns:
                raise SchematronError(f"there is no abstract pattern {base}")
            pattern = self.patterns[base]
        for rule in pattern.findall(f"{SCH}rule"):
            if rule.get("abstract") != "true":
                self._rule(rule, pattern, number, given)

    def _rule(self, rule: etree._Element, pattern: etree._Element, number: int, given: Mapping[str, str]) -> None:
        priority = str(_TOP - len(self.sheet))
        context = _filled(rule.get("context", ""), given)
        template = _add(
            self.sheet, "template", match=context, mode="teikit-s:walk", priority=priority, **{"as": "xs:string*"}
        )
        _add(template, "param", name="teikit-s:done", tunnel="yes", select="()", **{"as": "xs:integer*"})
        guard = _add(template, "if", test=f"not($teikit-s:done = {number})")
        for let in pattern.findall(f"{SCH}let"):
            _let(let, guard, given, "root()!({})")
        for item in self._items(rule):
            if item.tag == f"{SCH}let":
                _let(item, guard, given)
            elif item.tag in (f"{SCH}assert", f"{SCH}report"):
                name = item.get("id") or rule.get("id") or pattern.get("id") or ""
                role = item.get("role") or rule.get("role") or pattern.get("role") or "error"
                self._test(item, rule, guard, given)
                self.tests.append(Test(name, role))
        onward = _add(template, "next-match")
        _add(onward, "with-param", name="teikit-s:done", tunnel="yes", select=f"$teikit-s:done, {number}")

    def _items(self, rule: etree._Element) -> Iterator[etree._Element]:
        for item in rule:
            if item.tag != f"{SCH}extends":
                yield item
            elif item.get("rule") in self.rules:
                yield from self._items(self.rules[item.get("rule")])
            else:
                raise SchematronError(f"there is no abstract rule {item.get('rule')}")

    def _test(self, test: etree._Element, rule: etree._Element, into: etree._Element, given: Mapping[str, str]) -> None:
        condition = _filled(test.get("test", ""), given)
        wrong = _add(into, "if", test=f"not({condition})" if test.tag == f"{SCH}assert" else condition)
        subject = _filled(test.get("subject") or rule.get("subject") or ".", given)
        _add(wrong, "variable", name="teikit-s:at", select=f"({subject})[1]")
        message = _add(wrong, "variable", name="teikit-s:message", **{"as": "xs:string*"})
        _message(test, message, given)
        for mentioned in (test.get("diagnostics") or "").split():
            if mentioned in self.diagnostics:
                _add(message, "sequence", select="' '")
                _message(self.diagnostics[mentioned], message, given)
        element = "$teikit-s:at/ancestor-or-self::*[1]"
        count = f"count({element}/(ancestor::* | preceding::*))"
        attribute = "$teikit-s:at[self::attribute()]/name()"
        parts = f"'{len(self.tests)}', string({count}), string({attribute}), string-join($teikit-s:message)"
        _add(wrong, "sequence", select=f"string-join(({parts}), '{SEPARATOR}')")


def _add(parent: etree._Element, kind: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{XSL}{kind}", attributes)


def _let(let: etree._Element, into: etree._Element, given: Mapping[str, str], form: str = "{}") -> None:
    made = _add(into, "variable", name=let.get("name", ""))
    if (value := let.get("value")) is not None:
        made.set("select", form.format(_filled(value, given)))
    else:
        made.text = let.text
        made.extend(list(let))


def _message(said: etree._Element, into: etree._Element, given: Mapping[str, str]) -> None:
    """The instructions that make the text of an assert, report or diagnostic."""
    _words(said.text, into)
    for child in said:
        if child.tag == f"{SCH}value-of":
            _add(into, "sequence", select=f"string-join({_filled(child.get('select', '.'), given)} ! string(), ' ')")
        elif child.tag == f"{SCH}name":
            _add(into, "sequence", select=f"name({_filled(child.get('path', '.'), given)})")
        else:
            _message(child, into, given)
        _words(child.tail, into)


def _words(text: str | None, into: etree._Element) -> None:
    if text:
        quoted = re.sub(r"\s+", " ", text).replace("'", "''")
        _add(into, "sequence", select=f"'{quoted}'")


def _filled(expression: str, given: Mapping[str, str]) -> str:
    """An expression of an abstract pattern with its parameters put in."""
    for name in sorted(given, key=len, reverse=True):
        expression = re.sub(rf"\${re.escape(name)}(?![\w.\-])", lambda _: given[name], expression)  # noqa: B023
    return expression
