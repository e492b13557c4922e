"""Reads a search index as its description says, in few lines and without the code that writes it.

docs/search-index.md describes the files. What the browser does with them is in xslt/site/.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
FIELDS = 9

Place = tuple[int, int, int]  # document, field, position


def content_of(files: Mapping[str, bytes]) -> dict[str, list[Any]]:
    """What each file hands over, by its name."""
    contents = {}
    for path, data in files.items():
        match = re.fullmatch(r"teikitSearch\.add\((.*)\)\n", data.decode("utf-8"), re.DOTALL)
        assert match, path
        name, *content = json.loads(f"[{match[1]}]")
        assert path == f"search/{name}.js"
        contents[name] = content
    return contents


def numbers_in(text: str) -> Iterator[int]:
    """The numbers of a text of base-64 digits."""
    number = shift = 0
    for digit in map(DIGITS.index, text):
        number |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            yield number
            number = shift = 0


def rising(text: str) -> list[int]:
    """Numbers that are written as differences."""
    total, numbers = 0, []
    for difference in numbers_in(text):
        total += difference
        numbers.append(total)
    return numbers


def places_in(text: str, document: int = 0) -> Iterator[Place]:
    """The places of postings with positions, after a document."""
    numbers = numbers_in(text)
    for difference in numbers:
        document += difference
        head = next(numbers)
        position = 0
        for _ in range(head // FIELDS + 1):
            position += next(numbers)
            yield document, head % FIELDS, position


class Index:
    """The dictionary of an index: the places of each form, and the forms of each stem."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.contents = content_of(files)
        self.first = self.contents["index"][0]
        self.places: dict[str, set[Place]] = {}
        self.stems: dict[str, set[str]] = defaultdict(set)
        self.counts: dict[str, int] = {}
        for name, content in self.contents.items():
            if name.startswith("w-"):
                self._read_shard(*content)

    def _read_shard(self, rows: str, groups: str) -> None:
        stems = [group.split(":")[0] for group in groups.split(" ")]
        units = b""
        for row in rows.split("|"):
            head, numbers, postings = row.split(" ")
            units = units[: 2 * DIGITS.index(head[0])] + head[1:].encode("utf-16-le")
            form = units.decode("utf-16-le")
            assert form not in self.places
            self.places[form] = set(self._postings(form, postings))
            for number in numbers.split(","):
                self.stems[stems[int(number)]].add(form)

    def _postings(self, form: str, postings: str) -> Iterator[Place]:
        if not postings.startswith("!"):
            yield from places_in(postings)
            return
        name = "x/" + "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}" for c in form)
        self.counts[form] = sum(1 for _ in numbers_in(self.contents[f"{name}-s"][0]))
        for index, cut in enumerate(postings[1:].split(",")):
            before, document = map(int, cut.split("."))
            places = list(places_in(self.contents[f"{name}-{index}"][0], before))
            assert places[0][0] == document
            yield from places
