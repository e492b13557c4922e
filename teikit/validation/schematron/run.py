"""Runs the rules on a document: each diagnostic is located at the start tag, attribute or text it concerns."""

import re
from collections.abc import Callable
from copy import deepcopy
from functools import cache, lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

from lxml import etree

from teikit.core import CODES, Diagnostic, Severity, Source, file_diagnostic, sort_diagnostics
from teikit.validation.schematron.embedded import RNG, schema_of, schema_with
from teikit.validation.schematron.expand import ALL, DEFAULT, PATTERNS, Check, Schema
from teikit.validation.schematron.expressions import marks_of
from teikit.validation.schematron.load import OWN, SCH, Files, SchematronError, resolve_includes
from teikit.validation.schematron.resources import REQUEST, Resource, load
from teikit.validation.schematron.stylesheet import FAILED, SEPARATOR, START, compile_schema
from teikit.validation.schematron.stylesheet_writer import without_place
from teikit.xml import ElementLocations

_KINDS = {"assert": "schematron-assert", "report": "schematron-report"}
_DECLARATION = re.compile(r"<\?xml\s[^>]*?\?>")
_CACHE_SIZE, _MAX_ROUNDS = 100, 30
# The stylesheet, its checks by number, whether documents choose their phase, and the marks of `may_apply`, as simple
# types, so that it can be kept.
Table = tuple[str, list[tuple[tuple[str, str, str], str, tuple[str, tuple[str, ...]]]], bool, tuple[str, ...] | None]


class Rules:
    """A compiled Schematron schema in one phase."""

    def __init__(self, table: Table, path: Path, in_phase: "Callable[[str], Rules | None] | None" = None) -> None:
        """Takes what `compiled` has made of the schema at a path; `in_phase` compiles it in another phase."""
        from teikit.core import stylesheet_from_text

        text, checks, self.chooses_phase, self._marks = self.table = table
        self.path = path
        self.checks = [Check(*words, Severity(severity), *more) for words, severity, more in checks]
        self.in_phase = in_phase or partial(rules, self.path)
        self._requested: list[str] = []
        self._stylesheet = stylesheet_from_text(text, sealed=True)

    def may_apply(self, text: str) -> bool:
        """Whether a rule can apply to a document; False where nothing that a rule is about occurs in its text."""
        return self._marks is None or any(mark in text for mark in self._marks)

    def run(self, document: Any, folder: Path) -> tuple[list[str], list[Resource]]:
        """The results of the stylesheet for a document, as strings, and the files that the rules have read."""
        roots = (Path.cwd(), self.path.parent, folder)
        known = {key: load(key, roots) for key in self._requested}
        results: list[Any] = []
        for _ in range(_MAX_ROUNDS):
            parameters = {f"{OWN}keys": list(known), f"{OWN}documents": [resource.node for resource in known.values()]}
            results = self._stylesheet.to_items(document, parameters if known else None, START)
            messages = (m.partition(REQUEST)[2].strip() for m in self._stylesheet.messages)
            requested = [key for key in dict.fromkeys(messages) if key and key not in known]
            if not requested:
                break
            known |= {key: load(key, roots) for key in requested}
        self._requested = list(known)[-_CACHE_SIZE:]
        return [str(item.get_string_value()) for item in results], list(known.values())


def compiled(schema: Schema, in_phase: "Callable[[str], Rules | None] | None" = None) -> Rules:
    """The rules of a schema. Raises SchematronError."""
    from teikit.core import XsltError

    compilation = compile_schema(schema)
    text = compilation.sheet.serialised()
    checks = [((c.kind, c.id, c.parent_id), c.severity.value, (c.see, c.fixes)) for c in compilation.checks]
    try:
        return Rules((text, checks, schema.chooses_phase, _marks(schema)), schema.files.opened[0][0], in_phase)
    except XsltError as error:
        raise compilation.sheet.error(text, str(error)) from error


def _marks(schema: Schema) -> tuple[str, ...] | None:
    """What must occur in a text for a rule to apply to it, any of these; None where that cannot be read off."""
    if schema.chooses_phase or any(pattern.documents is not None for pattern in schema.patterns):
        return None
    contexts = [marks_of(pattern.fill(rule.get("context"))) for pattern in schema.patterns for rule in pattern.rules]
    known = [marks for marks in contexts if marks is not None]
    return tuple(dict.fromkeys(chain.from_iterable(known))) if len(known) == len(contexts) else None


def check_rules(source: Source, locate: Callable[[], ElementLocations], schema: Rules) -> list[Diagnostic]:
    """The diagnostics of the rules for a document. Relative addresses are resolved against the document's file name.

    The locations are only requested if a rule has a result.
    """
    from teikit.core import LEVELS, XsltError

    if not schema.may_apply(source.text):
        return []
    name = source.name
    path = Path(name).absolute()
    try:
        document = _document(source.text, path.as_uri())
    except XsltError as error:
        # Well-formed, or it would not be here; but Saxon's parser has limits.
        deep = "maxElementDepth" in str(error)
        why = f"its elements are nested more than {LEVELS:,} deep" if deep else str(error)
        return [file_diagnostic(name, "xml-beyond-limits", f"the rules could not be applied: {why}")]
    try:
        results, others = schema.run(document, path.parent)
    except XsltError as error:
        return [
            file_diagnostic(
                name, "schematron-failed", f"the rules of {schema.path.name} stopped: {without_place(str(error))}"
            )
        ]
    if not results:
        return []
    if schema.chooses_phase:
        chosen = schema.in_phase(results[0])
        return check_rules(source, locate, chosen) if chosen else []
    texts = [Resource(document, locate()), *others]
    return sort_diagnostics(_diagnostic(item, texts, schema) for item in results)


