"""Numbers of lines: what they count, and which are shown beside the text.

The schemes are those of `[print] numbering`: the lines of a page, a document, a section or a paragraph; verses; the
parts of the text that have numbers (a reference system). By the scheme `own`, lines have the numbers of the source.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from teikit.publication.print.flow import Flow, Unit
from teikit.publication.print.rows import Row, Rows
from teikit.publication.print.running import P

BY_LINE = ("page", "document", "section", "paragraph")
_FARTHEST = 500  # lines in which the next number is looked for
_LONGEST = 6  # characters of a number that is no integer and is shown all the same


def scheme_of(text: Element, chosen: str) -> str:
    """What the numbers of a text count: what edition.toml says, where the text has it; else what the text has.

    Verses are counted where the text has numbers for some, and more verses than paragraphs.
    """
    verses = text.findall(f".//{P}verseline")
    if chosen in BY_LINE or (chosen == "verse" and verses) or (chosen == "reference" and has_units(text)):
        return chosen
    if any(verse.get("verse") for verse in verses) and len(verses) >= len(text.findall(f".//{P}p")):
        return "verse"
    lines = any(line.get("n") for line in text.iter(f"{P}lb"))
    return "own" if lines and all(entry.get("at") for entry in text.iter(f"{P}entry")) else "page"


def has_units(text: Element) -> bool:
    """Whether parts of a text have numbers."""
    return next(text.iter(f"{P}unit"), None) is not None


class Numbering:
    """Gives each row its number. `tit` is what a line of a heading is called among verses."""

    def __init__(self, flow: Flow, rows: Rows, tit: str) -> None:
        self.flow, self.tit = flow, tit
        self.units = sorted(flow.units, key=lambda unit: unit.anchor)
        self._anchors = [unit.anchor for unit in self.units]
        for document, all_rows in enumerate(rows.of):
            counted = [row for row in all_rows if row.block.counted]
            self._count(counted)
            verses = [row for row in counted if row.block.scheme == "verse"]
            if verses:
                self._verses(verses, document)

    def path(self, anchor: int, document: int) -> list[str]:
        """The numbers of the parts that an anchor is in, the largest first."""
        parts: list[Unit] = []
        for unit in reversed(self.units[: bisect_right(self._anchors, anchor)]):
            if unit.document != document or (parts and parts[-1].level == 1):
                break
            if not parts or unit.level < parts[-1].level:
                parts.append(unit)
        return [unit.number for unit in reversed(parts)]

    def _count(self, rows: list[Row]) -> None:
        """Count lines in the document, in sections and in paragraphs."""
        count, section, paragraph, text = 0, -1, 0, -1
        for row in rows:
            scheme, block = row.block.scheme, row.block
            begins = row.first and scheme == "paragraph"
            if block.text != text:
                paragraph = 0
            if block.text != text or (scheme == "section" and block.section != section) or begins:
                count = 0
            text, section, paragraph, count = block.text, block.section, paragraph + begins, count + 1
            if scheme in ("document", "section"):
                row.label = str(count)
            elif scheme == "paragraph":
                row.label = f"{paragraph}.{count}"

    # ---------------------------------------------------------------- verses
    def _verses(self, rows: list[Row], document: int) -> None:
        numbers = list(_verse_numbers(rows))
        firsts = [number for row, number in zip(rows, numbers, strict=True) if row.first and not row.block.goes_on]
        repeated = any(count > 1 for number, count in Counter(filter(None, firsts)).items())
        last, below, seen = "", 0, -1
        following = _following(numbers)
        for row, number, after in zip(rows, numbers, following, strict=True):
            block = row.block
            prefix = "".join(f"{part}." for part in self.path(block.start, document)) if repeated else ""
            if number:
                last, below, seen = number, 0, block.section
                row.label, row.shown = prefix + number, number if row.first and not block.goes_on else ""
            elif block.role == "head" and seen != block.section:
                row.label = prefix + self.tit
            elif block.role == "speaker" and after:
                row.label = prefix + after
            else:
                below += 1
                row.label = f"{prefix}{last or '0'}.{below}"


def _verse_numbers(rows: list[Row]) -> Iterator[str]:
    """The numbers of verses: those that the text has, and those between and around them, in each section."""
    given = [row.block.verse if row.block.role == "verse" else None for row in rows]
    none = not any(given)
    last: int | None = 0 if none else None
    section = rows[0].block.section
    current, block = "", 0
    for i, row in enumerate(rows):
        own = row.block
        if none and own.section != section:
            last = 0
        section = own.section
        if own.role != "verse":
            yield ""
            continue
        if own.number != block and not own.goes_on:
            current = own.verse or _next_number(last, rows, i)
        block, last = own.number, int(current) if current.isdecimal() else None
        yield current


def _next_number(last: int | None, rows: list[Row], i: int) -> str:
    """The number of a verse that has none: one more than the last, else counted back from the next that has one."""
    if last is not None:
        return str(last + 1)
    steps, block = 0, rows[i].block
    for row in rows[i : i + _FARTHEST]:
        if row.block.role == "verse" and row.block is not block and not row.block.goes_on:
            steps, block = steps + 1, row.block
        if row.block.role == "verse" and row.block.verse:
            number = row.block.verse
            return str(int(number) - steps) if number.isdecimal() and int(number) > steps else ""
    return ""


def _following(numbers: list[str]) -> list[str]:
    """Of each row the number of the next verse below it."""
    below, after = list[str](), ""
    for number in reversed(numbers):
        below.append(after)
        after = number or after
    return below[::-1]


def is_shown(number: str, every: int) -> bool:
    """Whether a number is shown beside its line: each n-th, and any short one that is no plain number."""
    if not every or not number:
        return False
    return int(number) % every == 0 if number.isdecimal() else len(number) <= _LONGEST


def joined(first: list[str], last: list[str]) -> str:
    """A reference to parts of the text, without what the second has in common with the first: 2.3–4, 2.3–3.1."""
    if first == last:
        return ".".join(first)
    common = 0
    for part, other in zip(first[:-1], last[:-1], strict=False):
        if part != other:
            break
        common += 1
    return f"{'.'.join(first)}–{'.'.join(last[common:] if len(first) == len(last) else last)}"
