"""What the tests of the converter share: converting a text, reading the result, and strategies that love trouble."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import strategies as st
from lxml import etree

from teikit.conventions.load import load_convention
from teikit.conventions.model import Convention
from teikit.core.diagnostics import Diagnostic
from teikit.core.source import source_of
from teikit.interpretation.document import interpret
from teikit.interpretation.nodes import Interpretation
from teikit.interpretation.override import Override
from teikit.tei.encode.encoder import Encoded, encode
from teikit.tei.serialize import serialise
from teikit.transcript.document import read_document
from teikit.xml.names import TEI, tei

ROOT = Path(__file__).resolve().parent.parent
RAW = sorted((ROOT / "raw").glob("*.txt"))
OWN_CORPUS = sorted((ROOT / "tests" / "corpus").glob("*.txt"))
PRIVATE_CORPUS = sorted((ROOT.parent / "shared" / "corpus").glob("*.txt"))
CORPUS = [*OWN_CORPUS, *PRIVATE_CORPUS]
WILSON = load_convention("wilson")


@dataclass(frozen=True)
class Converted:
    """A converted text: the decisions, the encoded document, its bytes, and everything that was found on the way."""

    interpretation: Interpretation
    encoded: Encoded
    data: bytes
    findings: list[Diagnostic]

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.findings]

    @property
    def body(self) -> etree._Element:
        """The body as it is in the file: without stamps."""
        found = etree.fromstring(self.data, etree.XMLParser(huge_tree=True)).find(f".//{tei('body')}")
        assert found is not None
        return found


def convert(
    text: str, name: str = "test.txt", convention: Convention = WILSON, overrides: Sequence[Override] = ()
) -> Converted:
    document, read = read_document(source_of(text, name), convention)
    interpretation, decided = interpret(document, overrides)
    encoded, lost = encode(interpretation, Path(name).stem, "0", "2026-01-01")
    return Converted(interpretation, encoded, serialise(encoded.root), [*read, *decided, *lost])


def text_of_file(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def files(paths: list[Path]) -> list[object]:
    """Parameters for tests over files."""
    return [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in paths]


ALL_FILES = files([*RAW, *CORPUS])


def plain(element: etree._Element) -> str:
    """An element as text to compare: no namespace, one blank for many, none between elements that hold no words."""
    words = etree.tostring(_tidied(element), method="c14n").decode()
    return re.sub(r"\s+", " ", words.replace(f' xmlns="{TEI}"', "")).strip()


LINED = {"body", "div", "opener", "closer", "list", "item", "postscript"}


def _tidied(element: etree._Element) -> etree._Element:
    copy = etree.fromstring(etree.tostring(element, with_tail=False), etree.XMLParser(remove_comments=True))
    for one in copy.iter(etree.Element):
        if etree.QName(one).localname in LINED:
            one.text = (one.text or "").strip() or None
            for child in one:
                child.tail = (child.tail or "").strip() or None
    return copy


# ---------------------------------------------------------------- strategies
FRAGMENTS = [
    *"[]~^{}?*|/\\\"'“”„«»().,:;!<>&-–— \t\n\r\f\v□…",
    "~~",
    "^{",
    "[[",
    "]]",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\n \n",
    "\u00a0",
    "\u2028",
    "\u0085",
    "\ufeff",
    "]]>",
    "<!--",
    "[handwritten",
    "[handwritten above: ",
    "[Handwritten: ...",
    "[handwritten in the right margin, continuing at the bottom: ",
    "[handwritten in the left 24. ",
    "[stamp: ",
    "[signature]",
    "[sic]",
    "[sic, probably ",
    "[illegible]",
    "[one word missing]",
    "[one or two words unclear]",
    "[several lines missing]",
    "[Translator's note: ",
    "[ed. note: ",
    "[примечание: ",
    "[?]",
    "[...]",
    "[crossed out: ",
    " - crossed out]",
    "[blacked out: x]",
    "[underlined by hand: ",
    "[неразборчиво]",
    "[1]",
    "[W]ith",
    "Com[munist]",
    "Filippov [Stalin]",
    "?report?",
    "~~при~~ ^{в}",
    "□□",
    "П Е К И Н",
    "*Документ № 10*",
    "- 2 -",
    "(p. 3)",
    "/см.сл. лист/",
    "BY CIPHER",
    "СОВЕРШЕННО СЕКРЕТНО",
    "TO MARSHAL MALINOVSKY",
    "Товарищу КРАСОВСКОМУ",
    "Dear Comrade Stalin!",
    "ANTONOV.",
    "Макаров /Макаров/",
    "(S. P. Andreyev)",
    "Верно: Начальник",
    "Вх. № 3304 от 26/IX 1951 г.",
    "16 November 1945",
    "26/IX",
    '" " сентября 1951г.',
    "14 August of this year",
    "17.45 26.9",
    "31.2.1950",
    "30 February 1951",
    "1. ",
    "2) ",
    "а) ",
    "II. ",
    "IV. ",
    "a | b\n",
    "Orlov      12\n",
    "\t",
    "Citation:",
    "Summary:",
    "Credits:",
    "Original Language:",
    "Contents:",
    "Translation - English",
    "Original Scan",
    "**",
    "RGASPI, f. 5",
    "\x00",
    "\x01",
    "\x1c",
    "\x1f",
    "\x7f",
    "\ud800",
    "\udfff",
    "\ufffe",
    "\uffff",
    "\U0010ffff",
    "\ue000",
    "\U0001d11e",
    "\u200f",
    "word",
    "слово",
    "The People",
    "и",
    "a",
    "Я",
    "é",
    "e\u0301",
    "中文",
    "12",
    "0",
    "1951",
]
troubled = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=4)), max_size=40).map("".join)
HEADER = """November 16, 1945

A to B

Citation:

RGASPI, f. 1, op. 2. Translated by X Y. <https://e.org/1>

Contents:

Translation - English

"""
transcripts = st.one_of(troubled, troubled.map(HEADER.__add__))
