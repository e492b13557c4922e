"""Typesetting in two passes: measure, decide, set, compare.

The first pass sets the text on endless pages and measures it; the pages are decided from the figures; the second pass
sets them as planned, and what it set is compared with the plan. Document text reaches the typesetter as data, never as
its code. One edition gives the same bytes everywhere.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from teikit.core import interface_language, messages, resource
from teikit.edition import PrintSettings
from teikit.publication.print.around import Heads
from teikit.publication.print.crossing import places_of
from teikit.publication.print.data import columns_data, flow_data
from teikit.publication.print.extents import Extent, long_words, tables_too_high, too_high, too_wide
from teikit.publication.print.flow import Flow, Margin, Note
from teikit.publication.print.gates import Deviation, Set, deviations
from teikit.publication.print.measures import Measures, measures_of
from teikit.publication.print.numbering import Numbering
from teikit.publication.print.pages import Page, Paginator, Widths, heading_of, in_order_of
from teikit.publication.print.plan import Plan, Planner
from teikit.publication.print.references import References
from teikit.publication.print.rows import Measured, Rows
from teikit.publication.print.running import P, plain
from teikit.publication.print.separate import in_process
from teikit.publication.print.typesetter import Materials, ask, faces, run
from teikit.publication.print.volume import INDEX, chapters_of, flow_of, imprint_of, write_indexes

_MESSAGES = "print."  # the group of the print's own words
_ROUNDS = 4
_SIGNS = "0123456789–.|*abcdefghijklmnopqrstuvwxyz"
_RANKS = "¹²³⁴⁵⁶⁷⁸⁹"
# Questions to a finished layout: no second one is made for them.
_POINT = "let p = e.location().position(); "
_MEASURED = {
    "lines": f"query(<l>).map(e => {{{_POINT}(e.value, p.page, p.y.pt())}})",
    "tops": f"query(<t>).map(e => {{{_POINT}(e.value, p.page, p.y.pt())}})",
    "anchors": f"query(<a>).map(e => {{{_POINT}(e.value, p.page, p.x.pt(), p.y.pt())}})",
    "documents": "query(<d>).map(e => e.value)",
    "widths": "query(<widths>).first().value",
    "heights": "query(<heights>).first().value",
    "wide": "query(<wide>).map(e => e.value)",
}
_SET = {
    "anchors": _MEASURED["anchors"],
    "ends": f"query(<end>).map(e => {{{_POINT}(e.value.first(), p.page, p.x.pt(), p.y.pt())}})",
}


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF, with its flow, rows, pages and plan, and what is not where it was planned."""

    pdf: bytes
    flow: Flow
    rows: Rows
    pages: list[Page]
    plan: Plan
    deviations: list[Deviation]
    warnings: list[str]
    references: References
    wide: list[int] = field(default_factory=list)
    extents: list[Extent] = field(default_factory=list)
    tables: frozenset[str] = frozenset()
    places: dict[str, str] = field(default_factory=dict)  # the pages and lines of the targets of references


def words_of(language: str) -> dict[str, str]:
    """The print's own words in a language."""
    texts = messages(interface_language(language)).items()
    return {key.removeprefix(_MESSAGES): text for key, text in texts if key.startswith(_MESSAGES)}


def set_edition(
    edition: Element, timestamp: int, materials: Materials, settings: PrintSettings | None = None
) -> Typeset:
    """Set print XML. Notes for which their pages have no space are set behind their documents.

    Raises TypesetterError, and ValueError for an element that print XML does not have.
    """
    behind: frozenset[str] = frozenset()
    used = settings or PrintSettings()
    places: dict[str, str] | None = None
    done = _set_once(edition, timestamp, materials, used, behind, places)
    for _ in range(_ROUNDS):
        names = behind | _names(done)
        if names == behind and (done.places == places or not done.flow.cited):
            break
        behind, places = names, done.places
        done = _set_once(edition, timestamp, materials, used, behind, places)
    return done


def _names(done: Typeset) -> frozenset[str]:
    """The names of the notes and tables for which pages have no space."""
    unfit: list[Note | Margin] = [
        done.flow.notes[number] if number >= 0 else done.flow.margins[-1 - number] for number in done.plan.unfit
    ]
    names = (name for note in unfit for name in (note.names if isinstance(note, Note) else [note.name]))
    return done.tables | frozenset(names)


