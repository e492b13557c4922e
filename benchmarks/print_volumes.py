"""Forty dense volumes of random words: the gates of the print, and the references counted again in the text of the PDF.

`python benchmarks/print_volumes.py [--volumes N] [--documents N] [--again]`. What is counted here knows nothing of the
layout: the words of the pages with their places and sizes, as PyMuPDF reads them. A line of the text is a height where
words of its size are; an entry names the line that its word Qn is on, or the page before and the line there. With
`--again` each volume is set twice, and the bytes are compared.
"""

import argparse
import re
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

_MM = 72 / 25.4
_TEXT, _MARGIN, _NOTE = (9.2, 10.6), (8.4, 8.6), (7.9, 8.1)  # sizes of type, from and to
_ENTRY = re.compile(r"(\d[\d.–]*|\|)\s*(Q\d+)[¹²³⁴⁵⁶⁷⁸⁹]?\s*\]")
_BETWEEN_LINES = 6.0


class Word(NamedTuple):
    """A piece of text of one size: its box, its size, its baseline."""

    x: float
    y: float
    right: float
    bottom: float
    size: float
    base: float
    text: str


class Counts(NamedTuple):
    """What was counted in a volume."""

    pages: int
    entries: int
    right: int
    overlaps: int
    outside: int
    findings: int


def words_of(page: Any) -> list[Word]:
    """The pieces of a page."""
    return [
        Word(*span["bbox"], span["size"], span["origin"][1], span["text"])
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", [])
        for span in line["spans"]
        if span["text"].strip()
    ]


def of_size(words: list[Word], sizes: tuple[float, float]) -> list[Word]:
    """Those of a size of type."""
    return [word for word in words if sizes[0] < word.size < sizes[1]]


def lines_of(words: list[Word]) -> list[str]:
    """The lines of the text of a page, by their heights."""
    lines: list[tuple[float, list[Word]]] = []
    for word in sorted(of_size(words, _TEXT), key=lambda word: word.base):
        if not lines or word.base - lines[-1][0] > _BETWEEN_LINES:
            lines.append((word.base, []))
        lines[-1][1].append(word)
    return ["".join(word.text for word in sorted(line)) for _, line in lines]


def entries_of(words: list[Word]) -> Iterator[tuple[str, str]]:
    """The entries of the foot of a page: reference, word."""
    foot = sorted(of_size(words, _NOTE), key=lambda word: (round(word.base), word.x))
    reference = ""
    for label, word in _ENTRY.findall(" ".join(word.text for word in foot)):
        reference = reference if label == "|" else label  # the number of a line is printed once
        yield reference, word


def right_references(pages: list[list[Word]]) -> Iterator[bool]:
    """Whether each entry names the line that its word is on."""
    lines = [
        {word: n for n, text in enumerate(lines_of(page), 1) for word in re.findall(r"Q\d+", text)} for page in pages
    ]
    for number, page in enumerate(pages):
        for reference, word in entries_of(page):
            here, before = lines[number].get(word), lines[number - 1].get(word) if number else None
            yield reference == str(here) or (here is None and reference == f"{number}.{before}")


def overlaps(words: list[Word]) -> int:
    """How many pieces have a part of their height and width in common with another one."""
    ordered = sorted(words, key=lambda word: (round(word.base), word.x))
    same_line = sum(
        max(a.x, b.x) < min(a.right, b.right) - 0.7 for a, b in pairwise(ordered) if abs(a.base - b.base) < 0.5
    )
    text, foot = of_size(words, _TEXT), of_size(words, _NOTE)
    lowest = max((word.base for word in text), default=0.0)
    margin = sorted(of_size(words, _MARGIN), key=lambda word: word.base)
    beside = sum(0.5 < b.base - a.base < 8 for a, b in pairwise(margin))
    return same_line + beside + sum(word.base - word.size * 0.7 < lowest for word in foot)


def outside(words: list[Word], width: float, height: float) -> int:
    """How many pieces are not within the page and 5 mm of its edges."""
    edge = 5 * _MM
    return sum(
        word.x < edge or word.right > width - edge or word.base < edge or word.base > height - edge for word in words
    )


def counted(pdf: bytes, findings: int) -> Counts:
    """What is counted in the text of a PDF."""
    import pymupdf

    book = pymupdf.open(stream=pdf, filetype="pdf")
    pages = [words_of(page) for page in book]
    right = list(right_references(pages))
    size = book[0].rect
    return Counts(
        len(pages),
        len(right),
        sum(right),
        sum(overlaps(page) for page in pages[3:]),
        sum(outside(page, size.width, size.height) for page in pages),
        findings,
    )


def volume(seed: int, documents: int) -> tuple[str, int]:
    """Print XML of a volume, and the number of its entries."""
    from print_pages import META, dense

    from teikit.core.saxon import parse
    from teikit.publication.print import print_xml

    made = [dense(seed * documents + n) for n in range(documents)]
    sources = (text.replace('id="made"', f'id="made{n}"', 1) for n, (text, _) in enumerate(made))
    return print_xml([parse(source) for source in sources], META), sum(count for _, count in made)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--volumes", type=int, default=40)
    options.add_argument("--documents", type=int, default=4)
    options.add_argument("--again", action="store_true")
    chosen = options.parse_args()
    from teikit.publication.print import typeset

    totals, expected, same, seconds = Counts(0, 0, 0, 0, 0, 0), 0, 0, 0.0
    for seed in range(chosen.volumes):
        text, count = volume(seed, chosen.documents)
        started = time.process_time()
        pdf, findings = typeset(text)
        seconds += time.process_time() - started
        same += not chosen.again or typeset(text)[0] == pdf
        counts, expected = counted(pdf, len(findings)), expected + count
        totals = Counts(*(a + b for a, b in zip(totals, counts, strict=True)))
        print(seed, counts, flush=True)
    print(f"{totals} of {expected} entries; {same} of {chosen.volumes} volumes the same again; {seconds:.1f} s CPU")


if __name__ == "__main__":
    main()
