"""Publishes valid TEI: the HTML site and the print PDF of an edition, or a PDF of single files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from teikit.checking import DocumentChecker, edition_of, without_included
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
from teikit.edition import FILE, Edition, display_path, tei_of_edition
from teikit.publication.collation import with_differences
from teikit.publication.reading import coverage, reading_document, signs_table
from teikit.publication.self_contained import self_contained, without_declaration
from teikit.publication.site import Published, Site, omitted
from teikit.validation import Validated, validate
from teikit.xml import FileResolver, MappedText, load_xml, project_root


class _Source(NamedTuple):
    """A valid document that has a text: the TEI that is read, and offered for reading, with its source map."""

    path: Path
    ident: str
    text: MappedText


def publish(
    edition: Edition,
    out: Path,
    with_html: bool,
    with_print: bool,
    progress: Progress,
    validated: Mapping[Path, Validated] | None = None,
) -> Published:
    """Publish the TEI of an edition into `out`: `html/` and `print/edition.pdf`.

    A document that is not valid is reported and left out. `validated` are validations that were done already, by
    file: they are not done again. Raises SchemaError and OSError.
    """
    result = Published(findings=_interface(edition))
    sources = list(_sources(tei_of_edition(edition), edition, result, progress, validated=validated))
    options, parts = _reading_options(edition, result), dict[Path, str]()
    pdf = out / "print" / "edition.pdf"
    site = Site(edition, out / "html", [source.path for source in sources]) if with_html else None
    link = f"../print/{pdf.name}" if with_print and sources else ""
    for source, node in _readings(sources, options, result, progress):
        if with_print:
            parts |= _part(source, node, edition.print_view, result)
        if site:
            site.write(source.path, without_declaration(source.text.text), node, link)
    if parts:
        _print(sources, parts, edition_metadata(edition), edition.print_view, pdf, result, progress)
    if site and link and pdf not in result.written:
        for source, node in _readings(sources, options, Published(), progress):
            site.write(source.path, without_declaration(source.text.text), node, "")
    if site:
        site.finish(result)
    return result


def print_files(
    paths: Sequence[Path], title: str, view: str, out: Path, progress: Progress, named: Sequence[Path] = ()
) -> Published:
    """Make one PDF of single TEI files. A file that is not valid is reported and left out.

    The files are judged as `teikit validate` judges them, by the schemas of the edition that they belong to. A file
    that another one includes is printed there, unless it is `named`. Raises EditionError, SchemaError and OSError.
    """
    from teikit.publication.print import Metadata

    edition = edition_of(named or paths)
    metadata = Metadata(title, lang=edition.language if edition else "en", version=VERSION)
    return _print_alone(paths, edition, metadata, view, out, progress, named)


def publish_print(edition: Edition, title: str | None, view: str, out: Path | None, progress: Progress) -> Published:
    """The print PDF of an edition alone, at `out` or in its build folder. Raises SchemaError and OSError."""
    of = edition_metadata(replace(edition, title=title) if title else edition)
    pdf = out or edition.build / "print" / "edition.pdf"
    return _print_alone(tei_of_edition(edition), edition, of, view, pdf, progress)


def _print_alone(
    paths: Iterable[Path],
    edition: Edition | None,
    metadata: Any,
    view: str,
    out: Path,
    progress: Progress,
    named: Sequence[Path] = (),
) -> Published:
    result = Published(findings=_interface(edition) if edition else [])
    sources = list(_sources(list(paths), edition, result, progress, named))
    readings = _readings(sources, _reading_options(edition, result), result, progress)
    parts: dict[Path, str] = {}
    for source, node in readings:
        parts |= _part(source, node, view, result)
    if parts:
        _print(sources, parts, metadata, view, out, result, progress)
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


def _sources(
    paths: Sequence[Path],
    edition: Edition | None,
    result: Published,
    progress: Progress,
    named: Sequence[Path] = (),
    validated: Mapping[Path, Validated] | None = None,
) -> Iterable[_Source]:
    """The documents that can be published; why others cannot is added to the result.

    A file that another one includes is published there, unless it is `named`.
    """
    checker = DocumentChecker(paths, edition, validated)
    result.documents = without_included(paths, named, checker.root, display_path)[0]
    for path in result.documents:
        progress(display_path(path))
        document, facts, diagnostics = checker.check(path)
        result.findings += diagnostics
        if facts is None or worst(diagnostics) is Severity.ERROR:
            result.findings.append(_omitted(path, "is not valid and is left out"))
        elif "text" not in facts.parts:
            result.findings.append(_omitted(path, "has no text: it is no document"))
        else:
            yield _Source(path, facts.root_id or path.stem, self_contained(document, facts, path))


def _omitted(path: Path, reason: str) -> Diagnostic:
    return file_diagnostic(display_path(path), "publish-omitted", reason)


class _ReadingOptions(NamedTuple):
    """How documents are read: the table of signs where it is not that of teikit, the language of explanations."""

    signs: Path | None
    interface: str


def _reading_options(edition: Edition | None, result: Published) -> _ReadingOptions:
    """The options of an edition, with the signs of teikit where its own are not valid, which is reported."""
    if edition is None:
        return _ReadingOptions(None, "en")
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
    sources: Iterable[_Source], options: _ReadingOptions, result: Published, progress: Progress
) -> Iterable[tuple[_Source, Any]]:
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


def _part(source: _Source, node: Any, view: str, result: Published) -> dict[Path, str]:
    """The document's part of the print XML by its file; empty where it cannot be made into print, which is reported."""
    from teikit.publication.print import print_document

    try:
        return {source.path: print_document(node, view)}
    except XsltError as error:
        result.findings.append(omitted(source.path, "made into print", error))
        return {}


def _print(
    sources: Iterable[_Source],
    parts: Mapping[Path, str],
    metadata: Any,
    view: str,
    out: Path,
    result: Published,
    progress: Progress,
) -> None:
    from teikit.publication.print import print_edition, typeset

    progress(out.name)
    pdf, findings = typeset(print_edition(parts.values(), metadata, view))
    files = {source.ident: display_path(source.path) for source in sources}
    result.findings += [finding._replace(file=files.get(finding.file, finding.file)) for finding in findings]
    if pdf:
        write_whole(out, pdf)
        result.written.append(out)
        result.published = list(parts)
