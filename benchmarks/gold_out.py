"""Measures what is learned on documents that it was not made with: leave one archive, or one document, out.

    python benchmarks/gold_out.py archive --train 'python benchmarks/train_x.py --without {without} --models {models}'

For each archive (or document) of the dev documents, which alone may be trained on, the weights are made again without
its documents into a copy of the checkout, and its documents are measured there. `{without}` is the names that are left
out, `{models}` the folder of the weights, `{copy}` the copy; the command runs in the checkout. Documents that are held
out were never trained on, so that `gold.py --split held-out` measures them as they are.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from gold import ROOT, Tally, add_document, annotations, conversions, report

COPIED = ("teikit", "models", "conventions", "schemas", "locales", "xslt", "pyproject.toml")


def groups_of(by: str, texts: Path) -> dict[str, list[tuple[dict[str, Any], Path]]]:
    """The dev documents by archive or one by one."""
    groups = defaultdict(list)
    for gold, path in annotations("dev", texts):
        groups[gold["archive"] if by == "archive" else path.stem].append((gold, path))
    return dict(groups)


def copied(checkout: Path, folder: Path) -> Path:
    """A copy of a checkout without its tests, whose weights can be replaced."""
    copy = folder / "checkout"
    for name in COPIED:
        source = checkout / name
        if source.is_dir():
            shutil.copytree(source, copy / name)
        elif source.exists():
            shutil.copy(source, copy / name)
    return copy


def left_out(options: argparse.Namespace) -> Tally:
    """The figures of every document, each converted with weights that were made without its group."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(options.checkout, Path(folder))
        for documents in groups_of(options.by, options.texts).values():
            without = " ".join(path.stem for _, path in documents)
            command = options.train.format(without=without, models=copy / "models", copy=copy)
            subprocess.run(command, shell=True, check=True, cwd=options.checkout, capture_output=True)
            made = conversions([path for _, path in documents], copy, "")
            for gold, path in documents:
                add_document(tally, gold, path.read_text(encoding="utf-8"), made[str(path)]["tei"])
    return tally


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("by", choices=["archive", "document"])
    parser.add_argument("--train", required=True)
    parser.add_argument("--checkout", type=Path, default=ROOT)
    parser.add_argument("--texts", type=Path, default=ROOT.parent / "gold-texts" / "texts")
    print("\n".join(report(left_out(parser.parse_args()), show=False)))


if __name__ == "__main__":
    main()
