"""Builds an XSLT stylesheet in which each expression knows where it is written in the schema.

The origin is an attribute that XSLT ignores. When Saxon reports an error at a line, that line of the serialised
stylesheet leads back to the schema.
"""

import re
from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from teikit.validation.schematron.expand import Pattern
from teikit.validation.schematron.expressions import rename_references
from teikit.validation.schematron.load import AT, OWN, XSL, Files, SchematronError

XS = "Q{http://www.w3.org/2001/XMLSchema}"
TK = f"Q{OWN}"
STRINGS = f"{XS}string*"
READ_FUNCTIONS = ("doc", "doc-available", "document", "unparsed-text", "unparsed-text-available", "unparsed-text-lines")
_EXPRESSIONS = (
    "select", "test", "match", "use", "value", "count", "from", "xpath", "initial-value",
    "group-by", "group-adjacent", "group-starting-with", "group-ending-with",
)  # fmt: skip
_LINE = re.compile(r"\bon line (\d+)")
_MARK = re.compile(r'\w:at="(\d+:\d+):?([\w\-]*)"')
_PLACE = re.compile(r"^Error (?:at char \d+ )?.*? on line \d+ column \d+ of \S*:\s+", re.DOTALL)

Written = tuple[etree._Element, str, Pattern | None]
"""An expression in the schema: its element, its attribute, the pattern whose parameters it may use."""


class Stylesheet:
    """The stylesheet of a schema. `variables` maps a pattern's own variables to their names in the stylesheet."""

    def __init__(self, namespaces: Mapping[str, str], files: Files, is_xpath1: bool = False) -> None:
        self.files = files
        self.is_xpath1 = is_xpath1
        self.variables: dict[int, dict[str, str]] = {}
        self.readers: set[int] = set()
        prefixes = {"xsl": XSL[1:-1], "xs": XS[2:-1], "t": OWN[1:-1]} | {
            p: uri for p, uri in namespaces.items() if p not in ("", "xml")
        }
        self.root = etree.Element(f"{XSL}stylesheet", version="3.0", nsmap=prefixes)
        if "" in namespaces:
            self.root.set("xpath-default-namespace", namespaces[""])

    def add(
        self, parent: etree._Element, kind: str, /, written: Written | None = None, to: str = "", **attributes: str
    ) -> etree._Element:
        """Adds an instruction.

        `written` is its expression, which is set in the attribute `to` (default: an attribute of the same name).
        """
        instruction = etree.SubElement(
            parent, f"{XSL}{kind}", {k.replace("_", "-").strip("-"): v for k, v in attributes.items()}
        )
        if written is not None:
            element, name, _ = written
            instruction.set(to or name, self.expression(written))
            if self.is_xpath1:
                instruction.set("version", "1.0")
            if element.get(AT):
                instruction.set(AT, f"{element.get(AT)}:{name}")
        return instruction

    def expression(self, written: Written) -> str:
        """An expression for the stylesheet: parameters substituted, variables of the pattern and `doc()` renamed."""
        element, name, pattern = written
        text = pattern.fill(element.get(name)) if pattern else element.get(name, "")
        if not text.strip():
            raise self.files.error(element, f"<{etree.QName(element).localname}> needs an expression: {name}", name)
        return self._rename(text, element, pattern)

    def _rename(self, text: str, element: etree._Element, pattern: Pattern | None) -> str:
        number = int(element.get(AT, "0:0").split(":")[0])
        functions = {name: f"{TK}{name}-{number}" for name in READ_FUNCTIONS}
        variables = self.variables.get(id(pattern.instance), {}) if pattern else {}
        result = rename_references(text, variables, functions)
        if result != text:
            self.readers.add(number)
        return result

    def copied(self, element: etree._Element, pattern: Pattern | None = None) -> etree._Element:
        """A copy of XSLT in the schema, or of XML that is a value there (its braces are escaped)."""
        # Keeps all prefixes in scope, because a plain copy keeps only those of names and not those of expressions.
        copy = etree.Element(element.tag, None, nsmap=element.nsmap)  # type: ignore[arg-type]
        copy.attrib.update(element.attrib)
        copy.text = element.text
        copy.extend(deepcopy(list(element)))
        for inner in copy.iter("*"):
            is_xslt = inner.tag.startswith(XSL)
            if not is_xslt:
                inner.attrib.pop(AT, "")
            for name, value in ((str(name), str(value)) for name, value in inner.attrib.items()):
                if not is_xslt:
                    inner.set(name, value.replace("{", "{{").replace("}", "}}"))
                elif name in _EXPRESSIONS:
                    text = pattern.fill(value) if pattern else value
                    inner.set(name, self._rename(text, inner, pattern))
        return copy

    def serialised(self) -> str:
        """The text of the stylesheet, one instruction on a line."""
        for element in self.root.iter(f"{XSL}*"):
            if element is not self.root:
                _break_before(element)
        return etree.tostring(self.root, encoding="unicode")

    def error(self, text: str, message: str) -> SchematronError:
        """The error that Saxon reports in the stylesheet, at its place in the schema."""
        match = _LINE.search(message)
        lines = text.split("\n")
        line = lines[int(match.group(1)) - 1] if match and int(match.group(1)) <= len(lines) else ""
        reason = without_place(message)
        mark = _MARK.search(line)
        where = self.files.locate(mark.group(1), mark.group(2)) if mark else str(self.files.opened[0][0])
        if "XPST0081" in reason:
            reason += '; <ns prefix="…" uri="…"/> in the schema declares it'
        return SchematronError(f"{where}: the expression is wrong: {reason}")


def without_place(message: str) -> str:
    """A message of Saxon without the place in the stylesheet, which no user can look up."""
    return _PLACE.sub("", message)


def _break_before(element: etree._Element) -> None:
    """Inserts a line break before an element, where XSLT strips white space."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None and not (before.tail or "").strip():
        before.tail = "\n"
    elif before is None and parent is not None and not (parent.text or "").strip():
        parent.text = "\n"