def _set_once(
    edition: Element,
    timestamp: int,
    materials: Materials,
    settings: PrintSettings,
    behind: frozenset[str],
    places: Mapping[str, str] | None,
) -> Typeset:
    used_words = words_of(edition.get("lang", "en"))
    flow = flow_of(edition, used_words, _measures(edition, settings), settings, behind, places)
    signs, long = _signs(flow, used_words), long_words(flow)
    Heads.measure(flow)
    files = _files(materials)
    front = front_of(edition, settings.prints, _schemes(flow))
    files["flow.json"] = flow_data(flow, front)
    size = len(files["flow.json"])
    answers = in_process(ask, size, {"measure.typ": files["measure.typ"], **files}, materials, _MEASURED)
    measured = Measured(**answers)
    rows, pages, references = _paged(flow, measured, signs, used_words)
    if tables := tables_too_high(flow, rows):
        return Typeset(b"", flow, rows, pages, Plan({}), [], [], references, tables=tables)
    indexes = [i for i, document in enumerate(flow.documents) if document.kind == INDEX]
    if indexes:
        write_indexes(edition, flow, rows, used_words, settings.volume)
        narrow = {**files, "flow.json": columns_data(flow, indexes)}
        again = in_process(ask, size, {"measure.typ": files["measure.typ"], **narrow}, materials, _MEASURED)
        measured = measured.with_documents(Measured(**again), indexes)
        rows, pages, references = _paged(flow, measured, signs, used_words)
    if in_order_of(pages, flow) or indexes:
        files["flow.json"] = flow_data(flow, front)
    heads, now = Heads(flow, measured.widths), places_of(flow, rows)
    plan = Planner(flow, rows, pages, heads, references).make(measured.heights, _targets(flow))
    if plan.unfit or (flow.cited and now != places):
        return Typeset(b"", flow, rows, pages, plan, [], [], references, measured.wide, places=now)
    files["plan.json"] = json.dumps(plan.data, ensure_ascii=False).encode()
    result = in_process(run, size, {"pages.typ": files["pages.typ"], **files}, timestamp, materials, _SET)
    extents = [*too_wide(flow, long, measured.widths), *too_high(flow, rows)]
    moved = deviations(plan, Set(**result.answers, warnings=result.warnings))
    gates = moved, result.warnings, references, measured.wide, extents
    return Typeset(result.pdf, flow, rows, pages, plan, *gates, places=now)


def _measures(edition: Element, settings: PrintSettings) -> Measures:
    """The measures of the pages of an edition."""
    beside = any(next(edition.iter(P + name), None) is not None for name in ("margin", "pb"))
    return measures_of(settings, column=beside, first=int(edition.get("first", "1")))


def _files(materials: Materials) -> dict[str, bytes]:
    """The templates and the fonts, and the plan that the first pass has."""
    files = {name: resource("xslt", "print", name).read_bytes() for name in ("set.typ", "measure.typ", "pages.typ")}
    return files | {"fonts.json": json.dumps(faces(materials.fonts)).encode(), "plan.json": b"{}"}


def _paged(
    flow: Flow, measured: Measured, signs: dict[str, int], words: Mapping[str, str]
) -> tuple[Rows, list[Page], References]:
    """The rows of a flow, its pages, and the references to them."""
    rows = Rows(flow, measured)
    references = References(rows, Numbering(flow, rows, words["title-line"]))
    widths = Widths(flow, measured.widths, signs)
    return rows, Paginator(flow, rows, widths, references).paginate(), references


def _signs(flow: Flow, words: Mapping[str, str]) -> dict[str, int]:
    """Have the signs of labels measured one by one, and a word space."""
    stated = [words["title-line"], *(note.own + note.mark for note in flow.notes), *(u.number for u in flow.units)]
    stated += [block.verse for document in flow.documents for block in document.blocks]
    own = "".join(sorted({sign for text in stated for sign in text}))
    signs = {"label" + sign: flow.piece("label", [sign]) for sign in dict.fromkeys(_SIGNS + own)}
    signs |= {"mark" + sign: flow.piece("mark", [sign]) for sign in dict.fromkeys(_SIGNS + own)}
    signs |= {"note" + sign: flow.piece("note", [sign]) for sign in _RANKS}
    for layer in flow.layers:
        if layer.heading:
            flow.piece("note", heading_of(layer))
    return signs | {"space": flow.piece("note", ["a a"]), "no space": flow.piece("note", ["aa"])}


def _targets(flow: Flow) -> list[int]:
    """The anchors that the contents link to."""
    first = [document.blocks[0].start for document in flow.documents if document.blocks]
    sections = [section for document in flow.documents for section in document.sections]
    heads = [section.head.start for section in sections]
    chapters = [each.start for section in sections for each in chapters_of(section.chapters, flow.measures.contents)]
    return list(dict.fromkeys([*first, *heads, *chapters]))


def _schemes(flow: Flow) -> set[str]:
    """What the numbers of lines count in the texts of a volume."""
    blocks = (block for document in flow.documents for block in document.blocks)
    return {block.scheme for block in blocks if block.counted and block.scheme} or {"page"}


def front_of(edition: Element, prints: Callable[[str], bool], schemes: Collection[str]) -> Mapping[str, Any]:
    """What the title page and the imprint say."""
    words = words_of(edition.get("lang", "en"))
    title, subtitle = edition.get("title", ""), edition.get("subtitle", "")
    editors = [plain(editor) for editor in edition.findall(f"{P}editor")]
    published = ", ".join(part for part in (edition.get("publisher", ""), edition.get("date", "")) if part)
    return {
        "title": title,
        "subtitle": subtitle,
        "editors": editors,
        "edited": words["edited-by"].replace("{editors}", ", ".join(editors)) if editors else "",
        "published": published,
        "imprint": imprint_of(edition, words, prints, schemes),
    }
