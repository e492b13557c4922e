"""Every mark of every convention proves itself: its example holds from the transcript to TEI and back."""

import pytest
from converting import convert, plain
from lxml import etree

from teikit.conventions.load import conventions, load_convention
from teikit.conventions.model import Convention, Mark
from teikit.tei.decode.decoder import decode
from teikit.xml.names import TEI, tei

MARKS = [(load_convention(name), mark) for name in conventions() for mark in load_convention(name).marks]
WRITTEN = [(convention, mark) for convention, mark in MARKS if not mark.only_read]


def _each(marks: list[tuple[Convention, Mark]]) -> pytest.MarkDecorator:
    names = [f"{convention.name}-{mark.name}" for convention, mark in marks]
    return pytest.mark.parametrize(("convention", "mark"), marks, ids=names)


def example(mark: Mark) -> tuple[str, str]:
    assert mark.example, f"the mark “{mark.name}” has no example"
    return mark.example["text"], mark.example["tei"]


def inner(element: etree._Element) -> str:
    words = plain(element)
    return words[words.index(">") + 1 : words.rindex("<")]


@_each(MARKS)
def test_the_transcript_gives_the_tei(convention: Convention, mark: Mark) -> None:
    text, wanted = example(mark)
    made = convert(text, convention=convention)
    division = made.body.find(tei("div"))
    assert division is not None
    got = [inner(division).removesuffix("<p></p>"), *(inner(child) for child in division)]
    assert plain(etree.fromstring(f'<x xmlns="{TEI}">{wanted}</x>'))[3:-4] in got
    assert made.encoded.proof.holds


@_each(WRITTEN)
def test_the_tei_gives_the_transcript(convention: Convention, mark: Mark) -> None:
    text, wanted = example(mark)
    language = mark.language or "en"
    root = etree.fromstring(f'<div xmlns="{TEI}" xml:lang="{language}"><p>{wanted}</p></div>')
    assert decode(root, convention) == (text, [])
