"""The places of what the print found: its documents are read again, with the numbers of the elements of their TEI.

Neither pages nor print have lines of the TEI: they would change with each edit above them, and with them everything
that is made of them.
"""

from collections.abc import Callable, Iterable
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from teikit.core import Diagnostic, source_of
from teikit.xml import MappedText, locate_elements

if TYPE_CHECKING:
    from teikit.publication.print import Finding


class NumberedPrint(NamedTuple):
    """A document in print XML that has the numbers of its TEI elements, and its TEI."""

    xml: str
    text: MappedText


def located(
    findings: Iterable["Finding"], numbered: Callable[[str], NumberedPrint | None], names: dict[str, str]
) -> list[Diagnostic]:
    """What was found about documents of the print, document by document, each at its line of the TEI.

    `numbered` gives a document by its id in print, `names` are the files of documents as messages call them.
    """
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.file, []).append(finding)
    of_each = (_of_one(group, numbered, names.get(ident, ident)) for ident, group in groups.items())
    return list(chain.from_iterable(of_each))


def _of_one(
    findings: list["Finding"], numbered: Callable[[str], NumberedPrint | None], name: str
) -> list[Diagnostic]:  # fmt: skip
    """What was found about one document."""
    from teikit.publication.print import place_of

    known = any(finding.element >= 0 for finding in findings)
    document = numbered(findings[0].file) if known else None
    if document is None:
        return [finding.in_file(name) for finding in findings]
    locations = locate_elements(source_of(document.text.text, name))
    return [place_of(finding, document.xml, locations, document.text) for finding in findings]
