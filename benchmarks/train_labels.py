"""Train the labels of lines (`models/labels.json`) and measure them on editions that were left out.

    python benchmarks/train_labels.py write FOLDER        train on all editions that may be used; write the weights
    python benchmarks/train_labels.py leave-out FOLDER    for each edition train on the others; print F1

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
from math import log
from pathlib import Path
from typing import Any

import pycrfsuite

from teikit.transcript.labels import LabelModel, Line, lines_of
from teikit.transcript.labels.features import Key, keys_of, names_of
from teikit.transcript.labels.model import by_word

ROOT = Path(__file__).resolve().parent.parent
CAP = 7000  # lines of an edition in training
SEED = 5
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
        trainer.append([names(keys) for keys in keys_of(lines, known)], tags)
    with tempfile.NamedTemporaryFile(suffix=".crf") as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        info = tagger.info()
        tagger.close()
    number = {tag: index for index, tag in enumerate(LABELS)}
    state: dict[str, list[int]] = {}
    for (name, tag), weight in sorted(info.state_features.items()):
        if abs(weight) >= 0.05:
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
        "likely": 2.5,
        "thresholds": {},
        "words": groups,
        "moves": moves,
        "state": state,
    }


# ---------------------------------------------------------------- measuring
def labelled(model: LabelModel, documents: list[Document]) -> Iterator[tuple[list[str], Sequence[Any]]]:
    for document in documents:
        lines, tags = lines_and_tags(document)
        yield tags, model.label(lines, {}, {})


def counts_of(
    model: LabelModel, documents: list[Document]
) -> tuple[dict[str, Counter[str]], list[tuple[str, float, bool]]]:
    """Right, missed and wrong by tag; and for each line its tag, the probability and whether it is right."""
    counts: dict[str, Counter[str]] = {}
    trust = []
    for tags, found in labelled(model, documents):
        for want, got in zip(tags, found, strict=True):
            trust.append((got.label, got.p, want == got.label))
            if want == got.label:
                counts.setdefault(want, Counter())["right"] += 1
            else:
                counts.setdefault(want, Counter())["missed"] += 1
                counts.setdefault(got.label, Counter())["wrong"] += 1
    return counts, trust


def f1(count: Counter[str]) -> float:
    return 2 * count["right"] / max(1, 2 * count["right"] + count["missed"] + count["wrong"])


def temperature(data: dict[str, Any], documents: list[Document]) -> float:
    """The temperature with the least log loss on documents of editions that were not trained on."""
    best = (1e9, 1.0)
    for heat in (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0):
        _, trust = counts_of(LabelModel({**data, "temperature": heat}), documents)
        loss = -sum(log(max(p if right else 1 - p, 1e-6)) for _, p, right in trust)
        best = min(best, (loss, heat))
    return best[1]


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


def leave_out(folder: Path, held_out: list[str], never: set[str]) -> None:
    """Train on all editions but one, for each, and print F1 and the number of cases of each tag on the one left out."""
    editions = {path.stem: load(path) for path in sorted(folder.glob("*.json"))}
    for held in held_out or editions:
        others = [capped(found) for name, found in editions.items() if name != held and name not in never]
        data = train([document for found in others for document in found])
        counts, _ = counts_of(LabelModel(data), editions[held][:150])
        row = " ".join(
            f"{tag} {f1(counts[tag]):.2f}/{counts[tag]['right'] + counts[tag]['missed']}"
            for tag in SHOWN
            if tag in counts
        )
        print(f"{held:12} weights {sum(map(len, data['state'].values())) // 2}: {row}", flush=True)


def write(folder: Path, never: set[str]) -> None:
    editions = {path.stem: load(path) for path in sorted(folder.glob("*.json")) if path.stem not in never}
    data = train([document for found in editions.values() for document in capped(found)])
    data["temperature"] = 2.0
    data["thresholds"] = dict.fromkeys(LABELS, 0.97)
    target = ROOT / "models" / "labels.json"
    target.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("write", "leave-out"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--edition", action="append", default=[])
    parser.add_argument("--never", action="append", default=[])
    given = parser.parse_args()
    if given.command == "write":
        write(given.folder, set(given.never))
    else:
        leave_out(given.folder, given.edition, set(given.never))
