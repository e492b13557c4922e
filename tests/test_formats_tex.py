"""TeX of print documents: the words of the print, textual notes in layers, and no command but teikit's own."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from print_pages import META, document, letters
from test_formats_docx import ANYTHING, EVERY_CASE, EVERY_VIEW, NODES, P, edition, hostile, made
from test_reading import documents
from tex_reader import CHARACTERS, Command, Reader, TexError, everything, found, read, texts

from teikit.core.saxon import parse
from teikit.publication.formats import document_with_hands, reledmac
from teikit.publication.formats.reledmac.escaping import escaped
from teikit.publication.formats.tree import visible
from teikit.publication.print import print_edition, words
from teikit.publication.reading.transform import reading_document


def check(xml: str) -> None:
    """The words of the print, each textual note, and what is beside the text are in TeX that has no fault."""
    nodes, root = read(reledmac(xml).decode()), etree.fromstring(xml.encode())
    assert ["".join(words) for words in words(xml).values()] == [letters(texts(nodes))]
    written = [letters(everything(entry.arguments[1])) for entry in found(nodes, "edtext")]
    written += [letters(everything(entry.arguments[1])) for entry in found(nodes, "teitableentry")]
    expected = [letters("".join(e.itertext())) for w in root.iter(f"{P}witness") for e in w.iter(f"{P}entry")]
    assert [note for note in expected if not any(note in each for each in written)] == []
    all_of_it = letters(everything(nodes))
    for element in root.iter(*(f"{P}{name}" for name in ("fact", "hand", "siglum", "specimen", "entry", "subtitle"))):
        assert letters("".join(element.itertext())) in all_of_it or element.get("name") == "title"


@EVERY_VIEW
@EVERY_CASE
def test_the_words_are_those_of_the_print(name: str, view: str) -> None:
    check(made(name, view))


@EVERY_VIEW
def test_the_words_of_every_reading_case(view: str) -> None:
    for name, tei in documents():
        node, _ = reading_document(tei, f"{name}.xml")
        check(edition(node, view))


@EVERY_CASE
def test_what_is_written_is_as_expected(name: str) -> None:
    expected = NODES[name].parent.parent / "formats" / f"{name}.tex"
    tex = reledmac(made(name)).decode()
    got = tex[tex.index("\\graphicspath") :]
    if os.environ.get("TEIKIT_UPDATE"):
        expected.write_text(got, encoding="utf-8")
    assert got == expected.read_text(encoding="utf-8"), f"update {expected} if the change is wanted"


def test_every_note_has_its_layer() -> None:
    tex = reledmac(made("every-element")).decode()
    assert r"\edtext{raised}{\lemma{raised}\Bfootnote{added above}}" in tex
    assert r"\edtext{two words}{\lemma{two words}\Cfootnote{could not be read}}" in tex
    assert r"\edtext{patulae}{\lemma{\teinumber{5}patulae}\Afootnote[nonum]" in reledmac(made("tables")).decode()


def test_words_that_an_element_cuts_are_keyed_to_labels() -> None:
    tex = reledmac(made("every-element")).decode()
    key = re.search(r"\\xxref\{(s\d+)\}\{(e\d+)\}\\lemma\{struck … within\}", tex)
    assert key
    assert tex.count(f"\\edlabel{{{key[1]}}}") == tex.count(f"\\edlabel{{{key[2]}}}") == 1


# ---------------------------------------------------------------- hostile text

COMMANDS = [
    r"\input{/etc/passwd}", r"\write18{ls}", "^^5cinput", r"\endinput", "}}\\end{document}", r"\&", "*[2pt]", "%",
    "~#$_&", "--- `` '' ?` <<",
]  # fmt: skip


@given(ANYTHING)
@example("\\\\").via("a line end")
def test_each_character_is_escaped(text: str) -> None:
    nodes = Reader.of(escaped(text)).nodes()
    assert all(isinstance(node, str) for node in nodes)
    expected = re.sub(r"[\x00-\x1f ]+", " ", visible(text)).replace("\u00a0", " ")
    assert re.sub(" +", " ", everything(nodes)) == re.sub(" +", " ", expected)


@settings(max_examples=40)
@given(st.sampled_from(COMMANDS) | ANYTHING)
def test_no_text_becomes_a_command(text: str) -> None:
    for source in hostile(text):
        check(edition(parse(source)))


def test_the_reader_finds_what_is_wrong() -> None:
    for wrong in (r"\input{x}", "a}", "{a", "50%", "a_b", r"\\[2pt]", r"\begin{verbatim}", r"\pend"):
        with pytest.raises(TexError):
            read(f"\\begin{{document}}\n{wrong}\\end{{document}}\n")
    assert Command("&") in Reader.of(r"\&").nodes()
    assert CHARACTERS["teiand"] == "&"


def test_pictures_are_beside_the_file() -> None:
    source = document('<figure><image source="seal.png">A seal_1</image></figure>')
    xml = print_edition([document_with_hands(parse(source), "diplomatic", {"seal.png": "1.png"})], META, "diplomatic")
    assert r"\teipicture{1.png}{A seal\_1}" in reledmac(xml).decode()


# ---------------------------------------------------------------- TeX itself


# Where there is no TeX, the reader of tests/tex_reader.py alone says that the file is right.
@pytest.mark.program("lualatex")
@EVERY_CASE
def test_tex_sets_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "edition.tex").write_bytes(reledmac(made(name)))
    command = ["lualatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "edition.tex"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stdout[-2000:]
