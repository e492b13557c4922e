"""Measures what is learned on documents that it was not made with: leave one archive, or one document, out.

    python benchmarks/gold_out.py archive --train 'python benchmarks/train_labels.py write CORPUS' [--folds 5]

For each archive (or document) of the dev documents, which alone may be trained on, the weights are made again in a copy
of the checkout that does not have the annotation of its documents, and its documents are measured there. With
`--folds` the archives are left out in so many groups. Documents that are held out were never trained on, so that
`gold.py --split held-out` measures them as they are.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from gold import ROOT, Tally, add_document, annotations, conversions, report

COPIED = ("teikit", "models", "conventions", "schemas", "locales", "xslt", "benchmarks", "tests/gold", "pyproject.toml")
Documents = list[tuple[dict[str, Any], Path]]


def groups_of(by: str, texts: Path, folds: int) -> list[Documents]:
    """The dev documents by archive or one by one, or the archives in so many groups."""
    groups: dict[str, Documents] = defaultdict(list)
    for gold, path in annotations("dev", texts):
        groups[gold["archive"] if by == "archive" else path.stem].append((gold, path))
    found = [groups[name] for name in sorted(groups)]
    if not folds:
        return found
    return [[document for group in found[number::folds] for document in group] for number in range(folds)]


def copied(checkout: Path, folder: Path) -> Path:
    """A copy of a checkout without its tests but the annotation, whose weights can be replaced."""
    copy = folder / "checkout"
    for name in COPIED:
        source = checkout / name
        if source.is_dir():
            shutil.copytree(source, copy / name)
        elif source.exists():
            shutil.copy(source, copy / name)
    return copy


def trained_without(copy: Path, names: list[str], command: str) -> None:
    """Makes the weights of a copy again, without the annotation of some documents."""
    blocks = copy / "tests" / "gold" / "blocks"
    hidden = {name: (blocks / f"{name}.json").read_bytes() for name in names}
    for name in names:
        (blocks / f"{name}.json").unlink()
    subprocess.run(command, shell=True, check=True, cwd=copy, env={**os.environ, "PYTHONPATH": str(copy)})
    for name, data in hidden.items():
        (blocks / f"{name}.json").write_bytes(data)


def left_out(options: argparse.Namespace) -> Tally:
    """The figures of every document, each converted with weights that were made without its group."""
    tally = Tally()
    with tempfile.TemporaryDirectory(dir=options.checkout.parent) as folder:
        copy = copied(options.checkout, Path(folder))
        (Path(folder) / "gold-texts").symlink_to(options.texts.parent)
        for documents in groups_of(options.by, options.texts, options.folds):
            trained_without(copy, [path.stem for _, path in documents], options.train)
            made = conversions([path for _, path in documents], copy, "")
            for gold, path in documents:
                add_document(tally, gold, path.read_text(encoding="utf-8"), made[str(path)]["tei"])
    return tally


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("by", choices=["archive", "document"])
    parser.add_argument("--train", required=True)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--checkout", type=Path, default=ROOT)
    parser.add_argument("--texts", type=Path, default=ROOT.parent / "gold-texts" / "texts")
    print("\n".join(report(left_out(parser.parse_args()), show=False)))


if __name__ == "__main__":
    main()
