"""An XSLT stylesheet in the making, each expression in it knowing where in the schema it was written.

The place stands at each instruction as an attribute that XSLT passes over; when Saxon complains about a line, the line
of the serialised stylesheet leads back to it.
"""

import re
from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from teikit.validation.schematron.expand import Pattern
from teikit.validation.schematron.expressions import renamed
from teikit.validation.schematron.load import AT, OWN, XSL, Files, SchematronError

XS = "Q{http://www.w3.org/2001/XMLSchema}"
T = f"Q{OWN}"
STRINGS = f"{XS}string*"
READING = ("doc", "doc-available", "document", "unparsed-text", "unparsed-text-available", "unparsed-text-lines")
_EXPRESSIONS = (
    "select", "test", "match", "use", "value", "count", "from", "xpath", "initial-value",
    "group-by", "group-adjacent", "group-starting-with", "group-ending-with",
)  # fmt: skip
_LINE = re.compile(r"\bon line (\d+)")
_MARK = re.compile(r'\w:at="(\d+:\d+):?([\w\-]*)"')
_PLACE = re.compile(r"^Error (?:at char \d+ )?.*? on line \d+ column \d+ of \S*:\s+", re.DOTALL)

Written = tuple[etree._Element, str, Pattern | None]
"""An expression where the schema has it: the element, the attribute, the pattern whose parameters it may use."""


class Sheet:
    """The stylesheet of a schema. `variables` are the names that a pattern's own variables have got, by pattern."""

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
        """An instruction. `written` is the expression it evaluates, put into the attribute `to` (else of that name)."""
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
        """An expression as the stylesheet has it: parameters in, variables of the pattern and `doc()` by our names."""
        element, name, pattern = written
        text = pattern.fill(element.get(name)) if pattern else element.get(name, "")
        if not text.strip():
            raise self.files.fault(element, f"<{etree.QName(element).localname}> needs an expression: {name}", name)
        return self._renamed(text, element, pattern)

    def _renamed(self, text: str, element: etree._Element, pattern: Pattern | None) -> str:
        number = int(element.get(AT, "0:0").split(":")[0])
        functions = {name: f"{T}{name}-{number}" for name in READING}
        variables = self.variables.get(id(pattern.used), {}) if pattern else {}
        result = renamed(text, variables, functions)
        if result != text:
            self.readers.add(number)
        return result

    def copied(self, element: etree._Element, pattern: Pattern | None = None) -> etree._Element:
        """XSLT of the schema, or XML that is a value in it (braces in it are braces), for the stylesheet."""
        # With all prefixes declared where it stood: a copy alone keeps those of names only, not those of expressions.
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
                    inner.set(name, self._renamed(text, inner, pattern))
        return copy

    def serialised(self) -> str:
        """The text of the stylesheet, an instruction a line."""
        for element in self.root.iter(f"{XSL}*"):
            if element is not self.root:
                _break_before(element)
        return etree.tostring(self.root, encoding="unicode")

    def fault(self, text: str, message: str) -> SchematronError:
        """What Saxon says is wrong in the stylesheet, at the place of the schema that it is about."""
        match = _LINE.search(message)
        lines = text.split("\n")
        line = lines[int(match.group(1)) - 1] if match and int(match.group(1)) <= len(lines) else ""
        reason = without_place(message)
        mark = _MARK.search(line)
        where = self.files.place(mark.group(1), mark.group(2)) if mark else str(self.files.opened[0][0])
        if "XPST0081" in reason:
            reason += '; <ns prefix="…" uri="…"/> in the schema declares it'
        return SchematronError(f"{where}: the expression is wrong: {reason}")


def without_place(message: str) -> str:
    """A message of Saxon without the place in the stylesheet, which no one can look up."""
    return _PLACE.sub("", message)


def _break_before(element: etree._Element) -> None:
    """A line end before an element, where that is white space which XSLT strips."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None and not (before.tail or "").strip():
        before.tail = "\n"
    elif before is None and parent is not None and not (parent.text or "").strip():
        parent.text = "\n"
