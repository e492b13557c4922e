"""The dev documents of the annotation as labelled lines, to train the labels with.

    python benchmarks/gold_lines.py FILE.json [--without NAME…]

Writes {document: [[tag, line], …]} as `label_corpus.py` does for an edition: the tag is the label of the block that
begins in the line, else `more` or `rest`; an empty line has the tag "". Held-out documents are never written. With
`--without` the documents of these names are left out, which leave-one-out measurement needs.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from gold import BLOCKS, ROOT, annotations

LABELS = {
    "dateline": "dateline", "salute": "salute", "address-recipient": "inside_address",
    "address-sender": "inside_address", "formula": "formula", "head": "heading", "head-ed": "heading",
    "p": "paragraph", "item": "list_item", "valediction": "valediction", "signed": "signed", "office": "office",
    "footnote": "note", "legend": "legend", "row": "table_row", "fw": "page_line", "speaker": "speaker",
    "ps": "postscript", "entry-head": "date_head", "attendance": "list_item", "stamp": "formula",
    "endorsement": "note", "front": "heading",
}  # fmt: skip
GOES_ON = {"paragraph", "list_item", "note", "postscript", "speaker"}


def labelled(gold: dict[str, Any], text: str) -> list[list[str]]:
    """The lines of a document with their tags."""
    blocks = [item for item in gold["items"] if item["kind"] in LABELS or "block" in item["attrs"]]
    lines, at, label = [], 0, "paragraph"
    for line in text.splitlines():
        start = at + len(line) - len(line.lstrip())
        begins = [item for item in blocks if start - 1 <= item["start"] < at + len(line)]
        page = any(item["kind"] == "pb" and item["start"] == start for item in gold["items"])
        if not line.strip():
            tag = ""
        elif begins:
            tag = label = LABELS.get(min(begins, key=lambda item: int(item["start"]))["kind"], "note")
        elif page and len(line.strip()) < 20:
            tag = "page_line"
        else:
            tag = "more" if label in GOES_ON else "rest"
        lines.append([tag, line])
        at += len(line) + 1
    return lines


def main() -> None:
    """Writes the labelled lines of the dev documents."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--without", nargs="*", default=[])
    parser.add_argument("--texts", type=Path, default=ROOT.parent / "gold-texts" / "texts")
    options = parser.parse_args()
    documents = {
        path.stem: labelled(gold, path.read_text(encoding="utf-8"))
        for gold, path in annotations("dev", options.texts)
        if path.stem not in options.without and (BLOCKS / f"{path.stem}.json").exists()
    }
    options.file.write_text(json.dumps(documents, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
