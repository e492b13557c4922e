"""Law 6 over the corpus: removed brackets lose no letter and are reported with their place.

The default is a fair sample. TEIKIT_PLACES=2000 in the environment takes that many places: each bracket of the corpus
by itself, and then two of a file at once, drawn with a seed.
"""

import os
import random
from collections import Counter
from functools import cache

import pytest
from converting import CORPUS, RAW, WILSON
from lxml import etree
from test_properties import grammar

from teikit.core.diagnostics import Diagnostic
from teikit.core.source import source_of
from teikit.interpretation.document import interpret
from teikit.readers.read import documents_in
from teikit.tei.encode.encoder import encode
from teikit.tei.serialize import serialise
from teikit.transcript.document import read_document

FILES = {path.name: path for path in [*RAW, *CORPUS]}
PLACES = int(os.environ.get("TEIKIT_PLACES", "60"))


@cache
def text_of(name: str) -> str:
    return FILES[name].read_bytes().decode("utf-8")


def brackets(name: str) -> list[int]:
    return [offset for offset, char in enumerate(text_of(name)) if char in "[]"]


def places() -> list[tuple[str, tuple[int, ...]]]:
    """Which brackets of which file are taken out: single ones first as far as the limit allows, then pairs."""
    chance = random.Random(1945)
    single = [(name, (offset,)) for name in sorted(FILES) for offset in brackets(name)]
    if len(single) >= PLACES:
        return sorted(chance.sample(single, PLACES))
    many = [name for name in sorted(FILES) if len(brackets(name)) > 2 for _ in brackets(name)]
    pairs: set[tuple[str, tuple[int, ...]]] = set()
    while len(single) + len(pairs) < PLACES:
        name = chance.choice(many)
        pairs.add((name, tuple(sorted(chance.sample(brackets(name), 2)))))
    return [*single, *sorted(pairs)]


def converted(text: str, name: str) -> list[Diagnostic]:
    """Converts every document in a text, checks each, and returns the diagnostics for brackets."""
    said: list[Diagnostic] = []
    for source in documents_in(source_of(text, name))[0]:
        document, read = read_document(source, WILSON)
        encoded, written = encode(interpret(document)[0], "damaged", "0", "2026-01-01")
        assert encoded.proof.holds, name
        assert "convert-text-lost" not in [finding.code for finding in [*read, *written]]
        tree = etree.fromstring(serialise(encoded.root))
        assert grammar().validate(tree), f"{name}: {grammar().error_log}"
        said += [finding for finding in [*read, *written] if finding.code == "mark-unbalanced"]
    return said


@cache
def whole(name: str) -> list[Diagnostic]:
    return converted(text_of(name), name)


def balance(text: str) -> int:
    """How many brackets of a text have no other half."""
    waiting = stray = 0
    for char in text:
        waiting += char == "["
        if char == "]":
            stray += not waiting
            waiting -= bool(waiting)
    return waiting + stray


@pytest.mark.parametrize(("name", "offsets"), places(), ids=lambda value: str(value).replace(" ", ""))
def test_6_brackets_taken_out_of_the_corpus(name: str, offsets: tuple[int, ...]) -> None:
    text = text_of(name)
    damaged = "".join(char for offset, char in enumerate(text) if offset not in offsets)
    said = converted(damaged, name)
    assert all(finding.position and finding.span is not None for finding in said)
    stray = {finding.span.start for finding in whole(name) if finding.span is not None}
    if balance(damaged) > balance(text) and not stray & set(offsets):  # a stray bracket taken out is one less
        assert Counter(f.message for f in said) != Counter(f.message for f in whole(name))
        assert len(said) > len(whole(name))
