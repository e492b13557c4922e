"""Careful hand annotation of transcripts, compared with what the converter makes of them.

`gold/NAME.json` was written from the raw text before the TEI was looked at: offsets in the raw file, the kind of what
is there, and what the header says. What is not `sure` may be read in another way too. `known_misreadings` lists what
the converter reads otherwise today: who corrects one deletes its line. The transcripts are those of
`tests/corpus/` and, where it is there, of the private corpus beside the repository; annotation of a file that is
not there is not collected.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from converting import CORPUS, OWN_CORPUS, ROOT, WILSON
from lxml import etree

from teikit.core.source import Source, Span, source_of
from teikit.interpretation.document import interpret
from teikit.readers.read import documents_in
from teikit.tei.encode.encoder import encode
from teikit.transcript.document import read_document
from teikit.xml.names import SPAN_AT, TEI

TRANSCRIPTS = {path.name: path for path in CORPUS}
NOTES = {
    "gloss": "gloss", "translator": "translator-note", "editorial": "editorial-note", "marginalia": "marginalia",
    "footnote": "footnote", "original": "original-word",
}  # fmt: skip
# Kinds that are annotated to the last one: an element of these that no annotation has is a misreading.
COMPLETE = {
    "supplied", "gloss", "expansion", "sic", "gap", "omission", "unclear", "addition", "deletion", "marginalia",
    "original-word", "translator-note", "letterspaced", "closer-signed", "signature", "page-break",
}  # fmt: skip

Item = dict[str, Any]
Element = etree._Element


def kind_of(element: Element) -> str:
    """What an element is in the terms of the annotation; empty where it is nothing of these."""
    name = etree.QName(element).localname
    kind = element.get("type") or ""
    if name == "note":
        return NOTES.get(kind, "")
    if name == "gap":
        reason = element.get("reason") or ""
        return {"sampling": "omission", "unencoded": "unencoded", "redacted": "", "signature": ""}.get(reason, "gap")
    if name == "fw":
        return {"pageNum": "page-number", "header": "running-head", "catch": "catchword"}.get(kind, "")
    if name == "seg":
        return "opener-formula" if kind in ("transmission", "classification", "copy", "reference") else ""
    if name == "hi":
        return "letterspaced" if element.get("rend") == "letterspaced" else ""
    if name == "item":
        return "list-item" if element.get("n") else ""
    return {
        "supplied": "supplied", "expan": "expansion", "sic": "sic", "unclear": "unclear", "add": "addition",
        "addSpan": "addition", "del": "deletion", "salute": "addressee", "dateline": "dateline", "pb": "page-break",
        "signed": "closer-signed", "stamp": "stamp", "space": "space",
    }.get(name, "")  # fmt: skip


def made_of(path: Path) -> tuple[Element, Source, bool]:
    """The TEI of a transcript with its stamps, its source, and whether offsets count in the raw file."""
    text = path.read_bytes().decode("utf-8")
    source = documents_in(source_of(text, path.name))[0][0]
    document, _ = read_document(source, WILSON)
    encoded, _ = encode(interpret(document)[0], path.stem, "0", "2026-01-01")
    return encoded.root, source, source.text == text


def elements(root: Element) -> Iterator[tuple[str, Span, Element]]:
    """The elements that say something, each with its kind and span."""
    body = root.find(f"{{{TEI}}}text")
    assert body is not None
    for element in body.iter(f"{{{TEI}}}*"):
        stamp, kind = (element.get(SPAN_AT) or "").split("-"), kind_of(element)
        if kind and len(stamp) == 2:
            yield kind, Span(int(stamp[0]), int(stamp[1])), element


def fits(item: Item, kind: str, span: Span, element: Element, source: Source, same: bool) -> bool:
    """Whether an element is what an item of the annotation says."""
    kinds = {item["kind"], *item.get("alt", ())}
    if kinds & {"signature", "closer-signed"}:
        kinds |= {"signature", "closer-signed"}
    if kind not in kinds or (kind == "list-item" and element.get("n") != item["attrs"]["n"]):
        return False
    words = " ".join("".join(element.itertext()).split())
    if not same:
        return not item["text"] or item["text"].strip("[]()").split()[0] in words
    if kind == "list-item":
        return abs(span.start - item["start"]) < 4
    common = min(span.end, item["end"]) - max(span.start, item["start"])
    return common * 2 >= min(len(span), item["end"] - item["start"]) or (kind == "page-break" and common >= 0)


def check(item: Item, element: Element) -> str:
    """What an element that fits says otherwise; empty where it agrees."""
    given = item.get("attrs", {})
    date = next((one.get("when") for one in element.iter(f"{{{TEI}}}date")), None)
    expanded = "".join("".join(one.itertext()) for one in element.iter(f"{{{TEI}}}ex"))
    found = {"when": date, "ex": expanded, "type": element.get("type")}
    if item["kind"] in ("dateline", "expansion", "opener-formula"):
        wrong = {name: found[name] for name in found if name in given and found[name] != given[name]}
        return f"{item['text']}: {wrong}, not {given}" if wrong and item.get("sure", True) else ""
    return ""


def compared(gold: dict[str, Any], path: Path) -> list[str]:
    """Where annotation and TEI differ."""
    root, source, same = made_of(path)
    problems: list[str] = []
    waiting = list(elements(root))
    for item in gold["items"]:
        found = [one for one in waiting if fits(item, *one, source, same)]
        certain = item.get("sure", True) and "none" not in item.get("alt", ())
        if certain and not found:
            problems.append(f"missed: {item['kind']} “{item['text']}” at {item['start']}")
        problems += [said for one in found[:1] if (said := check(item, one[2]))]
        # Several elements may answer to one item (an address on two lines), and one to several.
        item["answers"] = [one[2] for one in found]
    answered = {element for item in gold["items"] for element in item["answers"]}
    for kind, span, element in waiting:
        if kind in COMPLETE and element not in answered and not _in_note(element):
            problems.append(f"false: {kind} “{source.cut(span)[:40]}” at {span.start}")
    return problems


def _in_note(element: Element) -> bool:
    """Whether an element is in a note of the edition, which is not annotated."""
    return any(one.get("type") == "footnote" for one in element.iterancestors(f"{{{TEI}}}note"))


def header(root: Element) -> Callable[[str], str]:
    """A function that finds the words of the header by path."""

    def words(path: str) -> str:
        found = root.xpath(path, namespaces={"t": TEI})
        first = found[0] if isinstance(found, list) and found else ""
        return " ".join(str(first if isinstance(first, str) else "".join(first.itertext())).split())

    return words


def wrong_in_header(gold: dict[str, Any], path: Path) -> list[str]:
    """Where the header says otherwise than the annotation."""
    words, wanted = header(made_of(path)[0]), gold["header"]
    found = {
        "title": words("//t:titleStmt/t:title"),
        "date": words("//t:creation//t:date/@when"),
        "repository": words("//t:msIdentifier/t:repository"),
        "translator": words("//t:respStmt[contains(t:resp, 'ranslated')]/t:name"),
        "funder": words("//t:funder"),
        "url": words("//t:publicationStmt//t:idno[@type='URL']"),
        "record": words("//t:publicationStmt//t:idno[@type='record']"),
        "original_language": words("//t:textLang/@mainLang"),
        "text_language": words("//t:text/@xml:lang"),
    }
    problems = [
        f"{name}: {found[name]!r}, not {wanted[name]!r}"
        for name in found
        if wanted.get(name, found[name]) != found[name]
    ]
    for unit, value in wanted.get("idno", {}).items():
        if (said := words(f"//t:msIdentifier//t:idno[@type='{unit}']")) != value:
            problems.append(f"{unit}: {said!r}, not {value!r}")
    return problems


def annotated(path: Path) -> tuple[dict[str, Any], Path] | None:
    """The annotation in a file and its transcript; None where this transcript is not there."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    transcript = TRANSCRIPTS.get(gold["file"])
    if transcript is None or hashlib.sha256(transcript.read_bytes()).hexdigest() != gold["sha256"]:
        return None
    return gold, transcript


GOLD = [pair for path in sorted((ROOT / "tests" / "gold").glob("*.json")) if (pair := annotated(path))]
EVERY_GOLD = pytest.mark.parametrize(("gold", "transcript"), GOLD, ids=[path.stem for _, path in GOLD])


def test_there_is_annotation_in_every_checkout() -> None:
    """A changed transcript leaves its annotation behind: each file of `tests/corpus/` that has one is compared."""
    own = {path.stem for path in OWN_CORPUS} & {path.stem for path in (ROOT / "tests" / "gold").glob("*.json")}
    assert len(own) >= 6
    assert own <= {path.stem for _, path in GOLD}


@EVERY_GOLD
def test_the_text_is_what_an_editor_sees(gold: dict[str, Any], transcript: Path) -> None:
    assert compared(gold, transcript) == gold.get("known_misreadings", [])


@EVERY_GOLD
def test_the_header_is_what_an_editor_sees(gold: dict[str, Any], transcript: Path) -> None:
    assert wrong_in_header(gold, transcript) == []
