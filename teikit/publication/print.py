"""The print output: reading documents -> print XML -> PDF/A-2a and PDF/UA-1 by Typst.

Document text reaches the typesetter as data (`xml()`), never as its code. It runs in a folder that holds the template
and the edition and nothing else, with the fonts of the typst wheel and no others, so that one edition gives the same
bytes everywhere. The only module that imports typst.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

from teikit.core import Diagnostic, as_xml, file_diagnostic, interface_language, messages, resource, shorten, stylesheet
from teikit.publication.print_check import promised

VIEWS = ("diplomatic", "reading")

_P = "{urn:teikit:print}"
_MESSAGES = "print."  # the group of the messages
_TEMPLATE = ("print.typ", "page.typ", "data.typ", "text.typ")
_ROUNDS = 3  # of setting what was lost behind its document, which can move other notes
_REPORTS = ("print-nesting", "print-unplaced-note")
# Controls of lines and of writing direction would make the page say something else than the text.
_CONTROLS = frozenset(
    map(chr, [*range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
)
# What both fonts have in every style, so that it need not be tried: ASCII, Latin-1, Russian.
_SURE = frozenset(map(chr, [9, 10, 13, *range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x410, 0x450), 0x401, 0x451]))
_NAMED = re.compile(r'`"((?:\\.|[^"\\])+)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]+)|([0-9]+));")
_PROBE = """#set document(title: "probe")
#set text(font: ("Libertinus Serif", "New Computer Modern"))
#let all = read("probe.txt").codepoints().map(c => [#c ]).join()
#all #emph(all) #strong(all) #strong(emph(all))
"""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the title page and the PDF say of an edition; `date` as text, `lang` a BCP 47 tag, `version` teikit's."""

    title: str
    subtitle: str = ""
    editors: tuple[str, ...] = ()
    publisher: str = ""
    date: str = ""
    lang: str = "en"
    version: str = ""


# ---------------------------------------------------------------- print XML


def print_xml(reading_nodes: Iterable[Any], meta: Metadata, view: str = "diplomatic") -> str:
    """Reading documents (Saxon nodes, in order) as print XML (schemas/print.rng) in one view.

    Raises XsltError where a node is no reading document, ValueError for an unknown view.
    """
    return print_edition([print_document(node, view) for node in reading_nodes], meta, view)


def print_document(reading: Any, view: str) -> str:
    """One document of print XML, from a reading document. Raises XsltError as `print_xml`."""
    return stylesheet(resource("xslt", "print", "print.xsl")).to_string(reading, {"view": view})


def print_edition(documents: Iterable[str], meta: Metadata, view: str) -> str:
    """The documents of print XML (of `print_document`, in the same view) as one edition. Raises ValueError."""
    if view not in VIEWS:
        raise ValueError(f"view must be one of {', '.join(VIEWS)}: {view}")
    given = {"title": meta.title, "subtitle": meta.subtitle, "publisher": meta.publisher, "date": meta.date}
    given = {name: value for name, value in given.items() if value or name == "title"}
    given |= {"lang": meta.lang, "version": meta.version, "view": view}
    attributes = "".join(f' {name}="{as_xml(value)}"' for name, value in given.items())
    editors = "".join(f"<editor>{as_xml(name)}</editor>" for name in meta.editors)
    return f'<edition xmlns="urn:teikit:print"{attributes}>{editors}{"".join(documents)}</edition>'


# ---------------------------------------------------------------- PDF


def typeset(print_xml: str, timestamp: int | None = None) -> tuple[bytes, list[Diagnostic]]:
    """Print XML as a PDF (PDF/A-2a, PDF/UA-1), and its diagnostics.

    `timestamp` (seconds since 1970, UTC) is the date in the PDF; without it the edition's own date counts, so that the
    same edition gives the same bytes. Notes that do not fit on their page are set behind their document. A document
    that cannot be typeset is replaced by a page that says so. The PDF is empty, with a diagnostic, where nothing can be
    made. Raises xml.etree.ElementTree.ParseError for what is not XML.
    """
    root = ElementTree.fromstring(print_xml)
    at = _timestamp(root.get("date", "")) if timestamp is None else timestamp
    findings = list(_reports(root))
    shown, missing = _displayable(print_xml, root)
    findings += missing
    pdf, reported = _settled(shown, at)
    if not pdf:
        shown, behind, reported = _without_broken(shown, at)
        findings += reported
        pdf, reported = _settled(shown, at, behind)
    return pdf, findings + reported


