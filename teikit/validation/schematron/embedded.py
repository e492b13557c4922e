"""Schematron embedded in RELAX NG grammars: their rules as one Schematron schema.

Embedded rules may use the prefixes in scope where they are written, besides those of sch:ns, because the schemas that
TEI's ODD processors generate rely on it.
"""

from collections.abc import Iterator

from lxml import etree

from teikit.validation.schematron.load import OWN, SCH, XSL, Files, SchematronError

RNG = "{http://relaxng.org/ns/structure/1.0}"
_FIXES = "{http://www.schematron-quickfix.com/validator/process}fixes"
_XSLT = ("key", "function", "include", "import", "variable", "param", "template", "accumulator", "decimal-format")


# Prefixes that ODD processors declare by default.
_DEFAULT_PRE_FIXES = {
    "tei": "http://www.tei-c.org/ns/1.0",
    "teix": "http://www.tei-c.org/ns/Examples",
    "rng": RNG[1:-1],
    "xs": "http://www.w3.org/2001/XMLSchema",
}
EMBEDDED = f"{OWN}embedded"


def schema_of(files: Files, root: etree._Element) -> etree._Element:
    """The Schematron schema of the rules in a grammar; without patterns if there are no rules."""
    return schema_with(list(_of_grammar(files, root, set())))


def schema_with(pieces: list[etree._Element]) -> etree._Element:
    """A Schematron schema of rules, patterns, variables and _XSLT that are written in other schemas."""
    scope = _DEFAULT_PRE_FIXES | {
        prefix: uri for p in reversed(pieces) for e in p.iter() for prefix, uri in declared_prefixes(e).items()
    }
    schema = etree.Element(f"{SCH}schema", {"queryBinding": "xslt3", EMBEDDED: "yes"}, nsmap=scope)
    for piece in pieces:
        _add_piece(schema, piece)
    return schema


def declared_prefixes(element: etree._Element) -> dict[str, str]:
    """The prefixes in scope at an element."""
    return {prefix: uri for prefix, uri in element.nsmap.items() if prefix}


def _of_grammar(files: Files, root: etree._Element, seen: set[str]) -> Iterator[etree._Element]:
    """The outermost Schematron elements in a grammar and in the grammars it includes."""
    for element in root.iter(f"{RNG}include", f"{RNG}externalRef"):
        try:
            path, _ = files.resolve(root, element.get("href", ""), anywhere=True)
        except SchematronError:
            continue  # reported when the grammar is loaded
        if str(path) not in seen:
            seen.add(str(path))
            yield from _of_grammar(files, files.load_root(path), seen)
    for element in _pieces(root):
        parent = element.getparent()
        if parent is not None and parent.tag.startswith(RNG):
            yield element


def _pieces(inside: etree._Element) -> Iterator[etree._Element]:
    return inside.iter(f"{SCH}*", *(f"{XSL}{kind}" for kind in _XSLT), _FIXES)


def _add_piece(schema: etree._Element, piece: etree._Element) -> None:
    """Adds a Schematron element to the schema: the children of a whole schema, a single rule inside a pattern."""
    if piece.tag == f"{SCH}schema":
        schema.extend(list(piece))
    elif piece.tag == f"{SCH}rule":
        etree.SubElement(schema, f"{SCH}pattern").append(piece)
    else:
        schema.append(piece)
