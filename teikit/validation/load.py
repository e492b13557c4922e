"""Loads the grammar of a schema of any kind, to describe it or to compare it with another one."""

from pathlib import Path

from teikit.validation.kinds import schema_kind
from teikit.validation.odd import OddSchema, compile_odd
from teikit.validation.relaxng import AttributeFacts, ElementFacts, Schema, SchemaError, element_facts, load

Facts = dict[str, list[ElementFacts]]


def load_grammar(path: Path) -> Schema:
    """The grammar of a RELAX NG schema or an ODD. Raises SchemaError, also for a schema without a grammar; OSError."""
    kind = schema_kind(path)
    grammar = compile_odd(path).grammar if kind == "odd" else load(path) if kind != "schematron" else None
    if grammar is None:
        raise SchemaError(f"{path} has rules only, no grammar")
    return grammar


def differences(schema: OddSchema, published: Path) -> list[str]:
    """How the grammar that an ODD describes differs from a published one, a sentence for each difference.

    Compared are elements, content, attributes, values and datatypes, not how the files are written. Raises SchemaError,
    OSError.
    """
    if schema.grammar is None:
        raise SchemaError(f"{schema.path} includes no element: it has no grammar to compare")
    ours, theirs = _facts(schema.grammar), _facts(load_grammar(published))
    sentences = [f"<{name}> is only in {schema.path}" for name in sorted(ours.keys() - theirs.keys())]
    sentences += [f"<{name}> is only in {published}" for name in sorted(theirs.keys() - ours.keys())]
    for name in sorted(ours.keys() & theirs.keys()):
        sentences += _element_differences(name, ours[name], theirs[name])
    return sentences


def _facts(grammar: Schema) -> Facts:
    facts: Facts = {}
    with grammar.located_errors():
        for name in grammar.declared.names:
            for element in grammar.declared.elements(name):
                declaration = element_facts(element, (), grammar.automaton.derive)
                facts.setdefault(declaration.name, []).append(declaration)
    return facts


def _element_differences(name: str, ours: list[ElementFacts], theirs: list[ElementFacts]) -> list[str]:
    if len(ours) != len(theirs):
        return [f"<{name}> has {len(ours)} declarations in the ODD, {len(theirs)} in the grammar"]
    sentences = []
    for declared, other in zip(ours, theirs, strict=True):
        if (declared.text, declared.content) != (other.text, other.content):
            sentences.append(f"<{name}> contains {declared.content} in the ODD, {other.content} in the grammar")
        attributes, others = ({a.name: a for a in facts.attributes} for facts in (declared, other))
        for attribute in sorted({*attributes, *others}):
            a, b = (_attribute(known.get(attribute)) for known in (attributes, others))
            if a != b:
                sentences.append(f"{attribute} on <{name}> is {a} in the ODD, {b} in the grammar")
    return sentences


def _attribute(facts: AttributeFacts | None) -> str:
    if facts is None:
        return "missing"
    values = [f"“{value}”" for value in sorted(facts.values)]
    return ", ".join(["required" if facts.required else "optional", *sorted(facts.types), *values])
