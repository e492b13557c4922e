"""Makes print editions for the tests and reads their pages with pypdf."""

import random
import re
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from lxml import etree
from pypdf import PdfReader

from teikit.core.resources import resource
from teikit.core.saxon import parse
from teikit.publication.print import Metadata, print_xml, promised, typeset

CASES = sorted((Path(__file__).parent / "print").glob("*.xml"))
SAMPLES = ("antonov-1945", "cable-5542")
META = Metadata("Telegrams 1945–1951", "A sample", ("An Editor", "Another"), "A Press", "2026-11-21", "en", "1.2.3")
READING = "urn:teikit:reading"


def case(name: str) -> str:
    return next(path for path in CASES if path.stem == name).read_text(encoding="utf-8")


@cache
def made(*names: str, view: str = "diplomatic") -> str:
    return print_xml([parse(case(name)) for name in names], META, view)


@cache
def pdf(*names: str, view: str = "diplomatic") -> bytes:
    return typeset(made(*names, view=view))[0]


def document(body: str, apparatus: str = "", name: str = "made") -> str:
    return (
        f'<document xmlns="{READING}" id="{name}" title="Made for a test" xml:lang="en"><description/><hands/><legend/>'
        f'<witness id="w1" n="1" kind="transcription" label="Text" xml:lang="en">{body}</witness>'
        f"<apparatus>{apparatus}</apparatus></document>"
    )


def reader(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def text_of(data: bytes) -> str:
    """The letters and digits of a PDF, page after page: where words are divided or lines end does not matter."""
    return letters("".join(page.extract_text() for page in reader(data).pages))


def letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]+", text.replace("\u00ad", "")))


def missing(expected: list[str], data: bytes) -> list[str]:
    """Those of the words that are not in the PDF."""
    text = text_of(data)
    return [word for word in expected if letters(word) not in text]


def grammar(name: str) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(resource("schemas", name))))


def dense(seed: int) -> tuple[str, int]:
    """A document of random words in which each marked word Qn has an apparatus entry; how many there are."""
    chance = random.Random(seed)
    vocabulary = [
        "immediately",
        "strengthen",
        "the",
        "garrisons",
        "of",
        "our",
        "troops",
        "in",
        "order",
        "ensure",
        "good",
    ]
    paragraphs, entries, n, foot = [], [], 0, 0
    for _ in range(24):
        text = []
        for _ in range(chance.randint(3, 9)):
            text.append(" ".join(chance.choices(vocabulary, k=chance.randint(3, 25))))
            n += 1
            kind = chance.random()
            if kind < 0.6:
                text.append(f'<span kind="unclear" id="q{n}" note="yes">Q{n}</span>')
                statement = " ".join(chance.choices(vocabulary, k=chance.randint(1, 12)))
                entries.append(
                    f'<entry ref="q{n}" kind="unclear"><lemma>Q{n}</lemma><statement>{statement}</statement></entry>'
                )
            elif kind < 0.75:
                foot += 1
                note = " ".join(chance.choices(vocabulary, k=chance.randint(3, 40)))
                text.append(f'<note kind="footnote" n-of="{foot}">F{foot} {note}</note>')
            elif kind < 0.95:
                note = " ".join(chance.choices(vocabulary, k=chance.randint(1, 12)))
                text.append(f'<note kind="marginalia" place="margin right">M{n} {note}</note>')
        paragraphs.append(f"<paragraph>{' '.join(text)}.</paragraph>")
    return document("".join(paragraphs), "".join(entries)), len(entries)


def pieces(page: object) -> list[tuple[float, float, float, str]]:
    """What is written on a page: x, y from below, size in points, text."""
    found: list[tuple[float, float, float, str]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            scale = abs(tm[3] * cm[3]) or 1.0
            found.append((tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5], round(size * scale, 1), text))

    page.extract_text(visitor_text=visit)  # type: ignore[attr-defined]
    return found


def lines_of(page: object) -> list[str]:
    """The lines of the main text, found by the height at which they stand."""
    lines: list[tuple[float, list[tuple[float, str]]]] = []
    for x, y, size, text in sorted(pieces(page), key=lambda piece: -piece[1]):
        if 9.2 < size <= 10.5:
            if not lines or lines[-1][0] - y > 6:
                lines.append((y, []))
            lines[-1][1].append((x, text))
    return ["".join(text for _, text in sorted(parts)) for _, parts in lines]


def promised_text(edition: str) -> list[tuple[str, str]]:
    return [(each.document, each.text) for each in promised(ElementTree.fromstring(edition)).values()]
