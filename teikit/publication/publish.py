"""Publishes TEI: the HTML site and the print PDF of an edition, or a PDF of single files."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from teikit.checking import SchemaOptions, schemas_once, without_included
from teikit.conversion import Progress
from teikit.core import (
    VERSION,
    Diagnostic,
    Severity,
    XsltError,
    file_diagnostic,
    interface_language,
    languages,
    resource,
    worst,
    write_whole,
)
from teikit.edition import FILE, Edition, Selection, display_path
from teikit.publication.collation import with_differences
from teikit.publication.reading import coverage, reading_document, signs_table
from teikit.publication.record import natural, record_of
from teikit.publication.self_contained import without_declaration
from teikit.publication.site import Published, Site, omitted
from teikit.publication.sources import Source, sources
from teikit.validation import Validated, validate
from teikit.xml import FileResolver, load_xml, project_root


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
    by file: they are not done again. Raises SchemaError and OSError.
    """
    edition = selection.edition
    result = Published(findings=_interface(edition))
    documents = list(sources(selection, result, progress, validated, options))
    reading_options, parts = _reading_options(edition, result), dict[Path, _Part]()
    pdf = out / "print" / "edition.pdf"
    site = Site(edition, out / "html", [source.path for source in documents]) if with_html else None
    link = f"../print/{pdf.name}" if with_print and documents else ""
    for source, node in _readings(documents, reading_options, result, progress):
        if with_print:
            parts |= _part(source, node, edition.print_view, result)
        if site:
            site.write(source.path, without_declaration(source.text.text), node, link)
    if parts:
        _print(selection, documents, parts, edition.print_view, pdf, result, progress)
    if site and link and pdf not in result.written:
        for source, node in _readings(documents, reading_options, Published(), progress):
            site.write(source.path, without_declaration(source.text.text), node, "")
    if site:
        site.finish(result)
    result.findings = schemas_once(result.findings)
    return result


def publish_print(
    selection: Selection,
    view: str,
    out: Path | None,
    progress: Progress,
    options: SchemaOptions | None = None,
) -> Published:
    """Make one PDF of TEI, at `out` or in the build folder of the edition.

    A document that cannot be published is reported and left out. Raises SchemaError and OSError.
    """
    edition = selection.edition
    result = Published(findings=_interface(edition))
    documents = list(sources(selection, result, progress, options=options))
    parts: dict[Path, _Part] = {}
    for source, node in _readings(documents, _reading_options(edition, result), result, progress):
        parts |= _part(source, node, view, result)
    if parts:
        pdf = out or edition.build / "print" / "edition.pdf"
        _print(selection, documents, parts, view, pdf, result, progress)
    result.findings = schemas_once(result.findings)
    return result


def uncovered(
    paths: Sequence[Path], named: Sequence[Path], edition: Edition | None, progress: Progress
) -> list[Diagnostic]:
    """The elements and attributes of TEI files that no rule of the publication handles, each at its place.

    A file that another one includes is read there, unless it is `named`. What keeps a file from being read is found
    instead.
    """
    root = project_root(paths, edition.folder if edition else None)
    files = without_included(paths, named, root, display_path)[0]
    diagnostics: list[Diagnostic] = []
    for path in files:
        progress(display_path(path))
        diagnostics += _uncovered(path, FileResolver(root, display_path))
    return diagnostics


def _uncovered(path: Path, files: FileResolver) -> list[Diagnostic]:
    try:
        document = load_xml(path.read_bytes(), path, files)
    except OSError as error:
        return [file_diagnostic(display_path(path), "xml-unreadable", f"cannot be read: {error.strerror or error}")]
    errors = [diagnostic for diagnostic in document.diagnostics if diagnostic.severity is Severity.ERROR]
    if document.mapped is None or document.malformed:
        return [*errors, *([document.malformed] if document.malformed else [])]
    try:
        return [*errors, *map(document.mapped.relocate, coverage(document.text, display_path(path)))]
    except XsltError as error:
        return [*errors, omitted(path, "read for publishing", error)]


def edition_metadata(edition: Edition) -> Any:
    """What the title page says of an edition."""
    from teikit.publication.print import Metadata

    return Metadata(
        edition.title, edition.subtitle, edition.editors, edition.publisher, edition.date, edition.language, VERSION
    )


class _ReadingOptions(NamedTuple):
    """How documents are read: the table of signs where it is not that of teikit, the language of explanations."""

    signs: Path | None
    interface: str


def _reading_options(edition: Edition, result: Published) -> _ReadingOptions:
    """The options of an edition, with the signs of teikit where its own are not valid, which is reported."""
    table, interface = signs_table(edition.signs), interface_language(edition.language)
    if table is None or not edition.signs.endswith(".xml"):
        return _ReadingOptions(table, interface)
    diagnostics = validate(table.read_bytes(), display_path(table), [resource("schemas", "signs.rng")])
    result.findings += diagnostics
    return _ReadingOptions(None if worst(diagnostics) is Severity.ERROR else table, interface)


def _interface(edition: Edition) -> list[Diagnostic]:
    """A diagnostic where the edition is in a language that teikit has no words in."""
    if edition.language.partition("-")[0].lower() in languages():
        return []
    known = ", ".join(sorted(languages()))
    message = f"there are no words for pages and print in “{edition.language}”; they are English (there are {known})"
    return [file_diagnostic(display_path(edition.folder / FILE), "publish-interface-language", message)]


def _readings(
    sources: Iterable[Source], options: _ReadingOptions, result: Published, progress: Progress
) -> Iterable[tuple[Source, Any]]:
    """Each document's reading, one at a time: of a large edition they do not fit into memory together."""
    for source in sources:
        name = display_path(source.path)
        progress(name)
        try:
            node, diagnostics = reading_document(source.text.text, name, options.signs, interface=options.interface)
            node = with_differences(node, options.interface)
        except XsltError as error:
            result.findings.append(omitted(source.path, "read for publishing", error))
            continue
        result.findings += map(source.text.relocate, diagnostics)
        yield source, node


class _Part(NamedTuple):
    """A document of the print XML, and what sorts it."""

    xml: str
    order: tuple[Any, ...]


def _part(source: Source, node: Any, view: str, result: Published) -> dict[Path, _Part]:
    """The document's part of the print XML by its file; empty where it cannot be made into print, which is reported."""
    from teikit.publication.print import print_document

    try:
        return {source.path: _Part(print_document(node, view), (*record_of(node).order, natural(source.path.stem)))}
    except XsltError as error:
        result.findings.append(omitted(source.path, "made into print", error))
        return {}


def _print(
    selection: Selection,
    sources: Iterable[Source],
    parts: Mapping[Path, _Part],
    view: str,
    out: Path,
    result: Published,
    progress: Progress,
) -> None:
    from teikit.publication.print import print_edition, typeset

    progress(out.name)
    given = selection.edition.listed or (selection.named and all(path.is_file() for path in selection.named))
    ordered = parts.values() if given else sorted(parts.values(), key=lambda part: part.order)
    xml = print_edition((part.xml for part in ordered), edition_metadata(selection.edition), view)
    pdf, findings = typeset(xml)
    files = {source.ident: display_path(source.path) for source in sources}
    result.findings += [finding._replace(file=files.get(finding.file, finding.file)) for finding in findings]
    if pdf:
        write_whole(out, pdf)
        result.written.append(out)
        result.published = list(parts)