def _timestamp(date: str) -> int:
    parts = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", date)
    year, month, day = (int(part or 1) for part in parts.groups()) if parts else (1970, 1, 1)
    try:
        return max(0, int(datetime(year, month, day, tzinfo=UTC).timestamp()))
    except ValueError:
        return 0


def _reports(root: ElementTree.Element) -> Iterator[Diagnostic]:
    for document in root.iter(_P + "document"):
        for report in document.findall(_P + "report"):
            code = report.get("code", "")
            if code in _REPORTS:
                yield file_diagnostic(document.get("id", ""), code, report.text or "")


def _template(language: str) -> dict[str, bytes]:
    """The files of the template, with its words in the language of the edition."""
    texts = messages(interface_language(language)).items()
    words = {key.removeprefix(_MESSAGES): text for key, text in texts if key.startswith(_MESSAGES)}
    files = {name: resource("xslt", "print", name).read_bytes() for name in _TEMPLATE}
    return files | {"messages.json": json.dumps(words).encode()}


def _settled(edition: str, timestamp: int, behind: frozenset[str] = frozenset()) -> tuple[bytes, list[Diagnostic]]:
    """The PDF of print XML; notes that its pages lost are set behind their documents, as `behind` are from the first.

    The typesetter can lose a foot note where its block is moved to the next page (typst issues 5314, 5603).
    """
    pdf, reported, lost = _compiled(edition, timestamp, behind)
    for _ in range(_ROUNDS):
        behind, before = behind | lost, behind
        if behind == before:
            break
        again, reported_again, lost = _compiled(edition, timestamp, behind)
        if again:
            pdf, reported = again, reported_again
    return pdf, reported


def _compiled(
    edition: str, timestamp: int, behind: frozenset[str] = frozenset()
) -> tuple[bytes, list[Diagnostic], frozenset[str]]:
    """The PDF of print XML that is fit to be set, its diagnostics, and the names of the notes it lost.

    It is empty, with the typesetter's message, where it fails.
    """
    import typst

    files = _template(ElementTree.fromstring(edition).get("lang", "en"))
    files |= {"edition.xml": edition.encode(), "behind.txt": "\n".join(sorted(behind)).encode()}
    try:
        pdf, warnings, drawn = _run(files, timestamp)
    except typst.TypstError as error:
        return b"", [file_diagnostic("edition", "print-failed", _message(error))], frozenset()
    reported = [file_diagnostic("edition", "print-typesetter", _message(warning)) for warning in warnings]
    return pdf, reported + list(_lost(edition, drawn)), frozenset(promised(ElementTree.fromstring(edition))) - {*drawn}


def _run(files: Mapping[str, bytes], timestamp: int) -> tuple[bytes, list[Any], list[str]]:
    """Sets the first of the files, in a folder of their own: the PDF, the warnings, the names of the notes drawn."""
    import typst

    with TemporaryDirectory() as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        compiler = typst.Compiler(str(Path(folder, next(iter(files)))), root=folder, ignore_system_fonts=True)
        pdf, warnings = compiler.compile_with_warnings(
            # ua-1 adds what readers of PDF need (the title in the window, tags); conformance itself is not reached yet
            format="pdf",
            pdf_standards=["a-2a", "ua-1"],
            timestamp=timestamp,
        )
        drawn = json.loads(compiler.query("<shown>", field="value"))
    assert isinstance(pdf, bytes)  # one file, as a PDF always is
    return pdf, warnings, drawn


def _message(error: Any) -> str:
    return "; ".join([str(error.message), *map(str, error.hints)])


def _lost(edition: str, drawn: list[str]) -> Iterator[Diagnostic]:
    """Every note and entry is counted off against what the finished pages hold."""
    for name, (document, text) in promised(ElementTree.fromstring(edition)).items():
        if name not in drawn:
            yield file_diagnostic(document, "print-lost-note", f'missing from the PDF: "{shorten(text)}"')


