"""Reads the DOCX files that teikit writes: as text that a person can compare, as words, as a package."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# What teikit puts among the words of the edition.
ADDED = ("SourcePage", "SourceLine", "EditorialSign", "FactLabel", "EntryPlace")
Element = etree._Element


@dataclass
class Docx:
    """A DOCX file: its parts by name."""

    parts: dict[str, bytes]
    _roots: dict[str, Element] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes) -> "Docx":
        with ZipFile(BytesIO(data)) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    def root(self, name: str) -> Element:
        if name not in self._roots:
            self._roots[name] = etree.fromstring(self.parts[f"word/{name}.xml"])
        return self._roots[name]

    @property
    def body(self) -> Element:
        body = self.root("document")[0]
        assert body.tag == f"{W}body"
        return body

    def notes(self) -> dict[str, Element]:
        return {note.get(f"{W}id", ""): note for note in self.root("footnotes") if not note.get(f"{W}type")}

    def comments(self) -> dict[str, Element]:
        return {note.get(f"{W}id", ""): note for note in self.root("comments")}


def style_of(element: Element, kind: str = "p") -> str:
    found = element.find(f"{W}{kind}Pr/{W}{kind}Style")
    return "" if found is None else found.get(f"{W}val", "")


# ---------------------------------------------------------------- words


def texts(docx: Docx) -> list[str]:
    """The words of each text of the edition, notes and comments in their places, no textual notes."""
    return ["".join(_between(docx, name)) for name in _marks(docx)]


def _marks(docx: Docx) -> list[str]:
    names = [start.get(f"{W}name", "") for start in docx.body.iter(f"{W}bookmarkStart")]
    return [name for name in names if re.fullmatch(r"d\d+-text\d+", name)]


def _between(docx: Docx, name: str) -> Iterator[str]:
    start = next(e for e in docx.body.iter(f"{W}bookmarkStart") if e.get(f"{W}name") == name)
    for element in start.itersiblings():
        if element.tag == f"{W}bookmarkEnd" and element.get(f"{W}id") == start.get(f"{W}id"):
            return
        yield from words_in(element, docx)


def words_in(element: Element, docx: Docx) -> Iterator[str]:
    for run in element.iter(f"{W}r", f"{W}p"):
        if run.tag == f"{W}p":
            yield " "
            continue
        yield from _of_run(run, docx)
    yield " "


def _of_run(run: Element, docx: Docx) -> Iterator[str]:
    reference = run.find(f"{W}footnoteReference")
    comment = run.find(f"{W}commentReference")
    if reference is not None:
        note = docx.notes()[reference.get(f"{W}id", "")]
        if style_of(note[0]) == "FootnoteText":
            yield from (" ", *words_in(note, docx), " ")
    elif comment is not None:
        yield from (" ", *words_in(docx.comments()[comment.get(f"{W}id", "")], docx), " ")
    elif style_of(run, "r") not in (*ADDED, "FootnoteReference"):
        for part in run:
            yield part.text or "" if part.tag in (f"{W}t", f"{W}delText") else " " if part.tag == f"{W}br" else ""


def everything(docx: Docx) -> str:
    """All text of all parts."""
    return "".join(
        part.text or ""
        for name in ("document", "footnotes", "comments")
        for part in docx.root(name).iter(f"{W}t", f"{W}delText")
    )


def textual_notes(docx: Docx) -> list[str]:
    notes = [note for note in docx.notes().values() if style_of(note[0]) == "TextualNote"]
    return ["".join(words_in(note, docx)) for note in notes]


# ---------------------------------------------------------------- as text, for people


def shown(data: bytes) -> str:
    """Each paragraph with its style; changes, notes and comments in brackets; tables with their spans."""
    docx = Docx.of(data)
    lines = [line for element in docx.body for line in _shown_block(element, "")]
    lines += [f"note {key}: {''.join(_shown_runs(note[0]))}" for key, note in docx.notes().items()]
    lines += [
        f"comment {key} of {note.get(W + 'author')}: {''.join(_shown_runs(note[0]))}"
        for key, note in docx.comments().items()
    ]
    return "\n".join(lines) + "\n"


def _shown_block(element: Element, indent: str) -> Iterator[str]:
    if element.tag == f"{W}p":
        changes = [f"{e.tag.removeprefix(W)} {e.get(W + 'author')}" for e in element.iterfind(f"{W}pPr/{W}rPr/*")]
        direction = " rtl" if element.find(f"{W}pPr/{W}bidi") is not None else ""
        side = "".join(f" {e.get(W + 'val')}" for e in element.iterfind(f"{W}pPr/{W}jc"))
        end = f" ¶{', '.join(changes)}" if changes else ""
        yield f"{indent}{style_of(element)}{direction}{side}: {''.join(_shown_runs(element))}{end}"
    elif element.tag == f"{W}tbl":
        yield f"{indent}table of {len(element.findall(f'{W}tblGrid/*'))}"
        for row in element.iterfind(f"{W}tr"):
            yield f"{indent} {'head row' if row.find(f'{W}trPr/{W}tblHeader') is not None else 'row'}"
            for cell in row.iterfind(f"{W}tc"):
                spans = [f"{e.tag.removeprefix(W)}={e.get(W + 'val')}" for e in cell.find(f"{W}tcPr")[1:]]  # type: ignore[index]
                yield f"{indent}  cell {' '.join(spans)}".rstrip()
                for part in cell[1:]:
                    yield from _shown_block(part, f"{indent}   ")


def _shown_runs(element: Element) -> Iterator[str]:
    for part in element:
        name = part.tag.removeprefix(W)
        if name == "r":
            yield _shown_run(part)
        elif name in ("ins", "del"):
            yield f"{{{'+' if name == 'ins' else '-'}{part.get(W + 'author')}: {''.join(_shown_runs(part))}}}"
        elif name == "hyperlink":
            yield f"<{''.join(_shown_runs(part))}>"


def _shown_run(run: Element) -> str:
    style = style_of(run, "r")
    text = ""
    for part in run:
        name = part.tag.removeprefix(W)
        text += {"br": "⏎", "tab": "→", "drawing": "[picture]"}.get(name, "")
        text += part.text or "" if name in ("t", "delText") else ""
        if name in ("footnoteReference", "commentReference"):
            text += f"[{name.removesuffix('Reference')} {part.get(W + 'id')}]"
    marks = [mark.tag.removeprefix(W) for mark in run.iterfind(f"{W}rPr/*")]
    language = run.find(f"{W}rPr/{W}lang")
    own = [m for m in marks if m not in ("rStyle", "lang", "bCs", "iCs", "szCs")]
    own += [language.get(f"{W}val", "")] if language is not None and language.get(f"{W}val") != "en" else []
    named = f"{style}" if style and style not in ("FootnoteReference", "CommentReference") else ""
    return f"«{' '.join([named, *own]).strip()}|{text}»" if named or own else text


# ---------------------------------------------------------------- the package


def faults(data: bytes) -> list[str]:
    """What Word would stumble over: parts, types, relationships, ids, styles, the form of tables and notes."""
    docx = Docx.of(data)
    found = [*_package_faults(docx), *_id_faults(docx), *_style_faults(docx)]
    for cell in docx.body.iter(f"{W}tc"):
        if cell[-1].tag != f"{W}p":
            found.append("a cell does not end with a paragraph")
    for change in docx.body.iter(f"{W}del"):
        if next(change.iter(f"{W}t"), None) is not None:
            found.append("deleted text that is not marked as such")
    for row_of in docx.body.iter(f"{W}tbl"):
        width = len(row_of.find(f"{W}tblGrid"))  # type: ignore[arg-type]
        for row in row_of.iterfind(f"{W}tr"):
            spans = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iterfind(f"{W}tc"))
            if sum(1 if span is None else int(span.get(f"{W}val", "1")) for span in spans) != width:
                found.append("the cells of a row do not fill the table")
    return found


def _package_faults(docx: Docx) -> Iterator[str]:
    types = etree.fromstring(docx.parts["[Content_Types].xml"])
    known = {e.get("PartName", "").lstrip("/") for e in types if e.get("PartName")}
    endings = {e.get("Extension") for e in types if e.get("Extension")}
    yield from (f"no such part: {name}" for name in known - set(docx.parts))
    for name in docx.parts:
        if name not in known and name.rpartition(".")[2] not in endings - {"xml"} and name != "[Content_Types].xml":
            yield f"no type: {name}"
    targets = set()
    for name in docx.parts:
        if name.endswith(".rels"):
            folder = dirname(dirname(name))
            rows = etree.fromstring(docx.parts[name])
            if len({row.get("Id") for row in rows}) != len(rows):
                yield f"{name}: ids of relationships are not unique"
            for row in rows:
                target = row.get("Target", "")
                if row.get("TargetMode") == "External":
                    if not row.get("Type", "").endswith("/hyperlink") or not re.match(r"https?://|mailto:", target):
                        yield f"{name}: {target} is outside"
                else:
                    targets.add(normpath(join(folder, target)))
    yield from (f"dangling: {target}" for target in targets - set(docx.parts))
    yield from (
        f"nothing refers to {name}"
        for name in set(docx.parts) - targets
        if not name.endswith(".rels") and name != "[Content_Types].xml"
    )


def _id_faults(docx: Docx) -> Iterator[str]:
    body = docx.body
    for name in ("bookmarkStart", "ins", "del"):
        ids = [e.get(f"{W}id") for e in body.iter(f"{W}{name}")]
        if len(set(ids)) != len(ids):
            yield f"ids of {name} are not unique"
    names = [e.get(f"{W}name") for e in body.iter(f"{W}bookmarkStart")]
    if len(set(names)) != len(names):
        yield "names of bookmarks are not unique"
    anchors = {e.get(f"{W}anchor") for e in body.iter(f"{W}hyperlink") if e.get(f"{W}anchor")}
    yield from (f"no bookmark {name}" for name in anchors - set(names))
    for kind, known in (("footnote", docx.notes()), ("comment", docx.comments())):
        refs = [e.get(f"{W}id") for e in body.iter(f"{W}{kind}Reference")]
        if sorted(map(str, refs)) != sorted(known):
            yield f"references to {kind}s and {kind}s do not match"
    kinds = [note.get(f"{W}type") for note in docx.root("footnotes")][:2]
    if kinds != ["separator", "continuationSeparator"]:
        yield "no separators of foot notes"
    for name in ("document", "footnotes", "comments"):
        used = {value for e in docx.root(name).iter() for key, value in e.attrib.items() if str(key).startswith(R)}
        rels = docx.parts.get(f"word/_rels/{name}.xml.rels")
        ids = {row.get("Id") for row in etree.fromstring(rels)} if rels else set()
        yield from (f"{name}: no relationship {one}" for one in used - ids)


def _style_faults(docx: Docx) -> Iterator[str]:
    known = {style.get(f"{W}styleId") for style in docx.root("styles").iter(f"{W}style")}
    for name in ("document", "footnotes", "comments", "footer"):
        used = {e.get(f"{W}val") for e in docx.root(name).iter(f"{W}pStyle", f"{W}rStyle")}
        yield from (f"{name}: no style {style}" for style in used - known)
        for e in docx.root(name).iter():
            if etree.QName(e).localname in ("instrText", "fldChar", "altChunk", "object", "control", "subDoc"):
                yield f"{name}: {etree.QName(e).localname}"
        yield from (f"{name}: a field" for e in docx.root(name).iter(f"{W}fldSimple") if name != "footer")
