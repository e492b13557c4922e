"""Measures by hand annotation how often a value of the header is right, by the part of the text that it was found in.

    python benchmarks/train_header.py [write|faults|held-out]

Writes `models/header.json`: for each field and each part of a text how many values are right and wrong in the texts of
`tests/gold/blocks` that are no held-out ones, and in the invented texts of `benchmarks/header/*.toml` (whose annotation
was written before they were converted). Prints the table, and what each archive says when it is left out: the share of
values that are right among those that the others make sure. `faults` prints what is wrong and missing in the invented
texts; `held-out` prints only figures of those in `benchmarks/header/held-out/`, which nobody looks at.
"""

import argparse
import json
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from gold_match import folded

from teikit.conventions import load_convention
from teikit.core.source import source_of
from teikit.interpretation.document import interpret
from teikit.transcript import Metadata, read_document

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "models" / "header.json"
BLOCKS = ROOT / "tests" / "gold" / "blocks"
INVENTED = ROOT / "benchmarks" / "header"
# A value is certain if so many of its kind are right, of medium certainty if so many are. What is assumed before any
# was seen keeps a kind that was seen seldom from being certain.
THRESHOLDS, BEFORE = {"sure": 0.955, "medium": 0.6}, {"right": 1, "wrong": 0.5}
# A first name alone, or whom only the salutation names, is never certain (encoding guide, 8.4).
AT_MOST = {", part of a name": "medium", "salutation": "medium"}
FIELDS = {"sent": "sender", "received": "addressee", "place": "place", "date": "date", "title": "title"}


class Value(NamedTuple):
    """A value of a header: its field, where it was found, whether it is right, and the archive of its text."""

    field: str
    found_in: str
    right: bool
    archive: str


