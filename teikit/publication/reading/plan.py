"""The plan of a publication: which files become which pages, and which files are left out."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from teikit.checking import registers_once, without_included
from teikit.core import Diagnostic, file_diagnostic, is_plain_name
from teikit.edition import SITE_PAGES, WRITTEN_PAGES, Selection, display_path, has_people, wrong_link
from teikit.publication.reading.corpus import members_of
from teikit.publication.reading.names import page_names
from teikit.publication.reading.survey import CORPUS, DOCUMENT, REGISTER, Surveyed, survey
from teikit.xml import PEOPLE, FileResolver, MappedText, load_xml, project_root

_NAME = "has a name with bytes that are not UTF-8, or with controls: rename it"


class Page(NamedTuple):
    """A page: its name, and its kind (document, register, corpus)."""

    name: str
    kind: str


class PlannedFile(NamedTuple):
    """A file, and its pages: one, or for a corpus one for itself and for each document in it, in document order."""

    path: Path
    pages: tuple[Page, ...]


class Plan(NamedTuple):
    """The files that are published, those that are not, and those that are published as a part of another one.

    No file outside `root` is read. `registers` are the files in which a pointer is looked up that has no target in its
    own document. `people` is the list of persons of the edition, which has no page of its own.
    """

    root: Path
    files: list[PlannedFile]
    omitted: list[Surveyed]
    included: list[Path]
    registers: tuple[Path, ...]
    people: Path | None = None


def make_plan(selection: Selection) -> Plan:
    """The plan for a selection of files."""
    edition = selection.edition
    root = project_root(selection.files, edition.folder)
    kept, _, registers, _ = without_included(selection.files, selection.named, root, display_path)
    known = frozenset(edition.registers)
    surveyed = [Surveyed(path, REGISTER) if path in known else _surveyed(path, root) for path in kept]
    published = [(file, _members(file, root)) for file in surveyed if file.kind]
    names = iter(_names(selection, [path for _, members in published for path, _ in members]))
    files = [PlannedFile(file.path, tuple(Page(next(names), kind) for _, kind in paths)) for file, paths in published]
    registers = registers_once(edition.registers, (f.path for f in files if f.pages[0].kind == REGISTER), registers)
    omitted = [file for file in surveyed if not file.kind]
    included = sorted(set(selection.files) - set(kept))
    people = edition.xml / PEOPLE if selection.configured and has_people(edition.xml) else None
    return Plan(root, files, omitted, included, registers, people)


def _surveyed(path: Path, root: Path) -> Surveyed:
    """The kind of a file; none where it is no file of this folder, or no page can have its name."""
    reason = wrong_link(path, root) or ("" if is_plain_name(path.name) else _NAME)
    return Surveyed(path, "", reason, True) if reason else survey(path)


def _names(selection: Selection, paths: Sequence[Path]) -> list[str]:
    return page_names([_relative(path, selection.edition.xml) for path in paths], _reserved(selection))


def _reserved(selection: Selection) -> list[str]:
    """The names of pages that no document has, in lower case."""
    texts = (page.stem.casefold() for page in selection.edition.site.pages)
    people = (Path(PEOPLE).stem,) if selection.configured else ()
    return list(dict.fromkeys((*sorted(SITE_PAGES), *WRITTEN_PAGES, *texts, *people)))


def renamed(selection: Selection, plan: Plan) -> list[Diagnostic]:
    """The documents whose page has another name than their file, as the site has a page of this name itself."""
    reserved = _reserved(selection)
    return [
        file_diagnostic(
            display_path(file.path),
            "publish-renamed",
            f"its page is {file.pages[0].name}.html: {file.path.stem}.html is the name of a page of the site itself",
        )
        for file in plan.files
        if file.path.stem.casefold() in reserved
    ]


def _relative(path: Path, folder: Path) -> PurePath:
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links and change the name
    return absolute.relative_to(folder) if absolute.is_relative_to(folder) else PurePath(absolute.name)


def _members(file: Surveyed, root: Path) -> list[tuple[Path, str]]:
    """A path to name each page of a file by, and the kind of the page."""
    if file.kind != CORPUS:
        return [(file.path, file.kind)]
    try:
        document = load_xml(file.path.read_bytes(), file.path, FileResolver(root, display_path))
    except OSError:
        return [(file.path, DOCUMENT)]  # reported when it is read again
    if document.mapped is None or document.malformed:
        return [(file.path, DOCUMENT)]
    return _member_paths(file.path, document.mapped, document.paths)


def _member_paths(path: Path, text: MappedText, paths: Mapping[str, Path]) -> list[tuple[Path, str]]:
    """A path and a kind for each member of a corpus: that of the file it is included from, or made of its id."""
    pages: list[tuple[Path, str]] = []
    for member in members_of(text):
        home = paths.get(text.origin(member.start)[0].name, path)
        own = home == path and bool(pages)
        name = f"{path.stem}-{member.ident or len(pages)}{path.suffix}"
        kind = CORPUS if member.is_corpus or member.inner else DOCUMENT
        pages.append((path.with_name(name) if own else home, kind))
    return pages or [(path, DOCUMENT)]
