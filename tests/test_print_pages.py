"""The pages of the print: line numbers, margin and foot, and what must not break them."""

import re
from itertools import pairwise

import pytest
from print_pages import META, case, dense, document, letters, lines_of, made, missing, pdf, pieces, reader, text_of

from teikit.core.saxon import parse
from teikit.publication.print import VIEWS, Metadata, print_xml, typeset

# ---------------------------------------------------------------- lines


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_line_references_agree_with_lines_counted_on_the_page(seed: int) -> None:
    source, count = dense(seed)
    data, findings = typeset(print_xml([parse(source)], META))
    assert findings == []
    right, wrong = 0, []
    for number, page in enumerate(reader(data).pages[3:], 4):
        counted = {word: line for line, text in enumerate(lines_of(page), 1) for word in re.findall(r"Q\d+", text)}
        notes = " ".join(text for _, _, size, text in pieces(page) if size == 8.0)
        reference = ""
        for label, word in re.findall(r"(\d[\d.–]*|\|)\s*(Q\d+)\s*\]", notes):
            reference = reference if label == "|" else label  # the number of a line is printed once
            expected = str(counted[word]) if word in counted else "another page"
            if reference == expected or (expected == "another page" and reference.startswith(f"{number - 1}.")):
                right += 1
            else:
                wrong.append((number, word, reference, expected))
    assert wrong == []
    assert right == count


def test_content_between_blocks_is_keyed_to_the_line_that_follows() -> None:
    for view in VIEWS:
        page = reader(pdf("every-element", view=view)).pages[3]
        number = next(i for i, text in enumerate(lines_of(page), 1) if "XXVIII" in text)
        assert f"{number} betweenitems]" in re.sub(r"\s+", " ", page.extract_text())
    item = '<note kind="marginalia" id="m{0}">note</note><paragraph>P{0} {1}</paragraph>'
    entry = '<entry ref="m{0}" kind="marginalia"><lemma>L{0}</lemma><statement>said</statement></entry>'
    body = "".join(item.format(i, "word " * 20) for i in range(4))
    source = document(body, "".join(entry.format(i) for i in range(4)))
    page = reader(typeset(print_xml([parse(source)], META))[0]).pages[3]
    lines = lines_of(page)
    for i in range(4):
        number = next(n for n, text in enumerate(lines, 1) if f"P{i}" in text)
        assert f"{number} L{i}]" in re.sub(r"\s+", " ", page.extract_text())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_is_set_over_anything_else(seed: int) -> None:
    data, _ = typeset(print_xml([parse(dense(seed)[0])], META))
    for page in reader(data).pages[3:]:
        even = (page.page_number + 1) % 2 == 0
        left, right = (46, 24) if even else (24, 46)
        start, end = left * 72 / 25.4, (170 - right) * 72 / 25.4
        margin = [p for p in pieces(page) if p[2] == 8.5 and (p[0] < start - 5 or p[0] > end + 5)]
        heights = sorted({round(p[1], 1) for p in margin}, reverse=True)
        assert all(a - b > 8 for a, b in pairwise(heights))
        lowest_text = min(p[1] for p in pieces(page) if p[2] == 10.5 and not p[3].strip().isdigit())
        notes = [p[1] for p in pieces(page) if p[2] == 8.0]
        assert max(notes) < lowest_text - 8
        assert min(notes) >= 26 * 72 / 25.4 - 4


# ---------------------------------------------------------------- what must not break it


def test_hostile_text_stays_text() -> None:
    data, findings = typeset(made("hostile"))
    assert findings == []
    text = text_of(data)
    for said in (
        'read("/etc/passwd")',
        'panic("panicked")',
        "script alert(1)",
        "#eval(1+1)",
        "x^2 starred underscored",
    ):
        assert letters(said) in text
    assert "root" not in text
    assert "\u202e" not in "".join(page.extract_text() for page in reader(data).pages)


def test_a_document_that_no_font_has_is_left_out_and_reported() -> None:
    data, findings = typeset(made("glyphs", "antonov-1945"))
    assert {(f.code, f.severity.value, f.file) for f in findings} == {("print-missing-glyph", "error", "glyphs")}
    said = "; ".join(f.message for f in findings)
    assert "no font has 3 characters of CJK (东 毛 泽; 7 times): the document is not in the print" in said
    assert "Put a font that has CJK (.ttf, .otf) into fonts/" in said
    assert "U+E000" in said and "ꙋ" in said and "0085" not in said
    text = text_of(data)
    assert "Whattheyhave" not in text and "6BDB" not in text
    assert "strengthenthegarrisons" in text


def test_a_print_of_which_no_font_has_any_document_is_not_made() -> None:
    data, findings = typeset(made("glyphs"))
    assert data == b""
    assert {f.severity.value for f in findings} == {"error"}


def test_a_few_signs_in_a_long_text_are_squares_and_an_error() -> None:
    source = document(f"<paragraph>{'words of a long letter ' * 60} 毛 and \u2028 line.\ufeff</paragraph>")
    data, findings = typeset(print_xml([parse(source)], META))
    assert [(f.code, f.severity.value) for f in findings] == [("print-missing-glyph", "error")]
    assert "CJK (毛; 1 times): printed as □" in findings[0].message
    assert "□" in "".join(page.extract_text() for page in reader(data).pages)


