"""Train the labels of lines (`models/labels.json`) and measure them on editions that were left out.

    python benchmarks/train_labels.py write FOLDER        train on all editions that may be used; write the weights
    python benchmarks/train_labels.py leave-out FOLDER EDITION …    train on the others, print F1 and reliability
    python benchmarks/train_labels.py report FOLDER EDITION …       the same for the weights that are there

FOLDER has the labelled lines that benchmarks/label_corpus.py made, one JSON file for each edition. Training needs
python-crfsuite (`pip install -e '.[train]'`); the weights need only teikit. Each edition counts the same: it gives at
most CAP lines.
"""

import argparse
import json
import random
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any

import pycrfsuite
from gold import annotations
from gold_annotation import compiled
from gold_lines import labelled as labelled_lines

from teikit.transcript.labels import LabelModel, Line, lines_of
from teikit.transcript.labels.features import Key, keys_of, names_of
from teikit.transcript.labels.model import by_word

ROOT = Path(__file__).resolve().parent.parent
CAP = 6000  # lines of an edition in training
OWN = 20000  # lines of the invented documents in training
GOLD, INVENTED = 8, 5  # how often an annotated text and an invented one with annotation count in training
TIMES = 8  # how often the few annotated texts count when the probabilities are calibrated
SAMPLE = 150  # documents of an edition in a test
SEED = 5
LOWEST = 0.9  # no label is sure below this probability
CALIBRATION = ("tillich", "lehndorff", "auden")
LABELS = (
    "dateline", "salute", "inside_address", "formula", "heading", "paragraph", "list_item", "valediction", "signed",
    "office", "note", "legend", "table_row", "page_line", "speaker", "postscript", "date_head", "more", "rest",
)  # fmt: skip
Document = list[list[str]]  # a tag and a line as it is typed; an empty line has the tag ""


def words() -> dict[str, list[str]]:
    """The groups of words that are features."""
    return tomllib.loads((ROOT / "models" / "labels-words.toml").read_text(encoding="utf-8"))


def load(path: Path) -> list[Document]:
    """The documents of an edition in an order that is random and always the same."""
    documents = list(json.loads(path.read_text(encoding="utf-8")).values())
    random.Random(SEED).shuffle(documents)
    return documents


def capped(documents: Iterable[Document], cap: int = CAP) -> list[Document]:
    kept, count = [], 0
    for document in documents:
        if count > cap:
            break
        kept.append(document)
        count += len(document)
    return kept


def lines_and_tags(document: Document) -> tuple[Sequence[Line], list[str]]:
    lines = lines_of("\n".join(line for _, line in document))
    return lines, [tag for tag, line in document if line.strip()]


def names(keys: tuple[Key, ...]) -> list[str]:
    return list(dict.fromkeys(name for group, key in enumerate(keys) for name in names_of(group, key)))


