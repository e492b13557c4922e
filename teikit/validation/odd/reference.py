"""The reference of a project's schema as an HTML page: its elements with the ODD's own descriptions and examples."""

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from lxml import etree

from teikit.validation.odd.model import Attribute, Node, Spec
from teikit.validation.odd.reader import EXAMPLES, SCH, TEI, text_of
from teikit.validation.odd.schema import OddSchema
from teikit.validation.relaxng import AttributeFacts, ElementFacts, Schema, element_facts

_PAGE = """<!DOCTYPE html>
<html lang="en">
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
    """The page, as HTML. Raises SchemaError."""
    declared = list(_declarations(schema))
    names = [declaration.facts.name for declaration in declared]
    heading = schema.odd.root.find(f".//{TEI}titleStmt/{TEI}title")
    title = escape(text_of(heading) if heading is not None else schema.path.stem)
    contents = "\n".join(f'<li><a href="#{escape(name)}">{escape(name)}</a></li>' for name in names)
    sections = "\n".join(_section(declaration, schema, set(names)) for declaration in declared)
    return _PAGE.format(title=title, contents=contents, sections=sections)


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


def _section(declaration: _Declaration, schema: OddSchema, known: set[str]) -> str:
    spec, facts, parents = declaration
    parts = [f'<h2 id="{escape(facts.name)}">&lt;{escape(facts.name)}&gt;</h2>', _paragraph(facts.meaning)]
    parts.append(_paragraph(f"Module: {spec.module}") if spec.module else "")
    parts.append(f"<h3>Contains</h3>\n{_paragraph(facts.content)}")
    parts.append(f"<h3>Contained in</h3>\n<p>{_links(parents, known) or 'nothing: it is a root element'}</p>")
    parts.append(_attributes(declaration, schema))
    parts += _from_odd(spec.node) if spec.node is not None else []
    return "\n".join(filter(None, parts))


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _links(names: list[str], known: set[str]) -> str:
    return ", ".join(
        f'<a href="#{escape(name)}">{escape(name)}</a>' if name in known else escape(name) for name in names
    )


# ---------------------------------------------------------------- attributes
def _attributes(declaration: _Declaration, schema: OddSchema) -> str:
    if not declaration.facts.attributes:
        return ""
    specified = schema.attributes_of(declaration.spec)
    rows = "\n".join(_attribute(facts, specified.get(facts.name)) for facts in declaration.facts.attributes)
    return f"<h3>Attributes</h3>\n<dl>\n{rows}\n</dl>"


def _attribute(facts: AttributeFacts, specified: Attribute | None) -> str:
    required = " (required)" if facts.required else ""
    texts = [facts.meaning, facts.expected and f"Value: {facts.expected}"]
    lines = "<br>".join(escape(text) for text in texts if text)
    items = specified.values.items if specified and specified.values else ()
    described = [f"<li><code>{escape(i.name)}</code> {escape(i.documentation)}</li>" for i in items if i.documentation]
    listed = f"<ul>{''.join(described)}</ul>" if described else ""
    return f"<dt>{escape(facts.name)}{required}</dt><dd>{lines}{listed}</dd>"


# ---------------------------------------------------------------- what only the ODD has
def _from_odd(node: Node) -> Iterator[str]:
    """Rules, examples and remarks of the specification."""
    tests = [text_of(test) for test in node.iter(f"{SCH}assert", f"{SCH}report")]
    if tests:
        yield "<h3>Rules</h3>\n<ul>" + "".join(f"<li>{escape(text)}</li>" for text in tests if text) + "</ul>"
    for example in node.iterfind(f"{TEI}exemplum"):
        described = "".join(_paragraph(text_of(p)) for p in example.iterfind(f"{TEI}p"))
        pieces = (f"<pre>{escape(_source(code))}</pre>" for code in example.iter(f"{EXAMPLES}egXML"))
        yield f"<h3>Example</h3>\n{described}{''.join(pieces)}"
    for remarks in node.iterfind(f"{TEI}remarks"):
        yield f"<h3>Remarks</h3>\n{_paragraph(text_of(remarks))}"


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