def test_a_foot_note_longer_than_a_page_is_set_behind_the_document() -> None:
    long = " ".join(f"note{i}x" for i in range(900))
    body = (
        f'<paragraph>Before<note kind="footnote" n-of="1">{long}</note> after.</paragraph><paragraph>End.</paragraph>'
    )
    data, findings = typeset(print_xml([parse(document(body))], META))
    assert findings == []
    assert missing(long.split(), data) == []


def test_margin_notes_without_space_are_set_after_the_document() -> None:
    tall = " ".join(f"tall{i}" for i in range(200))
    many = "".join(
        f'word <note kind="marginalia" place="margin left">{" ".join(f"m{i}x{k}" for k in range(30))}</note> '
        for i in range(30)
    )
    body = f'<paragraph>{many}</paragraph><paragraph>x<note kind="marginalia">{tall}</note></paragraph>'
    data, findings = typeset(print_xml([parse(document(body))], META))
    assert findings == []
    text = text_of(data)
    assert "Notesthatdidnotfitontheirpage" in text
    assert [i for i in range(30) if f"m{i}x0m{i}x1" not in text] == []
    assert letters(tall) in text


def test_an_apparatus_entry_longer_than_a_page_is_set_behind_the_document() -> None:
    long = " ".join(f"said{i}x" for i in range(900))
    entry = f'<entry ref="a" kind="unclear"><lemma>Word</lemma><statement>{long}</statement></entry>'
    body = '<paragraph><span kind="unclear" id="a" note="yes">Word</span>.</paragraph>'
    data, findings = typeset(print_xml([parse(document(body, entry))], META))
    assert findings == []
    assert missing(long.split(), data) == []


@pytest.mark.parametrize("depth", [9, 40, 90])
def test_deep_nesting_loses_no_word(depth: int) -> None:
    spans = "".join(f'<span kind="underlined" id="i{i}">w{i} ' for i in range(depth)) + "core" + "</span>" * depth
    lists = '<list kind="plain"><item><paragraph>item</paragraph>' * depth + "</item></list>" * depth
    entry = f'<entry ref="i{depth - 1}" kind="x"><lemma>core</lemma><statement>innermost</statement></entry>'
    body = f"<paragraph>{spans}</paragraph>{lists if depth < 45 else ''}"
    edition = print_xml([parse(document(body, entry)), parse(case("antonov-1945"))], META)
    data, findings = typeset(edition)
    assert [f.code for f in findings] == (["print-nesting"] if depth > 9 else [])
    text = text_of(data)
    assert letters("".join(f"w{i}" for i in range(depth))) + "core" in text
    assert text.count("item") >= (depth if depth < 45 else 0)
    assert "coreinnermost" in text


def test_a_document_that_cannot_be_set_leaves_the_others_standing() -> None:
    broken = made("every-element").replace("<verse>", "<verze>").replace("</verse>", "</verze>")
    edition = broken.replace("</edition>", "") + made("antonov-1945").split("</editor>")[-1]
    data, findings = typeset(edition)
    assert [(f.file, f.code) for f in findings if f.severity == "error"] == [("every", "print-failed")]
    assert "verze" in "".join(f.message for f in findings)
    text = text_of(data)
    assert "strengthenthegarrisons" in text
    assert "couldnotbetypeset" in text


def test_an_edition_without_documents_has_its_title_page() -> None:
    data, findings = typeset(print_xml([], META))
    assert findings == []
    assert "Telegrams" in reader(data).pages[0].extract_text()


def test_metadata_is_text_too() -> None:
    meta = Metadata('<b>"&\x01 #panic()', editors=("<i>",), lang="ru")
    data, findings = typeset(print_xml([parse(case("hostile"))], meta))
    assert findings == []
    assert missing(["bpanic", "Содержание"], data) == []


def test_an_edition_without_a_title_is_reported_and_not_made() -> None:
    data, findings = typeset(print_xml([parse(case("antonov-1945"))], Metadata("")))
    assert data == b""
    assert [(f.file, f.code) for f in findings] == [("edition", "print-failed")]
    assert "title" in findings[0].message


def test_a_note_that_is_not_drawn_is_reported() -> None:
    unseen = '<specimen kind="x" label="y">z<foot name="m9" n="9">a note of no page</foot></specimen><witness '
    _, findings = typeset(made("antonov-1945").replace("<witness ", unseen, 1))
    assert [(f.file, f.code) for f in findings] == [("doc-000", "print-lost-note")]
    assert "a note of no page" in findings[0].message


def test_a_line_along_words_inside_another_is_set() -> None:
    """PDF/UA allows one such line; a document with two, one inside the other, is printed all the same."""
    kinds = ("deletion", "underlined", "marked")
    pairs = [(outer, inner) for outer in kinds for inner in kinds]
    spans = "".join(f'one <span kind="{a}">two <span kind="{b}">three</span> four</span> ' for a, b in pairs)
    section = f'<section kind="deletion"><paragraph>{spans}</paragraph></section>'
    source = document(f"<paragraph>{spans}</paragraph>{section}")
    for view in VIEWS:
        data, findings = typeset(print_xml([parse(source)], META, view))
        assert findings == []
        assert text_of(data).count("onetwothreefour") == 2 * len(pairs)
