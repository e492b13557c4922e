"""Cutting sorted rows into files: the cuts depend on the rows alone, so that a change stays in few files."""

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

SHARD = 24 * 1024
"""The size of a shard, in characters."""

File = tuple[str, bytes]
"""A file of the site: its path, from the folder of the site, and its content."""


class Sized(NamedTuple):
    """What the cut of a row depends on: its folded form, and its size in characters."""

    folded: str
    size: int


class Cut(NamedTuple):
    """A shard: its lower bound, and how many rows it has."""

    bound: str
    rows: int


def script(name: str, *content: Any) -> File:
    """A file of the index: a script that hands its content to the page."""
    arguments = json.dumps([name, *content], ensure_ascii=False, separators=(",", ":"))[1:-1]
    return f"search/{name}.js", f"teikitSearch.add({arguments})\n".encode()


def file_name(bound: str) -> str:
    """A file name for a folded form, in small letters that every file system has; the prefix keeps it from names that
    Windows reserves (con, nul)."""
    return "w-" + "".join(char if char.isascii() and char.isalnum() else f"_{ord(char):x}" for char in bound)


def cut(rows: Sequence[Sized]) -> list[Cut]:
    """Cut rows, sorted by folded form, at prefixes: the first shard has the bound ""."""
    if not rows:
        return []
    shards = _cut(rows, 0)
    return [Cut("", shards[0].rows), *shards[1:]]


def _cut(rows: Sequence[Sized], depth: int) -> list[Cut]:
    """Cut rows that share `depth` letters: by the next letter, again where a group is too large; then join small
    neighbours."""
    prefix = rows[0].folded[:depth]
    if _size(rows) <= SHARD or rows[0].folded == rows[-1].folded:
        return [Cut(prefix, len(rows))]
    shards: list[Cut] = []
    sizes: list[int] = []
    start = 0
    for _, group in groupby(rows, lambda row: row.folded[: depth + 1]):
        for shard in _cut(list(group), depth + 1):
            size = _size(rows[start : start + shard.rows])
            start += shard.rows
            if shards and sizes[-1] + size <= SHARD:
                shards[-1] = shards[-1]._replace(rows=shards[-1].rows + shard.rows)
                sizes[-1] += size
            else:
                shards.append(shard)
                sizes.append(size)
    return [shards[0]._replace(bound=prefix), *shards[1:]]


def _size(rows: Sequence[Sized]) -> int:
    return sum(row.size for row in rows)
