"""The pages of one file as a finished site would have them, before the site is built again."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from teikit.core import Diagnostic
from teikit.edition import Selection
from teikit.publication.documents import SILENT, document_maker
from teikit.publication.making import DocumentJob, DocumentMaker, Wanted
from teikit.publication.reading import Plan, PlannedFile
from teikit.publication.site import Published
from teikit.validation import Validated


class Previewed(NamedTuple):
    """The pages of a file, by their paths from the folder of the site, and the diagnostics of the file."""

    pages: Mapping[str, str]
    findings: tuple[Diagnostic, ...]


class Preview:
    """Makes pages for a site that was published from a selection into the folder `site`."""

    def __init__(self, selection: Selection, published: Published, site: Path) -> None:
        self._selection = selection
        self._published = published
        self._site = site

    @property
    def plan(self) -> Plan | None:
        """The plan of the site, if it has one."""
        return self._published.plan

    @cached_property
    def _files(self) -> dict[Path, PlannedFile]:
        return {file.path.resolve(): file for file in self.plan.files} if self.plan else {}

    @cached_property
    def _maker(self) -> DocumentMaker:
        assert self.plan is not None  # there is a file of it
        return document_maker(self._selection, self.plan, Wanted(self._site), SILENT, Published())

    def file(self, path: Path) -> PlannedFile | None:
        """The file of the plan at a path; None for another file, and where the site has no pages."""
        return self._files.get(path.resolve()) if self._published.page else None

    def pages(self, file: PlannedFile, validated: Validated | None = None) -> Previewed:
        """The pages of a file of the plan, as it is now; none where it cannot be published.

        Its TEI and its images are written into the site. `validated` is a validation that was done already. Raises
        SchemaError, OSError.
        """
        page = self._published.page
        assert page is not None  # see `file`
        result = self._maker(DocumentJob(file, validated))
        pages = {draft.path: page(draft) for document in result.documents for draft in document.drafts}
        return Previewed(pages, (*result.findings, *result.of_pages))
