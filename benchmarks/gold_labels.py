"""How well the labels of lines agree with the annotation, without rules: F1 by label, share right by probability.

    python benchmarks/gold_labels.py [--split dev|held-out]

Only lines that one block begins are counted for a label; the reliability table counts all lines with words.
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from gold import ROOT, annotations
from gold_lines import labelled

from teikit.transcript.labels import label_lines, lines_of

BINS = (0.5, 0.8, 0.9, 0.95, 0.99)
GOES_ON = {"more", "rest"}


def counted(split: str, texts: Path) -> tuple[dict[str, Counter[str]], dict[int, Counter[bool]], Counter[bool]]:
    """Found, missed and false by label; right or wrong by bin of probability; right or wrong of the sure ones."""
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    bins: dict[int, Counter[bool]] = defaultdict(Counter)
    sure: Counter[bool] = Counter()
    for gold, path in annotations(split, texts):
        text = path.read_text(encoding="utf-8")
        tags = [tag for tag, line in labelled(gold, text) if line.strip()]
        for tag, said in zip(tags, label_lines(lines_of(text)), strict=True):
            right = said.label == tag or {said.label, tag} <= GOES_ON
            bins[sum(said.p >= one for one in BINS)][right] += 1
            sure[right] += said.sure
            labels[tag]["found" if right else "missed"] += 1
            labels[said.label]["false"] += not right
    return labels, bins, sure


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="", choices=["", "dev", "held-out"])
    parser.add_argument("--texts", type=Path, default=ROOT.parent / "gold-texts" / "texts")
    options = parser.parse_args()
    labels, bins, sure = counted(options.split, options.texts)
    for label, count in sorted(labels.items()):
        f1 = 2 * count["found"] / ((2 * count["found"] + count["missed"] + count["false"]) or 1)
        print(f"{label:16} F1 {f1:.3f}  found {count['found']:3} missed {count['missed']:3} false {count['false']:3}")
    for number, count in sorted(bins.items()):
        low = (0.0, *BINS)[number]
        print(f"p >= {low:.2f}  right {count[True]:4} of {count.total():4}  {count[True] / count.total():.3f}")
    print(f"sure       right {sure[True]:4} of {sure.total():4}  {sure[True] / (sure.total() or 1):.3f}")


if __name__ == "__main__":
    main()
