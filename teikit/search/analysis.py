"""What the index holds of one document: where each form occurs, and the text for the passages."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from teikit.model import Block, Document
from teikit.search.letters import word_pattern
from teikit.search.numbers import encode_one, encode_rising
from teikit.search.stems import Languages

KINDS = ("text", "note", "header")
BOTH, DIPLOMATIC, READING = range(3)
FIELDS = 9
"""A field is a kind of block and a view: 3 * KINDS.index(kind) + view; `BOTH` where the views have the same words."""

CHUNK_BITS = 10
"""A file of passages holds 2 ** CHUNK_BITS positions."""

Piece = list[str | int]
"""A block, or a part of it, for the passages: id, field, position of its first word, text; then its page and its
language, where they are not the first page and the language of the document."""


class Posting(NamedTuple):
    """Where a form occurs in one document, encoded: without the positions (`brief`) and with them (`full`)."""

    brief: str
    full: str


@dataclass
class Analysis:
    """What the index holds of one document. `length` counts the words of the reading view.

    `stems` are the stems of each form: of one that several languages have there may be several.
    """

    length: int = 0
    postings: dict[str, Posting] = field(default_factory=dict)
    chunks: dict[int, list[Piece]] = field(default_factory=lambda: {0: []})
    fields: set[int] = field(default_factory=set)
    stems: dict[str, tuple[str, ...]] = field(default_factory=dict)


def analyse(document: Document, blocks: Iterable[Block], languages: Languages, language: str) -> Analysis:
    """The analysis of a document, whose blocks are in `language` where they do not say another.

    Both views of a block begin at the same position. Between two blocks there is a gap of one position: no phrase
    crosses it.
    """
    result, used = Analysis(), defaultdict[str, set[str]](set)
    languages.forget()
    places: list[defaultdict[str, list[int]]] = [defaultdict(list) for _ in range(FIELDS)]
    base = 0
    for block in blocks:
        end = base
        for number, text in _views(block):
            matches = word_pattern().findall(text)
            if not matches:
                continue
            tag, of_field = block.language or language, places[number]
            forms = [*map(languages[tag].__getitem__, matches)]
            used[tag].update(forms)
            for position, form in enumerate(forms, base):
                of_field[form].append(position)
            piece: Piece = [block.ident, number, base, text, *_differing(block, document.name, language)]
            _add_pieces(result.chunks, piece, len(matches))
            end = max(end, base + len(matches))
            result.length += len(matches) * (number % 3 != DIPLOMATIC)
        base = end + 1 if end > base else base
    result.fields = {number for number, of_field in enumerate(places) if of_field}
    result.postings = _encoded(places)
    for tag, forms_of_tag in used.items():
        add_stems(result.stems, {form: (languages[tag].stems[form],) for form in forms_of_tag})
    return result


def add_stems(stems: dict[str, tuple[str, ...]], more: Mapping[str, tuple[str, ...]]) -> None:
    """Add the stems of forms to those that are known."""
    for form, of_form in more.items():
        known = stems.get(form)
        if known is None:
            stems[form] = of_form
        elif known != of_form:
            stems[form] = tuple(sorted({*known, *of_form}))


def as_text(analysis: Analysis) -> str:
    """An analysis as one string, which `from_text` reads; the same for the same analysis."""
    a, by_form = analysis, sorted(analysis.postings)
    forms = [[form, *a.postings[form], *a.stems[form]] for form in by_form]
    return json.dumps([a.length, forms, sorted(a.chunks.items()), sorted(a.fields)], ensure_ascii=False)


def from_text(text: str) -> Analysis:
    """What `as_text` wrote."""
    length, forms, chunks, fields = json.loads(text)
    postings = {form: Posting(brief, full) for form, brief, full, *_ in forms}
    return Analysis(length, postings, dict(chunks), set(fields), {form: tuple(stems) for form, _, _, *stems in forms})


def _views(block: Block) -> Iterator[tuple[int, str]]:
    """The fields and texts of a block: one where the views have the same words, else two."""
    kind = 3 * KINDS.index(block.field)
    if block.diplomatic == block.reading:
        yield kind + BOTH, block.reading
    else:
        yield kind + DIPLOMATIC, block.diplomatic
        yield kind + READING, block.reading


def _differing(block: Block, name: str, language: str) -> list[str]:
    """The page and the language of a block, as far as they are not those of the document."""
    page = block.page if block.page != name else ""
    other = block.language if block.language != language else ""
    return [page, other] if other else [page] if page else []


def _add_pieces(chunks: dict[int, list[Piece]], block: Piece, count: int) -> None:
    """Add a block of `count` words to the chunks that its words are in, cut where a chunk ends."""
    ident, number, base, text, *more = block
    assert isinstance(base, int)
    assert isinstance(text, str)
    chunk, last = base >> CHUNK_BITS, base + count - 1 >> CHUNK_BITS
    if chunk == last:
        chunks.setdefault(chunk, []).append(block)
        return
    starts = [match.start() for match in word_pattern().finditer(text)]
    for part in range(chunk, last + 1):
        first = max(0, (part << CHUNK_BITS) - base)
        after = (part + 1 << CHUNK_BITS) - base
        piece = text[starts[first] if first else 0 : starts[after] if after < count else None]
        chunks.setdefault(part, []).append([ident, number, base + first, piece, *more])


def _encoded(places: list[defaultdict[str, list[int]]]) -> dict[str, Posting]:
    """The postings of each form. Of a form in several fields, each after the first has the difference 0 (A)."""
    postings: dict[str, Posting] = {}
    for number, of_field in enumerate(places):
        for form, positions in of_field.items():
            brief = encode_one((len(positions) - 1) * FIELDS + number)
            full = brief + (encode_rising(positions) if len(positions) > 1 else encode_one(positions[0]))
            before = postings.get(form)
            postings[form] = Posting(f"{before[0]}A{brief}", f"{before[1]}A{full}") if before else Posting(brief, full)
    return postings
