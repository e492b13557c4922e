"""Folders of cases: a transcript, the body it becomes, and what is reported; written by hand from the encoding guide.

`transcript.txt` is what goes in. `expected.xml` is the body that comes out: its title is the comment at the top, white
space counts as in TEI. `findings.txt` lists what is reported as `line:column code`, and is absent where nothing is;
what is reported about the header is in tests/header_from_text. Where the expected language is `und`, it is left open:
what is so short shows it by chance. `convention.txt` names the convention if it is not `wilson`. TEIKIT_UPDATE=1 in
the environment writes the expectations again.
"""

import os
import re
from pathlib import Path

import pytest
from converting import ROOT, WILSON, Converted, convert, plain, text_of_file
from lxml import etree

from teikit.conventions.load import load_convention
from teikit.xml.names import TEI, XML_LANG, tei

CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/*/transcript.txt"))
LEFT_OUT = ("header-no-layout", "header-unparsed-citation", "header-doubtful")
UPDATE = bool(os.environ.get("TEIKIT_UPDATE"))


def title(folder: Path) -> str:
    found = re.match(r"<!-- (.+?) -->", (folder / "expected.xml").read_text(encoding="utf-8"))
    assert found, f"{folder.name}/expected.xml begins with no comment that says what the case shows"
    return found[1]


def findings(made: Converted) -> str:
    kept = [f for f in made.findings if f.code not in LEFT_OUT and not f.code.startswith("language-")]
    lines = {f"{f.position.line}:{f.position.column} {f.code}\n" for f in kept if f.position}
    return "".join(sorted(lines, key=_in_order))


def _in_order(line: str) -> tuple[list[int], str]:
    return [int(number) for number in line.split()[0].split(":")], line


def update(folder: Path, made: Converted) -> None:
    words = etree.tostring(made.body, encoding="unicode", with_tail=False).replace(f' xmlns="{TEI}"', "")
    words = words.replace("<body>", f'<body xmlns="{TEI}">').replace("\n    ", "\n")
    (folder / "expected.xml").write_text(f"<!-- {title(folder)} -->\n{words}\n", encoding="utf-8")
    (folder / "findings.txt").unlink(missing_ok=True)
    if findings(made):
        (folder / "findings.txt").write_text(findings(made), encoding="utf-8")


def _with_language_open(made: etree._Element, expected: etree._Element) -> etree._Element:
    for one, wanted in zip(made.iter(tei("div")), expected.iter(tei("div")), strict=False):
        if wanted.get(XML_LANG) == "und":
            one.set(XML_LANG, "und")
    return made


def test_there_are_cases() -> None:
    assert len(CASES) >= 35


@pytest.mark.parametrize("folder", CASES, ids=[f"{folder.parent.name}/{folder.name}" for folder in CASES])
def test_case(folder: Path) -> None:
    named = folder / "convention.txt"
    convention = load_convention(named.read_text(encoding="utf-8").strip()) if named.exists() else WILSON
    made = convert(text_of_file(folder / "transcript.txt"), convention=convention)
    if UPDATE:
        update(folder, made)
    assert made.encoded.proof.holds
    expected = etree.parse(folder / "expected.xml").getroot()
    assert plain(_with_language_open(made.body, expected)) == plain(expected), title(folder)
    reported = folder / "findings.txt"
    assert findings(made) == (reported.read_text(encoding="utf-8") if reported.exists() else "")
