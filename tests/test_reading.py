"""The reading document: cases a scholar can read, and the law that nothing is lost.

A case is a file of `tests/xslt/cases/`: a TEI fragment and the reading of it that is expected. With TEIKIT_UPDATE=1 in
the environment the expectations are written again, to be reviewed in the diff.
"""

import os
import re
from pathlib import Path

import pytest
from lxml import etree

from teikit.core import saxon
from teikit.core.resources import resource
from teikit.publication.reading.transform import reading_document

HERE = Path(__file__).parent
CASES = sorted((HERE / "xslt" / "cases").glob("*.xml"))
SAMPLES = sorted((HERE / "xslt" / "documents").glob("*.xml"))
TEI = "{http://www.tei-c.org/ns/1.0}"
READING = "{urn:teikit:reading}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
GRAMMAR = etree.RelaxNG(etree.parse(resource("schemas", "reading.rng")))
WRAPPER = (HERE / "xslt" / "wrapper.xml").read_text(encoding="utf-8")
VIEWS = ("diplomatic", "reading")

# What parts words, in TEI and in the reading document.
TEI_LIMITS = set(
    """p ab head item label l cell note salute seg signed dateline addrLine stamp fw byline trailer address div
    opener closer list row table figDesc gap space graphic handShift milestone""".split()  # noqa: SIM905
)
LINES = set("paragraph line heading stamp verseline cell label caption note furniture gap image unhandled".split())  # noqa: SIM905
LIMITS = LINES | {"section", "item", "list"}
NOT_ON_PAPER = {"corr", "reg", "expan", "ex"}
NOT_IN_TEXT = {"sic", "orig", "abbr", "am"}
PAPER_ONLY = {"del", "fw", "metamark", "surplus", "am"}


