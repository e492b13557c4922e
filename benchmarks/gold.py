"""Measures a checkout of teikit against hand annotation: blocks, marks, header, certainty.

    python benchmarks/gold.py [--checkout FOLDER] [--convention NAME] [--split dev|held-out] [--show] [--json FILE]

The annotation is in `tests/gold/blocks/`; the texts that are not ours are looked for in FOLDER of `--texts`. Faults of
held-out documents are never shown. Prints F1 (of all items and of the sure ones) by kind, document and archive; F1 of
the header; how often a decision without doubt is right, and the share that is right for each certainty.
"""

import argparse
import json
import os
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from gold_events import Event, events_of, facts_of
from gold_match import Item, Result, Text, compared, folded
from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
BLOCKS = ROOT / "tests" / "gold" / "blocks"
SPLIT = tomllib.loads((BLOCKS.parent / "held-out.toml").read_text(encoding="utf-8"))
CERTAINTIES = ("", "medium", "low")


@dataclass
class Count:
    """Found, missed, false; of all items and of the sure ones."""

    found: Counter[bool] = field(default_factory=Counter)
    missed: Counter[bool] = field(default_factory=Counter)
    false: int = 0

    def f1(self, sure: bool) -> float:
        """F1 of the sure items or of all."""
        found = self.found[True] + (0 if sure else self.found[False])
        missed = self.missed[True] + (0 if sure else self.missed[False])
        return 2 * found / ((2 * found + missed + self.false) or 1)

    @property
    def size(self) -> int:
        """How many items there are."""
        return self.found.total() + self.missed.total()


@dataclass
class Tally:
    """All that is counted."""

    kinds: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    documents: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    archives: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    groups: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    whole: Count = field(default_factory=Count)
    facts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    header: Count = field(default_factory=Count)
    header_groups: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    certain: dict[str, Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))
    header_certain: dict[str, Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))
    attributes: dict[str, Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))
    faults: list[str] = field(default_factory=list)


def annotations(split: str, texts: Path) -> list[tuple[dict[str, Any], Path]]:
    """The annotations of a split (empty: all) whose text is there."""
    found = []
    for path in sorted(BLOCKS.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        places = [folder / gold["file"] for folder in (BLOCKS / "texts", texts)]
        text = next((place for place in places if place.exists()), None)
        if text is not None and split in ("", gold["split"]):
            found.append((gold, text))
    return found


def conversions(paths: Iterable[Path], checkout: Path, convention: str) -> dict[str, dict[str, Any]]:
    """What the teikit of a checkout makes of texts."""
    python = checkout / ".venv" / "bin" / "python"
    command = [str(python if python.exists() else sys.executable), str(ROOT / "benchmarks" / "gold_convert.py")]
    run = subprocess.run(
        [*command, convention, *map(str, paths)], check=True, capture_output=True, text=True, cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout)},
    )  # fmt: skip
    converted: dict[str, dict[str, Any]] = json.loads(run.stdout)
    return converted


def add_document(tally: Tally, gold: dict[str, Any], words: str, tei: str) -> None:
    """Counts a document."""
    root = etree.fromstring(tei.encode()) if tei else None
    events = [] if root is None else events_of(root)
    text = Text(words)
    result = compared(gold["items"], events, text)
    group = group_of(gold)
    language = gold["header"]["language"]["values"][0] if "language" in gold["header"] else ""
    groups = (group, f"language {language}", f"genre {gold.get('genre', '')}")
    counts = (tally.whole, tally.documents[gold["file"]], tally.archives[gold["archive"]])
    counts += tuple(tally.groups[name] for name in groups)
    add_items(tally, counts, result)
    add_certainty(tally, result)
    add_header(tally, gold, {} if root is None else facts_of(root), group)
    tally.faults += [f"{gold['file']}: {fault}" for fault in faults(result, text)]


def group_of(gold: dict[str, Any]) -> str:
    """The group that is counted: documents of archives that rules were written with, dev and held-out documents."""
    known = gold["archive"] in SPLIT["known-archives"]
    return f"{'known archive' if known else 'archive never seen'}, {gold['split']}"


def add_items(tally: Tally, counts: tuple[Count, ...], result: Result) -> None:
    """Counts what is found, missed and false."""
    for item, event in result.pairs:
        if event is None and "none" in item["alt"]:
            continue
        for count in (*counts, tally.kinds[item["kind"]]):
            (count.missed if event is None else count.found)[item["sure"]] += 1
    for event in result.false:
        for count in (*counts, tally.kinds[event.kind]):
            count.false += 1
    for item, _, name, right in result.attributes:
        tally.attributes[f"{item['kind']}/@{name}"][right] += 1


def add_certainty(tally: Tally, result: Result) -> None:
    """Counts how often each certainty is right; a wrong attribute makes a decision wrong."""
    wrong = {id(event) for item, event, _, right in result.attributes if item["sure"] and not right}
    answered = {id(event): event for _, event in result.pairs if event is not None}
    for event in answered.values():
        tally.certain[event.cert][id(event) not in wrong] += 1
    for event in result.false:
        tally.certain[event.cert][False] += 1