def _without_broken(edition: str, timestamp: int) -> tuple[str, frozenset[str], list[Diagnostic]]:
    """The edition as it can be set: with the names of notes to be set behind their document, where that helps it.

    Each document that cannot be set alone in either way is replaced by a page that says why. Where the fault is in no
    document (the title page fails too) the edition comes back as it is.
    """
    head, *parts = re.split(r"(?=<document[\s>])", edition.removesuffix("</edition>"))
    findings: list[Diagnostic] = []
    behind: frozenset[str] = frozenset()
    if not _compiled(f"{head}</edition>", timestamp)[0]:
        return edition, behind, findings
    for i, part in enumerate(parts):
        alone = f"{head}{part}</edition>"
        pdf, reported, _ = _compiled(alone, timestamp)
        if pdf:
            continue
        document, why = ElementTree.fromstring(alone)[-1], reported[0].message
        feet = {note.get("name", "") for tag in ("foot", "entry") for note in document.iter(_P + tag)}
        if _compiled(alone, timestamp, frozenset(f"d0-{name}" for name in feet))[0]:
            behind |= {f"d{i}-{name}" for name in feet}
            reported = [
                file_diagnostic(document.get("id", ""), "print-typesetter", f"notes set behind the document: {why}")
            ]
        else:
            parts[i] = _broken(document, why)
            reported = [file_diagnostic(document.get("id", ""), "print-failed", f"left out: {why}")]
        findings += reported
    return f"{head}{''.join(parts)}</edition>", behind, findings


def _broken(document: ElementTree.Element, why: str) -> str:
    language = document.get("{http://www.w3.org/XML/1998/namespace}lang", "en")
    return (
        f'<document xmlns="urn:teikit:print" id="{as_xml(document.get("id", ""))}"'
        f' title="{as_xml(document.get("title", ""))}" xml:lang="{as_xml(language)}" broken="{as_xml(why)}"/>'
    )


# ---------------------------------------------------------------- characters


def _displayable(edition: str, root: ElementTree.Element) -> tuple[str, list[Diagnostic]]:
    """The edition with code points for characters that cannot be printed, as in [U+6BDB], and a diagnostic for each."""
    plain = _REFERENCE.sub(_resolved, edition)
    missing = _missing(frozenset(plain) - _SURE)
    if not missing:
        return edition, []
    findings = list(_about_missing(root, missing))
    return plain.translate({ord(char): f"[{_code(char)}]" for char in missing}), findings


def _resolved(reference: re.Match[str]) -> str:
    point = int(reference[1], 16) if reference[1] else int(reference[2])
    return chr(point) if point > 0x7E else reference[0]


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"


def _about_missing(root: ElementTree.Element, missing: frozenset[str]) -> Iterator[Diagnostic]:
    runs = re.compile(f"[{re.escape(''.join(sorted(missing)))}]+")
    for owner in [root, *root.iter(_P + "document")]:
        inside = [owner] if owner is root else list(owner.iter())
        texts = [text for element in inside for text in (element.text, element.tail, *element.attrib.values()) if text]
        for run, times in Counter(run for text in texts for run in runs.findall(text)).items():
            codes = " ".join(map(_code, run))
            often = f" ({times} times)" if times > 1 else ""
            name = "edition" if owner is root else owner.get("id", "")
            seen = f'"{run}" ({codes})' if run.isprintable() else codes
            yield file_diagnostic(
                name, "print-missing-glyph", f"{seen} cannot be printed{often}; code points stand in its place"
            )


@lru_cache(maxsize=64)
def _missing(characters: frozenset[str]) -> frozenset[str]:
    """Those of the characters that the fonts lack or PDF/A forbids; controls are never printed."""
    import typst

    missing = characters & _CONTROLS
    while left := characters - missing:
        try:
            _run({"probe.typ": _PROBE.encode(), "probe.txt": ("a" + "".join(sorted(left))).encode()}, 0)
            break
        except typst.TypstError as error:
            named = {char for text in _NAMED.findall(error.diagnostic) for char in _unescaped(text)} & left
            if not named:
                break
            missing |= named
    return missing


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], text)
