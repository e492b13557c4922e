"""TEI as one file: a PDF, or another format that is made from the same print documents."""

from collections.abc import Mapping
from pathlib import Path

from teikit.checking import schemas_once
from teikit.core import stage, write_whole
from teikit.edition import Selection
from teikit.publication.documents import SILENT, Run, made_files
from teikit.publication.formats import FORMATS
from teikit.publication.making import Wanted
from teikit.publication.publish import begun, edition_metadata, in_order, printed_in, publish_print
from teikit.publication.reading import make_plan
from teikit.publication.site import Published


def publish_format(selection: Selection, view: str, name: str, out: Path | None, run: Run = SILENT) -> Published:
    """Make one file of TEI in a format (pdf, json, a name of FORMATS), at `out` or in the build folder of the edition.

    A document that cannot be published is reported and left out. Raises SchemaError, OSError, NoFileError.
    """
    if name not in FORMATS:
        return publish_print(selection, view, out, run, name)
    plan = make_plan(selection)
    result = begun(selection, plan)
    files = made_files(selection, plan, Wanted(view=view, format=name), run, result)
    printed = in_order(selection, [document for item in files for document in printed_in(item.file)])
    if printed:
        from teikit.publication.print import print_edition

        path = out or selection.edition.build / "print" / f"edition.{name}"
        run.progress(path.name)
        with stage("print"):
            text = print_edition((each.part.xml for each in printed), edition_metadata(selection.edition), view)
            images = {image: file for each in printed for image, file in each.part.images.items()}
            licence = " ".join(filter(None, selection.edition.licence))
            write_whole(path, FORMATS[name].write(text, images, licence))
            result.written.append(path)
            if folder := FORMATS[name].folder:
                result.written += _copied(images, path.parent / folder)
        result.published = list(dict.fromkeys(each.path for each in printed))
    result.findings = schemas_once(result.findings)
    return result


def _copied(images: Mapping[str, Path], folder: Path) -> list[Path]:
    """The files of images, written into a folder by their names in the print document. Raises OSError."""
    for name, path in images.items():
        write_whole(folder / name, path.read_bytes())
    return [folder / name for name in images]
