"""Learns how sure it is that blocks are what they are read as, and writes `models/blocks.json`.

    python benchmarks/train_blocks.py folds CORPUS      weights of labels for each group of archives left out, in CORPUS
    python benchmarks/train_blocks.py report CORPUS     what is right, by certainty, each archive left out
    python benchmarks/train_blocks.py lead CORPUS       which labels lead, by F1 of the documents left out; write it
    python benchmarks/train_blocks.py shares CORPUS     shares of paragraphs by shape, where there is no second opinion
    python benchmarks/train_blocks.py write CORPUS      the same as report, and write the weights

CORPUS is what `label_corpus.py` made. The texts are the dev documents of `tests/gold/blocks/` and the invented ones of
`models/training/blocks/`; held-out documents are never looked at. Each document is converted with labels that were
trained without its archive. Rules were corrected by the dev documents, so that they are right there more often than
elsewhere: for the 32 that were once held out, `models/training/fresh.json` has the decisions of the rules that had not
seen them yet (kind, start, end, right or not), and these count as well.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from gold import ROOT, Tally, add_document, annotations
from gold_annotation import compiled
from gold_convert import converted
from gold_events import Event, events_of
from gold_lines import labelled
from gold_match import Text, compared
from logistic import fit
from lxml import etree

from teikit.conventions import load_convention
from teikit.core import Source, Span
from teikit.interpretation.scoring import LABELS, SHAPES, block_evidence, fits_of, paragraph_shape, share_right
from teikit.recognizers import narrow_vocabularies
from teikit.transcript import find_convention
from teikit.transcript.blocks import led
from teikit.transcript.labels import LabelModel, opinions_of, shipped_model

# The weight of the share of all shapes, in blocks, and the least shares for no doubt and for medium.
PRIOR, SURE, MEDIUM = 2, 0.97, 0.7
# The least share of the left-out decisions without doubt that is right, and the bound for medium. No decision is
# without doubt below the least probability. At 0.97 right more would be without doubt (0.64 instead of 0.55), but of
# what rules decided that had not seen the text 0.93 would be right instead of 0.96.
RIGHT, LIKELY, LEAST = 0.98, 0.7, 0.9
FOLDS, STRENGTH = 6, 0.3
ITERATIONS = 60
# Decisions of the rules about a document that they were corrected by count less; those that they made before were made
# by older rules. Half of each is as good as the rules are on texts that they never saw.
SEEN, UNSEEN = 0.5, 0.5
KINDS = {"head-ed": "head", "address-sender": "address", "address-recipient": "address", "stamp": "formula",
         "office": "signed", "entry-head": "entry"}  # fmt: skip
# The labels that may lead where no rule knows a block, and the probabilities that are tried.
LEADING, STEPS = ("heading", "signed", "dateline", "formula", "salute", "valediction"), (0.4, 0.5, 0.6, 0.7, 0.8)
# A loss of F1 that does not count.
NO_LOSS = 0.0005
# The longest label of an item before its text.
LABEL = 8
Documents = dict[str, tuple[dict[str, Any], Path]]


class Decided(NamedTuple):
    """A block that was read: its document, kind and evidence, its shape, whether it is right, how much it counts.

    `unseen`: by rules that had not seen the text.
    """

    name: str
    archive: str
    kind: str
    evidence: dict[str, float]
    shape: str
    right: bool
    weight: float
    unseen: bool = False


def documents(texts: Path, folder: Path) -> Documents:
    """The annotated documents with their texts; those of the invented ones are written into a folder."""
    found = {path.stem: (gold, path) for gold, path in annotations("dev", texts)}
    for path in sorted((ROOT / "models" / "training" / "blocks").glob("*.ann")):
        text, gold = compiled(path)
        place = folder / f"invented-{path.stem}.txt"
        place.write_text(text, encoding="utf-8")
        found[place.stem] = ({**gold, "archive": place.stem}, place)
    return found


def groups(found: Documents) -> list[set[str]]:
    """The names of documents in groups of archives, each with about as many annotated and invented ones."""
    archives = sorted({str(gold["archive"]) for gold, _ in found.values()}, key=lambda name: (name[:9], name))
    return [{n for n, (gold, _) in found.items() if gold["archive"] in archives[at::FOLDS]} for at in range(FOLDS)]


# ---------------------------------------------------------------- labels of groups left out
def write_folds(corpus: Path, found: Documents) -> None:
    """Trains labels without each group of archives."""
    from train_labels import GOLD, INVENTED, all_but, train

    letters = all_but(corpus, set())
    lines = {name: labelled(gold, path.read_text(encoding="utf-8")) for name, (gold, path) in found.items()}
    for number, left_out in enumerate(groups(found)):
        kept = [name for name in found if name not in left_out]
        more = [lines[name] for name in kept for _ in range(INVENTED if is_own(name) else GOLD)]
        data = {**train([*letters, *more], iterations=ITERATIONS), "temperature": shipped_model().heat}
        data["thresholds"] = shipped_model().thresholds
        (corpus / f"fold-{number}.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        print(f"labels without {len(left_out)} documents", flush=True)


def is_own(name: str) -> bool:
    """Whether a document was invented for training."""
    return name.startswith("invented-")


def use_labels(path: Path) -> LabelModel:
    """Makes the labels of a file those that teikit comes with, in this process."""
    model = LabelModel(json.loads(path.read_text(encoding="utf-8")))
    shipped_model.cache_clear()
    with patch.object(LabelModel, "load", lambda _: model):
        return shipped_model()


# ---------------------------------------------------------------- decisions
def events_in(gold: dict[str, Any], path: Path) -> list[tuple[str, int, int, bool]]:
    """What teikit makes of a document, each with whether it is right."""
    root = etree.fromstring(str(converted(path, "")["tei"]).encode())
    result = compared(gold["items"], events_of(root), Text(path.read_text(encoding="utf-8")))
    wrong = {id(event) for item, event, _, right in result.attributes if item["sure"] and not right}
    answered: dict[int, Event] = {id(event): event for _, event in result.pairs if event is not None}
    right = [(one.kind, one.start, one.end, id(one) not in wrong) for one in answered.values()]
    return right + [(one.kind, one.start, one.end, False) for one in result.false]


def decided(name: str, gold: dict[str, Any], path: Path, fresh: dict[str, Any], model: LabelModel) -> list[Decided]:
    """The decisions about a document that a second opinion can be had on."""
    text = path.read_text(encoding="utf-8")
    made = [(row, 1.0 if is_own(name) else SEEN, False) for row in events_in(gold, path)]
    made += [(tuple(row), UNSEEN, True) for row in fresh.get(name, ())]
    opinions = opinions_of(text, Span(0, len(text)), model)
    source = Source(text, path.name)
    convention = narrow_vocabularies(text, load_convention(find_convention(source)[0]))
    rows = []
    for (kind, start, end, right), weight, unseen in made:
        known = KINDS.get(kind, kind)
        span = trimmed(text, start, end, known == "item")
        if known not in LABELS or (known == "head" and span.cut(text).strip(" .\n").isdecimal()):
            continue  # a rule doubts a number alone
        paragraphs = [Span(row[1], row[2]) for row, _, other in made if row[0] == "p" and other == unseen]
        around = [other for other in paragraphs if other != Span(start, end)]
        shape = paragraph_shape(source, span, around) if known == "p" else ""
        evidence = block_evidence(known, opinions.of(span), shape, fits_of(known, source, span, convention))
        rows.append(Decided(name, str(gold["archive"]), known, evidence, shape, bool(right), weight, unseen))
    return rows


def trimmed(text: str, start: int, end: int, item: bool) -> Span:
    """A span without the blanks at its ends, and with the label before an item."""
    words = text[start:end]
    line = text.rfind("\n", 0, start) + 1
    first = line + len(text[line:start]) - len(text[line:start].lstrip())
    begin = (
        first
        if item and start - first <= LABEL and text[first:start].strip()
        else start + len(words) - len(words.lstrip())
    )
    return Span(begin, start + len(words.rstrip()))


def all_decided(corpus: Path, found: Documents) -> list[Decided]:
    """The decisions about all documents, each with labels that have not seen its archive."""
    fresh = json.loads((ROOT / "models" / "training" / "fresh.json").read_text(encoding="utf-8"))
    rows = []
    for number, left_out in enumerate(groups(found)):
        model = use_labels(corpus / f"fold-{number}.json")
        rows += [row for name in sorted(left_out) for row in decided(name, *found[name], fresh, model)]
    return rows


# ---------------------------------------------------------------- learning
def weights_of(rows: Sequence[Decided]) -> dict[str, float]:
    """The weights of the evidence."""
    return fit([(row.evidence, row.right, row.weight) for row in rows], STRENGTH)


def left_out_shares(rows: Sequence[Decided]) -> list[float]:
    """The probability of each decision by the weights of the decisions about the other archives."""
    archives = sorted({row.archive for row in rows})
    shares = [0.0] * len(rows)
    for at in range(2 * FOLDS):
        tested = set(archives[at :: 2 * FOLDS])
        weights = weights_of([row for row in rows if row.archive not in tested])
        for index, row in enumerate(rows):
            if row.archive in tested:
                shares[index] = share_right(row.evidence, weights)
    return shares


def bound(rows: Sequence[Decided], shares: Sequence[float], wanted: float = RIGHT) -> float:
    """The least probability from which so large a share of the decisions is right, each counted by its weight."""
    ordered = sorted(zip(shares, rows, strict=True), key=lambda pair: -pair[0])
    right = total = 0.0
    least = 1.0
    for share, row in ordered:
        total += row.weight
        right += row.weight * row.right
        if total > len(rows) / 10 and right >= wanted * total:
            least = share
    return round(max(least, LEAST), 3)


def report(rows: Sequence[Decided], shares: Sequence[float], sure: float) -> None:
    """Prints what is right, by probability and by certainty."""
    by: dict[str, Callable[[Decided], bool]] = {
        "rules had not seen the text": lambda row: row.unseen, "invented": lambda row: is_own(row.name),
        "rules had seen the text": lambda row: not row.unseen and not is_own(row.name),
    }  # fmt: skip
    for title, test in by.items():
        table: Counter[tuple[str, bool]] = Counter()
        for row, share in zip(rows, shares, strict=True):
            if test(row):
                level = "without doubt" if share >= sure else "medium" if share >= LIKELY else "low"
                table[level, row.right] += 1
        for level in ("without doubt", "medium", "low"):
            of = table[level, True] + table[level, False]
            print(f"{title:30} {level:14} {table[level, True]:4} of {of:4}  {table[level, True] / (of or 1):.3f}")
    for low, high in ((0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.98), (0.98, 1.01)):
        inside = [row.right for row, share in zip(rows, shares, strict=True) if low <= share < high]
        print(f"probability {low:.2f}–{min(high, 1):.2f}  {sum(inside):4} of {len(inside):4}"
              f"  {sum(inside) / (len(inside) or 1):.3f}")  # fmt: skip


# ---------------------------------------------------------------- what leads
def f1_left_out(corpus: Path, found: Documents, lead: dict[str, float]) -> float:
    """F1 of the sure items of all documents, by labels that have not seen their archives, where some labels lead."""
    tally = Tally()
    with patch.object(led, "least_shares", lambda: lead):
        for number, left_out in enumerate(groups(found)):
            use_labels(corpus / f"fold-{number}.json")
            for name in sorted(left_out):
                gold, path = found[name]
                tei = str(converted(path, "")["tei"])
                add_document(tally, {"split": "dev", **gold}, path.read_text(encoding="utf-8"), tei)
    return tally.whole.f1(sure=True)


def write_lead(corpus: Path, found: Documents) -> None:
    """Chooses for each label the least probability from which it leads, one label after the other.

    Rules know nearly all blocks of these documents, since they were corrected by them: a label leads wherever nothing
    is lost by it. On texts that no rule has seen it decides far more.
    """
    lead: dict[str, float] = {}
    best = f1_left_out(corpus, found, lead)
    print(f"no label leads: F1 {best:.4f}")
    for label in LEADING:
        scores = {step: f1_left_out(corpus, found, {**lead, label: step}) for step in STEPS}
        print(label, {one: round(score, 4) for one, score in scores.items()}, flush=True)
        harmless = [step for step in STEPS if scores[step] >= best - NO_LOSS]
        if harmless:
            lead[label] = min(harmless)
            best = max(best, scores[lead[label]])
    target = ROOT / "models" / "blocks.json"
    data = json.loads(target.read_text(encoding="utf-8")) | {"lead": lead}
    target.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def paragraph_shares(rows: Iterable[Decided]) -> dict[str, float]:
    """The share of right paragraphs by shape, with a little of that of all; where there is no second opinion."""
    counts = Counter((row.shape, row.right) for row in rows if row.shape)
    of_all = sum(n for (_, right), n in counts.items() if right) / max(1, counts.total())
    return {
        shape: round((counts[shape, True] + PRIOR * of_all) / (counts[shape, True] + counts[shape, False] + PRIOR), 4)
        for shape in SHAPES
    }


def write_shares(rows: Iterable[Decided]) -> None:
    """Writes the shares of paragraphs by shape, counted in what the rules make of the documents now."""
    target = ROOT / "models" / "blocks.json"
    shares = paragraph_shares(row for row in rows if not row.unseen)
    data = json.loads(target.read_text(encoding="utf-8")) | {"sure": SURE, "medium": MEDIUM, "shares": shares}
    target.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def write(rows: Sequence[Decided], sure: float) -> None:
    """Writes the weights and bounds; which labels lead, and the shares of shapes, stay as they are."""
    target = ROOT / "models" / "blocks.json"
    known = json.loads(target.read_text(encoding="utf-8"))
    made = {"script": "benchmarks/train_blocks.py", "documents": len({row.name for row in rows}), "blocks": len(rows)}
    weights = {name: round(value, 3) for name, value in sorted(weights_of(rows).items())}
    doubt = {"sure": sure, "medium": LIKELY, "weights": weights}
    data = {**known, "made": made, "doubt": doubt}
    target.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    """Trains, prints or writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["folds", "lead", "report", "shares", "write"])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--texts", type=Path, default=ROOT.parent / "gold-texts" / "texts")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = documents(options.texts, Path(folder))
        if options.command == "folds":
            write_folds(options.corpus, found)
        if options.command == "lead":
            write_lead(options.corpus, found)
        if options.command in ("folds", "lead"):
            return
        rows = all_decided(options.corpus, found)
    if options.command == "shares":
        write_shares(rows)
        return
    shares = left_out_shares(rows)
    sure = bound(rows, shares)
    report(rows, shares, sure)
    print(f"sure from {sure}")
    if options.command == "write":
        write(rows, sure)


if __name__ == "__main__":
    main()
