"""Hand annotation of whole documents by offsets (`gold/blocks/`), measured with `benchmarks/gold.py`.

Every block, mark and fact of the header is annotated, from the raw text and the guide of encoding alone, before the
document was converted. The texts that are ours or in the public domain are in `gold/blocks/texts/` (`SOURCES.tsv` says
where they are from); the others are measured where they are.
`floors.toml` keeps the F1 of the sure items that was measured: who improves it writes the new value. Held-out texts
are not in it: nobody measures them one by one.
"""

import hashlib
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from converting import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))

from gold import Tally, add_document
from gold_annotation import BLOCKS, compiled
from gold_convert import converted
from gold_match import Item

from teikit.xml import SPAN, TEI

FOLDER = ROOT / "tests" / "gold" / "blocks"
TEXTS = (FOLDER / "texts", ROOT.parent / "gold-texts" / "texts", ROOT.parent / "shared" / "gold-texts" / "texts")
FLOORS = tomllib.loads((FOLDER.parent / "floors.toml").read_text(encoding="utf-8"))
SPLIT = tomllib.loads((FOLDER.parent / "held-out.toml").read_text(encoding="utf-8"))
GOLD = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}
CONVENTION = ""


def text_of(gold: dict[str, Any]) -> Path | None:
    """The transcript of an annotation, where it is there unchanged."""
    for folder in TEXTS:
        path = folder / gold["file"]
        if path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == gold["sha256"]:
            return path
    return None


THERE = {name: path for name, gold in GOLD.items() if (path := text_of(gold))}
DEV = [name for name in THERE if name in SPLIT["dev"]]


@pytest.mark.parametrize("name", GOLD)
def test_an_annotation_is_whole(name: str) -> None:
    """Spans are in order and have their letters; nothing of a text that is not ours is in the annotation."""
    gold = GOLD[name]
    starts = [item["start"] for item in gold["items"]]
    assert starts == sorted(starts)
    assert all(item["start"] < item["end"] for item in gold["items"])
    assert all({"kind", "sure", "alt", "attrs"} <= item.keys() and "text" not in item for item in gold["items"])
    assert ("source" in gold) == (gold["licence"] != "own")
    assert name in SPLIT[gold["split"]]


def test_the_documents_that_are_ours_are_in_every_checkout() -> None:
    own = {name for name, gold in GOLD.items() if gold["licence"] == "own"}
    assert len(own) >= 8
    assert own <= THERE.keys()


def test_there_are_archives_languages_and_kinds_enough() -> None:
    assert len({gold["archive"] for gold in GOLD.values()}) >= 25
    assert {"en", "de", "fr", "ru", "it", "es", "nl", "pl", "cs"} <= {
        gold["header"]["language"]["values"][0] for gold in GOLD.values()
    }
    assert len(SPLIT["held-out"]) >= 16
    assert len({GOLD[name]["archive"] for name in SPLIT["held-out"]}) >= 14
    assert not {GOLD[name]["archive"] for name in SPLIT["held-out"]} & {GOLD[name]["archive"] for name in SPLIT["dev"]}


def test_words_outside_the_marks_are_a_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "a.ann"
    path.write_text(
        "archive: ours\n?title: A | B\ndate: -\n----\n"
        "⟨salute¦Dear Sir:⟩ I have ⟨?note type=gloss alt=none,p¦[a]⟩ it.\n\n"
        "⟨pb n=2¦[p. 2]⟩\n\nYours.\n",
        encoding="utf-8",
    )
    text, gold = compiled(path)
    assert text == "Dear Sir: I have [a] it.\n\n[p. 2]\n\nYours.\n"
    assert [(one["kind"], text[one["start"] : one["end"]], one["sure"]) for one in gold["items"]] == [
        ("salute", "Dear Sir:", True),
        ("p", "I have [a] it.", True),
        ("note", "[a]", False),
        ("pb", "[p. 2]", True),
        ("p", "Yours.", True),
    ]
    assert gold["header"] == {"title": {"values": ["A", "B"], "sure": False}, "date": {"values": [None], "sure": True}}
    assert "p" in BLOCKS


@pytest.mark.parametrize("name", DEV)
def test_a_document_is_read_as_well_as_it_was(name: str) -> None:
    assert round(measured([name]).whole.f1(sure=True), 3) >= FLOORS["documents"][name]


def test_no_letter_of_an_annotated_text_is_lost() -> None:
    failed = [name for name, path in THERE.items() if converted(path, CONVENTION).get("failed")]
    assert failed == []


def measured(names: list[str]) -> Tally:
    """The figures of documents together."""
    tally = Tally()
    for name in names:
        words = THERE[name].read_text(encoding="utf-8")
        add_document(tally, GOLD[name], words, str(converted(THERE[name], CONVENTION)["tei"]))
    return tally


def test_an_element_without_an_item_is_false_and_an_item_without_an_element_is_missed() -> None:
    item: Item = {"kind": "salute", "start": 0, "end": 8, "attrs": {}, "sure": True, "alt": []}
    gold = {"file": "a", "archive": "b", "split": "dev", "items": [item], "header": {}}
    div = '<div s:at="0-20">{}</div>'
    tei = f'<TEI xmlns="{TEI}" xmlns:s="{SPAN}"><text><body>{div}</body></text></TEI>'
    opener = '<opener s:at="0-8"><salute s:at="0-8">Dear Sir</salute></opener>'
    tallies = {}
    for words in (opener, '<p s:at="0-8">Dear Sir</p>'):
        tallies[words] = tally = Tally()
        add_document(tally, gold, "Dear Sir I have it", tei.format(words))
    right, wrong = tallies.values()
    assert (right.whole.found.total(), right.whole.missed.total(), right.whole.false) == (1, 0, 0)
    assert (wrong.whole.found.total(), wrong.whole.missed.total(), wrong.whole.false) == (0, 1, 1)
    assert wrong.certain[""] == {False: 1}
