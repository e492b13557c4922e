"""Turns annotated text into a plain transcript and an annotation by offsets.

    python benchmarks/gold_annotation.py FOLDER_OF_ANN_FILES --texts FOLDER --annotation tests/gold/blocks

An `.ann` file has lines `name: value` (a name with `?` in front is not sure, `|` is between values that are as
right, `-` is no value), a line `----`, and the text, in which ⟨kind name=value¦text⟩ marks what there is; marks may be
inside each other. `?kind` is not sure, `alt=a,b` are kinds that are as right (`none`: it may stay plain text). Words
between empty lines that no mark of a block covers are a paragraph. Only offsets are written, so an annotation can be
published without the text; `licence: own` texts are ours.
"""

import argparse
import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Item = dict[str, Any]

OPEN, MIDDLE, CLOSE = "⟨", "¦", "⟩"
FACTS = ("title", "date", "sender", "addressee", "place", "repository", "shelfmark", "language", "original")
BLOCKS = {
    "dateline", "salute", "valediction", "signed", "office", "address-recipient", "address-sender", "head", "head-ed",
    "p", "item", "ps", "stamp", "formula", "entry-head", "speaker", "attendance", "row", "endorsement", "footnote",
    "legend", "layout", "fw", "front",
}  # fmt: skip


@dataclass
class Reading:
    """What is known while an annotated text is read: the plain text so far, the open marks, the finished items."""

    text: list[str] = field(default_factory=list)
    length: int = 0
    open: list[Item] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    def add(self, words: str) -> None:
        """More plain text."""
        self.text.append(words)
        self.length += len(words)


def item_of(mark: str, start: int) -> Item:
    """The item that a mark such as `?formula type=reference alt=p` opens."""
    kind, *pairs = mark.split()
    attrs = {name: value.replace("_", " ") for name, _, value in (pair.partition("=") for pair in pairs)}
    alt = [one for one in attrs.pop("alt", "").split(",") if one]
    return {"kind": kind.lstrip("?"), "start": start, "attrs": attrs, "sure": kind[0] != "?", "alt": alt}


def read_marks(source: str) -> Reading:
    """The plain text and the items of an annotated text. Raises ValueError for a mark without its end."""
    reading = Reading()
    for part in re.split(f"({OPEN}[^{MIDDLE}{OPEN}{CLOSE}]*{MIDDLE}|{CLOSE})", source):
        if part == CLOSE:
            item = reading.open.pop()
            reading.items.append({**item, "end": reading.length})
        elif part.startswith(OPEN):
            reading.open.append(item_of(part[1:-1], reading.length))
        else:
            reading.add(part)
    if reading.open:
        raise ValueError(f"a mark has no end: {reading.open}")
    return reading


def paragraphs(text: str, items: list[Item]) -> list[Item]:
    """The paragraphs that no mark names: words between empty lines outside the marks of blocks."""
    covered = [False] * len(text)
    for item in items:
        if item["kind"] in BLOCKS or "block" in item["attrs"]:
            covered[item["start"] : item["end"]] = [True] * (item["end"] - item["start"])
    found = []
    for chunk in re.finditer(r"\S(?:(?!\n[ \t]*\n).)*", text, re.S):
        run = "".join("\0" if covered[at] else text[at] for at in range(*chunk.span()))
        for piece in re.finditer(r"[^\0]+", run):
            words = piece.group()
            if re.search(r"\w", _without_page_marks(words, chunk.start() + piece.start(), items)):
                start = chunk.start() + piece.start() + len(words) - len(words.lstrip())
                end = start + len(words.strip())
                found.append({"kind": "p", "start": start, "end": end, "attrs": {}, "sure": True, "alt": []})
    return found


def _without_page_marks(words: str, start: int, items: list[Item]) -> str:
    for item in items:
        if item["kind"] in ("pb", "marginalia") and start <= item["start"] < start + len(words):
            words = words.replace(words[item["start"] - start : item["end"] - start], "")
    return words


def head_of(lines: list[str]) -> dict[str, Any]:
    """What the lines above the text say."""
    head: dict[str, Any] = {"header": {}}
    for line in lines:
        name, _, value = (part.strip() for part in line.partition(": "))
        fact = name.lstrip("?")
        if fact in FACTS:
            values = [None if one.strip() == "-" else one.strip() for one in value.split(" | ")]
            head["header"][fact] = {"values": values, "sure": name[0] != "?"}
        else:
            head[fact] = value
    return head


def compiled(path: Path) -> tuple[str, dict[str, Any]]:
    """The transcript and the annotation of an `.ann` file."""
    above, _, source = path.read_text(encoding="utf-8").partition("----\n")
    reading = read_marks(source)
    text = "".join(reading.text)
    items = sorted([*reading.items, *paragraphs(text, reading.items)], key=lambda one: (one["start"], -one["end"]))
    name = f"{path.stem}.txt"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return text, {"file": name, "sha256": digest, **head_of(above.splitlines()), "items": items}


def written(annotation: dict[str, Any]) -> str:
    """An annotation as JSON with one line an item."""
    head = {name: value for name, value in annotation.items() if name != "items"}
    items = ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in annotation["items"])
    return json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "items": [\n  ' + items + "\n ]\n}\n"


def main() -> None:
    """Reads all `.ann` files of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--annotation", type=Path, required=True)
    options = parser.parse_args()
    own = options.annotation / "texts"
    for folder in (options.texts, options.annotation, own):
        folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(options.folder.glob("*.ann")):
        text, annotation = compiled(path)
        target = own if annotation["licence"] == "own" else options.texts
        (target / annotation["file"]).write_text(text, encoding="utf-8")
        (options.annotation / f"{path.stem}.json").write_text(written(annotation), encoding="utf-8")


if __name__ == "__main__":
    main()
