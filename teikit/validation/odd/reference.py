"""The reference of a project's schema as an HTML page: its elements with the ODD's own descriptions and examples."""

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from lxml import etree

from teikit.core import interface_language, message
from teikit.validation.odd.model import Attribute, Node, Spec
from teikit.validation.odd.namespaces import EXAMPLES, SCH, TEI, XML
from teikit.validation.odd.reader import text_of
from teikit.validation.odd.schema import OddSchema
from teikit.validation.relaxng import AttributeFacts, ElementFacts, Schema, element_facts

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #222 }}
h2 {{ margin-top: 2.5rem; border-top: 1px solid #ccc; padding-top: 1rem }}
h3 {{ font-size: 1rem; margin: 1rem 0 .25rem }}
nav ul {{ columns: 10rem; padding: 0; list-style: none }}
dt {{ font-weight: 600 }} dd {{ margin: 0 0 .5rem 1.5rem }}
pre {{ background: #f5f5f2; padding: .75rem; overflow-x: auto }}
</style>
</head>
<body>
<h1>{title}</h1>
<nav><ul>
{contents}
</ul></nav>
<main>
{sections}
</main>
</body>
</html>
"""


class _Declaration(NamedTuple):
    """An element of the schema: its specification, what the grammar says of it, the names of elements it can be in."""

    spec: Spec
    facts: ElementFacts
    parents: list[str]


def reference_page(schema: OddSchema) -> str:
    """The page, as HTML, in the language of the ODD if that is one of the interface. Raises SchemaError."""
    declared = list(_declarations(schema))
    names = [declaration.facts.name for declaration in declared]
    heading = schema.odd.root.find(f".//{TEI}titleStmt/{TEI}title")
    title = escape(text_of(heading) if heading is not None else schema.path.stem)
    language = interface_language(schema.odd.root.get(f"{XML}lang", ""))
    contents = "\n".join(f'<li><a href="#{escape(name)}">{escape(name)}</a></li>' for name in names)
    writer = _Sections(schema, frozenset(names), language)
    sections = "\n".join(map(writer.section, declared))
    return _PAGE.format(language=language, title=title, contents=contents, sections=sections)


def _declarations(schema: OddSchema) -> Iterator[_Declaration]:
    grammar = schema.grammar
    if grammar is None:
        return
    facts = dict(_facts(grammar))
    specs = {spec.name or spec.ident: spec for (kind, _), spec in schema.odd.specs.items() if kind == "element"}
    for name in sorted(specs.keys() & facts.keys(), key=str.lower):
        parents = sorted(other for other, holder in facts.items() if name in holder.children)
        yield _Declaration(specs[name], facts[name], parents)


def _facts(grammar: Schema) -> Iterator[tuple[str, ElementFacts]]:
    with grammar.located_errors():
        for name in grammar.declared.names:
            for element in grammar.declared.elements(name):
                facts = element_facts(element, (), grammar.automaton.derive)
                yield facts.name, facts


class _Sections:
    """Writes the section of each element; `known` are the elements of the page."""

    def __init__(self, schema: OddSchema, known: frozenset[str], language: str) -> None:
        self._schema, self._known, self._language = schema, known, language

    def section(self, declaration: _Declaration) -> str:
        """One element: its content, where it occurs, its attributes, and what only the ODD has."""
        spec, facts, parents = declaration
        around = ", ".join(map(self._link, parents)) or self._word("reference.root-element")
        parts = [
            f'<h2 id="{escape(facts.name)}">&lt;{escape(facts.name)}&gt;</h2>',
            _paragraph(facts.meaning),
            _paragraph(f"{self._word('reference.module')}: {spec.module}") if spec.module else "",
            f"{self._heading('reference.contains')}<p><code>{self._notation(facts.compact)}</code></p>",
            f"{self._heading('reference.contained-in')}<p>{around}</p>",
            self._attributes(declaration),
            *(self._from_odd(spec.node) if spec.node is not None else ()),
        ]
        return "\n".join(filter(None, parts))

    def _word(self, key: str) -> str:
        return escape(message(self._language, key))

    def _heading(self, key: str) -> str:
        return f"<h3>{self._word(key)}</h3>\n"

    def _link(self, name: str) -> str:
        return f'<a href="#{escape(name)}">{escape(name)}</a>' if name in self._known else escape(name)

    def _notation(self, notation: str) -> str:
        """A content model or the value of an attribute, with links to its elements."""
        pieces = re.split(r"<([^<>]+)>", notation)
        return "".join(self._link(piece) if n % 2 else escape(piece) for n, piece in enumerate(pieces))

    def _attributes(self, declaration: _Declaration) -> str:
        if not declaration.facts.attributes:
            return ""
        specified = self._schema.attributes_of(declaration.spec)
        rows = "\n".join(self._attribute(facts, specified.get(facts.name)) for facts in declaration.facts.attributes)
        return f"{self._heading('reference.attributes')}<dl>\n{rows}\n</dl>"

    def _attribute(self, facts: AttributeFacts, specified: Attribute | None) -> str:
        required = f" ({self._word('reference.required')})" if facts.required else ""
        lines = [escape(facts.meaning), f"<code>{self._notation(facts.compact)}</code>" if facts.compact else ""]
        items = specified.values.items if specified and specified.values else ()
        described = [
            f"<li><code>{escape(i.name)}</code> {escape(i.documentation)}</li>" for i in items if i.documentation
        ]
        listed = f"<ul>{''.join(described)}</ul>" if described else ""
        return f"<dt>{escape(facts.name)}{required}</dt><dd>{'<br>'.join(filter(None, lines))}{listed}</dd>"

    def _from_odd(self, node: Node) -> Iterator[str]:
        """Rules, examples and remarks of the specification."""
        tests = [text_of(test) for test in node.iter(f"{SCH}assert", f"{SCH}report")]
        if any(tests):
            yield (
                self._heading("reference.rules")
                + "<ul>"
                + "".join(f"<li>{escape(t)}</li>" for t in tests if t)
                + "</ul>"
            )
        for example in node.iterfind(f"{TEI}exemplum"):
            described = "".join(_paragraph(text_of(p)) for p in example.iterfind(f"{TEI}p"))
            pieces = (f"<pre>{escape(_source(code))}</pre>" for code in example.iter(f"{EXAMPLES}egXML"))
            yield f"{self._heading('reference.example')}{described}{''.join(pieces)}"
        for remarks in node.iterfind(f"{TEI}remarks"):
            yield f"{self._heading('reference.remarks')}{_paragraph(text_of(remarks))}"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _source(example: Node) -> str:
    """The XML of an example, without namespace declarations and the indentation it has in the ODD."""
    text = example.text or ""
    for child in example:
        text += etree.tostring(child, encoding="unicode")
    text = text.replace(f' xmlns="{EXAMPLES[1:-1]}"', "")
    for prefix, uri in example.nsmap.items():
        text = text.replace(f' xmlns:{prefix}="{uri}"', "") if prefix else text
    lines = text.rstrip().strip("\n").split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    return "\n".join([lines[0].lstrip(), *(line[margin:] for line in lines[1:])])
