"""The documents that are published, each loaded and checked, and why other files are left out."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from teikit.checking import CheckedDocument, DocumentChecker
from teikit.core import Diagnostic, Severity, file_diagnostic, worst
from teikit.edition import display_path
from teikit.publication.reading.corpus import Member, member_text, members_of
from teikit.publication.reading.plan import Page, Plan, PlannedFile
from teikit.publication.reading.references import Part, References
from teikit.publication.reading.self_contained import self_contained
from teikit.publication.reading.survey import Surveyed
from teikit.publication.reading.transform import Target, identifier
from teikit.validation import Facts, Validated, facts_of, reads_other_documents, schema_digest
from teikit.xml import TEI, MappedText, XmlDocument

SCHEMA, OTHERS = "schema ", "documents that rules read"
"""What a document uses besides files: a schema with all its files; documents that nobody notes."""
_ROOTS = (f"{TEI}}}TEI", f"{TEI}}}teiCorpus")


class Source(NamedTuple):
    """A document that is published: the TEI that is read, and offered for reading, with its source map.

    `ident` is its id; `references` are the targets of its links in other documents.
    """

    path: Path
    page: Page
    ident: str
    text: MappedText
    references: Mapping[str, Target]


class Sources:
    """Loads and checks the files of a plan, one at a time.

    TEI that teikit made from a transcript of the edition must be valid; of other TEI the errors are reported, and what
    is well-formed is published.
    """

    def __init__(self, plan: Plan, checker: DocumentChecker, generated: frozenset[str]) -> None:
        """The files of a plan; `generated` names those that teikit made."""
        self._checker = checker
        self.references = References(plan)
        self._generated = generated

    def load(
        self, file: PlannedFile, validated: Validated | None, findings: list[Diagnostic], uses: dict[str, str]
    ) -> Iterator[Source]:
        """The documents of a file; diagnostics are added to `findings`. Raises SchemaError.

        `validated` is a validation that was done already: it is not done again. What else the documents depend on is
        added to `uses`, with its state.
        """
        name = display_path(file.path)
        checked = self._checker.check(file.path, validated)
        uses |= {**checked.uses, **used_schemas(checked.schemas)}
        checked = checked._replace(diagnostics=tuple(map(_lenient, checked.diagnostics)))
        findings += checked.diagnostics
        reason = _reason_to_omit(checked, name in self._generated)
        if reason or checked.facts is None:
            findings.append(file_diagnostic(name, "publish-omitted", reason))
        else:
            yield from self._documents(file, checked.document, checked.facts, uses)

    def _documents(
        self, file: PlannedFile, document: XmlDocument, facts: Facts, uses: dict[str, str]
    ) -> Iterator[Source]:  # fmt: skip
        text = self_contained(document, facts, file.path)
        facts = facts if text is document.mapped else facts_of(text)[0]
        members = members_of(text) if len(file.pages) > 1 else [Member(0, (), facts.root_id, end=len(text.text))]
        for page, member in zip(file.pages, members, strict=False):
            part = Part(file.path, text, facts, document.paths, member.start, member.end)
            own = text if len(members) == 1 else member_text(text, member)
            ident = member.ident or identifier(f"{page.name}.xml")
            yield Source(file.path, page, ident, own, self.references.of(part, uses))


def used_schemas(schemas: Iterable[Path]) -> dict[str, str]:
    """The states of schemas, by `SCHEMA` and their paths; an unknown state where their rules read other documents."""
    states = {f"{SCHEMA}{path}": schema_digest(path) for path in schemas}
    return states | ({OTHERS: "unknown"} if any(map(reads_other_documents, schemas)) else {})


def not_published(omitted: Surveyed, named: bool) -> Diagnostic:
    """That a file is not published, and why; an error for one that was named."""
    code = "publish-omitted" if named else "publish-no-document"
    return file_diagnostic(display_path(omitted.path), code, omitted.reason)


def _lenient(diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic; a missing schema is a warning here: it is no reason not to publish."""
    return diagnostic._replace(severity=Severity.WARNING) if diagnostic.code == "schema-unavailable" else diagnostic


def _reason_to_omit(checked: CheckedDocument, must_be_valid: bool) -> str:
    """Why a file is not published; empty for one that is."""
    if checked.facts is None:
        return "is not well-formed and is left out"
    if must_be_valid and worst(checked.diagnostics) is Severity.ERROR:
        return "is not valid and is left out"
    if checked.facts.root not in _ROOTS:
        return f"is no TEI document: <{checked.facts.root}> is not in the namespace {TEI}"
    return ""
