"""The text of a diagnostic: the message with its values, diagnostics and properties, and the schema's quick fixes."""

from collections.abc import Iterator

from lxml import etree

from teikit.validation.schematron.expand import Pattern, Schema
from teikit.validation.schematron.load import SCH, XSL
from teikit.validation.schematron.stylesheet_writer import Stylesheet

SQF = "{http://www.schematron-quickfix.com/validator/process}"
_BLOCKS = ("p", "li", "div", "dt", "dd", "br")


def write_message(
    sheet: Stylesheet, schema: Schema, pattern: Pattern, test: etree._Element, into: etree._Element
) -> None:
    """Writes the instructions that produce the message of a test: its own text, then its diagnostics."""
    _text(sheet, pattern, test, into)
    for name in test.get("diagnostics", "").split():
        part = schema.part("diagnostic", name)
        if part is None:
            raise schema.files.error(test, f'there is no diagnostic "{name}"', "diagnostics")
        sheet.add(into, "text").text = " "
        _text(sheet, pattern, part, into)


def write_properties(
    sheet: Stylesheet, schema: Schema, pattern: Pattern, test: etree._Element, into: etree._Element
) -> None:
    """Writes the instructions that produce the properties of a test as `name: value`, separated by semicolons."""
    for number, name in enumerate(test.get("properties", "").split()):
        part = schema.part("property", name)
        if part is None:
            raise schema.files.error(test, f'there is no property "{name}"', "properties")
        sheet.add(into, "text").text = f"{'; ' if number else ''}{name}: "
        _text(sheet, pattern, part, into)


def fixes_of(schema: Schema, test: etree._Element, rule: etree._Element) -> tuple[str, ...]:
    """The titles of the quick fixes (sqf) that a test references, in its rule or in the schema.

    A group means all its fixes.
    """
    titles: list[str] = []
    for name in test.get(f"{SQF}fix", "").split():
        offered = [e for scope in (rule, schema.root) for e in scope.iter(f"{SQF}fix", f"{SQF}group")]
        for offer in [e for e in offered if e.get("id") == name][:1]:
            fixes = [offer] if offer.tag == f"{SQF}fix" else offer.findall(f"{SQF}fix")
            titles += [title for fix in fixes if (title := _title(fix))]
    return tuple(dict.fromkeys(titles))


def _title(fix: etree._Element) -> str:
    title = fix.find(f"{SQF}description/{SQF}title")
    return "" if title is None else " ".join("".join(_static(title)).split())


def _static(element: etree._Element) -> Iterator[str]:
    """The text of an element; a value that is only known at run time is shown as an ellipsis."""
    yield element.text or ""
    for child in element:
        yield from ["…"] if child.tag in (f"{SCH}value-of", f"{SCH}name") else _static(child)
        yield child.tail or ""


def _text(sheet: Stylesheet, pattern: Pattern, content: etree._Element, into: etree._Element) -> None:
    _words(sheet, content.text, into)
    for child in content:
        if child.tag == f"{SCH}value-of":
            value_of = sheet.add(into, "value-of", (child, "select", pattern))
            if not sheet.is_xpath1:  # in XPath 1.0 a sequence is reduced to its first item
                value_of.set("separator", " ")
        elif child.tag == f"{SCH}name":
            _name(sheet, pattern, child, into)
        elif child.tag in (f"{XSL}value-of", f"{XSL}copy-of", f"{XSL}sequence", f"{XSL}text"):
            into.append(sheet.copied(child, pattern))
        else:
            block = etree.QName(child).localname in _BLOCKS
            _words(sheet, " " if block else None, into)
            _text(sheet, pattern, child, into)
            _words(sheet, " " if block else None, into)
        _words(sheet, child.tail, into)


def _name(sheet: Stylesheet, pattern: Pattern, name: etree._Element, into: etree._Element) -> None:
    """The name of the context node, or of the node that `path` selects; a path may also return a name."""
    inside = into
    if name.get("path") is not None:
        inside = sheet.add(into, "for-each", (name, "path", pattern), to="select")
    sheet.add(inside, "value-of", select="if (. instance of node()) then name() else .")


def _words(sheet: Stylesheet, text: str | None, into: etree._Element) -> None:
    if text:
        sheet.add(into, "text").text = text
