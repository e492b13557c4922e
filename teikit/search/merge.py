"""Postings of all documents, sorted by form, in bounded memory: runs are written to temporary files and merged."""

import pickle
from collections.abc import Iterator, Mapping
from heapq import merge
from itertools import chain, groupby
from operator import itemgetter
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, NamedTuple, Self

from teikit.search.analysis import Posting
from teikit.search.letters import fold

_RUN = 250_000
"""Postings in memory, about 30 MB."""

Entry = tuple[int, Posting]
_Row = tuple[bytes, str, str, list[Entry]]


class Row(NamedTuple):
    """A form, its folded form, and the documents in which it occurs, by number."""

    form: str
    folded: str
    entries: list[Entry]


def sort_key(text: str) -> bytes:
    """What sorts text as JavaScript compares it: by UTF-16 units."""
    return text.encode("utf-16-be")


class Sorter:
    """Collects the postings of documents, and gives them back by form. Documents are added in the order of numbers."""

    def __init__(self, run: int = _RUN) -> None:
        """A sorter that has at most `run` postings in memory."""
        self._limit = run
        self._count = 0
        self._entries: dict[str, list[Entry]] = {}
        self._runs: list[IO[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for run in self._runs:
            run.close()

    def add(self, number: int, postings: Mapping[str, Posting]) -> None:
        """Add the postings of a document."""
        for form, posting in postings.items():
            self._entries.setdefault(form, []).append((number, posting))
        self._count += len(postings)
        if self._count >= self._limit:
            self._write_run()

    def rows(self) -> Iterator[Row]:
        """All forms, by folded form, then by form."""
        if not self._runs:
            yield from (Row(form, folded, entries) for _, folded, form, entries in self._sorted())
            return
        runs = [_read_run(run) for run in self._runs]
        rows = merge(*runs, self._sorted(), key=itemgetter(0))
        for _, group in groupby(rows, itemgetter(0)):
            same = list(group)
            _, folded, form, _ = same[0]
            yield Row(form, folded, list(chain.from_iterable(entries for *_, entries in same)))

    def _sorted(self) -> list[_Row]:
        """The rows in memory, sorted."""
        pairs = ((form, fold(form), entries) for form, entries in self._entries.items())
        rows = [(sort_key(f"{folded}\0{form}"), folded, form, entries) for form, folded, entries in pairs]
        rows.sort(key=itemgetter(0))
        return rows

    def _write_run(self) -> None:
        run = TemporaryFile()  # noqa: SIM115  closed when the sorter is left
        self._runs.append(run)
        for row in self._sorted():
            pickle.dump(row, run, protocol=pickle.HIGHEST_PROTOCOL)
        self._entries = {}
        self._count = 0


def _read_run(run: IO[bytes]) -> Iterator[_Row]:
    run.seek(0)
    while True:
        try:
            row: _Row = pickle.load(run)
        except EOFError:
            return
        yield row