def fragment(case: Path) -> str:
    found = re.search(r"<tei\b[^>]*>(.*)</tei>", case.read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"{case.name} has no <tei>"
    return WRAPPER.replace("<?fragment?>", found[1])


def documents() -> list[tuple[str, str]]:
    return [(p.stem, fragment(p)) for p in CASES] + [(p.stem, p.read_text(encoding="utf-8")) for p in SAMPLES]


ALL = pytest.mark.parametrize("tei", [t for _, t in documents()], ids=[n for n, _ in documents()])


def reading_of(tei: str) -> tuple[etree._Element, list[str]]:
    node, findings = reading_document(tei, "case.xml")
    text = saxon.stylesheet_from_text(COPY).to_string(node)
    return etree.fromstring(text.encode()), [str(f) for f in findings]


COPY = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output indent="no" omit-xml-declaration="yes"/><xsl:mode on-no-match="shallow-copy"/></xsl:stylesheet>"""


def shown(document: etree._Element, findings: list[str]) -> str:
    """What a case expects: the witness's content (or the witnesses), the apparatus, the findings."""
    witnesses = document.findall(f"{READING}witness")
    parts = list(witnesses[0]) if len(witnesses) == 1 else witnesses
    apparatus = document.find(f"{READING}apparatus")
    assert apparatus is not None
    parts += [apparatus] if len(apparatus) else []
    lines = [etree.tostring(p, encoding="unicode").replace(' xmlns="urn:teikit:reading"', "") for p in parts]
    notes = [f"<!-- {f} -->" for f in findings]
    return "\n".join([*lines, *notes]).replace("><entry", ">\n  <entry").replace("</entry></app", "</entry>\n</app")


@pytest.mark.parametrize("case", CASES, ids=[p.stem for p in CASES])
def test_case(case: Path) -> None:
    got = shown(*reading_of(fragment(case)))
    text = case.read_text(encoding="utf-8")
    before = re.sub(r"\s*<reading\b.*", "", text, flags=re.DOTALL)
    wanted = f'{before}\n<reading xmlns="urn:teikit:reading">\n{got}\n</reading>\n</case>\n'
    etree.fromstring(wanted)
    if os.environ.get("TEIKIT_UPDATE"):
        case.write_text(wanted, encoding="utf-8")
    assert case.read_text(encoding="utf-8") == wanted


def test_there_are_cases() -> None:
    assert len(CASES) >= 40
    assert SAMPLES


@ALL
def test_follows_the_grammar(tei: str) -> None:
    document, _ = reading_of(tei)
    assert GRAMMAR.validate(document), GRAMMAR.error_log


@ALL
def test_ids_are_unique_and_entries_point_to_them(tei: str) -> None:
    document, _ = reading_of(tei)
    ids = [e.get("id") for e in document.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    noted = [e.get("id") for e in document.iter() if e.get("note") == "yes"]
    entries = [e.get("ref") for e in document.iterfind(f"{READING}apparatus/{READING}entry")]
    assert entries == noted


@ALL
@pytest.mark.parametrize("view", VIEWS)
def test_no_word_is_lost_added_or_joined(tei: str, view: str) -> None:
    document, _ = reading_of(tei)
    text = etree.fromstring(tei.encode()).find(f"{TEI}text")
    assert text is not None
    witnesses = " ".join(reading_text(w, view) for w in document.iterfind(f"{READING}witness"))
    wanted = tei_text(text, view)
    joined = re.sub("[-‐¬]\\s*\0" if view == "reading" else "\0", "", wanted).replace("\0", "")
    assert words(witnesses) == words(joined)


@ALL
@pytest.mark.parametrize("view", VIEWS)
def test_no_stray_blank(tei: str, view: str) -> None:
    document, _ = reading_of(tei)
    for root in document.iter(*(f"{READING}{n}" for n in sorted(LINES))):
        lines = line_text(root, view).split("\n")
        assert [line for line in lines if line != line.strip() or "  " in line] == []


def test_content_beside_a_body_of_several_witnesses_is_read() -> None:
    divisions = '<div type="translation"><p>One</p></div><div type="transcription"><p>Two</p></div>'
    tei = WRAPPER.replace("<?fragment?>", divisions)
    tei = tei.replace("<body>", "<note>before</note><body>").replace("</body>", "</body><note>behind</note>")
    witnesses = reading_of(tei)[0].iterfind(f"{READING}witness")
    assert [words(reading_text(w, "reading")) for w in witnesses] == [["before", "One"], ["Two", "behind"]]


def test_a_document_without_a_title_is_called_by_its_id() -> None:
    document, _ = reading_of(fragment(CASES[0]).replace("<title>A case</title>", "<title/>"))
    assert document.get("title") == "case"


def test_what_is_no_document_is_refused_in_one_sentence() -> None:
    with pytest.raises(saxon.XsltError) as refused:
        reading_document("<a/>", "a.xml")
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith("the document has no TEI element")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def tei_text(element: etree._Element, view: str) -> str:
    """The text of a TEI element as a view should have it, written down without the stylesheet."""
    parts = [element.text or ""]
    # the caption of a figure is after its images
    for child in sorted(element, key=lambda c: local(c) == "head") if local(element) == "figure" else element:
        if isinstance(child.tag, str):
            parts.append(tei_child(child, view))
        parts.append(child.tail or "")
    return "".join(parts)


def tei_child(child: etree._Element, view: str) -> str:
    name = local(child)
    if name in ("lb", "pb", "cb"):
        return "\0" if child.get("break") == "no" else " "
    if hidden(child, view):
        return ""
    text = tei_text(child, view)
    return f" {text} " if name in TEI_LIMITS else text


def hidden(child: etree._Element, view: str) -> bool:
    name, parent = local(child), child.getparent()
    assert parent is not None
    siblings = {local(s) for s in parent if isinstance(s.tag, str)}
    if local(parent) == "choice" and next(child.itersiblings(child.tag, preceding=True), None) is not None:
        return True
    if local(parent) == "choice" and siblings & NOT_ON_PAPER and siblings & NOT_IN_TEXT:
        return name in (NOT_ON_PAPER if view == "diplomatic" else NOT_IN_TEXT)
    if name == "note" and local(parent) == "app" and not siblings & {"lem", "rdg", "rdgGrp"}:
        return False  # an entry that is only a note is a note
    if name in ("lem", "rdg", "note") and local(parent) == "app" and beside(parent):
        return True
    if name == "note" and local(parent) == "app":
        return True
    if name == "rdg":
        return "lem" in siblings or child is not parent.find(f"{TEI}rdg")
    gone = (name in PAPER_ONLY and (name, local(parent)) != ("del", "restore")) or covered(child)
    return view == "reading" and gone


def beside(app: etree._Element) -> bool:
    """Whether an entry of the apparatus is beside the text, which has its lemma: by a place or a point."""
    ids = set(app.getroottree().xpath("//@xml:id"))
    points = [p[1:] for name in ("from", "to") for p in app.get(name, "").split()[:1]]
    return bool((app.get("loc") or "").strip() or ids.intersection(points))


def covered(element: etree._Element) -> bool:
    """Whether a delSpan reaches over a block."""
    before = element.getparent().findall(f"{TEI}delSpan")  # type: ignore[union-attr]
    for span in before:
        ends = [s for s in span.itersiblings() if s.get(XML_ID) == (span.get("spanTo") or "")[1:]]
        if ends and element in list(span.itersiblings())[: list(span.itersiblings()).index(ends[0])]:
            return True
    return False


def visible(element: etree._Element, view: str) -> bool:
    return element.get("view") in (None, view)


def reading_text(element: etree._Element, view: str) -> str:
    """The words of a view without the edition's signs."""
    parts = [element.text or ""]
    for child in element:
        name = local(child)
        if name == "break":
            parts.append("" if child.get("word") else " ")
        elif name != "sign" and visible(child, view):
            text = reading_text(child, view)
            parts.append(f" {text} " if name in LIMITS else text)
        parts.append(child.tail or "")
    return "".join(parts)


def line_text(element: etree._Element, view: str) -> str:
    """What a view shows of one piece of running text, signs and all; § for a note or gap in the line."""
    parts = [element.text or ""]
    for child in element:
        name = local(child)
        if visible(child, view):
            if name == "break":
                parts.append("\n" if child.get("kind") == "line" else "")
            elif name == "note":
                parts.append("" if child.get("kind") in ("marginalia", "footnote") else "§")
            elif name in ("gap", "unhandled"):
                parts.append("§")
            elif name != "furniture":
                parts.append(line_text(child, view))
        parts.append(child.tail or "")
    return "".join(parts)
