"""The dictionary of the index: every form with its stems and postings, in shards."""

import pickle
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping
from itertools import chain, islice
from operator import sub
from tempfile import SpooledTemporaryFile
from typing import IO, NamedTuple

from teikit.search.merge import Entry, Row
from teikit.search.numbers import DIGITS, encode_one
from teikit.search.shards import Cut, File, Sized, cut, file_name, script

_BIG = 12 * 1024
"""A form with longer postings has files of its own."""

_IN_MEMORY = 16 * 1024 * 1024
_LARGE, _OFTEN, _SELDOM = 20_000, 5, 2

Stems = Mapping[str, tuple[str, ...]]


class _Line(NamedTuple):
    """A row of the dictionary, encoded."""

    form: str
    stems: tuple[str, ...]
    postings: str


class Dictionary:
    """The dictionary while it is written: `bounds` and `endings` are known when all its files are made."""

    def __init__(self) -> None:
        """A dictionary without files."""
        self.bounds: list[str] = []
        self.endings: list[str] = []

    def files(self, rows: Iterable[Row], stems: Stems) -> Iterator[File]:
        """The files of the dictionary, of rows in order; `stems` are those of each form."""
        sizes: list[Sized] = []
        endings: Counter[str] = Counter()
        stems_in_order: list[tuple[str, ...]] = []
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as lines:
            for row in rows:
                postings = _full(row.entries)
                if len(postings) > _BIG:
                    postings = yield from _big_files(row)
                line = _Line(row.form, stems[row.form], postings)
                sizes.append(Sized(row.folded, len(line.form) + 8 + len(postings)))
                stems_in_order.append(line.stems)
                pickle.dump(tuple(line), lines, protocol=pickle.HIGHEST_PROTOCOL)
                endings.update(_endings(row.folded, line.stems, sizes))
            cuts = cut(sizes)
            lines.seek(0)
            yield from _shards(cuts, lines, _places(cuts, stems_in_order))
        self.bounds = [shard.bound for shard in cuts]
        often = _OFTEN if len(sizes) > _LARGE else _SELDOM
        self.endings = sorted(ending for ending, count in endings.items() if count >= often)


def _full(entries: list[Entry]) -> str:
    """Postings with positions: differences of documents, then what each has."""
    numbers = [number for number, _ in entries]
    differences = map(sub, numbers, [0, *numbers])
    return "".join([encode_one(by) + entry[1].full for by, entry in zip(differences, entries, strict=True)])


def _endings(folded: str, stems: tuple[str, ...], sizes: list[Sized]) -> list[str]:
    """What follows the stems in a form; nothing for a further form that is folded to the same."""
    if len(sizes) > 1 and sizes[-2].folded == folded:
        return []
    return [folded[len(stem) :] for stem in stems if folded.startswith(stem)]


def _big_files(row: Row) -> Generator[File, None, str]:
    """The files of a form with many postings; returns what its row holds: the documents with which each part begins."""
    name = file_name(row.form).replace("w-", "x/", 1)
    brief, parts, heads = [], [], []
    part: list[str] = []
    size = last = 0
    for number, posting in row.entries:
        if not part:
            heads.append(f"{last}.{number}")
        brief.append(encode_one(number - last) + posting.brief)
        part.append(encode_one(number - last) + posting.full)
        size, last = size + len(part[-1]), number
        if size > _BIG:
            parts.append("".join(part))
            part, size = [], 0
    parts += ["".join(part)] if part else []
    yield script(f"{name}-s", "".join(brief))
    for index, text in enumerate(parts):
        yield script(f"{name}-{index}", text)
    return "!" + ",".join(heads)


def _places(cuts: list[Cut], stems: list[tuple[str, ...]]) -> dict[str, list[str]]:
    """The shards of each stem, by their bounds, for those that are in several."""
    first: dict[str, str] = {}
    several: dict[str, list[str]] = {}
    rows = iter(stems)
    for shard in cuts:
        for stem in set(chain.from_iterable(islice(rows, shard.rows))):
            if first.setdefault(stem, shard.bound) != shard.bound:
                several.setdefault(stem, [first[stem]]).append(shard.bound)
    return several


def _shards(cuts: list[Cut], lines: IO[bytes], places: Mapping[str, list[str]]) -> Iterator[File]:
    """The shards: rows without the beginning that they share with the row before, and the stems that they belong to,
    each with the other shards that have forms of it."""
    for shard in cuts:
        groups: dict[str, int] = {}
        rows, last = [], ""
        for _ in range(shard.rows):
            form, stems, postings = pickle.load(lines)
            shared = _shared(form, last)
            last = form
            numbers = ",".join(str(groups.setdefault(stem, len(groups))) for stem in stems)
            rows.append(f"{DIGITS[_units(form[:shared])]}{form[shared:]} {numbers} {postings}")
        others = (":".join([stem, *(b for b in places.get(stem, ()) if b != shard.bound)]) for stem in groups)
        yield script(file_name(shard.bound), "|".join(rows), " ".join(others))


def _shared(form: str, last: str) -> int:
    """How many letters two forms begin with alike, as far as one digit can say."""
    longest = min(31, len(form), len(last))
    return next((place for place in range(longest) if form[place] != last[place]), longest)


def _units(text: str) -> int:
    """The length of a text as JavaScript counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
