"""The list of persons that the TEI of an edition points to: it has no page of its own, but entries in registers."""

from pathlib import Path
from typing import NamedTuple

from teikit.checking import DocumentChecker
from teikit.core import Diagnostic, Ledger, Severity, file_diagnostic, program_state, worst
from teikit.edition import Edition, display_path, has_people
from teikit.model import EntityRecord
from teikit.publication.reading import REGISTER, extract, reading_document, used_schemas, without_declaration
from teikit.publication.remembered import state_of
from teikit.xml import PEOPLE

_KIND = "people"


class ListedPeople(NamedTuple):
    """The text of the list and its entries, empty where it is not valid or not there, and the diagnostics."""

    text: str = ""
    records: tuple[EntityRecord, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


def listed_people(edition: Edition, ledger: Ledger, states: dict[str, str]) -> ListedPeople:
    """The list of persons of an edition; from the ledger, where nothing has changed.

    The state of its file when it is read is added to `states`.
    """
    path = edition.xml / PEOPLE
    if not has_people(edition.xml):
        return ListedPeople()
    checker = DocumentChecker([path], edition)
    settings = f"{checker} {edition.interface} {edition.site.words} {Path.cwd()}"
    made_of = {"teikit": program_state(), "the settings": settings, "the file": ledger.states.of(path)}
    states[str(path)] = made_of["the file"]
    known = ledger.find(_KIND, str(path), made_of, lambda what, before: state_of(ledger, checker.root, what, before))
    if isinstance(known, ListedPeople):
        return known
    people, uses = _read(path, checker, edition.interface)
    ledger.keep(_KIND, str(path), made_of, uses, people)
    return people


def _read(path: Path, checker: DocumentChecker, interface: str) -> tuple[ListedPeople, dict[str, str]]:
    """The list, and what it uses. It is left out where it is not valid, which is reported."""
    checked = checker.check(path)
    uses = {**checked.uses, **used_schemas(checked.schemas)}
    findings = checked.diagnostics
    if worst(findings) is Severity.ERROR:
        left_out = file_diagnostic(display_path(path), "publish-omitted", "is not valid and is left out")
        return ListedPeople(findings=(*findings, left_out)), uses
    text = checked.document.text
    return ListedPeople(text, _persons(without_declaration(text), interface), findings), uses


def _persons(people: str, interface: str) -> tuple[EntityRecord, ...]:
    name = Path(PEOPLE).stem
    node, _ = reading_document(people, PEOPLE, interface=interface, page=name, register=True)
    return extract(node, name, REGISTER).entities