def train(
    documents: list[Document], iterations: int = 90, c1: float = 0.4, c2: float = 0.03, least: int = 3
) -> dict[str, Any]:
    """The weights trained on documents, as data."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": iterations, "feature.minfreq": least,
                        "feature.possible_transitions": True})  # fmt: skip
    groups = words()
    known = by_word(groups)
    for document in documents:
        lines, tags = lines_and_tags(document)
        # a line that certainly goes on has no features but its own
        trainer.append([names(keys) or ["goes on"] for keys in keys_of(lines, known)], tags)
    with tempfile.NamedTemporaryFile(suffix=".crf") as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        info = tagger.info()
        tagger.close()
    number = {tag: index for index, tag in enumerate(LABELS)}
    state: dict[str, list[int]] = {}
    for (name, tag), weight in sorted(info.state_features.items()):
        if abs(weight) >= 0.05 and name != "goes on":
            state.setdefault(name, []).extend((number[tag], round(weight * 100)))
    for tag in LABELS:
        if tag not in info.labels:  # never seen: it comes out only where a rule says so
            state.setdefault("bias", []).extend((number[tag], -1500))
    moves = [
        [number[a], number[b], round(weight * 100)]
        for (a, b), weight in sorted(info.transitions.items())
        if abs(weight) >= 0.05
    ]
    return {
        "tags": list(LABELS),
        "temperature": 1.0,
        "likely": 5.0,
        "thresholds": {},
        "words": groups,
        "moves": moves,
        "state": state,
    }


# ---------------------------------------------------------------- measuring
def labels_of(model: LabelModel, documents: list[Document]) -> Iterator[tuple[list[str], Sequence[Any]]]:
    for document in documents:
        lines, tags = lines_and_tags(document)
        yield tags, model.label(lines, {}, {})


def counts_of(
    model: LabelModel, documents: list[Document]
) -> tuple[dict[str, Counter[str]], list[tuple[str, float, bool]]]:
    """Right, missed and wrong by tag; and for each line its tag, the probability and whether it is right."""
    counts: dict[str, Counter[str]] = {label: Counter() for label in LABELS}
    trust = []
    for tags, found in labels_of(model, documents):
        for want, got in zip(tags, found, strict=True):
            trust.append((got.label, got.p, want == got.label))
            if want == got.label:
                counts[want]["right"] += 1
            else:
                counts[want]["missed"] += 1
                counts[got.label]["wrong"] += 1
    return counts, trust


def f1(count: Counter[str]) -> float:
    return 2 * count["right"] / max(1, 2 * count["right"] + count["missed"] + count["wrong"])


def temperature(trust: list[tuple[str, float, bool]]) -> float:
    """The temperature with the least log loss, of lines with their share at temperature 1."""

    def loss(heat: float) -> float:
        total = 0.0
        for _, share, right in trust:
            share = min(max(share, 1e-9), 1 - 1e-9)
            p = 1 / (1 + ((1 - share) / share) ** (1 / heat))
            total -= log(max(p if right else 1 - p, 1e-6))
        return total

    return min((1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.0, 2.5, 3.0), key=loss)


def thresholds(trust: list[tuple[str, float, bool]], wanted: float = 0.99, least: int = 40) -> dict[str, float]:
    """For each label the least probability from which it is right in so many cases; above 1 where none is."""
    chosen = {}
    for label in LABELS:
        ordered = sorted(((p, right) for found, p, right in trust if found == label), reverse=True)
        right, chosen[label] = 0, 1.01
        for count, (p, is_right) in enumerate(ordered, 1):
            right += is_right
            if count >= least and right >= wanted * count:
                chosen[label] = max(round(p, 4), LOWEST)
    return chosen


SHOWN = (
    "dateline",
    "salute",
    "valediction",
    "signed",
    "inside_address",
    "heading",
    "postscript",
    "list_item",
    "note",
    "paragraph",
    "office",
    "formula",
    "speaker",
)


def row_of(counts: dict[str, Counter[str]]) -> str:
    return " ".join(f"{tag} {f1(counts[tag]):.3f}/{cases(counts[tag])}" for tag in SHOWN if cases(counts[tag]) > 4)


def cases(count: Counter[str]) -> int:
    return count["right"] + count["missed"]


def reliability(trust: list[tuple[str, float, bool]]) -> str:
    """For steps of probability the share of right labels and the number of lines that begin a block."""
    steps = [0, 0.5, 0.8, 0.9, 0.95, 0.99, 1.1]
    row = []
    for low, high in pairwise(steps):
        within = [right for label, p, right in trust if low <= p < high and label not in ("more", "rest")]
        row.append(f"{low} {sum(within) / max(1, len(within)):.3f}/{len(within)}")
    return ", ".join(row)


def sure(model: LabelModel, trust: list[tuple[str, float, bool]]) -> str:
    """Of the lines whose label is sure the share that is right, for lines that begin a block and for all."""
    parts = []
    for name, chosen in (("starts", [one for one in trust if one[0] not in ("more", "rest")]), ("lines", trust)):
        certain = [right for label, p, right in chosen if p >= model.thresholds[label]]
        parts.append(f"{name} {sum(certain) / max(1, len(certain)):.4f} of {len(certain)} sure of {len(chosen)}")
    return ", ".join(parts)


def report(model: LabelModel, folder: Path, name: str) -> None:
    """Print F1, reliability and what is sure for an edition typed clean and hard."""
    for kind in ("clean", "hard"):
        path = folder / kind / f"{name}.json"
        if path.exists():
            counts, trust = counts_of(model, load(path)[:SAMPLE])
            print(f"{name:10} {kind:5}", row_of(counts))
            print(f"{'':16} reliability {reliability(trust)}; sure: {sure(model, trust)}", flush=True)


def all_but(folder: Path, names: set[str]) -> list[Document]:
    """The training documents of all editions that may be used, without some."""
    editions = {path.stem: load(path) for path in sorted((folder / "hard").glob("*.json"))}
    kept = [(name, found) for name, found in editions.items() if name not in names and is_free(name)]
    return [document for name, found in kept for document in capped(found, OWN if name == "own" else CAP)]


def is_free(name: str) -> bool:
    """Whether an edition may be in the weights."""
    sources = tomllib.loads((ROOT / "models" / "labels-sources.toml").read_text(encoding="utf-8"))
    return name not in sources or sources[name]["use"] == "train"


def calibrated(data: dict[str, Any], folder: Path, left_out: Sequence[str]) -> tuple[float, dict[str, float]]:
    """The temperature and the thresholds, by editions that the weights were not trained on."""
    documents = [doc for name in left_out for kind in ("hard", "clean")
                 for doc in load(folder / kind / f"{name}.json")[:SAMPLE]] + annotated() * TIMES  # fmt: skip
    heat = temperature(counts_of(LabelModel(data), documents)[1])
    return heat, thresholds(counts_of(LabelModel({**data, "temperature": heat}), documents)[1])


def annotated() -> list[Document]:
    """The texts that were annotated by hand, of the part that one may look at, and that are there."""
    texts = ROOT.parent / "gold-texts" / "texts"
    return [labelled_lines(gold, path.read_text(encoding="utf-8")) for gold, path in annotations("dev", texts)]


def invented() -> list[Document]:
    """The invented papers of all kinds that were annotated as the texts of the gold are."""
    papers = [compiled(path) for path in sorted((ROOT / "models" / "training" / "blocks").glob("*.ann"))]
    return [labelled_lines(gold, text) for text, gold in papers]


def leave_out(folder: Path, editions: list[str]) -> None:
    """For each edition train on the others and report it; test editions are never trained on."""
    shipped = json.loads((ROOT / "models" / "labels.json").read_text(encoding="utf-8"))
    for name in editions:
        data = train(all_but(folder, {name}))
        report(LabelModel({**data, **{key: shipped[key] for key in ("temperature", "thresholds")}}), folder, name)


def write(folder: Path) -> None:
    """Train, calibrate and write the weights, with what they were made from and what they scored."""
    heat, least = calibrated(train(all_but(folder, set(CALIBRATION))), folder, CALIBRATION)
    data = {**train(all_but(folder, set()) + annotated() * GOLD + invented() * INVENTED)}
    data |= {"temperature": heat, "thresholds": least}
    sources = tomllib.loads((ROOT / "models" / "labels-sources.toml").read_text(encoding="utf-8"))
    model, scores = LabelModel(data), {}
    for name in (name for name, source in sources.items() if source["use"] == "test"):
        report(model, folder, name)
        for kind in ("clean", "hard"):
            counts, _ = counts_of(model, load(folder / kind / f"{name}.json")[:SAMPLE])
            scores[f"{name} {kind}"] = {tag: round(f1(counts[tag]), 3) for tag in SHOWN if cases(counts[tag]) > 4}
    made = {"seed": SEED, "script": "benchmarks/train_labels.py",
            "sources": "models/labels-sources.toml, models/training, tests/gold (dev)",
            "calibrated_on": list(CALIBRATION), "licences": sorted({source["licence"] for source in sources.values()
            if source["use"] == "train"}), "f1_on_editions_never_trained_on": scores}  # fmt: skip
    target = ROOT / "models" / "labels.json"
    target.write_text(
        json.dumps({"made": made, **data}, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("write", "leave-out", "report"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("editions", nargs="*")
    given = parser.parse_args()
    if given.command == "write":
        write(given.folder)
    elif given.command == "leave-out":
        leave_out(given.folder, given.editions)
    else:
        for edition in given.editions:
            report(LabelModel.load(ROOT / "models" / "labels.json"), given.folder, edition)
