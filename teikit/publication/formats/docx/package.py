"""The DOCX file: its parts, their types and relationships, in a ZIP with fixed dates (ISO/IEC 29500-2)."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from teikit.core import as_xml, interface_language
from teikit.publication.formats.docx.documents import written
from teikit.publication.formats.docx.markup import HEAD, OFFICE, paragraph, root, tag, w
from teikit.publication.formats.docx.parts import Part, Volume
from teikit.publication.formats.docx.pictures import MEDIA_TYPES
from teikit.publication.formats.docx.styles import numbering, settings, styles
from teikit.publication.formats.tree import Element, children, plain

_DATE = (1980, 1, 1, 0, 0, 0)  # of the files in the archive: the first that it can have
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"
_PARTS = {  # the parts that the text refers to, by the names of their relationships
    "styles": "styles.xml", "numbering": "numbering.xml", "settings": "settings.xml", "footnotes": "footnotes.xml",
    "comments": "comments.xml", "footer": "footer.xml",
}  # fmt: skip
_CUSTOM_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of properties that a document defines


def docx(edition: str, images: Mapping[str, Path] = {}, licence: str = "") -> bytes:
    """Print XML of an edition (schemas/print.rng) as a DOCX file; the same print XML gives the same bytes.

    `images` are the files of its pictures by name: PNG, JPEG or GIF. `licence` is one for all of it, in words. Raises
    xml.etree.ElementTree.ParseError for what is not XML, OSError where an image cannot be read.
    """
    root_element = ElementTree.fromstring(edition)
    interface = interface_language(root_element.get("lang", "en"))
    volume = Volume(root_element.get("view") == "diplomatic", interface, images)
    body = "".join(written(root_element, volume))
    footer = volume.body.refer("footer", "footer.xml")
    texts = {"word/document.xml": root("document", w("body", body, _section(footer)))}
    texts |= _notes(volume)
    texts |= {
        "word/styles.xml": styles(root_element.get("lang", "en"), volume.kinds),
        "word/numbering.xml": numbering(),
        "word/settings.xml": settings(),
        "word/footer.xml": root("ftr", paragraph("Footer", w("fldSimple", instr=" PAGE "))),
    }
    for kind, target in _PARTS.items():
        volume.body.refer(kind, target)
    for part in (volume.body, volume.footnotes, volume.comments):
        if part.relationships:
            texts[f"word/_rels/{part.name}.rels"] = part.written()
    texts |= _properties(root_element, licence)
    return _zipped(texts, {f"word/{part}": volume.images[name] for name, part in volume.pictures.items()})


def _section(footer: str) -> str:
    """The page: A4, with the number of each fifth line in the margin."""
    return w(
        "sectPr",
        tag("w:footerReference", {"w:type": "default", "r:id": footer}),
        w("pgSz", w=11906, h=16838),
        w("pgMar", top=1418, right=1418, bottom=1418, left=1418, header=709, footer=709, gutter=0),
        w("lnNumType", countBy=5, restart="newPage"),
        w("titlePg"),
    )


def _notes(volume: Volume) -> dict[str, str]:
    lines = {-1: "separator", 0: "continuationSeparator"}
    separators = (
        w("footnote", w("p", w("r", w(kind))), type=kind, id=number) for number, kind in lines.items()
    )  # the line above the notes
    return {
        "word/footnotes.xml": root("footnotes", *separators, *volume.notes),
        "word/comments.xml": root("comments", *volume.remarks),
    }


# ---------------------------------------------------------------- properties of the document


def _properties(edition: Element, licence: str) -> dict[str, str]:
    texts = {"docProps/core.xml": _core(edition)}
    given = {"Licence": licence, "Publisher": edition.get("publisher", ""), "Date": edition.get("date", "")}
    stated = {name: value for name, value in given.items() if value}
    if stated:
        texts["docProps/custom.xml"] = _custom(stated)
    package = Part("")
    package.refer("officeDocument", "word/document.xml")
    package.refer("extended-properties", "docProps/app.xml")
    if stated:
        package.refer("custom-properties", "docProps/custom.xml")
    package.refer(_CORE_RELATIONSHIP, "docProps/core.xml")
    texts["_rels/.rels"] = package.written()
    application = tag("Application", {}, as_xml(f"teikit {edition.get('version', '')}".strip()))
    texts["docProps/app.xml"] = HEAD + tag("Properties", {"xmlns": f"{OFFICE}/extended-properties"}, application)
    return texts


def _core(edition: Element) -> str:
    names = {
        "xmlns:cp": _CORE, "xmlns:dc": "http://purl.org/dc/elements/1.1/", "xmlns:dcterms": "http://purl.org/dc/terms/",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }  # fmt: skip
    values = {
        "dc:title": edition.get("title", ""),
        "dc:subject": edition.get("subtitle", ""),
        "dc:creator": "; ".join(plain(editor) for editor in children(edition, "editor")),
        "dc:language": edition.get("lang", ""),
    }
    rows = [tag(name, {}, as_xml(value)) for name, value in values.items() if value]
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", edition.get("date", "")):
        dated = {"xsi:type": "dcterms:W3CDTF"}
        rows += [tag(f"dcterms:{name}", dated, edition.get("date", "")) for name in ("created", "modified")]
    return HEAD + tag("cp:coreProperties", names, *rows)


def _custom(values: dict[str, str]) -> str:
    rows = (
        tag("property", {"fmtid": _CUSTOM_ID, "pid": str(number), "name": name}, tag("vt:lpwstr", {}, as_xml(value)))
        for number, (name, value) in enumerate(values.items(), 2)
    )
    return HEAD + tag(
        "Properties", {"xmlns": f"{OFFICE}/custom-properties", "xmlns:vt": f"{OFFICE}/docPropsVTypes"}, *rows
    )


# ---------------------------------------------------------------- the archive


def _content_types(texts: Mapping[str, str]) -> str:
    fixed = {
        "word/document.xml": f"{_WORD}.document.main+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": f"{_OFFICE_TYPE}.extended-properties+xml",
        "docProps/custom.xml": f"{_OFFICE_TYPE}.custom-properties+xml",
        **{f"word/{name}": f"{_WORD}.{kind}+xml" for kind, name in _PARTS.items()},
    }
    endings = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    endings |= MEDIA_TYPES
    defaults = (tag("Default", {"Extension": ending, "ContentType": kind}) for ending, kind in endings.items())
    overrides = (
        tag("Override", {"PartName": f"/{name}", "ContentType": kind}) for name, kind in fixed.items() if name in texts
    )
    return HEAD + tag("Types", {"xmlns": _CONTENT_TYPES}, *defaults, *overrides)


def _zipped(texts: Mapping[str, str], pictures: Mapping[str, Path]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        _add(archive, "[Content_Types].xml", _content_types(texts).encode())
        for name in sorted(texts):
            _add(archive, name, texts[name].encode())
        for name, path in sorted(pictures.items()):
            _add(archive, name, path.read_bytes())
    return out.getvalue()


def _add(archive: ZipFile, name: str, content: bytes) -> None:
    info = ZipInfo(name, _DATE)
    info.compress_type = ZIP_DEFLATED
    info.create_system = 0
    archive.writestr(info, content)