@lru_cache(maxsize=1)
def _document(text: str, base: str) -> Any:
    """The document for Saxon, kept for the next schema. Raises XsltError.

    Its XML declaration is blanked, because the text is already decoded.
    """
    from teikit.core import parse

    declaration = _DECLARATION.match(text)
    if declaration:
        text = re.sub(r"[^\n]", " ", declaration.group()) + text[declaration.end() :]
    return parse(text, sealed=True, base=base)


def _diagnostic(item: str, texts: list[Resource], schema: Rules) -> Diagnostic:
    number, text, element, leaf, attribute, properties, message = item.split(SEPARATOR, 6)
    resource = texts[int(text or 0)] if texts[int(text or 0)].locations else texts[0]
    locations = resource.locations
    assert locations is not None  # the document itself has them
    if leaf:
        span = locations.leaves[int(leaf)]
    else:
        span = locations.attribute(int(element), attribute) if attribute else locations.tag(int(element))
    check = schema.checks[int(number.removeprefix(FAILED))]
    message = " ".join(message.split()).replace(f"file:{Path.cwd()}/", "")
    if number.startswith(FAILED):
        code, severity = "schematron-failed", Severity.ERROR
        message = f"{_label(check)} could not be checked here: {message}"
    else:
        code, severity = _code(check), check.severity
        if code != check.id and (check.id or check.parent_id):
            message = f"{message} [{check.id or check.parent_id}]"
    position = locations.source.position(span.start)
    name = locations.source.name
    diagnostic = Diagnostic(code, message, name, severity, position, span, _advice(check, properties))
    return resource.mapped.relocate(diagnostic) if resource.mapped else diagnostic


def _code(check: Check) -> str:
    """The code of a test: its own id, unless that is a code with another meaning."""
    foreign = check.id in CODES and not check.id.startswith("rule-")
    return _KINDS[check.kind] if not check.id or foreign else check.id


def _label(check: Check) -> str:
    named = check.id or check.parent_id
    article = "an" if check.kind == "assert" else "a"
    return f"{article} {check.kind} of the schema{f' [{named}]' if named else ''}"


def _advice(check: Check, properties: str) -> str:
    """The help that the schema itself offers: quick fixes, properties and a reference."""
    parts = []
    if check.fixes:
        parts.append(f"the schema offers: {'; '.join(check.fixes)}")
    if properties.strip():
        parts.append(" ".join(properties.split()))
    if check.see:
        parts.append(f"see {check.see}")
    return "; ".join(parts)


def rules(path: Path, phase: str = DEFAULT) -> Rules:
    """The rules of a Schematron file in a phase, compiled once in a process.

    Raises SchematronError, OSError.
    """
    compiled_rules = _compiled_rules(path, phase)
    if compiled_rules is None:
        raise SchematronError(f"{path} has no Schematron rules")
    return compiled_rules


def check_embedded(source: Source, locate: Callable[[], ElementLocations], grammar: Path) -> list[Diagnostic]:
    """The diagnostics of the rules inside a RELAX NG grammar for a document.

    The locations are only requested if a rule has a result. Rules that cannot be used are a diagnostic, because the
    grammar itself can be used.
    """
    try:
        embedded = embedded_rules(grammar)
    except SchematronError as error:
        if SCH[1:-1].encode() not in grammar.read_bytes():
            return []  # the error does not concern rules
        return [file_diagnostic(source.name, "schematron-failed", f"the rules in the grammar cannot be used: {error}")]
    return check_rules(source, locate, embedded) if embedded else []


def embedded_schema(path: Path) -> etree._Element | None:
    """The rules inside a RELAX NG grammar as a schema; None if it has no rules. Raises SchematronError, OSError."""
    return _load(path)[0]


def embedded_rules(path: Path, phase: str = ALL) -> Rules | None:
    """The Schematron rules inside a RELAX NG grammar; None if it has no rules. Raises SchematronError, OSError."""
    return _compiled_rules(path, phase)


def rules_of(pieces: list[etree._Element], files: Files, phase: str = DEFAULT) -> Rules | None:
    """The rules of Schematron elements that another schema holds, such as an ODD; None without rules.

    `files` are the files that they were read from. Raises SchematronError.
    """
    root = schema_with(deepcopy(pieces))
    if not any(element.tag in PATTERNS for element in root):
        return None
    resolve_includes(files, root)
    return compiled(Schema(root, files, phase), lambda other: rules_of(pieces, files, other))


@cache
def _compiled_rules(path: Path, phase: str) -> Rules | None:
    schema, files = _load(path)
    return compiled(Schema(schema, files, phase)) if schema is not None else None


@cache
def _load(path: Path) -> tuple[etree._Element | None, Files]:
    """A schema with its includes resolved; None for a grammar without rules."""
    files = Files()
    root = files.load_root(path)
    if root.tag.startswith(RNG):
        root = schema_of(files, root)
        if not any(e.tag in PATTERNS for e in root):
            return None, files
    elif root.tag != f"{SCH}schema":
        is_version_1_5 = "ascc.net" in root.tag
        reason = (
            f"it is Schematron 1.5; the current namespace is {SCH[1:-1]}"
            if is_version_1_5
            else "its root is not sch:schema"
        )
        raise SchematronError(f"{path} is not a Schematron schema: {reason}")
    resolve_includes(files, root)
    return root, files
