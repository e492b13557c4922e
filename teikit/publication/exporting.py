"""Exports of TEI without a site: the files that a site has besides its pages."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from teikit.checking import schemas_once
from teikit.core import file_diagnostic, write_whole
from teikit.edition import FILE, Selection, display_path
from teikit.exports import NEED_ADDRESS
from teikit.publication.documents import Run, made_files
from teikit.publication.making import Wanted
from teikit.publication.publish import begun, publish
from teikit.publication.reading import make_plan
from teikit.publication.site import BOOK, EPUB, Collected, Exports, Published


def publish_exports(
    selection: Selection, names: Collection[str], out: Path, run: Run
) -> Published:  # fmt: skip
    """Write exports of TEI into the folder `out`. `names` are names of ALL.

    A document that cannot be published is reported and left out. Raises SchemaError, OSError, NoFileError.
    """
    wanted = [name for name in names if name != EPUB]
    result = _files(selection, wanted, out, run) if wanted else Published()
    if EPUB in names:
        result = _with_book(selection, result, out, run)
    if needed := [name for name in wanted if name in NEED_ADDRESS and not selection.edition.site.address]:
        message = f"not written: {', '.join(needed)} need the web address of the site: address in [site]"
        name = display_path(selection.edition.folder / FILE)
        result.findings.append(file_diagnostic(name, "publish-no-address", message))
    result.findings = schemas_once([*dict.fromkeys(result.findings)])
    return result


def _files(
    selection: Selection, names: Collection[str], out: Path, run: Run
) -> Published:  # fmt: skip
    plan = make_plan(selection)
    result, collected = begun(selection, plan), Collected()
    for file, read, _ in made_files(selection, plan, Wanted(model=True), run, result):
        extracts = [document.extract for document in file.documents if document.extract]
        result.published += [file.path] if extracts else []
        for extract in extracts:
            collected.add(extract, read=read)
    result.published = list(dict.fromkeys(result.published))
    model = collected.model(selection.edition.listed, "")
    for path, content in Exports(selection.edition, model, collected.blocks, names).exports():
        write_whole(out / path, content)
        result.written.append(out / path)
    return result


def _with_book(
    selection: Selection, result: Published, out: Path, run: Run
) -> Published:  # fmt: skip
    """The result, with the book: it is made from the pages of a site, which is made for it in a temporary folder."""
    edition = replace(selection.edition, site=replace(selection.edition.site, exports=(EPUB,)))
    with TemporaryDirectory() as folder:
        site = publish(selection._replace(edition=edition), Path(folder), True, False, run)
        book = Path(folder) / "html" / BOOK
        site.written = [*result.written]
        if book.is_file():
            write_whole(out / BOOK, book.read_bytes())
            site.written.append(out / BOOK)
    site.findings = [*result.findings, *site.findings]
    return site
