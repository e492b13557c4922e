"""Publishes TEI: the HTML site and the print PDF of an edition or of files, or the PDF alone."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from teikit.checking import SchemaOptions, schemas_once
from teikit.core import (
    VERSION,
    Diagnostic,
    Progress,
    XsltError,
    file_diagnostic,
    languages,
    write_whole,
)
from teikit.edition import FILE, Edition, NoFileError, Selection, display_path
from teikit.model import natural
from teikit.publication.images import named_images, plates
from teikit.publication.plan import Plan, make_plan, renamed
from teikit.publication.readings import Readings
from teikit.publication.record import record_of
from teikit.publication.site import Published, Site, omitted
from teikit.publication.sources import Source, not_published
from teikit.publication.survey import CORPUS, REGISTER
from teikit.validation import Validated


class _Part(NamedTuple):
    """A document in print XML, what sorts it, its images by name; `name` is how messages call its file."""

    source: Source
    name: str
    xml: str
    order: tuple[Any, ...]
    images: Mapping[str, Path]


def publish(
    selection: Selection,
    out: Path,
    with_html: bool,
    with_print: bool,
    progress: Progress,
    validated: Mapping[Path, Validated] | None = None,
    options: SchemaOptions | None = None,
) -> Published:
    """Publish TEI into `out`: `html/` and `print/edition.pdf`.

    A document that cannot be published is reported and left out. `validated` are validations that were done already,
    by file: they are not done again. Raises SchemaError, OSError, NoFileError.
    """
    edition, plan = selection.edition, make_plan(selection)
    result = begun(selection, plan)
    readings = Readings(selection, plan, progress, validated, options)
    pdf, parts = out / "print" / "edition.pdf", list[_Part]()
    names = (page.name for file in plan.files for page in file.pages)
    site = Site(edition, out / "html", names) if with_html else None
    result.findings += renamed(selection, plan) if site else []
    for source, node in readings.read(result):
        if with_print:
            parts += _part(source, node, edition, edition.print_view, result)
        if site:
            site.add(source, node)
    if parts:
        _print(selection, parts, edition.print_view, pdf, result, progress)
    if site:
        site.finish(result, pdf if pdf in result.written else None)
    result.findings = schemas_once([*dict.fromkeys(result.findings)])
    return result


def publish_print(
    selection: Selection,
    view: str,
    out: Path | None,
    progress: Progress,
    options: SchemaOptions | None = None,
) -> Published:
    """Make one PDF of TEI, at `out` or in the build folder of the edition.

    A document that cannot be published is reported and left out. Raises SchemaError, OSError, NoFileError.
    """
    edition, plan = selection.edition, make_plan(selection)
    result = begun(selection, plan)
    readings = Readings(selection, plan, progress, options=options)
    parts = [part for source, node in readings.read(result) for part in _part(source, node, edition, view, result)]
    if parts:
        pdf = out or edition.build / "print" / "edition.pdf"
        _print(selection, parts, view, pdf, result, progress)
    result.findings = schemas_once(result.findings)
    return result


def begun(selection: Selection, plan: Plan) -> Published:
    """The result of a run before its first document. Raises NoFileError where no file is TEI."""
    named = {path.resolve() for path in selection.named}
    wrong = [file.path for file in plan.omitted if file.wrong or file.path.resolve() in named]
    if selection.files and not plan.files and not wrong:
        first = plan.omitted[0]
        raise NoFileError(f"there is no TEI to publish: {display_path(first.path)} {first.reason}")
    findings = [not_published(file, file.path in wrong) for file in plan.omitted]
    documents = [*(file.path for file in plan.files), *wrong]
    return Published(documents, findings=[*_interface(selection.edition), *findings], included=plan.included)


def edition_metadata(edition: Edition) -> Any:
    """What the title page says of an edition."""
    from teikit.publication.print import Metadata

    return Metadata(
        edition.title, edition.subtitle, edition.editors, edition.publisher, edition.date, edition.language, VERSION
    )


def _interface(edition: Edition) -> list[Diagnostic]:
    """A diagnostic where the edition is in a language that teikit has no words in."""
    if edition.language.partition("-")[0].lower() in languages():
        return []
    known = ", ".join(sorted(languages()))
    message = f"there are no words for pages and print in “{edition.language}”; they are English (there are {known})"
    return [file_diagnostic(display_path(edition.folder / FILE), "publish-interface-language", message)]


def _part(source: Source, node: Any, edition: Edition, view: str, result: Published) -> list[_Part]:
    """The document as print XML; nothing where it cannot be made into print, which is reported.

    Images that cannot be printed are reported too.
    """
    from teikit.publication.print import print_document

    shown = plates(named_images(node), source.path, display_path(source.path), edition.folder)
    result.findings += shown.findings
    try:
        order = (*record_of(node).order, natural(source.page.name))
        printed = print_document(node, view, shown.names)
        return [_Part(source, display_path(source.path), printed, order, shown.files)]
    except XsltError as error:
        result.findings.append(omitted(source.path, "made into print", error))
        return []


def _print(
    selection: Selection, parts: Sequence[_Part], view: str, out: Path, result: Published, progress: Progress
) -> None:
    """Typeset the documents in the order of the index, then the registers."""
    from teikit.publication.print import print_edition, typeset
    from teikit.publication.print_typst import Materials

    progress(out.name)
    given = selection.edition.listed or (selection.named and all(path.is_file() for path in selection.named))
    in_order = parts if given else sorted(parts, key=lambda part: (part.source.page.kind != CORPUS, part.order))
    in_order = sorted(in_order, key=lambda part: part.source.page.kind == REGISTER)
    metadata = edition_metadata(selection.edition)
    images = {name: path for part in parts for name, path in part.images.items()}
    materials = Materials(selection.edition.fonts_folder, images)
    pdf, findings = typeset(print_edition((part.xml for part in in_order), metadata, view), materials=materials)
    files = {part.source.ident: part.name for part in reversed(in_order)}
    result.findings += [finding._replace(file=files.get(finding.file, finding.file)) for finding in findings]
    if pdf:
        write_whole(out, pdf)
        result.written.append(out)
        result.published = list(dict.fromkeys(part.source.path for part in parts))