def texts() -> Iterator[tuple[str, str, dict[str, list[str | None]], frozenset[str]]]:
    """Each text: its archive, its words, the values that are right by field, the fields that are not certain."""
    for path in sorted(BLOCKS.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = BLOCKS / "texts" / gold["file"]
        if gold["split"] == "dev" and text.exists():
            facts: dict[str, Any] = gold["header"]
            values = {name: fact["values"] for name, fact in facts.items()}
            unsure = frozenset(name for name, fact in facts.items() if not fact["sure"])
            yield gold["archive"], text.read_text(encoding="utf-8"), values, unsure
    yield from invented(INVENTED)


def invented(folder: Path) -> Iterator[tuple[str, str, dict[str, list[str | None]], frozenset[str]]]:
    """The invented texts of a folder, as in `texts`."""
    for path in sorted(folder.glob("*.toml")):
        for one in tomllib.loads(path.read_text(encoding="utf-8"))["text"]:
            values = {name: [value or None for value in values] for name, values in one["header"].items()}
            yield f"{path.stem}: {one['name']}", one["words"], values, frozenset()


def said(data: Metadata) -> Iterator[tuple[str, str, str]]:
    """The values of a header that the text gives: field, part of the text, words."""
    spans = {"period": f"{data.date}/{data.date_last}", "between": f"{data.date}/{data.date_last}"}
    yield "title", data.title_found_in, data.title
    yield "date", data.date_found_in, spans.get(data.date_kind, data.date)
    for party in data.parties:
        yield party.role, party.found_in, party.name
    for place in data.places:
        if place.role != "received":
            yield "place", place.found_in, place.name


def measured() -> list[Value]:
    """All values with whether they are right; one that the annotation has no word for is not counted."""
    values = []
    for archive, words, facts, unsure in texts():
        document, _ = read_document(source_of(words, "text.txt"), load_convention("general"))
        for field, found_in, value in said(interpret(document)[0].metadata):
            wanted = facts.get(FIELDS[field])
            if not (found_in and wanted):
                continue
            right = any(one is not None and folded(one) == folded(value) for one in wanted)
            if right or FIELDS[field] not in unsure:
                values.append(Value(field, found_in, right, archive))
    return values


def compared(folder: Path) -> tuple[list[str], Counter[str], dict[str, Counter[bool]]]:
    """What is wrong or missing in the texts of a folder, the counts of it, and how often each certainty is right."""
    lines, counts, certain = [], Counter[str](), defaultdict(Counter[bool])
    for name, words, facts, _ in invented(folder):
        document, _ = read_document(source_of(words.strip("\n"), "text.txt"), load_convention("general"))
        data = interpret(document)[0].metadata
        stated: dict[str, list[str]] = defaultdict(list)
        for field, found_in, value in said(data):
            stated[FIELDS[field]] += [value] if value and found_in else []
        for field, wanted in facts.items():
            right = any(one and folded(one) == folded(value) for one in wanted for value in stated[field])
            counts["right"] += right
            counts["wrong"] += (wrong := bool(stated[field]) and not right)
            counts["missing"] += (missing := None not in wanted and not right)
            fault = "wrong" if wrong else "missing" if missing else ""
            counts[f"{field} {fault}"] += bool(fault)
            if stated[field]:
                certain[cert_of(data, field)][right] += 1
            if not right and (stated[field] or None not in wanted):
                cert = (cert_of(data, field) or "sure") if stated[field] else ""
                lines.append(f"{name}: {field} {stated[field]} {cert}, not {wanted}")
    return lines, counts, certain


def cert_of(data: Metadata, field: str) -> str:
    """The certainty of the first value of a field."""
    roles = {"sender": "sent", "addressee": "received"}
    if field in roles:
        return data.party(roles[field])[0].cert
    if field == "place":
        return next(place.cert for place in data.places if place.role != "received")
    return str(getattr(data, f"{field}_cert"))


def print_compared(folder: Path, show: bool) -> None:
    """Prints the figures of a folder, and its faults."""
    lines, counts, certain = compared(folder)
    f1 = 2 * counts["right"] / (2 * counts["right"] + counts["wrong"] + counts["missing"])
    print("\n".join([*(lines if show else ()), f"F1 {f1:.3f} {dict(+counts)}"]))
    print({cert or "sure": f"{count[True]} of {count.total()}" for cert, count in sorted(certain.items())})


def counted(values: list[Value]) -> dict[str, dict[str, dict[str, int]]]:
    """How many values are right and wrong, by field and part of the text."""
    counts: dict[str, dict[str, Counter[bool]]] = defaultdict(lambda: defaultdict(Counter))
    for value in values:
        counts[value.field][value.found_in][value.right] += 1
    return {
        field: {name: {"right": count[True], "wrong": count[False]} for name, count in sorted(parts.items())}
        for field, parts in sorted(counts.items())
    }


def share(count: dict[str, int]) -> float:
    """The share of right values, with what is assumed before any is seen."""
    return (count["right"] + BEFORE["right"]) / (count["right"] + count["wrong"] + sum(BEFORE.values()))


def left_out(values: list[Value]) -> tuple[Counter[bool], Counter[bool]]:
    """How many values are right among those that are sure, and in doubt, by the counts of the other archives."""
    sure: Counter[bool] = Counter()
    doubtful: Counter[bool] = Counter()
    for archive in {value.archive for value in values}:
        others = counted([value for value in values if value.archive != archive])
        for value in values:
            if value.archive == archive:
                count = others.get(value.field, {}).get(value.found_in, {"right": 0, "wrong": 0})
                capped = any(value.found_in.endswith(end) for end in AT_MOST)
                certain = share(count) >= THRESHOLDS["sure"] and not capped
                (sure if certain else doubtful)[value.right] += 1
    return sure, doubtful


def main() -> None:
    """Prints the figures; writes the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=["print", "write", "faults", "held-out"], default="print")
    options = parser.parse_args()
    if options.what in ("faults", "held-out"):
        return print_compared(INVENTED / ("held-out" if options.what == "held-out" else ""), options.what == "faults")
    values = measured()
    counts = counted(values)
    for field, parts in counts.items():
        for name, count in parts.items():
            print(f"{field:9} {name:50} {count['right']:3} right {count['wrong']:3} wrong  {share(count):.2f}")
    sure, doubtful = left_out(values)
    made = {"by": "benchmarks/train_header.py write", "archives": len({value.archive for value in values})}
    made |= {"sure, right with the archive left out": f"{sure[True]} of {sure.total()}"}
    made |= {"in doubt, right with the archive left out": f"{doubtful[True]} of {doubtful.total()}"}
    print(made)
    if options.what == "write":
        model = {"made": made, "thresholds": THRESHOLDS, "before": BEFORE, "at_most": AT_MOST, "seen": counts}
        MODEL.write_text(json.dumps(model, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
