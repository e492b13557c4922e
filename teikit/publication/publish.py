"""Publishes TEI: the HTML site and the print PDF of an edition or of files, or the PDF alone."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from teikit.checking import schemas_once
from teikit.core import (
    VERSION,
    Diagnostic,
    Ledger,
    file_diagnostic,
    file_state,
    files_in,
    languages,
    program_state,
    stage,
    write_whole,
)
from teikit.edition import FILE, Edition, NoFileError, PrintSettings, Selection, display_path
from teikit.publication.documents import SILENT, Run, document_maker, made_files
from teikit.publication.listed_people import ListedPeople, listed_people
from teikit.publication.making import MadeFile, Part, Wanted
from teikit.publication.places import NumberedPrint, located
from teikit.publication.reading import CORPUS, REGISTER, Plan, make_plan, not_published, renamed
from teikit.publication.site import Published, Site
from teikit.publication.volume import besides, in_parts, placed

if TYPE_CHECKING:
    from teikit.publication.print import Finding, Materials, Start


class Printed(NamedTuple):
    """A document of the print: its file, its kind, its id there, its part, the name of its page."""

    path: Path
    kind: str
    ident: str
    part: Part
    page: str


def publish(selection: Selection, out: Path, with_html: bool, with_print: bool, run: Run = SILENT) -> Published:
    """Publish TEI into `out`: `html/` and `print/edition.pdf`.

    A document that cannot be published is reported and left out. Raises SchemaError, OSError, NoFileError.
    """
    edition, plan = selection.edition, make_plan(selection)
    result = begun(selection, plan)
    pdf, printed, offprints = out / "print" / "edition.pdf", list[Printed](), dict[str, Path]()
    ledger = run.ledger or Ledger()
    site = Site(edition, out / "html", ledger) if with_html else None
    result.findings += renamed(selection, plan) if site else []
    wanted = Wanted(out / "html" if site else None, edition.print_view if with_print else "")
    for item in made_files(selection, plan, wanted, run, result):
        printed += printed_in(item.file)
        if site:
            site.add(item)
    if printed:
        with stage("print"):
            offprints = _print(selection, printed, edition.print_view, pdf, result, run)
    if site:
        with stage("site"):
            people = listed_people(edition, ledger, result.states) if site.has_pages else ListedPeople()
            site.finish(result, people, pdf if pdf in result.written else None, offprints)
    result.findings = schemas_once([*dict.fromkeys(result.findings)])
    return result


def publish_print(selection: Selection, view: str, out: Path | None, run: Run = SILENT, name: str = "pdf") -> Published:
    """Make one PDF of TEI, or its apparatus as JSON (`name`), at `out` or in the build folder of the edition.

    A document that cannot be published is reported and left out. Raises SchemaError, OSError, NoFileError.
    """
    edition, plan = selection.edition, make_plan(selection)
    result = begun(selection, plan)
    files = made_files(selection, plan, Wanted(view=view), run, result)
    printed = [document for item in files for document in printed_in(item.file)]
    if printed:
        path = out or edition.build / "print" / (f"edition.{name}" if name == "pdf" else f"apparatus.{name}")
        with stage("print"):
            _print(selection, printed, view, path, result, run, name)
    result.findings = schemas_once(result.findings)
    return result


def printed_in(file: MadeFile) -> list[Printed]:
    """The documents of a file that are in the print."""
    return [Printed(file.path, each.kind, each.ident, each.part, each.name) for each in file.documents if each.part]


def begun(selection: Selection, plan: Plan) -> Published:
    """The result of a run before its first document. Raises NoFileError where no file is TEI."""
    named = {path.resolve() for path in selection.named}
    wrong = [file.path for file in plan.omitted if file.wrong or file.path.resolve() in named]
    if selection.files and not plan.files and not wrong:
        first = plan.omitted[0]
        raise NoFileError(f"there is no TEI to publish: {display_path(first.path)} {first.reason}")
    findings = [not_published(file, file.path in wrong) for file in plan.omitted]
    documents = [*(file.path for file in plan.files), *wrong]
    return Published(documents, findings=[*_interface(selection.edition), *findings], included=plan.included, plan=plan)


def edition_metadata(edition: Edition) -> Any:
    """What the title page says of an edition."""
    from teikit.publication.print import Metadata

    return Metadata(
        edition.title,
        edition.subtitle,
        edition.editors,
        edition.publisher,
        edition.date,
        edition.language,
        VERSION,
        place=edition.pub_place,
        edition=edition.version,
        licence=edition.licence,
        funder=", ".join(edition.funders),
        address=edition.site.address,
    )


def _interface(edition: Edition) -> list[Diagnostic]:
    """A diagnostic where the edition is in a language that teikit has no words in."""
    if edition.language.partition("-")[0].lower() in languages():
        return []
    known = ", ".join(sorted(languages()))
    message = f"there are no words for pages and print in “{edition.language}”; they are English (there are {known})"
    return [file_diagnostic(display_path(edition.folder / FILE), "publish-interface-language", message)]


def in_order(selection: Selection, printed: Sequence[Printed]) -> list[Printed]:
    """The documents in the order of the index, by the parts of the volume, then the registers."""
    given = selection.edition.listed or (selection.named and all(path.is_file() for path in selection.named))
    ordered = printed if given else sorted(printed, key=lambda each: (each.kind != CORPUS, each.part.order))
    parts = selection.edition.printing.volume.parts
    return in_parts(sorted(ordered, key=lambda each: each.kind == REGISTER), name_of, parts)


def name_of(printed: Printed) -> str:
    """The name that `edition.toml` has for a document."""
    return printed.path.stem


def _print(
    selection: Selection, printed: Sequence[Printed], view: str, out: Path, result: Published, run: Run, name: str = ""
) -> dict[str, Path]:  # fmt: skip
    """Typeset the documents. Returns the offprints that are wanted, by the names of their pages."""
    from teikit.publication.print import Materials, print_edition

    run.progress(out.name)
    documents = in_order(selection, printed)
    metadata, edition = edition_metadata(selection.edition), selection.edition
    people = listed_people(edition, run.ledger or Ledger(), result.states).records
    volume = besides(edition, [(name_of(each), each.ident) for each in documents], people)
    images = {name: path for each in printed for name, path in each.part.images.items()} | dict(volume.images)
    materials = Materials(selection.edition.fonts_folder, images)
    matter = dict.fromkeys(volume.front, "front")
    places = [matter.get(each.ident, "back" if each.kind == REGISTER else "") for each in documents]
    held = [placed(each.part.xml, each.page, place) for each, place in zip(documents, places, strict=True)]
    text = print_edition(held, metadata, view, volume.xml)
    ledger = run.ledger or Ledger()
    findings = _typeset(text, materials, edition.printing, out, ledger, name or "pdf")
    names = {each.ident: display_path(each.path) for each in reversed(documents)}
    result.findings += located(findings.reported, _numbered(selection, documents, view, run), names)
    if findings.written:
        result.written.append(out)
        result.published = list(dict.fromkeys(each.path for each in printed))
    if not edition.printing.volume.offprints or name:
        return {}
    beside = "always" if "<margin" in text or "<pb" in text else "never"  # as the volume is set
    settings = replace(edition.printing, column=beside) if edition.printing.column == "auto" else edition.printing
    offprints = dict[str, Path]()
    for each, xml in zip(documents, held, strict=True):
        start, path = findings.starts.get(each.ident), out.parent / f"{each.page}.pdf"
        if start and each.kind != REGISTER and path != out:
            offprint = print_edition([xml], replace(metadata, first=str(start.page), number=start.number), view)
            if _typeset(offprint, Materials(materials.fonts, each.part.images), settings, path, ledger).written:
                offprints[each.page] = path
    result.written += offprints.values()
    return offprints


def _numbered(
    selection: Selection, documents: Sequence[Printed], view: str, run: Run
) -> Callable[[str], NumberedPrint | None]:  # fmt: skip
    """Makes a document of the print, by its id there, with the numbers of its TEI elements."""

    def made(ident: str) -> NumberedPrint | None:
        path = next((each.path for each in documents if each.ident == ident), None)
        plan = make_plan(selection)
        file = next((file for file in plan.files if file.path == path), None)
        maker = document_maker(selection, plan, Wanted(view=view), run, Published())
        return maker.numbered_print(file, ident) if file else None

    return made


class _Typeset(NamedTuple):
    """Whether there is a PDF, what was found, where each document begins."""

    written: bool
    reported: "list[Finding]"
    starts: "dict[str, Start]"


def _typeset(
    text: str, materials: "Materials", settings: PrintSettings, out: Path, ledger: Ledger, kind: str = "pdf"
) -> _Typeset:
    """Write the PDF of print XML, or its apparatus; one that was set from the same is left alone. Raises OSError."""
    from teikit.publication.print import apparatus, typeset

    fonts = files_in(materials.fonts) if materials.fonts else []
    images = sorted(materials.images.items())
    states = [ledger.states.of(path) for path in [*map(Path, fonts), *(path for _, path in images)]]
    made_of = {
        "teikit": program_state(),
        "the documents": sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "fonts and images": f"{fonts} {images} {states}",
        "settings": f"{kind} {settings}",
    }
    name = str(out.absolute())
    known = ledger.find("print", name, made_of)
    if isinstance(known, _Typeset):
        return known
    starts = dict[str, "Start"]()
    if kind == "json":
        content, reported = apparatus(text, materials, settings)
    else:
        content, reported = typeset(text, materials=materials, settings=settings, starts=starts)
    if content:
        write_whole(out, content)
    done = _Typeset(bool(content), reported, starts)
    ledger.keep("print", name, made_of, {name: file_state(out)} if content else {}, done)
    return done