def same(wanted: str | None, said: str) -> bool:
    """Whether a fact of the header is what the annotation says."""
    return wanted is not None and folded(wanted) == folded(said)


def add_header(tally: Tally, gold: dict[str, Any], facts: dict[str, list[tuple[str, str]]], group: str) -> None:
    """Counts the facts of the header."""
    for name, fact in gold["header"].items():
        said = facts.get(name, [])
        right = any(same(wanted, value) for wanted in fact["values"] for value, _ in said)
        for count in (tally.header, tally.facts[name], tally.header_groups[group]):
            if right:
                count.found[fact["sure"]] += 1
            else:
                count.false += bool(said) and fact["sure"]
                count.missed[fact["sure"]] += None not in fact["values"]
        for _, cert in said[:1]:
            if fact["sure"] or right:
                tally.header_certain[cert][right] += 1
        if not right and (said or None not in fact["values"]) and fact["sure"]:
            tally.faults.append(f"{gold['file']}: header {name}: {[one[0] for one in said]!r}, not {fact['values']!r}")


def faults(result: Result, text: Text) -> list[str]:
    """The faults of a document in words."""
    lines = []
    for item, event in result.pairs:
        if event is None and "none" not in item["alt"]:
            mark = "" if item["sure"] else "(unsure) "
            lines.append(f"missed {mark}{item['kind']} {item['attrs'] or ''} “{short(text, item)}” at {item['start']}")
    for event in result.false:
        lines.append(
            f"false {event.kind} cert={event.cert or 'sure'} {named(event)} “{event.text[:50]}” at {event.start}"
        )
    for item, event, name, right in result.attributes:
        if not right:
            lines.append(f"wrong {item['kind']}/@{name}: {event.attrs.get(name)!r}, not {item['attrs'][name]!r}")
    return lines


def short(text: Text, item: Item) -> str:
    """The words of an item, cut."""
    return " ".join(text.text[item["start"] : item["end"]].split())[:50]


def named(event: Event) -> str:
    """What tells an element from others of its kind."""
    return " ".join(f"{name}={event.attrs[name]}" for name in ("type", "reason", "rend") if name in event.attrs)


def report(tally: Tally, show: bool) -> list[str]:
    """The figures as lines."""
    lines = [f"F1 sure {tally.whole.f1(True):.3f}  all {tally.whole.f1(False):.3f}  items {tally.whole.size}"
             f"  header sure {tally.header.f1(True):.3f}  all {tally.header.f1(False):.3f}"]  # fmt: skip
    for title, group in (("group", tally.groups), ("kind", tally.kinds), ("archive", tally.archives),
                         ("document", tally.documents), ("header", tally.facts),
                         ("header by group", tally.header_groups)):  # fmt: skip
        lines.append(f"{title:34} sure    all   items found missed false")
        for name, count in sorted(group.items(), key=lambda pair: (pair[1].f1(True), pair[0])):
            counts = f"{count.size:4} {count.found.total():5} {count.missed.total():5} {count.false:5}"
            lines.append(f"  {name:32} {count.f1(True):.3f}  {count.f1(False):.3f}  {counts}")
    lines.append("certainty           right  of   share      header right  of   share")
    for cert in CERTAINTIES:
        text, header = _share(tally.certain[cert]), _share(tally.header_certain[cert])
        lines.append(f"  {cert or 'without doubt':15} {text}           {header}")
    lines.append(
        "attributes "
        + ", ".join(f"{name} {count[True]}/{count.total()}" for name, count in sorted(tally.attributes.items()))
    )
    return lines + (tally.faults if show else [])


def _share(count: Counter[bool]) -> str:
    return f"{count[True]:6} {count.total():4}  {count[True] / (count.total() or 1):.3f}"


def measured(options: argparse.Namespace) -> Tally:
    """The figures of a checkout."""
    documents = annotations(options.split, options.texts)
    made = conversions((path for _, path in documents), options.checkout, options.convention)
    tally = Tally()
    for gold, path in documents:
        before = len(tally.faults)
        add_document(tally, gold, path.read_text(encoding="utf-8"), made[str(path)]["tei"])
        if crash := made[str(path)].get("crash"):
            tally.faults.append(f"{gold['file']}: crash {crash.splitlines()[-1]}")
        if gold["split"] != "dev":
            del tally.faults[before:]
    return tally


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkout", type=Path, default=ROOT)
    parser.add_argument("--texts", type=Path, default=ROOT.parent / "gold-texts" / "texts")
    parser.add_argument("--convention", default="")
    parser.add_argument("--split", default="", choices=["", "dev", "held-out"])
    parser.add_argument("--show", action="store_true")
    print("\n".join(report(measured(options := parser.parse_args()), options.show)))


if __name__ == "__main__":
    main()
