"""Make labelled lines from TEI editions and from models/training, to train and test the labels of lines with.

    python benchmarks/label_corpus.py CLONES TARGET

CLONES has a git clone of each repository of models/labels-sources.toml, as OWNER+NAME (a bare one will do). TARGET gets
one JSON file for each edition in `hard/` and `clean/`: documents by name, each a list of [tag, line]. Nothing of it is
committed.
"""

import json
import random
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from label_tei import Block, Reader, name_valedictions, read_diary, split_last_paragraph
from label_typing import Parts, Style, add_items, add_parts, add_title, clean, style_of, typed
from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
MAX_LINES = 150
SEED = 7
NEEDED = {"salute", "signed", "dateline", "valediction"}
Document = list[list[str]]
HABITS: dict[str, Callable[[list[Block]], None]] = {"bars": split_last_paragraph, "pec": name_valedictions}


def texts(clone: Path, pattern: str) -> Iterator[tuple[str, bytes]]:
    """The files of a repository that fit a pattern, in an order that is random and always the same."""
    git = ["git", "-C", str(clone)]
    names = subprocess.run([*git, "ls-tree", "-r", "--name-only", "HEAD"], capture_output=True, text=True, check=True)
    chosen = sorted(name for name in names.stdout.splitlines() if re.search(pattern, name))
    random.Random(SEED).shuffle(chosen)
    for name in chosen:
        yield Path(name).stem, subprocess.run([*git, "show", f"HEAD:{name}"], capture_output=True, check=True).stdout


def blocks_of(data: bytes, style: Style, habit: str) -> tuple[list[Block], list[str], str]:
    """The blocks, notes and title of a TEI file."""
    reader = Reader(style.marks)
    try:
        root = etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False))
    except etree.XMLSyntaxError:
        return [], [], ""
    text = root.find(".//{*}text")
    if text is None:
        return [], [], ""
    (read_diary if habit == "diary" else Reader.read)(*((text, reader) if habit == "diary" else (reader, text)))
    HABITS.get(habit, lambda blocks: None)(reader.blocks)
    title = root.find(".//{*}titleStmt/{*}title")
    return reader.blocks, reader.notes, " ".join("".join(title.itertext()).split()) if title is not None else ""


def document(name: str, data: bytes, habit: str, parts: Parts | None) -> Document | None:
    """The labelled lines of a TEI file, typed hard with `parts`, else clean; None where it teaches too little."""
    style = clean(name) if parts is None else style_of(name)
    blocks, notes, title = blocks_of(data, style, habit)
    labels = {block.label for block in blocks}
    if not labels & ({"date_head"} if habit == "diary" else NEEDED):
        return None
    add_items(blocks, style)
    if parts:
        add_parts(blocks, name, parts)
    add_title(blocks, title, style)
    lines = typed(blocks, notes, style)
    return lines if len(lines) <= MAX_LINES else None


def edition(clone: Path, source: dict[str, str | int], parts: Parts | None) -> dict[str, Document]:
    """The documents of an edition."""
    found: dict[str, Document] = {}
    for name, data in texts(clone, str(source["files"])):
        if len(found) >= int(source["texts"]):
            break
        if source["use"] == "train" and b"by-nc" in data.lower():
            continue
        lines = document(name, data, str(source.get("reader", "")), parts)
        if lines:
            found[name] = lines
    return found


# ---------------------------------------------------------------- documents of our own
def parts_of(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, bar, text = line.partition(" | ")
        if bar and not line.startswith("#"):
            found.setdefault(kind, []).append(text)
    return found


def own(folder: Path, variants: int) -> dict[str, Document]:
    """The invented documents, each typed in several ways."""
    found = {}
    for path in sorted(folder.glob("*.txt")):
        for part in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, body = part.partition("\n")
            for variant in range(variants):
                found[f"{name}-{variant}"] = typed(own_blocks(body), [], style_of(f"{name}-{variant}"))
    return found


GROUPS = {"valediction": "closer", "signed": "closer", "office": "closer", "postscript": "postscript",
          **dict.fromkeys(("dateline", "salute", "inside_address", "formula", "heading"), "opener")}  # fmt: skip


def own_blocks(body: str) -> list[Block]:
    blocks: list[Block] = []
    for line in body.splitlines():
        label, _, text = line.partition(" | ")
        if line.startswith("+ "):
            blocks[-1].text += "\n" + line[2:]
        elif text:
            blocks.append(Block(label, text, GROUPS.get(label, "body")))
    return blocks


def main(clones: Path, target: Path) -> None:
    training = ROOT / "models" / "training"
    parts = parts_of(training / "parts.txt")
    for kind in ("hard", "clean"):
        (target / kind).mkdir(parents=True, exist_ok=True)
    (target / "hard" / "own.json").write_text(json.dumps(own(training, 6), ensure_ascii=False))
    sources = tomllib.loads((ROOT / "models" / "labels-sources.toml").read_text(encoding="utf-8"))
    for name, source in sources.items():
        folder = clones / source["repository"].replace("/", "+")
        clone = folder / "repo" if (folder / "repo").exists() else folder
        for kind, given in (("hard", parts if source["use"] == "train" else {}), ("clean", None)):
            found = edition(clone, source, given)
            (target / kind / f"{name}.json").write_text(json.dumps(found, ensure_ascii=False))
            print(name, kind, len(found), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
