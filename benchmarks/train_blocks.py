"""Counts how often blocks without a known form are paragraphs, by their shape, and writes `models/blocks.json`.

    python benchmarks/train_blocks.py write|report [--texts FOLDER]

The texts are the dev documents of `tests/gold/blocks/` and the invented ones of `models/training/blocks/`, each
annotated before it was converted; held-out documents are never looked at. A block counts as wrong where the annotation
has no paragraph. A shape that is rare keeps near the share of all. `report` leaves each document out: of the blocks of
each certainty, by the shares of the other documents, how many are paragraphs.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from gold import ROOT, annotations
from gold_annotation import compiled
from gold_convert import converted
from gold_events import events_of
from gold_match import Text, compared
from lxml import etree

from teikit.core import Source, Span
from teikit.interpretation.scoring import SHAPES, paragraph_shape

# The weight of the share of all shapes, in blocks, and the least shares for no doubt and for medium.
PRIOR, SURE, MEDIUM = 2, 0.97, 0.7


class Seen(NamedTuple):
    """A block that was made a paragraph: its document, its shape, whether it is one."""

    name: str
    shape: str
    right: bool


def documents(texts: Path, folder: Path) -> list[tuple[dict[str, Any], Path]]:
    """The annotated documents with their texts; those of the invented ones are written into a folder."""
    found = annotations("dev", texts)
    for path in sorted((ROOT / "models" / "training" / "blocks").glob("*.ann")):
        text, gold = compiled(path)
        (folder / f"{path.stem}.txt").write_text(text, encoding="utf-8")
        found.append((gold, folder / f"{path.stem}.txt"))
    return found


def paragraphs(gold: dict[str, Any], path: Path) -> list[Seen]:
    """The paragraphs that teikit makes of a document."""
    text = path.read_text(encoding="utf-8")
    tei = str(converted(path, "")["tei"])
    result = compared(gold["items"], events_of(etree.fromstring(tei.encode())), Text(text))
    source = Source(text, path.name)
    made = [(event, True) for _, event in result.pairs if event is not None] + [(e, False) for e in result.false]
    spans = {Span(event.start, event.end): right for event, right in made if event.kind == "p"}
    return [
        Seen(path.stem, paragraph_shape(source, span, [other for other in spans if other != span]), right)
        for span, right in spans.items()
    ]


def shares(seen: Iterable[Seen]) -> dict[str, float]:
    """The share of right paragraphs by shape, with a little of that of all."""
    counts = Counter((one.shape, one.right) for one in seen)
    of_all = sum(n for (_, right), n in counts.items() if right) / max(1, counts.total())
    return {
        shape: round((counts[shape, True] + PRIOR * of_all) / (counts[shape, True] + counts[shape, False] + PRIOR), 4)
        for shape in SHAPES
    }


def cert(share: float) -> str:
    """The certainty of a share."""
    return "without doubt" if share >= SURE else "medium" if share >= MEDIUM else "low"


def report(seen: list[Seen]) -> None:
    """Prints the share that is right by shape and, each document left out, by certainty."""
    for shape in SHAPES:
        right = [one.right for one in seen if one.shape == shape]
        print(f"{shape:15} {sum(right):4} of {len(right):4}")
    table: Counter[tuple[str, bool]] = Counter()
    for name in {one.name for one in seen}:
        known = shares(one for one in seen if one.name != name)
        table.update((cert(known[one.shape]), one.right) for one in seen if one.name == name)
    for level in ("without doubt", "medium", "low"):
        of = table[level, True] + table[level, False]
        print(f"left out, {level:14} {table[level, True]:4} of {of:4}  {table[level, True] / (of or 1):.3f}")


def write(seen: list[Seen]) -> None:
    """Writes the shares."""
    made = {"script": "benchmarks/train_blocks.py", "documents": len({one.name for one in seen}), "blocks": len(seen)}
    data = {"made": made, "sure": SURE, "medium": MEDIUM, "shares": shares(seen)}
    (ROOT / "models" / "blocks.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Counts, and writes or prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["write", "report"])
    parser.add_argument("--texts", type=Path, default=ROOT.parent / "gold-texts" / "texts")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        chosen = documents(options.texts, Path(folder))
        seen = [one for gold, path in chosen for one in paragraphs(gold, path)]
    report(seen)
    if options.command == "write":
        write(seen)


if __name__ == "__main__":
    main()
